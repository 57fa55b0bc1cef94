"""Answers about a frozen value that are found once and stay with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

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
