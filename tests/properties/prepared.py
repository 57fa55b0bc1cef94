"""Systems made ready to run, and what the compiled engine makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from naive import Naive, Row

from adminsim.engine.draws import Draws, make_draws
from adminsim.engine.fields import CaseEnds
from adminsim.engine.plan import Plan, make_plan
from adminsim.engine.population import draw_population
from adminsim.engine.records import Records, make_records
from adminsim.engine.reference import run_reference
from adminsim.engine.simulate import is_compiled_available
from adminsim.engine.streams import Streams
from adminsim.model.system import System

Run = tuple[np.ndarray[Any, Any], CaseEnds]


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
        return make_records(self.system, self.plan, self.draws, *self.either)

    @property
    def either(self) -> Run:
        """What the quicker of the engines that are there makes of it."""
        return self.compiled if is_compiled_available() else self.reference

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
