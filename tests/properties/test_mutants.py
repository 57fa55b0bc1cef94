"""The comparison of the engines notices when a rule of an instant or of a return is altered in one of them."""

from __future__ import annotations

from functools import cache

import mutants_of_instants
import mutants_of_limits
import mutants_of_plans
import mutants_of_returns
import pytest
from corpus import ONE_WORKER, reformed, tied
from knots import KNOTS
from mutation import Mutant, altered, in_place, simulation_of
from prepared import Prepared, is_as_naive, is_same

pytestmark = ONE_WORKER
pytest.importorskip("adminsim.engine.compiled", reason="the compiled engine needs Numba")

RULES_OF_ENGINES = (*mutants_of_instants.MUTANTS, *mutants_of_returns.MUTANTS, *mutants_of_limits.MUTANTS)
RULES_OF_BOTH = mutants_of_plans.MUTANTS
RANDOM = 20
"""Random systems of each kind beside those made for the purpose."""


@cache
def told() -> list[Prepared]:
    """Return the systems that all mutants run, those made for the purpose first."""
    return [*(Prepared.of(system) for system in KNOTS.values()), *tied()[:RANDOM], *reformed()[:RANDOM]]


def is_noticed(mutant: Mutant) -> bool:
    """Tell whether some system's records differ between the mutant and the compiled engine."""
    with simulation_of(mutant) as simulation:
        return any(not is_same(simulation(run.plan, run.draws).run(), run.compiled) for run in told())


def is_noticed_by_naive(mutant: Mutant) -> bool:
    """Tell whether some system's records differ between a run with the mutant and the naive simulator."""
    with in_place(altered(mutant)):
        return any(not is_as_naive(Prepared.of(run.system).reference, run) for run in told())


def _distinguished(mutants: tuple[Mutant, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("mutant", [pytest.param(m, id=m.breaks) for m in mutants if not m.same_because])


def _equivalent(mutants: tuple[Mutant, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("mutant", [pytest.param(m, id=m.breaks) for m in mutants if m.same_because])


def test_without_a_mutant_all_agree_on_all_systems() -> None:
    assert all(is_same(run.reference, run.compiled) and is_as_naive(run.reference, run) for run in told())


@_distinguished(RULES_OF_ENGINES)
def test_a_rule_broken_in_one_engine_is_noticed(mutant: Mutant) -> None:
    assert is_noticed(mutant)


@_equivalent(RULES_OF_ENGINES)
def test_what_no_system_can_tell_apart_is_not_told_apart(mutant: Mutant) -> None:
    assert not is_noticed(mutant), mutant.same_because


@_distinguished(RULES_OF_BOTH)
def test_a_rule_broken_in_what_both_engines_are_given_is_noticed(mutant: Mutant) -> None:
    assert is_noticed_by_naive(mutant)


@_equivalent(RULES_OF_BOTH)
def test_what_both_are_given_is_not_told_apart_either(mutant: Mutant) -> None:
    assert not is_noticed_by_naive(mutant), mutant.same_because
