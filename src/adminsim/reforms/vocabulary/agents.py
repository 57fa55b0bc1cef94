"""Agents who prepare the applicant's file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal, TypeVar

from pydantic import Field

from adminsim.model.any_step import Common
from adminsim.model.department import Department
from adminsim.model.document import Document
from adminsim.model.duration import Duration
from adminsim.model.figures import ENDS
from adminsim.model.once import once_each
from adminsim.model.outcome import Outcome
from adminsim.model.problem import Problem
from adminsim.model.step import Staffed, Step
from adminsim.model.value import Label, Name, Number, Probability
from adminsim.reforms.base import Factor, Settings, claims, unknown
from adminsim.reforms.edits import change_steps
from adminsim.reforms.intakes import IntakeReform
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System

Changed = TypeVar("Changed", bound=Common)


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
    about_zh: ClassVar[str] = (
        "帮办人员帮申请人准备材料：缺陷减少、补正加快，代价是人力。每个所选收件步骤之前由帮办人员先办理；"
        "该处收取的材料缺失率降低、取得更快，全程的补正用时缩短。帮办人员自成一个部门，或由已有部门兼办。"
        "其用时不计入法定时限（时限自申请起算），但申请人实际经历。前提是适用的申请人都使用帮办，材料只准备"
        "一次。帮办人员太少时，先要排队等帮办。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "intakes": "所选收件步骤，或 `all`。",
        "department": "由谁帮办：写了 `staff` 则为新部门，否则为已有部门。",
        "staff": "新部门的帮办人数；不写则用已有部门的人员。",
        "calendar": "新部门的办公时间；缺省为机关工作时间。",
        "work": "帮办一件的用时。",
        "defects": "材料缺失或有误的概率乘以此数：0.5 即减半。",
        "corrections": "申请人取得材料、补正的用时乘以此数：0.5 即减半。",
    }
    touches: ClassVar[dict[Part, Where]] = {"applicant": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: agents
  intakes: [registration_intake]
  department: agents
  staff: 3
  work: {fixed: {value: 1 h, range: [30 min, 2 h], source: assumption}}
  defects: {value: 0.5, range: [0.3, 0.8], source: assumption}
  corrections: {value: 0.7, range: [0.5, 1.0], source: assumption}
  source: weihai-2018/32
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-agents-staff": (
            "there is no department '{given}': say by `staff` how many agents it has, or name a department"
            " that there is",
            "没有名为“{given}”的部门：请用 `staff` 写明帮办人数，或填已有的部门",
        ),
    }

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
        parts = ((part, step.alike(*ENDS).replace(outcome=Outcome())) for part, step in intake.members(name))
        return agents.replace(parts=tuple(parts), drawn_for="agents")

    @once_each
    def _better(self, document: Document) -> Document:
        missing = tuple(_times(one, self.defects.value) for one in document.missing)
        obtain = document.obtain and document.obtain.scaled(self.corrections.value)
        return document.replace(missing=missing, obtain=obtain)

    @once_each
    def _quicker(self, step: Changed) -> Changed:
        """Return a step, and what it is made of, with quicker corrections."""
        correction = step.outcome.correction and step.outcome.correction.scaled(self.corrections.value)
        parts = tuple((name, self._quicker(part)) for name, part in step.parts)
        quicker = step.with_times("correction", lambda time: time.scaled(self.corrections.value))
        return quicker.replace(outcome=step.outcome.replace(correction=correction), parts=parts)

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
