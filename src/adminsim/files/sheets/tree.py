"""The rows of a workbook as the tree of a baseline and of a scenario, in which each value knows its cell."""

from __future__ import annotations

from typing import Any

from adminsim.files.located import Mark
from adminsim.files.sheets.cells import nearest
from adminsim.files.sheets.layout import (
    CHAINS,
    DEPARTMENTS,
    DOCUMENTS,
    STEPS,
    TARGETS,
    TYPES,
)  # fmt: skip
from adminsim.files.sheets.rows import Filled, Row
from adminsim.files.sheets.steps import step_of
from adminsim.files.sheets.values import figure, label, mapping, plain, source, spread
from adminsim.files.tree import Entry, Key, Node

OFFICE = "office"
"""Name of the official calendar."""
ONE_TYPE = "any"
"""Name of the case type of a chain that has no row of its own for one."""


def baseline_tree(filled: Filled) -> Node:
    """Return the baseline that a workbook describes."""
    general = filled.general
    here = general.mark
    period = {name: general[name] for name in ("start", "warm_up", "cohort", "run_out")}
    return mapping(
        here,
        version=plain(here, 1),
        label=general["city"],
        source=general["source"],
        period=mapping(general.place("start"), **period),
        calendar=plain(here, OFFICE),
        calendars=_calendars(filled),
        departments=_by_name(filled, filled[DEPARTMENTS], _department),
        chains=_chains(filled),
    )


def scenario_tree(filled: Filled, baseline: str) -> Node:
    """Return the scenario that a workbook describes: its targets, and no reform yet."""
    here = filled.general.mark
    chains = [str(row.plain("name")) for row in filled[CHAINS]]
    targets = [_target(filled, row, chains) for row in filled[TARGETS]]
    return mapping(
        here,
        version=plain(here, 1),
        label=filled.general["city"],
        baseline=plain(here, baseline),
        targets=Node(here, targets) if targets else None,
    )


def _calendars(filled: Filled) -> Node:
    general = filled.general
    calendars = {OFFICE: _calendar(general, general)}
    for row in filled[DEPARTMENTS]:
        if _has_own_hours(row) and isinstance(row.plain("name"), str):
            calendars[f"{row.plain('name')}_{OFFICE}"] = _calendar(row, general)
    return mapping(general.place("hours"), **calendars)


def _calendar(row: Row, general: Row) -> Node:
    """Return a calendar; what a department does not say holds as for all."""
    days, hours = (row[name] or general[name] for name in ("days", "hours"))
    week: dict[Key, Entry] = {}
    for day in days.value if days is not None and isinstance(days.value, list) else []:
        week[str(day.value)] = Entry(day.mark, hours or Node(day.mark, None))
    holidays = general["holidays"] or plain(general.place("holidays"), "china")
    hours_of_week = Node(days.mark if days is not None else row.mark, week)
    return mapping(row.place("hours"), hours=hours_of_week, holidays=holidays, source=source(row))


def _has_own_hours(row: Row) -> bool:
    return row["days"] is not None or row["hours"] is not None


def _department(filled: Filled, row: Row) -> Node:
    own = plain(row.place("hours"), f"{row.plain('name')}_{OFFICE}") if _has_own_hours(row) else None
    return mapping(
        row.mark,
        label=label(row),
        staff=figure(filled, row, "staff"),
        share=row["day_share"],
        calendar=own,
        cost=row["cost"],
        source=source(row),
        note=row["note"],
    )


def _chains(filled: Filled) -> Node:
    names = [str(row.plain("name")) for row in filled[CHAINS]]
    parts: dict[str, dict[str, list[Row]]] = {name: {} for name in names}
    for sheet in (TYPES, DOCUMENTS, STEPS):
        for row in filled[sheet]:
            chain = _chain_of(filled, row, names)
            if chain is not None:
                parts[chain].setdefault(sheet.name, []).append(row)
    chains: dict[Key, Entry] = {}
    for row, name in zip(filled[CHAINS], names, strict=True):
        if _is_first(filled, row, chains):
            chains[name] = Entry(row.place("name"), _chain(filled, row, parts[name]))
    return Node(filled.general.mark, chains)


def _chain(filled: Filled, row: Row, parts: dict[str, list[Row]]) -> Node:
    types = parts.get(TYPES.name, [])
    documents = parts.get(DOCUMENTS.name, [])
    demand = mapping(row.place("rate"), rate=figure(filled, row, "rate"), per=row["per"], source=source(row))
    return mapping(
        row.mark,
        label=label(row),
        decision=row["decision"],
        accepted=row["accepted"],
        source=row["source"],
        note=row["note"],
        types=_by_name(filled, types, _type) if types else _one_type(row),
        demand=demand,
        handover=spread(row, row["handover"], "handover_cv"),
        documents=_by_name(filled, documents, _document) if documents else None,
        steps=_by_name(filled, parts.get(STEPS.name, []), step_of, row.mark),
    )


def _one_type(row: Row) -> Node:
    here = row.mark
    return mapping(here, **{ONE_TYPE: mapping(here, mix=plain(here, 1))})


def _type(filled: Filled, row: Row) -> Node:
    return mapping(row.mark, label=label(row), mix=row["mix"], source=source(row))


def _document(filled: Filled, row: Row) -> Node:
    return mapping(
        row.mark,
        label=label(row),
        missing=row["missing"],
        critical=row["critical"],
        obtain=spread(row, row["obtain"], "obtain_cv"),
        issuer=row["issuer"],
        source=source(row),
        note=row["note"],
    )


def _target(filled: Filled, row: Row, chains: list[str]) -> Node:
    several = len(chains) > 1
    chain = _chain_of(filled, row, chains) if several else None
    return mapping(
        row.mark,
        name=row["name"],
        label=label(row),
        chain=plain(row.place("chain"), chain) if chain is not None else None,
        kind=plain(row.mark, "within"),
        limit=row["limit"],
        share=row["share"],
        clock=row["clock"],
        source=source(row),
        note=row["note"],
    )


def _chain_of(filled: Filled, row: Row, names: list[str]) -> str | None:
    """Return the chain that a row belongs to; the only one need not be named."""
    given = row["chain"]
    if given is None or given.value is None:
        if len(names) == 1:
            return names[0]
        filled.wrong(row.place("chain"), "sheet-which-chain", allowed=names)
    elif given.value in names:
        return str(given.value)
    else:
        near = nearest(str(given.value), names)
        filled.wrong(given.mark, "sheet-unknown-chain", name=given.value, nearest=near, allowed=names)
    filled.lacks_something = True
    return None


def _by_name(filled: Filled, rows: list[Row], made: Any, otherwise: Mark | None = None) -> Node:
    """Return a map of what rows are made into, by their names."""
    entries: dict[Key, Entry] = {}
    for row in rows:
        if _is_first(filled, row, entries):
            entries[str(row.plain("name"))] = Entry(row.place("name"), made(filled, row))
    return Node(rows[0].mark if rows else otherwise or filled.general.mark, entries)


def _is_first(filled: Filled, row: Row, entries: dict[Key, Entry]) -> bool:
    """Tell whether a row has a name that none before it has."""
    name = row.plain("name")
    if name is None:
        return False
    if name in entries:
        filled.lacks_something = True
        filled.wrong(row.place("name"), "sheet-twice", name=name, first=entries[name].key.place.rpartition(": ")[2])
        return False
    return True
