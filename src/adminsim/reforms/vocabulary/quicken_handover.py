"""Files that no longer lie between two desks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from adminsim.messages import Word
from adminsim.model.handover import Quicker
from adminsim.model.problem import Path, Problem
from adminsim.model.span import PositiveTime
from adminsim.model.value import Number, Probability
from adminsim.reforms.base import All, Factor, RouteReform, Settings, claims
from adminsim.reforms.edits import change_steps
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain
    from adminsim.model.duration import Duration
    from adminsim.model.step import Step
    from adminsim.model.system import System


class QuickenHandover(RouteReform):
    """Files are passed on sooner inside the administration (压缩流转时间): the hand-over before a visit is shortened.

    It takes `factor` of its time, or no more than `at_most`, or both, at the share of visits that comply; at the others
    the file lies as long as before. This is what a shorter promised limit does in practice where files lie longer than
    they are worked on. Work, queues and opening hours stay. It assumes that passing on costs nobody any time. It may
    fail where files lie because nobody is free to take them up: that is a queue, which more people shorten.
    """

    term_en: ClassVar[str] = "quicker hand-over"
    term_zh: ClassVar[str] = "压缩流转时间"
    about_zh: ClassVar[str] = (
        "文件在机关内部更快流转：每次办理之前的流转时间按 `factor` 缩短，或不超过 `at_most`，或两者并用，"
        "只对照办的那部分办理有效，其余照旧。搁置比办理更久时，缩短承诺时限实际起的就是这个作用。"
        "办理用时、排队和办公时间不变。前提是流转本身不占用任何人的时间。若文件搁置是因为没有人手，那是排队，要靠增加人员解决。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "steps": "此前流转加快的步骤，或 `all`。",
        "factor": "流转时间乘以此数：0.5 即减半。",
        "at_most": "流转时间不超过此数，与原流转时间同为工作时间或同为日历时间。",
        "complies": "照办的比例（按每次办理计）。",
    }
    touches: ClassVar[dict[Part, Where]] = {"handover": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: quicken_handover
  steps: [examination, approval]
  at_most: {value: 0.5 WD, range: [0.25 WD, 1 WD], source: assumption}
  complies: {value: 0.8, range: [0.5, 0.95], source: assumption}
"""
    says: ClassVar[dict[str, tuple[str, str]]] = {
        "reform-quicker-how": (
            "say by `factor` or `at_most` how much quicker",
            "请用 `factor` 或 `at_most` 写明快多少",
        ),
        "reform-handover-clock": (
            "the hand-over before '{step}' passes in {theirs} time, `at_most` in {given} time: write it in the same,"
            " or name the steps apart",
            "“{step}”之前的流转按{theirs}时间计，`at_most` 按{given}时间计：请改用同一种，或分开列出步骤",
        ),
        "reform-handover-working": ("working", "工作"),
        "reform-handover-calendar": ("calendar", "日历"),
        "reform-handover-set-twice": (
            "'{other}' and '{reform}' both set the longest hand-over before '{names}': switch one of them off",
            "“{other}”与“{reform}”都设定了“{names}”之前流转时间的上限：请关闭其中一项",
        ),
    }

    reform: Literal["quicken_handover"]
    """Kind of the reform."""
    steps: All | tuple[str, ...] = "all"
    """The steps before which files are passed on sooner, or `all`."""
    factor: Factor = Number(value=1.0)
    """Factor on the time of a hand-over: 0.5 halves it."""
    at_most: PositiveTime | None = None
    """The longest time of a hand-over: in WD where the hand-overs are in WD, by the calendar where they are."""
    complies: Probability = Number(value=1.0)
    """Share of the visits before which it is kept."""

    def named_steps(self) -> tuple[tuple[str, ...], Path]:
        """Return the steps named."""
        return (() if self.steps == "all" else self.steps), ("steps",)

    def edit(self, chain: Chain) -> Chain:
        """Return the chain whose hand-overs before these steps are quicker."""
        names = list(chain.steps) if self.steps == "all" else self.standing(chain, self.steps)
        changed: dict[str, Step] = {}
        for name in names:
            handover = _handover(chain, name)
            if handover is not None and self._shortens(handover):
                quicker = (*chain.steps[name].quicker, self._quicker(handover))
                changed[name] = chain.steps[name].replace(quicker=quicker)
        return change_steps(chain, changed)

    def _shortens(self, handover: Duration) -> bool:
        is_bounded = self.at_most is not None and self.at_most.basis is handover.basis
        return self.complies.value > 0 and not handover.is_zero and (is_bounded or self.factor.value != 1.0)

    def _quicker(self, handover: Duration) -> Quicker:
        # What other reforms hand over in another kind of time has no bound in this one.
        at_most = self.at_most.value if self.at_most is not None and self.at_most.basis is handover.basis else None
        return Quicker(reform=self.subject, factor=self.factor.value, at_most=at_most, complies=self.complies.value)

    def settings(self, system: System) -> Settings:
        """Return that the longest hand-over is set."""
        chains = self.chains_of(system) if self.at_most is not None else []
        return {key: path for chain in chains for key, path in self._claims(system.chains[chain], chain).items()}

    def _claims(self, chain: Chain, name: str) -> Settings:
        steps = [step for step in self.named_steps()[0] or chain.steps if step in chain.steps]
        return claims(("handover",), steps, (name,), ("at_most",))

    def problems(self, system: System) -> list[Problem]:
        """Return what is wrong: names, nothing that becomes quicker, or a bound in another kind of time."""
        found = super().problems(system)
        if self.at_most is None and self.factor.value == 1.0 and self.factor.range is None:
            found.append(Problem("reform-quicker-how", (), {}))
        if found or self.at_most is None:
            return found
        for chain in (system.chains[name] for name in self.chains_of(system)):
            for step in self.named_steps()[0] or chain.steps:
                handover = _handover(chain, step) if step in chain.steps else None
                if handover is not None and not handover.is_zero and handover.basis is not self.at_most.basis:
                    words = [Word(f"reform-handover-{basis}") for basis in (handover.basis, self.at_most.basis)]
                    values = {"step": step, "theirs": words[0], "given": words[1]}
                    return [Problem("reform-handover-clock", ("at_most",), values)]
        return found


def _handover(chain: Chain, name: str) -> Duration | None:
    """Return a hand-over before visits of a step that takes time, whomever it is for; all pass in one kind of time."""
    stated = [chain.handover_of(name), *(figures.handover for _, figures in chain.steps[name].differing)]
    return next((one for one in stated if one is not None and not one.is_zero), None)
