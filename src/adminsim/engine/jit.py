"""Compiling by Numba, where it is there: without it the same lines are run as they stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, overload

__all__ = ["IS_COMPILED", "IS_TOLD_NOT_TO", "entry", "is_kept", "is_ready", "njit"]

try:
    import numba

    IS_TOLD_NOT_TO = bool(numba.config.DISABLE_JIT)  # type: ignore[attr-defined]
    """Whether Numba is there, but told to leave functions as they are (`NUMBA_DISABLE_JIT`)."""
    IS_COMPILED = not IS_TOLD_NOT_TO
    """Whether functions are compiled."""
except ImportError:
    IS_COMPILED = IS_TOLD_NOT_TO = False

Function = TypeVar("Function", bound=Callable[..., Any])


@overload
def njit(function: Function, *, counts: bool = ..., **options: Any) -> Function: ...


@overload
def njit(function: None = None, *, counts: bool = ..., **options: Any) -> Callable[[Function], Function]: ...


def njit(function: Any = None, *, counts: bool = True, **options: Any) -> Any:
    """Have a function compiled that only compiled ones call.

    It has no way in from Python: for a function of many arrays that would take longer to compile than the function.

    Parameters
    ----------
    function : callable, optional
        None for a decorator with options.
    counts : bool
        Whether those who hold an array are counted, as a function must that makes arrays. Without it a function of many
        arrays is compiled in half the time.
    options : dict
        For Numba.
    """
    if function is None:
        return lambda one: njit(one, counts=counts, **options)
    if not IS_COMPILED:
        return function
    options |= {"no_cpython_wrapper": True, "no_cfunc_wrapper": True, "_nrt": counts}
    return numba.njit(**options)(function)


def entry(function: Callable[..., Any], *, counts: bool = True) -> Any:
    """Have a function compiled that is called from Python: it runs beside other threads, and is kept on disk.

    Numba keeps it beside its file or, where that cannot be written, in the user's cache folder, together with a digest
    of the file. Where neither can be written it is compiled in every process. Whatever it calls must live in its own
    file, because what is kept does not notice changes elsewhere.

    Parameters
    ----------
    function : callable
        What is called.
    counts : bool
        As for `njit`.
    """
    if not IS_COMPILED:
        return function
    options: dict[str, Any] = {"nogil": True, "no_cfunc_wrapper": True, "_nrt": counts}
    try:
        return numba.njit(cache=True, **options)(function)
    except RuntimeError:
        return numba.njit(**options)(function)


def is_kept(function: Any) -> bool:
    """Tell whether a function that was compiled is kept on disk, where other processes find it."""
    return hasattr(function, "stats") and function.stats.cache_path is not None


def is_ready(function: Any) -> bool:
    """Tell whether a function has been compiled before, in this process or on disk, or is run as it stands."""
    if not hasattr(function, "signatures") or function.signatures:
        return True
    code = function.py_func.__code__
    source = Path(code.co_filename)
    folder, name = Path(function.stats.cache_path or source.parent / "nowhere"), function.py_func.__qualname__
    kept = folder.glob(f"{source.stem}.{name}-{code.co_firstlineno}.py*.nbc")
    return any(file.stat().st_mtime >= source.stat().st_mtime for file in kept)
