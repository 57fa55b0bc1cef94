"""Departments: multi-server queues with people, hours and an order of service."""

from __future__ import annotations

import datetime as dt
from math import prod
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from adminsim.model.calendar import Week
from adminsim.model.chinese import Spoken
from adminsim.model.group import Group, Groups, Staff, Team, WholePeople, teams_of
from adminsim.model.patience import QueuePatience
from adminsim.model.problem import wrong
from adminsim.model.value import Date, Label, Name, Number, Positive, Value

if TYPE_CHECKING:
    from collections.abc import Iterable


class Discipline(Spoken):
    """In which order a department takes from its queue."""

    FIRST_COME = "first_come", "先到先办"
    """As they joined."""
    PRIORITY = "priority", "优先级"
    """By the priority of the case type, then as they joined."""
    EARLIEST_DUE = "earliest_due", "到期先办"
    """By due date, fixed at joining, then as they joined."""


class ShiftEnd(Spoken):
    """What somebody does as the own hours of a day come to their end."""

    FINISH = "finish", "办完为止"
    """Start up to the last second; what is in hand is finished, after hours where the office is open."""
    FITS = "fits", "下班前能办完才办"
    """Start nothing that would end after the last of one's own hours that day; what fits goes first."""


class Shift(Value):
    """Some people on duty at some hours between two dates."""

    staff: WholePeople
    """How many people; a negative number takes people away."""
    hours: Week | None = None
    """Hours of the shift; without them, all opening hours of the department."""
    since: Date | None = None
    """First day of the shift."""
    until: Date | None = None
    """The day from which the shift no longer is."""

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        if self.since is not None and self.until is not None and self.until <= self.since:
            raise wrong("model-shift-backwards", since=str(self.since), until=str(self.until))
        return self


class Trained(Value):
    """Staff who work faster on the cases submitted from a day on."""

    since: Date
    """First day of submission."""
    faster: float
    """How many times as fast they work."""


class Department(Value):
    """A department: its staff, its calendar, its order of service."""

    label: Label | None = None
    """Name for people."""
    staff: Staff | None = None
    """How many people are on duty at all opening hours; or give `shifts`."""
    shifts: tuple[Shift, ...] = ()
    """Who is on duty when; the shifts on duty at an instant add up."""
    groups: Annotated[dict[Name, Group], AfterValidator(Groups)] = {}
    """Who of them is slower or quicker than the others, or may do what those may not. Where fewer are on duty than the
    groups count, those named first are there."""
    calendar: str | None = None
    """Opening hours, by the name of a calendar; by default the official one."""
    discipline: Discipline = Discipline.FIRST_COME
    """Order of service."""
    at_shift_end: ShiftEnd = ShiftEnd.FINISH
    """What is started shortly before staff go: `finish` what is in hand, or only what `fits` into their own hours."""
    patience: QueuePatience | None = None
    """How long applicants stay in this department's queue before they give up, at each visit; a step may say
    otherwise."""
    speed: Positive = Number(value=1.0)
    """1 works as the steps state; 2 works twice as fast."""
    share: Positive = Number(value=1.0)
    """Share of the day that staff have for these cases: 1 h of work then takes 1/share open hours."""
    cost: Number | None = None
    """Cost of an hour of work, in yuan."""
    source: str | None = None
    """Where the figures come from."""
    note: str | None = None
    """Remark for the reader."""

    trainings: tuple[Trained, ...] = Field(default=(), json_schema_extra={"hidden": True})
    """What makes staff faster from a day on, on top of `speed` (set by reforms)."""
    due_from: Date | None = Field(default=None, json_schema_extra={"hidden": True})
    """The day from which what joins is served by due date, behind what joined before (set by time_limit)."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.staff is None) == (not self.shifts):
            raise wrong("model-staff-or-shifts")
        if self.share.value > 1:
            raise wrong("model-share-above-one", value=f"{self.share.value:g}")
        return self

    @property
    def roster(self) -> tuple[Shift, ...]:
        """All shifts, `staff` written as one that is always on duty."""
        always = (Shift(staff=self.staff),) if self.staff is not None else ()
        return always + self.shifts

    def by_due_date(self, since: dt.date | None) -> Self:
        """Return the department that serves by due date what joins from a day on; without one, everything."""
        if since is None or self.discipline is Discipline.EARLIEST_DUE:
            return self.replace(discipline=Discipline.EARLIEST_DUE, due_from=None)
        return self.replace(due_from=min(filter(None, (self.due_from, since))))

    @property
    def teams(self) -> tuple[Team, ...]:
        """People who are alike, in the order in which they are asked to take a file."""
        return teams_of(Groups(self.groups))

    def able(self, skills: Iterable[str]) -> list[Team]:
        """Return the teams that may do what takes some skills, in the order in which they are asked."""
        return [team for team in self.teams if team.skills.issuperset(skills) and team.people]

    def speed_on(self, day: dt.date) -> float:
        """Return the speed on cases submitted on a day."""
        return self.speed.value * prod(training.faster for training in self.trainings if training.since <= day)
