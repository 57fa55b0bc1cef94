"""Targets over several chains: their cases are taken together, as if they were those of one."""

from __future__ import annotations

from typing import Any

import pytest

from adminsim.engine.simulate import simulate
from adminsim.messages import Words
from adminsim.model.problem import Problem
from adminsim.reforms.scenario import Scenario, ScenarioFile
from adminsim.report.kit.tables import as_text
from adminsim.report.promise.table import promise_data
from adminsim.report.result.tables import result_table
from adminsim.report.result.target_list import targets_data, targets_text
from adminsim.study.findings.compare import Comparison, compare
from adminsim.study.promise.limits import promise
from adminsim.study.run.targets import found_in, meant_cases
from systems import at, system_of, wait

MONDAYS = [f"2022-06-20 0{hour}:00" for hour in (1, 2, 3)]
CHAINS: dict[str, dict[str, Any]] = {
    "water": {"steps": {"pipe": wait("1 d"), "seal": wait("0 d", needs=["pipe"])}, "demand": at(*MONDAYS)},
    "power": {
        "steps": {"design": wait("4 d"), "pipe": wait("1 d", needs=["design"])},
        "demand": at(MONDAYS[0]),
        "types": {"low": {"mix": 1}},
    },
}
SYSTEM = system_of(chains=CHAINS, departments={"desk": 1})
BOTH = ["water", "power"]


def scenario(*targets: dict[str, Any], reforms: tuple[dict[str, Any], ...] = ()) -> Scenario:
    written = {"version": 1, "baseline": "b.yaml", "reforms": reforms, "study": {"replications": 2}}
    return Scenario(ScenarioFile.model_validate(written | {"targets": targets}), SYSTEM)


def problems(**target: Any) -> list[Problem]:
    return scenario({"name": "t", **target}).check()


def value(**target: Any) -> float:
    (stated,) = scenario({"name": "t", **target}).targets
    return found_in(stated, simulate(SYSTEM, seed=1)).mean.value


def test_a_limit_is_held_against_the_cases_of_all_chains_together() -> None:
    # Three cases take a day, one takes five.
    limit = {"limit": "2 d", "clock": "elapsed"}
    assert value(chains=BOTH, **limit) == 3 / 4
    assert value(chain="water", **limit) == 1.0
    assert value(chain="power", **limit) == 0.0
    assert value(chains=["power"], **limit) == 0.0


def test_a_step_that_several_chains_have_is_meant_in_each() -> None:
    # Of every case the day at the pipe alone.
    assert value(chains=BOTH, kind="cut", by=0.5, clock="elapsed", steps=["pipe"]) == 1.0


def test_types_that_one_of_the_chains_lacks_are_meant_where_they_are() -> None:
    (stated,) = scenario({"name": "t", "chains": BOTH, "limit": "2 WD", "types": ["any", "low"]}).targets
    assert meant_cases(simulate(SYSTEM, seed=1), stated).sum() == 4


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    cut = {"name": "halved", "kind": "cut", "by": 0.75, "clock": "elapsed", "chains": BOTH}
    quick = {"name": "quick", "limit": "20 h", "clock": "elapsed", "chains": BOTH}
    reform = {"reform": "drop_steps", "chain": "power", "steps": ["design"]}
    return compare(scenario(cut, quick, reforms=(reform,)))


def test_a_cut_is_of_the_mean_over_all_their_cases(comparison: Comparison) -> None:
    cut, quick = comparison.judgements
    # (3 x 1 + 5) / 4 days before, (3 x 1 + 1) / 4 after: half of it, not three quarters.
    assert (cut.before.mean, cut.after.mean) == (2.0, 1.0)
    assert cut.verdict == "missed"
    assert (quick.before.mean, quick.after.mean) == (0.0, 0.0)


def test_what_stands_in_the_way_is_told_by_chain_as_parts_of_the_mean(comparison: Comparison) -> None:
    found = comparison.obstacles(comparison.scenario.targets[0])
    assert [(one.chain, one.step, one.time.mean) for one in found] == [("water", "pipe", 0.75), ("power", "pipe", 0.25)]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_tables_name_all_chains_and_say_the_target_once(comparison: Comparison, language: str) -> None:
    words = Words(language)
    told = as_text(result_table(comparison, words), 200)
    assert told.count("halved") == 1
    listed = targets_text({"a.yaml": comparison.scenario}, words, 200)
    assert "water" in listed
    assert "power" in listed
    assert [row["chain"] for row in targets_data({"a.yaml": comparison.scenario})] == ["water power"] * 2


def test_the_limit_that_is_kept_is_that_of_all_cases(comparison: Comparison) -> None:
    found = promise_data(promise(comparison.scenario, replications=2, limit=2))
    after = [row for row in found["shares"] if row["reading"] == "target.quick"]
    assert [row["before"] for row in after] == [0.75]


@pytest.mark.parametrize(
    ("target", "code", "place"),
    [
        ({"chains": ["water", "gas"]}, "target-unknown-chain", ("chains", 1)),
        ({"chains": ["water", "water"]}, "target-same-chain", ("chains", 1)),
        ({"chains": BOTH, "chain": "water"}, "target-chain-and-chains", ("chains",)),
        ({"chains": BOTH, "steps": ["design"]}, "target-nothing-there", ("steps",)),
        ({"chains": BOTH, "types": ["low"]}, "target-nothing-there", ("types",)),
        ({"chains": BOTH, "types": ["high"]}, "target-unknown-type", ("types", 0)),
        ({"chains": BOTH, "kind": "count", "of": "fees", "most": 1}, "target-no-fees", ("of",)),
        ({}, "target-needs-chain", ()),
    ],
)
def test_chains_that_do_not_fit_are_named(target: dict[str, Any], code: str, place: tuple[str | int, ...]) -> None:
    found = problems(**({} if "kind" in target else {"limit": "2 WD"}), **target)
    assert (code, ("targets", 0, *place)) in [(problem.code, problem.path) for problem in found]
    assert all(problem.text(Words(language)) for problem in found for language in ("en", "zh"))
