"""The figure of cycle time by month of submission: the way through a transition."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.messages import Words
from adminsim.report.kit.canvas import INK, SMALL, chain_label, finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import drawable, figure_words
from adminsim.report.kit.style import AFTER, BEFORE

if TYPE_CHECKING:
    import datetime as dt

    import pandas as pd
    from matplotlib.figure import Figure

    from adminsim.study.findings.compare import Comparison

COLOURS = {"before": BEFORE, "after": AFTER}


def month_figure(comparison: Comparison, chain: str | None = None, words: Words = Words.EN) -> Figure:
    """Draw the mean elapsed days by the month in which cases were submitted, with the days from which reforms hold.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    chain : str, optional
        Which chain; by default the first.
    words : Words
        Of the reader's language; English where no Chinese font is installed.
    """
    words, _ = figure_words(words)
    chains = comparison.scenario.baseline.chains
    chain = chain or next(iter(chains))
    every = comparison.by_month().reset_index()
    months = every[every["chain"] == chain].set_index("month")
    with settings(words):
        figure = new_figure(8.5, 3.8)
        axes = figure.subplots()
        name = chain_label(chains, chain, words)
        title(figure, words.say("figure-months", chain=name))
        for when, colour in COLOURS.items():
            _draw(axes, months, when, colour, words.say(f"result-{when}"))
        for day, names in _first_days(comparison).items():
            text = shorten(", ".join(names), 50, placeholder=" ...")
            _mark(axes, months, day, drawable([f"{day}: {text}", str(day)], words))
        ticks = range(0, len(months), max(1, -(-len(months) // 12)))
        axes.set_xticks(list(ticks), [str(months.index[tick]) for tick in ticks])
        axes.set_xlim(-0.5, len(months) - 0.5)
        axes.set_ylim(0, 1.2 * float(months[[f"{when}_high" for when in COLOURS]].fillna(0.0).max().max()) or 1.0)
        axes.set_xlabel(words.say("figure-month"))
        axes.set_ylabel(words.say("figure-month-days"))
        grid_along(axes, "y")
        figure.legend(loc="outside lower left", ncols=2)
        return finished(figure)


def _draw(axes: Any, months: pd.DataFrame, when: str, colour: str, label: str) -> None:
    places = np.arange(len(months))
    axes.fill_between(places, months[f"{when}_low"], months[f"{when}_high"], color=colour, alpha=0.25, linewidth=0)
    axes.plot(places, months[when], color=colour, marker="o", markersize=4, label=label)


def _first_days(comparison: Comparison) -> dict[dt.date, list[str]]:
    """Return the days from which enabled reforms hold, with their names."""
    found: dict[dt.date, list[str]] = {}
    for reform in comparison.scenario.reforms:
        if reform.enabled and reform.since is not None:
            found.setdefault(reform.since, []).append(reform.subject)
    return dict(sorted(found.items()))


def _mark(axes: Any, months: pd.DataFrame, day: dt.date, text: str) -> None:
    """Mark a day between the middles of two months, where it lies among those drawn."""
    head = f"{day:%Y-%m}"
    if head in months.index:
        place = list(months.index).index(head) + (day.day - 1) / 31 - 0.5
        is_right = place > len(months) / 2
        axes.axvline(place, color=INK, linewidth=1, linestyle=":")
        axes.annotate(
            text, (place, 1.0), (-4 if is_right else 4, -2),
            xycoords=("data", "axes fraction"), textcoords="offset points", va="top",
            ha="right" if is_right else "left", fontsize=SMALL,
        )  # fmt: skip
