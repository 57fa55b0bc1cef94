"""Answers are found once, stay with their value, and are left behind by a changed copy and on the way elsewhere."""

from __future__ import annotations

import pickle

import adminsim
from adminsim.model.chain import Chain
from adminsim.model.once import once
from adminsim.model.reformed_chain import as_reformed, with_pilot
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms


def _chain() -> Chain:
    return adminsim.example("smallest").baseline.chains["permit"]


def test_a_value_is_asked_once() -> None:
    asked = []

    @once
    def names(chain: Chain) -> list[str]:
        asked.append(chain)
        return list(chain.steps)

    chain = _chain()
    assert names(chain) is names(chain)
    assert len(asked) == 1


def test_a_changed_copy_answers_for_itself() -> None:
    chain = _chain()
    first = next(iter(chain.steps))
    assert set(chain.graph) == set(chain.steps)
    more = chain.replace(steps=chain.steps | {"more": chain.steps[first].replace(needs=(first,), after=())})
    assert more.graph["more"].keys() == {first}
    assert more.upstream["more"] >= {first}
    assert more.steps["more"].predecessors.keys() == {first}


def test_answers_do_not_travel_and_are_no_part_of_the_value() -> None:
    chain = _chain()
    bare = len(pickle.dumps(chain))
    dumped = chain.model_dump()
    chain.upstream  # noqa: B018
    assert len(pickle.dumps(chain)) == bare
    assert pickle.loads(pickle.dumps(chain)) == chain == _chain()
    assert chain.model_dump() == dumped


def test_a_hash_is_that_of_the_fields_and_does_not_travel() -> None:
    step = next(iter(_chain().steps.values()))
    same, other = step.replace(visit=step.visit), step.replace(visit=not step.visit)
    for one in (step.outcome, step.outcome.returns[0]):
        assert hash(one) == hash(pickle.loads(pickle.dumps(one))) == hash(one.replace())
        assert b"hash of the fields" not in pickle.dumps(one)
    assert hash(step) == hash(same)
    assert hash(step) != hash(other)
    assert step == same != other


def test_routes_have_in_common_what_they_begin_with() -> None:
    """A pilot edits a route once for all sets of later pilots, and a step that an edit leaves as it is stays itself."""
    scenario = adminsim.example("startup")
    chain = next(iter(scenario.reformed.chains.values()))
    edited = []

    class Pilot:
        course, holds_for_all = (), False

        def __init__(self, subject: str) -> None:
            self.subject = subject

        def edit(self, route: Chain) -> Chain:
            edited.append(self.subject)
            return route.replace(note=(route.note or "") + self.subject)

    plain = as_reformed(chain).replace(edits=(), note=None)
    piloted = with_pilot(plain, Pilot("a"))
    assert piloted.route(frozenset({"a"})).note == "a"
    piloted = with_pilot(piloted, Pilot("b"))
    notes = {piloted.route(frozenset(some)).note for some in ("", "a", "b", "ab")}
    assert notes == {None, "a", "b", "ab"}
    assert sorted(edited) == ["a", "b", "b"]


def test_packages_do_not_learn_from_each_other() -> None:
    scenario = adminsim.example("startup")
    reforms = {reform.subject: reform for reform in scenario.reforms}
    common = [reforms["no-name-approval"], reforms["parallel"]]
    packages = [[*common, reforms[one]] for one in ("one-window", "account-booked", "e-licence", "tax-in-one-go")]

    def routes(reformed: System) -> list[tuple[str, ...]]:
        chain = reformed.chains["startup"]
        every = frozenset(pilot.subject for pilot in chain.pilots)
        return [tuple(chain.route(covered).steps) for covered in (frozenset[str](), every)]

    together = [routes(apply_reforms(scenario.baseline, package)) for package in packages]
    apart = [routes(apply_reforms(pickle.loads(pickle.dumps(scenario.baseline)), package)) for package in packages]
    assert together == apart
    assert len({str(one) for one in apart}) == len(packages)
