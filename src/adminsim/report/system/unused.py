"""What a scenario says in vain, in one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adminsim.messages import Words
    from adminsim.model.problem import Problem


def unused_lines(found: Iterable[Problem], words: Words) -> list[str]:
    """Return one line for each thing that is read and not used: where it stands, and what becomes of it."""
    return [words.say("unused-at", place=".".join(map(str, one.path)), told=one.text(words)) for one in found]
