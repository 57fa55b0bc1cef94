"""The figure of a sweep: what a target is judged by along a figure, with its band, what is required and crossings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.canvas import INK, finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import drawable, figure_words
from adminsim.report.kit.style import REFORM_COLOURS
from adminsim.report.result.cycle_time import TARGET
from adminsim.study.sweep.axis import DEMAND
from adminsim.study.sweep.crossing import crossings
from adminsim.study.sweep.rows import COLUMNS

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from adminsim.messages import Language, Words


def sweep_figure(
    table: pd.DataFrame, measure: str | None = None, language: Language = "en", *, name: str | None = None
) -> Figure:
    """Draw a measure along the first figure of a sweep; where two are varied, one line for each value of the second.

    Parameters
    ----------
    table : DataFrame
        What `sweep` returns.
    measure : str, optional
        A target, or ``chain.<chain>.elapsed.mean``; by default the first.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.
    name : str, optional
        What the title calls the measure.

    Returns
    -------
    matplotlib.figure.Figure
        The value with its interval as a band, a line at what is required, and the crossings with theirs below it.
    """
    words, _ = figure_words(language)
    measure = measure or str(table["measure"].iloc[0])
    rows = table[table["measure"] == measure]
    first, *others = (column for column in table.columns if column not in COLUMNS)
    scale = 100 if rows["unit"].iloc[0] == "share" else 1
    lines = [(float(v), rows[rows[others[0]] == v]) for v in rows[others[0]].unique()] if others else [(0.0, rows)]
    with settings(words):
        figure = new_figure(8.5, 4.6)
        axes = figure.subplots()
        title(figure, drawable([name or measure, measure], words))
        for place, (value, part) in enumerate(lines):
            colour = REFORM_COLOURS[place % len(REFORM_COLOURS)]
            ordered = part.sort_values(first)
            label = f"{_called(others[0], words)} = {value:.6g}" if others else None
            axes.fill_between(ordered[first], ordered["low"] * scale, ordered["high"] * scale, color=colour, alpha=0.2)
            axes.plot(ordered[first], ordered["value"] * scale, "o-", color=colour, markersize=3.5, label=label)
        _required(axes, rows, scale, words)
        _crossings(axes, rows, first, scale)
        if (rows[first] % 1 == 0).all():
            axes.locator_params(axis="x", integer=True)
        axes.set_xlabel(drawable([_called(first, words), ""], words), loc="left")
        axes.set_ylabel(words.say(f"sweep-axis-{rows['unit'].iloc[0]}"))
        grid_along(axes, "y")
        if axes.get_legend_handles_labels()[0]:
            figure.legend(*axes.get_legend_handles_labels(), loc="outside lower left", ncols=3)
        return finished(figure)


def _called(column: str, words: Words) -> str:
    return words.say("sweep-demand") if column == DEMAND else column


def _required(axes: Axes, rows: pd.DataFrame, scale: float, words: Words) -> None:
    required = rows["required"].dropna().unique()
    if len(required) == 1:
        label = words.say("figure-assumptions-required")
        axes.axhline(required[0] * scale, color=TARGET, linewidth=1.5, linestyle=(0, (4, 2)), label=label)


def _crossings(axes: Axes, rows: pd.DataFrame, first: str, scale: float) -> None:
    """Mark where the target is lost or reached, with its interval."""
    if rows["required"].nunique() != 1:
        return
    line = float(rows["required"].iloc[0]) * scale
    for one in crossings(rows).to_dict("records"):
        axes.plot([one["low"], one["high"]], [line, line], color=INK, linewidth=4, alpha=0.5, solid_capstyle="butt")
        axes.plot(one["at"], line, "D", color=INK, markersize=4)
        axes.annotate(f"{one['at']:.4g}", (one["at"], line), (4, 5), textcoords="offset points", color=INK)
