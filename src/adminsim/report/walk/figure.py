"""The figure of the most time-consuming procedures, of all approved cases and of the slowest tenth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.report.kit.canvas import INK, chain_label, finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import figure_words
from adminsim.report.result.figures import COLOURS, step_labels
from adminsim.report.walk.text import chain_scale
from adminsim.study.walk.findings import CASES, WHEN, Key, Walks, walks_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from adminsim.messages import Language, Words
    from adminsim.study.findings.compare import Comparison

MOST = 10
"""How many procedures are drawn, of each system and each group of cases."""
HEADINGS = {"all": "walk-all", "slowest": "walk-slowest-cases"}


def walk_figure(comparison: Comparison, chain: str | None = None, language: Language = "en") -> Figure:
    """Draw the most time-consuming procedures of a chain (高耗时环节), before and after, with intervals.

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
        Mean days, or hours where all of it takes less than two days, on the critical way by step, of all approved cases
        and of the slowest tenth, the longest under the reforms on top.
    """
    words, _ = figure_words(language)
    chains = comparison.scenario.baseline.chains
    chain = chain or next(iter(chains))
    groups = {cases: walks_of(comparison, chain, cases) for cases in CASES}
    keys, scale = _most(groups), chain_scale(comparison, chain)
    with settings(words):
        figure = new_figure(10, 2.0 + 0.42 * len(keys))
        axes = figure.subplots(1, 2, sharey=True)
        title(figure, words.say("figure-walk", chain=chain_label(chains, chain, words)))
        for one, (cases, walks) in zip(axes, groups.items(), strict=True):
            _draw(one, walks, keys, scale.of_a_day, words)
            one.set_title(words.say(HEADINGS[cases]))
            grid_along(one, "x")
        axes[0].set_yticks(range(len(keys)), step_labels(comparison, chain, [name for _, name in keys], words))
        axes[0].set_ylim(len(keys) - 0.4, -0.6)
        axes[0].set_xlabel(words.say("figure-walk-time", unit=words.say(f"scale-{scale.unit}")), loc="left")
        if keys:
            figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower right", ncols=2)
        return finished(figure)


def _most(groups: dict[str, Walks]) -> list[Key]:
    """Return the steps that hold the most time in either system, those that do under the reforms first."""
    walks = groups["all"]
    found = {key for one in groups.values() for when in WHEN for key in one.ranked("step", when=when)[:MOST]}
    order = [key for key in walks.ranked("step") if key in found]
    return [*order, *sorted(found.difference(order))][: 2 * MOST]


def _draw(axes: Any, walks: Walks, keys: list[Key], of_a_day: float, words: Words) -> None:
    """Draw two bars for each step, each with its interval."""
    for shift, when in ((-0.2, "before"), (0.2, "after")):
        found = [walks.estimates(walks.totals(key))[when] if key in walks.days else None for key in keys]
        times = [of_a_day * one.mean if one is not None else 0.0 for one in found]
        spread = [of_a_day * one.half_width if one is not None else 0.0 for one in found]
        places = [place + shift for place in range(len(keys))]
        axes.barh(places, times, height=0.38, color=COLOURS[when], label=words.say(f"result-{when}"))
        axes.errorbar(times, places, xerr=spread, fmt="none", ecolor=INK, elinewidth=1, capsize=2)
    axes.set_xlim(left=0)
