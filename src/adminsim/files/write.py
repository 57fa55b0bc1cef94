"""Values back to YAML, so that reading it gives an equal value."""

from __future__ import annotations

from typing import Any

import yaml
from pydantic import BaseModel

from adminsim.files.scalars import meaning

WIDTH = 110
PLAIN_BELOW = 1e15
"""Whole numbers below it are written without a point."""


def dump(value: BaseModel) -> str:
    """Return a baseline or scenario as a file would say it.

    Parameters
    ----------
    value : System or ScenarioFile
        What to write; what is as it would be anyway is left out.

    Returns
    -------
    str
        YAML in block style, with short forms, Chinese as it is, and the keys in the order of the model.
    """
    written = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if "version" in type(value).model_fields:
        written = {"version": getattr(value, "version", 1), **written}
    return yaml.dump(_tidy(written), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def _tidy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tidy(part) for key, part in value.items() if part is not None}
    if isinstance(value, (list, tuple)):
        return [_tidy(part) for part in value]
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < PLAIN_BELOW
    return int(value) if is_whole else value


class _Dumper(yaml.SafeDumper):
    """Writes block style without references, and quotes what either YAML would not read as text."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    style = None if isinstance(meaning(text), str) else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _float(dumper: _Dumper, number: float) -> yaml.Node:
    # A point, as in 1.0e-05, lets every YAML read it as a number.
    mantissa, e, exponent = repr(number).partition("e")
    point = ".0" if e and "." not in mantissa else ""
    return dumper.represent_scalar("tag:yaml.org,2002:float", mantissa + point + e + exponent)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _float)
