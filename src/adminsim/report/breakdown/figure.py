"""The figure of limits of steps beside what is kept today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.breakdown.table import step_name
from adminsim.report.kit.canvas import chain_label, finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import drawable, figure_words
from adminsim.report.result.figures import COLOURS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from adminsim.messages import Language
    from adminsim.study.breakdown.limits import Breakdown


def breakdown_figure(found: Breakdown, language: Language = "en") -> Figure:
    """Draw the limits of steps, and beside each what is kept together today.

    Parameters
    ----------
    found : Breakdown
        What was found.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
        Two bars for each step, in official hours, in the order of the chain.
    """
    words, _ = figure_words(language)
    chains = found.scenario.baseline.chains
    with settings(words):
        figure = new_figure(9.5, 1.6 + 0.42 * len(found.steps))
        axes = figure.subplots()
        chain = chain_label(chains, found.chain, words)
        limit = words.say("unit-WD", value=found.workdays)
        title(figure, words.say("figure-breakdown", chain=chain, limit=limit))
        bars = (("today", found.today, -0.2, "before"), ("limit", found.limits, 0.2, "after"))
        for what, hours, shift, colour in bars:
            places = [place + shift for place in range(len(found.steps))]
            label = words.say(f"figure-breakdown-{what}")
            axes.barh(places, hours.tolist(), height=0.38, color=COLOURS[colour], label=label)
        labels = [drawable([step_name(found, name, words), name], words) for name in found.steps]
        axes.set_yticks(range(len(found.steps)), labels)
        axes.set_ylim(len(found.steps) - 0.4, -0.6)
        axes.set_xlabel(words.say("figure-breakdown-hours"), loc="left")
        grid_along(axes, "x")
        figure.legend(*axes.get_legend_handles_labels(), loc="outside lower right", ncols=2)
        return finished(figure)
