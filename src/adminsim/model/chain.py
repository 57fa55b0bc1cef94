"""A chain: the steps that one kind of application passes through."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Protocol, Self

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from adminsim.model.demand import Demand
from adminsim.model.document import Document
from adminsim.model.duration import Duration
from adminsim.model.limit import CaseLimitStart, Expiry, Extension, LimitClock
from adminsim.model.patience import Patience
from adminsim.model.precedence import Graph, graph_of, upstream_of
from adminsim.model.problem import wrong
from adminsim.model.span import Term
from adminsim.model.step import Staffed, Step
from adminsim.model.value import Label, Name, Number, Probability, Value, check_not_empty

if TYPE_CHECKING:
    from collections.abc import Callable

    from adminsim.model.coverage import Course


def _whole_and_positive(number: Number) -> Number:
    if number.value != int(number.value) or number.value < 1:
        raise wrong("model-backlog-whole", value=number.value)
    return number


StepNames = Annotated[
    tuple[str, ...],
    BeforeValidator(lambda data: (data,) if isinstance(data, str) else data),
    AfterValidator(check_not_empty),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]
"""One step or several."""


class CaseType(Value):
    """A kind of application with its share of all."""

    label: Label | None = None
    """Name for people."""
    mix: Probability
    """Share of all applications of the chain; the shares of all types add up to 1."""
    priority: int = 0
    """Rank in a department that serves by priority: the smaller number first."""
    source: str | None = None
    """Where the figures come from."""


class Backlog(Value):
    """Cases that wait at a step when the run starts, with everything upstream done and their papers complete."""

    cases: Annotated[Number, AfterValidator(_whole_and_positive)]
    """How many."""
    age: Duration = Duration.model_validate("0 s")
    """How long ago each was submitted: by the calendar, or in working time where the unit is WD."""
    source: str | None = None
    """Where the figures come from."""


class RouteEdit(Protocol):
    """A reform of routes that holds for some cases only: the chain keeps it until routes are made."""

    @property
    def subject(self) -> str:
        """Name under which the reform draws whom it covers."""

    @property
    def course(self) -> Course:
        """Whom it covers from which day of submission on."""

    @property
    def holds_for_all(self) -> bool:
        """Whether it covers every case from the start."""

    def edit(self, chain: Chain) -> Chain:
        """Return the chain as a covered case walks it."""


class Chain(Value):
    """One kind of application: its steps, documents, case types and demand."""

    label: Label | None = None
    """Name for people."""
    types: dict[Name, CaseType] = Field(min_length=1)
    """Case types with their mix."""
    demand: Demand
    """How applications arrive."""
    documents: dict[Name, Document] = {}
    """Documents that intakes ask for; their order here is the order of the file."""
    handover: Duration | None = None
    """Hand-over before each visit of a staffed step or session whose direct predecessors are not all of one department,
    its own."""
    decision: str | None = None
    """The step whose end decides the case; without it, the end of all steps."""
    accepted: str | None = None
    """The step whose end is the acceptance; without it, the first intake passed."""
    milestones: dict[Name, StepNames] = {}
    """Points on the way, such as `construction_start`, each with the step, or list of steps, whose end reaches it.
    Targets may start or end there."""
    backlog: dict[Name, Backlog] = {}
    """Cases that wait at the start, by step; they walk the baseline's route and never belong to the cohort."""
    limit: Term | None = None
    """Limit for the whole case: gives the due date of an earliest-due-date queue."""
    limit_clock: LimitClock = LimitClock.ELAPSED
    """Whether that limit is in official hours (`official`), or on the agency clock (`agency`), which stands still while
    the applicant corrects. Queues by due date take it as though it never stood still."""
    limit_from: CaseLimitStart = CaseLimitStart.SUBMITTED
    """Whether that limit begins with the submission or with the acceptance. Queues by due date always take it from
    the submission."""
    on_expiry: Expiry = Expiry.NOTHING
    """What follows when that limit passes before the decision."""
    extension: Extension | None = None
    """How that limit may be extended."""
    patience: Patience | None = None
    """Time from submission after which an applicant who has no decision gives up; without it nobody does. The patience
    of a backlog begins with the run. With `while: queueing` it runs in the queues alone, anew in each."""
    steps: dict[Name, Step] = Field(min_length=1)
    """Steps by name; their order here is the order of the file."""
    source: str | None = None
    """Where the figures come from."""
    note: str | None = None
    """Remark for the reader."""

    @cached_property
    def graph(self) -> Graph:
        """The direct predecessors of each step, to be read only; see `adminsim.model.precedence.graph_of`."""
        return graph_of(self.steps)

    @cached_property
    def upstream(self) -> dict[str, frozenset[str]]:
        """For each step all that lie before it, directly or not."""
        return upstream_of(self.graph)

    @cached_property
    def of_backlog(self) -> Chain:
        """The chain that the backlog walks: as it was before reforms, with nobody's papers missing."""
        nothing_missing = (Number(value=0.0),)
        papers = {name: document.replace(missing=nothing_missing) for name, document in self.documents.items()}
        return self.replace(documents=papers)

    def with_figures(self, **changes: object) -> Self:
        """Return the chain with fields changed that leave its steps their names and what each comes behind."""
        chain = self.replace(**changes)
        chain.__dict__["graph"] = self.graph
        if "upstream" in self.__dict__:
            chain.__dict__["upstream"] = self.upstream
        return chain

    def handover_of(self, name: str) -> Duration | None:
        """Return the hand-over before visits of a step: its own, else the chain's before what somebody does."""
        step = self.steps[name]
        return step.handover if step.handover is not None or not step.has_queue else self.handover

    @property
    def pilots(self) -> tuple[RouteEdit, ...]:
        """Route edits that hold for some cases only, in the order of the file: reforms make them."""
        return ()

    def stand_in(self, step: str) -> str | None:
        """Return what stands for a baseline step now: itself, what took its place, or None."""
        return step if step in self.steps else None

    def start_of(self, step: str) -> str | None:
        """Return the step with which a baseline step begins now."""
        return self.stand_in(step)

    def end_of(self, step: str) -> str | None:
        """Return the step with which a baseline step ends now: what waits for its result waits for this one."""
        return self.stand_in(step)

    def standing_for(self, step: str) -> list[str]:
        """Return all steps that stand for a baseline step now, in the order of the file; none if it is gone."""
        current = self.stand_in(step)
        if current is None:
            return []
        made_of_it = self._made_of.get(step, ())
        return [name for name in self.steps if name == current or name in made_of_it] if made_of_it else [current]

    @cached_property
    def _made_of(self) -> dict[str, list[str]]:
        """The steps that have a baseline step among their parts, by that step."""
        found: dict[str, list[str]] = {}
        for name, step in self.steps.items():
            for part, _ in step.parts:
                found.setdefault(part, []).append(name)
        return found

    @property
    def is_limit_counted_afterwards(self) -> bool:
        """Whether when the limit of a case ends is known from its run only: after acceptance, or with corrections."""
        return self.limit_clock is LimitClock.AGENCY or self.limit_from is CaseLimitStart.ACCEPTED

    @property
    def deciding(self) -> frozenset[str]:
        """The steps whose end decides the case."""
        named = self.end_of(self.decision) if self.decision else None
        if named is not None:
            return frozenset({named})
        return frozenset(name for name, step in self.steps.items() if step.holds_decision)

    @property
    def accepting(self) -> frozenset[str]:
        """The steps of which the first to pass is the acceptance: the one that the chain names, else the intakes."""
        named = self.end_of(self.accepted) if self.accepted else None
        if named is not None:
            return frozenset({named})
        return frozenset(
            name for name, step in self.steps.items() if isinstance(step, Staffed) and step.intake is not None
        )

    def edited_alike(self, edit: Callable[[Chain], Chain]) -> Chain:
        """Return the chain as edited; the one that its backlog walks is edited, too."""
        return edit(self)

    def route(self, covered: frozenset[str]) -> Chain:
        """Return the chain as those cases walk it that are covered by the pilots named in `covered`."""
        return self

    def edited(self, holding: tuple[int, ...]) -> Chain:
        """Return the chain with the pilots at some positions."""
        return self
