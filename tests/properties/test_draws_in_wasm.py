"""The draws that the page makes are the native ones: the same plan and seed give the same tables, to the byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from corpus import ONE_WORKER, plain, reformed, tied
from knots import KNOTS
from prepared import Prepared
from richest import reformed_system, rich_system

import kernel_in_wasm
from adminsim.engine.draws import Draws
from adminsim.engine.population import draw_population
from adminsim.engine.streams import Streams
from adminsim.model.duration import Mixture
from adminsim.model.system import System

pytest.importorskip("wasmtime", reason="wasmtime is not installed")
chance = pytest.importorskip("adminsim.engine.chance", reason="the compiled engine needs Numba")
drawing = pytest.importorskip("adminsim.engine.drawing")


def drawn_in_wasm(run: Prepared, seed: int) -> tuple[Draws, bool]:
    """Return what the other one draws for a plan, and whether a mixture is among its lengths, which it draws nearly."""
    population = draw_population(run.system, run.streams)
    made = chance.chance_of(run.system, run.plan, population, run.draws.order, Streams(seed, 0))
    kernel_in_wasm.draw(made)
    tables = dict(zip(drawing.INTS, made.tables.seconds, strict=True))
    tables |= {name: getattr(made.tables, name) for name in ("skipped", "extended", "result")}
    tables["exact_s"] = made.tables.exact
    written = chance.program_of(run.plan, run.system)
    return Draws(run.draws.cases, run.draws.order, tables), any(
        isinstance(one.distribution, Mixture) for one in written.distributions
    )


def different(run: Prepared, seed: int = 1) -> list[str]:
    """Return the tables that differ: in whole seconds to the byte, what is not rounded in the last digits only."""
    made, is_mixed = drawn_in_wasm(run, seed)
    found = []
    for name, native in run.draws.by_visit.items():
        other = made.by_visit[name]
        if native.dtype.kind == "f":
            is_alike = is_mixed or bool(np.allclose(native, other, rtol=1e-12, atol=0.0))
        else:
            is_alike = np.array_equal(native, other) or (is_mixed and name.endswith("_s"))
        if not is_alike:
            found.append(name)
    return found


@pytest.mark.parametrize("drawn", [plain, reformed, tied])
@ONE_WORKER
def test_random_systems_have_the_same_draws(drawn: Callable[[], Sequence[Prepared]]) -> None:
    for run in drawn():
        assert different(run) == []


@pytest.mark.parametrize(
    "system",
    [*(pytest.param(system, id=name) for name, system in KNOTS.items()), rich_system(), reformed_system()],
)
def test_systems_made_for_something_have_the_same_draws(system: System) -> None:
    assert different(Prepared.of(system)) == []


def test_another_seed_is_noticed() -> None:
    assert {"work_s", "result"} <= set(different(Prepared.of(rich_system()), seed=2))
