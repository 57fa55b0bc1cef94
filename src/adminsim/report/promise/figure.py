"""The figure of the share of cases that keep each limit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.canvas import INK, chain_label, finished, new_figure, settings, title
from adminsim.report.kit.fonts import figure_words
from adminsim.report.result.figures import COLOURS
from adminsim.study.promise.limits import LONGEST, OWN_READINGS, SHARES, WHEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.figure import Figure

    from adminsim.messages import Language
    from adminsim.study.promise.limits import Promise


def promise_figure(found: Promise, chain: str | None = None, language: Language = "en") -> Figure:
    """Draw which share of a chain's cases keeps each limit in working days, before and after.

    Parameters
    ----------
    found : Promise
        What was found.
    chain : str, optional
        Which chain; by default the first.
    language : str
        ``en`` or ``zh``; English where no Chinese font is installed.

    Returns
    -------
    matplotlib.figure.Figure
        On the agency clock from acceptance, and as applicants live it; lines at the shares for which a limit is sought.
    """
    words, _ = figure_words(language)
    chains = found.scenario.baseline.chains
    chain = chain or next(iter(chains))
    groups = [group for group in found.groups if group.chain == chain and not group.kind]
    groups = [group for group in groups if group.reading in OWN_READINGS]
    longest = max(_end(found.share(group, when, n).mean for n in range(LONGEST)) for group in groups for when in WHEN)
    with settings(words):
        figure = new_figure(9.5, 4.2)
        axes = figure.subplots(1, len(groups), sharey=True)
        title(figure, words.say("figure-promise", chain=chain_label(chains, chain, words)))
        for one, group in zip(axes, groups, strict=True):
            for when in WHEN:
                shares = [100 * found.share(group, when, n).mean for n in range(longest + 1)]
                one.step(range(longest + 1), shares, where="post", color=COLOURS[when],
                         label=words.say(f"result-{when}"))  # fmt: skip
            for share in SHARES:
                one.axhline(100 * share, color=INK, linewidth=0.6, linestyle=(0, (2, 3)))
            one.set_title(words.say(f"promise-reading-{group.reading}"))
            one.set_xlim(0, longest)
            one.xaxis.get_major_locator().set_params(integer=True)  # Limits are whole working days.
            one.set_ylim(0, 102)
        axes[0].set_xlabel(words.say("figure-promise-days"), loc="left")
        axes[0].set_ylabel(words.say("figure-promise-share"))
        figure.legend(*axes[0].get_legend_handles_labels(), loc="outside lower right", ncols=2)
        return finished(figure)


def _end(shares: Iterable[float]) -> int:
    """Return by which day nearly all that ever end have ended."""
    values = [value for value in shares if value == value]
    most = max(values, default=0.0)
    return next((day for day, value in enumerate(values) if value >= 0.995 * most), 1) + 1
