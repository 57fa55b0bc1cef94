"""Both engines and a naive simulator that shares no code with them leave the same records, to the last field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

import pytest
from corpus import COMPARED, ONE_WORKER, plain, reformed, tied
from naive import Row
from prepared import Prepared

from adminsim.engine.simulate import Engine, is_compiled_available
from adminsim.model.system import System

ENGINES: tuple[Engine, ...] = ("reference", "compiled") if is_compiled_available() else ("reference",)


def assert_equal_rows(names: tuple[str, ...], found: list[Row], expected: list[Row], engine: Engine) -> None:
    for mine, other in zip_longest(found, expected):
        assert mine == other, (engine, list(zip(names, mine or (), other or (), strict=False)))


def assert_same_records(system: System) -> None:
    assert_runs_as_naive(Prepared.of(system))


def assert_runs_as_naive(run: Prepared) -> None:
    rows, decided = run.naive
    for engine in ENGINES:
        visits, ends = getattr(run, engine)
        assert_equal_rows(visits.dtype.names, visits.tolist(), rows, engine)
        for (chain, number), end in decided.items():
            assert (ends.decided[chain][number], ends.outcome[chain][number]) == end, engine


@pytest.mark.parametrize("drawn", [plain, reformed, tied])
@ONE_WORKER
def test_any_system_leaves_the_same_records(drawn: Callable[[], Sequence[Prepared]]) -> None:
    for run in drawn()[:COMPARED]:
        assert_runs_as_naive(run)
