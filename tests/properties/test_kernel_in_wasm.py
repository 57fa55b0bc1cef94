"""The kernel that the page runs is the native one: the same plan and draws give the same records, to the byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from corpus import ONE_WORKER, plain, reformed, tied
from knots import KNOTS
from prepared import Prepared, is_same
from richest import reformed_system, rich_system

import kernel_in_wasm
from adminsim.model.system import System
from adminsim.report.page.live import is_current

pytest.importorskip("wasmtime", reason="wasmtime is not installed")
compiled = pytest.importorskip("adminsim.engine.compiled", reason="the compiled engine needs Numba")


def test_it_was_made_from_the_kernel_as_it_is() -> None:
    assert is_current(), "the kernel has changed: make wasm"


def assert_same_in_wasm(run: Prepared, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold what the native kernel makes of a plan and its draws against what the other one makes of them."""
    native = run.compiled
    with monkeypatch.context() as patched:
        patched.setattr(compiled.kernel, "simulate", kernel_in_wasm.simulate)
        other = compiled.run_compiled(run.plan, run.draws)
    assert is_same(native, other)


@pytest.mark.parametrize("drawn", [plain, reformed, tied])
@ONE_WORKER
def test_random_systems_have_the_same_records(
    drawn: Callable[[], Sequence[Prepared]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for run in drawn():
        assert_same_in_wasm(run, monkeypatch)


@pytest.mark.parametrize(
    "system",
    [*(pytest.param(system, id=name) for name, system in KNOTS.items()), rich_system(), reformed_system()],
)
def test_systems_made_for_something_have_the_same_records(system: System, monkeypatch: pytest.MonkeyPatch) -> None:
    assert_same_in_wasm(Prepared.of(system), monkeypatch)


def test_a_wrong_kernel_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def one_late(layout: tuple[object, ...], luck: tuple[object, ...], state: tuple[object, ...]) -> None:
        kernel_in_wasm.simulate(layout, luck, state)
        state.visit["end"] += 1  # type: ignore[attr-defined]

    run = Prepared.of(rich_system())
    native = run.compiled
    with monkeypatch.context() as patched:
        patched.setattr(compiled.kernel, "simulate", one_late)
        assert not is_same(native, compiled.run_compiled(run.plan, run.draws))
