"""Functions that only compiled ones call, called from Python."""

from __future__ import annotations

from typing import Any

from adminsim.engine.jit import IS_COMPILED


def called(function: Any) -> Any:
    """Return a function with a way in from Python."""
    if not IS_COMPILED:
        return function
    import numba

    return numba.njit(lambda *given: function(*given))
