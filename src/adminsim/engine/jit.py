"""Compiling by Numba, where it is there: without it the same lines are run as they stand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["IS_COMPILED", "entry", "is_ready", "njit"]

try:
    from numba import config, njit

    if config.DISABLE_JIT:  # type: ignore[attr-defined]
        raise ImportError("Numba is told to leave functions as they are, which an intrinsic cannot be")
    IS_COMPILED = True
except ImportError:
    IS_COMPILED = False

    def njit(function: Any = None, **_: Any) -> Any:  # type: ignore[no-redef]
        """Leave a function as it is."""
        return function if function is not None else njit


def entry(function: Callable[..., Any]) -> Any:
    """Compile a function that is called from outside: it runs beside other threads, and is kept on disk if it can be.

    Whatever it calls must live in its own file, because what is kept does not notice changes elsewhere.
    """
    try:
        return njit(nogil=True, cache=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


def is_ready(function: Any) -> bool:
    """Tell whether a function has been compiled before, in this process or on disk, or is run as it stands."""
    if not hasattr(function, "signatures") or function.signatures:
        return True
    code = function.py_func.__code__
    source = Path(code.co_filename)
    folder, name = Path(function.stats.cache_path or source.parent / "nowhere"), function.py_func.__qualname__
    kept = folder.glob(f"{source.stem}.{name}-{code.co_firstlineno}.py*.nbc")
    return any(file.stat().st_mtime >= source.stat().st_mtime for file in kept)
