"""The benchmark's chain with Prosimos: a BPMN model and its parameters, simulated into a CSV log of visits."""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import parameters as p
from prosimos.simulation_engine import run_simulation

INTAKES = [f"intake{n}" for n in range(p.MOST_RETURNS + 1)]
REVIEWS = [f"review{n}" for n in range(p.REVIEWS)]
ALL_WEEK = [{"from": "MONDAY", "to": "SUNDAY", "beginTime": "00:00:00", "endTime": "23:59:59.999"}]
NODES = [
    ("startEvent", "start"),
    *(("task", name) for name in (*INTAKES, *REVIEWS, "decision")),
    *(("exclusiveGateway", f"check{n}") for n in range(p.MOST_RETURNS)),
    *(("intermediateCatchEvent", f"correction{n}") for n in range(p.MOST_RETURNS)),
    ("exclusiveGateway", "accepted"),
    ("parallelGateway", "fork"),
    ("parallelGateway", "join"),
    ("endEvent", "end"),
]
FLOWS = [
    ("start", "intake0"),
    *(arc for n in range(p.MOST_RETURNS) for arc in (
        (f"intake{n}", f"check{n}"), (f"check{n}", "accepted"), (f"check{n}", f"correction{n}"),
        (f"correction{n}", f"intake{n + 1}"),
    )),
    (INTAKES[-1], "accepted"),
    ("accepted", "fork"),
    *(arc for name in REVIEWS for arc in (("fork", name), (name, "join"))),
    ("join", "decision"),
    ("decision", "end"),
]  # fmt: skip


def bpmn() -> str:
    """Return the chain as BPMN; each round of the intake is a task of its own, with the same people."""
    timer = "<timerEventDefinition/>"
    nodes = [f'<{kind} id="{name}" name="{name}">{timer * ("Catch" in kind)}</{kind}>' for kind, name in NODES]
    arcs = [f'<sequenceFlow id="{a}-{b}" sourceRef="{a}" targetRef="{b}"/>' for a, b in FLOWS]
    space = "http://www.omg.org/spec/BPMN/20100524/MODEL"
    return f'<definitions xmlns="{space}"><process id="chain">{"".join(nodes + arcs)}</process></definitions>'


def exponential(minutes: float) -> dict[str, Any]:
    """Return a distribution as Prosimos writes it: mean, least and most, in seconds."""
    values = [{"value": 60 * minutes}, {"value": 0}, {"value": 1e9}]
    return {"distribution_name": "expon", "distribution_params": values}


def parameters() -> dict[str, Any]:
    """Return people, times and probabilities."""
    staff = {"window": p.STAFF + 1, **dict.fromkeys(REVIEWS, p.STAFF), "board": p.STAFF}
    tasks = [(name, "window", p.MEAN_INTAKE_MIN) for name in INTAKES]
    tasks += [(name, name, p.MEAN_REVIEW_MIN) for name in REVIEWS] + [("decision", "board", p.MEAN_DECISION_MIN)]
    shares = {"accepted": 1 - p.RETURNED, "correction": p.RETURNED}
    return {
        "resource_profiles": [
            {
                "id": name,
                "name": name,
                "resource_list": [
                    {"id": name, "name": name, "cost_per_hour": 0, "amount": amount, "calendar": "always"}
                ],
            }
            for name, amount in staff.items()
        ],
        "resource_calendars": [{"id": "always", "name": "always", "time_periods": ALL_WEEK}],
        "arrival_time_calendar": ALL_WEEK,
        "arrival_time_distribution": exponential(60 / p.PER_HOUR),
        "task_resource_distribution": [
            {"task_id": task, "resources": [{"resource_id": who, **exponential(mean)}]} for task, who, mean in tasks
        ],
        "gateway_branching_probabilities": [
            {
                "gateway_id": f"check{n}",
                "probabilities": [
                    {"path_id": f"check{n}-accepted", "value": shares["accepted"]},
                    {"path_id": f"check{n}-correction{n}", "value": shares["correction"]},
                ],
            }
            for n in range(p.MOST_RETURNS)
        ],
        "event_distribution": [
            {"event_id": f"correction{n}", **exponential(60 * p.CORRECTION_H)} for n in range(p.MOST_RETURNS)
        ],
    }


def mean_hours(log: Path) -> float:
    """Return the mean time from the first visit's enabling to the last one's end."""
    first: dict[str, dt.datetime] = {}
    last: dict[str, dt.datetime] = {}
    with log.open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            case, enabled, end = (row[name] for name in ("case_id", "enable_time", "end_time"))
            begun, done = dt.datetime.fromisoformat(enabled), dt.datetime.fromisoformat(end)
            first[case] = min(first.get(case, begun), begun)
            last[case] = max(last.get(case, done), done)
    return sum((last[case] - first[case]).total_seconds() for case in first) / len(first) / 3600


def main(cases: int, seed: int) -> dict[str, float]:
    """Simulate so many cases; timed is the simulation until its log is written."""
    random.seed(seed)
    np.random.seed(seed)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "chain.bpmn").write_text(bpmn(), encoding="utf-8")
        (folder / "chain.json").write_text(json.dumps(parameters()), encoding="utf-8")
        files = [str(folder / "chain.bpmn"), str(folder / "chain.json")]
        start = time.perf_counter()
        log = folder / "log.csv"
        run_simulation(*files, cases, log_out_path=str(log), starting_at="2007-01-01T00:00:00+00:00")
        return {"seconds": time.perf_counter() - start, "cases": cases, "hours": mean_hours(log)}


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]), int(sys.argv[2]))))
