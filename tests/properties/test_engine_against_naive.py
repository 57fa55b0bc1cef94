"""Both engines and a naive simulator that shares no code with them leave the same records, to the last field."""

from __future__ import annotations

from itertools import zip_longest

from hypothesis import given, settings
from naive import Row
from prepared import Prepared
from tied import tied_systems

from adminsim.engine.simulate import Engine, engine_of, is_compiled_available
from adminsim.model.system import System
from strategies import systems

ENGINES: tuple[Engine, ...] = ("reference", "compiled") if is_compiled_available() else ("reference",)


def assert_equal_rows(names: tuple[str, ...], found: list[Row], expected: list[Row], engine: Engine) -> None:
    for mine, other in zip_longest(found, expected):
        assert mine == other, (engine, list(zip(names, mine or (), other or (), strict=False)))


def assert_same_records(system: System) -> None:
    run = Prepared.of(system)
    rows, decided = run.naive
    for engine in ENGINES:
        visits, ends = engine_of(engine)(run.plan, run.draws)
        assert_equal_rows(visits.dtype.names, visits.tolist(), rows, engine)
        for (chain, number), end in decided.items():
            assert (ends.decided[chain][number], ends.outcome[chain][number]) == end, engine


@settings(max_examples=100, deadline=None, derandomize=True)
@given(systems())
def test_any_system_leaves_the_same_records(system: System) -> None:
    assert_same_records(system)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(tied_systems())
def test_any_system_in_which_much_falls_together_leaves_the_same_records(system: System) -> None:
    assert_same_records(system)
