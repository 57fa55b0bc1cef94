"""Where the time goes over many runs: worked out by hand, ranked, with intervals, and what to do next."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adminsim.model.system import System
from adminsim.reforms import VOCABULARY
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.reforms.told import PARTS
from adminsim.study.findings.compare import Comparison, compare
from adminsim.study.findings.estimate import Sample, estimate, weighed
from adminsim.study.walk.advice import advice_of, touching_reforms
from adminsim.study.walk.days_held import slowest
from systems import MANY, at, every, system_of, wait, work

TOTALS = ["before", "after", "cut"]


def study(system: System, *reforms: dict[str, Any], replications: int = 2, **settings: Any) -> Comparison:
    """Return a study of a few replications."""
    written = {"version": 1, "baseline": "x", "reforms": reforms, "study": {"replications": replications}}
    scenario = Scenario(ScenarioFile.model_validate(written), system)
    assert not scenario.check()
    return compare(scenario, **{"workers": 1, **settings})


def hand_worked() -> System:
    """Return three files in a row at one desk, a day of publication, and a visit by a surveyor.

    The desk takes 3 h each: the files of 9, 10 and 11 o'clock wait 0, 2 and 4 h.
    """
    steps = {
        "check": work("desk", "3 h", handover="1 h"),
        "notice": wait("24 h", needs=["check"]),
        "survey": wait("6 h", needs=["notice"], by="surveyor"),
    }
    return system_of(steps, demand=at("2022-06-20 09:00", "2022-06-20 10:00", "2022-06-20 11:00"))


def test_a_small_example_worked_out_by_hand() -> None:
    found = study(hand_worked(), {"reform": "staffing", "department": "desk", "add": 1}).walk()
    hours = (found[TOTALS] * 24).round(6)
    every_case = hours.xs(("permit", "all"), level=("chain", "cases"))
    # Before: waits of 0, 2 and 4 h; with a second person only the third waits, from 12:00 to 13:00 for the first.
    assert every_case.loc[("step", "check", "queue")].tolist() == [2, pytest.approx(1 / 3), pytest.approx(5 / 3)]
    assert every_case.loc[("step", "check", "total")].tolist() == [6, pytest.approx(4 + 1 / 3), pytest.approx(5 / 3)]
    assert every_case.loc[("chain", "permit", "total")].tolist() == pytest.approx([36, 34 + 1 / 3, 5 / 3])
    assert every_case.loc[("department", "desk", "handover")].tolist() == [1, 1, 0]
    assert every_case.loc[("rule", "notice", "announcement")].tolist() == [24, 24, 0]
    assert every_case.loc[("third_party", "surveyor", "total")].tolist() == [6, 6, 0]
    # The slowest tenth of three is one: the last before, and of the reformed the one that waits.
    assert hours.loc[("permit", "slowest", "step", "check", "queue")].tolist() == [4, 1, 3]
    assert found.loc[("permit", "all", "step", "check", "total"), ["rank_before", "rank_after"]].tolist() == [3, 3]


def busy() -> System:
    """Return an office with a queue, returns and an intake, on random days."""
    steps = {
        "intake": work("desk", "1 h", intake={"documents": ["lease"]}),
        "review": work(
            "bureau", {"exponential": {"mean": "3 h"}}, after=["intake"],
            outcome={"returns": 0.3, "correction": "1 d", "rejects": 0.05},
        ),
        "site": work("bureau", "2 h", needs=["intake"], after=["review"]),
        "end": work("desk", "10 min", needs=["review", "site"]),
    }  # fmt: skip
    documents = {"lease": {"missing": 0.3, "obtain": "2 d"}}
    return system_of(steps, documents=documents, demand={"rate": 3}, departments={"bureau": 1, "desk": 1}, days=60)


PARALLEL = {"reform": "parallel_approval", "steps": ["review", "site"]}


def test_parts_steps_and_holders_each_add_up_to_the_elapsed_time() -> None:
    comparison = study(busy(), PARALLEL, replications=3)
    walk = comparison.walk()
    for cases in ("all", "slowest"):
        table = walk.xs(("permit", cases), level=("chain", "cases"))[TOTALS]
        whole = table.loc[("chain", "permit", "total")]
        totals = table.xs("total", level="part")
        assert totals.xs("step", level="by").sum().tolist() == pytest.approx(whole.tolist())
        assert totals.drop(["chain", "step"], level="by").sum().tolist() == pytest.approx(whole.tolist())
        for _, rows in table.groupby(level=["by", "name"]):
            parts = rows.drop("total", level="part").sum()
            assert parts.tolist() == pytest.approx(rows.xs("total", level="part").iloc[0].tolist())
    assert not comparison.values("chain.permit.unfinished")[0].any()
    elapsed = comparison.change("chain.permit.elapsed.mean").before.mean
    assert walk.loc[("permit", "all", "chain", "permit", "total"), "before"] == pytest.approx(elapsed)


def test_the_slowest_tenth_takes_longer_than_all() -> None:
    totals = study(busy(), PARALLEL).walk().xs(("chain", "permit", "total"), level=("by", "name", "part"))
    assert (
        totals.loc[("permit", "slowest"), ["before", "after"]]
        > 1.5 * totals.loc[("permit", "all"), ["before", "after"]]
    ).all()


def test_intervals_come_from_replications_and_the_cut_is_paired() -> None:
    comparison = study(busy(), PARALLEL, replications=4)
    row = comparison.walk().loc[("permit", "all", "step", "review", "queue")]
    queue = PARTS.index("queue")
    before, after = (
        np.array([getattr(pair, when).held["permit", "review"][queue] for pair in comparison.replications])
        for when in ("before", "after")
    )
    samples = [
        Sample(values, approved)
        for values, approved in zip((before, after), comparison.values("chain.permit.approved"), strict=True)
    ]
    for name, values in {"before": samples[0], "after": samples[1], "cut": weighed(*samples)}.items():
        found = estimate(values, 0.95)
        assert row[[name, f"{name}_low", f"{name}_high"]].tolist() == [found.mean, found.low, found.high]
        assert found.low < found.mean < found.high


def test_the_ranking_is_the_same_for_any_number_of_workers_and_either_engine() -> None:
    walks = [
        study(busy(), PARALLEL, **settings).walk()
        for settings in ({"workers": 1}, {"workers": 2}, {"engine": "reference"})
    ]
    for other in walks[1:]:
        assert walks[0].index.tolist() == other.index.tolist()
        assert walks[0].equals(other)


def test_equal_steps_are_ranked_by_name() -> None:
    steps = {"b": work("x", "1 h"), "a": work("y", "1 h", needs=["b"]), "c": work("z", "2 h", needs=["a"])}
    system = system_of(steps, demand=every("1 d"), departments=dict.fromkeys("xyz", MANY))
    walk = study(system).walk()
    ranked = walk.xs(("permit", "all", "step", "total"), level=("chain", "cases", "by", "part"))
    assert ranked.index.tolist() == ["c", "a", "b"]
    assert ranked["rank_after"].tolist() == ranked["rank_before"].tolist() == [1, 2, 3]


def test_of_equals_those_that_filed_first_are_the_slowest() -> None:
    elapsed = np.array([5, 9, 9, 1, 9, *[2] * 15], dtype=np.int32)
    chosen = np.ones(20, dtype=bool)
    assert np.flatnonzero(slowest(elapsed, chosen)).tolist() == [1, 2]
    chosen[1] = False
    assert np.flatnonzero(slowest(elapsed, chosen)).tolist() == [2, 4]
    assert not slowest(elapsed, np.zeros(20, dtype=bool)).any()


def test_where_nobody_is_approved_there_is_nothing_to_walk() -> None:
    never = {"a": work("x", "1 h", outcome={"rejects": 1.0})}
    comparison = study(system_of(never, demand=every("1 d")))
    assert comparison.walk().empty
    assert advice_of(comparison, "permit") is None


def test_replications_without_an_approved_case_do_not_count_as_no_time() -> None:
    rare = {"a": work("x", "2 h", outcome={"rejects": 0.7})}
    comparison = study(system_of(rare, demand=at("2022-06-20 09:00")), replications=12)
    approved = comparison.values("chain.permit.approved")[0]
    assert 0 < approved.sum() < 12
    assert comparison.walk().loc[("permit", "all", "step", "a", "work"), "before"] == pytest.approx(2 / 24)


def test_advice_names_the_department_its_part_and_the_reforms() -> None:
    steps = {"intake": work("desk", "10 min"), "review": work("bureau", "7 h", after=["intake"])}
    system = system_of(steps, demand=every("7 h"), departments={"desk": 1, "bureau": 1}, hours="always")
    comparison = study(system, {"reform": "training", "departments": ["desk"], "faster": 0.5})
    found = advice_of(comparison, "permit")
    assert found is not None
    assert (found.kind, found.name, found.part, found.step) == ("department", "bureau", "work", "review")
    assert found.used == ("training",)
    assert set(found.touching) == {"commitment", "straight_through", "merge_steps", "drop_steps", "parallel_approval"}
    assert found.rival is None
    assert found.outside is None


QUICKER = {"reform": "quicken_handover", "chain": "one", "factor": 0.9}


def test_what_another_chain_uses_is_not_in_use_here() -> None:
    chains = {
        name: {"steps": {f"{name}-a": work("x", "1 h", handover="1 d")}, "demand": every("1 d")}
        for name in ("one", "two")
    }
    comparison = study(system_of(chains=chains, departments={"x": 9}), QUICKER)
    before = study(system_of(chains=chains, departments={"x": 9}), QUICKER | {"coverage": 0.5})
    found = advice_of(before, "one"), advice_of(comparison, "two")
    assert [one.part for one in found if one] == ["handover", "handover"]
    assert [one.used for one in found if one] == [("quicken_handover",), ()]


def test_advice_says_who_outside_holds_more() -> None:
    found = advice_of(study(hand_worked()), "permit")
    assert found is not None
    assert (found.kind, found.name, found.part) == ("rule", "notice", "announcement")
    assert found.outside is None
    steps = {"check": work("desk", "3 h"), "design": wait("9 d", needs=["check"], by="applicant")}
    found = advice_of(study(system_of(steps, demand=every("1 d"))), "permit")
    assert found is not None
    assert (found.name, found.outside) == ("desk", ("applicant", ""))
    assert found.outside_days is not None
    assert found.outside_days.mean == pytest.approx(9)


def test_two_that_hold_the_same_are_rivals() -> None:
    steps = {"b": work("x", "1 h"), "a": work("y", "1 h", needs=["b"])}
    found = advice_of(study(system_of(steps, demand=every("1 d"), departments={"x": 1, "y": 1})), "permit")
    assert found is not None
    assert (found.name, found.rival) == ("x", ("department", "y"))


def test_every_part_has_reforms_of_the_vocabulary_and_every_reform_has_a_part() -> None:
    of_few = [kind.touches for kind in VOCABULARY.values() if len(kind.touches) < len(PARTS)]
    assert {part for touches in of_few for part in touches} == set(PARTS)
    assert [word for word, kind in VOCABULARY.items() if not kind.touches] == []


def test_reforms_of_filing_touch_only_steps_that_check_documents() -> None:
    chain = busy().chains["permit"]
    route = {name: (step,) for name, step in chain.steps.items()}
    with_papers = touching_reforms("applicant", {"intake": route["intake"]}, route)
    without = touching_reforms("applicant", {"end": route["end"]}, route)
    assert {"notify_once", "tolerate_missing_documents", "share_data", "parallel_approval"} <= set(with_papers)
    assert set(without) == {"agents", "pre_application", "staged_permit"}
