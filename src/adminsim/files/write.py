"""Values back to YAML, so that reading it gives an equal value."""

from __future__ import annotations

import math
import re
from typing import Any

import yaml
from pydantic import BaseModel

from adminsim.files.arrivals import as_table
from adminsim.files.scalars import meaning
from adminsim.model.demand import Listed
from adminsim.model.system import System

_DAY_OR_HOUR = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}(-\d{1,2}:\d{2})?")
WIDTH = 120
MOST_INLINE = 50
"""Listed arrivals that a baseline holds itself; more become a table."""
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
        YAML with short forms, Chinese as it is, and the keys in the order of the model; what fits into a line stands in
        one.
    """
    return as_yaml(as_plain(value))


def dump_baseline(system: System, name: str) -> dict[str, str]:
    """Return a baseline as files: its own, and a table for each chain with many listed arrivals.

    Parameters
    ----------
    system : System
        What to write.
    name : str
        Name of its file.
    """
    written, files = as_plain(system), {name: ""}
    for chain_name, chain in system.chains.items():
        if isinstance(chain.demand, Listed) and len(chain.demand.at) > MOST_INLINE:
            table = f"arrivals-{chain_name}.csv"
            files[table] = as_table(chain.demand)
            source = {"source": chain.demand.source} if chain.demand.source is not None else {}
            written["chains"][chain_name]["demand"] = {"kind": "replay", "file": table, **source}
    return files | {name: as_yaml(written)}


def as_plain(value: BaseModel) -> dict[str, Any]:
    """Return a baseline or scenario as plain maps, lists and texts; what is as it would be anyway is left out."""
    written = value.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if "version" in type(value).model_fields:
        return {"version": getattr(value, "version", 1), **written}
    return written


def in_blocks(value: BaseModel) -> str:
    """Return a baseline or scenario with a line for each figure, so that a switch is a line of its own."""
    parts = {key: _tidy(part) for key, part in as_plain(value).items() if part is not None}
    return yaml.dump(parts, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def as_yaml(written: dict[str, Any]) -> str:
    """Return plain maps, lists and texts as a file would hold them."""
    parts = {key: _in_lines(_tidy(value), 2, len(key)) for key, value in written.items() if value is not None}
    return yaml.dump(parts, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=WIDTH)


def in_one_line(value: Any) -> str:
    """Return a value as YAML in one line, in brackets and braces."""
    text = yaml.dump(
        _tidy(value), Dumper=_Short, default_flow_style=True, sort_keys=False, allow_unicode=True, width=math.inf
    )
    return text.removesuffix("\n").removesuffix("\n...")


def _tidy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _tidy(part) for key, part in value.items() if part is not None}
    if isinstance(value, (list, tuple)):
        return [_tidy(part) for part in value]
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < PLAIN_BELOW
    return int(value) if is_whole else value


class _InOneLine(dict[str, Any]):
    """A mapping that is written in braces."""


class _ListInOneLine(list[Any]):
    """A list that is written in brackets."""


def _in_lines(value: Any, indent: int, before: int) -> Any:
    """Return a value whose parts are marked that fit into a line, behind so many letters of their key."""
    if not isinstance(value, (dict, list)) or not value:
        return value
    is_flat = isinstance(value, list) and not any(isinstance(part, (dict, list)) for part in value)
    if is_flat or indent + before + _length(value) <= WIDTH:
        return _InOneLine(value) if isinstance(value, dict) else _ListInOneLine(value)
    if isinstance(value, dict):
        return {key: _in_lines(part, indent + 2, len(str(key))) for key, part in value.items()}
    return [_in_lines(part, indent + 2, 0) for part in value]


def _length(value: Any) -> int:
    """Return about how long a value is in one line; texts may have to be quoted."""
    if isinstance(value, dict):
        return 4 + sum(4 + len(str(key)) + _length(part) for key, part in value.items())
    if isinstance(value, list):
        return 2 + sum(2 + _length(part) for part in value)
    return 2 + len(str(value)) if isinstance(value, str) else len(str(value))


class _Dumper(yaml.SafeDumper):
    """Writes without references, and quotes what either YAML would not read as text."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


class _Short(_Dumper):
    """Writes days and hours without quotation marks, as people do: the reader of files takes them as text."""

    def choose_scalar_style(self) -> str:
        event: Any = self.event
        if _DAY_OR_HOUR.fullmatch(event.value):
            event.implicit = (True, True)
            return ""
        return super().choose_scalar_style()


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    style = None if isinstance(meaning(text), str) else "'"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


def _float(dumper: _Dumper, number: float) -> yaml.Node:
    # A point, as in 1.0e-05, lets every YAML read it as a number.
    mantissa, e, exponent = repr(number).partition("e")
    point = ".0" if e and "." not in mantissa else ""
    return dumper.represent_scalar("tag:yaml.org,2002:float", mantissa + point + e + exponent)


def _map_in_one_line(dumper: _Dumper, value: _InOneLine) -> yaml.Node:
    return dumper.represent_mapping("tag:yaml.org,2002:map", value, flow_style=True)


def _list_in_one_line(dumper: _Dumper, value: _ListInOneLine) -> yaml.Node:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=True)


_Dumper.add_representer(_InOneLine, _map_in_one_line)
_Dumper.add_representer(_ListInOneLine, _list_in_one_line)
_Dumper.add_representer(str, _text)
_Dumper.add_representer(float, _float)
