"""One notice of all that is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from adminsim.model.document import Notice
from adminsim.model.span import Length, Term
from adminsim.model.step import Step
from adminsim.reforms.edits import change_steps
from adminsim.reforms.intakes import IntakeReform
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.chain import Chain


class NotifyOnce(IntakeReform):
    """Everything that is missing is told at once (一次性告知; Administrative License Law, art. 32).

    An incomplete file then comes back once for all its gaps, and not once for each; where the notice comes later than
    the law allows, the file counts as accepted when it was filed. It assumes that officers see all gaps at the first
    look.
    """

    term_en: ClassVar[str] = "one notice of all defects"
    term_zh: ClassVar[str] = "一次性告知"
    about_zh: ClassVar[str] = (
        "缺少的材料一次告知（行政许可法第三十二条），不再逐次退回；告知晚于法定期限的，视为收到材料之日即已"
        "受理。前提是工作人员第一次就能看出全部缺项。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "within": "应当告知的期限，以日计。",
        "intakes": "所选收件步骤，或 `all`。",
    }
    touches: ClassVar[dict[Part, Where]] = {"applicant": Where.INTAKES}
    example: ClassVar[str] = """\
- reform: notify_once
  intakes: all
  from: 2018-09-01
"""

    reform: Literal["notify_once"]
    """Kind of the reform."""
    within: Term = Length(amount=5, unit="WD")
    """Days within which the notice must be given."""

    def edit(self, chain: Chain) -> Chain:
        """Return the chain with intakes that tell everything at once."""
        changed: dict[str, Step] = {
            name: step.replace(intake=step.intake.replace(notice=Notice.ONCE, notice_within=self.within))
            for name, step in self.meant(chain).items()
            if step.intake is not None
        }
        return change_steps(chain, changed)
