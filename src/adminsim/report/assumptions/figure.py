"""The tornado figure: what a target is judged by at each end of every assumption's range."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.assumptions.table import MOST, range_text, short_name
from adminsim.report.kit.canvas import INK, finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import drawable, figure_words
from adminsim.report.result.cycle_time import TARGET
from adminsim.report.result.target_words import target_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from adminsim.messages import Language
    from adminsim.study.assumptions.one_by_one import Assumptions

COLOURS = {"low": "#88CCEE", "high": "#CC6677"}
"""Colours of the two ends, told apart by everyone (Paul Tol's muted scheme)."""


def tornado_figure(found: Assumptions, target: str | None = None, language: Language = "en") -> Figure:
    """Draw what a target is judged by at both ends of each assumption's range, the largest swing on top.

    Parameters
    ----------
    found : Assumptions
        What was found.
    target : str, optional
        Name of the target; by default the first.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
        A bar from the value as stated to that at either end, and a line at what is required.
    """
    words, _ = figure_words(language)
    base = next(one for one in found.base if target in (None, one.target.name))
    swings = found.by_target[base.target.name][:MOST]
    scale = 100 if base.target.is_share else 1
    middle = base.judged.mean * scale
    with settings(words):
        figure = new_figure(9.5, 2.0 + 0.36 * len(swings))
        axes = figure.subplots()
        name = drawable([target_name(base.target, words), base.target.name], words)
        title(figure, words.say("figure-assumptions", target=name))
        for end, colour in COLOURS.items():
            judged = [getattr(swing, end) for swing in swings]
            widths = [one.judged.mean * scale - middle if one else 0.0 for one in judged]
            label = words.say(f"figure-assumptions-{end}")
            axes.barh(range(len(swings)), widths, left=middle, height=0.66, color=colour, label=label)
        axes.axvline(middle, color=INK, linewidth=1)
        required = words.say("figure-assumptions-required")
        axes.axvline(base.required * scale, color=TARGET, linewidth=1.5, linestyle=(0, (4, 2)), label=required)
        names = [f"{short_name(s.assumption, found.scenario)}: {range_text(s.assumption, words)}" for s in swings]
        labels = [drawable([name, str(place)], words) for place, name in enumerate(names, 1)]
        axes.set_yticks(range(len(swings)), labels)
        axes.set_ylim(len(swings) - 0.4, -0.6)
        axes.set_xlabel(words.say(f"assumptions-axis-{base.target.judged_as}"), loc="left")
        grid_along(axes, "x")
        figure.legend(*axes.get_legend_handles_labels(), loc="outside lower right", ncols=3)
        return finished(figure)
