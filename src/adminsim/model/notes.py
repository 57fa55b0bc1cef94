"""What the fields of model values mean: the docstrings below them, read from the source when somebody asks."""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic_core.core_schema import ModelSchema


@cache
def notes_of(kind: type[BaseModel]) -> dict[str, str]:
    """Return by field what its docstring says, those of base classes included."""
    notes: dict[str, str] = {}
    for one in reversed(kind.__mro__):
        if one.__module__.partition(".")[0] not in ("builtins", "pydantic", "abc"):
            notes |= _notes_in(one)
    return notes


def _notes_in(kind: type) -> dict[str, str]:
    try:
        source = textwrap.dedent(inspect.getsource(kind))
    except OSError:  # A class that was typed in at a prompt has no file.
        return {}
    body = ast.parse(source).body[0].body  # type: ignore[attr-defined]
    return {
        field.target.id: inspect.cleandoc(note.value.value)
        for field, note in pairwise(body)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(note, ast.Expr) and isinstance(note.value, ast.Constant) and isinstance(note.value.value, str)
    }


class WithNotes(GenerateJsonSchema):
    """Makes JSON Schemas whose properties are described by the docstrings of the fields."""

    def model_schema(self, schema: ModelSchema) -> dict[str, Any]:
        """Return the JSON Schema of a model."""
        made = super().model_schema(schema)
        kind: type[BaseModel] = schema["cls"]
        for name, note in notes_of(kind).items():
            field = kind.model_fields.get(name)
            written = made.get("properties", {}).get(field.alias or name) if field is not None else None
            if written is not None:
                written.setdefault("description", note)
        return made
