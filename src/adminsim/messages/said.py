"""What is said to a user in place of what he asked for: one base for all errors that have words."""

from __future__ import annotations

from collections.abc import Mapping

from adminsim.messages import Words


class Said(Exception):  # noqa: N818 - what is said is not always an error
    """Something stands in the way of what was asked for, and the catalogue has words for it.

    Attributes
    ----------
    code : str
        Entry of the message catalogue.
    values : dict
        What the message names; `nearest` and `allowed` are said behind it where it does not name them itself.
    is_wrong_input : bool
        Whether something else should have been given or asked for; false where something failed in the middle.
    """

    def __init__(self, code: str, values: Mapping[str, object] | None = None, is_wrong_input: bool = True) -> None:
        self.code, self.values, self.is_wrong_input = code, dict(values or {}), is_wrong_input
        # The parts and not the text, so that the error survives the way out of another process.
        super().__init__(code, self.values, is_wrong_input)

    def text(self, words: Words = Words.EN) -> str:
        """Return the message."""
        return words.say_with_hints(self.code, **self.values)

    def __str__(self) -> str:
        return self.text()
