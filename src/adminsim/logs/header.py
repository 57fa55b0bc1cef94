"""The names of the columns of a table, which stand in one row above the events."""

from __future__ import annotations

from adminsim.files.located import InputError, Located
from adminsim.files.stamps import ORDERS, read_stamps


def checked_header(path: str, rows: list[list[str]], header: int | None, merged: bool = False) -> list[str]:
    """Return the names of the columns.

    Parameters
    ----------
    path : str
        Name to be given in messages.
    rows : list of list of str
        The row of names and those below it.
    header : int, optional
        The row of names, where it is stated: then nothing is asked.
    merged : bool
        Whether cells of the first rows are merged.

    Raises
    ------
    InputError
        If there is none, if names are given twice, or if there are two rows of them.
    """
    line = header or 1
    if not rows or not any(cell.strip() for cell in rows[0]):
        raise InputError([Located(path, line, None, "csv-empty")])
    names = [cell.strip() for cell in rows[0]]
    while names and not names[-1]:
        names.pop()
    if header is None:
        if merged:
            raise InputError([Located(path, line, None, "log-header-merged")])
        if _is_second_header(rows):
            raise InputError([Located(path, line + 1, None, "log-header-two")])
    twice = [name for number, name in enumerate(names) if name and name in names[:number]]
    if twice:
        raise InputError([Located(path, line, None, "csv-column-twice", {"name": twice[0]})])
    return names


def _is_second_header(rows: list[list[str]]) -> bool:
    """Tell whether the second row names columns too: it has no date and no number, and rows below it have both."""
    below = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    if len(below) < 2 or _has_stamp(below[0]):
        return False
    return any(_has_stamp(row) for row in below[1:4]) and not any(_is_number(cell) for cell in below[0])


def _has_stamp(row: list[str]) -> bool:
    return any(bool(read_stamps(row, order).is_read.any()) for order in ORDERS) if row else False


def _is_number(cell: str) -> bool:
    return cell.strip().replace(".", "", 1).isdigit()
