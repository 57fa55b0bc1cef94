"""The figure of how long the clock of each bureau ran, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.bureaus.table import bureau_name
from adminsim.report.kit.canvas import finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import drawable, figure_words
from adminsim.report.result.figures import COLOURS
from adminsim.study.bureaus.months import WHEN

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from adminsim.messages import Language
    from adminsim.study.bureaus.months import Bureaus


ASIDE = 0.06
"""By how much of a month the marks are moved to either side."""


def bureau_figure(found: Bureaus, department: str | None = None, language: Language = "en") -> Figure:
    """Draw how long a bureau's clock ran for a visit, and which share of its steps was late, by month.

    Parameters
    ----------
    found : Bureaus
        What was found.
    department : str, optional
        Which bureau; by default the first.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
        Means with intervals, before and after.
    """
    words, _ = figure_words(language)
    name = department or found.departments[0]
    months = found.months(name)
    # Where no step has a limit nothing can be late.
    told = (("clock", 1), ("late_share", 100)) if found.has_limits else (("clock", 1),)
    with settings(words):
        figure = new_figure(9.5, 4.2)
        axes = figure.subplots(1, len(told), squeeze=False)[0]
        title(figure, drawable([bureau_name(found, name, words), name], words))
        for one, (what, scale) in zip(axes, told, strict=True):
            # Before and after stand beside each other, so that neither interval hides the other.
            for aside, when in zip((-ASIDE, ASIDE), WHEN, strict=True):
                values = [found.estimates([cell], when)[what] for cell in months]
                places = [place for place, value in enumerate(values) if value.mean == value.mean]
                means = [scale * values[place].mean for place in places]
                ends = [[scale * max(values[p].mean - values[p].low, 0) for p in places],
                        [scale * max(values[p].high - values[p].mean, 0) for p in places]]  # fmt: skip
                label = words.say(f"result-{when}")
                moved = [place + aside for place in places]
                one.errorbar(moved, means, yerr=ends, color=COLOURS[when], marker="o", capsize=2, label=label)
            one.set_title(words.say(f"figure-bureaus-{what.replace('_', '-')}"))
            one.set_xticks(range(len(months)), [cell.month for cell in months], rotation=60)
            one.set_ylim(bottom=0)
            grid_along(one, "y")
        figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower right", ncols=2)
        return finished(figure)
