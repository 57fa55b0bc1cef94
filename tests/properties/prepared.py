"""Systems made ready to run, and what the compiled engine makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from unittest import mock

import numpy as np
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants
from naive import Naive, Row

from adminsim.engine.draws import Draws, make_draws
from adminsim.engine.plan import Plan, make_plan
from adminsim.engine.population import draw_population
from adminsim.engine.records import CaseEnds, Records, make_records
from adminsim.engine.reference import run_reference
from adminsim.engine.simulate import is_compiled_available
from adminsim.engine.streams import Streams
from adminsim.model.system import System

if TYPE_CHECKING:
    from collections.abc import Iterator

Run = tuple[np.ndarray[Any, Any], CaseEnds]
Drawn = TypeVar("Drawn")


@dataclass(frozen=True)
class Prepared:
    """A system with its plan and its draws."""

    system: System
    plan: Plan
    draws: Draws
    streams: Streams

    @classmethod
    def of(cls, system: System, seed: int = 1) -> Prepared:
        """Lay a system out and draw."""
        streams = Streams(seed, 0)
        population = draw_population(system, streams)
        plan = make_plan(system, population)
        return cls(system, plan, make_draws(system, plan, population, streams), streams)

    @cached_property
    def reference(self) -> Run:
        """What the reference engine makes of it."""
        return run_reference(self.plan, self.draws)

    @cached_property
    def records(self) -> Records:
        """The records that a run leaves, with the engine that is there."""
        run = self.compiled if is_compiled_available() else self.reference
        return make_records(self.system, self.plan, self.draws, *run)

    @cached_property
    def naive(self) -> tuple[list[Row], dict[tuple[int, int], tuple[int, int]]]:
        """What the naive simulator makes of it: rows of visits, and ends by chain and case."""
        return Naive(self.system, self.plan, self.draws, self.streams).run()

    @cached_property
    def compiled(self) -> Run:
        """What the compiled engine makes of it."""
        from adminsim.engine.compiled import run_compiled

        return run_compiled(self.plan, self.draws)


def is_same(one: Run, other: Run) -> bool:
    """Tell whether two runs left the same tables, in the same order and form."""
    return all(
        mine.dtype == theirs.dtype and np.array_equal(mine, theirs)
        for mine, theirs in zip(_tables(one), _tables(other), strict=True)
    )


def is_as_naive(one: Run, prepared: Prepared) -> bool:
    """Tell whether a run left what the naive simulator leaves."""
    visits, ends = one
    rows, decided = prepared.naive
    return visits.tolist() == rows and all(
        (ends.decided[chain][number], ends.outcome[chain][number]) == end for (chain, number), end in decided.items()
    )


def _tables(run: Run) -> list[np.ndarray[Any, Any]]:
    visits, ends = run
    return [visits, *ends.decided, *ends.outcome]


def random_systems(count: int, strategy: st.SearchStrategy[Drawn]) -> Sequence[Drawn]:
    """Return the same random systems, or whatever else a strategy draws, at each call, after whatever tests."""
    found: list[Drawn] = []

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def collect(drawn: Drawn) -> None:
        found.append(drawn)

    with _whatever_is_loaded():
        collect()
    return found


@contextmanager
def _whatever_is_loaded() -> Iterator[None]:
    """Keep Hypothesis from drawing now and then a constant of the modules that happen to be loaded.

    It does so by default, and then what is drawn depends on which tests ran before in the same process.
    """
    providers.CONSTANTS_CACHE.cache.clear()
    with mock.patch.object(providers, "_get_local_constants", Constants):
        yield
    providers.CONSTANTS_CACHE.cache.clear()
