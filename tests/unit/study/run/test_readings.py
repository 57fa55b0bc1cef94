"""Readings of a target, worked by hand: which steps count, on which clock, from where to where."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from adminsim.engine.simulate import simulate
from adminsim.messages import Words
from adminsim.model.system import System
from adminsim.model.target import Target
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.kit.tables import as_text
from adminsim.report.result.tables import result_table
from adminsim.report.result.target_verdicts import as_csv, verdicts_data, verdicts_text
from adminsim.results.document import document
from adminsim.study.findings.compare import Comparison, compare
from adminsim.study.run.targets import found_in
from systems import at, system_of, wait, work

ONE: TypeAdapter[Target] = TypeAdapter(Target)
OFFICE = {"mon-fri": ["09:00-17:00"]}


@pytest.fixture(scope="module")
def system() -> System:
    """Filed on Monday at 9: scheme Monday to Tuesday 12:00, then design 3 days and permit 12 h side by side, then
    connection from Friday 12:00, when the design is ready, to Friday 15:00."""
    steps = {
        "scheme": work("power", "11 h"),
        "design": wait("3 d", needs=["scheme"], by="customer"),
        "permit": work("bureau", "12 h", needs=["scheme"]),
        "survey": work("power", "4 h", needs=["scheme"]),
        "connection": work("power", "3 h", needs=["design", "permit", "survey"]),
    }
    return system_of(steps, demand=at("2022-06-20 09:00"), hours=OFFICE)


OWN = ["scheme", "survey", "connection"]


def hours(system: System, **fields: Any) -> float:
    """Return the mean of a cut in hours."""
    target = ONE.validate_python({"name": "t", "kind": "cut", "by": 0.1, **fields})
    value = found_in(target, simulate(system, seed=1)).mean.value
    return value * 24 if fields.get("clock") == "elapsed" else value


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, 11 + 12 + 3),
        ({"steps": OWN}, 11 + 4 + 3),
        ({"steps": OWN, "sum": True}, 11 + 4 + 3),
        ({"steps": ["permit", "survey"]}, 12),
        ({"steps": ["permit", "survey"], "sum": True}, 12 + 4),
        ({"sum": True}, 11 + 12 + 4 + 3),
        ({"clock": "elapsed"}, 4 * 24 + 6),
        ({"clock": "elapsed", "steps": ["design"]}, 72),
        ({"clock": "elapsed", "steps": ["design", "permit"]}, 72),
        ({"clock": "elapsed", "steps": ["design", "survey"], "sum": True}, 72 + 4),
    ],
)
def test_a_reading_counts_the_open_time_of_its_steps_once_or_step_by_step(
    system: System, fields: dict[str, Any], expected: float
) -> None:
    assert hours(system, **fields) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("fields", "workdays"),
    [
        # Monday is the day of the filing and does not count; each step's own first day does not either.
        ({"steps": OWN, "sum": True}, 1),
        ({"steps": ["permit"], "sum": True}, 1),
        ({"sum": True}, 2),
        ({"clock": "elapsed"}, 4),
    ],
)
def test_working_days_of_own_steps_are_counted_step_by_step(
    system: System, fields: dict[str, Any], workdays: int
) -> None:
    def keeps(limit: int) -> float:
        target = ONE.validate_python({"name": "t", "limit": f"{limit} WD", **fields})
        return found_in(target, simulate(system, seed=1)).mean.value

    assert [keeps(limit) for limit in (workdays - 1, workdays)] == [0, 1]


def test_days_of_named_steps_on_the_elapsed_clock_are_their_own(system: System) -> None:
    within = {"name": "t", "clock": "elapsed", "steps": ["design"]}
    keeps = [
        found_in(ONE.validate_python(within | {"limit": limit}), simulate(system, seed=1)).mean.value
        for limit in ("71 h", "3 d")
    ]
    assert keeps == [0, 1]


READ: dict[str, Any] = {
    "name": "power",
    "kind": "within",
    "limit": "20 h",
    "share": 0.8,
    "readings": [
        {"name": "own", "label": {"en": "own steps", "zh": "自有环节"}, "steps": OWN, "sum": True},
        {"name": "everything"},
        {"name": "lived", "clock": "elapsed", "label": {"zh": "全程"}},
    ],
}


@pytest.fixture(scope="module")
def found(system: System) -> Comparison:
    more = {"reform": "staffing", "department": "bureau", "add": 1}
    plain = {"name": "plain", "limit": "20 WD"}
    written = {"version": 1, "baseline": "b.yaml", "reforms": [more], "targets": [READ, plain]}
    scenario = Scenario(ScenarioFile.model_validate(written), system)
    assert not scenario.check()
    return compare(scenario, seed=1, replications=40, workers=1)


def test_what_a_reading_does_not_state_is_as_the_target_states_it() -> None:
    target = ONE.validate_python(READ | {"clock": "elapsed", "types": ["any"], "start": "accepted"})
    own, everything, lived = (one.target.timed for one in target.as_read)
    assert own is not None
    assert everything is not None
    assert lived is not None
    assert (own.clock, own.types, own.start, own.steps, own.sum) == ("elapsed", ("any",), "accepted", tuple(OWN), True)
    assert (everything.steps, everything.sum, everything.readings) == ((), False, ())
    assert [one.key for one in target.as_read] == ["power", "power/as/everything", "power/as/lived"]
    assert [one.target for one in target.as_planned.as_read] == [own, everything, lived]


def test_the_plan_s_own_reading_gives_the_verdict_and_the_others_stand_beside(found: Comparison) -> None:
    judgement, plain = found.judgements
    assert judgement.verdict == "met"
    assert [one.verdict for one in judgement.beside] == ["missed", "missed"]
    assert judgement.turning == judgement.beside
    assert (plain.reading, plain.beside) == (None, ())
    targets, readings = found.targets(), found.readings()
    assert targets.loc["power", "turned_by"] == "everything: missed; lived: missed"
    assert list(readings.index) == [("power", "own"), ("power", "everything"), ("power", "lived")]
    assert readings["after"].tolist() == [1, 0, 0]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ["read as own steps", "read as everything: 0.0% before", "the verdict turns with the reading: MET as own"],
        ),
        ("zh", ["“自有环节”口径", "按“全程”口径：改革前 0.0%", "结论随口径而变：按“自有环节”口径达到"]),
    ],
)
def test_tables_give_a_line_to_each_reading_and_say_where_the_verdict_turns(
    found: Comparison, language: Any, said: list[str]
) -> None:
    shown = as_text(result_table(found, Words(language)), 100)
    told = "".join(part.strip(" │\n") + (" " if language == "en" else "") for part in shown.splitlines())
    assert all(one in told for one in said), shown
    listed = verdicts_text({"city.yaml": found}, Words(language), 100)
    assert said[0] in listed
    assert listed.count("MISSED" if language == "en" else "未达到") >= 2


def test_plain_data_and_csv_have_each_reading(found: Comparison) -> None:
    power, plain = verdicts_data({"city.yaml": found})
    assert {name: one["verdict"] for name, one in power["readings"].items()} == {
        "own": "met", "everything": "missed", "lived": "missed",
    }  # fmt: skip
    assert "readings.lived.after" in as_csv([power, plain]).splitlines()[0]
    assert document(found)["targets"]["power"]["readings"]["lived"]["after"] == 0
    assert "readings" not in document(found)["targets"]["plain"]


@pytest.mark.parametrize(
    ("filed", "limit", "last"),
    [
        ("2022-01-31 09:00", "1 month", 28),  # 28 February.
        ("2024-01-31 09:00", "1 month", 29),
        ("2022-06-30 23:59", "1 month", 30),  # A Saturday, which a target does not wait for.
        ("2022-03-31 09:00", "3 months", 91),  # 30 June.
        ("2023-12-15 00:01", "1 year", 366),
    ],
)
def test_months_end_on_the_same_day_of_the_month(filed: str, limit: str, last: int) -> None:
    target = ONE.validate_python({"name": "t", "limit": limit, "clock": "elapsed"})
    # The last one ends at 24:00 of the last day or before; a day later is too late.
    for days, kept in ((last, 1), (last + 1, 0)):
        system = system_of({"own": wait(f"{days} d")}, demand=at(filed), start=filed[:10], days=3, run_out=400)
        assert found_in(target, simulate(system, seed=1)).mean.value == kept
