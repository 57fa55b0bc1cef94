"""Random values, put together from a few kinds of strategies: whole numbers, one of several, lists, what is composed.

The names are those of Hypothesis, which searches and shrinks where a value is small. A random system takes hundreds of
draws; here it is drawn thirty times as fast, and the same number gives the same system in whatever process.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from random import Random
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

T = TypeVar("T")
U = TypeVar("U")
P = ParamSpec("P")
USUAL_SIZE = 8
"""How many more than the least a list has at the most, where nobody says."""


@dataclass(frozen=True)
class SearchStrategy(Generic[T]):
    """A way to draw a value."""

    drawn_with: Callable[[Random], T]

    def map(self, change: Callable[[T], U]) -> SearchStrategy[U]:
        """Return a strategy for the values after a change."""
        return SearchStrategy(lambda chance: change(self.drawn_with(chance)))


@dataclass(frozen=True)
class DrawFn:
    """What a composed strategy draws its parts by."""

    chance: Random

    def __call__(self, strategy: SearchStrategy[T]) -> T:
        """Draw a value."""
        return strategy.drawn_with(self.chance)


def composite(function: Callable[Concatenate[DrawFn, P], T]) -> Callable[P, SearchStrategy[T]]:
    """Return a function that gives strategies: what the given one makes of what it draws."""

    @wraps(function)
    def composed(*given: P.args, **named: P.kwargs) -> SearchStrategy[T]:
        return SearchStrategy(lambda chance: function(DrawFn(chance), *given, **named))

    return composed  # type: ignore[return-value]


def integers(least: int, most: int) -> SearchStrategy[int]:
    """Return a strategy for whole numbers, both bounds among them."""
    return SearchStrategy(lambda chance: chance.randint(least, most))


def booleans() -> SearchStrategy[bool]:
    """Return a strategy for true and false."""
    return SearchStrategy(lambda chance: chance.random() < 0.5)


def none() -> SearchStrategy[None]:
    """Return a strategy for nothing."""
    return SearchStrategy(lambda _: None)


def sampled_from(values: Sequence[T]) -> SearchStrategy[T]:
    """Return a strategy for one of some values."""
    return SearchStrategy(lambda chance: chance.choice(values))


def one_of(*strategies: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """Return a strategy that goes by one of others."""
    return SearchStrategy(lambda chance: chance.choice(strategies).drawn_with(chance))


def permutations(values: Sequence[T]) -> SearchStrategy[list[T]]:
    """Return a strategy for all values in any order."""
    return SearchStrategy(lambda chance: chance.sample(values, len(values)))


def tuples(*strategies: SearchStrategy[Any]) -> SearchStrategy[tuple[Any, ...]]:
    """Return a strategy for a value of each."""
    return SearchStrategy(lambda chance: tuple(one.drawn_with(chance) for one in strategies))


def lists(
    values: SearchStrategy[T], *, min_size: int = 0, max_size: int | None = None, unique: bool = False
) -> SearchStrategy[list[T]]:
    """Return a strategy for lists; where all must differ, a value that is drawn again is left out if it may."""

    def drawn_with(chance: Random) -> list[T]:
        size = chance.randint(min_size, min_size + USUAL_SIZE if max_size is None else max_size)
        found: list[T] = []
        for number in range(size + 20 * min_size if unique else size):
            one = values.drawn_with(chance)
            if not unique or one not in found:
                found.append(one)
            if len(found) == size or (number >= size and len(found) >= min_size):
                break
        assert len(found) >= min_size, f"{min_size} values that differ are not to be had"
        return found

    return SearchStrategy(drawn_with)


def some(strategy: SearchStrategy[T], count: int) -> list[T]:
    """Return the first of what a strategy draws: the same at each call, in whatever process."""
    return [strategy.drawn_with(Random(number)) for number in range(count)]


def asked_of(those: Callable[[], Sequence[T]], told: str = "") -> Callable[[Callable[[T], None]], Callable[[], None]]:
    """Return a decorator: the test is asked of each of those drawn, and says of which one it failed."""

    def decorate(test: Callable[[T], None]) -> Callable[[], None]:
        def ask() -> None:
            for number, one in enumerate(those()):
                try:
                    test(one)
                except BaseException as error:
                    error.add_note(f"number {number} of {told or those.__name__}: {one!r:.2000}")
                    raise

        ask.__name__, ask.__doc__, ask.__module__ = test.__name__, test.__doc__, test.__module__
        return ask

    return decorate


def given(strategy: SearchStrategy[T], count: int) -> Callable[[Callable[[T], None]], Callable[[], None]]:
    """Return a decorator: the test is asked of so many values that a strategy draws."""
    return asked_of(lambda: some(strategy, count), "those drawn")
