"""What is wrong with an input, as a value: where, which rule, and the values to name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from pydantic_core import PydanticCustomError

from adminsim.messages import CATALOGUE, Words
from adminsim.messages.said import Said

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
        What the message names; `nearest` and `allowed` are said behind it where it does not name them itself.
    also : tuple of str or int, or None
        Path of another place that it is about.
    """

    code: str
    path: Path = ()
    values: dict[str, Any] = field(default_factory=dict)
    at_key: bool = False
    also: Path | None = None

    def below(self, *path: str | int) -> Problem:
        """Return the problem as seen from further up: all its paths begin with `path`."""
        also = None if self.also is None else (*path, *self.also)
        return replace(self, path=(*path, *self.path), also=also)

    def text(self, words: Words = Words.EN) -> str:
        """Return the message in words."""
        return words.say_with_hints(self.code, **self.values)


class InvalidSystemError(Said, ValueError):
    """A system or scenario made in Python breaks a rule; `problems` lists all that is wrong."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("problems")
        self.problems = problems
        self.args = (problems,)

    def text(self, words: Words = Words.EN) -> str:
        """Return one line per problem: where it is, and what is wrong."""
        lines = ((".".join(map(str, problem.path)), problem.text(words)) for problem in self.problems)
        return "\n".join(f"{place}: {told}" if place else told for place, told in lines)


def wrong(code: str, **values: Any) -> PydanticCustomError:
    """Return the error that a validator raises for an entry of the message catalogue."""
    return PydanticCustomError(code, CATALOGUE[code][0], values or None)
