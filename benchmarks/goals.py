"""What is asked of the measures: each ratio, which sides it compares, and its bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Goal:
    """A ratio of the medians of two sides of a part, and how large or small it should be."""

    what: str
    part: str
    slow: str
    fast: str
    at_least: float | None = None
    at_most: float | None = None

    def bound(self) -> dict[str, float]:
        """Return the bound under its name."""
        return {"at_most": self.at_most} if self.at_most is not None else {"at_least": self.at_least or 0.0}


GOALS = {
    "compiled_vs_simpy": Goal(
        "compiled engine as fast as plain SimPy written by hand, times", "plain", "simpy", "compiled", at_least=50
    ),
    "compiled_vs_simpy_calendar": Goal(
        "the same with opening hours, lunch break and holidays", "plain_office", "simpy", "compiled", at_least=45
    ),
    "c_vs_compiled": Goal(
        "loop in C for this chain alone as fast as the kernel, times", "limit", "compiled", "c", at_most=2
    ),
    "command_vs_reference": Goal(
        "whole command, 30 paired replications of the start-up city-year, compiled engine as fast as reference, times",
        "command", "reference", "compiled", at_least=8,
    ),
    "attribution_vs_run": Goal(
        "time of the whole attribution of eight reforms over that of one run to the same precision",
        "attribution", "attribute", "run", at_most=60,
    ),
    "threads_2_vs_1": Goal(
        "draws, run and measures with two threads as fast as with one, times",
        "threads", "threads_1", "threads_2", at_least=1.8,
    ),
    "scaling_1e4_to_1e6": Goal(
        "time per case of 1,000,000 cases of ten steps over that of 10,000", "growth", "large", "small", at_most=1.3
    ),
    "staff_x10": Goal(
        "time per case with ten times the staff and arrivals over that with the usual",
        "staff", "times_10", "times_1", at_most=1.6,
    ),
    "reference_vs_simpy": Goal(
        "time of the reference engine over that of plain SimPy", "plain", "reference", "simpy", at_most=4
    ),
}  # fmt: skip
"""By the key in results.json."""
MOST_BYTES = {"what": "bytes of memory for a visit, above the runtime's own", "at_most": 60}


def ratios(parts: Mapping[str, Any]) -> tuple[dict[str, float], dict[str, Any]]:
    """Return the ratios of the parts that were measured, and what was asked of each."""
    found, asked = {}, {}
    for key, goal in GOALS.items():
        sides = parts.get(goal.part, {}).get("sides")
        if sides is not None:
            found[key] = sides[goal.slow]["median"] / sides[goal.fast]["median"]
            asked[key] = {"what": goal.what, **goal.bound()}
    if "bytes_per_visit" in parts.get("memory", {}):
        found["bytes_per_visit"] = parts["memory"]["bytes_per_visit"]
        asked["bytes_per_visit"] = MOST_BYTES
    return found, {key: goal | {"met": _is_met(found[key], goal)} for key, goal in asked.items()}


def _is_met(value: float, goal: Mapping[str, Any]) -> bool:
    return bool(value >= goal["at_least"] if "at_least" in goal else value <= goal["at_most"])
