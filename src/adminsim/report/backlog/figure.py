"""The figure of work in progress and of queues by week, with bands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.report.backlog.table import followed_name
from adminsim.report.kit.canvas import finished, new_figure, settings, title
from adminsim.report.kit.fonts import drawable, figure_words
from adminsim.report.result.figures import COLOURS
from adminsim.study.backlog.weeks import BAND, WHEN

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from adminsim.messages import Language
    from adminsim.study.backlog.weeks import Backlog, Named

MOST = 3
"""How many queues are drawn: the longest."""


def backlog_figure(found: Backlog, language: Language = "en") -> Figure:
    """Draw work in progress of each chain and the longest queues by week, before and after, with bands.

    Parameters
    ----------
    found : Backlog
        What was found.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
        Lines of the mean of the simulated years; within a band lie nine of ten of them.
    """
    words, _ = figure_words(language)
    shown = _drawn(found)
    with settings(words):
        figure = new_figure(9.5, 1.2 + 2.2 * len(shown))
        axes = np.atleast_1d(figure.subplots(len(shown), 1, sharex=True))
        title(figure, words.say("figure-backlog", date=found.since))
        weeks = range(1, found.weeks + 1)
        for one, axis in zip(shown, axes, strict=True):
            for when in WHEN:
                values = found.by_week(one, when)
                low, high = np.quantile(values, BAND, axis=0)
                axis.fill_between(weeks, low, high, color=COLOURS[when], alpha=0.25, linewidth=0)
                axis.plot(weeks, values.mean(axis=0), color=COLOURS[when], label=words.say(f"result-{when}"))
            name = drawable([followed_name(found, one, words), one.name], words)
            axis.set_title(words.say(f"backlog-of-{one.kind}", name=name), loc="left")
            axis.set_ylim(bottom=0)
        axes[-1].set_xlabel(words.say("figure-backlog-weeks"), loc="left")
        figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower right", ncols=2)
        return finished(figure)


def _drawn(found: Backlog) -> list[Named]:
    """Return the chains and the departments with the longest queues."""
    chains = [one for one in found.followed if one.kind == "chain"]
    longest = {one: max(found.by_week(one, when).max() for when in WHEN) for one in found.followed}
    queues = sorted(
        (one for one in found.followed if one.kind == "department"), key=lambda one: (-longest[one], one.name)
    )
    return chains[:MOST] + [one for one in queues[:MOST] if longest[one] > 0]
