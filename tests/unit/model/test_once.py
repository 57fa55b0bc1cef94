"""Answers are found once, stay with their value, and are left behind by a changed copy and on the way elsewhere."""

from __future__ import annotations

import pickle

import adminsim
from adminsim.model.chain import Chain
from adminsim.model.once import once


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
