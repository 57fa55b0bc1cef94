"""The figure that the recommended warm-up is read off: the weekly mean times of pilots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.report.kit.canvas import INK, chain_label, finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import figure_words
from adminsim.report.kit.style import AFTER, BEFORE

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from adminsim.messages import Language, Words
    from adminsim.study.warm_up import Settling, WarmUp

COLOURS = {"before": BEFORE, "after": AFTER}


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
    words, _ = figure_words(language)
    chains = found.scenario.baseline.chains
    chain = chain or next(iter(chains))
    with settings(words):
        figure = new_figure(8.5, 5.6)
        upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(2, 1.2))
        name = chain_label(chains, chain, words)
        title(figure, words.say("figure-warm-up", chain=name))
        for one in found.settlings:
            if one.chain == chain:
                _draw(upper, lower, one, words)
        for axes in (upper, lower):
            axes.axvline(found.days / 7, color=INK, linewidth=1.2)
            grid_along(axes, "y")
        upper.annotate(
            words.say("figure-warm-up-recommended"), (found.days / 7, 1.0), (4, -2), va="top",
            xycoords=("data", "axes fraction"), textcoords="offset points",
        )  # fmt: skip
        upper.set_ylim(bottom=0)
        upper.set_xlim(left=0)
        upper.set_ylabel(words.say("figure-warm-up-days"))
        lower.set_ylabel(words.say("figure-warm-up-mser"))
        lower.set_ylim(0.8, 5)
        lower.set_xlabel(words.say("figure-warm-up-week"))
        figure.legend(loc="outside lower left", ncols=4)
        return finished(figure)


def _draw(upper: Any, lower: Any, one: Settling, words: Words) -> None:
    """Draw the weekly means of one system and their statistic, as a multiple of its least value."""
    colour, when = COLOURS[one.system], words.say(f"result-{one.system}")
    upper.plot(one.weeks, one.means, color=colour, linewidth=1.2, label=when)
    upper.axvline(
        one.cut_days / 7,
        color=colour,
        linestyle="--",
        linewidth=1.2,
        label=words.say("figure-warm-up-cut", when=when),
    )
    if len(one.mser) and one.mser.min() > 0:
        places = one.weeks[: 5 * len(one.mser) : 5]
        lower.plot(places, one.mser / one.mser.min(), color=colour, marker="o", markersize=4)
