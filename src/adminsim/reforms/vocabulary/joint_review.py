"""Several reviews at one time: joint review of drawings, joint acceptance, one evaluation for many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, ClassVar, Literal

from pydantic import Field

from adminsim.model.duration import Duration
from adminsim.model.figures import ENDS
from adminsim.model.outcome import Outcome
from adminsim.model.precedence import upstream_of
from adminsim.model.problem import Path, Problem
from adminsim.model.schedule import Schedule
from adminsim.model.step import Session, Step, Waiting
from adminsim.model.value import Label, Name
from adminsim.reforms.base import RouteReform, Settings, claims
from adminsim.reforms.edits import needs_of
from adminsim.reforms.joining import review_together
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.system import System


AT_ONCE = Duration.model_validate("0 s")


class JointReview(RouteReform):
    """Reviews of several departments are done together, with one result (多图联审, 联合验收, 多评合一).

    All begin at one common start, when everything is there that any of them waited for: at once, or in a session where
    a schedule is stated. Each department does its own work; the result is told when the last one is done. It returns or
    rejects a case where any of them would, and there is one round of corrections for all, as long as the longest: then
    all reviews are done again from the common start. What waited for one of them waits for the result. The applicant
    comes once, where coming was asked for.

    It saves hand-overs, visits and rounds of corrections one after the other, not work. It may fail where the slowest
    department holds up all, where one that returns often makes all others review again, or where sessions are rare.
    """

    term_en: ClassVar[str] = "joint review"
    term_zh: ClassVar[str] = "联合审查"
    about_zh: ClassVar[str] = (
        "几个部门的审查一起做，对申请人只出一个结果。各项前提齐备后统一启动：即时启动，或按写明的会期在会上"
        "启动。各部门各做各的工作，最后一家完成时出结果；任一部门会退回或不予许可的，结果同样如此；补正只有"
        "一轮，取最长的一项，补正后全部审查从统一启动处重做。原先等其中任一结果的步骤，改为等联审结果。"
        "须到场的只跑一次。省下的是流转、跑动和先后多轮补正，不是工作量。最慢的部门会拖住全部；常退回的部门"
        "会使其他部门重审；会期稀少时收效有限。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "steps": "一起审查的步骤；彼此不得以对方结果为前提。",
        "into": "联审结果的步骤名；统一启动的步骤名为其后加 `+start`。",
        "schedule": "开会时间；不写则随时启动。",
        "places": "每次会议最多几件；不写则不限。",
        "meeting": "每件在会上的时间；写了会期则必填；各部门自己的工作在会后。",
        "procedure": "所属环节；不写则取第一个有环节的审查。",
    }
    touches: ClassVar[dict[Part, Where]] = {"session": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: joint_review
  steps: [drawing_review, fire_review, civil_defence_review]
  into: joint_drawing_review
  schedule: {weekdays: [tue, thu], at: "09:30"}
  places: 20
  meeting: {fixed: {value: 1 h, range: [30 min, 2 h], source: assumption}}
  source: weihai-2018/4
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-joint-meeting": (
            ("a joint review in sessions needs `schedule` and `meeting`, one without sessions neither, nor `places`"),
            "以会议方式联审须同时写明 `schedule` 和 `meeting`；不开会则两者及 `places` 均不写",
        ),
        "reform-joint-needs": (
            "'{step}' needs the result of '{before}': they cannot be reviewed together",
            "“{step}”须以“{before}”的结果为前提：两者不能联合审查",
        ),
    }

    reform: Literal["joint_review"]
    """Kind of the reform."""
    steps: tuple[str, ...] = Field(min_length=2)
    """The reviews that are done together; none may need the result of another."""
    into: Name = "joint_review"
    """Name of the common result; the common start is called the same with `+start` behind."""
    schedule: Schedule | None = None
    """When the departments meet; without it, a review starts as soon as it can."""
    places: Annotated[int, Field(ge=1)] | None = None
    """How many cases one meeting takes; without it, all that wait."""
    meeting: Duration | None = None
    """How long a case is in the meeting; needed with a schedule. The departments' own work comes behind it."""
    procedure: str | None = None
    """The procedure that it is; without it, that of the first review that has one."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the reviews named."""
        return self.steps, ("steps",)

    @property
    def start(self) -> str:
        """Name of the common start."""
        return f"{self.into}+start"

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with these reviews between a common start and a common result."""
        names = self.present(chain, self.steps)
        if len(names) < 2:
            return chain
        procedures = (chain.steps[name].procedure for name in names)
        procedure = self.procedure or next((one for one in procedures if one is not None), None)
        reviews = {name: chain.steps[name].replace(procedure=procedure) for name in names}
        return review_together(
            chain.replace(steps=chain.steps | reviews),
            names,
            (self.start, self._start(reviews, procedure)),
            (self.into, self._result(chain, reviews)),
        )

    def _start(self, reviews: dict[str, Step], procedure: str | None) -> Step:
        common = {
            "label": Label(en="Joint start", zh="联合启动"),
            "visit": any(step.visit for step in reviews.values()),
            "procedure": procedure,
            "parts": tuple((name, step.alike(*ENDS).replace(outcome=Outcome())) for name, step in reviews.items()),
        }
        if self.schedule is None:
            return Waiting(kind="waiting", duration=AT_ONCE).replace(**common)
        assert self.meeting is not None
        session = Session(kind="session", schedule=self.schedule, places=self.places, meeting=self.meeting)
        return session.replace(**common)

    def _result(self, chain: Chain, reviews: dict[str, Step]) -> Waiting:
        earlier = (target for step in reviews.values() for target in step.outcome.resume_at)
        outside = (target for target in earlier if chain.stand_in(target) not in reviews)
        result = Waiting(
            kind="waiting",
            label=self.label or Label(en="Joint result", zh="联合审查意见"),
            duration=AT_ONCE,
            outcome=Outcome(resume_at=tuple(dict.fromkeys((self.start, *outside)))),
        )
        return result.replace(parts=tuple(reviews.items()))

    def settings(self, system: System) -> Settings:
        """Return that each review is put under a common result, and the name of that."""
        chains = self.chains_of(system)
        parts = claims(("step", "remade"), self.steps, chains, ("steps",))
        return parts | claims(("name",), (self.into,), chains, ("into",))

    def put_into(self) -> dict[str, str]:
        """Return that each step named becomes part of one."""
        return dict.fromkeys(self.steps, self.into)

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, a meeting half described, or reviews that need each other's results."""
        found = super().problems(system)
        if (self.schedule is None) != (self.meeting is None) or (self.schedule is None and self.places is not None):
            found.append(Problem("reform-joint-meeting", (), {}))
        for name in () if found else self.chains_of(system):
            found += self._problems_of(system.chains[name])
        return found

    def _problems_of(self, chain: Chain) -> list[Problem]:
        found = [
            Problem("reform-name-taken", ("into",), {"given": name})
            for name in (self.into, self.start)
            if name in chain.steps
        ]
        upstream = upstream_of(needs_of(chain))
        return found + [
            Problem("reform-joint-needs", ("steps", position), {"step": name, "before": before})
            for position, name in enumerate(self.steps)
            for before in self.steps
            if name in chain.steps and before in upstream[name]
        ]
