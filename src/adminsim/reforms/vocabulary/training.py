"""Staff who work faster."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from adminsim.model.department import Department, Trained
from adminsim.model.value import Number, Positive
from adminsim.reforms.departments import DepartmentReform
from adminsim.reforms.told import Part, Where

if TYPE_CHECKING:
    from adminsim.model.system import System


class Training(DepartmentReform):
    """Staff are trained and work faster (培训): the same work takes 1/`faster` of the time.

    Work is fixed when a case is submitted: with `from`, staff work faster on the cases submitted from that day on, and
    at their old speed on older ones, so that the effect comes somewhat late. Several trainings multiply. It assumes
    that everybody is trained, that training itself takes no time off the counter, and that haste causes no mistakes:
    returns and rejections stay as they are. It may fail where cases wait for hand-overs, meetings, announcements or
    the applicant rather than for hands-on work.
    """

    term_en: ClassVar[str] = "training"
    term_zh: ClassVar[str] = "业务培训"
    about_zh: ClassVar[str] = (
        "工作人员经过培训，办理更快：同样的工作只需原来的 1/`faster`。工作量在提交时确定：写明起始日的，"
        "对该日起提交的办件有效，此前的办件仍按原速度办理，效果稍迟显现；多次培训相乘。前提是全员受训、"
        "培训不占用窗口时间、办得快不增加差错，退件和不予许可不变。若办件等的是流转、会议、公告或申请人，"
        "而不是经办，则收效有限。"
    )
    fields_zh: ClassVar[dict[str, str]] = {
        "departments": "部门。",
        "faster": "速度是原来的几倍：1.2 表示每项工作省去六分之一的时间。",
    }
    touches: ClassVar[dict[Part, Where]] = {"queue": Where.ANYWHERE, "work": Where.ANYWHERE}
    example: ClassVar[str] = """\
- reform: training
  departments: [tax, seal]
  faster: {value: 1.2, range: [1.0, 1.4], source: assumption}
  from: 2018-09-01
  source: qingyang-2023/3
"""

    reform: Literal["training"]
    """Kind of the reform."""
    faster: Positive
    """How many times as fast staff work as before: 1.2 takes a sixth off each piece of work."""

    def apply(self, system: System) -> System:
        """Return the system with staff who work faster."""
        for name in dict.fromkeys(self.departments):
            system = system.with_department(name, self._trained(system.departments[name]))
        return system

    def _trained(self, department: Department) -> Department:
        if self.since is None:
            return department.replace(speed=Number(value=department.speed.value * self.faster.value))
        training = Trained(since=self.since, faster=self.faster.value)
        return department.replace(trainings=(*department.trainings, training))
