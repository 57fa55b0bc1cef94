"""What all kinds of steps have in common, and what each of them answers for itself."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, Self

from pydantic import AfterValidator, Field, SkipValidation, model_validator

from adminsim.model.chinese import Truth
from adminsim.model.document import Intake
from adminsim.model.duration import Duration
from adminsim.model.figures import ENDS, ByType, Figures, FiguresOfType, at_visit_again
from adminsim.model.handover import Quicker
from adminsim.model.limit import Expiry, Extension, LimitClock, LimitStart
from adminsim.model.outcome import Outcome, check_ends
from adminsim.model.patience import QueuePatience
from adminsim.model.span import Term
from adminsim.model.value import Label, Name, Number, Probability, Value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from adminsim.model.problem import Path
    from adminsim.model.promise import Promise
    from adminsim.model.schedule import Schedule


APPLICANT = "applicant/"
"""The applicant as the holder of time."""


class Strength(StrEnum):
    """How strongly one step holds back another."""

    NEEDS = "needs"
    """By law or logic: the step cannot begin without that result."""
    AFTER = "after"
    """By custom only."""


class Common(Value):
    """What all kinds of steps have in common."""

    own_time: ClassVar[str]
    """The figure that says how long a visit takes."""

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
    counts: Truth | None = None
    """Whether the agency clock runs during the step; by default it does, save for waiting steps."""
    procedure: str | None = None
    """The procedure that the step belongs to: what the applicant would count as one."""
    visit: Truth = False
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

    parts: SkipValidation[tuple[tuple[str, Common], ...]] = Field(
        default=(), exclude=True, json_schema_extra={"hidden": True}
    )
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
    def departments(self) -> tuple[str, ...]:
        """The departments one of whose people a visit takes; none where it takes nobody."""
        return ()

    @property
    def skilled(self) -> tuple[str, ...]:
        """The skills that whoever takes a visit must have."""
        return ()

    @property
    def time(self) -> Duration | None:
        """How long a visit takes once it has begun; None where that follows from what the step is made of."""
        raise NotImplementedError

    @property
    def asks(self) -> Intake | None:
        """The documents that are checked at the step."""
        return None

    @property
    def meets(self) -> Schedule | None:
        """When those meet that the step waits for."""
        return None

    @property
    def waits_for(self) -> str | None:
        """The applicant, or the third party by name, whose own time the step is."""
        return None

    @property
    def waits_as(self) -> str:
        """Whose time the step is where it takes nobody's capacity: a part of the walk; empty for others."""
        return ""

    @property
    def is_period(self) -> bool:
        """Whether it is a period set by law."""
        return False

    @property
    def late_papers(self) -> Promise | None:
        """The promised papers that it waits for."""
        return None

    @property
    def takes(self) -> int | None:
        """How many cases one meeting takes; None for all that wait, and where nobody meets."""
        return None

    @property
    def is_first(self) -> bool:
        """Whether it goes ahead of all else in its queue."""
        return False

    @property
    def revokes(self) -> Probability | None:
        """Probability that it finds a broken promise and revokes the approval; None where it looks for none."""
        return None

    @property
    def releases(self) -> Literal["open", "meeting", "any"]:
        """When a case can go on from the step: while offices are open, as a meeting ends, or at any time."""
        return "open"

    @property
    def counts_by_default(self) -> bool:
        """Whether the agency clock runs during the step where nothing is stated."""
        return True

    def holder(self, name: str) -> str:
        """Return who or what holds the time of the step, which is called `name`: a kind, a slash and a name."""
        return f"rule/{name}"

    def for_all(self) -> Self:
        """Return the step with places for all that wait."""
        return self

    @property
    def has_queue(self) -> bool:
        """Whether cases queue for somebody's capacity."""
        return True

    @property
    def is_counted(self) -> bool:
        """Whether the agency clock runs during the step."""
        return self.counts if self.counts is not None else self.counts_by_default

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

    def members(self, name: str) -> tuple[tuple[str, Common], ...]:
        """Return the baseline steps that this step, which is called `name`, stands for: by default itself."""
        return self.parts or ((name, self),)
