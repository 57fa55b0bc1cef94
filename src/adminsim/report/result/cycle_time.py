"""The two parts of the figure of cycle times."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from adminsim.report.kit.canvas import SMALL, grid_along, note_at_top
from adminsim.report.kit.style import AFTER, BEFORE, length, marks_of_means, number
from adminsim.report.result.target_words import milestones_of

if TYPE_CHECKING:
    from adminsim.messages import Words
    from adminsim.model.span import Length
    from adminsim.study.findings.compare import Comparison

COLOURS = {"before": BEFORE, "after": AFTER}
TAIL = 0.002
"""Share of cases in the long tail that is cut off at the right."""
BARS = 250
"""Most bars that an eye tells apart; where days are more, a bar holds a week or four."""
TARGET = "#CC3311"
"""Colour of targets."""


def round_steps(integer: bool = False) -> Any:
    """Return where ticks go: at round numbers."""
    from matplotlib.ticker import MaxNLocator

    return MaxNLocator(8, steps=[1, 2, 5, 10], integer=integer)


def draw_elapsed(axes: Any, comparison: Comparison, chain: str, words: Words) -> None:
    """Draw the share of approved cases by whole days of elapsed time, with means and targets in days."""
    table = comparison.distribution().loc[chain]
    last = max(int((table[when].cumsum() < 1 - TAIL).sum()) for when in COLOURS) + 2
    days = next((width for width in (1, 7) if last <= BARS * width), 28)
    highest = 0.0
    for when, colour in COLOURS.items():
        shares = _summed(table[when].to_numpy()[: last + 1], days)
        # The bar of day n holds what took more than n - 1 and at most n days.
        edges = [days * bar - 1 for bar in range(len(shares) + 1)]
        axes.stairs(shares, edges, fill=True, color=colour, alpha=0.35)
        axes.stairs(shares, edges, color=colour, linewidth=1.5)
        highest = max(highest, float(shares.max()))
    change = comparison.change(f"chain.{chain}.elapsed.mean")
    # Means hold unfinished cases too, and may lie beyond all that is approved.
    means = [getattr(change, when).mean for when in COLOURS]
    axes.set_xlim(0, max([last, *(1.05 * mean for mean in means if math.isfinite(mean))]))
    axes.set_ylim(0, 1.22 * highest or 1.0)
    _draw_means(axes, comparison, chain, words)
    for position, (text, limit) in enumerate(_limits(comparison, chain, "elapsed", ("d", "wk"), words).items()):
        _draw_target(axes, limit.seconds(86400) / 86400, text, position)
    axes.yaxis.set_major_locator(round_steps())
    axes.yaxis.set_major_formatter(lambda value, _: f"{value * 100:.3g}%")
    axes.set_xlabel(words.say("figure-elapsed-days"))
    axes.set_ylabel(words.say("figure-share" if days == 1 else "figure-share-of-days", days=days))
    grid_along(axes, "y")


def _summed(shares: Any, days: int) -> Any:
    """Return shares by day as shares by so many days."""
    import numpy as np

    return np.add.reduceat(shares, np.arange(0, len(shares), days))


def draw_agency_clock(axes: Any, comparison: Comparison, chain: str, words: Words) -> None:
    """Draw median, P90, P95 and mean on the agency clock, with targets in working days."""
    highest = 0.0
    for place, (when, colour) in enumerate(COLOURS.items()):
        values = {}
        for measure in ("mean", "median", "p90", "p95"):
            values[measure] = getattr(comparison.change(f"chain.{chain}.agency_workdays.{measure}"), when).mean
        found = {name: value for name, value in values.items() if math.isfinite(value)}
        if {"median", "p95"} <= set(found):
            axes.barh(
                place,
                found["p95"] - found["median"],
                left=found["median"],
                height=0.4,
                color=colour,
                alpha=0.45,
            )
        if "p90" in found:
            axes.plot(found["p90"], place, marker="|", markersize=14, markeredgewidth=2, color=colour)
        if "mean" in found:
            axes.plot(found["mean"], place, marker="o", markersize=7, color=colour, markeredgecolor="white")
        highest = max([highest, *found.values()])
    limits = _limits(comparison, chain, "agency", ("WD",), words)
    highest = max([highest, *(limit.amount for limit in limits.values())])
    for position, (text, limit) in enumerate(limits.items()):
        _draw_target(axes, limit.amount, text, position)
    axes.set_yticks([0, 1], [words.say(f"result-{when}") for when in COLOURS])
    axes.set_ylim(1.6, -0.9 - 0.35 * max(len(limits) - 1, 0))
    axes.set_xlim(0, max(highest * 1.08, 1.0))
    axes.xaxis.set_major_locator(round_steps(integer=True))
    axes.set_xlabel(words.say("figure-quantiles"), fontsize=SMALL)
    axes.set_title(words.say("figure-agency-days"))
    grid_along(axes, "x")


def _draw_means(axes: Any, comparison: Comparison, chain: str, words: Words) -> None:
    change = comparison.change(f"chain.{chain}.elapsed.mean")
    marks = marks_of_means(comparison, chain)[:2]
    for place, (when, colour) in enumerate(COLOURS.items()):
        mean = getattr(change, when).mean
        if math.isfinite(mean):
            axes.axvline(mean, color=colour, linewidth=1.8)
            word = words.say(
                "figure-mean",
                when=words.say(f"result-{when}"),
                value=marks[place] + number(mean, words, 2 if mean < 1 else 1),
            )
            note_at_top(axes, word, mean, 0.03 + 0.09 * place)


def _draw_target(axes: Any, at: float, text: str, position: int) -> None:
    axes.axvline(at, color=TARGET, linewidth=1.5, linestyle=(0, (4, 2)))
    note_at_top(axes, text, at, 0.01 + 0.11 * position, TARGET)


def _limits(comparison: Comparison, chain: str, clock: str, units: tuple[str, ...], words: Words) -> dict[str, Length]:
    """Return the limits of the targets of a chain on a clock in some units, each with its label."""
    chains = comparison.scenario.baseline.chains
    limits = {}
    for target in comparison.scenario.targets:
        limit, timed = target.stated_limit, target.timed
        if limit is None or timed is None or chain not in target.chains_of(chains):
            continue
        if timed.clock == clock and limit.unit in units:
            text = words.say("figure-target", limit=length(limit, words))
            if timed.start == "accepted" and target.condition is None:
                text = f"{text}, {words.say('target-from-accepted')}"
            limits[", ".join((text, *milestones_of(timed, words)))] = limit
    return limits
