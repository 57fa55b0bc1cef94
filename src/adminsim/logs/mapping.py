"""What the columns and codes of a log mean: the file `map.yaml`, read strictly."""

from __future__ import annotations

import os
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, model_validator

from adminsim.files.locate import locate_errors
from adminsim.files.located import InputError, Located, in_order
from adminsim.files.reading import read_file
from adminsim.files.stamps import Order
from adminsim.files.tree import Node
from adminsim.model.calendar import Week
from adminsim.model.group import Staff
from adminsim.model.problem import wrong
from adminsim.model.span import Length, PositiveTime
from adminsim.model.value import Label, Name, Number, Positive, Value

LOCAL = "as_written"
"""The zone of stamps whose wall clock is that of the office."""
Codes = Annotated[tuple[str, ...], Field(min_length=1)]


class Columns(Value):
    """Which column of the file says what. For XES the standard's own names hold where none is given."""

    case: str | None = None
    """The number of the case."""
    activity: str | None = None
    """What was done."""
    stamp: str | None = None
    """When it was done, or completed."""
    start: str | None = None
    """When it was begun, in the same row, if the file says so."""
    resource: str | None = None
    """By whom."""
    lifecycle: str | None = None
    """Whether the row tells the start or the completion, where both have rows of their own."""


class Milestone(Value):
    """A point on the way of a case: reached with an event of certain codes, or at a date that the case carries."""

    label: Label | None = None
    """Name for people."""
    codes: Codes | None = None
    """Activities that reach it."""
    attribute: str | None = None
    """In place of codes: the column that holds the date."""
    take: Literal["first", "last"] = "first"
    """Which of several such events counts."""
    on: str = "complete"
    """Of files with a column `lifecycle`: which of its values counts."""
    by: Literal["agency", "applicant"] = "agency"
    """Whose time passes before it: the agency's in working days, or the applicant's in calendar days."""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.codes is None) == (self.attribute is None):
            raise wrong("map-codes-or-attribute")
        return self


class LegalClock(Value):
    """Where the clock of the legal limit stands still."""

    stop: str
    """The milestone from which it stands still: the letter that asks for papers."""
    resume: str
    """The milestone from which it runs again: the papers are back."""


class CaseTypes(Value):
    """How cases are sorted into types."""

    column: str
    """The column that says so; for XES one of the case begins with ``case:``."""
    most: Annotated[int, Field(ge=1, le=12)] = 5
    """How many of its values become a type of their own; the others become one together."""
    least: Annotated[int, Field(ge=1)] = 12
    """Cases that a type needs for figures of its own; with fewer it has those of all."""


class Decision(Value):
    """How a case ended, where the file says so."""

    column: str
    """The column that says so."""
    rejected: tuple[str, ...]
    """Its values that mean no."""


class Assumed(Value):
    """What no log tells: people's time. Figures of the planner, best within the bracket that the log gives."""

    work: PositiveTime = PositiveTime.model_validate({"value": "30 min", "range": ["5 min", "8 h"]})
    """Hands-on time for each step of a case."""
    staff: Staff | None = None
    """People who do it; without it as many as are at work on a mean day of the log, and enough to have half of
    their time free."""
    share: Positive = Number(value=1.0)
    """Share of their day that they have for it."""


class LogMap(Value):
    """What the columns and codes of a log mean."""

    version: Literal[1]
    """Version of the file format."""
    columns: Columns = Columns()
    """Which column says what."""
    zone: str = LOCAL
    """Zone of the office, such as Asia/Shanghai; `as_written` where the file shows the office's own wall clock."""
    dates: Order | None = None
    """Which number of a date comes first: ymd, dmy or mdy; needed only where the file does not tell."""
    sheet: str | None = None
    """Sheet of a workbook."""
    header: Annotated[int, Field(ge=1)] | None = None
    """Row of the column names, where it is not the first or there are two."""
    milestones: Annotated[dict[Name, Milestone], Field(min_length=2)]
    """The points on the way, in their order: the first is the submission."""
    decision: str | None = None
    """The milestone that decides the case; by default the last."""
    clock: LegalClock | None = None
    """Where the legal clock stands still."""
    limit: Length | None = None
    """The legal limit that lateness is measured against, from the first milestone to the decision."""
    types: CaseTypes | None = None
    """How cases are sorted into types; without it there is one."""
    outcome: Decision | None = None
    """How a case ended."""
    hours: Week = Field(default={"mon-fri": ("09:00-12:00", "13:00-17:00")}, validate_default=True)
    """Opening hours of the office."""
    holidays: str = "none"
    """Its holidays: china, none or an ISO country code."""
    assumed: Assumed = Assumed()
    """What no log tells."""

    @model_validator(mode="before")
    @classmethod
    def _codes_in_a_list(cls, data: Any) -> Any:
        for milestone in (data.get("milestones") or {}).values() if isinstance(data, dict) else ():
            if isinstance(milestone, dict) and isinstance(milestone.get("codes"), str):
                milestone["codes"] = [milestone["codes"]]
        return data

    @property
    def order(self) -> tuple[str, ...]:
        """The milestones, first to last."""
        return tuple(self.milestones)

    @property
    def first(self) -> str:
        """The milestone that begins a case."""
        return self.order[0]

    @property
    def deciding(self) -> str:
        """The milestone that decides it."""
        return self.decision or self.order[-1]

    def milestone(self, position: int) -> Milestone:
        """Return the milestone at a position of the order."""
        return self.milestones[self.order[position]]

    def problems(self) -> list[tuple[tuple[str, ...], str, dict[str, Any]]]:
        """Return what does not fit together: the place, a code, and what the message names."""
        from difflib import get_close_matches

        from adminsim.model.calendar import Calendar

        found: list[tuple[tuple[str, ...], str, dict[str, Any]]] = []
        named: dict[tuple[str, ...], str | None] = {("decision",): self.decision}
        if self.clock is not None:
            named |= {("clock", "stop"): self.clock.stop, ("clock", "resume"): self.clock.resume}
        for place, name in named.items():
            if name is not None and name not in self.milestones:
                near = get_close_matches(name, self.order, n=1)
                values = {"name": name, "nearest": near[0] if near else "", "allowed": self.order}
                found.append((place, "map-no-milestone", values))
        if not found and self.deciding == self.first:
            found.append((("decision",), "map-decides-first", {"name": self.deciding}))
        if self.clock is not None and not found and not self._is_in_order():
            found.append((("clock",), "map-clock-order", {"stop": self.clock.stop, "resume": self.clock.resume}))
        if self.zone != LOCAL and not _is_zone(self.zone):
            near = get_close_matches(self.zone, _zones(), n=1)
            found.append((("zone",), "map-zone", {"name": self.zone, "nearest": near[0] if near else ""}))
        if self.limit is not None and self.limit.unit not in ("d", "wk", "WD", "h"):
            found.append((("limit",), "map-limit", {"given": str(self.limit)}))
        try:
            Calendar(hours=self.hours, holidays=self.holidays)
        except ValidationError as error:
            context = error.errors()[0].get("ctx") or {}
            found.append((("holidays",), error.errors()[0]["type"], dict(context)))
        return found

    def _is_in_order(self) -> bool:
        assert self.clock is not None
        places = [self.order.index(name) for name in (self.clock.stop, self.clock.resume, self.deciding)]
        return places[0] < places[1] <= places[2]


def read_map(path: str | os.PathLike[str]) -> LogMap:
    """Read a map.

    Raises
    ------
    InputError
        With all that is wrong, each with its line.
    """
    return map_of(read_file(os.fspath(path)))


def map_of(tree: Node) -> LogMap:
    """Return the map that a tree describes.

    Raises
    ------
    InputError
        With all that is wrong, each with its line.
    """
    try:
        made = LogMap.model_validate(tree.plain())
    except ValidationError as error:
        raise InputError(in_order(locate_errors(error, LogMap, tree))) from None
    problems = [Located.at(_mark(tree, place), code, **values) for place, code, values in made.problems()]
    if problems:
        raise InputError(in_order(problems))
    return made


def _mark(tree: Node, place: tuple[str, ...]) -> Any:
    node = tree
    for step in place:
        entry = node.child(step)
        if entry is None:
            break
        node = entry.node
    return node.mark


def _is_zone(name: str) -> bool:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _zones() -> list[str]:
    from zoneinfo import available_timezones

    return sorted(available_timezones())
