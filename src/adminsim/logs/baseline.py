"""A runnable baseline from what was fitted: one chain from milestone to milestone, by kind of case."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from adminsim.logs.fitted_chain import NOT_IN_LOG, OFFICE, FittedChain
from adminsim.logs.written import DAY_S
from adminsim.model.checks import check_system
from adminsim.model.problem import InvalidSystemError
from adminsim.model.system import System

if TYPE_CHECKING:
    from adminsim.logs.fit import Fit
    from adminsim.logs.people import Taken
    from adminsim.logs.written import Source

OFFICIAL, CHAIN = "office-hours", "cases"
RANGE_DRAWS = 200
"""Draws of the bootstrap for the ranges of quantiles."""
WARM_UP_DAYS, COHORT_DAYS = 30, 364


def build(fit: Fit, source: Source, taken: Taken, seed: int = 1, *, draws: int | None = None) -> System:
    """Return the baseline.

    Parameters
    ----------
    fit : Fit
        What was fitted.
    source : Source
        The file and the window, named at each figure.
    taken : Taken
        Work and queues, which the observed delays hold.
    seed : int
        Of the bootstrap.
    draws : int, optional
        How many draws of the bootstrap the ranges come from; 1 where nobody reads them.

    Raises
    ------
    InvalidSystemError
        If it does not fit together, which is a mistake of the program.
    """
    chain = FittedChain(fit, source, taken, seed, draws or RANGE_DRAWS)
    start = dt.datetime.fromtimestamp(fit.first, dt.UTC).date()
    written: dict[str, Any] = {
        "source": source.text(len(fit.cases)),
        "period": {
            "start": start.isoformat(),
            "warm_up": f"{WARM_UP_DAYS} d",
            "cohort": f"{COHORT_DAYS} d",
            "run_out": f"{_run_out(fit)} d",
        },
        "calendar": OFFICIAL,
        "calendars": {
            OFFICIAL: {
                "hours": fit.meaning.hours,
                "holidays": fit.meaning.holidays,
                "outside_covered_years": "weekdays",
                "source": "map",
            }
        },
        "departments": {OFFICE: _office(fit, taken)},
        "chains": {CHAIN: chain.written()},
    }
    system = System.model_validate(written)
    problems = list(check_system(system))
    if problems:
        raise InvalidSystemError(problems)
    return system


def _office(fit: Fit, taken: Taken) -> dict[str, Any]:
    assumed = fit.meaning.assumed
    staff = assumed.staff.model_dump(mode="json") if assumed.staff is not None else taken.staff
    return {"staff": staff, "share": assumed.share.model_dump(mode="json"), "source": NOT_IN_LOG}


def _run_out(fit: Fit) -> int:
    """Return the days in which all but the very slowest are decided: the longest way through all milestones."""
    longest: dict[int, float] = {}
    for delay in fit.delays:
        if delay.n:
            is_agency = fit.meaning.milestone(delay.step).by == "agency"
            days = float(delay.seconds.max()) / (fit.worktime.workday_s * 5 / 7 if is_agency else DAY_S)
            longest[delay.kind] = longest.get(delay.kind, 0.0) + days
    return math.ceil(max(longest.values(), default=0.0) * 1.05) + 30
