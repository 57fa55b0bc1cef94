"""The comparison of the engines notices when a rule of an instant or of a return is altered in one of them."""

from __future__ import annotations

import json
import pickle
from collections.abc import Callable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import mutants_of_case_limits
import mutants_of_instants
import mutants_of_limits
import mutants_of_plans
import mutants_of_returns
import pytest
from corpus import COMPARED, IS_THOROUGH
from knots import KNOTS
from mutation import Mutant, altered, in_place, simulation_of
from prepared import Prepared, is_as_naive, is_same
from tied import tied_systems

from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms
from drawing import some
from reform_lists import systems_with_reforms
from strategies import systems

pytestmark = pytest.mark.xdist_group("mutants")
pytest.importorskip("adminsim.engine.compiled", reason="the compiled engine needs Numba")

RULES_OF_ENGINES = (
    *mutants_of_instants.MUTANTS,
    *mutants_of_returns.MUTANTS,
    *mutants_of_limits.MUTANTS,
    *mutants_of_case_limits.MUTANTS,
)
RULES_OF_BOTH = mutants_of_plans.MUTANTS
RANDOM = 20
"""Random systems of each kind beside those made for the purpose."""
QUICKEST = 50
"""Systems made for the purpose that are asked of what none can tell apart."""
TOLD_BY = Path(__file__).with_name("told_by.json")
"""By mutant the system that told it apart when last looked for; `--update-golden` looks for all of them anew."""


@cache
def told() -> dict[str, Prepared]:
    """Return by name the systems that a mutant may be told apart by, those that are run quickest first."""
    drawn: dict[str, list[System]] = {
        "tied": some(tied_systems(), RANDOM),
        "reformed": [apply_reforms(*one) for one in some(systems_with_reforms(systems()), RANDOM)],
    }
    named = KNOTS | {f"{kind} {number}": one for kind, those in drawn.items() for number, one in enumerate(those)}
    runs = {name: Prepared.of(system) for name, system in named.items()}
    return dict(sorted(runs.items(), key=lambda run: len(run[1].compiled[0])))


@cache
def told_by() -> dict[str, str]:
    """Return the name of the system that told each mutant apart."""
    return dict(json.loads(TOLD_BY.read_text()))


def likeliest_first(mutant: Mutant) -> Iterator[tuple[str, Prepared]]:
    """Give all systems, the one that told the mutant apart before all others: nearly always it does so again.

    Where no system can tell, those made for the purpose that run quickest are asked, all others with `--thorough` only.
    """
    if mutant.same_because and not IS_THOROUGH:
        yield from islice(((name, run) for name, run in told().items() if name in KNOTS), QUICKEST)
        return
    before = told_by().get(mutant.breaks)
    if before in told():
        yield before, told()[before]
    yield from ((name, run) for name, run in told().items() if name != before)


def noticed_on(mutant: Mutant) -> str | None:
    """Return a system whose records differ between the mutant and the compiled engine, if there is one."""
    with simulation_of(mutant) as simulation:
        return next(
            (
                name
                for name, run in likeliest_first(mutant)
                if not is_same(simulation(run.plan, run.draws).run(), run.compiled)
            ),
            None,
        )


def noticed_by_naive_on(mutant: Mutant) -> str | None:
    """Return a system whose records differ between a run with the mutant and the naive simulator, if there is one."""
    with in_place(altered(mutant)):
        return next(
            (name for name, run in likeliest_first(mutant) if not is_as_naive(anew(run.system).reference, run)),
            None,
        )


def anew(system: System) -> Prepared:
    """Prepare a copy of a system on which nothing lies yet that was found by the rules as they are."""
    return Prepared.of(pickle.loads(pickle.dumps(system)))


def assert_noticed(notice: Callable[[Mutant], str | None], mutant: Mutant, update_golden: bool) -> None:
    if update_golden:
        told_by().pop(mutant.breaks, None)
    name = notice(mutant)
    assert name is not None
    if update_golden:
        told_by()[mutant.breaks] = name
        TOLD_BY.write_text(json.dumps(told_by(), indent=1, sort_keys=True) + "\n")


def _distinguished(mutants: tuple[Mutant, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("mutant", [pytest.param(m, id=m.breaks) for m in mutants if not m.same_because])


def _equivalent(mutants: tuple[Mutant, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("mutant", [pytest.param(m, id=m.breaks) for m in mutants if m.same_because])


def test_without_a_mutant_all_agree_on_all_systems() -> None:
    # The random ones are the first of the corpus, for which test_engine_against_naive.py says so.
    asked = [run for name, run in told().items() if name in KNOTS or COMPARED < RANDOM]
    assert all(is_same(run.reference, run.compiled) and is_as_naive(run.reference, run) for run in asked)


def test_no_two_mutants_say_that_they_break_the_same() -> None:
    names = [mutant.breaks for mutant in (*RULES_OF_ENGINES, *RULES_OF_BOTH)]
    assert len(set(names)) == len(names)
    assert set(told_by()) <= set(names)


@_distinguished(RULES_OF_ENGINES)
def test_a_rule_broken_in_one_engine_is_noticed(mutant: Mutant, update_golden: bool) -> None:
    assert_noticed(noticed_on, mutant, update_golden)


@_equivalent(RULES_OF_ENGINES)
def test_what_no_system_can_tell_apart_is_not_told_apart(mutant: Mutant) -> None:
    assert noticed_on(mutant) is None, mutant.same_because


@_distinguished(RULES_OF_BOTH)
def test_a_rule_broken_in_what_both_engines_are_given_is_noticed(mutant: Mutant, update_golden: bool) -> None:
    assert_noticed(noticed_by_naive_on, mutant, update_golden)


@_equivalent(RULES_OF_BOTH)
def test_what_both_are_given_is_not_told_apart_either(mutant: Mutant) -> None:
    assert noticed_by_naive_on(mutant) is None, mutant.same_because
