"""A known truth: simulate a baseline, write its log, fit a baseline to that log, simulate it, and compare.

``python benchmarks/known_truth.py`` prints how far three fitted baselines are from the log and from the truth, and how
often intervals of small logs hold the true value. Writes benchmarks/known_truth.json.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from adminsim.engine.simulate import simulate
from adminsim.logs.arrivals import arrivals_of
from adminsim.logs.bootstrap import Bounds, draws_of, rate_bounds, weights_again
from adminsim.logs.calibrate import calibrate
from adminsim.logs.censoring import weights_of
from adminsim.logs.mapping import LogMap
from adminsim.logs.measures import FIGURES, bounds, figures, measure
from adminsim.logs.milestones import NEVER, Cases
from adminsim.logs.worktime import WorkTime, calendar_of
from adminsim.model.system import System

HERE = Path(__file__).parent
HOURS = {"mon-fri": ["09:00-12:00", "13:00-17:00"]}
LIMIT = "40 d"
DAY_S = 86400
COMPARED = ("mean", "median", "p90", "late")
PLAIN = {"mean": "days", "median": "days", "p90": "days", "late": "share"}


def system(chain: dict[str, Any], rate: float, days: int, staff: int = 4) -> System:
    """Return a baseline with one office and one chain."""
    return System.model_validate(
        {
            "period": {"start": "2016-01-04", "warm_up": "60 d", "cohort": f"{days} d", "run_out": "400 d"},
            "calendar": "hall",
            "calendars": {"hall": {"hours": HOURS, "holidays": "none"}},
            "departments": {name: {"staff": staff} for name in ("hall", "planning", "fire")},
            "chains": {"permit": {"demand": {"rate": rate, "per": "WD", "mixing": {"cv": 0.3, "per": "wk"}}, **chain}},
        }
    )


TYPES = {"shop": {"mix": 0.7}, "plant": {"mix": 0.3}}
QUEUE = {
    "types": TYPES,
    "steps": {
        "check": {"department": "hall", "work": {"exponential": {"mean": "40 min"}}},
        "review": {
            "department": "planning",
            "after": ["check"],
            "handover": {"lognormal": {"mean": "12 WD", "cv": 0.8}},
            "work": {"exponential": {"mean": "2 h"}},
        },
    },
}
"""Two offices one after the other."""
SLOW = {"lognormal": {"mean": "30 d", "cv": 0.8}}
LETTERS = {
    "types": TYPES,
    "steps": {
        "check": {
            "department": "hall",
            "handover": {"gamma": {"mean": "4 WD", "cv": 0.7}},
            "work": "20 min",
            "outcome": {
                "returns": [0.3, 0.0],
                "correction": {"lognormal": {"mean": "30 d", "cv": 0.8}},
                "rejects": 0.05,
            },
        },
        "review": {
            "department": "planning",
            "after": ["check"],
            "handover": {"gamma": {"mean": "10 WD", "cv": 0.6}},
            "work": "1 h",
        },
    },
}
"""An intake that asks for papers."""
PARALLEL = {
    "types": TYPES,
    "decision": "decide",
    "steps": {
        "intake": {"department": "hall", "work": "15 min"},
        "plan": {
            "department": "planning",
            "after": ["intake"],
            "handover": {"lognormal": {"mean": "9 WD", "cv": 1.0}},
            "work": "1 h",
        },
        "fire": {
            "department": "fire",
            "after": ["intake"],
            "types": ["plant"],
            "handover": {"lognormal": {"mean": "15 WD", "cv": 0.6}},
            "work": "2 h",
        },
        "decide": {
            "kind": "session",
            "after": ["plan", "fire"],
            "schedule": {"weekdays": ["tue", "thu"], "at": "10:00"},
            "meeting": "10 min",
        },
    },
}
"""Reviews side by side, then a committee."""
TRUTHS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "queue": (QUEUE, {"checked": "check", "decided": "review"}),
    "letters": (LETTERS, {"checked": "check", "decided": "review"}),
    "parallel": (PARALLEL, {"planned": "plan", "decided": "decide"}),
}


def map_of(codes: dict[str, str]) -> LogMap:
    """Return the map of a written log."""
    milestones: dict[str, Any] = {"submitted": {"attribute": "submitted"}}
    milestones |= {name: {"codes": [code], "take": "last"} for name, code in codes.items()}
    return LogMap.model_validate(
        {"version": 1, "milestones": milestones, "limit": LIMIT, "hours": HOURS}
        | {"assumed": {"work": "10 min"}}
        | {"types": {"column": "case_type"}}
    )


def truth_of(chain: dict[str, Any], codes: dict[str, str], meaning: LogMap, runs: int = 40) -> dict[str, float]:
    """Return the figures of a baseline itself, from many years of it."""
    one = system(chain, 4, 364 * 3)
    days, weights = [], []
    for number in range(runs):
        cases = reached(one, codes, 10_000 + number)
        days.append(cases)
        weights.append((cases.decided != NEVER).astype(float))
    from adminsim.logs.milestones import joined

    return figures(measure(joined(tuple(days)), meaning, worktime(days[0], meaning)), np.concatenate(weights))


def reached(one: System, codes: dict[str, str], seed: int, rate: float | None = None) -> Cases:
    """Return the cohort of a run by milestone, those alone that are approved at the end counted as decided."""
    records = simulate(one, seed)
    names = ("submitted", *codes)
    visits, plan = records.visit_rows, records.plan
    start = int(np.datetime64(one.period.start, "s").astype(np.int64))
    at = np.full((len(records.case_rows), len(names)), NEVER)
    at[:, 0] = start + records.case_rows["submitted"].astype(np.int64)
    step = np.array([node.name for node in plan.nodes.step])[visits["node"]]
    for place, code in enumerate(codes.values(), 1):
        mine = visits[(step == code) & (visits["end"] >= 0)]
        order = np.argsort(mine["end"], kind="stable")
        at[mine["case"][order], place] = start + mine["end"][order].astype(np.int64)
    at = at[records.in_cohort]
    zeros = np.zeros(len(at), dtype=np.int64)
    last = np.where(at == NEVER, 0, at).max(axis=1)
    return Cases(
        names, at, np.zeros(at.shape, dtype=np.bool_), at[:, 0], last, zeros, ("any",), zeros > 0, zeros, zeros,
        int(last.max()) + 1, len(names) - 1,
    )  # fmt: skip


def worktime(cases: Cases, meaning: LogMap) -> WorkTime:
    """Return the office's hours over the time of cases."""
    return WorkTime.of(calendar_of(meaning), int(cases.begun.min()), cases.end)


def compare(name: str, seed: int) -> dict[str, dict[str, float]]:
    """Return the figures of the truth, of a log of about 1,000 cases, and of the baseline that was fitted to it."""
    chain, codes = TRUTHS[name]
    meaning = map_of(codes)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "log.csv"
        simulate(system(chain, 4, 364), seed).to_log(path)
        found = calibrate(path, meaning, seed=seed)
    truth = truth_of(chain, codes, meaning)
    return {
        figure: {"truth": truth[figure], **found.in_sample[figure], "w1": found.w1} for figure in (*COMPARED, "decided")
    }


def covered(repetitions: int, draws: int = 400) -> dict[str, float]:
    """Return how often intervals of small logs (about 200 cases, cut off in the middle) hold the true value."""
    chain, codes = TRUTHS["letters"]
    meaning = map_of(codes)
    truth = truth_of(chain, codes, meaning) | {"rate": 1.0}
    hits: dict[str, list[bool]] = {}
    one = system(chain, 1.0, 280)
    for number in range(repetitions):
        cases = reached(one, codes, 50_000 + number)
        cut = int(cases.begun.min()) + 280 * DAY_S + 30 * DAY_S
        known = cases.as_known_at(cut)
        weights = weights_of(known.begun, known.decided, cut)
        rows = draws_of(len(known), number, draws)
        office = worktime(known, meaning)
        found = bounds(measure(known, meaning, office), weights, rows, weights_again(known, rows))
        first = int(np.datetime64(one.period.start, "s").astype(np.int64)) + one.period.cohort_start_s
        came = arrivals_of(known.begun, first, first + 280 * DAY_S, office)
        found = {key: value for key, value in found.items() if key in FIGURES} | {"rate": rate_of(came)}
        for figure in ("mean", "median", "p90", "late", "decided", "rate"):
            hits.setdefault(figure, []).append(found[figure].low <= truth[figure] <= found[figure].high)
    return {figure: float(np.mean(one)) for figure, one in hits.items()}


def rate_of(came: Any) -> Bounds:
    """Return the interval of a rate."""
    return rate_bounds(came.by_week, came.rate)


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repetitions", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    measured = {name: compare(name, asked.seed) for name in TRUTHS}
    for name, rows in measured.items():
        for figure, row in rows.items():
            print(f"{name:10}{figure:10}" + "".join(f"{who} {value:9.4f}  " for who, value in row.items()), flush=True)
    coverage = covered(asked.repetitions)
    print(f"coverage over {asked.repetitions}: {coverage}")
    kept = {"seed": asked.seed, "repetitions": asked.repetitions, "fitted": measured, "coverage": coverage}
    (HERE / "known_truth.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
