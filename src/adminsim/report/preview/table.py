"""The analytic preview as a table, as a few lines, and as plain data."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.style import called, number, percent, time_of
from adminsim.report.kit.tables import add_row, as_text, plain_table
from adminsim.study.backlog.weeks import first_date, weeks_until_gone
from adminsim.study.preview.analytic import ERRORS, outlooks
from adminsim.study.preview.overload import overload_notice

if TYPE_CHECKING:
    from rich.console import RenderableType

    from adminsim.model.system import System
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.preview.analytic import Outlook

HOUR_S, MINUTE_S = 3600, 60
SHOWN = 3
"""How many departments the few lines name."""
COLUMNS = ("load", "staff", "wait-open", "wait", "formula")

Outlooks = dict[str, dict[str, "Outlook"]]
"""Outlooks by department, ``before`` and ``after`` the reforms."""


def outlooks_of(scenario: Scenario) -> Outlooks:
    """Return the outlooks of a scenario's two systems."""
    return {"before": outlooks(scenario.baseline), "after": outlooks(scenario.reformed)}


def preview_text(scenario: Scenario, words: Words = Words.EN, width: int | None = None) -> str:
    """Return the preview of a scenario: a table for each system, what the formulas are, and what cannot keep up.

    Parameters
    ----------
    scenario : Scenario
        The scenario.
    words : Words
        Of the reader's language.
    width : int, optional
        Columns; by default those of the terminal.
    """
    from rich.console import Group

    from adminsim.report.kit.prose import Text

    found = outlooks_of(scenario)
    parts: list[RenderableType] = []
    for when, system in _systems(scenario).items():
        parts.append(_table(found[when], system, when, words))
        parts.append(Text(_verdict(found[when], system, when, words)))
        parts += [*(Text(told) for told in _backlogs(scenario, when, words)), Text()]
    parts += [Text(words.say("preview-how")), Text(words.say("preview-stretch"))]
    used = {outlook.formula for rows in found.values() for outlook in rows.values()}
    for formula in [*ERRORS, "bound", "patience", "leaving", "groups", "none"]:
        if formula in used:
            error = percent(ERRORS.get(formula, 0.0), words, 0)
            parts.append(Text(f"- {words.say(f'preview-about-{formula}', error=error)}"))
    return as_text(Group(*parts), width)


def preview_lines(scenario: Scenario, words: Words = Words.EN) -> str:
    """Return what is said of a scenario at the head of a run: the busiest departments, and what cannot keep up."""
    found = outlooks_of(scenario)
    lines = []
    for when, system in _systems(scenario).items():
        busiest = sorted(found[when].items(), key=lambda item: -item[1].load.load)[:SHOWN]
        told = words.in_parts(_told(name, outlook, system, words) for name, outlook in busiest)
        heading = words.say(f"result-{when}")
        lines.append(words.say("preview-busiest", when=heading, departments=told))
        lines.append(_verdict(found[when], system, when, words))
    return "\n".join(lines)


def preview_rows(scenario: Scenario) -> list[dict[str, Any]]:
    """Return the preview as plain data: one row for each department and system; None where there is no wait."""
    gone = weeks_until_gone(scenario)
    return [
        {
            "system": "baseline" if when == "before" else "reformed",
            "department": name,
            "load": _rounded(outlook.load.load),
            "utilisation": _rounded(outlook.utilisation),
            "staff": _rounded(outlook.staff),
            "visits_per_month": _rounded(outlook.visits_per_month),
            "wait_open_hours": _hours(outlook.wait.open_s if outlook.wait else None),
            "wait_hours": _hours(outlook.wait.elapsed_s if outlook.wait else None),
            "formula": outlook.formula,
            "error": ERRORS.get(outlook.formula),
            "is_stable": not outlook.load.is_overloaded,
            "missing_staff": outlook.load.missing_staff,
            "growth_per_month": _rounded(outlook.load.growth_per_month),
            "leaving": _rounded(outlook.leaving),
            "backlog_gone_week": _rounded(gone[when][name]),
        }
        for when, rows in outlooks_of(scenario).items()
        for name, outlook in rows.items()
    ]


def _systems(scenario: Scenario) -> dict[str, System]:
    return {"before": scenario.baseline, "after": scenario.reformed}


def _table(rows: dict[str, Outlook], system: System, when: str, words: Words) -> RenderableType:
    heading = f"{words.say('preview-department')} ({words.say(f'result-{when}')})"
    table = plain_table(heading, *(words.say(f"preview-{column}") for column in COLUMNS))
    for name, outlook in rows.items():
        waits = [outlook.wait.open_s, outlook.wait.elapsed_s] if outlook.wait else [None, None]
        add_row(
            table,
            called(name, system.departments, words=words),
            percent(outlook.load.load, words, 0),
            number(outlook.staff, words),
            *(_time(wait, words, outlook.formula) for wait in waits),
            words.say(f"preview-name-{outlook.formula}"),
            style="red" if outlook.load.is_overloaded else "",
        )
    return table


def _verdict(rows: dict[str, Outlook], system: System, when: str, words: Words) -> str:
    loads = [outlook.load for outlook in rows.values()]
    notice = overload_notice(loads, system, when, words)
    return notice or words.say("preview-stable", when=words.say(f"result-{when}"))


def _backlogs(scenario: Scenario, when: str, words: Words) -> list[str]:
    """Return in which week from the reforms on each backlog is gone, if work flows evenly."""
    system, since = _systems(scenario)[when], first_date(scenario)
    lines = []
    for name, week in weeks_until_gone(scenario)[when].items():
        if week > 0:
            department = called(name, system.departments, words=words)
            code = "preview-backlog-gone" if math.isfinite(week) else "preview-backlog-stays"
            lines.append(words.say(code, department=department, week=number(week, words, 0), since=since))
    return lines


def _told(name: str, outlook: Outlook, system: System, words: Words) -> str:
    told = {
        "department": called(name, system.departments, words=words),
        "load": percent(outlook.load.load, words, 0),
    }
    if outlook.load.leaving:
        return words.say("preview-one-leaves", share=percent(outlook.load.leaving, words, 0), **told)
    if outlook.wait is None:
        return words.say("preview-one-groups" if outlook.formula == "groups" else "preview-one-grows", **told)
    wait = _time(outlook.wait.elapsed_s, words)
    if outlook.formula == "patience":
        share = percent(outlook.leaving, words, 1) if math.isfinite(outlook.leaving) else ""
        return words.say(f"preview-one-{'patient' if share else 'may-leave'}", wait=wait, share=share, **told)
    return words.say("preview-one", wait=wait, **told)


def _time(seconds: float | None, words: Words, formula: str = "none") -> str:
    if seconds is None:
        kinds = {"leaving": "preview-leaves", "groups": "preview-differs"}
        return words.say(kinds.get(formula, "preview-grows"))
    return time_of(seconds, words) if seconds >= MINUTE_S else words.say("preview-under-a-minute")


def _hours(seconds: float | None) -> float | None:
    return None if seconds is None else _rounded(seconds / HOUR_S)


def _rounded(value: float) -> float | None:
    return float(f"{value:.12g}") if math.isfinite(value) else None
