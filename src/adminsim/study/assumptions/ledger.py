"""The ledger of assumptions: every assumed figure of a scenario, with its place, value, range and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from adminsim.model.span import Length, Time
from adminsim.model.value import Number, Value
from adminsim.reforms.by_path import BASELINE, REFORMS, with_trusted

if TYPE_CHECKING:
    from adminsim.reforms.scenario import Scenario

Path = tuple[str | int, ...]
End = float | Length
"""A value that a figure can have."""
WHOLE = ("staff", "cases")
"""Figures that only have whole values."""
COSTS = ("cost", "fee")
"""Figures that cost money but take no time."""
MARKS = ("assum", "假设", "假定")
"""What the source of an assumed figure says, in either language."""


@dataclass(frozen=True)
class Assumption:
    """An assumed figure.

    Attributes
    ----------
    path : tuple of str or int
        Where it stands: ``baseline`` or ``reforms``, then the keys of the file; a reform is named.
    value : float, Length or None
        The value that a run uses; None for a value without any figure, such as opening hours.
    low, high : float, Length or None
        Ends of its range; None where it has none.
    source : str
        Where it comes from.
    standing : str
        ``varied``; or why it is not: ``no_range``, ``switched_off`` (its reform), ``costs`` (it takes no time) or
        ``unused`` (no case meets it).
    """

    path: Path
    value: End | None
    low: End | None
    high: End | None
    source: str
    standing: str

    @property
    def name(self) -> str:
        """Its place as a dotted path."""
        return ".".join(map(str, self.path))

    @property
    def ends(self) -> tuple[End, End]:
        """Both ends of its range, as a run can have them: whole where the figure is, and within the range."""
        assert self.low is not None
        assert self.high is not None
        if self.path[-1] in WHOLE:
            return float(ceil(self.low)), float(floor(self.high))  # type: ignore[arg-type]
        return self.low, self.high


def ledger(scenario: Scenario) -> tuple[Assumption, ...]:
    """Return every assumed figure of the baseline and of the reforms, in the order of the files."""
    unused = _unused_departments(scenario)
    found = [
        _entry(
            (BASELINE, *path), value, source,
            "unused" if path[:1] == ("departments",) and path[1] in unused else "varied",
        )
        for path, value, source in assumed_in(scenario.baseline)
    ]  # fmt: skip
    for reform in scenario.reforms:
        standing = "varied" if reform.enabled else "switched_off"
        found += [
            _entry((REFORMS, reform.subject, *path), value, source, standing)
            for path, value, source in assumed_in(reform)
        ]
    return tuple(found)


def assumed_in(value: Any, path: Path = (), source: str | None = None) -> Iterator[tuple[Path, Any, str]]:
    """Yield the figures of a value that have a range or whose source is an assumption, each with its place and source.

    A figure without a source has that of the nearest value around it; a value that is an assumption without any figure
    in it is told as a whole.
    """
    if isinstance(value, (Number, Time)):
        own = value.source or source
        if value.range is not None or _is_assumed(own):
            yield path, value, own or ""
    elif isinstance(value, Value):
        own = getattr(value, "source", None)
        names = [name for name in type(value).model_fields if name in value.model_fields_set]
        below = [one for name in names for one in assumed_in(getattr(value, name), (*path, name), own or source)]
        yield from below
        if _is_assumed(own) and not below:
            yield path, None, own or ""
    elif isinstance(value, (dict, tuple)):
        for name, part in value.items() if isinstance(value, dict) else enumerate(value):
            yield from assumed_in(part, (*path, name), source)
    elif isinstance(value, (int, float)) and not isinstance(value, bool) and _is_assumed(source):
        yield path, float(value), source or ""


def with_value(scenario: Scenario, assumption: Assumption, value: End) -> Scenario:
    """Return the scenario in which an assumed figure has another value of its range.

    Shares of case types still add up to 1.
    """
    return with_trusted(scenario, assumption.path, value)


def _entry(path: Path, value: Any, source: str, standing: str) -> Assumption:
    if not isinstance(value, (Number, Time)):
        return Assumption(path, value, None, None, source, "no_range")
    low, high = value.range or (None, None)
    if value.range is None:
        standing = "no_range"
    elif path[-1] in COSTS:
        standing = "costs"
    return Assumption(path, value.value, low, high, source, standing)


def _is_assumed(source: str | None) -> bool:
    return source is not None and any(mark in source.lower() for mark in MARKS)


def _unused_departments(scenario: Scenario) -> set[str]:
    """Return the departments of which no step of the baseline and no reform speaks: they may be there for others."""
    steps = [step for chain in scenario.baseline.chains.values() for step in chain.steps.values()]
    used = {name for step in steps for name in step.departments}
    told = "".join(reform.model_dump_json() for reform in scenario.reforms if reform.enabled)
    return {name for name in scenario.baseline.departments if name not in used and f'"{name}"' not in told}
