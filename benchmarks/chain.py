"""The chain that the benchmarks run: intake with returns, four parallel reviews, join, decision.

The same chain is written here for adminsim and, in `plain_simpy.py`, by hand.
"""

from __future__ import annotations

from adminsim import System

REVIEWS = 4
MEAN_INTAKE_MIN, MEAN_REVIEW_MIN, MEAN_DECISION_MIN = 8.0, 8.0, 8.0
RETURNED, CORRECTION_H, MOST_RETURNS = 0.25, 24.0, 3
STAFF = 2
PER_HOUR = 10.0


def system(cases: int, calendar: dict[str, object] | None = None, per_hour: float = PER_HOUR) -> System:
    """Return the chain with arrivals for about `cases` cases, always open unless a calendar is given."""
    departments = {f"review{n}": {"staff": STAFF} for n in range(REVIEWS)}
    steps: dict[str, object] = {
        "intake": {
            "department": "window",
            "work": {"exponential": {"mean": f"{MEAN_INTAKE_MIN} min"}},
            "outcome": {
                "returns": RETURNED,
                "correction": {"exponential": {"mean": f"{CORRECTION_H} h"}},
                "max_returns": MOST_RETURNS,
                "on_exhausted": "pass",
            },
        }
    }
    for n in range(REVIEWS):
        work = {"exponential": {"mean": f"{MEAN_REVIEW_MIN} min"}}
        steps[f"review{n}"] = {"department": f"review{n}", "needs": ["intake"], "work": work}
    steps["decision"] = {
        "department": "board",
        "needs": [f"review{n}" for n in range(REVIEWS)],
        "work": {"exponential": {"mean": f"{MEAN_DECISION_MIN} min"}},
    }
    return System.model_validate(
        {
            "period": {"start": "2018-01-01", "cohort": f"{cases / per_hour} h", "run_out": "5 d"},
            "calendar": "office",
            "calendars": {"office": calendar or {"hours": "always"}},
            "departments": {"window": {"staff": STAFF + 1}, **departments, "board": {"staff": STAFF}},
            "chains": {
                "chain": {
                    "types": {"any": {"mix": 1}},
                    "demand": {"rate": per_hour, "per": "h"},
                    "steps": steps,
                    "decision": "decision",
                }
            },
        }
    )
