"""What the fields of model values mean: the docstrings below them, read from the source when somebody asks."""

from __future__ import annotations

import ast
import inspect
import sys
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


@cache
def _notes_in(kind: type) -> dict[str, str]:
    written = _classes_of(kind.__module__).get(kind.__name__)
    return {
        field.target.id: inspect.cleandoc(note.value.value)
        for field, note in pairwise(written.body if written else ())
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(note, ast.Expr) and isinstance(note.value, ast.Constant) and isinstance(note.value.value, str)
    }


@cache
def _classes_of(module: str) -> dict[str, ast.ClassDef]:
    """Return by name the classes that a module defines, as they are written; its source is read once for all."""
    try:
        source = inspect.getsource(sys.modules.get(module))  # type: ignore[arg-type]
    except (OSError, TypeError):  # What was typed in at a prompt has no file.
        return {}
    # Outer ones come first in a walk, and win over inner ones of their name.
    return {one.name: one for one in reversed([*ast.walk(ast.parse(source))]) if isinstance(one, ast.ClassDef)}


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
