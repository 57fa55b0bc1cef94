"""Small systems for tests, written as a file would write them."""

from __future__ import annotations

from typing import Any

from adminsim.model.checks import check_system
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile

Written = dict[str, Any]

MANY = 10_000
"""Staff that nobody ever waits for."""
OFFICE = {"mon-fri": ["09:00-17:00"]}


def scenario_of(system: dict[str, object], **written: object) -> Scenario:
    """Return a scenario as if it had been read from a file."""
    file = ScenarioFile.model_validate({"version": 1, "baseline": "x", **written})
    return Scenario(file, System.model_validate(system), "town")


def system_of(
    steps: Written | None = None,
    *,
    chains: dict[str, Written] | None = None,
    start: str = "2022-06-20",
    days: float = 30,
    warm_up: float = 0,
    run_out: float = 60,
    hours: Any = "always",
    holidays: str = "none",
    calendars: dict[str, Any] | None = None,
    departments: dict[str, Any] | None = None,
    **chain: Any,
) -> System:
    """Return a valid system of one chain called ``permit``, or of `chains`.

    `hours` are those of the official calendar, `calendars` the hours of others by name.
    Departments are numbers of staff or whole departments; those that steps name and nobody gives have one person.
    """
    chains = chains if chains is not None else {"permit": {"steps": steps, **chain}}
    written = {name: {"types": {"any": {"mix": 1}}, **chain} for name, chain in chains.items()}
    named = {
        name: 1
        for chain in written.values()
        for step in chain["steps"].values() if "department" in step
        for name in (step["department"], *step.get("together_with", ()))
    }  # fmt: skip
    staffed = {
        name: {"staff": given} if isinstance(given, int) else given
        for name, given in (named | (departments or {})).items()
    }
    system = System.model_validate(
        {
            "period": {
                "start": start, "warm_up": f"{warm_up} d", "cohort": f"{days} d", "run_out": f"{run_out} d",
            },
            "calendar": "office",
            "calendars": {
                name: {"hours": opening, "holidays": holidays}
                for name, opening in {"office": hours, **(calendars or {})}.items()
            },
            "departments": staffed or {"desk": {"staff": 1}},
            "chains": written,
        }
    )  # fmt: skip
    assert not check_system(system), [problem.text() for problem in check_system(system)]
    return system


def work(department: str, time: Any = "1 h", **fields: Any) -> Written:
    """Return a staffed step."""
    return {"department": department, "work": time, **fields}


def wait(time: Any, **fields: Any) -> Written:
    """Return a waiting step."""
    return {"kind": "waiting", "duration": time, **fields}


def at(*instants: str) -> Written:
    """Return applications at stated instants."""
    return {"kind": "listed", "at": [instant.replace(" ", "T") for instant in instants]}


def every(time: str) -> Written:
    """Return applications at a fixed distance, the first at the start."""
    return {"kind": "regular", "every": time}


def queue_system(
    arrivals: float,
    service: Any,
    staff: int = 1,
    *,
    cases: int,
    warm_up_cases: int = 500,
    discipline: str = "first_come",
    types: Written | None = None,
) -> System:
    """Return one always open queue with Poisson arrivals.

    Parameters
    ----------
    arrivals : float
        Applications a day, so that a mean service of some hours loses nothing by whole seconds.
    cases, warm_up_cases : int
        How many cases are expected in the cohort, and before it.
    """
    return system_of(
        {"serve": work("desk", service)},
        types=types or {"any": {"mix": 1}},
        demand={"rate": arrivals, "per": "d"},
        departments={"desk": {"staff": staff, "discipline": discipline}},
        warm_up=round(warm_up_cases / arrivals),
        days=round(cases / arrivals),
        run_out=round(100 / arrivals) + 1,
    )
