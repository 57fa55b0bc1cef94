"""The figure of precision: how wide the intervals are after so many replications."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from adminsim.report.kit.canvas import INK, finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import drawable, figure_words
from adminsim.report.result.precision import figure_name
from adminsim.study.findings.precision import looks

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from adminsim.messages import Language
    from adminsim.study.findings.compare import Comparison

FROM = 5
"""Replications from which it is drawn."""
COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9")


def precision_figure(comparison: Comparison, language: Language = "en") -> Figure:
    """Draw how wide the intervals of the main figures are over what is wanted, by number of replications.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
        On logarithmic scales, one line for each figure; dots where it was looked at whether all are precise enough.
    """
    words, _ = figure_words(language)
    study, count = comparison.scenario.study, len(comparison.replications)
    at = [look for look in looks(study.least, study.most) if look <= count]
    numbers = sorted({*range(FROM, count + 1, max(1, count // 60)), *at})
    parts = [replace(comparison, replications=comparison.replications[:number]).widths for number in numbers]
    with settings(words):
        figure = new_figure(8.5, 4.4)
        axes = figure.subplots()
        title(figure, words.say("figure-precision"))
        for place, width in enumerate(comparison.widths):
            ratios = [found[place].half_width / found[place].wanted for found in parts]
            name = drawable([figure_name(comparison, width, words), width.measure, str(place + 1)], words)
            colour = COLOURS[place % len(COLOURS)]
            axes.plot(numbers, ratios, color=colour, linewidth=1.4, label=name)
            axes.plot(at, [ratios[numbers.index(look)] for look in at], "o", color=colour, markersize=4)
        axes.axhline(1.0, color=INK, linewidth=1)
        axes.set_xscale("log")
        axes.set_yscale("log")
        ticks = [tick for tick in (5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 5000) if tick <= count]
        axes.set_xticks(ticks, [str(tick) for tick in ticks])
        axes.set_xticks([], minor=True)
        axes.yaxis.set_major_formatter(lambda value, _: f"{value:g}")
        axes.yaxis.set_minor_formatter(lambda _value, _place: "")
        axes.annotate(
            words.say("figure-precision-wanted"), (1.0, 1.0), (-2, 3), xycoords=("axes fraction", "data"),
            textcoords="offset points", ha="right",
        )  # fmt: skip
        axes.set_xlabel(words.say("figure-precision-replications"))
        axes.set_ylabel(words.say("figure-precision-half"))
        grid_along(axes, "y")
        figure.legend(loc="outside lower left", ncols=2)
        return finished(figure)
