"""Time limits as a reform: what it sets, whom it covers, and what it refuses."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adminsim.engine.result import Result
from adminsim.engine.simulate import Engine, simulate
from adminsim.model.department import Discipline
from adminsim.model.limit import Expiry
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms, check_reforms
from reform_lists import reform_of
from systems import at, system_of, wait, work

MORNING = at(*["2022-06-20 09:00"] * 8)


@pytest.fixture
def system() -> System:
    steps = {"a": work("x", "4 h"), "b": wait("1 d", needs=["a"]), "c": work("y", "1 h", needs=["b"])}
    return system_of(steps, demand=MORNING)


def limit(**written: Any) -> Any:
    return reform_of(**{"reform": "time_limit", "limit": "1 d"} | written)


def test_a_limit_of_steps_is_set_there_and_their_departments_serve_by_due_date(system: System) -> None:
    reformed = apply_reforms(system, [limit(steps=["a"], on_expiry="escalate")])
    steps = reformed.chains["permit"].steps
    assert (str(steps["a"].limit), steps["a"].on_expiry) == ("1 d", Expiry.ESCALATE)
    assert steps["c"] == system.chains["permit"].steps["c"]
    served = {name: department.discipline for name, department in reformed.departments.items()}
    assert served == {"x": Discipline.EARLIEST_DUE, "y": Discipline.FIRST_COME}


def test_a_limit_without_steps_is_that_of_the_whole_case(system: System) -> None:
    reformed = apply_reforms(system, [limit(extension={"probability": 0.5, "by": "2 d"})])
    chain = reformed.chains["permit"]
    assert (str(chain.limit), str(chain.extension.by)) == ("1 d", "2 d")
    assert all(step.limit is None for step in chain.steps.values())
    assert {department.discipline for department in reformed.departments.values()} == {Discipline.EARLIEST_DUE}


@pytest.mark.parametrize("engine", ["reference", "compiled"])
def test_due_dates_hold_for_what_joins_from_the_day_of_the_limit_on(engine: Engine) -> None:
    chains = {
        "quick": {
            "steps": {"a": work("desk", "12 h", limit="1 d")},
            "demand": at("2022-06-20 02:00", "2022-06-21 01:00"),
        },
        "slow": {
            "steps": {"b": work("desk", "12 h")},
            "demand": at("2022-06-20 00:00", "2022-06-20 01:00", "2022-06-20 20:00", "2022-06-21 00:00"),
        },
    }
    system = system_of(chains=chains, departments={"desk": 1})
    later = limit(chain="quick", steps=["a"], **{"from": "2022-06-21"})
    visits = simulate(apply_reforms(system, [later]), engine=engine).visits
    began = {(row.step, row.case): row.start.day * 24 + row.start.hour - 480 for row in visits.itertuples()}
    # As they came until the 21st; then the quick one goes before the slow one that came with the day, and behind the
    # one that waited before.
    assert began == {("b", 0): 0, ("b", 1): 12, ("a", 0): 24, ("b", 2): 36, ("a", 1): 48, ("b", 3): 60}


def test_the_earliest_day_holds_and_none_is_the_start(system: System) -> None:
    def days(*reforms: Any) -> list[Any]:
        desk = apply_reforms(system, list(reforms)).departments["x"]
        return [desk.discipline, str(desk.due_from)]

    late, early = (limit(name=day, steps=["a"], **{"from": day}) for day in ("2022-07-05", "2022-07-01"))
    quick = limit(name="b", **{"from": "2022-07-03"})
    assert days(late) == ["first_come", "2022-07-05"]
    assert days(quick, early) == ["first_come", "2022-07-01"] == days(early, quick)
    assert days(quick, limit(name="now", steps=["a"])) == ["earliest_due", "None"]
    nobody_yet = {"coverage": 0, "phases": [{"from": "2022-07-09", "coverage": 0.5}]}
    assert days(limit(steps=["a"], **nobody_yet)) == ["first_come", "2022-07-09"]


def test_departments_keep_their_order_of_service_where_the_reform_says_so(system: System) -> None:
    reformed = apply_reforms(system, [limit(earliest_due=False)])
    assert reformed.departments == system.departments


def test_a_pilot_approves_by_silence_only_those_that_it_covers(system: System) -> None:
    pilot = limit(steps=["a"], limit="6 h", on_expiry="approve", coverage=0.5)
    records = simulate(apply_reforms(system, [pilot]))
    covered = records.covered(pilot.subject)
    visits = records.visit_rows
    tacit = np.unique(visits["case"][visits["result"] == Result.TACIT])
    assert len(tacit)
    assert covered[tacit].all()
    assert 0 < covered.sum() < len(covered)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"steps": ["b"]}, "reform-limit-waiting"),
        ({"limit": "0 h"}, "reform-limit-days"),
        ({"limit": "1.5 WD"}, "reform-limit-days"),
        ({"extension": {"probability": 0.5, "by": "1 h"}}, "model-extension-unit"),
    ],
)
def test_what_is_no_limit_is_refused(system: System, written: dict[str, Any], code: str) -> None:
    assert [problem.code for problem in check_reforms(system, [limit(**written)])] == [code]


def test_hours_need_not_be_whole(system: System) -> None:
    assert check_reforms(system, [limit(limit="1.5 h")]) == []


def test_limits_of_other_steps_and_of_the_case_go_together(system: System) -> None:
    reforms = [limit(name="one", steps=["a"]), limit(name="two", steps=["c"]), limit(name="whole")]
    assert check_reforms(system, reforms) == []
    again = check_reforms(system, [*reforms, limit(name="again", steps=["c", "a"])])
    assert {problem.code for problem in again} == {"reform-limit-set-twice"}
