"""What the page on validity says of theory and of kinds of cases: simulated anew with the models of the tests.

Writes theory_rows.json. `make theory`, half a minute.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "theory")]

import test_preview as lines  # noqa: E402
import test_queues as queues  # noqa: E402

import adminsim  # noqa: E402
from adminsim.study.findings.estimate import Estimate, estimate  # noqa: E402

RESULTS = Path(__file__).with_name("theory_rows.json")
SEED, YEARS = 2018, 30
WAIT, TIME = "mean wait, h", "mean time, h"
ERLANG, POLLACZEK, COBHAM = "Erlang C (1917)", "Pollaczek (1930)", "Cobham (1954)"
LITTLE = "λ times the wait (Little, 1961)"
ERLANG_A = "M/M/2+M, load 167 %, 10 h of service, 15 h of patience in the queue"
BOTH = "Two departments of one person each"
LOST = f"{BOTH}, loads 50 % and 100 % of their own, 50 % of joint work, nobody waits"
KELLY = "loss network (Kelly, 1986)"
UNEQUAL = "the fast one first (Trivedi, 2002)"
PALM = "Erlang A (Palm, 1943)"
LONGEST = "H(n) / μ, the longest of n"


@dataclass(frozen=True)
class Told:
    """What a row of the table is called: the queue, what is measured, and its closed form."""

    queue: str
    measured: str
    form: str


def _served(arrivals: str, served: str, measured: str = WAIT, form: str = ERLANG) -> Told:
    return Told(f"{arrivals}, {served}", measured, form)


def _one(variability: str) -> Told:
    return Told(f"M/G/1, load 80 %, squared variation of service {variability}", WAIT, POLLACZEK)


TOLD = {
    "M/M/1": Told("M/M/1, 5 an hour, 8 can be served", WAIT, "ρ / (μ - λ)"),
    "M/D/1": Told("M/D/1, the same with fixed service", WAIT, "ρ / (μ - λ) / 2"),
    "M/M/3": _served("M/M/3, one case in 5 h", "10 h of service"),
    "M/M/4": _served("M/M/4, one case in 5 h", "10 h of service"),
    "M/M/4, wait": _served("M/M/4, one case in 4 h", "10 h of service"),
    "M/M/4, utilisation": _served("M/M/4, one case in 4 h", "10 h of service", "utilisation", "λ / (c μ)"),
    "M/M/4, queue": _served("M/M/4, one case in 4 h", "10 h of service", "mean queue", LITTLE),
    "M/M/6, every 3": _served("M/M/6, one case in 3 h", "10 h of service"),
    "M/M/7, every 3": _served("M/M/7, one case in 3 h", "10 h of service"),
    "M/M/6, every 4": _served("M/M/6, one case in 4 h", "10 h of service"),
    "M/M/7, every 4": _served("M/M/7, one case in 4 h", "10 h of service"),
    "M/G/1, CV2 0": _one("0"),
    "M/G/1, CV2 0.25": _one("0.25"),
    "M/G/1, CV2 1": _one("1"),
    "M/G/1, CV2 2": _one("2"),
    "priority, exponential, high": Told("Two classes, load 60 %, M/M/1: the first", WAIT, COBHAM),
    "priority, exponential, low": Told("Two classes, load 60 %, M/M/1: the second", WAIT, COBHAM),
    "priority, fixed, high": Told("Two classes, load 60 %, M/D/1: the first", WAIT, COBHAM),
    "priority, fixed, low": Told("Two classes, load 60 %, M/D/1: the second", WAIT, COBHAM),
    "three M/M/1": Told("Three M/M/1, load 80 % each", WAIT, "ρ / (μ - λ)"),
    "pooled into M/M/3": Told("The same three, pooled into M/M/3", WAIT, ERLANG),
    **{f"fork-join of {n}": Told(f"{n} reviews side by side, no queues", TIME, LONGEST) for n in range(2, 7)},
    "rework": Told("30 % sent back each time", "mean visits", "1 / (1 - p)"),
    "M/M/2+M, share that leaves": Told(ERLANG_A, "share that leaves", PALM),
    "M/M/2+M, queue": Told(ERLANG_A, "mean queue", PALM),
    "two departments together": Told(f"{BOTH}, all work joint, 5 an hour, 8 can be served", WAIT, "ρ / (μ - λ)"),
    "nobody waits, both": Told(LOST, "share of joint work lost", KELLY),
    "nobody waits, first": Told(LOST, "share lost of the first", KELLY),
    "M/M/2, one slower": Told("Two people, one half as fast, load 70 %", WAIT, UNEQUAL),
    "M/M/2, one much slower": Told("Two people, one a quarter as fast, load 64 %", WAIT, UNEQUAL),
    "specialists, fire": Told("Two who may not do each other's work, load 60 %: the first", WAIT, "ρ / (μ - λ)"),
    "specialists, lifts": Told("Two who may not do each other's work, load 45 %: the second", WAIT, "ρ / (μ - λ)"),
}
LINES = {
    "desk": Told("M/M/3 in office hours, 40 of 168, load 80 %", WAIT, f"{ERLANG}, closed hours added"),
    "x": Told("A line in which 30 % go back: first M/M/2, load 80 %", WAIT, f"Jackson (1957), {ERLANG}"),
    "y": Told("the same line: then M/M/1, load 56 %", WAIT, "Jackson (1957), ρ / (μ - λ)"),
}
"""Rows of test_preview.py, by department."""


def queue_row(name: str) -> dict[str, Any]:
    """Return a row of test_queues.py: what it is, the exact value, what is simulated with its 99.9 % interval."""
    return _row(TOLD[name], queues.ROWS[name].exact(1, 1), queues.interval(name))


def line_row(name: str) -> dict[str, Any]:
    """Return the same of a department of test_preview.py."""
    runs = lines.exact_runs(name == "desk")
    found = estimate([run[f"department.{name}.wait_hours"] for run in runs], 0.999)
    return _row(LINES[name], lines.exact_waits()[name], found)


def _row(told: Told, exact: float, found: Estimate) -> dict[str, Any]:
    return asdict(told) | {"exact": exact, "mean": found.mean, "low": found.low, "high": found.high}


def kinds_of_power(year: int) -> dict[str, dict[str, float]]:
    """Return mean days and procedures of approved electricity cases by kind, in a year before the reforms."""
    cases = _baseline("hookups", year).cases
    of = cases[(cases["chain"] == "power") & cases["cohort"] & (cases["outcome"] == "approved")]
    means = of.assign(days=of["elapsed"] / pd.Timedelta(days=1)).groupby("case_type", observed=True)
    return {str(kind): dict(row) for kind, row in means[["days", "procedures"]].mean().iterrows()}


def waits_in_the_hall(year: int) -> dict[str, float]:
    """Return the share of matters that wait at the tax hall at first at most 0, 30 and 60 minutes."""
    records = _baseline("tax-matters", year)
    cases, visits = records.cases, records.visits
    hall = visits[visits["department"] == "tax_hall"].sort_values("joined", kind="stable")
    first = hall.drop_duplicates(["chain", "case"]).merge(cases[cases["cohort"]][["chain", "case"]])
    minutes = (first["start"] - first["joined"]) / pd.Timedelta(minutes=1)
    return {f"{most}": float((minutes <= most).mean()) for most in (0, 30, 60)}


def _baseline(name: str, year: int) -> Any:
    scenario = adminsim.load(ROOT / "scenarios" / "weihai-2018" / f"{name}.yaml")
    return adminsim.simulate(scenario.baseline, seed=SEED, replication=year)


def main() -> None:
    """Simulate everything and write it."""
    rows = {name: queue_row(name) for name in TOLD} | {name: line_row(name) for name in LINES}
    power = [kinds_of_power(year) for year in range(YEARS)]
    hall = [waits_in_the_hall(year) for year in range(YEARS)]
    data = {"replications": queues.REPLICATIONS, "rows": rows, "power": power, "hall": hall}
    RESULTS.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    for row in rows.values():
        print(f"{row['queue']}: {row['exact']:.5g}, {row['mean']:.5g} [{row['low']:.5g}, {row['high']:.5g}]")


if __name__ == "__main__":
    main()
