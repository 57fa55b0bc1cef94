"""Each reform's share of what all change together, on systems small enough to know the answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adminsim.messages import Words
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.results.journal import Journal
from adminsim.study.attribution.attribute import Attribution, asked_of, attribute
from adminsim.study.attribution.combinations import Combinations
from adminsim.study.errors import StudyError
from adminsim.study.findings.compare import compare
from systems import MANY, system_of, wait, work

DROP = {"reform": "drop_steps", "name": "drop", "steps": ["notice"]}
PARALLEL = {"reform": "parallel_approval", "name": "parallel"}
MORE = {"reform": "staffing", "name": "more", "department": "office", "add": 1}
IDLE = {"reform": "staffing", "name": "idle", "department": "brigade", "add": 1}
NOBODY = {"reform": "drop_steps", "name": "nobody", "steps": ["fire"], "coverage": {"share": 0}}
SHARE = {"kind": "share", "name": "covered", "of": "nobody", "least": 0.5}


def scenario(*reforms: dict[str, Any], targets: tuple[dict[str, Any], ...] = (), **chain: Any) -> Scenario:
    """Return a notice of a day, then two reviews one after the other."""
    steps = {
        "notice": wait("1 d"),
        "plan": work("office", {"exponential": {"mean": "2 h"}}, after=["notice"]),
        "fire": work("brigade", {"exponential": {"mean": "3 h"}}, after=["plan"]),
    }
    demand = {"rate": 6, "per": "d"}
    settings = {"days": 20, "run_out": 20, "departments": {"brigade": MANY}, "demand": demand} | chain
    system = system_of(steps, **settings)
    written = {"version": 1, "baseline": "x", "reforms": list(reforms), "targets": list(targets)}
    made = Scenario(ScenarioFile.model_validate(written), system)
    assert not made.check()
    return made


def found(*reforms: dict[str, Any], **settings: Any) -> Attribution:
    """Attribute with a few years and the engine that starts at once."""
    return attribute(scenario(*reforms), replications=3, workers=1, **settings)


def test_shares_add_up_to_the_cut_that_a_comparison_finds() -> None:
    both = found(DROP, PARALLEL, MORE)
    change = compare(scenario(DROP, PARALLEL, MORE), replications=3, workers=1).change("chain.permit.elapsed.mean")
    assert both.contributions.before.mean() == pytest.approx(change.before.mean, abs=1e-12)
    assert both.total.mean == pytest.approx(change.cut.mean, abs=1e-12)
    assert both.total.half_width == pytest.approx(change.cut.half_width)
    shares = both.shares()
    assert shares["contribution"].sum() == pytest.approx(both.total.mean, abs=1e-12)
    assert shares["part"].sum() == pytest.approx(1.0)
    assert list(shares["contribution"]) == sorted(shares["contribution"], reverse=True)


def test_a_step_that_nothing_else_touches_is_worth_what_it_takes_alone_and_last() -> None:
    # Everybody waits the same day later, by day and night, so that the queues are the same.
    shares = found(DROP, MORE).shares()
    for column in ("contribution", "alone", "last"):
        assert shares.loc["drop", column] == pytest.approx(1.0, abs=0.05)
    assert shares.loc["more", "contribution"] > 0.01


def test_people_whom_nobody_waits_for_contribute_exactly_nothing() -> None:
    result = found(DROP, IDLE)
    assert result.contributions.combinations == 4
    assert result.shares().loc["idle", ["contribution", "low", "high", "alone", "last"]].tolist() == [0.0] * 5
    assert result.interactions()["together"].tolist() == [0.0]
    assert result.strongest is None


def test_combinations_that_make_equal_systems_are_simulated_once() -> None:
    result = found(DROP, NOBODY)
    assert result.contributions.combinations == 2
    assert result.contributions.simulated == 6
    assert result.shares().loc["nobody", "contribution"] == 0.0


def test_a_combination_is_what_the_reforms_make_in_the_order_of_the_file() -> None:
    systems = Combinations(scenario(DROP, PARALLEL, MORE))
    assert systems.system(7) == scenario(DROP, PARALLEL, MORE).reformed
    assert systems.system(5) == scenario(DROP, PARALLEL | {"enabled": False}, MORE).reformed


def test_two_that_remove_the_same_step_are_one_system_together() -> None:
    twice = {"reform": "drop_steps", "name": "again", "steps": ["notice"]}
    result = found(DROP, twice)
    assert result.contributions.combinations == 2
    assert result.contributions.simulated == 6
    assert result.contributions.shapley[:, 0].tolist() == result.contributions.shapley[:, 1].tolist()
    strongest = result.strongest
    assert strongest is not None
    assert strongest[:2] == ("drop", "again")
    assert strongest[2].mean == pytest.approx(-result.total.mean)


def test_whom_a_reform_covers_counts_where_a_target_is_about_that() -> None:
    everybody = NOBODY | {"coverage": {"share": 1}, "steps": ["notice"]}
    made = scenario(DROP, everybody, targets=(SHARE,))
    shares = attribute(made, target="covered", replications=2, workers=1).shares()
    assert shares.loc["nobody", "contribution"] == 1.0
    assert shares.loc["drop", "contribution"] == 0.0


def test_the_years_are_the_same_on_any_number_of_workers() -> None:
    alone = found(DROP, PARALLEL, MORE).contributions
    with ThreadPoolExecutor(3) as executor:
        made = scenario(DROP, PARALLEL, MORE)
        together = attribute(made, replications=3, executor=executor).contributions
    assert np.array_equal(alone.shapley, together.shapley)
    other = attribute(made, seed=9, replications=3, workers=1).contributions
    assert not np.array_equal(alone.before, other.before)


def test_sampled_orders_agree_with_all_combinations_within_their_bounds() -> None:
    made = scenario(DROP, PARALLEL, MORE)
    exact = attribute(made, replications=8, workers=1)
    orders = attribute(made, replications=8, workers=1, exact=False)
    assert np.array_equal(exact.contributions.before, orders.contributions.before)
    assert orders.contributions.shapley.sum(axis=1) == pytest.approx(exact.contributions.shapley.sum(axis=1))
    for name, row in orders.shares().iterrows():
        assert row["low"] - 1e-9 <= exact.shares().loc[str(name), "contribution"] <= row["high"] + 1e-9
    assert orders.contributions.alone == pytest.approx(exact.contributions.alone)


@pytest.mark.parametrize("exact", [True, False])
def test_what_a_journal_has_is_not_simulated_again(exact: bool, tmp_path: Path) -> None:
    made, calls = scenario(DROP, PARALLEL), []
    whole = attribute(made, replications=4, workers=1, exact=exact).contributions
    journal = Journal(tmp_path / "journal")
    journal.begin({})
    attribute(made, replications=2, workers=1, exact=exact, journal=journal)
    journal.close()
    again = Journal(tmp_path / "journal")
    progress = lambda *call: calls.append(call)  # noqa: E731
    resumed = attribute(made, replications=4, workers=1, exact=exact, journal=again, progress=progress).contributions
    again.close()
    assert np.array_equal(resumed.shapley, whole.shapley)
    assert calls[0][0] == calls[-1][1] / 2
    assert calls[-1][0] == calls[-1][1]


@pytest.mark.parametrize(
    ("reforms", "asked", "code"),
    [
        ((), {}, "attribution-no-reform"),
        ((DROP | {"enabled": False},), {}, "attribution-no-reform"),
        ((DROP,), {"chain": "permits"}, "attribution-unknown-chain"),
        ((DROP,), {"target": "covered"}, "attribution-unknown-target"),
        ((DROP,), {"target": "covered", "chain": "permit"}, "attribution-chain-or-target"),
    ],
)
def test_what_cannot_be_attributed_is_said(reforms: tuple[dict[str, Any], ...], asked: Any, code: str) -> None:
    with pytest.raises(StudyError) as error:
        found(*reforms, **asked)
    assert error.value.code == code
    assert error.value.text(Words.ZH) != error.value.text(Words.EN)


def test_the_nearest_name_is_told() -> None:
    with pytest.raises(StudyError, match="did you mean 'permit'"):
        found(DROP, chain="permits")


def many(count: int) -> Scenario:
    """Return a scenario with many reforms of training, which multiply."""
    reforms = [
        {"reform": "training", "name": f"course-{i}", "departments": ["office"], "faster": 1.01} for i in range(count)
    ]
    return scenario(*reforms, days=2, run_out=5)


def test_all_combinations_are_for_six_unless_asked_and_twenty_at_the_most() -> None:
    assert asked_of(many(6), None, None, None).is_exact
    assert not asked_of(many(7), None, None, None).is_exact
    assert asked_of(many(20), None, None, True).is_exact
    assert not asked_of(many(21), None, None, None).is_exact
    with pytest.raises(StudyError, match=r"21 reforms .* 20 reforms at the most"):
        asked_of(many(21), None, None, True)


def test_orders_of_many_reforms_are_sampled() -> None:
    result = attribute(many(22), replications=2, workers=1)
    assert not result.asked.is_exact
    assert result.contributions.shapley.sum(axis=1) == pytest.approx(
        result.contributions.before - result.contributions.after
    )


def test_a_combination_without_any_decision_has_no_value() -> None:
    made = scenario(DROP)
    rejecting = work("office", "1 h", after=["notice"], outcome={"rejects": 1})
    system = system_of({"notice": wait("1 d"), "plan": rejecting}, demand={"rate": 6, "per": "d"})
    with pytest.raises(StudyError, match="'permit' has no value"):
        attribute(Scenario(made.written, system), replications=2, workers=1)


def test_sampled_orders_ask_for_six_combinations_a_reform_at_the_most() -> None:
    # None, all, each one and all but one are 2 n + 2; two orders of n pass n - 3 others each, and as many neighbours
    # that change places: 6 n - 10.
    result = attribute(many(10), replications=3, workers=1)
    assert result.contributions.simulated <= 3 * (6 * 10 - 10)


def test_what_every_order_asks_for_is_laid_out_once_for_all_years(monkeypatch: pytest.MonkeyPatch) -> None:
    laid_out = []
    made = Combinations._plans
    monkeypatch.setattr(Combinations, "_plans", lambda self, subset: laid_out.append(subset) or made(self, subset))
    attribute(many(9), replications=4, workers=1)
    ends = {0, 0b1_1111_1111, *(1 << place for place in range(9)), *(0b1_1111_1111 ^ 1 << place for place in range(9))}
    assert sorted(subset for subset in laid_out if subset in ends) == sorted(ends)
