"""Answers about a frozen value that are found once and stay with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Asker = TypeVar("Asker")
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


def once(question: Callable[[Asked], Answer]) -> Callable[[Asked], Answer]:
    """Have a function of one frozen value answer each value once.

    The answer lies beside the fields of the value, where a cached property has it too: of a model value,
    `Value.replace` leaves it behind, and it does not travel to other processes. Nobody may change it.
    """
    name = f"{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def answered(value: Asked) -> Answer:
        kept = value.__dict__
        if name not in kept:
            kept[name] = question(value)
        answer: Answer = kept[name]
        return answer

    return answered


def once_each(question: Callable[[Asker, Asked], Answer]) -> Callable[[Asker, Asked], Answer]:
    """Have a method of a frozen value answer once for each other value, which is told by what it is, not by its fields.

    Where many routes have a step in common, what is made of it stays common to them. The answers lie where those of
    `once` lie, each with the value that was asked about, so that no other can come to stand in its place.
    """
    name = f"{question.__module__}.{question.__qualname__}"

    @wraps(question)
    def answered(asker: Asker, value: Asked) -> Answer:
        kept: dict[int, tuple[Asked, Answer]] = asker.__dict__.setdefault(name, {})
        if id(value) not in kept:
            kept[id(value)] = value, question(asker, value)
        return kept[id(value)][1]

    return answered
