"""The three kinds of steps of an approval chain."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator

from adminsim.model.any_step import APPLICANT, Common
from adminsim.model.chinese import InChinese, Truth, kind_of
from adminsim.model.distribution import Fixed
from adminsim.model.document import Intake
from adminsim.model.duration import Duration
from adminsim.model.group import Skill
from adminsim.model.problem import wrong
from adminsim.model.promise import Promise
from adminsim.model.schedule import Schedule, SessionChange
from adminsim.model.span import MONTHS_SCHEMA, Basis, Length, in_months
from adminsim.model.value import Probability


class Staffed(Common):
    """Hands-on work of one department."""

    own_time: ClassVar[str] = "work"

    kind: Annotated[Literal["staffed"], InChinese(staffed="人工办理 办理")] = "staffed"
    """Hands-on work of one department."""
    department: str
    """The department whose staff do the work; of a joint step, the one with which the file lies."""
    together_with: tuple[str, ...] = ()
    """Departments that each send one person, too (联合踏勘): the visit begins when all are free, and goes on in the
    hours common to all."""
    work: Duration | None = None
    """Hands-on time of one visit; may be left out only where steps are merged."""
    skills: tuple[Skill, ...] = ()
    """What not everybody of the department may do: somebody of its `groups` who has all of these takes the file."""
    intake: Intake | None = None
    """The documents that are checked at this step."""
    ahead: bool = Field(default=False, json_schema_extra={"hidden": True})
    """Whether it goes ahead of all else in the queue of its department (set by green_channel)."""
    drawn_for: str = Field(default="work", exclude=True, json_schema_extra={"hidden": True})
    """The purpose of the draws of its work, where it is not the work of the baseline's step (set by reforms)."""
    breaks: Probability | None = Field(default=None, exclude=True, json_schema_extra={"hidden": True})
    """Probability that a check finds a broken promise and revokes the approval (set by commitment)."""

    @property
    def departments(self) -> tuple[str, ...]:
        """All departments one of whose people a visit takes, the one with which the file lies first."""
        return (self.department, *self.together_with)

    @property
    def skilled(self) -> tuple[str, ...]:
        """The skills that whoever takes a visit must have."""
        return self.skills

    @property
    def time(self) -> Duration | None:
        """The hands-on time of a visit; None where it follows from what the step is made of."""
        return self.work

    @property
    def asks(self) -> Intake | None:
        """The documents that are checked at the step."""
        return self.intake

    @property
    def is_first(self) -> bool:
        """Whether it goes ahead of all else in its queue."""
        return self.ahead

    @property
    def revokes(self) -> Probability | None:
        """Probability that it finds a broken promise and revokes the approval; None where it looks for none."""
        return self.breaks

    def holder(self, name: str) -> str:
        """Return the departments that do the work, several joined by a plus sign."""
        return f"department/{'+'.join(self.departments)}"

    def of_departments(self, name_of: dict[str, str]) -> Self:
        """Return the step with departments under other names; those that become one send one person."""
        lead, *others = dict.fromkeys(name_of.get(name, name) for name in self.departments)
        return self.replace(department=lead, together_with=tuple(others))


def _period(data: Any) -> Any:
    length = in_months(data)
    return Duration(fixed=Fixed(value=length)) if isinstance(length, Length) else data


_Months = Annotated[str, WithJsonSchema(MONTHS_SCHEMA)]
_MaybePeriod = Annotated[Duration, BeforeValidator(_period, json_schema_input_type=_Months | Duration)]


class Waiting(Common):
    """Time that passes without anybody's capacity: an announcement, the applicant's own work, an outside body."""

    own_time: ClassVar[str] = "duration"

    kind: Annotated[Literal["waiting"], InChinese(waiting="等待 公示")]
    """Time that passes without anybody's capacity."""
    duration: _MaybePeriod
    """How long it takes: by the calendar, or in official hours where the unit is WD; a period set by law also in months
    or years."""
    legal_period: Truth = False
    """Whether it is a period set by law: counted from the next day, ending at 24:00 of its last day."""
    by: str | None = None
    """Who is waited for: the applicant, or a third party by name."""
    promise: Promise | None = Field(default=None, exclude=True, json_schema_extra={"hidden": True})
    """Late papers that this step waits for (set by tolerate_missing_documents)."""

    @model_validator(mode="after")
    def _period_in_days(self) -> Self:
        days = self.duration.whole_days
        if self.legal_period and days is None:
            raise wrong("model-legal-period-form")
        if days is not None and days.months is not None and not self.legal_period:
            raise wrong("model-months-here", value=str(days))
        return self

    @property
    def time(self) -> Duration | None:
        """How long it takes."""
        return self.duration

    @property
    def waits_for(self) -> str | None:
        """The applicant, or the third party by name, whose own time the step is."""
        return self.by

    @property
    def late_papers(self) -> Promise | None:
        """The promised papers that it waits for."""
        return self.promise

    @property
    def waits_as(self) -> str:
        """Whose time it is; late papers are the applicant's."""
        if self.by == "applicant" or self.promise is not None:
            return "applicant"
        return "announcement" if self.legal_period or self.by is None else "third_party"

    @property
    def has_queue(self) -> bool:
        """Whether cases queue for somebody's capacity: time passes for all alike."""
        return False

    @property
    def is_period(self) -> bool:
        """Whether it is a period set by law."""
        return self.legal_period

    @property
    def releases(self) -> Literal["open", "meeting", "any"]:
        """When a case can go on: while offices are open where the time is counted in their hours, else at any time."""
        is_office_time = self.duration.basis is Basis.WORKING and not self.legal_period
        return "open" if self.duration.is_zero or is_office_time else "any"

    @property
    def counts_by_default(self) -> bool:
        """Whether the agency clock runs where nothing is stated: nobody works."""
        return False

    def holder(self, name: str) -> str:
        """Return the third party that is waited for, the applicant, or the rule that sets the length of the period."""
        if self.waits_as == "announcement":
            return super().holder(name)
        return APPLICANT if self.waits_as == "applicant" else f"third_party/{self.by}"


class Session(Common):
    """A committee or joint meeting on a schedule: the case waits for the next one."""

    own_time: ClassVar[str] = "meeting"

    kind: Annotated[Literal["session"], InChinese(session="会议 会审")]
    """A committee or joint meeting on a schedule."""
    schedule: Schedule
    """When it meets."""
    places: Annotated[int, Field(ge=1)] | None = None
    """How many cases one meeting takes; without it, all that wait."""
    meeting: Duration
    """How long a case is in the meeting."""

    changes: tuple[SessionChange, ...] = Field(default=(), json_schema_extra={"hidden": True})
    """Other schedules and places that hold from a day on, in the order of their days (set by reforms)."""

    @property
    def time(self) -> Duration | None:
        """How long a case is in the meeting."""
        return self.meeting

    @property
    def meets(self) -> Schedule | None:
        """When it meets."""
        return self.schedule

    @property
    def takes(self) -> int | None:
        """How many cases one meeting takes; None for all that wait."""
        return self.places

    @property
    def releases(self) -> Literal["open", "meeting", "any"]:
        """When a case can go on: as the meeting ends."""
        return "meeting"

    def for_all(self) -> Self:
        """Return the step with places for all that wait."""
        return self.replace(places=None, changes=tuple(change.replace(places=None) for change in self.changes))

    def schedule_on(self, day: dt.date) -> Schedule:
        """Return the schedule that holds on a day."""
        stated = [change.schedule for change in self.changes if change.since <= day and change.schedule is not None]
        return stated[-1] if stated else self.schedule

    def places_on(self, day: dt.date) -> int | None:
        """Return how many cases a meeting on a day takes; None for all that wait."""
        stated = [change.places for change in self.changes if change.since <= day and change.places is not None]
        return stated[-1] if stated else self.places


Step = Annotated[
    Annotated[Staffed, Tag("staffed")] | Annotated[Waiting, Tag("waiting")] | Annotated[Session, Tag("session")],
    Discriminator(kind_of("staffed", Staffed, Waiting, Session)),
]
"""Any step; `kind` says which, and is `staffed` where it is left out."""
