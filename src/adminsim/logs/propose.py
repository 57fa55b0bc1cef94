"""A draft of a map: what the columns and codes of a log probably mean, to be read and mended by a planner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from adminsim.logs.look import Activity, Look, completed
from adminsim.logs.table import CASE_PREFIX, NOT_GIVEN

if TYPE_CHECKING:
    from adminsim.logs.log import Log
    from adminsim.logs.table import Column

OFTEN = 0.4
"""Share of cases that a milestone of the proposal has at least."""
ALWAYS = 0.8
SAME_DAY = 0.7
"""Share of cases in which two activities lie on one day, from which on they are one milestone."""
MOST_BETWEEN = 2
MOST_COMPARED = 40
APART_DAYS = 1.0
TYPE_NAMES = ("case_type", "type", "类型", "事项类型", "办件类型", "事项")
SUBMITTED = ("submitted", "case:submitted")
DAY_S = 86400


@dataclass(frozen=True)
class Proposed:
    """A milestone of the proposal.

    Attributes
    ----------
    name : str
        What it is called for now.
    codes : tuple of str
        Its activities; those of the same day first by frequency. Empty where it is a date that cases carry.
    attribute : str
        The column of that date.
    take : {"first", "last"}
        Which of several events counts.
    cases : float
        Share of cases that reach it.
    """

    name: str
    codes: tuple[str, ...]
    attribute: str
    take: str
    cases: float


def propose_milestones(log: Log, look: Look) -> list[Proposed]:
    """Return milestones by frequency: what comes first, what comes last, and what lies days apart in between."""
    often = [one for one in look.activities if one.cases >= OFTEN] or look.activities[:2]
    often = sorted(often, key=lambda one: -one.cases)[:MOST_COMPARED]
    first = min(
        (one for one in often if one.cases >= min(ALWAYS, often[0].cases)), key=lambda one: (one.position, one.code)
    )
    behind = [one for one in often if one.code != first.code and one.position >= first.position]
    begin = _begin(log, first)
    if not behind:
        # One activity: from its first to its last event, or from the submission to it.
        return [begin, Proposed("decided", (first.code,), "", "last", first.cases)]
    last = max(behind, key=lambda one: (one.days, one.position, one.cases, one.code))
    between: list[Activity] = []
    for one in sorted(behind, key=lambda one: (-one.cases, one.code)):
        if one.code == last.code or len(between) >= MOST_BETWEEN:
            continue
        if all(_apart(log, one, other) for other in (first, last, *between)):
            between.append(one)
    found = [begin]
    for number, one in enumerate(sorted(between, key=lambda one: (one.days, one.position, one.code)), 1):
        found.append(Proposed(f"step-{number}", (one.code,), "", "first", one.cases))
    return [*found, Proposed("decided", (last.code,), "", "last", last.cases)]


def _begin(log: Log, first: Activity) -> Proposed:
    for name in SUBMITTED:
        if name in log.table.columns:
            return Proposed("submitted", (), name, "first", 1.0)
    return Proposed("submitted", (first.code,), "", "first", first.cases)


def _apart(log: Log, one: Activity, other: Activity) -> bool:
    """Tell whether two activities lie on different days in most cases that have both."""
    days = [_first_days(log, activity.code) for activity in (one, other)]
    both = days[0].keys() & days[1].keys()
    same = sum(days[0][case] == days[1][case] for case in both)
    return bool(both) and same < SAME_DAY * len(both) and abs(one.days - other.days) >= APART_DAYS


def _first_days(log: Log, code: str) -> dict[int, int]:
    """Return the day of an activity by case, the first one."""
    rows = log.used
    activity = log.column("activity")
    rows = rows[completed(log, rows) & (activity.codes[rows] == activity.values.index(code))][::-1]
    cases = log.column("case").codes[rows]
    return dict(zip(cases.tolist(), (log.seconds[rows] // DAY_S).tolist(), strict=True))


def propose_types(log: Log) -> str | None:
    """Return the column that tells types of cases by its name, if it has a few values; no other is guessed."""
    plain = {name.removeprefix(CASE_PREFIX).lower(): name for name in log.table.columns}
    named = [plain[name] for name in TYPE_NAMES if name in plain and _is_few(log, log.table.columns[plain[name]])]
    return named[0] if named else None


def _is_few(log: Log, column: Column) -> bool:
    given = column.codes[log.used]
    return 2 <= len(column.values) <= 100 and bool((given != NOT_GIVEN).mean() > 0.9)


def office_hours(look: Look) -> tuple[str, str]:
    """Return opening hours between which most stamps lie."""
    low, high = look.hours
    high = max(high, low + 1)
    return f"{low:02d}:00", f"{min(high, 24):02d}:00"


def quoted(text: str) -> str:
    """Return a text as YAML writes it for certain."""
    return "'" + text.replace("'", "''") + "'"


def has_zone(log: Log) -> bool:
    """Tell whether stamps carry a zone."""
    values = log.column("stamp").values[:1]
    return bool(values) and (
        values[0].endswith("Z") or values[0][-6:-5] in ("+", "-") or values[0][-5:-4] in ("+", "-")
    )
