"""What is asked of the measures: each ratio, which sides it compares, and its bound."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Goal:
    """A ratio of the medians of two sides of a part, or the median of one, and how large or small it should be."""

    what: str
    part: str
    slow: str
    fast: str = ""
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
        "the same with opening hours, lunch break and holidays", "plain_office", "simpy", "compiled", at_least=60
    ),
    "c_vs_compiled": Goal(
        "loop in C for this chain alone as fast as the kernel, times", "limit", "compiled", "c", at_most=1.2
    ),
    "pipeline_vs_simpy": Goal(
        "draws, run and measures as fast as plain SimPy, times", "plain", "simpy", "pipeline", at_least=60
    ),
    **{
        f"command_vs_kernel_{name}": Goal(
            f"CPU of the whole {name} command, one worker, over that of the kernel of 2026 alone",
            f"command_{name}", "command", "kernel", at_most=most,
        )
        for name, most in (("startup", 3.2), ("project", 2.0))
    },
    **{
        f"pair_vs_kernel_{name}": Goal(
            f"CPU of a warm pair of the {name} scenario over that of the kernel of 2026 alone",
            f"pair_{name}", "pair", "kernel", at_most=most,
        )
        for name, most in (("startup", 2.2), ("project", 2.0))
    },
    "kernel_project_vs_chain": Goal(
        "CPU of the kernel for a visit, project over the chain of this page", "kernel", "project", "chain", at_most=3.5
    ),
    "preview_vs_pair": Goal(
        "CPU of the preview of the project over that of a warm pair", "preview", "preview", "pair", at_most=1.0
    ),
    "threads_2_vs_1_startup": Goal(
        "pairs of the start-up scenario with two threads as fast as with one, times",
        "threads_startup", "threads_1", "threads_2", at_least=1.6,
    ),
    "attribution_s": Goal(
        "whole attribution of eight reforms on the start-up city, on two cores, seconds",
        "attribution", "attribute", at_most=60,
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
        "threads", "threads_1", "threads_2", at_least=1.85,
    ),
    "scaling_1e4_to_1e6": Goal(
        "time per case of 1,000,000 cases of ten steps over that of 10,000", "growth", "large", "small", at_most=1.2
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
PACKAGED_CASES = 2**10 * 30 * 10_000
MOST_SECONDS = {
    "what": "all packages of ten reforms, 30 replications of 10,000 cases of each, at the pace of those run, seconds",
    "at_most": 1800,
}
MOST_BYTES = {"what": "bytes of memory for a visit, above the runtime's own", "at_most": 60}


def every() -> dict[str, dict[str, Any]]:
    """Return what is asked of everything that can be measured, by key."""
    asked = {key: {"what": goal.what, **goal.bound()} for key, goal in GOALS.items()}
    return {**asked, "packages_s": MOST_SECONDS, "bytes_per_visit": MOST_BYTES}


def ratios(parts: Mapping[str, Any]) -> tuple[dict[str, float], dict[str, Any]]:
    """Return the ratios of the parts that were measured, and what was asked of each."""
    found, asked = {}, {}
    for key, goal in GOALS.items():
        sides = parts.get(goal.part, {}).get("sides", {})
        if {goal.slow, goal.fast or goal.slow} <= sides.keys():
            found[key] = sides[goal.slow]["median"] / (sides[goal.fast]["median"] if goal.fast else 1.0)
            asked[key] = {"what": goal.what, **goal.bound()}
    if "bytes_per_visit" in parts.get("memory", {}):
        found["bytes_per_visit"] = parts["memory"]["bytes_per_visit"]
        asked["bytes_per_visit"] = MOST_BYTES
    if "seconds_per_case" in parts.get("packages", {}):
        found["packages_s"], asked["packages_s"] = PACKAGED_CASES * parts["packages"]["seconds_per_case"], MOST_SECONDS
    return found, {key: goal | {"met": _is_met(found[key], goal)} for key, goal in asked.items()}


def _is_met(value: float, goal: Mapping[str, Any]) -> bool:
    return bool(value >= goal["at_least"] if "at_least" in goal else value <= goal["at_most"])
