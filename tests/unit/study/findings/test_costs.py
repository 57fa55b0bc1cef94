"""What reforms cost, who loses by them, and what only moves off the clock."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adminsim.messages import Words
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.result.costs import clock_notice
from adminsim.study.findings.compare import Change, Comparison, compare
from adminsim.study.findings.costs import Gap, days_per_workday, gap_of
from adminsim.study.findings.estimate import Estimate
from systems import OFFICE, every, system_of, work

TYPES = {"simple": {"mix": 0.3}, "hard": {"mix": 0.7}}
DEMAND = {"rate": 10, "per": "d"}


def study(system: System, *reforms: dict[str, Any], replications: int = 3) -> Comparison:
    """Return a study of a few replications."""
    written = {"version": 1, "baseline": "x", "reforms": reforms, "study": {"replications": replications}}
    scenario = Scenario(ScenarioFile.model_validate(written), system)
    assert not scenario.check()
    return compare(scenario, workers=1)


def shared_office(**department: Any) -> System:
    """Return two chains that one office serves, busy five sixths of the time."""
    chains = {name: {"steps": {"a": work("x", "1 h")}, "demand": DEMAND, "types": TYPES} for name in ("mine", "other")}
    return system_of(chains=chains, departments={"x": {"staff": 1, **department}}, days=120)


def test_a_green_channel_for_some_makes_the_others_and_the_neighbours_slower() -> None:
    green = {"reform": "green_channel", "chain": "mine", "coverage": {"types": ["simple"]}}
    losers = study(shared_office(), green).losers()
    saved, slower = losers["saved"], losers["slower"]
    assert saved["mine", "simple"] > 0.05
    assert slower["mine", "simple"] == 0
    for loser in (("mine", "hard"), ("other", "")):
        assert saved[loser] < 0
        assert 0.1 < slower[loser] < 1
    assert losers["neighbour"].to_dict() == {key: key[0] == "other" for key in losers.index}


def test_a_chain_loses_what_its_types_lose() -> None:
    found = study(shared_office(), {"reform": "green_channel", "coverage": {"types": ["simple"]}}, replications=2)
    for run in (pair.after.measures for pair in found.replications):
        by_type = [run[f"chain.mine.type.{kind}.saved"] for kind in TYPES]
        assert min(by_type) < run["chain.mine.saved"] < max(by_type)


def test_staff_hours_and_their_cost_are_told_before_and_after() -> None:
    steps = {"a": work("x", "2 h"), "b": work("y", "1 h", needs=["a"])}
    departments = {"x": {"staff": 5, "cost": 100}, "y": 5, "z": 1}
    system = system_of(steps, demand=every("6 h"), departments=departments)
    costs = study(system, {"reform": "drop_steps", "steps": ["a"]}).costs()
    assert costs.loc[("chain", "permit", "work_hours"), ["before", "after", "added"]].tolist() == [3, 1, -2]
    assert costs.loc[("department", "x", "work_hours"), ["before", "after"]].tolist() == [240, 0]
    assert costs.loc[("department", "x", "staff_cost"), ["unit", "added"]].tolist() == ["CNY", -24000]
    assert ("department", "y", "staff_cost") not in costs.index
    assert "z" not in costs.index.get_level_values("name")


def test_a_department_that_is_gone_works_no_hours() -> None:
    steps = {"a": work("x", "2 h"), "b": work("y", "1 h", needs=["a"])}
    system = system_of(steps, demand=every("6 h"), departments={"x": 5, "y": 5})
    costs = study(system, {"reform": "pool_departments", "departments": ["x", "y"]}).costs()["added"]
    assert costs["department", "x", "work_hours"] == -240
    assert costs["department", "approval_bureau", "work_hours"] == pytest.approx(360, rel=0.02)


def test_promised_papers_that_do_not_come_in_time_are_counted_by_case() -> None:
    steps = {"intake": work("x", "1 h", intake={"documents": ["lease"]}), "review": work("x", "1 h", needs=["intake"])}
    documents = {"lease": {"missing": [0.5, 0.0], "obtain": "5 d", "critical": False}}
    system = system_of(steps, documents=documents, demand=every("6 h"), departments={"x": 100})
    tolerate = {"reform": "tolerate_missing_documents", "promise": "2 d"}
    found = study(system, tolerate)
    late = found.costs().loc[("chain", "permit", "late_papers")]
    assert late["before"] == 0
    assert 0.35 * 120 < late["after"] < 0.65 * 120
    kept = study(system, tolerate | {"promise": "6 d"}).costs().loc[("chain", "permit", "late_papers")]
    assert kept["after"] == 0


def beside_the_applicant() -> System:
    """Return a review that counts, beside ten working days of the applicant's own that do not."""
    design = {"kind": "waiting", "duration": "10 WD", "by": "applicant"}
    steps = {"design": design, "review": work("x", "40 h"), "decision": work("x", "1 h", needs=["design", "review"])}
    return system_of(steps, demand=every("1 d"), departments={"x": 100}, hours=OFFICE)


@pytest.mark.parametrize(("language", "word"), [("en", "off the clock"), ("zh", "移出计时")])
def test_a_reform_that_only_moves_time_off_the_clock_is_called_that(language: str, word: str) -> None:
    found = study(beside_the_applicant(), {"reform": "drop_steps", "steps": ["review"]})
    gap = gap_of(found, "permit")
    assert gap.clock.cut.mean > 4
    assert gap.lived.cut.mean == 0
    assert gap.is_off_the_clock
    assert word in clock_notice(found, "permit", Words(language))


def test_a_reform_that_saves_lived_time_is_not() -> None:
    found = study(beside_the_applicant(), {"reform": "drop_steps", "steps": ["design"]})
    assert gap_of(found, "permit").lived.cut.mean > 4
    assert clock_notice(found, "permit", Words.EN) == ""


@pytest.mark.parametrize(("clock", "lived", "is_off"), [(4, 1, True), (4, -3, True), (4, 3, False), (-1, -3, False)])
def test_half_of_what_the_clock_falls_by_is_the_measure(clock: float, lived: float, is_off: bool) -> None:
    surely = [Change(*[Estimate(cut, cut - 0.1, cut + 0.1)] * 3) for cut in (clock, lived)]
    assert Gap(*surely).is_off_the_clock is is_off
    unsure = [Change(*[Estimate(cut, cut - 5, cut + 5)] * 3) for cut in (clock, lived)]
    assert not Gap(*unsure).is_off_the_clock


def test_a_working_day_stands_for_its_part_of_the_week() -> None:
    assert days_per_workday(system_of({"a": work("x")}, demand=every("1 d"), hours=OFFICE, days=28)) == 28 / 20


def test_a_reform_from_a_day_on_shows_in_the_month_in_which_it_begins() -> None:
    system = system_of({"a": work("x", "8 h")}, demand=every("6 h"), departments={"x": 100}, days=70)
    months = study(system, {"reform": "training", "departments": ["x"], "faster": 2, "from": "2022-08-01"}).by_month()
    by_month = months.loc["permit"]
    assert by_month.index.tolist() == ["2022-06", "2022-07", "2022-08"]
    assert by_month["cases"].tolist() == [44, 124, 112]
    assert np.allclose(by_month["before"], 8 / 24)
    assert np.allclose(by_month["cut"], [0, 0, 4 / 24])


def test_the_months_add_up_to_the_mean_of_the_chain() -> None:
    found = study(shared_office(), replications=2)
    for pair in found.replications:
        run = pair.before.measures
        names = [name.removesuffix("/over") for name in run if name.startswith("chain.mine.month.") and "/over" in name]
        counts = [run[f"{name}/over"] for name in names]
        assert len(names) == 5
        assert sum(counts) == run["chain.mine.approved"] + run["chain.mine.unfinished"]
        assert np.average([run[name] for name in names], weights=counts) == pytest.approx(
            run["chain.mine.elapsed.mean"]
        )


def test_a_pilot_first_and_the_whole_city_later_show_month_by_month() -> None:
    steps = {"a": work("x", "12 h"), "b": work("x", "12 h", needs=["a"])}
    system = system_of(steps, start="2022-06-01", demand=every("3 h"), departments={"x": 100}, days=92)
    drop = {"reform": "drop_steps", "steps": ["a"]}
    pilot = drop | {"name": "pilot", "coverage": 0.4, "from": "2022-07-01"}
    city = drop | {"name": "city", "from": "2022-08-01"}
    cut = study(system, pilot, city).by_month().loc["permit", "cut"]
    assert cut["2022-06"] == 0
    assert 0.5 * 0.25 < cut["2022-07"] < 0.5 * 0.55
    assert cut["2022-08"] == 0.5
