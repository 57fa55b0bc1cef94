"""JSON Schemas of both kinds of files, for editors: completion, descriptions, red underlines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from adminsim.files.adjusting import ADJUST_SCHEMA
from adminsim.files.arrivals import Replay
from adminsim.files.composing import COMPOSE_SCHEMA
from adminsim.files.described import in_language
from adminsim.messages import Words
from adminsim.model.notes import WithNotes
from adminsim.model.system import System
from adminsim.model.value import or_assumed
from adminsim.reforms.scenario import ScenarioFile

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES = ("scenario.schema.json", "baseline.schema.json")

Schema = dict[str, Any]


def scenario_schema(words: Words = Words.EN) -> Schema:
    """Return the JSON Schema (2020-12) of scenario files, with what keys mean in a language."""
    schema = _schema_of(ScenarioFile, "adminsim scenario", "A baseline, reforms in order, targets, a study.")
    return in_language(schema, words)


def baseline_schema(words: Words = Words.EN) -> Schema:
    """Return the JSON Schema (2020-12) of baseline files and of what they include, described in a language.

    No key is required at the top, as an included file may hold any of them.
    """
    schema = _schema_of(System, "adminsim baseline", "Calendars, departments, chains and the demand on each.")
    _with_replay(schema["$defs"])
    _with_table_of_days(schema["$defs"]["Calendar"])
    _with_compose(schema["$defs"]["Chain"])
    schema["properties"]["include"] = {
        "title": "Include",
        "description": "Baseline files beside this one or below, or in a folder `shared` up to two folders above: "
        "calendars, departments, chains are added.",
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}],
    }
    schema["properties"]["adjust"] = ADJUST_SCHEMA
    del schema["required"]
    return in_language(schema, words)


def write_schemas(folder: Path) -> list[Path]:
    """Write both schemas into a folder, under the names that shipped files refer to."""
    paths = [folder / name for name in NAMES]
    for path, schema in zip(paths, (scenario_schema(), baseline_schema()), strict=True):
        path.write_text(as_text(schema), encoding="utf-8")
    return paths


def as_text(schema: Schema) -> str:
    """Return a schema as its file holds it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def _schema_of(model: type[BaseModel], title: str, description: str) -> Schema:
    made = model.model_json_schema(by_alias=True, schema_generator=WithNotes)
    definitions = made.get("$defs", {})
    for one in (made, *definitions.values()):
        _without_hidden(one)
    _with_short_forms(definitions)
    used = _reachable(made, definitions)
    kept = {name: one for name, one in definitions.items() if name in used}
    head = {"$schema": DIALECT, "title": title, "description": description}
    body = {key: part for key, part in made.items() if key not in ("$defs", "title", "description")}
    return {**head, **_one_line(body), "$defs": _one_line(kept)}


def _without_hidden(schema: Schema) -> None:
    """Take out the fields that are for the program only."""
    properties = schema.get("properties", {})
    for name in [name for name, part in properties.items() if isinstance(part, dict) and part.get("hidden")]:
        del properties[name]


def _with_table_of_days(calendar: Schema) -> None:
    days = calendar["properties"]["days"]
    written = {key: days.pop(key) for key in ("type", "additionalProperties", "propertyNames") if key in days}
    days["anyOf"] = [
        written,
        {"type": "string", "pattern": r"\.csv$", "description": "A table beside this file or below."},
    ]


def _with_replay(definitions: Schema) -> None:
    """Allow demand from a table, which is read before the model sees it."""
    demand = definitions["Chain"]["properties"]["demand"]
    choices = next(choices for key, choices in demand.items() if key in ("oneOf", "anyOf"))
    choices.append({"$ref": "#/$defs/Replay"})
    definitions["Replay"] = _one_line(Replay.model_json_schema(schema_generator=WithNotes))
    definitions["Replay"].pop("$defs", None)


def _with_compose(chain: Schema) -> None:
    """Allow a chain made of others, and one whose demand the including file states; the model sees them complete."""
    del chain["required"]
    chain["properties"]["compose"] = COMPOSE_SCHEMA
    chain["anyOf"] = [{"required": ["steps"]}, {"required": ["compose"]}]


def _with_short_forms(definitions: Schema) -> None:
    """Allow what a file may write instead of a map or list."""
    resume_at = definitions.get("Outcome", {}).get("properties", {}).get("resume_at")
    if resume_at is not None:
        listed = {"type": "array", "items": resume_at.pop("items")}
        resume_at.pop("type")
        resume_at["anyOf"] = [{"type": "string"}, listed]
    coverage = definitions.get("Coverage")
    if coverage is not None:
        by_parts = {key: coverage.pop(key) for key in ("type", "properties", "additionalProperties")}
        by_parts["properties"].pop("since", None)
        share = or_assumed({"type": "number", "minimum": 0, "maximum": 1})
        coverage["anyOf"] = [*share["anyOf"], by_parts]


def _reachable(root: Schema, definitions: Schema) -> set[str]:
    found: set[str] = set()
    waiting: list[Any] = [{key: part for key, part in root.items() if key != "$defs"}]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            name = str(part.get("$ref", "")).removeprefix("#/$defs/")
            if name in definitions and name not in found:
                found.add(name)
                waiting.append(definitions[name])
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return found


def _one_line(part: Any) -> Any:
    """Return a schema whose descriptions, docstrings of the model, are single paragraphs."""
    if isinstance(part, list):
        return [_one_line(item) for item in part]
    if not isinstance(part, dict):
        return part
    made = {key: _one_line(inner) for key, inner in part.items()}
    if isinstance(made.get("description"), str):
        made["description"] = " ".join(made["description"].split("\n\n")[0].split())
    return made
