"""A chain: the steps that one kind of application passes through."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Protocol

from pydantic import AfterValidator, Field, SkipValidation

from adminsim.model.coverage import Coverage
from adminsim.model.demand import Demand
from adminsim.model.document import Document
from adminsim.model.duration import Duration
from adminsim.model.problem import wrong
from adminsim.model.span import Length
from adminsim.model.step import Step
from adminsim.model.value import Label, Name, Number, Probability, Value


def _whole_and_positive(number: Number) -> Number:
    if number.value != int(number.value) or number.value < 1:
        raise wrong("model-backlog-whole", value=number.value)
    return number


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
    """How long ago each was submitted, by the calendar."""
    source: str | None = None
    """Where the figures come from."""


class RouteEdit(Protocol):
    """A reform of routes that holds for some cases only: the chain keeps it until routes are made."""

    @property
    def subject(self) -> str:
        """Name under which the reform draws whom it covers."""

    @property
    def coverage(self) -> Coverage:
        """Whom it covers."""

    @property
    def since(self) -> dt.date | None:
        """First day of submission on which it holds."""

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
    backlog: dict[Name, Backlog] = {}
    """Cases that wait at the start, by step; they walk the baseline's route and never belong to the cohort."""
    limit: Length | None = None
    """Limit for the whole case from submission: gives the due date of an earliest-due-date queue."""
    steps: dict[Name, Step] = Field(min_length=1)
    """Steps by name; their order here is the order of the file."""
    source: str | None = None
    """Where the figures come from."""
    note: str | None = None
    """Remark for the reader."""

    successors_of_removed: dict[str, str | None] = Field(default={}, exclude=True, json_schema_extra={"hidden": True})
    """For each step that reforms removed or merged: what took its place, or None."""
    pilots: SkipValidation[tuple[Any, ...]] = Field(default=(), exclude=True, json_schema_extra={"hidden": True})
    """Route edits that hold for some cases only, in the order of the file."""

    origin: SkipValidation[Any] = Field(default=None, exclude=True, json_schema_extra={"hidden": True})
    """The chain before reforms, which its backlog walks; None where nothing was reformed."""

    @property
    def of_backlog(self) -> Chain:
        """The chain that the backlog walks: as it was before reforms, with nobody's papers missing."""
        chain = self.origin or self
        nothing_missing = (Number(value=0.0),)
        papers = {name: document.replace(missing=nothing_missing) for name, document in chain.documents.items()}
        return chain.replace(documents=papers)

    def stand_in(self, step: str) -> str | None:
        """Return what stands for a baseline step now: itself, what took its place, or None."""
        current: str | None = step
        while current is not None and current not in self.steps:
            current = self.successors_of_removed.get(current)
        return current

    def route(self, covered: frozenset[str]) -> Chain:
        """Return the chain as those cases walk it that are covered by the pilots named in `covered`."""
        route = self.replace(pilots=())
        for pilot in self.pilots:
            if pilot.holds_for_all or pilot.subject in covered:
                route = pilot.edit(route)
        return route
