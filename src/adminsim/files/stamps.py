"""Time stamps as people and programs write them, read as arrays: the one reader for arrivals and for logs.

Stamps of one shape (digits at the same places, the same signs between them) are read together, so that a million of
them takes a second or two. Nothing is guessed: which of two numbers is the day is decided by the stamps as a whole
(`order_of`), or stated.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

Order = Literal["ymd", "dmy", "mdy"]
"""Which number of a date comes first: year, day or month."""
ORDERS: tuple[Order, ...] = ("ymd", "dmy", "mdy")
NO_TIME = np.iinfo(np.int64).min
"""In place of an instant that could not be read."""
NO_ZONE = np.iinfo(np.int64).min
"""In place of an offset that is not written."""
AT_ONCE = 100_000
"""Stamps that are read together: bounds the memory."""
FIRST_SERIAL = "1900-01-00"
"""What a spreadsheet shows for an empty cell formatted as a date."""
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_EPOCH_SERIAL = 25569
"""The number by which a spreadsheet calls 1970-01-01."""
_DAY_S = 86400


class Precision(IntEnum):
    """How fine a stamp is written."""

    DAY = 0
    MINUTE = 1
    SECOND = 2


@dataclass(frozen=True)
class Stamps:
    """Stamps as they were written.

    Attributes
    ----------
    local_s : ndarray of int64
        Wall clock time as written, in seconds since 1970, parts of a second dropped; `NO_TIME` where it cannot be read.
    offset_s : ndarray of int64
        The stated distance from UTC in seconds; `NO_ZONE` where none is stated.
    precision : ndarray of int8
        One of `Precision`.
    is_serial : ndarray of bool
        Whether it is the number by which a spreadsheet calls a day.
    """

    local_s: Ints
    offset_s: Ints
    precision: NDArray[np.int8]
    is_serial: NDArray[np.bool_]

    @property
    def is_read(self) -> NDArray[np.bool_]:
        """Which of them could be read."""
        read: NDArray[np.bool_] = self.local_s != NO_TIME
        return read

    def take(self, places: NDArray[Any]) -> Stamps:
        """Return the stamps at some places."""
        return Stamps(self.local_s[places], self.offset_s[places], self.precision[places], self.is_serial[places])


_DATE = (
    r"(?:(?P<y>\d{4})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"|(?P<cy>\d{4})\s*年\s*(?P<cm>\d{1,2})\s*月\s*(?P<cd>\d{1,2})\s*[日号]"
    r"|(?P<ky>\d{4})(?P<km>\d{2})(?P<kd>\d{2})(?!\d)"
    r"|(?P<a>\d{1,2})(?P<t>[-/.])(?P<b>\d{1,2})(?P=t)(?P<ey>\d{4})"
    r"|(?P<nd>\d{1,2})[- ](?P<name>[A-Za-z]{3})[- ,]+(?P<ny>\d{4}))"
)
_HALF = r"(?P<{0}>上午|下午|[AaPp]\.?[Mm]\.?)"
_TIME = (
    rf"(?:{_HALF.format('before')}\s*)?(?P<H>\d{{1,2}})(?:[:：]|\s*[时點点]\s*)(?P<M>\d{{2}})"
    r"(?:(?:[:：]|\s*分\s*)(?P<S>\d{2})(?:[.,]\d+)?)?\s*[分秒]?"
    rf"(?:\s*{_HALF.format('behind')})?"
)
_ZONE = r"(?P<zone>Z|z|UTC|GMT|(?P<sign>[-+])(?P<zh>\d{2})(?::?(?P<zm>\d{2}))?)"
_STAMP = re.compile(rf"{_DATE}(?:(?:\s*[T]\s*|\s+|(?<=[日号])){_TIME}(?:\s*{_ZONE})?)?")
_SERIAL = re.compile(r"\d{1,5}(?:\.\d+)?")
_YEARS = (("y", "m", "d"), ("cy", "cm", "cd"), ("ky", "km", "kd"))


def read_stamps(texts: Sequence[str], order: Order | None = None, serials: bool = False) -> Stamps:
    """Read stamps.

    Parameters
    ----------
    texts : sequence of str
        As written, such as ``2018-01-05T09:30:00+08:00``, ``2018/1/5 9:30``, ``2018年1月5日 下午3:20``,
        ``5.1.2018 3:20 PM``, ``20180105`` or ``2018-01-05``.
    order : {"ymd", "dmy", "mdy"}, optional
        Which number comes first where the year stands last; without it those stamps are not read.
    serials : bool
        Whether a plain number is the one by which a spreadsheet calls a day.
    """
    parts = [_read_some(texts[first : first + AT_ONCE], order, serials) for first in range(0, len(texts), AT_ONCE)]
    if not parts:
        return _blank(0)
    return Stamps(*(np.concatenate([getattr(part, name) for part in parts]) for name in Stamps.__dataclass_fields__))


def order_of(texts: Sequence[str]) -> Order | None:
    """Return whether day or month comes first where the year stands last: as the stamps as a whole tell.

    Returns
    -------
    {"ymd", "dmy", "mdy"} or None
        None where they do not tell: no number is above 12, or both are somewhere.
    """
    first_high = second_high = any_last = False
    for first in range(0, len(texts), AT_ONCE):
        for chars, match in _shapes(texts[first : first + AT_ONCE]):
            if match is not None and match.groupdict().get("a") is not None:
                any_last = True
                first_high |= bool((_number(chars, match, "a") > 12).any())
                second_high |= bool((_number(chars, match, "b") > 12).any())
    if not any_last:
        return "ymd"
    return ("dmy" if first_high else "mdy") if first_high != second_high else None


def _read_some(texts: Sequence[str], order: Order | None, serials: bool) -> Stamps:
    read = _blank(len(texts))
    for places, chars, match, text in _by_shape(texts):
        if match is not None:
            local, known = _instants(chars, match, order)
            read.local_s[places] = np.where(known, local, NO_TIME)
            read.offset_s[places] = np.where(known, _offsets(chars, match), NO_ZONE)
            has_seconds, has_time = match["S"] is not None, match["H"] is not None
            read.precision[places] = Precision.SECOND if has_seconds else Precision(int(has_time))
        elif serials and _SERIAL.fullmatch(text):
            days = np.array([float(texts[place]) for place in places.tolist()])
            is_day = days >= 1
            seconds = np.round((days - _EPOCH_SERIAL) * _DAY_S)
            read.local_s[places] = np.where(is_day, seconds, float(NO_TIME)).astype(np.int64)
            read.local_s[places[~is_day]] = NO_TIME
            read.is_serial[places] = True
            read.precision[places] = np.where(days == np.floor(days), Precision.DAY, Precision.SECOND)
    return read


def _blank(size: int) -> Stamps:
    return Stamps(
        np.full(size, NO_TIME),
        np.full(size, NO_ZONE),
        np.full(size, Precision.DAY, dtype=np.int8),
        np.zeros(size, dtype=np.bool_),
    )


def _shapes(texts: Sequence[str]) -> list[tuple[NDArray[np.int64], re.Match[str] | None]]:
    return [(chars, match) for _, chars, match, _ in _by_shape(texts)]


def _by_shape(texts: Sequence[str]) -> list[tuple[Ints, NDArray[np.int64], re.Match[str] | None, str]]:
    """Return stamps by shape: their places, their characters as numbers, how one of them is read, and that one."""
    stripped = np.array([text.strip() for text in texts], dtype=np.str_)
    width = max(stripped.dtype.itemsize // 4, 1)
    codes = np.ascontiguousarray(stripped).view(np.uint32).reshape(len(texts), width)
    shape = np.where((codes >= 48) & (codes <= 57), 48, codes)
    left = np.arange(len(texts))
    groups = []
    while len(left):
        same = (shape[left] == shape[left[0]]).all(axis=1)
        places = left[same]
        text = str(stripped[places[0]])
        groups.append((places, codes[places].astype(np.int64), _STAMP.fullmatch(text), text))
        left = left[~same]
        if len(groups) > 2000:  # No file of stamps has so many shapes: the rest is text.
            groups += [(left[i : i + 1], codes[left[i : i + 1]].astype(np.int64), None, "") for i in range(len(left))]
            break
    return groups


def _number(chars: NDArray[np.int64], match: re.Match[str], name: str) -> Ints:
    """Return the number that stands at a place of the shape, of each stamp."""
    start, end = match.span(name)
    value = np.zeros(len(chars), dtype=np.int64)
    for column in range(start, end):
        value = value * 10 + chars[:, column] - 48
    return value


def _instants(chars: NDArray[np.int64], match: re.Match[str], order: Order | None) -> tuple[Ints, NDArray[np.bool_]]:
    """Return wall clock times in seconds since 1970, and which of them exist."""
    year, month, day = _date(chars, match, order)
    hour, minute, second = (
        _number(chars, match, name) if match[name] is not None else np.zeros(len(chars), dtype=np.int64)
        for name in "HMS"
    )
    half = (match["before"] or match["behind"] or "").lower().replace(".", "")
    known = np.ones(len(chars), dtype=np.bool_)
    if half and half not in ("上午", "下午"):
        known &= (hour >= 1) & (hour <= 12)
    if half in ("pm", "下午"):
        hour = np.where(hour < 12, hour + 12, hour)
    elif half in ("am", "上午"):
        hour = np.where(hour == 12, 0, hour)
    known &= (month >= 1) & (month <= 12) & (day >= 1) & (year >= 1) & (hour <= 23) & (minute <= 59) & (second <= 59)
    months = (np.clip(year, 1, 9999) - 1970) * 12 + np.clip(month, 1, 12) - 1
    first = months.astype("datetime64[M]").astype("datetime64[D]").astype(np.int64)
    length = (months + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) - first
    known &= day <= length
    return (first + day - 1) * _DAY_S + hour * 3600 + minute * 60 + second, known


def _date(chars: NDArray[np.int64], match: re.Match[str], order: Order | None) -> tuple[Ints, Ints, Ints]:
    for names in _YEARS:
        if match[names[0]] is not None:
            year, month, day = (_number(chars, match, name) for name in names)
            return year, month, day
    if match["name"] is not None:
        number = _MONTHS.index(match["name"].lower()) + 1 if match["name"].lower() in _MONTHS else 0
        return _number(chars, match, "ny"), np.full(len(chars), number), _number(chars, match, "nd")
    first, second = (_number(chars, match, name) for name in "ab")
    year = _number(chars, match, "ey")
    if order == "dmy":
        return year, second, first
    return year, first if order == "mdy" else np.zeros(len(chars), dtype=np.int64), second


def _offsets(chars: NDArray[np.int64], match: re.Match[str]) -> Ints:
    if match["zone"] is None:
        return np.full(len(chars), NO_ZONE)
    if match["sign"] is None:
        return np.zeros(len(chars), dtype=np.int64)
    hours = _number(chars, match, "zh")
    minutes = _number(chars, match, "zm") if match["zm"] is not None else np.zeros(len(chars), dtype=np.int64)
    return (hours * 3600 + minutes * 60) * (-1 if match["sign"] == "-" else 1)
