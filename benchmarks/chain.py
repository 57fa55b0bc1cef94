"""The chains that the benchmarks run.

The first is intake with returns, four parallel reviews, join, decision; `plain_simpy.py`, `limit.c` and the peers have
it too, written by hand. The second has ten steps.
"""

from __future__ import annotations

from typing import Any

import parameters as p

from adminsim import System

OFFICE = {"hours": {"mon-fri": list(p.HOURS)}, "holidays": "china"}

Steps = dict[str, dict[str, Any]]


def system(
    cases: int,
    calendar: dict[str, Any] | None = None,
    per_hour: float = p.PER_HOUR,
    times: int = 1,
    in_series: bool = False,
) -> System:
    """Return the first chain with arrivals for about `cases` cases.

    Parameters
    ----------
    calendar : dict, optional
        Opening hours; always open by default.
    per_hour : float
        Applications per hour of the clock.
    times : int
        Factor on staff and arrivals.
    in_series : bool
        Whether the reviews follow each other.
    """
    reviews = [f"review{n}" for n in range(p.REVIEWS)]
    steps: Steps = {"intake": _intake()}
    for n, name in enumerate(reviews):
        before = reviews[n - 1] if in_series and n else "intake"
        steps[name] = {"department": name, "needs": [before], "work": _exponential(p.MEAN_REVIEW_MIN)}
    last = reviews[-1:] if in_series else reviews
    steps["decision"] = {"department": "board", "needs": last, "work": _exponential(p.MEAN_DECISION_MIN)}
    staff = {"window": p.STAFF + 1, **dict.fromkeys(reviews, p.STAFF), "board": p.STAFF}
    return _system(cases, steps, {name: times * c for name, c in staff.items()}, per_hour * times, calendar)


def ten_steps(cases: int, with_documents: bool = False) -> System:
    """Return the chain of ten steps with arrivals for about `cases` cases: intake, eight reviews in series, decision.

    Every review needs the intake and follows the one before it by custom only.
    """
    reviews = [f"review{n}" for n in range(8)]
    documents = {name: {"missing": 0.1, "obtain": f"{p.CORRECTION_H} h"} for name in ("identity", "premises", "plan")}
    steps: Steps = {"intake": _intake()}
    if with_documents:
        steps["intake"]["intake"] = {"documents": list(documents), "notice": "piecemeal"}
        documents["plan"]["critical"] = False
    for n, name in enumerate(reviews):
        before = {"after": [reviews[n - 1]]} if n else {}
        steps[name] = {"department": name, "needs": ["intake"], "work": _exponential(p.MEAN_REVIEW_MIN)} | before
    steps["decision"] = {"department": "board", "needs": reviews, "work": _exponential(p.MEAN_DECISION_MIN)}
    staff = {"window": p.STAFF + 1, **dict.fromkeys(reviews, p.STAFF), "board": p.STAFF}
    return _system(cases, steps, staff, p.PER_HOUR, None, documents if with_documents else {})


def _intake() -> dict[str, Any]:
    outcome = {
        "returns": p.RETURNED,
        "correction": {"exponential": {"mean": f"{p.CORRECTION_H} h"}},
        "max_returns": p.MOST_RETURNS,
        "on_exhausted": "pass",
    }
    return {"department": "window", "work": _exponential(p.MEAN_INTAKE_MIN), "outcome": outcome}


def _exponential(minutes: float) -> dict[str, Any]:
    return {"exponential": {"mean": f"{minutes} min"}}


def _system(
    cases: int,
    steps: Steps,
    staff: dict[str, int],
    per_hour: float,
    calendar: dict[str, Any] | None,
    documents: Steps | None = None,
) -> System:
    chain = {
        "types": {"any": {"mix": 1}},
        "demand": {"rate": per_hour, "per": "h"},
        "documents": documents or {},
        "steps": steps,
        "decision": "decision",
    }
    return System.model_validate(
        {
            "period": {
                "start": p.START,
                "cohort": f"{cases / per_hour} h",
                "run_out": "30 d" if calendar else f"{p.RUN_OUT_H} h",
            },
            "calendar": "office",
            "calendars": {"office": calendar or {"hours": "always"}},
            "departments": {name: {"staff": count} for name, count in staff.items()},
            "chains": {"chain": chain},
        }
    )
