"""Cases as they reach their milestones: the abstraction on which a baseline stands.

A log has hundreds of codes, set by hand and in any order within a day; a handful of milestones carry the time.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.files.located import InputError, Located
from adminsim.files.stamps import NO_TIME
from adminsim.logs.log import stamps_of
from adminsim.logs.rows import NAMED, Notice
from adminsim.logs.table import NOT_GIVEN
from adminsim.logs.zones import at_day_precision, office_time

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.logs.log import Log
    from adminsim.logs.mapping import LogMap, Milestone

NEVER = np.iinfo(np.int64).max
"""In place of an instant that has not come."""
OTHERS = "others"
"""The type of cases whose own type is rare, or not told."""
ONE = "any"
"""The only type where a map names no column of types."""
DAY_S = 86400
BY_CASE = ("at", "is_day", "opened", "last", "types", "is_rejected", "clicks", "person_days")


@dataclass(frozen=True)
class Cases:
    """Cases by milestone.

    Attributes
    ----------
    names : tuple of str
        The milestones in their order; the first begins a case.
    at : ndarray of int64, shape (cases, milestones)
        The office's wall clock in seconds since 1970, `NEVER` where a milestone is not reached.
    is_day : ndarray of bool, of that shape
        Whether the instant is told by the day only.
    opened, last : ndarray of int64
        The first and the last event of each case.
    types : ndarray of int64, type_names : tuple of str
        The type of each case.
    is_rejected : ndarray of bool
        Whether it ended with no.
    clicks, person_days : ndarray of int64
        Events of each case; and on how many days of how many people they lie.
    end : int
        The last instant that the log tells of.
    notices : tuple of Notice
        What is to be known.
    """

    names: tuple[str, ...]
    at: NDArray[np.int64]
    is_day: NDArray[np.bool_]
    opened: NDArray[np.int64]
    last: NDArray[np.int64]
    types: NDArray[np.int64]
    type_names: tuple[str, ...]
    is_rejected: NDArray[np.bool_]
    clicks: NDArray[np.int64]
    person_days: NDArray[np.int64]
    end: int
    deciding: int
    notices: tuple[Notice, ...] = ()

    def __len__(self) -> int:
        return len(self.at)

    @property
    def begun(self) -> NDArray[np.int64]:
        """When each was submitted."""
        begun: NDArray[np.int64] = self.at[:, 0]
        return begun

    @property
    def decided(self) -> NDArray[np.int64]:
        """When each was decided, `NEVER` where it was not."""
        decided: NDArray[np.int64] = self.at[:, self.deciding]
        return decided

    def take(self, which: NDArray[Any]) -> Cases:
        """Return some of the cases."""
        from dataclasses import replace

        parts: dict[str, Any] = {name: getattr(self, name)[which] for name in BY_CASE}
        return replace(self, **parts)

    def as_known_at(self, cut: int) -> Cases:
        """Return the cases that had begun by an instant, with everything hidden that came later."""
        from dataclasses import replace

        some = self.take(self.begun < cut)
        at = np.where(some.at < cut, some.at, NEVER)
        return replace(some, at=at, last=np.minimum(some.last, cut), end=min(self.end, cut))


def joined(several: tuple[Cases, ...]) -> Cases:
    """Return cases of several lots, alike in milestones and types, as one."""
    from dataclasses import replace

    parts: dict[str, Any] = {name: np.concatenate([getattr(one, name) for one in several]) for name in BY_CASE}
    return replace(several[0], **parts)


def cases_of(log: Log, meaning: LogMap | None = None) -> Cases:
    """Return the cases of a log by milestone.

    Parameters
    ----------
    log : Log
        What was read.
    meaning : LogMap, optional
        What its codes mean, where it was not read with a map.

    Raises
    ------
    InputError
        If a milestone is never reached, or no case has both a submission and a decision.
    """
    meaning = meaning or log.map
    assert meaning is not None
    rows = log.used
    codes = log.column("case").codes[rows]
    starts = np.flatnonzero(np.diff(codes, prepend=-1))
    index = np.repeat(np.arange(len(starts)), np.diff(np.append(starts, len(rows))))
    seconds, is_day = log.seconds[rows], log.is_day[rows]
    at = np.full((len(starts), len(meaning.order)), NEVER)
    day = np.zeros(at.shape, dtype=np.bool_)
    problems, notices = [], []
    for place, (name, milestone) in enumerate(meaning.milestones.items()):
        try:
            reached, on_day, more = _reached(log, name, milestone, rows, index, seconds, is_day, starts)
        except InputError as error:
            problems += error.problems
            continue
        at[:, place], day[:, place] = reached, on_day
        notices += more
    if problems:
        raise InputError(problems)
    found, type_names = _types(log, meaning, rows[starts])
    cases = Cases(
        meaning.order, at, day, seconds[starts], np.maximum.reduceat(seconds, starts), found, type_names,
        _rejected(log, meaning, rows[starts]), np.diff(np.append(starts, len(rows))),
        _person_days(log, rows, index, seconds, len(starts)), int(seconds.max()) + 1,
        meaning.order.index(meaning.deciding),
    )  # fmt: skip
    return _in_order(cases, log, rows[starts], notices)


def _reached(
    log: Log, name: str, milestone: Milestone, rows: NDArray[np.int64], index: NDArray[np.int64],
    seconds: NDArray[np.int64], is_day: NDArray[np.bool_], starts: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.bool_], list[Notice]]:  # fmt: skip
    """Return when each case reaches a milestone, and whether only the day is told."""
    if milestone.attribute is not None:
        return (*_dated(log, milestone.attribute, rows[starts]), [])
    activity = log.column("activity")
    assert milestone.codes is not None
    known = {code: number for number, code in enumerate(activity.values)}
    unknown = [code for code in milestone.codes if code not in known]
    is_one = np.isin(activity.codes[rows], [known[code] for code in milestone.codes if code in known])
    if "lifecycle" in log.roles and len(log.column("lifecycle").values) > 1:
        stages = log.column("lifecycle")
        wanted = [number for number, stage in enumerate(stages.values) if stage.lower() == milestone.on]
        is_one &= np.isin(stages.codes[rows], wanted)
    if not is_one.any():
        values = {"name": name, "codes": list(milestone.codes)}
        raise InputError([Located(log.path, None, None, "map-never-seen", values | _near(unknown, activity.values))])
    told = [Notice("map-code-never-seen", 0, {"name": name, "code": code}) for code in unknown]
    places = np.flatnonzero(is_one)
    # Rows are in order of time, so the first or the last of a case is the one that is written last here.
    order = places if milestone.take == "last" else places[::-1]
    reached, on_day = np.full(len(starts), NEVER), np.zeros(len(starts), dtype=np.bool_)
    reached[index[order]], on_day[index[order]] = seconds[order], is_day[order]
    return reached, on_day, told


def _near(unknown: list[str], values: list[str]) -> dict[str, Any]:
    from difflib import get_close_matches

    near = get_close_matches(unknown[0], values, n=1) if unknown else []
    return {"nearest": near[0]} if near else {}


def _dated(log: Log, name: str, firsts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return the dates that cases carry."""
    from adminsim.files.stamps import order_of

    column = log.table.columns.get(name)
    if column is None:
        raise InputError([Located(log.path, None, None, "log-column-missing", {"name": name})])
    assert log.map is not None
    stamps = stamps_of(column, log.map.dates or order_of(column.values) or "ymd", log.table.kind != "xes")
    seconds = office_time(stamps, log.map.zone)
    is_day = at_day_precision(stamps, seconds)
    return np.where(seconds == NO_TIME, NEVER, seconds)[firsts], is_day[firsts]


def _types(log: Log, meaning: LogMap, firsts: NDArray[np.int64]) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Return the type of each case: the most frequent values of a column, and the others together."""
    if meaning.types is None:
        return np.zeros(len(firsts), dtype=np.int64), (ONE,)
    column = log.table.columns.get(meaning.types.column)
    if column is None:
        values = {"name": meaning.types.column, "allowed": list(log.table.columns)}
        raise InputError([Located(log.path, None, None, "log-column-missing", values)])
    codes = column.codes[firsts]
    counts = np.bincount(codes[codes != NOT_GIVEN], minlength=len(column.values))
    order = sorted(np.flatnonzero(counts >= meaning.types.least).tolist(), key=lambda n: (-counts[n], column.values[n]))
    kept = order[: meaning.types.most]
    names: list[str] = []
    for number in kept:
        name = _as_name(column.values[number])
        names.append(name if name not in (*names, OTHERS) else f"{name}-{len(names) + 1}")
    place = np.full(len(column.values) + 1, len(kept))
    place[kept] = range(len(kept))
    types = place[codes]
    has_others = bool((types == len(kept)).any())
    return types, (*names, *((OTHERS,) if has_others else ()))


def _as_name(text: str) -> str:
    """Return a text as a key of a baseline: no blank, no slash, not too long, no sign that joins names."""
    name = "-".join(text.replace("/", " ").replace("+", " ").split())
    return name[:30] or OTHERS


def _rejected(log: Log, meaning: LogMap, firsts: NDArray[np.int64]) -> NDArray[np.bool_]:
    if meaning.outcome is None:
        return np.zeros(len(firsts), dtype=np.bool_)
    column = log.table.columns.get(meaning.outcome.column)
    if column is None:
        values = {"name": meaning.outcome.column, "allowed": list(log.table.columns)}
        raise InputError([Located(log.path, None, None, "log-column-missing", values)])
    no = np.array([text in meaning.outcome.rejected for text in [*column.values, ""]])
    return np.asarray(no[column.codes[firsts]])


def _person_days(
    log: Log, rows: NDArray[np.int64], index: NDArray[np.int64], seconds: NDArray[np.int64], cases: int
) -> NDArray[np.int64]:
    """Return for each case on how many days of how many people its events lie."""
    who = log.column("resource").codes[rows] if "resource" in log.roles else np.zeros(len(rows), dtype=np.int32)
    days = seconds // DAY_S
    keys = np.stack([index, days - days.min(), who.astype(np.int64)])
    different = np.unique(keys, axis=1)
    return np.bincount(different[0], minlength=cases).astype(np.int64)


def _in_order(cases: Cases, log: Log, firsts: NDArray[np.int64], notices: list[Notice]) -> Cases:
    """Return cases that begin, without milestones that come before the one they follow."""
    from dataclasses import replace

    at = cases.at.copy()
    begins = (at[:, 0] != NEVER) & (at[:, 0] <= cases.end)
    # Where a milestone is told by the day only, it may lie before another one of that day.
    floor = at[:, 0].copy()
    decided = at[:, cases.deciding]
    for place in range(1, at.shape[1]):
        here = at[:, place]
        same_day = (here != NEVER) & (here < floor) & (here // DAY_S == floor // DAY_S)
        here = np.where(same_day, floor, here)
        before = (here != NEVER) & (here < floor)
        if place < cases.deciding:
            # The decision stands; what seems to come behind it and leads to it does not.
            before |= (here != NEVER) & (decided != NEVER) & (here > np.maximum(decided, at[:, 0])) & ~same_day
        if (before & begins).any():
            values = {"name": cases.names[place]}
            rows = tuple(map(int, log.table.places[firsts[before & begins]][:NAMED]))
            notices.append(Notice("log-out-of-order", int((before & begins).sum()), values, rows))
        here = np.where(before, NEVER, here)
        at[:, place] = here
        floor = np.where(here != NEVER, here, floor)
    # What comes behind the decision cannot be told of a case that is not decided.
    undecided = at[:, cases.deciding] == NEVER
    at[np.ix_(undecided, range(cases.deciding + 1, at.shape[1]))] = NEVER
    if not begins.all():
        rows = tuple(map(int, log.table.places[firsts[~begins]][:NAMED]))
        notices.append(Notice("log-no-begin", int((~begins).sum()), {"name": cases.names[0]}, rows))
    if not (begins & ~undecided).any():
        values = {"first": cases.names[0], "deciding": cases.names[cases.deciding]}
        raise InputError([Located(log.path, None, None, "log-none-decided", values)])
    found = replace(cases, at=at).take(begins)
    still = int((found.decided == NEVER).sum())
    if still:
        values = {"name": cases.names[cases.deciding], "share": f"{still / len(found):.0%}"}
        notices.append(Notice("log-open", still, values))
    by_time = np.argsort(found.begun, kind="stable")
    return replace(found.take(by_time), notices=tuple(notices))
