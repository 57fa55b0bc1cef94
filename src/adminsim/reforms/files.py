"""Reforms of the applicant's file: documents fetched from other agencies, agents who prepare it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field, WithJsonSchema

from adminsim.model.coverage import Coverage
from adminsim.model.department import Department
from adminsim.model.distribution import within
from adminsim.model.document import Document
from adminsim.model.duration import Duration
from adminsim.model.problem import Path, Problem
from adminsim.model.step import Outcome, Staffed, Step
from adminsim.model.value import NUMBER_SCHEMA, Label, Name, Number, Probability
from adminsim.reforms.base import All, RouteReform, Settings, claims, unknown
from adminsim.reforms.edits import change_steps
from adminsim.reforms.intakes import IntakeReform

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System

Factor = Annotated[Number, within(0.01, 1.0), WithJsonSchema(NUMBER_SCHEMA)]
"""A factor on a length of time: from 0.01 to 1."""


class ShareData(RouteReform):
    """Documents that other agencies issued are fetched from them and no longer handed in (电子证照、数据共享).

    The regulation on optimising the business environment (优化营商环境条例) asks agencies not to demand what they can
    have from each other. The named documents, or all that somebody other than the applicant issues, are no longer asked
    for at any intake: fewer documents to hand in, and none of these missing. It assumes that fetching takes no time and
    that what is fetched is right. Where it fails for a share of the applicants, they hand in everything on paper, as
    before. It may fail where the issuer's data are incomplete or late: raise `fails` to see.
    """

    term_en: ClassVar[str] = "documents shared between agencies"
    term_zh: ClassVar[str] = "电子证照"

    reform: Literal["share_data"]
    """Kind of the reform."""
    documents: All | tuple[str, ...] = "all"
    """The documents fetched, or `all` whose issuer is stated and is not `applicant`."""
    fails: Probability = Number(value=0.0)
    """Share of the covered applicants for whom the fetch fails: paper is needed after all."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return no step: it names documents."""
        return (), ("documents",)

    def chains_of(self, system: System) -> list[str]:
        """Return the chains that ask for any of the documents."""
        return [name for name in super().chains_of(system) if self._meant(system.chains[name])]

    def _meant(self, chain: Chain) -> set[str]:
        if self.documents != "all":
            return {name for name in self.documents if name in chain.documents}
        return {name for name, one in chain.documents.items() if one.issuer not in (None, "applicant")}

    def edit(self, chain: Chain) -> Chain:
        """Return the chain whose intakes no longer ask for these documents."""
        fetched = self._meant(chain)
        changed: dict[str, Step] = {
            name: step.replace(intake=step.intake.replace(documents=tuple(one for one in asked if one not in fetched)))
            for name, step in chain.steps.items()
            if isinstance(step, Staffed) and step.intake is not None and fetched & set(asked := step.intake.documents)
        }
        return change_steps(chain, changed)

    def apply(self, system: System) -> System:
        """Return the system where those for whom the fetch fails are not covered."""
        if not self.fails.value:
            return super().apply(system)
        phases = tuple(phase.replace(coverage=self._where_it_works(phase.coverage)) for phase in self.phases)
        works = {"coverage": self._where_it_works(self.coverage), "phases": phases, "fails": Number(value=0.0)}
        return self.replace(**works).apply(system)

    def _where_it_works(self, coverage: Coverage) -> Coverage:
        return coverage.replace(share=Number(value=coverage.share.value * (1.0 - self.fails.value)))

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: also documents that are not there."""
        chains = system.chains.values() if self.chain is None else [system.chains.get(self.chain)]
        known = dict.fromkeys(name for chain in chains if chain is not None for name in chain.documents)
        named = () if self.documents == "all" else self.documents
        return super().problems(system) + [
            unknown("reform-unknown-document", ("documents", position), name, known)
            for position, name in enumerate(named)
            if name not in known
        ]


class Agents(IntakeReform):
    """Staff help applicants to prepare their files (帮办代办): fewer defects, quicker corrections, at a cost in staff.

    Before each of the intakes an agent works on the file. The documents asked for there are then missing or defective
    less often and obtained sooner, and all corrections on the way take the applicant less time. The agents are a
    department of their own, or an existing one that has this work on top. Their time does not count on the official
    clock, which starts with the application, but the applicant lives through it. It assumes that everyone covered uses
    them and that a file is prepared once. It may fail where there are too few agents: then files queue for them first.
    """

    term_en: ClassVar[str] = "agents who prepare files"
    term_zh: ClassVar[str] = "帮办代办"

    reform: Literal["agents"]
    """Kind of the reform."""
    department: Name = "agents"
    """Who helps: a new department where `staff` is given, else one that there is."""
    staff: Annotated[int, Field(ge=1)] | None = None
    """How many agents there are, in a new department; without it, those of the existing one."""
    calendar: str | None = None
    """Opening hours of the new department; by default the official ones."""
    work: Duration
    """Work of an agent on one file."""
    defects: Probability = Number(value=1.0)
    """Factor on the probability that a document is missing or defective: 0.5 halves it."""
    corrections: Factor = Number(value=1.0)
    """Factor on the time that the applicant takes to obtain a document or to correct: 0.5 halves it."""

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with agents before the intakes, better files and quicker corrections."""
        meant = self.meant(chain)
        if not meant:
            return chain
        changed: dict[str, Step] = {name: self._quicker(step) for name, step in chain.steps.items()}
        for name, intake in meant.items():
            changed[agents_of(name)] = self._agents(name, intake)
            changed[name] = changed[name].replace(needs=(agents_of(name),), after=())
        asked = {paper for step in meant.values() if step.intake is not None for paper in step.intake.documents}
        papers = {name: self._better(one) if name in asked else one for name, one in chain.documents.items()}
        return change_steps(chain.replace(documents=papers), changed)

    def _agents(self, name: str, intake: Staffed) -> Staffed:
        agents = Staffed(
            label=Label(en="Agent prepares the file", zh="帮办代办"),
            department=self.department,
            work=self.work,
            needs=intake.needs,
            after=intake.after,
            types=intake.types,
            probability=intake.probability,
            counts=False,
        )
        parts = ((part, step.replace(outcome=Outcome())) for part, step in intake.members(name))
        return agents.replace(parts=tuple(parts), drawn_for="agents")

    def _better(self, document: Document) -> Document:
        missing = tuple(_times(one, self.defects.value) for one in document.missing)
        obtain = document.obtain and document.obtain.scaled(self.corrections.value)
        return document.replace(missing=missing, obtain=obtain)

    def _quicker(self, step: Step) -> Step:
        """Return a step, and what it is made of, with quicker corrections."""
        correction = step.outcome.correction and step.outcome.correction.scaled(self.corrections.value)
        parts = tuple((name, self._quicker(part)) for name, part in step.parts)
        return step.replace(outcome=step.outcome.replace(correction=correction), parts=parts)

    def apply(self, system: System) -> System:
        """Return the system with the agents, and the routes that lead over them."""
        helps = not self.covers_nobody and any(self.changes(system.chains[name]) for name in self.chains_of(system))
        if self.staff is not None and helps:
            label = self.label or Label(en="Agents", zh="帮办代办人员")
            agents = Department(label=label, staff=Number(value=self.staff), calendar=self.calendar)
            system = system.with_department(self.department, agents)
        return super().apply(system)

    def settings(self, system: System) -> Settings:
        """Return the names of the new steps and of a new department."""
        steps = {name: self.meant(system.chains[name]) for name in self.chains_of(system)}
        names: Settings = {}
        for chain, intakes in steps.items():
            names |= claims(("name",), map(agents_of, intakes), (chain,), ("intakes",))
        return names | ({("department", self.department): ("department",)} if self.staff is not None else {})

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, a department that is not there, or one that is there already."""
        found = super().problems(system)
        if self.staff is None and self.department not in system.departments:
            found.append(Problem("reform-agents-staff", ("department",), {"given": self.department}))
        if self.staff is not None and self.department in system.departments:
            found.append(Problem("reform-name-taken", ("department",), {"given": self.department}))
        if self.calendar is not None and self.calendar not in system.calendars:
            found.append(unknown("reform-unknown-calendar", ("calendar",), self.calendar, system.calendars))
        return found


def _times(number: Number, factor: float) -> Number:
    ends = number.range and (number.range[0] * factor, number.range[1] * factor)
    return number.replace(value=number.value * factor, range=ends)


def agents_of(intake: str) -> str:
    """Return the name of the agents' step before an intake."""
    return f"{intake}+agents"
