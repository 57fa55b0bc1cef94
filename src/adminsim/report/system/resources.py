"""What the steps of a system draw on: documents, departments and calendars, as tables of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.style import days_of_week, mean_time, named, number, percent
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.study.preview.offered_load import offered_loads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.messages import Words
    from adminsim.model.chain import Chain
    from adminsim.model.department import Department
    from adminsim.model.system import System

_LONGEST = 28
"""Columns that names get before they are broken."""


def document_table(system: System, chain: Chain, numbers: dict[str, int], words: Words) -> list[RenderableType]:
    """Return the documents of a chain with the numbers of the steps that ask for them."""
    from adminsim.report.kit.prose import Text

    if not chain.documents:
        return []
    headings = ("document", "missing", "critical", "obtain", "asked-at")
    table = plain_table(*(words.say(f"chain-{heading}") for heading in headings))
    for name, document in chain.documents.items():
        asked = sorted(
            numbers[step] for step, what in chain.steps.items() if what.asks is not None and name in what.asks.documents
        )
        add_row(
            table,
            named(document.label, name, words),
            ", ".join(percent(share.value, words, 0) for share in document.missing),
            words.say("chain-yes" if document.critical else "chain-no"),
            mean_time(document.obtain, system.workday_s, words) if document.obtain is not None else "",
            ",".join(map(str, asked)),
        )
    return [Text(), table]


def department_table(system: System, words: Words) -> Table:
    """Return the departments that have work, with staff, hours and offered load."""
    headings = ("department", "name", "hours", "staff", "day-share", "speed", "load")
    table = plain_table(*(words.say(f"chain-{heading}") for heading in headings), left=3)
    for column, ratio in zip(table.columns, (1, None, None), strict=False):
        column.ratio, column.overflow = ratio, "fold"
    table.columns[1].width = name_width(system.departments)
    for load in offered_loads(system):
        if not load.load:
            continue
        name, department = load.department, system.departments[load.department]
        mark = f" {words.say('chain-overloaded')}" if load.is_overloaded else ""
        add_row(
            table,
            named(department.label, name, words),
            name,
            department.calendar or system.calendar,
            _staff(department, words),
            percent(department.share.value, words, 0),
            f"{department.speed.value:g}",
            percent(load.load, words, 0) + mark,
        )
    return table


def calendar_lines(system: System, words: Words) -> list[RenderableType]:
    """Return the opening hours of the calendars that are in use."""
    from adminsim.report.kit.prose import Text

    used = dict.fromkeys(department.calendar or system.calendar for department in system.departments.values())
    lines = []
    for name in used:
        calendar = system.calendars[name]
        is_always = calendar.hours == {"mon-sun": ("00:00-24:00",)}
        days = words.in_parts(
            f"{days_of_week(day, words)} {words.listed(hours)}" for day, hours in calendar.hours.items() if hours
        )
        lines.append(Text(f"{name}: {words.say('chain-always') if is_always else days}"))
    return [*lines]


def name_width(names: Iterable[str]) -> int:
    """Return how many columns names get."""
    from rich.cells import cell_len

    return min(max(map(cell_len, names)), _LONGEST)


def _staff(department: Department, words: Words) -> str:
    """Return the number of people, shift by shift where they differ in hours or dates."""
    always = sum(s.staff.value for s in department.roster if s.hours is None and s.since is None and s.until is None)
    parts = [number(always, words, 0)] if always else []
    for shift in department.roster:
        if shift.hours is not None or shift.since is not None or shift.until is not None:
            dates = "..".join(str(day) if day else "" for day in (shift.since, shift.until))
            parts.append(f"{shift.staff.value:+g} ({dates})" if dates != ".." else f"{shift.staff.value:+g}")
    return " ".join([*parts, *_groups(department, words)]) or "0"


def _groups(department: Department, words: Words) -> list[str]:
    """Return who of the people differ, as in ``[1 x0.5, 2 fire design]``."""
    told = []
    for group in department.groups.values():
        speed = f"x{group.speed.value:g}" if group.speed.value != 1.0 else ""
        told.append(" ".join(filter(None, (number(group.staff.value, words, 0), speed, "+".join(group.skills)))))
    return [f"[{', '.join(told)}]"] if told else []
