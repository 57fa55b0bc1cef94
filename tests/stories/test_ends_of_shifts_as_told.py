"""What a planner would say about the end of a shift, and about those who leave a queue."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.engine.simulate import Engine, simulate
from adminsim.model.system import System
from systems import OFFICE, at, system_of, wait, work

ENGINES: tuple[Engine, ...] = ("reference", "compiled")
MORNING = [{"staff": 1, "hours": {"mon-fri": ["09:00-12:00"]}}, {"staff": 1, "hours": {"mon-fri": ["09:00-17:00"]}}]


def counter(work_of_files: list[str], demand: Any, **department: Any) -> System:
    """Return files that take so long one by one, given out by case type."""
    steps = {f"s{i}": work("desk", time) for i, time in enumerate(work_of_files)}
    return system_of(steps, demand=demand, hours=OFFICE, departments={"desk": {"staff": 1} | department}, days=5)


def starts(system: System, engine: Engine) -> list[str]:
    visits = simulate(system, engine=engine).visits.sort_values("step")
    return [f"{start:%a %H:%M}" for start in visits["start"]]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_would_end_after_hours_waits_for_tomorrow_and_what_fits_goes_first(engine: Engine) -> None:
    system = counter(["3 h", "2 h", "1 h"], at("2022-06-20 15:00"))
    assert starts(system, engine) == ["Mon 15:00", "Tue 10:00", "Tue 12:00"]
    fits = counter(["3 h", "2 h", "1 h"], at("2022-06-20 15:00"), at_shift_end="fits")
    assert starts(fits, engine) == ["Tue 09:00", "Mon 15:00", "Tue 12:00"]


@pytest.mark.parametrize("engine", ENGINES)
def test_what_ends_with_the_last_hour_fits(engine: Engine) -> None:
    assert starts(counter(["8 h"], at("2022-06-20 09:00"), at_shift_end="fits"), engine) == ["Mon 09:00"]
    assert starts(counter(["8 h"], at("2022-06-20 09:01"), at_shift_end="fits"), engine) == ["Tue 09:00"]


@pytest.mark.parametrize("engine", ENGINES)
def test_whoever_goes_at_noon_takes_nothing_that_lasts_longer(engine: Engine) -> None:
    shifts = {"staff": None, "shifts": MORNING, "at_shift_end": "fits"}
    system = counter(["4 h", "4 h", "1 h"], at("2022-06-20 09:00"), **shifts)
    assert starts(system, engine) == ["Mon 09:00", "Mon 13:00", "Mon 09:00"]
    assert starts(counter(["1 h", "4 h"], at("2022-06-20 09:00"), **shifts), engine) == ["Mon 09:00", "Mon 09:00"]


@pytest.mark.parametrize("engine", ENGINES)
def test_patience_runs_in_the_queue_alone(engine: Engine) -> None:
    steps = {"design": wait("3 d"), "review": work("desk", "2 h", needs=["design"], patience="90 min")}
    system = system_of(steps, demand=at(*["2022-06-20 09:00"] * 3), hours="always")
    cases = simulate(system, engine=engine).cases
    assert cases["outcome"].tolist() == ["approved", "given_up", "given_up"]
    assert [str(decided) for decided in cases["decided"]][1:] == ["2022-06-23 10:30:00"] * 2


@pytest.mark.parametrize("engine", ENGINES)
def test_a_step_is_more_patient_than_its_department_and_who_is_decided_stays(engine: Engine) -> None:
    steps = {
        "review": work("desk", "2 h", patience="9 h"),
        "certificate": work("desk", "2 h", needs=["review"]),
    }
    desk = {"staff": 1, "patience": "1 h"}
    system = system_of(steps, demand=at(*["2022-06-20 09:00"] * 3), departments={"desk": desk}, decision="review")
    assert simulate(system, engine=engine).cases["outcome"].tolist() == ["approved"] * 3
    undecided = system_of(steps, demand=at(*["2022-06-20 09:00"] * 3), departments={"desk": desk})
    assert simulate(undecided, engine=engine).cases["outcome"].tolist() == ["given_up", "given_up", "approved"]
