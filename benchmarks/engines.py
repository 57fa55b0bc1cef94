"""The engines against the hand-written model, against each other over ten times the staff, and with two threads.

Timed of an engine is `simulate`: population, plan, draws and the run, until the visits and the decisions are recorded.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import chain
import numpy as np
import parameters
import plain_simpy
from rounds import Measured, alternate, demand_equal, demand_near, in_figures, seconds

from adminsim import Records, System, simulate
from adminsim.engine.plan import Plans
from adminsim.engine.simulate import Engine
from adminsim.study.run.measures import chain_measures, department_measures

Found = dict[str, Any]


def against_plain(cases: int, rounds: int) -> Found:
    """Measure both engines against the hand-written model, always open."""
    made = chain.system(cases)
    sides = {
        "simpy": partial(_plain, plain_simpy.simulate, cases),
        "reference": partial(_engine, made, "reference"),
        "compiled": partial(_engine, made, "compiled"),
        "pipeline": partial(_pipeline, made),
    }
    found = alternate(sides, rounds)
    checked = ["all visits: " + demand_equal(found, "reference", "compiled"), _near(found)]
    return _of_cases(found, cases, checked)


def against_plain_office(cases: int, rounds: int) -> Found:
    """Measure the compiled engine against the hand-written model, with opening hours and holidays."""
    made = chain.system(cases, chain.OFFICE, parameters.PER_HOUR_OFFICE)
    periods = plain_simpy.office_periods(round(1.1 * cases / parameters.PER_HOUR_OFFICE / 24) + 120)
    sides = {
        "simpy": partial(_plain, partial(plain_simpy.simulate_office, periods=periods), cases),
        "compiled": partial(_engine, made, "compiled"),
    }
    found = alternate(sides, rounds)
    return _of_cases(found, cases, [_near(found)])


def staff_times_ten(cases: int, rounds: int) -> Found:
    """Measure the compiled engine with ten times the staff and arrivals, so that as many cases come in less time."""
    sides = {f"times_{times}": partial(_engine, chain.system(cases, times=times), "compiled") for times in (1, 10)}
    return _of_cases(alternate(sides, rounds), cases, [])


def threads(cases: int, replications: int, rounds: int) -> Found:
    """Measure draws, run and measures of several replications with one thread and with two."""
    made = chain.system(cases)
    sides = {f"threads_{workers}": partial(_replications, made, replications, workers) for workers in (1, 2)}
    found = alternate(sides, rounds)
    checked = [demand_equal(found, "threads_1", "threads_2")]
    sizes = {"cases": cases, "replications": replications}
    return {"unit": "s", "sides": in_figures(found), "sizes": sizes, "checked": checked}


def per_case(made: System, engine: Engine, seed: int) -> tuple[float, Records]:
    """Return the seconds that a run takes for each case, and its records."""
    took, records = seconds(simulate, made, seed=seed, engine=engine)
    return took / sum(len(cases) for cases in records.drawn), records


def mean_hours(records: Records) -> float:
    """Return the mean cycle time of the approved cases of the cohort."""
    rows = records.case_rows
    return float(rows["elapsed"][(rows["outcome"] == 0) & records.in_cohort].mean() / 3600)


def _plain(run: Any, cases: int, number: int) -> tuple[float, float]:
    took, (_, cycle_times) = seconds(run, cases, number)
    return took / cases, sum(cycle_times) / len(cycle_times) / 60


def _engine(made: System, engine: Engine, number: int) -> tuple[float, tuple[float, str]]:
    took, records = per_case(made, engine, number)
    return took, (mean_hours(records), _digest(records))


def _pipeline(made: System, seed: int) -> tuple[float, dict[str, float]]:
    """Return the seconds for each case of a run and its measures, and these."""
    took, (count, row) = seconds(_measured, made, seed)
    return took / count, row


def _measured(made: System, seed: int) -> tuple[int, dict[str, float]]:
    records = simulate(made, seed, engine="compiled")
    return sum(map(len, records.drawn)), chain_measures(records) | department_measures(records)


def _digest(records: Records) -> str:
    """Return a digest of all visits, field by field."""
    rows = records.visit_rows
    columns = (np.ascontiguousarray(rows[name]).tobytes() for name in rows.dtype.names or ())
    return hashlib.sha256(b"".join(columns)).hexdigest()


def _replications(made: System, replications: int, workers: int, seed: int) -> tuple[float, list[dict[str, float]]]:
    plans = Plans(made)

    def one(replication: int) -> dict[str, float]:
        records = simulate(made, seed, replication, plans=plans, engine="compiled")
        return chain_measures(records) | department_measures(records)

    with ThreadPoolExecutor(workers) as pool:
        return seconds(lambda: list(pool.map(one, range(replications))))


def _near(found: dict[str, Measured]) -> str:
    ours = [hours for hours, _ in found["compiled"].answers]
    return demand_near("mean cycle time in hours", ours, found["simpy"].answers)


def _of_cases(found: dict[str, Measured], cases: int, checked: list[str]) -> Found:
    return {"unit": "s/case", "sides": in_figures(found), "sizes": {"cases": cases}, "checked": checked}
