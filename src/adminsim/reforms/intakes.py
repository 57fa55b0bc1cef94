"""Reforms of the counter: late papers, one window, one notice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from adminsim.model.department import Department, Shift
from adminsim.model.document import Notice
from adminsim.model.duration import Duration
from adminsim.model.precedence import graph_of, upstream_of
from adminsim.model.problem import Path, Problem
from adminsim.model.span import Length
from adminsim.model.step import Promise, Staffed, Step, Waiting
from adminsim.model.value import Label, Name, Number, Positive
from adminsim.reforms.base import All, RouteReform, Settings, claims, unknown
from adminsim.reforms.edits import change_steps, gather, merged_step
from adminsim.reforms.people import head_count, mean_cost, mean_over_people, staff_problems, with_fewer

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class IntakeReform(RouteReform):
    """A reform of intakes."""

    intakes: All | tuple[str, ...] = "all"
    """The intakes, or `all`."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the intakes named."""
        return (() if self.intakes == "all" else self.intakes), ("intakes",)

    def meant(self, chain: Chain) -> dict[str, Staffed]:
        """Return the intakes of a chain that are meant."""
        names = list(chain.steps) if self.intakes == "all" else self.present(chain, self.intakes)
        steps = ((name, chain.steps[name]) for name in names)
        return {name: step for name, step in steps if isinstance(step, Staffed) and step.intake is not None}

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: unknown names, or steps that are no intakes."""
        return super().problems(system) + [
            Problem("reform-no-intake", ("intakes", position), {"given": name})
            for position, name in enumerate(self.named_steps()[0])
            if any(name in chain.steps and not _is_intake(chain.steps[name]) for chain in system.chains.values())
        ]


class TolerateMissingDocuments(IntakeReform):
    """Files are accepted although non-critical documents are missing, against a promise to supply them (容缺受理).

    Reviews run while the applicant supplies the papers; the decision waits for both. Where they are not there by the
    promised date, the case is returned once, or rejected. It assumes that reviewers can work without these papers.
    It may fail where the missing papers are critical ones, or where the papers take longer than the reviews.
    """

    term_en: ClassVar[str] = "acceptance although documents are missing"
    term_zh: ClassVar[str] = "容缺受理"

    reform: Literal["tolerate_missing_documents"]
    """Kind of the reform."""
    promise: Length = Length(amount=10, unit="WD")
    """Time within which the papers are promised, from acceptance: whole days, to 24:00 of the last one."""
    on_broken_promise: Literal["return", "reject"] = "return"
    """What follows when they are not there by then."""

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with late papers as a step of their own, beside the reviews."""
        for name, step in self.meant(chain).items():
            assert step.intake is not None
            if not step.intake.tolerate and any(not chain.documents[paper].critical for paper in step.intake.documents):
                chain = self._with_late_papers(chain, name, step)
        return chain

    def _with_late_papers(self, chain: Chain, name: str, step: Staffed) -> Chain:
        assert step.intake is not None
        papers = f"{name}+papers"
        late = Waiting(
            kind="waiting",
            label=Label(en="Late papers", zh="补交材料"),
            needs=(name,),
            duration=Duration.model_validate("0 s"),
            promise=Promise(intake=name, period=self.promise, on_broken=self.on_broken_promise),
        )
        changed: dict[str, Step] = {name: step.replace(intake=step.intake.replace(tolerate=True)), papers: late}
        chain = change_steps(chain, changed)
        decision = chain.end_of(chain.decision) if chain.decision else None
        if decision is None or decision == name or decision in upstream_of(graph_of(chain.steps))[name]:
            return chain
        waits = chain.steps[decision].replace(needs=(*chain.steps[decision].needs, papers))
        return change_steps(chain, {decision: waits})

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong with names or with the promised time."""
        found = super().problems(system)
        if self.promise.unit not in ("d", "wk", "WD") or self.promise.amount != int(self.promise.amount):
            found.append(Problem("reform-promise-days", ("promise",), {"given": str(self.promise)}))
        return found


class NotifyOnce(IntakeReform):
    """Everything that is missing is told at once (一次性告知; Administrative License Law, art. 32).

    An incomplete file then comes back once for all its gaps, and not once for each; where the notice comes later than
    the law allows, the file counts as accepted when it was filed. It assumes that officers see all gaps at the first
    look.
    """

    term_en: ClassVar[str] = "one notice of all defects"
    term_zh: ClassVar[str] = "一次性告知"

    reform: Literal["notify_once"]
    """Kind of the reform."""
    within: Length = Length(amount=5, unit="WD")
    """Days within which the notice must be given."""

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with intakes that tell everything at once."""
        changed: dict[str, Step] = {
            name: step.replace(intake=step.intake.replace(notice=Notice.ONCE, notice_within=self.within))
            for name, step in self.meant(chain).items()
            if step.intake is not None
        }
        return change_steps(chain, changed)


class OneWindowIntake(RouteReform):
    """Intakes of several departments become one window (一窗受理).

    One submission, one check, one visit; shared documents are handed in once. The window takes the place of the first
    intake; what the other intakes waited for now holds back the steps behind them. Its staff come from the
    departments and work at the speed that their cross-training allows. It may fail where the window, slower at
    matters that are new to it, becomes the bottleneck.
    """

    term_en: ClassVar[str] = "one-window intake"
    term_zh: ClassVar[str] = "一窗受理"

    reform: Literal["one_window_intake"]
    """Kind of the reform."""
    steps: tuple[str, ...] = Field(min_length=2)
    """The intakes that become one."""
    into: Name = "one_window"
    """Name of the step that takes their place."""
    department: Name = "one_window"
    """Name of the new department."""
    staff: dict[str, int] | None = None
    """How many people each department gives to the window; without it, all of those that do nothing else."""
    speed: Positive = Number(value=1.0)
    """Speed of the window: 1 where its staff know all matters as well as the specialists."""
    share: Positive | None = None
    """Share of the day that the window's staff have for these cases; by default the mean share that they come from."""
    calendar: str | None = None
    """Opening hours of the window; by default the official ones."""
    work: Duration | None = None
    """Work of one check; without it, the sum of the intakes'."""
    procedure: str | None = None
    """The procedure that it is; without it, that of the first intake."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the intakes named."""
        return self.steps, ("steps",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with one window in the place of these intakes."""
        names = self.present(chain, self.steps)
        if len(names) < 2:
            return chain
        changes: dict[str, object] = {"work": self.work, "department": self.department}
        if self.procedure is not None:
            changes["procedure"] = self.procedure
        changes["label"] = self.label or Label(en=self.term_en.capitalize(), zh=self.term_zh)
        return gather(chain, names, self.into, merged_step(chain, names, changes))

    def apply(self, system: System) -> System:
        """Return the system with the window's staff taken from the departments, and the routes that lead to it."""
        if self.covers_nobody or not any(self.changes(system.chains[name]) for name in self.chains_of(system)):
            return super().apply(system)
        given = self._given(system)
        system = with_fewer(system, given, self.since)
        window = Department(
            label=self.label or Label(en="One window", zh="综合窗口"),
            shifts=(Shift(staff=Number(value=sum(given.values())), since=self.since),),
            calendar=self.calendar,
            speed=self.speed,
            share=self.share or Number(value=mean_over_people(system, given, lambda one: one.share.value)),
            cost=mean_cost(system, given),
        )
        return super().apply(system.with_department(self.department, window))

    def _given(self, system: System) -> dict[str, int]:
        if self.staff is not None:
            return self.staff
        departments = {
            step.department for name in self.chains_of(system) for step in self._intakes(system.chains[name])
        }
        return {name: head_count(system.departments[name]) for name in sorted(departments)}

    def people_taken(self, system: System) -> dict[str, int]:
        """Return how many people each department gives to the window."""
        return {} if self.covers_nobody else self._given(system)

    def _intakes(self, chain: Chain) -> list[Staffed]:
        named = (chain.steps.get(name) for name in self.steps)
        return [step for step in named if isinstance(step, Staffed)]

    def settings(self, system: System) -> Settings:
        """Return that each intake is merged here, and the names of the window."""
        chains = self.chains_of(system)
        parts = claims(("step", "remade"), self.steps, chains, ("steps",))
        return (
            parts
            | claims(("name",), (self.into,), chains, ("into",))
            | {("department", self.department): ("department",)}
        )

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, steps that are no intakes, or staff that nobody can spare."""
        found = super().problems(system)
        for position, name in enumerate(self.steps):
            if any(name in chain.steps and not _is_intake(chain.steps[name]) for chain in system.chains.values()):
                found.append(Problem("reform-no-intake", ("steps", position), {"given": name}))
        found += staff_problems(system, self.staff or {}, system.departments)
        if self.department in system.departments:
            found.append(Problem("reform-name-taken", ("department",), {"given": self.department}))
        if self.calendar is not None and self.calendar not in system.calendars:
            found.append(unknown("reform-unknown-calendar", ("calendar",), self.calendar, system.calendars))
        if not found and self.staff is None:
            found += self._unstated_staff(system)
        return found

    def _unstated_staff(self, system: System) -> list[Problem]:
        if not self.holds_for_all:
            return [Problem("reform-partial-staff", ("coverage",), {})]
        busy = {
            step.department for chain in system.chains.values() for name, step in chain.steps.items()
            if isinstance(step, Staffed) and name not in self.steps
        }  # fmt: skip
        kept = sorted(busy & set(self._given(system)))
        return [Problem("reform-window-staff", ("steps",), {"departments": ", ".join(kept)})] if kept else []


def _is_intake(step: object) -> bool:
    return isinstance(step, Staffed) and step.intake is not None
