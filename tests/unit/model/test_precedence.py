"""The order of steps: what lies upstream, on cycles, and between a return and its target."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adminsim.model.any_step import Strength
from adminsim.model.precedence import (
    Graph,
    cycles,
    graph_of,
    in_order,
    redone,
    reverse,
    turned,
    upstream_masks,
    upstream_of,
)
from adminsim.model.step import Staffed

NEEDS, AFTER = Strength.NEEDS, Strength.AFTER
#        b -- d
#      /        \
#   a -- c ------ e     f stands alone
DIAMOND: Graph = {
    "e": {"d": NEEDS, "c": AFTER},
    "a": {},
    "b": {"a": NEEDS},
    "c": {"a": AFTER},
    "d": {"b": AFTER},
    "f": {},
}


def test_the_graph_holds_the_stronger_strength_and_leaves_out_names_that_are_no_steps() -> None:
    steps = {
        "a": Staffed(department="x"),
        "b": Staffed(department="x", needs=("a",), after=("a", "nowhere")),
    }
    assert graph_of(steps) == {"a": {}, "b": {"a": NEEDS}}


def test_upstream_is_all_that_lies_before_by_either_strength() -> None:
    upstream = upstream_of(DIAMOND)
    assert upstream["e"] == {"a", "b", "c", "d"}
    assert upstream["d"] == {"a", "b"}
    assert upstream["a"] == upstream["f"] == frozenset()


def test_downstream_is_upstream_of_the_reverse() -> None:
    downstream = turned(upstream_masks(DIAMOND))
    names = list(DIAMOND)
    assert {name for i, name in enumerate(names) if downstream[names.index("a")] >> i & 1} == {"b", "c", "d", "e"}
    assert downstream == upstream_masks(reverse(DIAMOND))
    assert reverse(reverse(DIAMOND)) == DIAMOND


def test_each_knot_of_steps_gives_one_cycle() -> None:
    graph: Graph = {
        "a": {"c": NEEDS},
        "b": {"a": AFTER},
        "c": {"b": NEEDS},
        "x": {"y": NEEDS},
        "y": {"x": NEEDS},
        "z": {"y": NEEDS},
    }
    assert cycles(graph) == [["a", "b", "c", "a"], ["x", "y", "x"]]
    assert cycles(DIAMOND) == []


def test_a_step_behind_itself_is_the_shortest_cycle() -> None:
    assert cycles({"a": {"a": NEEDS}}) == [["a", "a"]]


def test_steps_in_order_stand_behind_their_predecessors() -> None:
    assert in_order(DIAMOND) == ["a", "b", "c", "d", "e", "f"]


def test_a_cycle_cannot_be_put_in_order() -> None:
    with pytest.raises(ValueError, match="a -> b -> a"):
        in_order({"a": {"b": NEEDS}, "b": {"a": NEEDS}})


@pytest.mark.parametrize(
    ("target", "returning", "expected"),
    [
        ("a", "e", {"a", "b", "c", "d", "e"}),
        ("b", "e", {"b", "d", "e"}),
        ("c", "e", {"c", "e"}),
        ("d", "d", {"d"}),
        ("f", "e", {"f", "e"}),
    ],
)
def test_a_return_redoes_target_and_returning_step_and_what_lies_between(
    target: str, returning: str, expected: set[str]
) -> None:
    assert redone(DIAMOND, target, returning) == expected


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    names = draw(st.permutations("abcdefg"))
    arcs = st.dictionaries(st.sampled_from(names), st.sampled_from(Strength), max_size=3)
    return {name: draw(arcs) for name in names}


@given(graphs())
def test_there_is_a_cycle_exactly_where_a_step_lies_upstream_of_itself(graph: Graph) -> None:
    upstream = upstream_of(graph)
    found = cycles(graph)
    assert bool(found) == any(name in upstream[name] for name in graph)
    for cycle in found:
        assert cycle[0] == cycle[-1]
        assert all(before in graph[name] for before, name in pairwise(cycle))


@given(graphs())
def test_upstream_is_closed_and_holds_the_direct_predecessors(graph: Graph) -> None:
    upstream = upstream_of(graph)
    for name in graph:
        assert set(graph[name]) <= upstream[name]
        assert all(upstream[before] <= upstream[name] for before in upstream[name])
