"""What hinders a study from being run, apart from its input."""

from __future__ import annotations

from adminsim.messages import say_with_hints


class StudyError(Exception):
    """A study cannot be run as asked.

    Attributes
    ----------
    code : str
        Entry of the message catalogue.
    values : dict
        What the message names.
    is_wrong_input : bool
        Whether something else should have been asked for; false where something failed in the middle.
    """

    def __init__(self, code: str, values: dict[str, object] | None = None, is_wrong_input: bool = True) -> None:
        self.code, self.values, self.is_wrong_input = code, values or {}, is_wrong_input
        super().__init__(code, self.values, is_wrong_input)

    def text(self, language: str = "en") -> str:
        """Return the message."""
        return say_with_hints(self.code, language, **self.values)

    def __str__(self) -> str:
        return self.text()
