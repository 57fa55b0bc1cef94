"""The kernel as browsers run it, called in place of the native one."""

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


def simulate(*records: tuple[Any, ...]) -> None:
    """Run the kernel on copies of its arrays, and copy back what it has changed."""
    import wasmtime

    engine, code = module()
    store = wasmtime.Store(engine)
    instance = wasmtime.Instance(store, code, [])
    exports = instance.exports(store)
    values = list(arguments(*records))
    at = exports["__heap_base"].value(store)
    places = []
    for value in values:
        at = -(-at // 16) * 16
        places.append(at)
        at += value.nbytes if isinstance(value, np.ndarray) else 0
    given = np.array([w for value, place in zip(values, places, strict=True) for w in words(value, place)], dtype="<i8")
    table = -(-at // 16) * 16
    memory = exports["memory"]
    memory.grow(store, max(0, -(-(table + given.nbytes) // PAGE) - memory.size(store)))
    for value, place in zip(values, places, strict=True):
        if isinstance(value, np.ndarray) and value.nbytes:
            memory.write(store, value.tobytes(), place)
    memory.write(store, given.tobytes(), table)
    assert exports["run"](store, table) == 0
    for value, place in zip(values, places, strict=True):
        if isinstance(value, np.ndarray) and value.nbytes and value.flags.writeable:
            value[...] = np.frombuffer(memory.read(store, place, place + value.nbytes), value.dtype).reshape(
                value.shape
            )
