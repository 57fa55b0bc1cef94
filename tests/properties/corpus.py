"""The random systems that the properties share: drawn once, run once, asked many questions.

Drawing a random system takes longer than running it, so what must hold for any system is asked of the same ones.
`ADMINSIM_EXAMPLES` says how many of each kind there are; `make identity` takes thousands.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any, TypeVar

import pytest
from prepared import Prepared, random_systems
from tied import tied_systems

from adminsim.model.system import System
from adminsim.reforms import Reform
from adminsim.reforms.apply import apply_reforms
from reform_lists import systems_with_reforms
from strategies import systems

EXAMPLES = int(os.environ.get("ADMINSIM_EXAMPLES", "150"))
"""How many systems of each kind."""
SMALL: dict[str, Any] = {"chains": 2, "steps": 5, "departments": 2}
"""Systems that are small, so that a reform is about most of what there is."""
ONE_WORKER = pytest.mark.xdist_group("corpus")
"""Tests that share the corpus run in one process, so that it is drawn once."""

Reformed = tuple[System, list[Reform]]
Drawn = TypeVar("Drawn")


@cache
def plain() -> Sequence[Prepared]:
    """Return systems as files would write them."""
    return [Prepared.of(system) for system in random_systems(EXAMPLES, systems())]


@cache
def tied() -> Sequence[Prepared]:
    """Return systems in which much falls on the same second."""
    return [Prepared.of(system) for system in random_systems(EXAMPLES, tied_systems())]


@cache
def reformed() -> Sequence[Prepared]:
    """Return systems after some reforms, with pilots among them."""
    drawn = random_systems(EXAMPLES, systems_with_reforms(systems()))
    return [Prepared.of(apply_reforms(*one)) for one in drawn]


@cache
def with_reforms() -> Sequence[Reformed]:
    """Return small systems, each with a list of reforms that are valid for it together."""
    return random_systems(EXAMPLES, systems_with_reforms(systems(**SMALL), most=5))


@cache
def with_one_reform() -> Sequence[Reformed]:
    """Return small systems, each with one reform."""
    return random_systems(EXAMPLES, systems_with_reforms(systems(**SMALL), most=1))


def holds_for(
    drawn: Callable[[], Sequence[Drawn]], most: int = EXAMPLES
) -> Callable[[Callable[[Drawn], None]], Callable[[], None]]:
    """Return a decorator: the test is asked of each of those drawn, and says of which one it failed."""

    def decorate(test: Callable[[Drawn], None]) -> Callable[[], None]:
        def ask() -> None:
            for number, one in enumerate(drawn()[:most]):
                try:
                    test(one)
                except BaseException as error:
                    error.add_note(f"number {number} of {drawn.__name__}: {one!r:.2000}")
                    raise

        ask.__name__, ask.__doc__, ask.__module__ = test.__name__, test.__doc__, test.__module__
        return ONE_WORKER(ask)

    return decorate
