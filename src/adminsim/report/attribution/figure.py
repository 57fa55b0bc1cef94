"""The figure of which reform did it: a bar for each with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.attribution.table import subject
from adminsim.report.kit.canvas import INK, finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import drawable, figure_words
from adminsim.report.kit.style import reform_colours, reform_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from adminsim.messages import Language
    from adminsim.study.attribution.attribute import Attribution

MARKS = {"alone": ">", "last": "<"}
"""How the contribution as the only reform and as the last one is marked."""


def attribution_figure(found: Attribution, language: Language = "en") -> Figure:
    """Draw what each reform contributes, the most on top, with its interval and what it does alone and as the last one.

    Parameters
    ----------
    found : Attribution
        What was found.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
    """
    words, _ = figure_words(language)
    rows, scale = found.shares(), 100 if found.asked.unit == "share" else 1
    colours = reform_colours(found.scenario.reforms)
    places = range(len(rows))
    with settings(words):
        figure = new_figure(8.5, 1.9 + 0.45 * len(rows))
        axes = figure.subplots()
        otherwise = found.asked.target.name if found.asked.target else found.asked.chain or ""
        name = drawable([subject(found, words), otherwise], words)
        title(figure, words.say("figure-attribution", name=name))
        shares = rows["contribution"] * scale
        axes.barh(places, shares, height=0.62, color=[colours[str(name)] for name in rows.index])
        spread = (rows["high"] - rows["low"]) / 2 * scale
        axes.errorbar(shares, places, xerr=spread, fmt="none", ecolor=INK, elinewidth=1, capsize=3)
        for how, mark in MARKS.items():
            axes.plot(
                rows[how] * scale, places, mark, color="white", markeredgecolor=INK, markersize=6,
                label=words.say(f"attribution-{how}"),
            )  # fmt: skip
        names = [
            drawable([reform_name(found.scenario.reforms, str(one), words), str(one)], words) for one in rows.index
        ]
        axes.set_yticks(places, names)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.axvline(0, color=INK, linewidth=1)
        unit = words.say(f"attribution-unit-{found.asked.unit}")
        axes.set_xlabel(words.say("figure-attribution-axis", unit=unit), loc="left")
        grid_along(axes, "x")
        figure.legend(*axes.get_legend_handles_labels(), loc="outside lower right", ncols=2)
        return finished(figure)
