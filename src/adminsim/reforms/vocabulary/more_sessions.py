"""Committees that meet more often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from adminsim.model.problem import Problem
from adminsim.model.schedule import Schedule, SessionChange
from adminsim.model.step import Session
from adminsim.model.system import Remark
from adminsim.reforms.base import CapacityReform, Settings, unknown
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


class MoreSessions(CapacityReform):
    """Committees meet more often, on other days, or take more cases at a time (加开会议、增加议题).

    The meetings from its date on follow the new schedule and have the new places, for everyone who waits by then. It
    assumes that the members are there: a committee takes nobody's working time in this model, so more meetings cost
    nothing here and something in truth. It may fail where cases wait elsewhere: what a step before the committee holds
    up, comes to a later meeting all the same.
    """

    term_en: ClassVar[str] = "more sessions"
    term_zh: ClassVar[str] = "加开会议"
    about_zh: ClassVar[str] = (
        "审查会议开得更勤、改期，或每次多审几件：起始日起的会议按新的日程和件数进行，对届时等候的所有办件有"
        "效。前提是委员能够到会：模型中会议不占任何人的工作时间，多开会在这里没有费用，实际上有。若办件等在"
        "别处则收效有限：会前步骤拖延的，仍要等到更晚的会议。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "chain": "流程；不写则为含有所列步骤的全部流程。",
        "steps": "会议步骤。",
        "schedule": "会议日程；不写则照旧。",
        "places": "每次会议审几件；不写则照旧。",
    }
    touches: ClassVar[dict[Part, Where]] = {"session": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: more_sessions
  steps: [expert_meeting]
  schedule: {weekdays: [tue, fri], at: "09:30"}
  places: 12
  from: 2018-09-01
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-no-session": (
            "'{given}' is no meeting",
            "“{given}”不是会议步骤",
        ),
        "reform-schedule-or-places": (
            "give `schedule`, `places`, or both",
            "请写 `schedule` 或 `places`，或两者都写",
        ),
        "reform-schedule-set-twice": (
            "'{other}' and '{reform}' both set when '{names}' meets: switch one of them off",
            "“{other}”与“{reform}”都设定了“{names}”的会议日程：请关闭其中一项",
        ),
        "reform-places-set-twice": (
            "'{other}' and '{reform}' both set how many cases '{names}' takes: switch one of them off",
            "“{other}”与“{reform}”都设定了“{names}”每次会议的件数：请关闭其中一项",
        ),
    }

    reform: Literal["more_sessions"]
    """Kind of the reform."""
    chain: str | None = None
    """The chain; without it, every chain that has the steps named."""
    steps: tuple[str, ...] = Field(min_length=1)
    """The committees, by their steps."""
    schedule: Schedule | None = None
    """When they meet; without it, as before."""
    places: Annotated[int, Field(ge=1)] | None = None
    """How many cases one meeting takes; without it, as many as before."""

    def apply(self, system: System) -> System:
        """Return the system whose committees meet so, also for the backlog."""
        found = False
        for name in [self.chain] if self.chain is not None else list(system.chains):
            chain = system.chains[name]
            found = found or any(step in chain.steps for step in self.steps)
            system = system.with_chain(name, chain.edited_alike(self._meeting))
        if not found:
            remark = Remark(reform=self.subject, code="remark-no-effect")
            system = system.replace(remarks=(*system.remarks, remark))
        return system

    def _meeting(self, chain: Chain) -> Chain:
        steps = {
            name: self._changed(step) if name in self.steps and isinstance(step, Session) else step
            for name, step in chain.steps.items()
        }
        return chain.replace(steps=steps)

    def _changed(self, session: Session) -> Session:
        if self.since is None:
            return session.replace(schedule=self.schedule or session.schedule, places=self.places or session.places)
        changes = (*session.changes, SessionChange(since=self.since, schedule=self.schedule, places=self.places))
        return session.replace(changes=tuple(sorted(changes, key=lambda change: change.since)))

    def settings(self, system: System) -> Settings:
        """Return the schedules and the places that are set, by chain and step."""
        return {
            (kind, step, name, str(self.since)): (kind,)
            for kind, value in (("schedule", self.schedule), ("places", self.places))
            if value is not None
            for name, chain in system.chains.items()
            if self.chain in (None, name)
            for step in self.steps
            if step in chain.steps
        }

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: an unknown chain or step, one that is no meeting, or nothing that changes."""
        if self.chain is not None and self.chain not in system.chains:
            return [unknown("reform-unknown-chain", ("chain",), self.chain, system.chains)]
        chains = [system.chains[name] for name in ([self.chain] if self.chain else system.chains)]
        steps = dict.fromkeys(step for chain in chains for step in chain.steps)
        found = []
        for position, name in enumerate(self.steps):
            if name not in steps:
                found.append(unknown("reform-unknown-step", ("steps", position), name, steps))
            elif all(name not in chain.steps or chain.steps[name].meets is None for chain in chains):
                found.append(Problem("reform-no-session", ("steps", position), {"given": name}))
        if self.schedule is None and self.places is None:
            found.append(Problem("reform-schedule-or-places", (), {}))
        return found
