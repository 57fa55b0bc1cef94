"""What to say about a name that nothing bears: the nearest match, and what is allowed."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from adminsim.model.problem import Path, Problem

MOST_NAMED = 12


def unknown_name(kind: str, name: str, allowed: Iterable[str], path: Path) -> Problem:
    """Return the problem that `name` is none of the names allowed.

    Parameters
    ----------
    kind : str
        What is named: ``calendar``, ``department``, ``step``, ``type`` or ``document``.
    name : str
        The name that was written.
    allowed : iterable of str
        The names that there are, in the order of the file.
    path : tuple of str or int
        Where it was written.
    """
    names = list(allowed)
    values = {"name": name, "allowed": shortened(names)}
    near = nearest(name, names)
    if near is None:
        return Problem(f"model-unknown-{kind}", path, values)
    return Problem(f"model-unknown-{kind}-near", path, values | {"nearest": near})


def nearest(name: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed name that looks most like `name`, None if none does."""
    near = get_close_matches(name, list(allowed), n=1)
    return near[0] if near else None


def shortened(names: Iterable[str]) -> str:
    """Return names in one line, the first dozen of them if they are many."""
    every = list(names)
    return ", ".join(every[:MOST_NAMED]) + (f", ... ({len(every)})" if len(every) > MOST_NAMED else "")
