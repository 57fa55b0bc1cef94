"""The three kinds of steps of an approval chain."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Discriminator, Field, Tag, WithJsonSchema, model_validator

from adminsim.model.calendar import DAYS, Calendar, Clock, Weekday, clock_s
from adminsim.model.distribution import Fixed
from adminsim.model.document import Exhausted, Intake
from adminsim.model.duration import Duration
from adminsim.model.figures import ENDS, ByType, Figures, FiguresOfType, at_visit_again
from adminsim.model.handover import Quicker
from adminsim.model.limit import Expiry, Extension, LimitClock, LimitStart
from adminsim.model.patience import QueuePatience
from adminsim.model.problem import wrong
from adminsim.model.span import MONTHS_SCHEMA, Length, Term, in_months
from adminsim.model.value import Date, Label, Name, Number, Probability, Rounds, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adminsim.model.problem import Path


class Strength(StrEnum):
    """How strongly one step holds back another."""

    NEEDS = "needs"
    """By law or logic: the step cannot begin without that result."""
    AFTER = "after"
    """By custom only."""


class Outcome(Value):
    """How a step may end other than by passing."""

    returns: Rounds = (Number(value=0.0),)
    """Probability that the case goes back for correction; a list gives it by visit of this step."""
    rejects: Probability = Number(value=0.0)
    """Probability that the case is rejected; returned and rejected exclude each other."""
    correction: Duration | None = None
    """Time that the applicant takes to correct; needed where `returns` is above 0."""
    resume_at: tuple[str, ...] = ()
    """Earlier step from which the chain resumes after a correction; without it only this step is redone."""
    max_returns: int = Field(default=3, ge=0, le=200)
    """How often this step may return a case in the case's life."""
    on_exhausted: Exhausted = Exhausted.REJECT
    """What a further return becomes once they are spent."""

    @model_validator(mode="before")
    @classmethod
    def _one_target(cls, data: Any) -> Any:
        if isinstance(data, dict) and isinstance(data.get("resume_at"), str):
            return {**data, "resume_at": (data["resume_at"],)}
        return data

    @model_validator(mode="after")
    def _sums_and_correction(self) -> Self:
        check_ends(self.returns, self.rejects, self.correction)
        return self


def check_ends(returns: tuple[Number, ...], rejects: Number, correction: Duration | None) -> None:
    """Refuse probabilities that add up to more than 1, and returns without a time to correct."""
    total = max(probability.value for probability in returns) + rejects.value
    if total > 1.0:
        raise wrong("model-outcome-sum", total=f"{total:.10g}")
    if any(probability.highest > 0 for probability in returns) and correction is None:
        raise wrong("model-no-correction")


class _Step(Value):
    """What all kinds of steps have in common."""

    label: Label | None = None
    """Name for people."""
    needs: tuple[str, ...] = ()
    """Steps whose results this step cannot do without, by law or logic."""
    after: tuple[str, ...] = ()
    """Steps that it follows by custom only."""
    types: tuple[str, ...] = ()
    """Case types that take this step; all where none is named."""
    probability: Probability = Number(value=1.0)
    """Probability that a case of these types needs the step."""
    needed_with: Name | None = None
    """A step with whose need this one's is drawn: with the same probability the same cases need both, as a report and
    its review; with a smaller one, some of them."""
    handover: Duration | None = None
    """Delay of the file transfer before each visit; without it the chain's hand-over, unless all direct
    predecessors are of the same department."""
    counts: bool | None = None
    """Whether the agency clock runs during the step; by default it does, save for waiting steps."""
    procedure: str | None = None
    """The procedure that the step belongs to: what the applicant would count as one."""
    visit: bool = False
    """Whether the applicant comes in person at each visit of the step."""
    fee: Number = Number(value=0.0)
    """Fee in yuan."""
    limit: Term | None = None
    """Limit for each visit of this step, counted from joining the queue: gives the due date of an earliest-due-date
    queue."""
    limit_clock: LimitClock = LimitClock.ELAPSED
    """Whether the limit is in official hours, and stands still while the applicant corrects."""
    limit_from: LimitStart = LimitStart.JOINING
    """From when the limit is counted: `joining` the queue, or `ready`, the hand-over included."""
    on_expiry: Expiry = Expiry.NOTHING
    """What follows when the limit passes before the step is done; for staffed steps and sessions."""
    extension: Extension | None = None
    """How the limit may be extended."""
    patience: QueuePatience | None = None
    """How long applicants stay in the queue of this step before they give up, at each visit; for staffed steps and
    sessions."""
    outcome: Outcome = Outcome()
    """How the step may end other than by passing."""
    by_type: Annotated[dict[Name, FiguresOfType], AfterValidator(ByType)] = {}
    """Figures that hold for one case type in place of the step's own: work (or duration, or meeting), handover,
    returns, rejects, correction."""
    after_return: Figures | None = None
    """Figures that hold at every visit of the step but the first, for all types that state none of their own there."""
    source: str | None = None
    """Where the figures of this step come from."""
    note: str | None = None
    """Remark for the reader."""

    parts: tuple[tuple[str, Any], ...] = Field(default=(), exclude=True, json_schema_extra={"hidden": True})
    """The baseline steps that this one stands for, by name, with what is drawn for each (set by reforms)."""
    holds_decision: bool = Field(default=True, exclude=True, json_schema_extra={"hidden": True})
    """Whether a chain that is decided when all is done waits for it (set by reforms)."""
    quicker: tuple[Quicker, ...] = Field(default=(), json_schema_extra={"hidden": True})
    """What shortens the hand-over before it, one after the other (set by quicken_handover)."""

    @model_validator(mode="after")
    def _ends_fit_for_all(self) -> Self:
        for kind in ("", *self.by_type) if not self.is_alike else ():
            most = max(len(rounds) for rounds in self._stated_returns())
            for visit in range(1, most + 2):
                outcome = self.as_met(kind, visit).outcome
                returns = outcome.returns[min(visit, len(outcome.returns)) - 1]
                check_ends((returns,), outcome.rejects, outcome.correction)
        return self

    @property
    def is_counted(self) -> bool:
        """Whether the agency clock runs during the step."""
        return self.counts if self.counts is not None else not isinstance(self, Waiting)

    @cached_property
    def predecessors(self) -> dict[str, Strength]:
        """The steps that hold this one back directly, with the stronger strength where both are stated."""
        return dict.fromkeys(self.after, Strength.AFTER) | dict.fromkeys(self.needs, Strength.NEEDS)

    @property
    def differing(self) -> Iterator[tuple[Path, Figures]]:
        """All figures that differ by type or by visit, each with its place below the step."""
        if self.after_return is not None:
            yield ("after_return",), self.after_return
        for kind, figures in self.by_type.items():
            yield ("by_type", kind), figures
            if figures.after_return is not None:
                yield ("by_type", kind, "after_return"), figures.after_return

    def _stated_returns(self) -> list[tuple[Number, ...]]:
        return [self.outcome.returns, *(figures.returns or () for _, figures in self.differing)]

    @property
    def is_alike(self) -> bool:
        """Whether its figures are the same for all types and visits."""
        return not self.by_type and self.after_return is None

    @property
    def may_return(self) -> bool:
        """Whether any visit may send a case back for correction, papers apart."""
        return any(probability.value > 0 for returns in self._stated_returns() for probability in returns)

    @property
    def may_reject(self) -> bool:
        """Whether any visit may reject a case, papers and exhausted rounds apart."""
        stated = [self.outcome.rejects, *(figures.rejects for _, figures in self.differing)]
        return any(rejects is not None and rejects.value > 0 for rejects in stated)

    def as_met(self, kind: str, visit: int) -> Self:
        """Return the step as the cases of a type meet it at a visit (1, 2, ...), with figures of its own alone."""
        step = self.of_type(kind)
        if step.after_return is None:
            return step
        given = at_visit_again(step.after_return, visit) if visit > 1 else {}
        return step._with_figures(given).replace(after_return=None)

    def of_type(self, kind: str) -> Self:
        """Return the step, and what it is made of, as a case type meets it; figures after a return may differ."""
        parts = tuple((name, part.of_type(kind)) for name, part in self.parts)
        step = self.replace(parts=parts) if self.parts else self
        if not step.by_type:
            return step
        own = step.by_type.get(kind, FiguresOfType())
        later = [figures.given for figures in (step.after_return, own.after_return) if figures is not None]
        again = Figures().replace(**{name: value for given in later for name, value in given.items()})
        return step._with_figures(own.given).replace(by_type=ByType(), after_return=again if later else None)

    def _with_figures(self, given: dict[str, Any]) -> Self:
        ends = {name: value for name, value in given.items() if name in ENDS}
        # Figures that only another kind of step has are told as a problem of the file.
        times = {name: value for name, value in given.items() if name not in ENDS and name in type(self).model_fields}
        return self.replace(**times, outcome=self.outcome.replace(**ends))

    def alike(self, *figures: str) -> Self:
        """Return the step with these figures as its own for all types and visits; others differ as they did."""
        if self.is_alike:
            return self
        by_type = ByType({kind: own.without(*figures) for kind, own in self.by_type.items()})
        return self.replace(by_type=by_type, after_return=self.after_return and self.after_return.without(*figures))

    def with_times(self, figure: str, change: Callable[[Duration], Duration]) -> Self:
        """Return the step with a time changed wherever it differs by type or after a return."""
        if self.is_alike:
            return self
        by_type = ByType({kind: own.with_time(figure, change) for kind, own in self.by_type.items()})
        later = self.after_return and self.after_return.with_time(figure, change)
        return self.replace(by_type=by_type, after_return=later)

    def members(self, name: str) -> tuple[tuple[str, Any], ...]:
        """Return the baseline steps that this step, which is called `name`, stands for: by default itself."""
        return self.parts or ((name, self),)


class Staffed(_Step):
    """Hands-on work of one department."""

    kind: Literal["staffed"] = "staffed"
    """Hands-on work of one department."""
    department: str
    """The department whose staff do the work; of a joint step, the one with which the file lies."""
    together_with: tuple[str, ...] = ()
    """Departments that each send one person, too (联合踏勘): the visit begins when all are free, and goes on in the
    hours common to all."""
    work: Duration | None = None
    """Hands-on time of one visit; may be left out only where steps are merged."""
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

    def of_departments(self, name_of: dict[str, str]) -> Self:
        """Return the step with departments under other names; those that become one send one person."""
        lead, *others = dict.fromkeys(name_of.get(name, name) for name in self.departments)
        return self.replace(department=lead, together_with=tuple(others))


class Promise(Value):
    """The date until which late papers are promised."""

    intake: str
    """The intake whose non-critical documents are supplied late."""
    period: Length
    """Days or working days after acceptance; the period ends at 24:00 of its last day."""
    on_broken: Literal["return", "reject"] = "return"
    """What follows when the papers are not there by then."""


def _period(data: Any) -> Any:
    length = in_months(data)
    return Duration(fixed=Fixed(value=length)) if isinstance(length, Length) else data


_Months = Annotated[str, WithJsonSchema(MONTHS_SCHEMA)]
_MaybePeriod = Annotated[Duration, BeforeValidator(_period, json_schema_input_type=_Months | Duration)]


class Waiting(_Step):
    """Time that passes without anybody's capacity: an announcement, the applicant's own work, an outside body."""

    kind: Literal["waiting"]
    """Time that passes without anybody's capacity."""
    duration: _MaybePeriod
    """How long it takes: by the calendar, or in official hours where the unit is WD; a period set by law also in months
    or years."""
    legal_period: bool = False
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


class Schedule(Value):
    """When a committee meets: on weekdays or days of the month, at an hour at which the official calendar is open."""

    weekdays: tuple[Weekday, ...] = ()
    """Days of the week, such as [tue, thu]."""
    every_weeks: int = Field(default=1, ge=1, le=52)
    """1 for each week, 2 for every second week counted from the system's start, and so on."""
    days_of_month: tuple[Annotated[int, Field(ge=1, le=31)], ...] = ()
    """Days of the month, such as [1, 15]."""
    at: Clock
    """Hour of the meeting, such as 09:30."""
    make_up: bool = False
    """Whether a meeting by weekday is also held on make-up working days: those that fall on such a weekday or are lived
    as one."""

    @model_validator(mode="after")
    def _one_pattern(self) -> Self:
        if bool(self.weekdays) == bool(self.days_of_month):
            raise wrong("model-session-pattern")
        return self

    def is_held(self, date: dt.date, start: dt.date, official: Calendar) -> bool:
        """Tell whether there is a meeting on a date, in a system that starts on `start`."""
        if date.day not in self.days_of_month and not self._is_on(date, start, official):
            return False
        at = clock_s(self.at)
        return any(opening <= at < closing for opening, closing in official.hours_on(date))

    def _is_on(self, date: dt.date, start: dt.date, official: Calendar) -> bool:
        if ((date - start).days + start.weekday()) // 7 % self.every_weeks:
            return False
        if not official.is_make_up(date):
            return DAYS[date.weekday()] in self.weekdays
        return self.make_up and not self.weekdays_of(date, official).isdisjoint(self.weekdays)

    @staticmethod
    def weekdays_of(date: dt.date, official: Calendar) -> frozenset[str]:
        """Return the weekday on which a date falls, and the one as which it is lived."""
        return frozenset({DAYS[date.weekday()], DAYS[official.lived_as(date)]})


class SessionChange(Value):
    """Another schedule, or other places, of a committee from a day on."""

    since: Date
    """First day."""
    schedule: Schedule | None = None
    """When it meets from then on; None where that stays."""
    places: int | None = None
    """How many cases one meeting takes from then on; None where that stays."""


class Session(_Step):
    """A committee or joint meeting on a schedule: the case waits for the next one."""

    kind: Literal["session"]
    """A committee or joint meeting on a schedule."""
    schedule: Schedule
    """When it meets."""
    places: Annotated[int, Field(ge=1)] | None = None
    """How many cases one meeting takes; without it, all that wait."""
    meeting: Duration
    """How long a case is in the meeting."""

    changes: tuple[SessionChange, ...] = Field(default=(), json_schema_extra={"hidden": True})
    """Other schedules and places that hold from a day on, in the order of their days (set by reforms)."""

    def schedule_on(self, day: dt.date) -> Schedule:
        """Return the schedule that holds on a day."""
        stated = [change.schedule for change in self.changes if change.since <= day and change.schedule is not None]
        return stated[-1] if stated else self.schedule

    def places_on(self, day: dt.date) -> int | None:
        """Return how many cases a meeting on a day takes; None for all that wait."""
        stated = [change.places for change in self.changes if change.since <= day and change.places is not None]
        return stated[-1] if stated else self.places


def _kind_of(data: Any) -> str:
    kind = data.get("kind", "staffed") if isinstance(data, dict) else getattr(data, "kind", "staffed")
    return kind if isinstance(kind, str) else "staffed"


Step = Annotated[
    Annotated[Staffed, Tag("staffed")] | Annotated[Waiting, Tag("waiting")] | Annotated[Session, Tag("session")],
    Discriminator(_kind_of),
]
"""Any step; `kind` says which, and is `staffed` where it is left out."""
