"""Kernel and draws as browsers run them, called in place of the native ones."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np
import pytest

from adminsim.engine.arguments import arguments, words
from adminsim.report.page.live import WASM

PAGE = 65536


@lru_cache(1)
def module() -> tuple[Any, Any]:
    """Return the module, compiled once, and what it was compiled with."""
    wasmtime = pytest.importorskip("wasmtime", reason="wasmtime is not installed")
    engine = wasmtime.Engine()
    return engine, wasmtime.Module(engine, WASM.read_bytes())


class Placed:
    """A new instance with copies of some arrays in its memory."""

    def __init__(self, *records: tuple[Any, ...]) -> None:
        import wasmtime

        engine, code = module()
        self._store = wasmtime.Store(engine)
        self._exports: Any = wasmtime.Instance(self._store, code, []).exports(self._store)
        self._values = list(arguments(*records))
        at = self._exports["__heap_base"].value(self._store)
        self._places = []
        for value in self._values:
            at = -(-at // 16) * 16
            self._places.append(at)
            at += value.nbytes if isinstance(value, np.ndarray) else 0
        each = zip(self._values, self._places, strict=True)
        given = np.array([word for value, place in each for word in words(value, place)], dtype="<i8")
        self._table = -(-at // 16) * 16
        self._free = self._table + given.nbytes
        self._memory = self._exports["memory"]
        self._memory.grow(self._store, max(0, -(-self._free // PAGE) - self._memory.size(self._store)))
        for value, place in self._arrays():
            self._memory.write(self._store, value.tobytes(), place)
        self._memory.write(self._store, given.tobytes(), self._table)

    def call(self, function: str) -> None:
        """Call a function, and copy back what it has changed."""
        assert self._exports[function](self._store, self._table, self._free) == 0
        for value, place in self._arrays():
            if value.flags.writeable:
                content = self._memory.read(self._store, place, place + value.nbytes)
                value[...] = np.frombuffer(content, value.dtype).reshape(value.shape)

    def _arrays(self) -> list[tuple[Any, int]]:
        each = zip(self._values, self._places, strict=True)
        return [(value, place) for value, place in each if isinstance(value, np.ndarray) and value.nbytes]


def simulate(*records: tuple[Any, ...]) -> None:
    """Run the kernel on copies of its arrays, and copy back what it has changed."""
    Placed(*records).call("run")


def draw(chance: Any) -> None:
    """Draw until every line of the program is done."""
    placed = Placed(chance)
    while chance.line[0] < len(chance.program.lines):
        placed.call("draw")
