"""The figure of limits of steps beside what is kept today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.breakdown.procedures import part_name
from adminsim.report.kit.canvas import chain_label, finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import drawable, figure_words
from adminsim.report.result.figures import COLOURS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from adminsim.messages import Language
    from adminsim.study.breakdown.limits import Breakdown


def breakdown_figure(found: Breakdown, language: Language = "en") -> Figure:
    """Draw the limits of steps or procedures, and beside each what is kept together today.

    Parameters
    ----------
    found : Breakdown
        What was found.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
        Two bars for each step or procedure, in official hours, in the order of the chain.
    """
    words, _ = figure_words(language)
    chains = found.scenario.baseline.chains
    with settings(words):
        figure = new_figure(9.5, 1.6 + 0.42 * len(found.parts))
        axes = figure.subplots()
        chain = chain_label(chains, found.chain, words)
        limit = words.say("unit-WD", value=found.workdays)
        title(figure, words.say(f"figure-breakdown-{found.by}", chain=chain, limit=limit))
        bars = (("today", found.today, -0.2, "before"), ("limit", found.limits, 0.2, "after"))
        for what, hours, shift, colour in bars:
            places = [place + shift for place in range(len(found.parts))]
            label = words.say(f"figure-breakdown-{what}")
            axes.barh(places, hours.tolist(), height=0.38, color=COLOURS[colour], label=label)
        labels = [drawable([part_name(found, name, words), name], words) for name in found.names]
        axes.set_yticks(range(len(found.parts)), labels)
        axes.set_ylim(len(found.parts) - 0.4, -0.6)
        axes.set_xlabel(words.say("figure-breakdown-hours"), loc="left")
        grid_along(axes, "x")
        figure.legend(*axes.get_legend_handles_labels(), loc="outside lower right", ncols=2)
        return finished(figure)
