"""A row of the sheet of steps as a step of a chain."""

from __future__ import annotations

from typing import Any

from adminsim.files.sheets.layout import STEP_KINDS, STEPS
from adminsim.files.sheets.rows import Filled, Row
from adminsim.files.sheets.values import figure, label, mapping, source, spread
from adminsim.files.tree import Entry, Node
from adminsim.messages import Word

NEEDED = {"staffed": ("department",), "waiting": (), "session": ("meets", "at")}
"""What a step of each kind cannot do without, beside what none can."""
_TIME_AS = {"staffed": "work", "waiting": "duration", "session": "meeting"}


def step_of(filled: Filled, row: Row) -> Node:
    """Return the step that a row describes."""
    kind = row.plain("kind") or "staffed"
    if row["kind"] is None or row["kind"].value is not None:
        _check_kind(filled, row, kind)
    own: dict[str, Any] = {
        "staffed": lambda: {"department": row["department"], "together_with": row["together_with"]},
        "waiting": lambda: {"by": row["by"], "legal_period": row["legal_period"]},
        "session": lambda: {"schedule": _schedule(row), "places": row["places"]},
    }[kind]()
    time = spread(row, figure(filled, row, "time"), "time_cv")
    return mapping(
        row.mark,
        label=label(row),
        kind=row["kind"] if kind != "staffed" else None,
        **own,
        needs=row["needs"],
        after=row["after"],
        types=row["types"],
        probability=row["probability"],
        procedure=row["procedure"],
        visit=row["visit"],
        fee=row["fee"],
        intake=_intake(row) if kind == "staffed" else None,
        **{_TIME_AS[kind]: time},
        handover=spread(row, row["handover"], "handover_cv"),
        outcome=_outcome(row),
        source=source(row),
        note=row["note"],
    )


def _check_kind(filled: Filled, row: Row, kind: str) -> None:
    """Say which cells do not go with a step of a kind, and which it lacks."""
    told = {"kind": Word(STEP_KINDS[kind])}
    for column in STEPS.columns:
        if column.name in row.cells and column.only_for and kind not in column.only_for:
            filled.wrong(row.place(column.name), "sheet-of-kind", name=Word(f"sheet-head-{column.name}"), **told)
    for name in NEEDED[kind]:
        if row[name] is None and not filled.lacks_something:
            filled.wrong(row.place(name), "sheet-needed-of-kind", name=Word(f"sheet-head-{name}"), **told)


def _intake(row: Row) -> Node | None:
    documents = row["documents"]
    return mapping(documents.mark, documents=documents, notice=row["notice"]) if documents is not None else None


def _outcome(row: Row) -> Node | None:
    parts = {name: row[name] for name in ("returns", "rejects", "correction")}
    first = next((node for node in parts.values() if node is not None), None)
    return mapping(first.mark, **parts) if first is not None else None


def _schedule(row: Row) -> Node:
    """Return when a committee meets: on days of the week, or of the month."""
    meets = row["meets"]
    days = meets.value if meets is not None and isinstance(meets.value, list) else []
    pattern = "days_of_month" if days and all(isinstance(day.value, int) for day in days) else "weekdays"
    parts = {pattern: meets, "at": row["at"]}
    here = row.place("meets")
    return Node(here, {name: Entry(node.mark, node) for name, node in parts.items() if node is not None})
