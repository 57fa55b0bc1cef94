"""All packages of ten reforms, replicated: every subset of a list, on the chain of ten steps, in flat memory."""

from __future__ import annotations

import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import chain
import numpy as np
from engines import mean_hours
from pydantic import TypeAdapter

from adminsim import System, apply_reforms, simulate
from adminsim.engine.streams import Streams
from adminsim.reforms import AnyReform

REFORMS: list[dict[str, Any]] = [
    {"reform": "parallel_approval", "name": "first-pair", "steps": ["review0", "review1"]},
    {"reform": "parallel_approval", "name": "second-pair", "steps": ["review2", "review3"]},
    {"reform": "parallel_approval", "name": "third-pair", "steps": ["review4", "review5"]},
    {
        "reform": "merge_steps",
        "name": "one-review",
        "steps": ["review6", "review7"],
        "into": "last_review",
        "department": "review7",
        "work": {"exponential": {"mean": "10 min"}},
    },
    {"reform": "drop_steps", "name": "without-the-first", "steps": ["review0"]},
    {"reform": "notify_once", "name": "one-notice", "intakes": "all"},
    {"reform": "online", "name": "online", "steps": ["intake"], "coverage": {"share": 0.6}},
    {"reform": "staffing", "name": "more-at-the-window", "department": "window", "add": 1},
    {"reform": "staffing", "name": "more-at-the-board", "department": "board", "add": 1},
    {"reform": "staffing", "name": "more-in-the-third-review", "department": "review2", "add": 1},
]


def packages(cases: int, replications: int, threads: int) -> dict[str, Any]:
    """Simulate every package; a replication's packages share its uniforms, and each run is reduced to means.

    Returns
    -------
    dict
        Time and peak memory of this process, and the mean cycle time of no reform, all reforms and the best package.
    """
    start = time.perf_counter()
    systems = _systems(chain.ten_steps(cases, with_documents=True))
    hours = np.empty((len(systems), replications))
    with ThreadPoolExecutor(threads) as pool:
        for number, column in enumerate(pool.map(partial(_replication, systems), range(replications))):
            hours[:, number] = column
    took = time.perf_counter() - start
    if mean_hours(simulate(systems[-1], 1, 0)) != hours[-1, 0]:
        raise SystemExit("a package that shares uniforms differs from the same package alone")
    means = hours.mean(axis=1)
    return {
        "packages": len(systems),
        "replications": replications,
        "cases": cases,
        "threads": threads,
        "seconds": took,
        "seconds_per_case": took / (len(systems) * replications * cases),
        "peak_mib": _peak_kib() / 1024,
        "mean_hours": {"no reform": means[0], "all reforms": means[-1], "best package": means.min()},
        "checked": ["a package that shares uniforms = the same package alone"],
    }


def _systems(baseline: System) -> list[System]:
    """Return the system under every subset of the reforms, from none to all."""
    reforms = TypeAdapter(tuple[AnyReform, ...]).validate_python(REFORMS)
    return [
        apply_reforms(baseline, [reform for bit, reform in enumerate(reforms) if subset >> bit & 1])
        for subset in range(1 << len(reforms))
    ]


def _replication(systems: list[System], number: int) -> list[float]:
    streams = Streams(1, number)
    return [mean_hours(simulate(system, streams=streams)) for system in systems]


def _peak_kib() -> float:
    status = Path("/proc/self/status")
    if not status.exists():
        return float("nan")
    return float(next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("VmHWM")))


if __name__ == "__main__":
    json.dump(packages(*map(int, sys.argv[1:4])), sys.stdout)
