"""The figure of a search: what a share costs, step by step; or what packages reach at their cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.canvas import INK, finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import drawable, figure_words
from adminsim.report.kit.style import AFTER
from adminsim.report.result.cycle_time import TARGET
from adminsim.report.result.target_words import target_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from adminsim.messages import Language
    from adminsim.study.search.packages import Levels
    from adminsim.study.search.search import Searched, Tried

MARKS = {
    "cheapest": ("D", "#009E73"),
    "near": ("o", "#E69F00"),
    "excluded": ("x", "#999999"),
    "undecided": ("s", "#CC79A7"),
}


def search_figure(found: Searched, language: Language = "en") -> Figure:
    """Draw what a search found: cost against what is judged of the first target.

    Parameters
    ----------
    found : Searched
        What was found.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
        Of a front its steps; else the cheapest package, near misses, the largest packages that fail, and those that
        stayed undecided, with their intervals and a line at what is required.
    """
    words, _ = figure_words(language)
    target = found.targets[0]
    scale = 100 if target.is_share else 1
    with settings(words):
        figure = new_figure(8.5, 4.6)
        axes = figure.subplots()
        title(figure, drawable([target_name(target, words), target.name], words))
        if found.front is not None:
            _points(axes, found.front, scale, "o", AFTER, None)
            costs, shares = zip(*((one.cost, one.judged[0].mean * scale) for one in found.front), strict=True)
            axes.step(costs, shares, where="post", color=AFTER, linewidth=1.5)
        else:
            kinds = {"cheapest": (found.cheapest,) if found.cheapest else (), "near": found.near,
                     "excluded": found.excluded, "undecided": found.undecided}  # fmt: skip
            shown: set[Levels] = set()
            for kind, (mark, colour) in MARKS.items():
                # A near miss that excludes what is below it is drawn once, as a near miss.
                packages = [one for one in kinds[kind] if one.levels not in shown]
                shown.update(one.levels for one in packages)
                if packages:
                    _points(axes, packages, scale, mark, colour, words.say(f"search-mark-{kind}"))
        if found.front is None:
            label = words.say("figure-assumptions-required")
            axes.axhline(target.required * scale, color=TARGET, linewidth=1.5, linestyle=(0, (4, 2)), label=label)
        elif found.beyond == found.beyond:
            axes.axhline(found.beyond * scale, color=INK, linewidth=1, label=words.say("search-mark-beyond"))
        axes.set_xlabel(words.say("search-axis-cost"), loc="left")
        axes.set_ylabel(words.say(f"assumptions-axis-{target.judged_as}"))
        axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        grid_along(axes, "y")
        if axes.get_legend_handles_labels()[0]:
            figure.legend(*axes.get_legend_handles_labels(), loc="outside lower left", ncols=3)
        return finished(figure)


def _points(axes: Axes, packages: Sequence[Tried], scale: float, mark: str, colour: str, label: str | None) -> None:
    means = [one.judged[0].mean * scale for one in packages]
    errors = [
        [(one.judged[0].mean - one.judged[0].low) * scale for one in packages],
        [(one.judged[0].high - one.judged[0].mean) * scale for one in packages],
    ]
    costs = [one.cost for one in packages]
    axes.errorbar(costs, means, errors, fmt=mark, color=colour, markersize=5, elinewidth=1, capsize=3, label=label)
