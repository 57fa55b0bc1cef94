"""A chain that reforms have changed: what became of its steps, and what holds for some cases only."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from pydantic import ConfigDict, Field, SkipValidation

from adminsim.model.chain import Chain, RouteEdit

_WITHOUT_THE_LAST = "chain without the last pilot"


class ReformedChain(Chain):
    """A chain as reforms leave it; no file has one."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    successors_of_removed: dict[str, str | None] = Field(default={}, exclude=True)
    """For each step that reforms removed or merged: what took its place, or None."""
    begun_by: dict[str, str] = Field(default={}, exclude=True)
    """For steps that reforms drew apart: the step with which each begins now."""
    ended_by: dict[str, str] = Field(default={}, exclude=True)
    """For steps that reforms drew apart: the step with which each ends now."""
    edits: SkipValidation[tuple[RouteEdit, ...]] = Field(default=(), exclude=True)
    """Its pilots."""
    origin: Chain | None = Field(default=None, exclude=True)
    """The chain before reforms, which its backlog walks; None where it has none."""

    @property
    def pilots(self) -> tuple[RouteEdit, ...]:
        """Route edits that hold for some cases only, in the order of the file."""
        return self.edits

    @cached_property
    def of_backlog(self) -> Chain:
        """The chain that the backlog walks: as it was before reforms, with nobody's papers missing."""
        return super().of_backlog if self.origin is None else self.origin.of_backlog

    def stand_in(self, step: str) -> str | None:
        """Return what stands for a baseline step now: itself, what took its place, or None."""
        current: str | None = step
        while current is not None and current not in self.steps:
            current = self.successors_of_removed.get(current)
        return current

    def start_of(self, step: str) -> str | None:
        """Return the step with which a baseline step begins now."""
        return self._drawn_apart(self.begun_by, step)

    def end_of(self, step: str) -> str | None:
        """Return the step with which a baseline step ends now: what waits for its result waits for this one."""
        return self._drawn_apart(self.ended_by, step)

    def _drawn_apart(self, edges: dict[str, str], step: str) -> str | None:
        current = self.stand_in(step)
        edge = edges.get(step) if current == step else None
        return edge if edge in self.steps else current

    def edited_alike(self, edit: Callable[[Chain], Chain]) -> Chain:
        """Return the chain as edited; the one that its backlog walks is edited, too."""
        edited = edit(self)
        return edited if self.origin is None else edited.replace(origin=edit(self.origin))

    def route(self, covered: frozenset[str]) -> Chain:
        """Return the chain as those cases walk it that are covered by the pilots named in `covered`."""
        pilots = self.edits
        return self.edited(tuple(i for i, p in enumerate(pilots) if p.holds_for_all or p.subject in covered))

    def edited(self, holding: tuple[int, ...]) -> Chain:
        """Return the chain with the pilots at some positions; what begins with the same pilots has that in common."""
        without: Chain | None = self.__dict__.get(_WITHOUT_THE_LAST)
        if without is not None and len(self.edits) - 1 not in holding:
            return without.edited(holding)
        if holding not in self._routes:
            *before, last = holding or (None,)
            self._routes[holding] = (
                self.replace(edits=()) if last is None else self.edits[last].edit(self.edited(tuple(before)))
            )
        return self._routes[holding]

    @cached_property
    def _routes(self) -> dict[tuple[int, ...], Chain]:
        return {}


def as_reformed(chain: Chain) -> ReformedChain:
    """Return a chain as one that reforms may change further: itself, where they have changed it before."""
    if isinstance(chain, ReformedChain):
        return chain
    return ReformedChain.model_construct(**{name: getattr(chain, name) for name in Chain.model_fields})


def with_pilot(chain: Chain, pilot: RouteEdit) -> ReformedChain:
    """Return the chain with one more pilot behind the others; routes without that one are this chain's."""
    piloted = as_reformed(chain).replace(edits=(*chain.pilots, pilot))
    piloted.__dict__[_WITHOUT_THE_LAST] = chain
    return piloted
