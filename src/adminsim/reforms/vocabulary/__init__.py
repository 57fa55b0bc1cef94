"""One module for each reform, or tight family of reforms, that carries all that is known of it.

What is a reform is found by looking through these modules: none is listed anywhere else.
"""

from __future__ import annotations

import inspect
import operator
from collections.abc import Iterator
from functools import reduce
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field

from adminsim.messages import enter
from adminsim.reforms.base import Reform


def _kinds() -> Iterator[type[Reform]]:
    """Yield the reforms of all modules here; classes that several of them share have no word of their own."""
    for name in sorted(module.name for module in iter_modules(__path__)):
        module = import_module(f"{__name__}.{name}")
        for kind in vars(module).values():
            is_own = inspect.isclass(kind) and issubclass(kind, Reform) and kind.__module__ == module.__name__
            if is_own and kind.word():
                yield kind


VOCABULARY: dict[str, type[Reform]] = {kind.word(): kind for kind in sorted(_kinds(), key=lambda kind: kind.word())}
"""All kinds of reforms, by the word that a file uses."""
for _kind in VOCABULARY.values():
    enter(_kind.says)

BY_TERM: dict[str, str] = {kind.term_zh: word for word, kind in VOCABULARY.items()}
"""The word of each reform by its Chinese term."""


def word_of(name: str) -> str:
    """Return the word that a file uses for a reform, by that word itself or by its Chinese term."""
    return BY_TERM.get(name, name)


def _in_own_words(data: Any) -> Any:
    if not isinstance(data, dict) or not isinstance(data.get("reform"), str):
        return data
    return data | {"reform": word_of(data["reform"])}


if TYPE_CHECKING:
    AnyReform = Reform
else:
    _Any = Annotated[reduce(operator.or_, VOCABULARY.values()), Field(discriminator="reform")]
    AnyReform = Annotated[_Any, BeforeValidator(_in_own_words)]
"""Any reform, as a field of a file."""
