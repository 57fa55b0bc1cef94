"""Every assumed figure is found with its place, and each end of its range moves the verdict the right way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adminsim.messages import Words
from adminsim.model.span import Length
from adminsim.model.system import System
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.assumptions.table import remarks, verdict_texts
from adminsim.results.journal import Journal
from adminsim.study.assumptions.ledger import Assumption, ledger, with_value
from adminsim.study.assumptions.one_by_one import Assumptions, assumptions
from adminsim.study.errors import StudyError
from adminsim.study.findings.compare import compare
from systems import system_of, work

QUICK = {"kind": "within", "name": "quick", "limit": "6 h", "clock": "elapsed", "share": 0.5}
SAVED = {"kind": "cut", "name": "saved", "by": 0.3, "clock": "elapsed"}
TIME = {"value": "3 h", "range": ["1 h", "30 h"], "source": "assumption"}


def assumed(value: Any, low: Any, high: Any) -> dict[str, Any]:
    """Return an assumed figure as a file has it."""
    return {"value": value, "range": [low, high], "source": "assumption"}


def system(**department: Any) -> System:
    """Return a review whose figures are assumed, by people whose number is."""
    types = {"simple": {"mix": assumed(0.6, 0.5, 0.8)}, "hard": {"mix": 0.3}, "other": {"mix": 0.1}}
    steps = {
        "intake": work("counter", "10 min", source="assumption"),
        "review": work("office", {"exponential": {"mean": TIME}}, needs=["intake"], fee=assumed(20, 10, 30)),
        "letter": {"kind": "waiting", "duration": "2 h", "after": ["review"], "source": "a published figure"},
    }
    departments = {
        "office": {"staff": assumed(3, 1.4, 4.9), "cost": assumed(60, 40, 80)} | department,
        "elsewhere": {"staff": 2, "share": assumed(0.5, 0.4, 0.6)},
        "counter": 1,
    }
    return system_of(steps, types=types, demand={"rate": 10, "per": "d"}, departments=departments, days=20, run_out=20)


def scenario(*reforms: dict[str, Any], targets: tuple[dict[str, Any], ...] = (QUICK,), **department: Any) -> Scenario:
    """Return a scenario with such a system."""
    written = {"version": 1, "baseline": "x", "reforms": list(reforms), "targets": list(targets)}
    made = Scenario(ScenarioFile.model_validate(written), system(**department))
    assert not made.check()
    return made


ONLINE = {"reform": "online", "steps": ["intake"], "coverage": {"share": assumed(0.5, 0.2, 0.9)}}
MORE = {"reform": "staffing", "department": "office", "add": 1, "source": "a plan; the number is an assumption"}
OFF = ONLINE | {"name": "later", "enabled": False}


def entries(made: Scenario) -> dict[str, Assumption]:
    """Return the ledger by place."""
    return {one.name: one for one in ledger(made)}


def test_every_assumed_figure_is_listed_with_its_place_and_why_it_is_not_varied() -> None:
    standing = {name: one.standing for name, one in entries(scenario(ONLINE, MORE, OFF)).items()}
    assert standing == {
        "baseline.departments.office.staff": "varied",
        "baseline.departments.office.cost": "costs",
        "baseline.departments.elsewhere.share": "unused",
        "baseline.chains.permit.types.simple.mix": "varied",
        "baseline.chains.permit.steps.intake.work.fixed": "no_range",
        "baseline.chains.permit.steps.review.fee": "costs",
        "baseline.chains.permit.steps.review.work.exponential.mean": "varied",
        "reforms.online.coverage.share": "varied",
        "reforms.staffing.add": "no_range",
        "reforms.later.coverage.share": "switched_off",
    }


def test_an_entry_says_value_range_and_source() -> None:
    found = entries(scenario())
    time = found["baseline.chains.permit.steps.review.work.exponential.mean"]
    hours = (Length(amount=amount, unit="h") for amount in (3, 1, 30))
    assert (time.value, *time.ends) == tuple(hours)
    assert time.source == "assumption"
    bare = found["baseline.chains.permit.steps.intake.work.fixed"]
    assert (str(bare.value), bare.low) == ("10 min", None)


def test_people_come_in_whole_numbers() -> None:
    assert entries(scenario())["baseline.departments.office.staff"].ends == (2.0, 4.0)


def test_only_the_figure_changes() -> None:
    made = scenario(ONLINE)
    time = entries(made)["baseline.chains.permit.steps.review.work.exponential.mean"]
    changed = with_value(made, time, time.ends[1])
    review = changed.baseline.chains["permit"].steps["review"]
    assert review.work.exponential.mean.value == Length(amount=30, unit="h")
    assert with_value(changed, time, time.value or 0.0).baseline == made.baseline
    share = entries(made)["reforms.online.coverage.share"]
    assert with_value(made, share, 0.9).reforms[0].coverage.share.value == 0.9
    assert with_value(made, share, 0.9).baseline is made.baseline


def test_the_other_case_types_share_what_one_leaves() -> None:
    made = scenario()
    changed = with_value(made, entries(made)["baseline.chains.permit.types.simple.mix"], 0.8)
    shares = [kind.mix.value for kind in changed.baseline.chains["permit"].types.values()]
    assert shares == pytest.approx([0.8, 0.15, 0.05])


@pytest.fixture(scope="module")
def found() -> Assumptions:
    """Return what the assumptions of a scenario with one reform do to two targets."""
    return assumptions(scenario(MORE, targets=(QUICK, SAVED)), replications=4, workers=1)


def test_as_stated_it_is_what_a_comparison_finds(found: Assumptions) -> None:
    compared = compare(found.scenario.with_study(replications=4), workers=1).judgements
    assert [base.judged for base in found.base] == [one.judged for one in compared]
    assert [base.verdict for base in found.base] == [one.verdict for one in compared]


def test_each_end_moves_the_share_the_right_way(found: Assumptions) -> None:
    table = found.table().loc["quick"]
    time, staff = (
        table.loc[f"baseline.{name}"]
        for name in ("chains.permit.steps.review.work.exponential.mean", "departments.office.staff")
    )
    assert time["at_low"] > time["at_value"] > time["at_high"]
    assert staff["at_low"] < staff["at_high"]
    assert time["swing_low"] < time["swing"] < time["swing_high"] < 0
    assert time["swing"] == pytest.approx(time["at_high"] - time["at_low"])
    assert next(iter(table.index)) == "baseline.chains.permit.steps.review.work.exponential.mean"
    assert (time["low"], time["value"], time["high"]) == ("1 h", "3 h", "30 h")


def test_what_turns_a_verdict_is_named(found: Assumptions) -> None:
    quick = found.base[0]
    assert (quick.verdict, found.table().loc["quick"]["verdict_high"].iloc[0]) == ("met", "missed")
    assert [swing.assumption.path[-1] for swing in found.turning(quick)] == ["mean"]
    told = verdict_texts(found, Words.EN)[0]
    assert told.startswith("quick: MET, but 1 of 3 single assumptions turn it: ")
    assert "steps.review.work.exponential.mean at 30 h (MISSED)" in told
    assert "steps.review.work.exponential.mean 取 30 h（未达到）" in verdict_texts(found, Words.ZH)[0]


def test_a_verdict_that_nothing_turns_holds_over_all() -> None:
    easy = QUICK | {"limit": "600 h", "share": 0.05}
    result = assumptions(scenario(targets=(easy,)), replications=2, workers=1)
    assert verdict_texts(result, Words.EN) == [
        "quick: MET, and it holds over all single assumptions (3, each at both ends of its range)."
    ]
    counts = remarks(result, Words.EN)[-1]
    assert "7 assumed figures: 3 with a range that are varied, 1 without a range, 0 of reforms" in counts


def test_the_baseline_is_simulated_again_only_where_a_target_compares_with_it(found: Assumptions) -> None:
    # Four years of: two systems as stated, three assumptions of the baseline at two ends each, before and after.
    assert found.simulated == 4 * (2 + 3 * 2 * 2)
    alone = assumptions(scenario(MORE), replications=2, workers=1)
    assert alone.simulated == 2 * (2 + 3 * 2)


def test_without_targets_it_is_asked_whether_the_chain_gets_faster() -> None:
    result = assumptions(scenario(MORE, targets=()), replications=3, workers=1)
    assert [target.name for target in result.targets] == ["faster-permit"]
    assert result.base[0].judged.mean > 0


def test_an_end_at_which_the_reforms_are_not_possible_is_told_and_not_simulated() -> None:
    bureau = {"reform": "pool_departments", "departments": ["office", "counter"], "staff": {"office": 3, "counter": 1}}
    result = assumptions(scenario(bureau), replications=2, workers=1)
    staff = next(one for one in result.swings if one.assumption.path[-1] == "staff")
    assert (staff.low, staff.size) == (None, 0.0)
    assert staff.high is not None
    assert "departments.office.staff at 2" in " ".join(remarks(result, Words.EN))


def test_the_years_do_not_depend_on_workers_but_on_the_seed(found: Assumptions) -> None:
    made = scenario(MORE, targets=(QUICK, SAVED))
    with ThreadPoolExecutor(3) as executor:
        again = assumptions(made, replications=4, executor=executor)
    assert again.table().equals(found.table())
    assert not assumptions(made, replications=4, workers=1, seed=5).table().equals(found.table())


def test_what_a_journal_has_is_not_simulated_again(found: Assumptions, tmp_path: Path) -> None:
    journal, calls = Journal(tmp_path / "journal"), []
    journal.begin({})
    made = scenario(MORE, targets=(QUICK, SAVED))
    assumptions(made, replications=2, workers=1, journal=journal)
    progress = lambda *call: calls.append(call)  # noqa: E731
    again = assumptions(made, replications=4, workers=1, journal=journal, progress=progress)
    journal.close()
    assert again.table().equals(found.table())
    looked = 2 * len(again.varied)
    simulating = [call for call in calls if call[0] >= looked]
    years = calls[-1][1] - looked
    assert years == again.simulated
    assert simulating[0] == (looked + years / 2, looked + years)


@pytest.mark.parametrize("targets", [(QUICK,), (QUICK, SAVED)])
def test_progress_has_its_total_from_the_start_and_moves_while_ends_are_looked_at(targets: Any) -> None:
    calls: list[tuple[int, int]] = []
    made = scenario(MORE, targets=targets)
    found = assumptions(made, replications=2, workers=1, progress=lambda *call: calls.append(call))
    looked = 2 * len(found.varied)
    assert calls[:looked] == [(done, calls[0][1]) for done in range(looked)]
    totals = [total for _, total in calls]
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] == looked + found.simulated
    assert calls[-1] == (totals[-1], totals[-1])
    every_end_is_possible = all(swing.low and swing.high for swing in found.swings)
    assert (len(set(totals)) == 1) == every_end_is_possible


def test_a_scenario_without_assumptions_is_told_so() -> None:
    bare = system_of({"review": work("office", "1 h")}, demand={"rate": 3, "per": "d"})
    made = Scenario(ScenarioFile.model_validate({"version": 1, "baseline": "x"}), bare)
    assert ledger(made) == ()
    with pytest.raises(StudyError, match="no assumed figure with a range"):
        assumptions(made, replications=2)


def test_an_unknown_value_is_not_a_number(found: Assumptions) -> None:
    assert np.isfinite(found.table()["swing"]).all()
