"""The recommended warm-up: as text, as plain data, and as the figure that it is read off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import say
from adminsim.report.kit.canvas import INK, finished, grid_along, label_of, new_figure, save, settings, title
from adminsim.report.kit.fonts import figure_language
from adminsim.report.kit.style import AFTER, BEFORE, named, number
from adminsim.report.kit.tables import add_row, as_text, plain_table

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.figure import Figure

    from adminsim.messages import Language
    from adminsim.study.warm_up import Settling, WarmUp

COLOURS = {"before": BEFORE, "after": AFTER}


def warm_up_text(found: WarmUp, language: Language = "en", width: int | None = None) -> str:
    """Return the cuts of all chains and what they recommend."""
    from rich.console import Group
    from rich.text import Text

    codes = ("warm-up-system", "warm-up-weeks", "warm-up-level", "warm-up-cut")
    table = plain_table(*(say(code, language) for code in codes))
    for one in found.settlings:
        cut = str(one.cut_days) if one.is_settled else f">= {one.cut_days}"
        add_row(table, _named(found, one, language), str(len(one.weeks)), number(one.level, language), cut)
    return as_text(Group(table, Text(), *(Text(line) for line in advice(found, language))), width)


def advice(found: WarmUp, language: Language) -> list[str]:
    """Return in words what is recommended, and why."""
    comma = "、" if language == "zh" else ", "
    lines = []
    if found.overloaded:
        lines.append(say("warm-up-overloaded", language, departments=comma.join(found.overloaded)))
    elif found.seasonal:
        lines.append(say("warm-up-seasonal", language, days=found.days, chains=comma.join(found.seasonal)))
    elif found.unsettled:
        systems = comma.join(_named(found, one, language) for one in found.unsettled)
        lines.append(say("warm-up-unsettled", language, days=found.days, systems=systems))
    else:
        lines.append(say("warm-up-settled", language, days=found.days))
    if found.with_backlog:
        lines.append(say("warm-up-backlog", language, chains=comma.join(found.with_backlog)))
    if found.changing:
        lines.append(say("warm-up-since", language, reforms=comma.join(found.changing)))
    if not found.overloaded:
        code = "warm-up-enough" if found.stated_days >= found.days else "warm-up-short"
        lines.append(say(code, language, days=f"{found.stated_days:g}"))
    return lines


def warm_up_json(found: WarmUp, language: Language) -> str:
    """Return what is recommended as JSON."""
    from adminsim.results.document import listed
    from adminsim.results.folder import as_json

    data: dict[str, Any] = {
        "scenario": found.scenario.name,
        "pilots": found.pilots,
        "days": found.days,
        "stated_days": found.stated_days,
        "overloaded": found.overloaded,
        "seasonal": found.seasonal,
        "backlog": found.with_backlog,
        "changing": found.changing,
        "advice": advice(found, language),
        "cuts": listed(found.table()),
    }
    return as_json(data)


def warm_up_csv(found: WarmUp) -> str:
    """Return the weekly means as CSV."""
    from adminsim.results.folder import as_csv

    return as_csv(found.weekly())


def write_warm_up(found: WarmUp, folder: Path, language: Language) -> None:
    """Write the weekly means, what is recommended and the figures of all chains into a folder."""
    drawn_in, _ = figure_language(language)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "warm-up.csv").write_text(warm_up_csv(found), encoding="utf-8-sig", newline="")
    (folder / "warm-up.json").write_text(warm_up_json(found, language), encoding="utf-8")
    for number_of, chain in enumerate(found.scenario.baseline.chains, start=1):
        save(warm_up_figure(found, chain, drawn_in), folder / f"warm-up-{number_of}", drawn_in)


def warm_up_figure(found: WarmUp, chain: str | None = None, language: Language = "en") -> Figure:
    """Draw the weekly mean times of the pilots with the cuts, and the statistic that they are read off.

    Parameters
    ----------
    found : WarmUp
        What pilots found.
    chain : str, optional
        Which chain; by default the first.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
    """
    language, _ = figure_language(language)
    chains = found.scenario.baseline.chains
    chain = chain or next(iter(chains))
    with settings(language):
        figure = new_figure(8.5, 5.6)
        upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(2, 1.2))
        otherwise = say("figure-chain", language, number=list(chains).index(chain) + 1)
        name = label_of(chains[chain].label, chain, otherwise, language)
        title(figure, say("figure-warm-up", language, chain=name))
        for one in found.settlings:
            if one.chain == chain:
                _draw(upper, lower, one, language)
        for axes in (upper, lower):
            axes.axvline(found.days / 7, color=INK, linewidth=1.2)
            grid_along(axes, "y")
        upper.annotate(
            say("figure-warm-up-recommended", language), (found.days / 7, 1.0), (4, -2), va="top",
            xycoords=("data", "axes fraction"), textcoords="offset points",
        )  # fmt: skip
        upper.set_ylim(bottom=0)
        upper.set_xlim(left=0)
        upper.set_ylabel(say("figure-warm-up-days", language))
        lower.set_ylabel(say("figure-warm-up-mser", language))
        lower.set_ylim(0.8, 5)
        lower.set_xlabel(say("figure-warm-up-week", language))
        figure.legend(loc="outside lower left", ncols=4)
        return finished(figure)


def _draw(upper: Any, lower: Any, one: Settling, language: Language) -> None:
    """Draw the weekly means of one system and their statistic, as a multiple of its least value."""
    colour, when = COLOURS[one.system], say(f"result-{one.system}", language)
    upper.plot(one.weeks, one.means, color=colour, linewidth=1.2, label=when)
    upper.axvline(
        one.cut_days / 7,
        color=colour,
        linestyle="--",
        linewidth=1.2,
        label=say("figure-warm-up-cut", language, when=when),
    )
    if len(one.mser) and one.mser.min() > 0:
        places = one.weeks[: 5 * len(one.mser) : 5]
        lower.plot(places, one.mser / one.mser.min(), color=colour, marker="o", markersize=4)


def _named(found: WarmUp, one: Settling, language: Language) -> str:
    chain = found.scenario.baseline.chains[one.chain]
    return f"{named(chain.label, one.chain, language)}, {say(f'result-{one.system}', language)}"
