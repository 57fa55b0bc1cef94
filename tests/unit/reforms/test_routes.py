"""What each reform of routes makes of a chain: its steps, what holds back what, its documents."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from adminsim.model.chain import Chain
from adminsim.model.checks import check_system
from adminsim.model.duration import Duration
from adminsim.model.step import Staffed, Waiting
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms
from reform_lists import reform_of
from systems import at, system_of, wait, work

INTAKE = {"documents": ["form", "lease"], "notice": "once"}
DOCUMENTS = {
    "form": {"missing": {"value": 0.2, "range": [0.1, 0.4]}, "obtain": "2 d"},
    "lease": {"missing": [0.4, 0.2], "obtain": {"uniform": {"low": "2 d", "high": "4 d"}}, "issuer": "registry"},
}
RETURNS = {"returns": 0.5, "correction": "2 d"}
STEPS: dict[str, Any] = {
    "intake": work("hall", intake=INTAKE),
    "plan": work("planning", needs=["intake"], outcome=RETURNS),
    "fire": work("brigade", after=["plan"], needs=["intake"], outcome=RETURNS | {"resume_at": "intake"}),
    "notice": wait("5 d", needs=["fire"]),
    "permit": work("planning", needs=["plan", "notice"]),
}


def town(**fields: Any) -> System:
    defaults = {"documents": DOCUMENTS, "demand": at("2022-06-20 09:00"), "decision": "permit"}
    return system_of(STEPS, **(defaults | fields))


def chain_of(*reforms: dict[str, Any], **fields: Any) -> Chain:
    return apply_reforms(town(**fields), [reform_of(**reform) for reform in reforms]).chains["permit"]


def held_back(chain: Chain) -> dict[str, dict[str, str]]:
    """Return by step what holds it back, with the strengths."""
    return {name: {before: str(how) for before, how in step.predecessors.items()} for name, step in chain.steps.items()}


# -- what is there -----------------------------------------------------------------------------------


def test_an_assessment_not_needed_joins_what_came_before_to_what_came_behind() -> None:
    chain = chain_of({"reform": "shared_assessment", "steps": ["notice"]})
    assert held_back(chain)["permit"] == {"plan": "needs", "fire": "needs"}


def test_a_joint_review_inherits_all_outside_arcs_at_its_start_and_its_result() -> None:
    chain = chain_of({"reform": "joint_review", "steps": ["plan", "fire"], "into": "both"})
    arcs = held_back(chain)
    assert arcs["both+start"] == {"intake": "needs"}
    assert arcs["plan"] == arcs["fire"] == {"both+start": "needs"}
    assert arcs["both"] == {"plan": "needs", "fire": "needs"}
    assert arcs["notice"] == {"both": "needs"}
    assert arcs["permit"] == {"both": "needs", "notice": "needs"}
    assert (chain.start_of("plan"), chain.stand_in("plan"), chain.end_of("plan")) == ("both+start", "plan", "both")
    assert chain.standing_for("plan") == ["both+start", "plan", "both"]
    assert chain.steps["both"].outcome.resume_at == ("both+start", "intake")
    assert not chain.steps["plan"].outcome.correction


def test_late_papers_of_a_jointly_reviewed_intake_still_follow_the_intake_and_hold_back_the_decision() -> None:
    late = {"reform": "tolerate_missing_documents"}
    papers = {name: document | {"critical": False} for name, document in DOCUMENTS.items()}
    joint = {"reform": "joint_review", "steps": ["intake", "second"]}
    steps = {"intake": STEPS["intake"], "second": work("brigade"), "permit": work("planning", after=["second"])}
    system = system_of(steps, documents=papers, demand=at("2022-06-20 09:00"), decision="permit")
    for order in ((late, joint), (joint, late)):
        chain = apply_reforms(system, [reform_of(**reform) for reform in order]).chains["permit"]
        arcs = held_back(chain)
        assert arcs["intake+papers"] == {"intake": "needs"}
        assert arcs["permit"]["intake+papers"] == "needs"


def test_a_check_follows_the_decision_or_else_the_last_steps_that_decide() -> None:
    commit = {"reform": "commitment", "steps": ["plan"], "work": "5 min", "breaks": 0.1}
    assert held_back(chain_of(commit))["plan+check"] == {"permit": "needs", "plan": "needs"}
    steps = {"a": work("x"), "b": work("x", needs=["a"]), "c": work("y", needs=["a"])}
    system = system_of(steps, demand=at("2022-06-20 09:00"))
    chain = apply_reforms(system, [reform_of(**commit | {"steps": ["a"]})]).chains["permit"]
    assert held_back(chain)["a+check"] == {"b": "needs", "c": "needs", "a": "needs"}
    assert chain.deciding == {"a", "b", "c"}


def test_a_machine_is_the_decision_and_the_acceptance_where_those_were_its_steps() -> None:
    everything = chain_of({"reform": "straight_through"})
    assert list(everything.steps) == ["machine"]
    assert (everything.decision, everything.accepted) == ("machine", "machine")
    assert everything.deciding == {"machine"}
    some = chain_of({"reform": "straight_through", "steps": ["plan", "fire"]})
    assert (some.decision, some.accepted) == ("permit", None)
    assert held_back(some)["permit"] == {"machine": "needs", "notice": "needs"}
    assert some.stand_in("plan") is None


def test_shared_documents_are_asked_for_nowhere() -> None:
    intake = chain_of({"reform": "share_data"}).steps["intake"]
    assert isinstance(intake, Staffed)
    assert intake.intake is not None
    assert intake.intake.documents == ("form",)


def test_agents_make_better_files_and_quicker_corrections_everywhere() -> None:
    agents = {"reform": "agents", "staff": 2, "work": "1 h", "defects": 0.5, "corrections": 0.25}
    joint = {"reform": "joint_review", "steps": ["plan", "fire"], "into": "both"}
    chain = chain_of(joint, agents)
    form, lease = chain.documents["form"], chain.documents["lease"]
    assert form.missing[0].edges == (0.1, 0.05, 0.2)
    assert [one.value for one in lease.missing] == [0.2, 0.1]
    assert lease.obtain == Duration.model_validate({"uniform": {"low": "0.5 d", "high": "1 d"}})
    assert [part.outcome.correction.mean(1) for _, part in chain.steps["both"].parts] == [43200, 43200]
    assert held_back(chain)["intake"] == {"intake+agents": "needs"}
    assert chain_of(agents, {"reform": "drop_steps", "steps": ["intake"]}).steps.keys() == STEPS.keys() - {"intake"}


def test_nobody_waits_for_what_was_done_before_the_application() -> None:
    chain = chain_of({"reform": "pre_application", "steps": ["fire", "notice"]})
    assert held_back(chain) == {
        "intake": {},
        "plan": {"intake": "needs"},
        "fire": {},
        "permit": {"plan": "needs", "intake": "needs"},
    }
    assert not chain.steps["fire"].is_counted


def test_an_early_review_waits_for_what_the_waived_steps_waited_for() -> None:
    early = {"reform": "early_start", "step": "permit", "before": ["notice"], "confirmation": "10 min"}
    arcs = held_back(chain_of(early))
    assert arcs["permit+early"] == {"plan": "needs", "fire": "needs"}
    assert arcs["permit"] == {"permit+early": "needs", "notice": "needs"}
    # By the weaker strength: the permit needs the plan, and follows what that only follows.
    both = early | {"step": "fire", "before": ["plan"]}
    assert held_back(chain_of(both))["fire+early"] == {"intake": "needs"}
    joint = {"reform": "joint_review", "steps": ["plan", "fire"], "into": "both"}
    reviewed = held_back(chain_of(joint, early | {"before": ["plan"]}))
    assert reviewed["permit+early"] == {"notice": "needs", "fire": "needs", "intake": "needs"}
    assert reviewed["permit"] == {"permit+early": "needs", "both": "needs"}


def test_a_stage_waits_for_its_own_needs_and_the_stage_before() -> None:
    stages = [
        {"name": "one", "needs": ["plan"], "work": "1 h", "milestone": "start"},
        {"name": "two", "work": "1 h"},
        {"name": "three", "work": "2 h"},
    ]
    staged = {"reform": "staged_permit", "step": "permit", "stages": stages}
    chain = chain_of(staged, milestones={"start": "permit"})
    arcs = held_back(chain)
    assert arcs["permit+one"] == {"plan": "needs"}
    assert arcs["permit+two"] == {"permit+one": "needs"}
    assert arcs["permit"] == {"plan": "needs", "notice": "needs", "permit+two": "needs"}
    assert chain.milestones == {"start": ("permit+one",)}
    assert chain.start_of("permit") == "permit+one"


# -- milestones and lengths --------------------------------------------------------------------------


def test_a_milestone_names_one_step_or_several_that_there_are() -> None:
    chain = town(milestones={"start": "plan", "end": ["fire", "notice"]}).chains["permit"]
    assert chain.milestones == {"start": ("plan",), "end": ("fire", "notice")}
    broken = town().with_chain("permit", chain.replace(milestones={"end": ("fire", "notise")}))
    (problem,) = check_system(broken)
    assert problem.path == ("chains", "permit", "milestones", "end", 1)
    assert problem.values["nearest"] == "notice"


def test_a_milestone_moves_to_what_is_left_before_a_removed_step() -> None:
    drop = {"reform": "drop_steps", "steps": ["notice", "fire"]}
    assert chain_of(drop, milestones={"end": "notice"}).milestones == {"end": ("plan", "intake")}
    machine = {"reform": "straight_through", "steps": ["fire", "notice"]}
    assert chain_of(machine, milestones={"end": "notice"}).milestones == {"end": ("machine",)}


@pytest.mark.parametrize(
    "written",
    [
        "3 WD",
        {"value": "2 h", "range": ["1 h", "4 h"]},
        {"triangular": {"low": "1 h", "mode": "2 h", "high": "5 h"}},
        {"lognormal": {"mean": "4 h", "cv": 0.5}},
        {"weibull": {"mean": "4 h", "shape": 1.5}},
        {"empirical": {"values": ["1 h", "3 h"], "weights": [1, 2]}},
        {"mixture": {"parts": [{"weight": 0.5, "duration": "1 h"}, {"weight": 0.5, "duration": "3 h"}]}},
    ],
)
def test_a_scaled_duration_takes_so_many_times_as_long_at_every_quantile(written: Any) -> None:
    duration, u = Duration.model_validate(written), np.linspace(0.05, 0.95, 7)
    scaled = duration.scaled(0.5)
    assert scaled.quantile(u, 28800) == pytest.approx(duration.quantile(u, 28800) / 2, rel=1e-6)
    assert scaled.source == duration.source
    assert duration.scaled(1.0) == duration


def test_helpers_of_reforms_are_no_steps_of_a_file() -> None:
    chain = chain_of({"reform": "joint_review", "steps": ["plan", "fire"], "into": "both"})
    assert isinstance(chain.steps["both"], Waiting)
    written = chain.steps["both"].model_dump()
    assert not {"parts", "holds_decision"} & written.keys()


def test_agents_stay_before_what_their_intake_is_merged_into() -> None:
    steps = {
        "name": work("hall"),
        "check": work("hall", needs=["name"]),
        "intake": work("hall", needs=["check"], intake=INTAKE),
        "permit": work("planning", needs=["intake"]),
    }
    system = system_of(steps, documents=DOCUMENTS, demand=at("2022-06-20 09:00"))
    agents = {"reform": "agents", "staff": 2, "work": "1 h"}
    merge = {"reform": "merge_steps", "steps": ["check", "intake"], "into": "both"}
    for order in ((agents, merge), (merge, agents)):
        chain = apply_reforms(system, [reform_of(**reform) for reform in order]).chains["permit"]
        helper = next(name for name in chain.steps if name.endswith("+agents"))
        assert held_back(chain)["both"].keys() - {"name"} == {helper}
        assert held_back(chain)[helper] == {"name": "needs"}
