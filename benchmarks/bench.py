"""Speed, as ratios measured side by side in one run: `make bench` writes benchmarks/results.json.

`reference_vs_simpy` is the time of the reference engine over that of the hand-written model; `compiled_vs_simpy` says
how many times as fast as that model the compiled engine is, tables of cases included. Each measure is taken in several
rounds that alternate between the sides, so that whatever else the machine does falls on both. The medians are compared,
and so are the answers: fast and wrong does not count.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import chain
import plain_simpy

from adminsim import simulate

HERE = Path(__file__).parent


def seconds(task: Callable[[], Any]) -> tuple[float, Any]:
    """Return how long a task takes, and what it returns."""
    start = time.perf_counter()
    answer = task()
    return time.perf_counter() - start, answer


def engines_against_plain(cases: int, rounds: int) -> dict[str, Any]:
    """Measure both engines against the hand-written model, all keeping one record for each visit, draws included."""
    made = chain.system(cases)
    simulate(chain.system(100), engine="compiled")
    times: dict[str, list[float]] = {"plain": [], "reference": [], "compiled": []}
    hours: dict[str, list[float]] = {side: [] for side in times}
    for seed in range(rounds):
        took, (visits, cycle_times) = seconds(partial(plain_simpy.simulate, cases, seed))
        times["plain"].append(took / cases)
        hours["plain"].append(statistics.fmean(cycle_times) / 60)
        for engine in ("reference", "compiled"):
            took, records = seconds(partial(simulate, made, seed=seed, engine=engine))
            done = (records.case_rows["outcome"] == 0) & records.in_cohort
            times[engine].append(took / len(records.case_rows))
            hours[engine].append(float(records.case_rows["elapsed"][done].mean() / 3600))
    check_agreement(hours)
    return {
        "seconds_per_case": {side: statistics.median(values) for side, values in times.items()},
        "spread": {side: [min(values), max(values)] for side, values in times.items()},
        "mean_cycle_time_hours": {side: statistics.fmean(values) for side, values in hours.items()},
        "cases": cases,
        "rounds": rounds,
        "visits_per_case": len(visits) / cases,
    }


def check_agreement(hours: dict[str, list[float]]) -> None:
    """Refuse figures whose answers differ: the engines must be equal, and within 2 % of the hand-written model."""
    means = {side: statistics.fmean(values) for side, values in hours.items()}
    if hours["reference"] != hours["compiled"] or abs(means["plain"] - means["reference"]) > 0.02 * means["plain"]:
        raise SystemExit(f"the answers differ: {means}")


def memory_per_million_visits(cases: int) -> dict[str, float]:
    """Measure the peak memory of a run above that of a small one, in a process of its own for each (Linux)."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]); import chain; from adminsim import simulate; "
        "r = simulate(chain.system(int(sys.argv[2]))); "
        "peak = next(line for line in open('/proc/self/status') if line.startswith('VmHWM')); "
        "print(len(r.visit_rows), peak.split()[1])"
    )
    found = []
    for size in (1000, cases):
        command = [sys.executable, "-c", script, str(HERE), str(size)]
        visits, peak_kib = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        found.append((int(visits), int(peak_kib)))
    (few, low), (many, high) = found
    return {"mib_per_million_visits": (high - low) / 1024 / (many - few) * 1e6, "visits": many, "peak_mib": high / 1024}


def main() -> None:
    """Measure everything and write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    asked = parser.parse_args()
    engines = engines_against_plain(asked.cases, asked.rounds)
    per_case = engines["seconds_per_case"]
    found = {
        "machine": {
            "system": platform.system(),
            "architecture": platform.machine(),
            "python": platform.python_version(),
            "cores": os.cpu_count(),
        },
        "ratios": {
            "reference_vs_simpy": per_case["reference"] / per_case["plain"],
            "compiled_vs_simpy": per_case["plain"] / per_case["compiled"],
        },
        "engines": engines,
        "memory": memory_per_million_visits(asked.cases),
    }
    (HERE / "results.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
