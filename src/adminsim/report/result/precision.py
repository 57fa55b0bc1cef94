"""How precise a study is, in words: figures that stay wide, and what would decide the undecided."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from adminsim.report.kit.style import named, number
from adminsim.study.findings.precision import beyond

if TYPE_CHECKING:
    from adminsim.messages import Words
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.precision import Width
    from adminsim.study.findings.verdict import Judgement


def beyond_notice(comparison: Comparison, words: Words) -> str:
    """Return which figures the most replications will not make precise enough, as a first look tells; or nothing."""
    most = comparison.scenario.study.most
    found = beyond(comparison.widths, most)
    return "\n".join(words.say("precision-beyond", **_values(comparison, one, words)) for one in found)


def precision_notices(comparison: Comparison, words: Words) -> list[str]:
    """Return which figures are not as precise as was wanted, where replications ended at the bound."""
    if comparison.scenario.study.replications is not None:
        return []
    undefined = [width for width in comparison.widths if math.isnan(width.half_width)]
    wide = [width for width in comparison.widths if not width.is_reached]
    return [
        words.say(code, **_values(comparison, width, words))
        for code, found in (("precision-bound", wide), ("precision-undefined", undefined))
        for width in found
    ]


def deciding_text(judgement: Judgement, bound: int, codes: str, words: Words) -> str:
    """Return how many replications would decide what is undecided, or that the bound is too low; else nothing.

    Parameters
    ----------
    judgement : Judgement
        A verdict.
    bound : int
        The most replications.
    codes : str
        Which words: ``verdict`` in a sentence, ``targets`` in a table.
    words : Words
        Of the reader's language.
    """
    if judgement.needed is None:
        return ""
    if judgement.needed > bound:
        return words.say(f"{codes}-beyond", most=bound)
    return words.say(f"{codes}-would-decide", needed=f"{judgement.needed:.0f}")


def figure_name(comparison: Comparison, width: Width, words: Words) -> str:
    """Return in words what is known so precisely."""
    part, name = width.measure.split(".", 1)
    if part == "chain":
        name = name.removesuffix(".elapsed.mean")
        label = comparison.scenario.baseline.chains[name].label
    else:
        label = next(target.label for target in comparison.scenario.targets if target.name == name)
    return words.say(f"precision-{width.kind}", name=named(label, name, words))


def _values(comparison: Comparison, width: Width, words: Words) -> dict[str, object]:
    return {
        "figure": figure_name(comparison, width, words),
        "half": _length(comparison, width, width.half_width, words),
        "wanted": _length(comparison, width, width.wanted, words),
        "needed": number(width.needed, words, 0),
        "most": comparison.scenario.study.most,
        "replications": len(comparison.replications),
    }


def _length(comparison: Comparison, width: Width, value: float, words: Words) -> str:
    """Return a half-width in percentage points, hours or days."""
    if width.kind == "share":
        return words.say("precision-points", value=f"{100 * value:.2g}")
    part, name = width.measure.split(".", 1)
    targets = {target.name: target for target in comparison.scenario.targets}
    unit = targets[name].unit if part == "target" else "d"
    return words.say(f"unit-{unit}", value=f"{value:.2g}")
