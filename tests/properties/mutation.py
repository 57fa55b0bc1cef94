"""Mutants of a rule: the source of a module with one passage altered, run in place of the module itself.

A passage must occur exactly once in its module. When the code changes, the list of mutants fails instead of testing
nothing.
"""

from __future__ import annotations

import importlib
import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FunctionType, ModuleType
from typing import Any

import numpy as np
import pytest

from adminsim.engine import jit, places, reference


@dataclass(frozen=True)
class Mutant:
    """One rule altered.

    Attributes
    ----------
    breaks : str
        What the mutant does instead of the rule.
    module : str
        The module that states the rule, below `adminsim`.
    passages : tuple of (str, str)
        What is replaced, and by what.
    same_because : str
        Why no system can tell the mutant from the rule; empty where systems can.
    """

    breaks: str
    module: str
    passages: tuple[tuple[str, str], ...]
    same_because: str = ""


def altered(mutant: Mutant) -> ModuleType:
    """Return the mutant's module, which nobody else sees."""
    original = importlib.import_module(f"adminsim.{mutant.module}")
    source = inspect.getsource(original)
    for old, new in mutant.passages:
        assert source.count(old) == 1, f"{mutant.breaks}: {source.count(old)} times in {mutant.module}: {old}"
        source = source.replace(old, new)
    return _executed(original, source)


def _executed(original: ModuleType, source: str) -> ModuleType:
    module = ModuleType(original.__name__)
    with pytest.MonkeyPatch.context() as patch:
        # To compile what is run on a small system or two takes longer than to run its lines as they stand.
        patch.setattr(jit, "IS_COMPILED", False)
        patch.setattr(jit, "njit", _as_it_stands)
        exec(compile(source, f"<mutant of {original.__name__}>", "exec"), module.__dict__)
    return module


def _as_it_stands(function: Any = None, **_: Any) -> Any:
    return function if function is not None else _as_it_stands


@contextmanager
def simulation_of(mutant: Mutant) -> Iterator[type[Any]]:
    """Give the reference engine with the mutant in it."""
    module = altered(mutant)
    if mutant.module == "engine.reference":
        yield module.Simulation
    elif mutant.module == "engine.places":
        engine = _executed(reference, inspect.getsource(reference))
        for name, value in vars(module).items():
            if name in vars(places) and getattr(value, "__module__", "") == places.__name__:
                setattr(engine, name, value)
        yield engine.Simulation
    else:
        with in_place(module):
            yield reference.Simulation


@contextmanager
def in_place(module: ModuleType) -> Iterator[None]:
    """Put a module's functions, and the methods of its classes, where those of the original are."""
    original = sys.modules[module.__name__]
    # Words of a generator that is not compiled go round without a warning.
    with pytest.MonkeyPatch.context() as patch, np.errstate(over="ignore"):
        for name, value in vars(module).items():
            if getattr(value, "__module__", "") != original.__name__:
                continue
            if isinstance(value, type):
                for attribute, method in vars(value).items():
                    if isinstance(method, FunctionType | classmethod):
                        patch.setattr(getattr(original, name), attribute, method)
            elif isinstance(value, FunctionType):
                _put(patch, name, getattr(original, name), value)
        yield


def _put(patch: pytest.MonkeyPatch, name: str, original: Any, value: Any) -> None:
    for user in [user for user in sys.modules.values() if getattr(user, "__name__", "").startswith("adminsim.")]:
        if vars(user).get(name) is original:
            patch.setattr(user, name, value)
