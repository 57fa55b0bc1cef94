"""What the cells of a sheet say, as a file would say it; what is wrong with one is told with its place."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from adminsim.files.located import Located, Mark
from adminsim.files.scalars import meaning
from adminsim.files.sheets.layout import Column
from adminsim.files.tree import Node
from adminsim.messages import Word, Words
from adminsim.messages.said import Said
from adminsim.model.hours import DAYS

Cell = Any
"""What a reader of workbooks gives: text, number, truth, date, time, or an empty text."""
_BETWEEN = re.compile(r"[,，、;；\n]+")
_PERCENT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[%％]\s*")
_LENGTH = re.compile(r"\s*([-+.\d]+)\s*(\S+?)\s*")
_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!)")
_UNITS = {
    "秒": "s", "分": "min", "分钟": "min", "小时": "h", "时": "h", "天": "d", "日": "d", "自然日": "d", "周": "wk",
    "星期": "wk", "工作日": "WD", "个工作日": "WD", "个月": "months", "月": "months", "年": "years", "个小时": "h",
    "个自然日": "d",
}  # fmt: skip
_HALF_DAYS = {"半天": "0.5 d", "半个工作日": "0.5 WD"}
_DAYS_ZH = dict(zip("一二三四五六日", DAYS, strict=True)) | {"天": "sun"}
_RANGE = re.compile(r"\s*[-–—~～至到]\s*")


class CellError(Said):
    """A cell does not hold what it should."""


def is_empty(cell: Cell) -> bool:
    """Tell whether nothing was filled in."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def node_of(cell: Cell, column: Column, mark: Mark) -> Node | Located:
    """Return what a cell says, or what is wrong with it."""
    if isinstance(cell, str) and _ERROR.fullmatch(cell.strip()):
        return Located.at(mark, "sheet-error-cell", given=cell.strip())
    try:
        value = _READ[column.kind](cell, column)
    except CellError as error:
        return Located.at(mark, error.code, name=Word(f"sheet-head-{column.name}"), **error.values)
    if isinstance(value, list):
        return Node(mark, [Node(mark, one) for one in value])
    return Node(mark, value)


def _text(cell: Cell, column: Column) -> str:
    """Return a cell as text; a whole number without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _plain(cell).strip()


def _plain(cell: Cell) -> str:
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, (dt.date, dt.time)) else str(cell)


def _names(cell: Cell, column: Column) -> list[str]:
    return [part.strip() for part in _BETWEEN.split(_text(cell, column)) if part.strip()]


def _number(cell: Cell, column: Column) -> int | float:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        # Sheets keep 0.07 as 7 % with more digits than anybody wrote.
        number = float(f"{cell:.12g}")
        return int(number) if number.is_integer() else number
    text = _text(cell, column)
    percent = _PERCENT.fullmatch(text)
    if percent:
        return float(f"{float(percent[1]) / 100:.12g}")
    value = meaning(text)
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        raise CellError("sheet-number", {"given": text})
    return value


def _time(cell: Cell, column: Column) -> str | int | float:
    """Return a time with a unit as files write it; what is none is left to be refused with the units that there are."""
    if isinstance(cell, (int, float)):
        return _number(cell, column)
    text = _text(cell, column)
    if text in _HALF_DAYS:
        return _HALF_DAYS[text]
    match = _LENGTH.fullmatch(text)
    return f"{match[1]} {_UNITS.get(match[2], match[2])}" if match else text


def _choice(cell: Cell, column: Column) -> str | bool:
    """Return the word that files have for what was chosen, in whatever language."""
    text = str(cell).lower() if isinstance(cell, bool) else _text(cell, column)
    known = {word.lower(): word for word in column.choices}
    known |= {words.say(code).lower(): word for word, code in column.choices.items() for words in Words}
    if text.lower() not in known:
        near = get_close_matches(text.lower(), known, n=1)
        raise CellError(
            "sheet-choice", {"given": text, "nearest": near[0] if near else "", "allowed": Choosable(column)}
        )
    return known[text.lower()]


def _truth(cell: Cell, column: Column) -> bool:
    return _choice(cell, column) == "true"


def _date(cell: Cell, column: Column) -> str:
    if isinstance(cell, (dt.date, dt.datetime)):
        return _plain(cell)
    text = _text(cell, column)
    match = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", text)
    try:
        return dt.date(*map(int, match.groups())).isoformat() if match else _no_date(text)
    except ValueError:
        return _no_date(text)


def _no_date(text: str) -> str:
    raise CellError("sheet-date", {"given": text})


def _days(cell: Cell, column: Column) -> list[str | int]:
    """Return days of the week as ``mon`` or ``mon-fri``, or days of the month as numbers."""
    if isinstance(cell, (int, float)):
        return [int(cell)]
    return [_one_day(part) for part in _names(cell, column)]


def _one_day(text: str) -> str | int:
    if text.isdecimal():
        return int(text)
    return "-".join(_weekday(part) for part in _RANGE.split(text))


def _weekday(text: str) -> str:
    chinese = re.fullmatch(r"(?:周|星期|礼拜)([一二三四五六日天])", text)
    if chinese:
        return _DAYS_ZH[chinese[1]]
    if text.lower()[:3] in DAYS and text.isascii():
        return text.lower()[:3]
    near = get_close_matches(text.lower(), DAYS, n=1, cutoff=0.5)
    raise CellError("sheet-day", {"given": text, "nearest": near[0] if near else "", "allowed": list(DAYS)})


def _hours(cell: Cell, column: Column) -> list[str]:
    return [_RANGE.sub("-", part.replace("：", ":")) for part in _names(cell, column)]


def _clock(cell: Cell, column: Column) -> str:
    if isinstance(cell, (dt.time, dt.datetime)):
        return cell.strftime("%H:%M")
    if isinstance(cell, float) and 0 <= cell < 1:
        minutes = round(cell * 24 * 60)
        return f"{minutes // 60:02}:{minutes % 60:02}"
    return _text(cell, column).replace("：", ":")


def _name(cell: Cell, column: Column) -> str:
    text = _text(cell, column)
    is_applicant = text in {words.say("sheet-applicant") for words in Words}
    return "applicant" if column.name == "by" and is_applicant else text


class Choosable:
    """What can be chosen in a column, told in the reader's language."""

    def __init__(self, column: Column) -> None:
        self._codes = list(column.choices.values())

    def text(self, words: Words) -> str:
        """Return the words."""
        return words.listed(words.say(code) for code in self._codes)

    def __bool__(self) -> bool:
        return bool(self._codes)


_READ: dict[str, Callable[[Cell, Column], Any]] = {
    "name": _name, "names": _names, "text": _text, "number": _number, "time": _time, "truth": _truth,
    "choice": _choice, "date": _date, "days": _days, "hours": _hours, "clock": _clock,
}  # fmt: skip


def nearest(name: str, allowed: Iterable[str]) -> str:
    """Return what looks most like a name, or nothing."""
    return next(iter(get_close_matches(name, list(allowed), n=1)), "")
