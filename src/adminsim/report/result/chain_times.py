"""How long the cases of a chain take, before and after, as sentences tell it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.style import marks_of_means, number, percent, scale_of, with_interval

if TYPE_CHECKING:
    from adminsim.messages import Words
    from adminsim.study.findings.compare import Comparison


def times_of(comparison: Comparison, chain: str, words: Words) -> dict[str, str]:
    """Return lived time with its unit and its cut, and the official clock in working days, for a text to name."""
    lived = comparison.change(f"chain.{chain}.elapsed.mean")
    clock = comparison.change(f"chain.{chain}.agency_workdays.mean")
    before, after, cut = marks_of_means(comparison, chain)
    scale = scale_of(max(lived.before.mean, lived.after.mean))
    digits = 2 if scale.unit == "hours" else 1
    return {
        "unit": words.say(f"scale-{scale.unit}"),
        "before": before + number(scale.of_a_day * lived.before.mean, words),
        "after": after + number(scale.of_a_day * lived.after.mean, words),
        "cut": cut + with_interval(scale.of(lived.cut), words),
        "share": percent(lived.relative_cut.mean, words, 0),
        "clock_before": before + number(clock.before.mean, words, digits),
        "clock_after": after + number(clock.after.mean, words, digits),
    }
