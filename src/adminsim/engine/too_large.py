"""The refusal of a run whose records would not fit."""

from __future__ import annotations

from adminsim.messages import Word, say


class RunTooLargeError(OverflowError):
    """A run is larger than an engine can number.

    Attributes
    ----------
    code : str
        Entry of the message catalogue.
    values : dict
        What the message names.
    """

    def __init__(self, code: str, **values: object) -> None:
        self.code, self.values = code, values
        super().__init__(code, values)

    def text(self, language: str = "en") -> str:
        """Return the message."""
        return say(self.code, language, **self.values)

    def __str__(self) -> str:
        return self.text()


def too_many(what: str, wanted: int, allowed: int) -> RunTooLargeError:
    """Return the refusal of more than can be numbered of what the catalogue's entry `engine-<what>` names."""
    values = {"what": Word(f"engine-{what}"), "wanted": f"{wanted:,}", "allowed": f"{allowed:,}"}
    return RunTooLargeError("engine-too-many", **values)
