"""The refusal of a run whose records would not fit."""

from __future__ import annotations

from adminsim.messages import Word
from adminsim.messages.said import Said


class RunTooLargeError(Said, OverflowError):
    """A run is larger than an engine can number."""


def too_many(what: str, wanted: int, allowed: int) -> RunTooLargeError:
    """Return the refusal of more than can be numbered of what the catalogue's entry `engine-<what>` names."""
    values = {"what": Word(f"engine-{what}"), "wanted": f"{wanted:,}", "allowed": f"{allowed:,}"}
    return RunTooLargeError("engine-too-many", values)
