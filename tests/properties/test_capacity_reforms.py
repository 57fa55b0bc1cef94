"""What holds for reforms of capacity, lanes and bureaus in any valid system, alone and two by two."""

from __future__ import annotations

from itertools import pairwise, permutations
from typing import Any

from corpus import IS_THOROUGH
from test_engine_against_naive import assert_same_records

import drawing as st
from adminsim.engine.simulate import simulate
from adminsim.messages import CATALOGUE
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms, check_reforms
from capacity_lists import CAPACITY_KINDS, written_capacity
from drawing import given
from reform_lists import reform_of
from strategies import systems

SMALL: dict[str, Any] = {"chains": 2, "steps": 4, "departments": 2}
COUNT = 40 if IS_THOROUGH else 8
"""How many systems, each with 42 ordered pairs of reforms."""


@st.composite
def with_one_of_each(draw: st.DrawFn) -> tuple[System, list[dict[str, Any]]]:
    """Draw a system, and a reform of each kind and one more staffing."""
    system = draw(systems(**SMALL))
    written = [{"reform": kind, **draw(written_capacity(system, kind))} for kind in CAPACITY_KINDS]
    return system, [*written, {"reform": "staffing", "department": sorted(system.departments)[0], "add": 1}]


@given(with_one_of_each(), count=COUNT)
def test_engines_and_the_naive_simulator_agree(drawn: tuple[System, list[dict[str, Any]]]) -> None:
    system, written = drawn
    reforms = [reform_of(**one) for one in written if not check_reforms(system, [reform_of(**one)])]
    for kept in (reforms, reforms[::2]):
        if not check_reforms(system, kept):
            assert_same_records(apply_reforms(system, kept))


@given(with_one_of_each(), count=COUNT)
def test_every_ordered_pair_runs_or_is_a_conflict_with_a_name(drawn: tuple[System, list[dict[str, Any]]]) -> None:
    system, written = drawn
    for first, second in permutations(written, 2):
        pair = [reform_of(**first), reform_of(**second)]
        problems = check_reforms(system, pair)
        assert all(problem.code in CATALOGUE for problem in problems)
        if not problems:
            simulate(apply_reforms(system, pair))


@given(with_one_of_each(), count=COUNT)
def test_where_they_stand_in_the_list_makes_no_difference(drawn: tuple[System, list[dict[str, Any]]]) -> None:
    system, written = drawn
    for first, second in pairwise(written):
        pair = [reform_of(**first), reform_of(**second)]
        if not check_reforms(system, pair):
            one, other = (simulate(apply_reforms(system, order)) for order in (pair, pair[::-1]))
            for name in ("decided", "outcome", "elapsed", "work"):
                assert one.case_rows[name].tolist() == other.case_rows[name].tolist()
