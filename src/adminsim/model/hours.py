"""Hours of the day and of the week, as they are written in a file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator

from adminsim.model.chinese import InChinese, narrow, narrow_range
from adminsim.model.problem import wrong

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAMES = {day: f"周{name} 星期{name}" for day, name in zip(DAYS, "一二三四五六日", strict=True)}
_NAMES["sun"] += " 周天 星期天"
_CHINESE_ALWAYS = InChinese(always="全天")
_CHINESE = InChinese(**_NAMES)
DAY_S = 86400

Weekday = Annotated[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], _CHINESE]
"""A day of the week."""
Hours = tuple[tuple[int, int], ...]
"""Opening and closing in seconds since midnight, in order."""

_PERIOD = re.compile(r"(\d{1,2}):(\d{2})\s*-\s*(\d{1,2}):(\d{2})")
ALWAYS = {"mon-sun": ("00:00-24:00",)}


@lru_cache(maxsize=1024)
def _period(text: str) -> tuple[int, int]:
    match = _PERIOD.fullmatch(narrow_range(text).strip())
    if match is None:
        raise wrong("model-hours-form", text=text)
    hour, minute, end_hour, end_minute = map(int, match.groups())
    opening, closing = hour * 60 + minute, end_hour * 60 + end_minute
    if max(minute, end_minute) > 59 or max(opening, closing) > 1440 or opening == 1440:
        raise wrong("model-no-such-time", text=text)
    if closing <= opening:
        raise wrong("model-hours-backwards", text=text)
    return opening * 60, closing * 60


def weekday_of(name: str) -> int:
    """Return the number of a weekday, 0 for mon."""
    name = _CHINESE.words.get(name, name)
    if name in DAYS:
        return DAYS.index(name)
    near = get_close_matches(name.lower(), DAYS, n=1, cutoff=0.5)
    if near:
        raise wrong("model-unknown-day-near", name=name, nearest=near[0])
    raise wrong("model-unknown-day", name=name, allowed=", ".join(DAYS))


@lru_cache(maxsize=1024)
def _weekdays(key: str) -> tuple[int, ...]:
    days: list[int] = []
    for part in narrow_range(key).replace("、", ",").split(","):
        first, *rest = (weekday_of(name.strip()) for name in part.split("-"))
        if len(rest) > 1:
            raise wrong("model-day-range", text=part.strip())
        # A range may run over the end of the week: in some countries one works sun-thu.
        length = (rest[0] - first) % 7 + 1 if rest else 1
        days += [(first + step) % 7 for step in range(length)]
    return tuple(days)


def _check_period(text: str) -> str:
    _period(text)
    return narrow_range(text)


def _check_days(key: str) -> str:
    _weekdays(key)
    return key


def _in_own_words(key: str) -> str:
    """Return the days of a week as a file of either language means them."""
    key = narrow_range(key).replace("、", ",")
    for name, day in _CHINESE.words.items():
        key = key.replace(name, day)
    return key


def _check_order(periods: tuple[str, ...]) -> tuple[str, ...]:
    for earlier, later in pairwise(periods):
        (opening, closing), (next_opening, _) = _period(earlier), _period(later)
        if next_opening < opening:
            raise wrong("model-hours-order", later=later, earlier=earlier)
        if next_opening < closing:
            raise wrong("model-hours-overlap", earlier=earlier, later=later)
    return periods


def _check_week(week: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    given: dict[int, str] = {}
    for key in week:
        for weekday in _weekdays(key):
            if weekday in given:
                raise wrong("model-day-twice", day=DAYS[weekday], first=given[weekday], second=key)
            given[weekday] = key
    if not any(week.values()):
        raise wrong("model-never-open")
    return {key if key.isascii() else _in_own_words(key): periods for key, periods in week.items()}


def _from_always(data: Any) -> Any:
    if _CHINESE_ALWAYS.meant(data) == "always":
        return ALWAYS
    if not isinstance(data, Mapping):
        raise wrong("model-hours-map")
    return data


_Days = Annotated[str, AfterValidator(_check_days)]
Periods = Annotated[tuple[Annotated[str, AfterValidator(_check_period)], ...], AfterValidator(_check_order)]
_Written = dict[str, tuple[str, ...]] | Annotated[Literal["always"], _CHINESE_ALWAYS]
Week = Annotated[
    dict[_Days, Periods],
    BeforeValidator(_from_always, json_schema_input_type=_Written),
    AfterValidator(_check_week),
]
"""Opening hours by day, as written in a file."""


def clock_s(text: str) -> int:
    """Return the seconds since midnight of an hour such as 09:30."""
    return _period(f"{text}-24:00")[0]


def _check_clock(text: str) -> str:
    text = narrow(text)
    if not re.fullmatch(r"\d{1,2}:\d{2}", text):
        raise wrong("model-clock-form", text=text)
    clock_s(text)
    return text


Clock = Annotated[str, AfterValidator(_check_clock)]
"""An hour of the day, such as 09:30."""


def hours_of(periods: tuple[str, ...]) -> Hours:
    """Return the hours that some periods say, such as 09:00-12:00."""
    return tuple(map(_period, periods))


def hours_on_weekday(week: Mapping[str, tuple[str, ...]], weekday: int) -> Hours:
    """Return the hours that a week has on a weekday (0 for Monday)."""
    for key, periods in week.items():
        if weekday in _weekdays(key):
            return hours_of(periods)
    return ()
