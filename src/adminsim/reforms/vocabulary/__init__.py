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
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

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

if TYPE_CHECKING:
    AnyReform = Reform
else:
    AnyReform = Annotated[reduce(operator.or_, VOCABULARY.values()), Field(discriminator="reform")]
"""Any reform, as a field of a file."""
