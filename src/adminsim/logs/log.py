"""A log of real cases: its events as a tidy table, and all that is to be known about the file."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.files.located import InputError, Located
from adminsim.files.stamps import NO_TIME, Stamps, order_of, read_stamps
from adminsim.logs.mapping import LOCAL, LogMap, read_map
from adminsim.logs.opened import Opened
from adminsim.logs.roles import roles_of
from adminsim.logs.rows import NAMED, REASONS, USED, Notice, check_ids, row_notices, sort_rows, zeros_before
from adminsim.logs.table import NOT_GIVEN, Column, Table
from adminsim.logs.zones import at_day_precision, check_zones, office_time

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.files.stamps import Order
    from adminsim.logs.table import Progress

MANY_MIDNIGHTS = 0.02
"""Share of stamps at midnight that is worth a word."""
_XLSX = b"PK\x03\x04"
_PREFIXES = (b"\xef\xbb\xbf", b"")


@dataclass(frozen=True)
class Log:
    """A log of real cases.

    Attributes
    ----------
    path : str
        The file.
    sha256 : str
        Its hash.
    table : Table
        All its rows and columns as they are written.
    map : LogMap or None
        What they mean, where it is stated.
    roles : dict of str to str
        The column of the case, the activity, the stamp, and so on.
    why : ndarray of int8
        For each row whether it is used (0), or why not.
    seconds : ndarray of int64
        The office's wall clock at each row, in seconds since 1970.
    starts : ndarray of int64 or None
        The same of the begin of the work, where the file tells it.
    is_day : ndarray of bool
        Which stamps tell the day only.
    notices : tuple of Notice
        What is to be known about the file.
    """

    path: str
    sha256: str
    table: Table = field(repr=False)
    map: LogMap | None = field(repr=False)
    roles: dict[str, str]
    why: NDArray[np.int8] = field(repr=False)
    seconds: NDArray[np.int64] = field(repr=False)
    starts: NDArray[np.int64] | None = field(repr=False)
    is_day: NDArray[np.bool_] = field(repr=False)
    notices: tuple[Notice, ...]

    @property
    def rows_in(self) -> int:
        """How many rows the file has; each is used or named."""
        return len(self.table)

    @cached_property
    def used(self) -> NDArray[np.int64]:
        """The rows that are events, by case and time."""
        rows = np.flatnonzero(self.why == USED)
        return rows[np.lexsort((rows, self.seconds[rows], self.column("case").codes[rows]))]

    @cached_property
    def named(self) -> pd.DataFrame:
        """The rows that are not used: the line of each, and why."""
        import pandas as pd

        left = np.flatnonzero(self.why != USED)
        reasons = np.array(REASONS)[self.why[left]]
        return pd.DataFrame({"row": self.table.places[left], "reason": reasons})

    @cached_property
    def events(self) -> pd.DataFrame:
        """All events, by case and time: case, activity, stamp, start, resource, lifecycle, day (only), row."""
        import pandas as pd

        rows = self.used
        columns: dict[str, Any] = {
            role: _categories(self.column(role), rows)
            for role in ("case", "activity", "resource", "lifecycle")
            if role in self.roles
        }
        columns |= {"stamp": _instants(self.seconds[rows])}
        if self.starts is not None:
            columns |= {"start": _instants(self.starts[rows])}
        return pd.DataFrame(columns | {"day": self.is_day[rows], "row": self.table.places[rows]})

    def column(self, role: str) -> Column:
        """Return the column of a role."""
        return self.table.columns[self.roles[role]]


def read_log(
    path: str | os.PathLike[str],
    map: LogMap | str | os.PathLike[str] | None = None,
    *,
    progress: Progress | None = None,
) -> Log:
    """Read a log of real cases.

    Parameters
    ----------
    path : str or path
        XES, CSV or XLSX; the first two also packed with gzip.
    map : str, path or LogMap, optional
        What its columns and codes mean, as ``adminsim calibrate --propose`` drafts it. Without it the columns are found
        by their names.
    progress : callable, optional
        Is told how many bytes are read, of how many.

    Returns
    -------
    Log
        Its `events` are a tidy pandas table; `notices` say what is to be known; every row of the file is used, or
        listed in `named`.

    Raises
    ------
    InputError
        If the file cannot be read for certain: no column of the case, the activity or the stamp, days that cannot be
        told from months, a truncated file, zones that contradict each other, numbers of cases with lost digits.

    Examples
    --------
    >>> import tempfile, pathlib, adminsim
    >>> file = pathlib.Path(tempfile.mkdtemp(), "log.csv")
    >>> rows = ["case,activity,time", "1,received,2018-01-05 09:30", "1,decided,2018-01-09 15:00"]
    >>> _ = file.write_text("\\n".join(rows))
    >>> adminsim.read_log(file).events["activity"].tolist()
    ['received', 'decided']
    """
    meaning = map if isinstance(map, LogMap) or map is None else read_map(map)
    table = _read_table(os.fspath(path), meaning, progress)
    roles = roles_of(table, meaning.columns if meaning is not None else None)
    if not len(table):
        raise InputError([Located(table.path, None, None, "log-no-rows")])
    check_ids(table, roles["case"])
    zone = meaning.zone if meaning is not None else LOCAL
    stamps, order = _stamps(table, roles["stamp"], meaning.dates if meaning is not None else None)
    notices = check_zones(table, stamps, zone)
    why = sort_rows(table, roles, stamps)
    if not (why == USED).any():
        raise InputError([Located(table.path, int(table.places[0]), None, "log-no-stamps", {"name": roles["stamp"]})])
    seconds = office_time(stamps, zone)
    is_day = at_day_precision(stamps, seconds)
    starts, more = _starts(table, roles, order, zone, seconds, why)
    notices += row_notices(table, why) + more + _about(table, roles, why, is_day, stamps)
    return Log(table.path, table.sha256, table, meaning, roles, why, seconds, starts, is_day, tuple(notices))


def _read_table(path: str, meaning: LogMap | None, progress: Progress | None) -> Table:
    opened = Opened(path, progress)
    head = opened.head()
    needed = _needed(meaning)
    if head.startswith(_XLSX):
        from adminsim.logs.sheet import read_sheet

        sheet, header = (meaning.sheet, meaning.header) if meaning is not None else (None, None)
        return read_sheet(path, opened.sha256, needed, sheet, header)
    if any(head.lstrip().startswith(prefix + b"<") for prefix in _PREFIXES):
        from adminsim.logs.xes import read_xes

        return read_xes(path, opened.chunks(), opened.sha256, needed, has_all=meaning is None)
    from adminsim.logs.csv_file import read_csv

    return read_csv(path, opened.chunks, opened.sha256, needed, meaning.header if meaning is not None else None)


def _needed(meaning: LogMap | None) -> frozenset[str]:
    if meaning is None:
        return frozenset()
    names = {getattr(meaning.columns, name) for name in type(meaning.columns).model_fields}
    names |= {milestone.attribute for milestone in meaning.milestones.values()}
    names |= {one.column for one in (meaning.types, meaning.outcome) if one is not None}
    return frozenset(name for name in names if name is not None)


def _stamps(table: Table, name: str, stated: Order | None) -> tuple[Stamps, Order]:
    column = table.columns[name]
    order = stated or order_of(column.values)
    if order is None:
        some = read_stamps(column.values, "dmy").is_read & ~read_stamps(column.values).is_read
        row = int(table.places[np.isin(column.codes, np.flatnonzero(some))][0])
        given = column.values[int(np.flatnonzero(some)[0])]
        raise InputError([Located(table.path, row, None, "log-dates-undecidable", {"given": given})])
    return stamps_of(column, order, _serials_allowed(table, name)), order


def _serials_allowed(table: Table, name: str) -> bool:
    return table.kind != "xes"


def stamps_of(column: Column, order: Order, serials: bool) -> Stamps:
    """Return the stamps of a column by row; each different one is read once."""
    return read_stamps([*column.values, ""], order, serials).take(column.codes)


def _starts(
    table: Table, roles: dict[str, str], order: Order, zone: str, ends: NDArray[np.int64], why: NDArray[np.int8]
) -> tuple[NDArray[np.int64] | None, list[Notice]]:
    if "start" not in roles:
        return None, []
    starts = office_time(stamps_of(table.columns[roles["start"]], order, _serials_allowed(table, "")), zone).copy()
    later = np.flatnonzero((why == USED) & (starts != NO_TIME) & (starts > ends))
    starts[later] = NO_TIME
    rows = tuple(map(int, table.places[later[:NAMED]]))
    return starts, [Notice("log-end-before-start", len(later), {}, rows)] if len(later) else []


def _about(
    table: Table, roles: dict[str, str], why: NDArray[np.int8], is_day: NDArray[np.bool_], stamps: Stamps
) -> list[Notice]:
    """Return what is to be said about stamps, cases and people."""
    used = why == USED
    found = []
    midnights = int((is_day & used).sum())
    if midnights > MANY_MIDNIGHTS * used.sum():
        found.append(Notice("log-midnights", midnights, {"share": f"{midnights / used.sum():.0%}"}))
    serials = stamps.is_serial & used
    if serials.any() and not serials[used].all():
        rows = tuple(map(int, table.places[serials][:NAMED]))
        found.append(Notice("log-serials", int(serials.sum()), {}, rows))
    pair = zeros_before(table.columns[roles["case"]].values)
    if pair is not None:
        found.append(Notice("log-zeros", pair[2], {"one": pair[0], "other": pair[1]}))
    return found + _in_two_traces(table, roles, used) + _at_many_desks(table, roles, used)


def _in_two_traces(table: Table, roles: dict[str, str], used: NDArray[np.bool_]) -> list[Notice]:
    if table.traces is None:
        return []
    codes = table.columns[roles["case"]].codes
    pairs = np.unique(codes[used].astype(np.int64) << 32 | table.traces[used])
    traces = np.bincount(pairs >> 32)
    twice = np.flatnonzero(traces > 1)
    if not len(twice):
        return []
    one = table.columns[roles["case"]].values[int(twice[0])]
    return [Notice("log-two-traces", len(twice), {"case": one})]


DESKS = 0.5
"""Part of all activities that is too many for one person."""
FEW_ACTIVITIES = 6


def _at_many_desks(table: Table, roles: dict[str, str], used: NDArray[np.bool_]) -> list[Notice]:
    if "resource" not in roles:
        return []
    who, what = table.columns[roles["resource"]], table.columns[roles["activity"]]
    used = used & (who.codes != NOT_GIVEN)
    pairs = np.unique(who.codes[used].astype(np.int64) << 32 | what.codes[used])
    desks = np.bincount(pairs >> 32, minlength=len(who.values))
    many = np.flatnonzero(desks > DESKS * len(what.values))
    if len(what.values) < FEW_ACTIVITIES or len(who.values) < 2 or not len(many):
        return []
    most = int(desks.argmax())
    values = {"person": who.values[most], "desks": int(desks[most]), "all": len(what.values)}
    return [Notice("log-many-desks", len(many), values)]


def _categories(column: Column, rows: NDArray[np.int64]) -> pd.Categorical[Any]:
    import pandas as pd

    return pd.Categorical.from_codes(column.codes[rows], categories=pd.Index(column.values, dtype=object))


def _instants(seconds: NDArray[np.int64]) -> NDArray[np.datetime64]:
    missing = np.datetime64("NaT", "s")
    return np.where(seconds == NO_TIME, missing, seconds.astype("datetime64[s]"))
