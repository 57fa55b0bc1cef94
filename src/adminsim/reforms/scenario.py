"""A scenario: a baseline, toggled reforms, targets and a study design."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from adminsim.messages.said import Said
from adminsim.model.checks import check_system
from adminsim.model.problem import Problem, wrong
from adminsim.model.system import System
from adminsim.model.target import Target
from adminsim.model.value import Label, Value
from adminsim.reforms import AnyReform, Reform
from adminsim.reforms.apply import apply_reforms, check_reforms
from adminsim.reforms.by_path import BASELINE, ImpossibleValueError, place_of, with_figure
from adminsim.reforms.search import Search
from adminsim.reforms.search_checks import check_search
from adminsim.reforms.target_checks import check_targets


class UnknownReformError(Said, KeyError):
    """A scenario has no reform of the name that is asked for."""


FIRST_LOOK = 30
"""Replications before which no precision is judged: with fewer, the spread itself is too uncertain."""


class Precision(Value):
    """How wide the intervals of the main figures may be, as half of their length."""

    cut: Annotated[float, Field(gt=0, lt=1)] = 0.02
    """Of a cut of mean time, as a part of the mean before the reforms (of the cut, where that is larger)."""
    share: Annotated[float, Field(gt=0, lt=1)] = 0.01
    """Of a share of cases that a target is about: 0.01 is one percentage point."""


class Study(Value):
    """The design of the study: how often, how sure."""

    seed: int = Field(default=1, ge=0)
    """Fixes all random numbers."""
    replications: int | None = Field(default=None, ge=2, le=100_000)
    """How many independent years are simulated for the baseline and for the reforms; where it is not stated, as many as
    `precision` takes."""
    precision: Precision = Precision()
    """The precision that is simulated for, from 30 replications on."""
    max_replications: int = Field(default=500, ge=FIRST_LOOK, le=100_000)
    """The number of replications at which the study ends, whether or not it is as precise as it should be."""
    confidence: Annotated[float, Field(gt=0.5, lt=1)] = 0.95
    """Confidence level of all intervals."""

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if self.replications is not None and self.model_fields_set & {"precision", "max_replications"}:
            raise wrong("study-two-rules")
        return self

    @property
    def least(self) -> int:
        """The replications that there are at least."""
        return self.replications or FIRST_LOOK

    @property
    def most(self) -> int:
        """The replications that there are at most."""
        return self.replications or self.max_replications

    def asked(
        self,
        *,
        seed: int | None = None,
        replications: int | None = None,
        max_replications: int | None = None,
        precision: Precision | dict[str, float] | None = None,
    ) -> Study:
        """Return the study with what is asked in place of what is stated.

        Parameters
        ----------
        seed : int, optional
            Fixes all random numbers.
        replications : int, optional
            A fixed number of replications.
        max_replications : int, optional
            As many replications as the precision takes, and these at the most.
        precision : Precision or dict, optional
            As many replications as this precision takes, as in ``{"cut": 0.02, "share": 0.01}``.
        """
        study = self if seed is None else self.replace(seed=seed)
        if replications is not None:
            return Study(seed=study.seed, replications=replications, confidence=study.confidence)
        if max_replications is not None:
            study = study.replace(replications=None, max_replications=max_replications)
        if precision is not None:
            study = study.replace(replications=None, precision=Precision.model_validate(precision))
        return study


class ScenarioFile(Value):
    """A scenario as it is written."""

    version: Literal[1]
    """Version of the file format."""
    label: Label | None = None
    """Name for people."""
    baseline: str
    """The baseline file, relative to this file."""
    reforms: tuple[AnyReform, ...] = ()
    """Reforms in the order in which they take effect; `enabled` switches each."""
    targets: tuple[Target, ...] = ()
    """Stated targets that the result is held against."""
    study: Study = Study()
    """The design of the study."""
    search: Search | None = None
    """What `adminsim search` may choose from, and what it costs."""
    source: str | None = None
    """Where the scenario comes from."""
    note: str | None = None
    """Remark for the reader."""


@dataclass(frozen=True)
class Scenario:
    """A baseline, toggled reforms, targets and a study design.

    Attributes
    ----------
    written : ScenarioFile
        The scenario as it is written.
    baseline : System
        The system before the reforms.
    name : str
        Name of the file without its ending.
    """

    written: ScenarioFile
    baseline: System
    name: str = "scenario"

    @property
    def reforms(self) -> tuple[Reform, ...]:
        """All reforms, enabled or not."""
        return self.written.reforms

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The stated targets, each as the plan itself reads it; what it states of other readings stands beside."""
        return tuple(target.as_planned for target in self.written.targets)

    @property
    def study(self) -> Study:
        """The design of the study."""
        return self.written.study

    @cached_property
    def reformed(self) -> System:
        """The system with all enabled reforms.

        Raises
        ------
        InvalidSystemError
            If the reforms do not fit the baseline or each other.
        """
        return apply_reforms(self.baseline, self.reforms)

    def replace(self, **changes: Any) -> Self:
        """Return the scenario with another file, baseline or name."""
        return replace(self, **changes)

    def with_study(self, **asked: Any) -> Scenario:
        """Return the scenario with what is asked of its study, see `Study.asked`, in place of what it states."""
        found = self.replace(written=self.written.replace(study=self.study.asked(**asked)))
        if "reformed" in self.__dict__:
            # What the reforms come to does not hang on the study.
            found.__dict__["reformed"] = self.reformed
        return found

    def toggled(self, **switches: bool) -> Scenario:
        """Return the scenario with some reforms switched on or off, by their names.

        Raises
        ------
        UnknownReformError
            If there is no reform of a name.
        """
        names = {reform.subject for reform in self.reforms}
        missing = switches.keys() - names
        if missing:
            given, allowed = (", ".join(sorted(found)) for found in (missing, names))
            raise UnknownReformError("scenario-no-reform", {"given": given, "allowed": allowed or "-"})
        reforms = tuple(reform.replace(enabled=switches.get(reform.subject, reform.enabled)) for reform in self.reforms)
        return self.replace(written=self.written.replace(reforms=reforms))

    def with_value(self, path: str, value: float | str | Value) -> Scenario:
        """Return the scenario in which one figure has another value.

        Parameters
        ----------
        path : str
            Where the file has the figure, with dots: ``departments.window.staff``, ``reforms.online.coverage.share``,
            ``targets.quick.limit``. The name of the chain may be left out where there is only one. Where the share of
            one case type changes, the others share the rest in their old proportions.
        value : float, str or Value
            A number, or text as in a file: ``"30 min"``.

        Raises
        ------
        UnknownPlaceError
            If no figure stands there; the nearest one is named.
        ImpossibleValueError
            If the figure cannot have this value, or the scenario would no longer be valid.
        """
        place = place_of(self, path)
        found = with_figure(self, place, value)
        problems = check_system(found.baseline) if place[0] == BASELINE else []
        problems = problems or found.check()
        if problems:
            raise ImpossibleValueError(".".join(map(str, place)), str(value), tuple(problems))
        return found

    def check(self) -> list[Problem]:
        """Return all that is wrong with the reforms and targets; paths are those of the scenario file."""
        found = [problem.below("reforms") for problem in check_reforms(self.baseline, self.reforms)]
        found += check_targets(self.baseline, self.written.targets, self.reforms)
        if self.written.search is not None and not found:
            found += check_search(self.baseline, self.written.search, self.written.targets, self.reforms)
        return found
