"""The figure of a calibration: how long cases of the log take, and how long they take simulated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.logs.censoring import elapsed_days, weights_of
from adminsim.report.kit.canvas import INK, finished, grid_along, new_figure, settings, title
from adminsim.report.kit.fonts import figure_words
from adminsim.report.kit.style import AFTER, BEFORE
from adminsim.report.logs.table import titled

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from adminsim.logs.calibrate import Calibration
    from adminsim.logs.milestones import Cases
    from adminsim.messages import Language

FARTHEST = 0.98
"""Share of cases that the axis reaches."""


def calibration_figure(found: Calibration, language: Language = "en") -> Figure:
    """Draw the days from submission to decision, of the log and simulated, and of the cases held out.

    Parameters
    ----------
    found : Calibration
        What was fitted.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
        Cumulative shares; where the log is not stationary, each title says so.
    """
    words, _ = figure_words(language)
    parts: list[tuple[str, Cases]] = [("training", found.fit.cases)]
    if found.test is not None:
        parts.append(("test", found.test))
    with settings(words):
        figure = new_figure(5.0 * len(parts), 4.2)
        axes = np.atleast_1d(figure.subplots(1, len(parts), sharey=True, sharex=True))
        title(figure, titled("calibrate-figure-title", found, words))
        for one, (name, cases) in zip(axes, parts, strict=True):
            days = elapsed_days(cases)
            weights = weights_of(cases.begun, cases.decided, cases.end)
            _draw(one, days[weights > 0], weights[weights > 0], INK, words.say("calibrate-log"))
            ours = elapsed_days(found.simulated.cases)
            ours = ours[~np.isnan(ours)]
            _draw(one, ours, np.ones(len(ours)), AFTER, words.say("calibrate-simulated"))
            if name == "test":
                _draw(one, *found.fit.observed, BEFORE, words.say("calibrate-resampled"))
            one.set_title(titled(f"calibrate-figure-{name}", found, words))
            one.set_xlabel(words.say("calibrate-figure-x"), loc="left")
            grid_along(one, "both")
        observed = found.fit.observed[0]
        axes[0].set_xlim(0, float(np.quantile(observed, FARTHEST)) if len(observed) else 1.0)
        axes[0].set_ylim(0, 1)
        axes[0].set_ylabel(words.say("calibrate-figure-y"))
        axes[-1].legend(loc="lower right")
        return finished(figure)


def _draw(axes: Any, days: Any, weights: Any, colour: str, label: str) -> None:
    """Draw a cumulative share with no more points than the eye can tell."""
    order = np.argsort(days, kind="stable")
    share = np.cumsum(weights[order]) / weights.sum()
    picked = np.unique(np.searchsorted(share, np.linspace(0, 1, 400)).clip(max=len(order) - 1))
    axes.step(days[order][picked], share[picked], where="post", color=colour, label=label, linewidth=1.4)
