"""How numbers, times and names are written for people, and in which colours."""

from __future__ import annotations

import math
import re
from dataclasses import asdict, replace
from itertools import cycle
from typing import TYPE_CHECKING, NamedTuple

from adminsim.messages.party_words import THIRD_PARTIES
from adminsim.model.calendar import DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from adminsim.messages import Words
    from adminsim.model.duration import Duration
    from adminsim.model.span import Length
    from adminsim.model.system import System
    from adminsim.model.value import Label
    from adminsim.reforms.base import Reform
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.estimate import Estimate

WIDEST = 100
"""Columns that no table exceeds, however wide the terminal."""
BEFORE, AFTER = "#E69F00", "#0072B2"
"""Colours of the baseline and of the reforms, told apart by everyone (Okabe and Ito, 2008)."""
REFORM_COLOURS = (
    "#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999933", "#882255", "#332288", "#AA4499",
    "#44AA99", "#888888",
)  # fmt: skip
"""Colours of reforms, told apart by everyone (Okabe and Ito, 2008; Paul Tol's muted scheme)."""
VERDICT_STYLE = {"met": "bold green", "missed": "bold red", "undecided": "bold yellow"}

_HOUR_S, _DAY_S = 3600, 86400


def reform_colours(reforms: Iterable[Reform]) -> dict[str, str]:
    """Return the colour of each reform: by its place in the file, so that it is the same in every figure."""
    return {reform.subject: colour for reform, colour in zip(reforms, cycle(REFORM_COLOURS), strict=False)}


def departments_at_work(comparison: Comparison) -> pd.DataFrame:
    """Return utilisation and load of the departments that have any work, before or after."""
    rows = comparison.utilisation()
    loads = rows[["load_before", "load_after", "utilisation_before", "utilisation_after"]].fillna(0.0)
    return rows[(loads > 0).any(axis=1)]


def number(value: float, words: Words, digits: int = 1) -> str:
    """Return a number with a fixed number of decimals, or the word for one that is not there."""
    if math.isnan(value):
        return "-"
    if math.isinf(value):
        return words.say("number-open")
    text = f"{value:.{digits}f}"
    return text.removeprefix("-") if float(text) == 0 else text


SHORT_D = 2.0
"""What takes less than so many days is told in hours."""


class Scale(NamedTuple):
    """In what unit the times of a chain are told, its parts included.

    Attributes
    ----------
    unit : str
        ``days`` or ``hours``; words for it end in it.
    of_a_day : float
        How many of them a day has.
    """

    unit: str
    of_a_day: float

    def of(self, days: Estimate) -> Estimate:
        """Return an estimate in days in this unit."""
        return replace(days, **{end: self.of_a_day * value for end, value in asdict(days).items()})


def scale_of(days: float) -> Scale:
    """Return in what unit to tell what takes so many days in all."""
    return Scale("hours", 24.0) if days < SHORT_D else Scale("days", 1.0)


def percent(value: float, words: Words, digits: int = 1) -> str:
    """Return a share in percent."""
    return f"{number(value * 100, words, digits)}%" if math.isfinite(value) else number(value, words)


def with_interval(found: Estimate, words: Words, share: bool = False, digits: int = 1) -> str:
    """Return an estimate with its interval, as in ``14.4 [14.3, 14.5]``; `share` writes it in percent."""
    if not math.isfinite(found.mean):
        return "-"
    mean = percent(found.mean, words, digits) if share else number(found.mean, words, digits)
    ends = (end * (100 if share else 1) for end in (found.low, found.high))
    low, high = (number(end, words, digits) if math.isfinite(end) else "-∞" if end < 0 else "∞" for end in ends)
    return f"{mean} [{low}, {high}]"


def length(given: Length, words: Words) -> str:
    """Return a length of time as it was written, with its unit in words."""
    unit = given.unit if given.months is None or given.amount != 1 else given.unit.removesuffix("s")
    return words.say(f"unit-{unit}", value=f"{given.amount:g}")


def mean_time(duration: Duration, workday_s: float, words: Words) -> str:
    """Return the mean of a duration in the unit that reads best."""
    seconds = duration.mean(workday_s)
    if duration.basis == "working":
        return words.say("unit-WD", value=f"{seconds / workday_s:.3g}")
    return time_of(seconds, words)


def time_of(seconds: float, words: Words) -> str:
    """Return seconds in the unit that reads best."""
    for unit, size, most in (("min", 60, 100), ("h", _HOUR_S, 24)):
        if seconds / size < most:
            return words.say(f"unit-{unit}", value=f"{seconds / size:.3g}")
    return words.say("unit-d", value=f"{seconds / _DAY_S:.3g}")


def marks_of_means(comparison: Comparison, chain: str) -> tuple[str, str, str]:
    """Return the marks of means that unfinished cases make lower bounds, and of their difference."""
    unfinished = comparison.change(f"chain.{chain}.unfinished")
    before, after = unfinished.before.mean > 0, unfinished.after.mean > 0
    mark = {(True, True): "~ ", (True, False): ">= ", (False, True): "<= ", (False, False): ""}[before, after]
    return ">= " if before else "", ">= " if after else "", mark


def named(label: Label | None, name: str, words: Words) -> str:
    """Return what people call something, else the name that the file gives it."""
    return label.text(words, name) if label is not None else name


def share_measure(of: str, system: System, words: Words) -> str:
    """Return what a target on a share of cases is about: an outcome, a department, or a reform by its name."""
    if of in ("approved", "without_visit"):
        return words.say(f"target-measure-{of}")
    return called(of, system.departments, words=words)


def reform_name(reforms: Sequence[Reform], name: str, words: Words) -> str:
    """Return what people call a reform: its label, else its kind's term, with its name where that is used twice."""
    reform = next(one for one in reforms if one.subject == name)
    if reform.label is not None:
        return reform.label.text(words, name)
    term = words.pick(reform.term_en, reform.term_zh)
    is_one = sum(other.reform == reform.reform for other in reforms) == 1
    return term if is_one else words.pick(f"{term} ({name})", f"{term}（{name}）")


def called(name: str, *groups: Mapping[str, object], words: Words) -> str:
    """Return what people call the entry `name` of the first group that has it and labels it."""
    for group in groups:
        label = getattr(group.get(name), "label", None)
        if label is not None:
            return str(label.text(words, name))
    return name


def party_name(name: str, words: Words) -> str:
    """Return what people call a third party: in their language where that is known, else as the file does."""
    return words.pick(*THIRD_PARTIES.get(name, (name, name)))


def days_of_week(days: str, words: Words) -> str:
    """Return days of the week, as a file has them (``mon-fri``, ``tue,thu``), in the reader's language."""
    told = re.sub(r"(?<=[a-z])-(?=[a-z])", words.say("day-to"), days)
    return re.sub("|".join(DAYS), lambda day: words.say(f"day-{day[0]}"), told)
