"""The figure of the whole space: which assumed figures to measure first, and what chance alone would show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.assumptions.table import range_text, short_name
from adminsim.report.kit.canvas import INK, finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import drawable, figure_words
from adminsim.report.kit.style import AFTER
from adminsim.report.result.target_words import target_name
from adminsim.report.space.table import FIRST

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from adminsim.messages import Language
    from adminsim.study.space.space import Space


def space_figure(found: Space, target: str | None = None, language: Language = "en") -> Figure:
    """Draw what knowing each assumed figure would be worth for a target, the most on top.

    Parameters
    ----------
    found : Space
        What was found.
    target : str, optional
        Name of the target; by default the first.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
        By how much less often the verdict would be wrong, in percent of the points; where it never flips, the part of
        the variance of the margin. A line at what chance alone shows; nothing is drawn below it, which is said where
        nothing is above it.
    """
    words, _ = figure_words(language)
    place = next(i for i, one in enumerate(found.targets) if target in (None, one.name))
    judged, effects = found.targets[place], found.effects[place]
    flips, first = found.flips(judged.name), found.first(judged.name)[:FIRST]
    values, noise = (effects.worth, effects.worth_noise) if flips else (effects.explained, effects.explained_noise)
    with settings(words):
        figure = new_figure(9.5, 1.8 + 0.36 * max(len(first), 1))
        axes = figure.subplots()
        name = drawable([target_name(judged, words), judged.name], words)
        title(figure, words.say("figure-space", target=name))
        axes.barh(range(len(first)), [float(values[one]) * 100 for one in first], height=0.66, color=AFTER)
        chance = words.say("space-chance")
        axes.axvline(noise * 100, color=INK, linewidth=1, linestyle=(0, (4, 2)), label=chance)
        figures = [found.varied[one] for one in first]
        names = [f"{short_name(one, found.scenario)}: {range_text(one, words)}" for one in figures]
        axes.set_yticks(range(len(first)), [drawable([one, str(i)], words) for i, one in enumerate(names, 1)])
        axes.set_ylim(max(len(first), 1) - 0.4, -0.6)
        axes.set_xlabel(f"{words.say('space-worth' if flips else 'space-explained')}, %", loc="left")
        axes.set_xlim(left=0)
        if not first:
            axes.text(0.02, 0.5, words.say("space-none"), transform=axes.transAxes, va="center")
        grid_along(axes, "x")
        figure.legend(*axes.get_legend_handles_labels(), loc="outside lower left")
        return finished(figure)
