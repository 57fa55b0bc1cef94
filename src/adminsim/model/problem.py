"""What is wrong with an input, as a value: where, which rule, and the values to name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from pydantic_core import PydanticCustomError

from adminsim.messages import CATALOGUE, say

Path = tuple[str | int, ...]
"""Keys from the root of a file to the place of a problem."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    Attributes
    ----------
    code : str
        Entry of the message catalogue.
    path : tuple of str or int
        Keys from the root of the file; `at_key` tells that the key itself is wrong, not its value.
    values : dict
        What the message names.
    """

    code: str
    path: Path = ()
    values: dict[str, Any] = field(default_factory=dict)
    at_key: bool = False

    def text(self, language: str = "en") -> str:
        """Return the message in words."""
        return say(self.code, language, **self.values)


class InvalidSystemError(ValueError):
    """A system or scenario made in Python breaks a rule; `problems` lists all that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(problems)

    def __str__(self) -> str:
        return "\n".join(f"{'.'.join(map(str, problem.path))}: {problem.text()}" for problem in self.problems)


def wrong(code: str, **values: Any) -> PydanticCustomError:
    """Return the error that a validator raises for an entry of the message catalogue."""
    return PydanticCustomError(code, CATALOGUE[code][0], values or None)
