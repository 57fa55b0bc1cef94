"""Figures of a study: how long, how busy, and where the time goes, before and after the reforms."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import TYPE_CHECKING, Any

from adminsim.engine.variants import steps_met
from adminsim.messages import Words
from adminsim.report.kit.canvas import (
    INK,
    SMALL,
    chain_label,
    finished,
    grid_along,
    label_of,
    new_figure,
    save,
    settings,
    title,
)  # fmt: skip
from adminsim.report.kit.fonts import drawable, drawn_with, figure_words
from adminsim.report.kit.style import AFTER, BEFORE, departments_at_work, number, scale_of
from adminsim.report.result.cycle_time import draw_agency_clock, draw_elapsed
from adminsim.report.result.months import month_figure
from adminsim.report.result.time_parts import draw_parts, other_count, parts_by_step

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

    from adminsim.messages import Language
    from adminsim.model.value import Label
    from adminsim.study.findings.compare import Comparison

COLOURS = {"before": BEFORE, "after": AFTER}


def cycle_time_figure(comparison: Comparison, chain: str | None = None, language: Language = "en") -> Figure:
    """Draw how long cases take: elapsed days by frequency, and the agency clock against its targets.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    chain : str, optional
        Which chain; by default the first.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
    """
    words, _ = figure_words(language)
    chains = comparison.scenario.baseline.chains
    chain = chain or next(iter(chains))
    with settings(words):
        figure = new_figure(8.5, 5.6)
        upper, lower = figure.subplots(2, 1, height_ratios=(3, 1.15))
        title(figure, words.say("figure-cycle-time", chain=chain_label(chains, chain, words)))
        draw_elapsed(upper, comparison, chain, words)
        draw_agency_clock(lower, comparison, chain, words)
        return finished(figure)


def utilisation_figure(comparison: Comparison, language: Language = "en") -> Figure:
    """Draw how busy each department is before and after, the busiest on top, with its offered load."""
    words, _ = figure_words(language)
    rows = departments_at_work(comparison)
    busy = rows[["utilisation_before", "utilisation_after"]].max(axis=1)
    rows = rows.loc[busy.sort_values(kind="stable").index]
    with settings(words):
        figure = new_figure(8.5, 1.7 + 0.5 * len(rows))
        axes = figure.subplots()
        title(figure, words.say("figure-utilisation"))
        for shift, when in ((0.2, "before"), (-0.2, "after")):
            _draw_busy(axes, rows, when, shift, words)
        axes.axvline(1.0, color=INK, linewidth=1)
        axes.annotate(
            words.say("figure-capacity"), (1.0, 1.0), (-4, 2), xycoords=("data", "axes fraction"),
            textcoords="offset points", ha="right", va="bottom", fontsize=SMALL,
        )  # fmt: skip
        names = [str(name) for name in rows.index]
        axes.set_yticks(range(len(rows)), [_department_label(comparison, name, words) for name in names])
        axes.set_ylim(-0.6, len(rows) - 0.4)
        shown = rows[[f"{measure}_{when}" for measure in ("utilisation", "load") for when in COLOURS]].fillna(0.0)
        axes.set_xlim(0, max(1.05, min(float(shown.to_numpy().max(initial=0.0)), 3.0) * 1.08))
        axes.xaxis.set_major_formatter(lambda value, _: f"{value * 100:.0f}%")
        axes.set_xlabel(words.say("figure-utilisation-share"))
        grid_along(axes, "x")
        figure.legend(loc="outside lower left", ncols=4)
        return finished(figure)


def time_figure(comparison: Comparison, chain: str | None = None, language: Language = "en") -> Figure:
    """Draw where the time of an approved case goes: time on the critical way by step and part.

    It is in days, and in hours where the whole takes less than two days on average.
    """
    words, _ = figure_words(language)
    chain = chain or next(iter(comparison.scenario.baseline.chains))
    steps, days = parts_by_step(comparison, chain)
    scale = scale_of(max(float(table.to_numpy().sum()) for table in days.values()))
    tables = {when: scale.of_a_day * table for when, table in days.items()}
    unit = words.say(f"scale-{scale.unit}")
    with settings(words):
        figure = new_figure(10, 2.2 + 0.29 * len(steps))
        axes = figure.subplots(1, 2, sharey=True, sharex=True)
        title(figure, words.say("figure-time", chain=chain_label(comparison.scenario.baseline.chains, chain, words)))
        handles = draw_parts(axes, tables, words)
        for one, (when, table) in zip(axes, tables.items(), strict=True):
            total = number(float(table.to_numpy().sum()), words)
            heading = words.say("figure-total", when=words.say(f"result-{when}"), value=total, unit=unit)
            one.set_title(heading, color=COLOURS[when])
            grid_along(one, "x")
        axes[0].set_yticks(range(len(steps)), step_labels(comparison, chain, steps, words))
        axes[0].set_ylim(len(steps) - 0.4, -0.6)
        axes[0].set_xlabel(words.say("figure-time-axis", unit=unit), loc="left")
        if handles:
            figure.legend(handles=handles, loc="outside lower center", ncols=len(handles))
        return finished(figure)


def draw_figures(comparison: Comparison, folder: Path, words: Words = Words.EN) -> tuple[list[Path], dict[str, str]]:
    """Write all figures of a study into an existing folder as SVG and PNG.

    Returns
    -------
    list of Path
        The files.
    dict of str to str
        What their bytes depend on besides the study: versions, language, fonts.
    """
    words, _ = figure_words(words)
    chains = comparison.scenario.baseline.chains
    months = comparison.by_month().groupby(level="chain").groups
    figures: list[tuple[str, Any]] = []
    for chain in chains:
        figures.append((f"cycle-time-{chain}", partial(cycle_time_figure, comparison, chain, words)))
        figures.append((f"time-by-step-{chain}", partial(time_figure, comparison, chain, words)))
        if chain in months and len(months[chain]) > 1:
            figures.append((f"by-month-{chain}", partial(month_figure, comparison, chain, words)))
    figures.append(("utilisation", partial(utilisation_figure, comparison, words)))
    files = [path for stem, draw in figures for path in save(draw(), folder / stem, words)]
    return files, drawn_with(words)


def _draw_busy(axes: Any, rows: Any, when: str, shift: float, words: Words) -> None:
    places = [place + shift for place in range(len(rows))]
    values = rows[f"utilisation_{when}"].tolist()
    word = words.say(f"result-{when}")
    axes.barh(places, values, height=0.36, color=COLOURS[when], label=word)
    loads = rows[f"load_{when}"].tolist()
    axes.plot(
        loads, places, linestyle="", marker="|", markersize=11, markeredgewidth=1.6, color=INK,
        label=words.say("figure-load") if when == "after" else None,
    )  # fmt: skip
    for place, value in zip(places, values, strict=True):
        if value == value:
            is_short = value < 0.1
            axes.annotate(
                f"{value * 100:.0f}%", (value if is_short else 0, place), (4, 0), textcoords="offset points",
                va="center", fontsize=SMALL - 1, color="white" if when == "after" and not is_short else INK,
            )  # fmt: skip


def _department_label(comparison: Comparison, name: str, words: Words) -> str:
    both = comparison.scenario.baseline.departments | comparison.scenario.reformed.departments
    place = list(both).index(name) + 1
    text = label_of(both[name].label, name, words.say("figure-department", number=place), words)
    return folded(text, words)


def step_labels(comparison: Comparison, chain: str, steps: list[str], words: Words) -> list[str]:
    """Return what to call the rows; a merged step that is called as one of its parts has its key added."""
    labels: dict[str, Label | None] = {}
    for system in (comparison.scenario.baseline, comparison.scenario.reformed):
        labels |= {name: step.label for name, step in steps_met(system)[chain].items()}
    found: list[str] = []
    for place, name in enumerate(steps, start=1):
        count = other_count(name)
        otherwise = words.say("figure-step", number=place)
        text = label_of(labels.get(name), name, otherwise, words)
        text = words.say("figure-other", count=count) if count is not None else text
        text = folded(text, words)
        found.append(f"{text}\n({drawable([name, otherwise], words)})" if text in found else text)
    return found


def folded(text: str, words: Words) -> str:
    """Return a long label in two lines at most."""
    width = words.pick(34, 18)
    return "\n".join(textwrap.wrap(text, width, max_lines=2, placeholder=" ..."))
