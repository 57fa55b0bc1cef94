"""Chains made of other chains, without their text being copied."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from adminsim.engine.simulate import simulate
from adminsim.files.load import InputError, load_system
from adminsim.files.schema import baseline_schema
from adminsim.files.strict_yaml import read_tree
from adminsim.model.chain import Chain

BASELINE = """\
version: 1
period: {start: 2022-06-20, cohort: 10 d}
calendar: office
calendars: {office: {hours: always, holidays: none}}
departments: {market: {staff: 5}, tax: {staff: 5}}
chains:
  startup:
    types: {firm: {mix: 1}}
    demand: {rate: 1}
    documents:
      identity: {missing: 0.5, obtain: 1 d}
      lease: {}
    decision: licence
    steps:
      counter: {department: market, work: 1 h, intake: {documents: [identity, lease]}}
      licence:
        department: market
        work: 2 h
        needs: [counter]
        outcome: {returns: 0.2, correction: 1 d, resume_at: counter}
      gazette: {kind: waiting, duration: 1 d, after: [licence]}
  tax:
    types: {firm: {mix: 1}}
    demand: {rate: 1}
    documents: {identity: {}}
    steps:
      desk: {department: tax, work: 1 h, intake: {documents: [identity]}}
      invoices: {department: tax, work: 1 h, needs: [desk]}
      insurance: {department: tax, work: 3 h, needs: [desk]}
  event:
    compose: COMPOSE
    demand: {rate: 2}
"""


def load_with(folder: Path, compose: str, **changes: str) -> Chain:
    """Return the composed chain of the baseline, whose text is changed as told."""
    text = BASELINE.replace("COMPOSE", compose)
    for old, new in changes.items():
        text = text.replace(old, new)
    (folder / "baseline.yaml").write_text(text, encoding="utf-8")
    return load_system(folder / "baseline.yaml").chains["event"]


def test_a_step_stays_needed_with_its_own_in_the_chain_made_of_both(tmp_path: Path) -> None:
    told = {
        "desk: {department": "desk: {probability: 0.5, department",
        "needs: [desk]}\n      insurance": "needs: [desk], probability: 0.5, needed_with: desk}\n      insurance",
    }
    assert load_with(tmp_path, "[startup, tax]", **told).steps["tax.invoices"].needed_with == "tax.desk"


def wrong(folder: Path, compose: str, **changes: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        load_with(folder, compose, **changes)
    return [f"{problem.line}: {problem.code}" for problem in caught.value.problems]


def test_a_composed_chain_has_the_steps_of_its_parts_side_by_side_and_is_decided_with_them(tmp_path: Path) -> None:
    chain = load_with(tmp_path, "[startup, tax]")
    assert list(chain.steps) == [
        *("startup.counter", "startup.licence", "startup.gazette"),
        *("tax.desk", "tax.invoices", "tax.insurance", "all_decided"),
    ]
    assert chain.steps["startup.licence"].needs == ("startup.counter",)
    assert chain.steps["startup.licence"].outcome.resume_at == ("startup.counter",)
    assert chain.steps["tax.desk"].predecessors == {}
    assert chain.steps["all_decided"].needs == ("startup.licence", "tax.invoices", "tax.insurance")
    assert chain.decision == "all_decided"
    assert list(chain.types) == ["firm"]


def test_parts_stand_in_order_where_that_is_stated(tmp_path: Path) -> None:
    chain = load_with(tmp_path, "{startup: {}, tax: {after: [startup]}}")
    assert chain.steps["tax.desk"].after == ("startup.licence",)
    assert chain.steps["tax.invoices"].needs == ("tax.desk",)
    strict = load_with(tmp_path, "{tax: {}, startup: {needs: [tax]}}")
    assert strict.steps["startup.counter"].needs == ("tax.invoices", "tax.insurance")


def test_a_shared_document_is_one_document_that_is_missing_once(tmp_path: Path) -> None:
    chain = load_with(tmp_path, "{startup: {}, tax: {after: [startup]}}")
    assert list(chain.documents) == ["identity", "lease"]
    assert chain.documents["identity"].missing[0].value == 0.5
    records = simulate(load_system(tmp_path / "baseline.yaml"))
    visits = records.visits[records.visits["chain"] == "event"]
    incomplete = visits["step"][visits["outcome"] == "incomplete"]
    assert set(incomplete) == {"startup.counter"}


def test_the_parts_stay_chains_of_their_own_and_own_steps_come_on_top(tmp_path: Path) -> None:
    certificate = "{department: market, work: 1 h, needs: [tax.invoices]}"
    own = f"{{rate: 2}}\n    decision: certificate\n    steps: {{certificate: {certificate}}}"
    chain = load_with(tmp_path, "[startup, tax]", **{"{rate: 2}": own})
    assert chain.decision == "certificate"
    assert "all_decided" not in chain.steps
    system = load_system(tmp_path / "baseline.yaml")
    assert list(system.chains["startup"].steps) == ["counter", "licence", "gazette"]


def test_the_schema_for_editors_knows_composed_chains() -> None:
    check = Draft202012Validator(baseline_schema())
    for compose in ("[startup, tax]", "{startup: {}, tax: {after: [startup]}}"):
        written = read_tree(BASELINE.replace("COMPOSE", compose).encode(), "baseline.yaml").plain()
        assert [error.message for error in check.iter_errors(written)] == []
    written["chains"]["event"]["compose"] = "startup"
    assert list(check.iter_errors(written))


def test_what_cannot_be_composed_is_told_where_it_stands(tmp_path: Path) -> None:
    assert wrong(tmp_path, "[startup, tacks]") == ["31: compose-unknown"]
    assert wrong(tmp_path, "[startup, event]") == ["31: compose-unknown"]
    assert wrong(tmp_path, "{startup: {}, tax: {after: [tax]}}") == ["31: compose-order"]
    assert wrong(tmp_path, "{startup: {}, tax: {behind: [startup]}}") == ["31: compose-form"]
    assert wrong(tmp_path, "startup") == ["31: compose-form"]


def test_what_is_wrong_with_a_step_is_told_once_at_the_step(tmp_path: Path) -> None:
    misspelt = {"needs: [desk]}\n      insurance": "needs: [dusk]}\n      insurance"}
    assert wrong(tmp_path, "[startup, tax]", **misspelt) == ["28: model-unknown-step-near"]


def test_milestones_of_parts_are_milestones_of_the_whole_under_their_name(tmp_path: Path) -> None:
    stated = {"    decision: licence\n": "    decision: licence\n    milestones: {open: [licence, gazette]}\n"}
    chain = load_with(tmp_path, "[startup, tax]", **stated)
    assert chain.milestones == {"startup.open": ("startup.licence", "startup.gazette")}


@pytest.mark.parametrize("field", ["accepted: counter", "limit: 5 WD", "patience: 9 d"])
def test_what_a_part_states_for_its_own_cases_is_stated_again_or_refused(tmp_path: Path, field: str) -> None:
    stated = {"    decision: licence\n": f"    decision: licence\n    {field}\n"}
    assert [one.partition(" ")[2] for one in wrong(tmp_path, "[startup, tax]", **stated)] == ["compose-of-one"]
    own = field.replace("counter", "startup.counter")
    again = {"    demand: {rate: 2}\n": f"    demand: {{rate: 2}}\n    {own}\n"}
    chain = load_with(tmp_path, "[startup, tax]", **stated, **again)
    assert getattr(chain, field.partition(":")[0]) is not None


def test_parts_with_different_hand_overs_need_one_for_the_whole(tmp_path: Path) -> None:
    stated = {"    decision: licence\n": "    decision: licence\n    handover: 2 h\n"}
    assert [one.partition(" ")[2] for one in wrong(tmp_path, "[startup, tax]", **stated)] == ["compose-handovers"]
    both = stated | {"documents: {identity: {}}\n": "documents: {identity: {}}\n    handover: 2 h\n"}
    assert str(load_with(tmp_path, "[startup, tax]", **both).handover.fixed.value) == "2 h"
    own = stated | {"    demand: {rate: 2}\n": "    demand: {rate: 2}\n    handover: 3 h\n"}
    assert str(load_with(tmp_path, "[startup, tax]", **own).handover.fixed.value) == "3 h"


def test_a_baseline_cannot_make_papers_free(tmp_path: Path) -> None:
    stated = {"documents: [identity, lease]}": "documents: [identity, lease], tolerate: true}"}
    codes = [one.partition(" ")[2] for one in wrong(tmp_path, "[startup, tax]", **stated)]
    assert codes == ["key-hidden"]
