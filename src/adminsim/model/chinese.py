"""Chinese as it is typed: full-width signs, and words of a file that may also be written by their Chinese names.

Each choice of words carries its own Chinese names, and what is read becomes the word of the file format at once:
nothing behind the reading knows of two languages.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, Self, get_args

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import core_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−~～〜至到", "-"))


def narrow(text: str) -> str:
    """Return text with half-width digits and signs in place of full-width ones.

    Examples
    --------
    >>> narrow("９：００")
    '9:00'
    """
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def narrow_range(text: str) -> str:
    """Return two ends, of hours or days, with a plain dash between them.

    Examples
    --------
    >>> narrow_range("９：００—１２：００")
    '9:00-12:00'
    """
    return text if text.isascii() else narrow(text).translate(_DASHES)


class Spoken(StrEnum):
    """A choice of words, each with its Chinese names behind it, by which a file may write it too."""

    names_zh: tuple[str, ...]
    """Chinese names, the first one preferred."""

    def __new__(cls, word: str, names: str) -> Self:
        """Return a word with its Chinese names, parted by blanks."""
        one = str.__new__(cls, word)
        one._value_ = word
        one.names_zh = tuple(names.split())
        return one

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        return next((one for one in cls if value in one.names_zh), None)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        made = handler(schema)
        _with_names(handler.resolve_ref_schema(made), [name for one in cls for name in one.names_zh])
        return made


class InChinese:
    """Lets the words of a field, a `Literal`, be written by Chinese names too.

    Parameters
    ----------
    **names : str
        For each word its Chinese names, parted by blanks; the first one is preferred.
    """

    def __init__(self, **names: str) -> None:
        self.words: Mapping[str, str] = {name: word for word, told in names.items() for name in told.split()}

    def meant(self, data: Any) -> Any:
        """Return the word that a Chinese name stands for; anything else as it is."""
        return self.words.get(data, data) if isinstance(data, str) else data

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(self.meant, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        made = handler(schema)
        _with_names(made, list(self.words))
        return made


def _with_names(schema: dict[str, Any], names: list[str]) -> None:
    """Add Chinese names to what may stand at a place, for editors."""
    if "const" in schema:
        schema["enum"] = [schema.pop("const")]
    for one in (schema, *schema.get("anyOf", ())):
        if "enum" in one:
            one["enum"] = [*one["enum"], *names]


def kind_of(default: str, *kinds: type[BaseModel]) -> Callable[[Any], str]:
    """Return what tells of which kind a value is: by its `kind`, in either language; `default` where it has none.

    Parameters
    ----------
    default : str
        The kind where none is written.
    *kinds : type
        The values that are told apart, each with its word as its only possible `kind`.
    """
    words: dict[str, str] = {}
    for kind in kinds:
        field = kind.model_fields["kind"]
        words |= {name: get_args(field.annotation)[0] for one in field.metadata if isinstance(one, InChinese)
                  for name in one.words}  # fmt: skip

    def told(data: Any) -> str:
        kind = data.get("kind", default) if isinstance(data, dict) else getattr(data, "kind", default)
        return words.get(kind, kind) if isinstance(kind, str) else default

    return told


def _truth(data: Any) -> Any:
    return {"是": True, "否": False}.get(data, data) if isinstance(data, str) else data


Truth = Annotated[
    bool, BeforeValidator(_truth), WithJsonSchema({"anyOf": [{"type": "boolean"}, {"enum": ["是", "否"]}]})
]
"""True or false; 是 or 否 in Chinese."""
