"""Counted nouns of English: one of them is said in the singular."""

from __future__ import annotations

import re
from collections.abc import Mapping

SINGULAR = {
    "activities": "activity", "applications": "application", "assumptions": "assumption", "cases": "case",
    "cells": "cell", "chains": "chain", "combinations": "combination", "columns": "column", "days": "day",
    "departments": "department", "documents": "document", "entries": "entry", "events": "event", "figures": "figure",
    "files": "file", "hours": "hour", "intervals": "interval", "levels": "level", "limits": "limit",
    "minutes": "minute", "months": "month", "names": "name", "ones": "one", "orders": "order", "packages": "package",
    "people": "person", "places": "place", "points": "point", "procedures": "procedure", "reforms": "reform",
    "replications": "replication", "rows": "row", "runs": "run", "scenarios": "scenario", "shares": "share",
    "shifts": "shift", "sizes": "size", "stamps": "stamp", "steps": "step", "switches": "switch", "targets": "target",
    "types": "type", "values": "value", "verdicts": "verdict", "visits": "visit", "weeks": "week",
    "weights": "weight", "years": "year",
}  # fmt: skip
"""What is counted in the catalogue, by its plural."""
VERBS = {" are": " is", " were": " was", " have": " has"}
"""What is said of it, by the plural."""
COUNTED = (
    r"\{(\w+)\}((?: (?!of\b|is\b|in\b|as\b|where\b|or\b|and\b|to\b)[a-z-]+){0,2}?) ("
    + "|".join(SINGULAR)
    + r")\b(?! of)("
    + "|".join(VERBS)
    + r")?\b"
)
"""A field with the noun that it counts, up to two adjectives between, and the verb behind; the page has the same."""
_AFTER = re.compile(COUNTED)


def for_one(template: str, values: Mapping[str, object]) -> str:
    """Return an English text in which what there is one of stands in the singular.

    Parameters
    ----------
    template : str
        An entry of the catalogue; what its fields are filled with is left as it is.
    values : mapping of str to object
        What they are filled with.
    """
    if not any(str(value) == "1" for value in values.values() if isinstance(value, (int, str))):
        return template
    return _AFTER.sub(lambda found: _singular(found, values), template)


def _singular(found: re.Match[str], values: Mapping[str, object]) -> str:
    name, between, plural, verb = found.groups(default="")
    if str(values.get(name)) != "1":
        return found[0]
    return f"{{{name}}}{between} {SINGULAR[plural]}{VERBS.get(verb, verb)}"
