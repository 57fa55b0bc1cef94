"""The random systems that the properties share: drawn once, run once, asked many questions.

What must hold for any system is asked of the same ones, and each engine runs a system once. The quick engine runs
them all. What is slow, the other engine and the naive simulator, runs the first of them, all with `--thorough`.
`ADMINSIM_EXAMPLES` says how many of each kind there are; `make identity` takes thousands.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

import pytest
from prepared import Prepared
from tied import tied_systems

from adminsim.engine.records import Records
from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from adminsim.reforms import Reform
from adminsim.reforms.apply import apply_reforms
from drawing import asked_of, some
from reform_lists import systems_with_reforms
from strategies import systems

EXAMPLES = int(os.environ.get("ADMINSIM_EXAMPLES", "50"))
"""How many systems of each kind."""
IS_THOROUGH = "ADMINSIM_EXAMPLES" in os.environ
"""Whether the slow ones run all systems too; `--thorough` says how many these are."""
COMPARED = EXAMPLES if IS_THOROUGH else 20
"""How many systems of each kind every engine runs."""
SMALL: dict[str, Any] = {"chains": 2, "steps": 5, "departments": 2}
"""Systems that are small, so that a reform is about most of what there is."""
ONE_WORKER = pytest.mark.xdist_group("corpus")
"""Tests that share the corpus run in one process, so that it is drawn once."""
ANOTHER_WORKER = pytest.mark.xdist_group("reforms")
"""So do those that share systems with reforms."""

Reformed = tuple[System, list[Reform]]
Drawn = TypeVar("Drawn")


@cache
def plain() -> Sequence[Prepared]:
    """Return systems as files would write them."""
    return [Prepared.of(system) for system in some(systems(), EXAMPLES)]


@cache
def tied() -> Sequence[Prepared]:
    """Return systems in which much falls on the same second."""
    return [Prepared.of(system) for system in some(tied_systems(), EXAMPLES)]


@cache
def reformed() -> Sequence[Prepared]:
    """Return systems after some reforms, with pilots among them."""
    return [Prepared.of(apply_reforms(*one)) for one in some(systems_with_reforms(systems()), EXAMPLES)]


@cache
def with_reforms() -> Sequence[Reformed]:
    """Return small systems, each with a list of reforms that are valid for it together."""
    return some(systems_with_reforms(systems(**SMALL), most=5), EXAMPLES)


@cache
def after_reforms() -> Sequence[Prepared]:
    """Return the same small systems after their reforms."""
    return [Prepared.of(apply_reforms(*one)) for one in with_reforms()]


@cache
def with_one_reform() -> Sequence[Reformed]:
    """Return small systems, each with one reform."""
    return some(systems_with_reforms(systems(**SMALL), most=1), EXAMPLES)


RECORDS: dict[int, Records] = {}


def records_before(system: System) -> Records:
    """Return the records of a system that reforms were drawn for, which is run once; it lives as long as they do."""
    if id(system) not in RECORDS:
        RECORDS[id(system)] = simulate(system)
    return RECORDS[id(system)]


def holds_for(
    those: Callable[[], Sequence[Drawn]], most: int = EXAMPLES
) -> Callable[[Callable[[Drawn], None]], Callable[[], None]]:
    """Return a decorator: the test is asked of each of those drawn, and says of which one it failed."""

    def chosen() -> Sequence[Drawn]:
        return those()[:most]

    chosen.__name__ = those.__name__
    group = ONE_WORKER if those in (plain, tied, reformed) else ANOTHER_WORKER
    return lambda test: group(asked_of(chosen)(test))
