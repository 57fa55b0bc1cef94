"""A sweep finds what queueing theory says along a figure, and where a target is lost."""

from __future__ import annotations

from math import log, nan
from pathlib import Path

import numpy as np
import pytest

from adminsim.messages import Words
from adminsim.model.span import Length
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.kit.tables import as_text
from adminsim.report.sweep.table import crossing_texts, remarks, sweep_table
from adminsim.results.journal import Journal
from adminsim.study.errors import StudyError
from adminsim.study.findings.compare import compare
from adminsim.study.sweep.axis import axis_of
from adminsim.study.sweep.crossing import crossings, crossings_along
from adminsim.study.sweep.sweep import sweep, swept
from systems import queue_system, system_of, work

SERVICE_A_DAY = 24.0
QUICK = {"name": "quick", "limit": "6 h", "clock": "elapsed", "share": 0.8}


SAVED = {"kind": "cut", "name": "saved", "by": 0.3, "clock": "elapsed"}


def queue(*reforms: dict[str, object], target: dict[str, object] = QUICK) -> Scenario:
    """Return an M/M/1 queue that serves one an hour and gets 12 a day."""
    system = queue_system(12, {"exponential": {"mean": "1 h"}}, cases=1500, warm_up_cases=200)
    written = {"version": 1, "baseline": "x", "reforms": list(reforms), "targets": [target]}
    return Scenario(ScenarioFile.model_validate(written), system)


def test_the_crossing_is_where_the_closed_form_has_it() -> None:
    # The time in an M/M/1 queue is exponential with rate mu - lambda: a share p within t is kept up to
    # lambda = mu + ln(1 - p) / t.
    lost_above = SERVICE_A_DAY + log(1 - 0.8) / 0.25
    table = sweep(queue(), {"demand": "13:21:9"}, replications=12, workers=1)
    (found,) = crossings(table).to_dict("records")
    assert (found["measure"], found["above"]) == ("quick", "missed")
    assert found["low"] < lost_above < found["high"]
    assert found["low"] < found["at"] < found["high"]
    assert found["high"] - found["low"] < 2.0


def test_every_point_is_what_a_comparison_of_its_scenario_finds() -> None:
    made = queue({"reform": "staffing", "department": "desk", "add": 1}, target=SAVED)
    table = sweep(made, {"demand.rate": [6, 15]}, replications=3, workers=1)
    for rate in (6, 15):
        alone = compare(made.with_value("demand.rate", rate).with_study(replications=3), workers=1)
        row = table[(table["demand.rate"] == rate) & (table["measure"] == "saved")].iloc[0]
        judged = alone.judgements[0]
        assert (row["value"], row["low"], row["high"]) == (judged.judged.mean, judged.judged.low, judged.judged.high)
        assert row["verdict"] == str(judged.verdict)
        row = table[(table["demand.rate"] == rate) & (table["measure"] == "chain.permit.elapsed.mean")].iloc[0]
        assert row["value"] == pytest.approx(alone.change("chain.permit.elapsed.mean").after.mean)


def test_the_load_is_that_of_the_point() -> None:
    table = sweep(queue(), {"demand": [12, 18, 30]}, replications=2, workers=1)
    assert table.groupby("demand")["load"].first().tolist() == pytest.approx([12 / 24, 18 / 24, 30 / 24], rel=1e-3)
    assert set(table["department"]) == {"desk"}
    assert table.groupby("demand")["grows"].first().tolist() == [False, False, True]


def scenario_of(system: System) -> Scenario:
    return Scenario(ScenarioFile.model_validate({"version": 1, "baseline": "x"}), system)


def test_a_queue_that_applicants_leave_does_not_grow_at_any_load() -> None:
    serve = {"serve": work("desk", {"exponential": {"mean": "1 h"}})}
    system = system_of(serve, demand={"rate": 12}, patience="2 h", days=20, run_out=1)
    found = swept(scenario_of(system), {"demand": [12, 40]}, replications=2, workers=1)
    assert found.table.groupby("demand")["load"].first().tolist() == pytest.approx([0.5, 40 / 24], rel=1e-3)
    assert not found.table["grows"].any()
    assert not any("!" in told for told in remarks(found, Words.EN))


def test_the_department_named_is_the_one_that_cannot_keep_up() -> None:
    # The desk is asked for twice what it can do, and files leave it; the seal for one and a half, and nobody leaves.
    chains = {
        "permit": {"steps": {"check": work("desk", "2 h")}, "patience": "3 h", "demand": {"rate": 24}},
        "licence": {"steps": {"seal": work("bureau", "1.5 h")}, "demand": {"rate": 24}},
    }
    system = system_of(chains=chains, days=10, run_out=1)
    table = sweep(scenario_of(system), {"chains.permit.demand.rate": [24]}, replications=2, workers=1)
    assert table[["department", "grows"]].iloc[0].tolist() == ["bureau", True]
    assert table["load"].iloc[0] == pytest.approx(1.5, rel=1e-3)


def test_two_figures_at_once_give_every_pair() -> None:
    table = sweep(queue(), {"demand": [6, 20], "departments.desk.staff": "1:3:3"}, replications=2, workers=1)
    assert len(table) == 2 * 3 * 2
    shares = table[table["measure"] == "quick"].pivot(index="demand", columns="departments.desk.staff", values="value")
    assert (np.diff(shares.to_numpy(), axis=1) >= 0).all()
    assert shares.loc[20, 1] < 0.8 < shares.loc[20, 3]
    assert set(crossings(table)["departments.desk.staff"]) == {1}


def test_a_limit_of_a_target_can_be_varied() -> None:
    table = sweep(queue(), {"targets.quick.limit": ["2 h", "4 h"]}, replications=4, workers=1)
    rows = table[table["measure"] == "quick"]
    assert table.columns[0] == "targets.quick.limit [h]"
    for limit, value in zip(rows["targets.quick.limit [h]"], rows["value"], strict=True):
        assert value == pytest.approx(1 - np.exp(-limit / 2), abs=0.03)


@pytest.mark.parametrize(
    ("path", "asked", "values"),
    [
        ("demand", "12:18:3", (12, 15, 18)),
        ("demand.rate", ["+10%", "-50%", "50%", "+3", "-2", 7], (6, 7, 10, 13.2, 15)),
        ("departments.desk.staff", "1:4:3", (1, 2, 4)),
        ("steps.serve.work.exponential.mean", "30 min:+1 h:2", (0.5, 2)),
        ("steps.serve.work", "50%:+100%:4", (50, 100, 150, 200)),
    ],
)
def test_values_are_read_as_they_are_asked_for(path: str, asked: object, values: tuple[float, ...]) -> None:
    assert axis_of(queue(), path, asked).values == pytest.approx(values)


def test_a_duration_is_scaled_as_a_whole() -> None:
    axis = axis_of(queue(), "steps.serve.work", ["200%"])
    (((_, duration),),) = axis.settings
    assert duration.exponential.mean.value.seconds(0) == 7200
    assert (axis.unit, axis.stated) == ("%", 100)


def test_the_demand_of_several_chains_is_varied_together() -> None:
    steps = {"serve": work("desk")}
    chains = {name: {"steps": steps, "demand": {"rate": rate, "per": "d"}} for name, rate in (("a", 2), ("b", 6))}
    made = Scenario(ScenarioFile.model_validate({"version": 1, "baseline": "x"}), system_of(chains=chains))
    axis = axis_of(made, "demand", ["+50%"])
    assert (axis.values, axis.unit) == ((150,), "%")
    assert [value for _, value in axis.settings[0]] == [3, 9]
    with pytest.raises(StudyError, match="per cent"):
        axis_of(made, "demand", [3])


@pytest.mark.parametrize(
    ("path", "asked", "code"),
    [
        ("demand", "12:18", "sweep-form"),
        ("demand", "12:18:1", "sweep-steps"),
        ("demand", "a:18:3", "sweep-value"),
        ("demand", "1 h:18:3", "sweep-unit"),
        ("targets.quick.limit", [3], "sweep-unit"),
        ("targets.quick.limit", ["1 WD"], "sweep-unit"),
        ("demand", [], "sweep-no-values"),
    ],
)
def test_what_cannot_be_read_is_said(path: str, asked: object, code: str) -> None:
    asked = [f"{one}" for one in asked] if isinstance(asked, list) else asked
    with pytest.raises(StudyError) as caught:
        axis_of(queue(), path, asked)
    assert caught.value.code == code
    assert caught.value.text(Words.ZH) != caught.value.text(Words.EN)


def test_a_bare_number_of_a_time_is_in_the_unit_of_the_file() -> None:
    (((_, limit),),) = axis_of(queue(), "targets.quick.limit", [3]).settings
    assert limit == Length(amount=3, unit="h")


def test_a_point_at_which_the_reforms_are_not_possible_has_no_value() -> None:
    chains = {
        "permit": {
            "steps": {"one": work("desk"), "two": work("other", needs=["one"])},
            "demand": {"rate": 2, "per": "d"},
        }
    }
    pooled = {
        "reform": "pool_departments",
        "departments": ["desk", "other"],
        "staff": {"desk": 2, "other": 1},
        "into": "bureau",
    }
    written = {"version": 1, "baseline": "x", "reforms": [pooled], "targets": [QUICK]}
    made = Scenario(ScenarioFile.model_validate(written), system_of(chains=chains, departments={"desk": 3, "other": 1}))
    assert not made.check()
    found = swept(made, {"departments.desk.staff": [1, 3]}, replications=2, workers=1)
    assert found.impossible == ((1.0,),)
    values = found.table.set_index("departments.desk.staff")["value"]
    assert values.loc[1].isna().all()
    assert values.loc[3].notna().all()


def test_what_a_journal_has_is_not_simulated_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal")
    journal.begin({})
    first = sweep(queue(), {"demand": [6, 12]}, replications=2, workers=1, journal=journal)
    calls: list[tuple[int, int]] = []
    again = sweep(
        queue(),
        {"demand": [6, 12]},
        replications=2,
        workers=1,
        journal=journal,
        progress=lambda *one: calls.append(one),
    )
    journal.close()
    assert again.equals(first)
    assert calls[-1] == (6, 6)


BAND = {"x": [0, 1, 2, 3], "value": [4, 2, 0, -2], "low": [3, 1, -1, -3], "high": [5, 3, 1, -1]}


def test_a_crossing_and_its_interval_lie_where_straight_lines_have_them() -> None:
    x, value, low, high = (np.array(BAND[name], dtype=float) for name in BAND)
    (found,) = crossings_along(x, value, low, high, np.full(4, 1.0), is_good_above=True)
    assert found == {"at": 1.5, "low": 1.0, "high": 2.0, "above": "missed"}
    (found,) = crossings_along(x, value, low, high, np.full(4, 0.5), is_good_above=False)
    assert found == {"at": 1.75, "low": 1.25, "high": 2.25, "above": "met"}


def test_people_are_told_as_whole_ones() -> None:
    system = queue_system(48, {"exponential": {"mean": "1 h"}}, 2, cases=900, warm_up_cases=100)
    written = {"version": 1, "baseline": "x", "targets": [QUICK | {"limit": "3 h"}]}
    found = swept(
        Scenario(ScenarioFile.model_validate(written), system), {"departments.desk.staff": "2:5:4"}, replications=3
    )
    (row,) = crossings(found.table).to_dict("records")
    # Two people cannot keep up with two files an hour; of three, four fifths are done within three hours.
    assert 2 < row["at"] < 3
    for language, told in (("en", "reached from desk.staff = 3 ["), ("zh", "desk.staff 不少于 3 [")):
        assert told in crossing_texts(found, Words(language))[0]


def test_an_interval_that_leaves_the_sweep_is_open() -> None:
    x, value, low, high = (np.array(BAND[name], dtype=float) for name in BAND)
    (found,) = crossings_along(x, value, low - 9, high + 9, np.full(4, 1.0), is_good_above=True)
    assert found["at"] == 1.5
    assert np.isnan([found["low"], found["high"]]).all()
    assert crossings_along(x, value, low, high, np.full(4, 9.0), is_good_above=True) == []
    value[1] = nan
    assert crossings_along(x, value, low, high, np.full(4, 3.0), is_good_above=True) == []


@pytest.mark.parametrize(
    ("target", "english", "chinese"),
    [
        (SAVED, "saved: saved beyond what is required, in days", "saved：超出要求的减少量，单位：天"),
        (QUICK, "quick\n", "quick\n"),
    ],
)
def test_it_is_said_what_the_values_of_a_target_are(target: dict[str, object], english: str, chinese: str) -> None:
    found = swept(queue(target=target), {"demand": "10:12:2"}, replications=2, workers=1)
    for words, told in ((Words.EN, english), (Words.ZH, chinese)):
        assert told in "\n".join(line.rstrip() for line in as_text(sweep_table(found, words), 100).splitlines())
