"""The policy vocabulary: each reform a pure function from a system to a system."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from adminsim.reforms.ahead import EarlyStart, PreApplication
from adminsim.reforms.base import CapacityReform, Reform, RouteReform
from adminsim.reforms.bureau import PoolDepartments
from adminsim.reforms.capacity import Staffing, Training
from adminsim.reforms.channels import Online
from adminsim.reforms.commitment import Commitment, StraightThrough
from adminsim.reforms.files import Agents, ShareData
from adminsim.reforms.hours import MoreSessions, OpeningHours
from adminsim.reforms.intakes import NotifyOnce, OneWindowIntake, TolerateMissingDocuments
from adminsim.reforms.joint import JointReview
from adminsim.reforms.lanes import GreenChannel, Triage
from adminsim.reforms.limits import TimeLimit
from adminsim.reforms.order import DropSteps, MergeSteps, ParallelApproval, SharedAssessment
from adminsim.reforms.stages import StagedPermit

VOCABULARY: dict[str, type[Reform]] = {
    "parallel_approval": ParallelApproval,
    "tolerate_missing_documents": TolerateMissingDocuments,
    "one_window_intake": OneWindowIntake,
    "notify_once": NotifyOnce,
    "drop_steps": DropSteps,
    "merge_steps": MergeSteps,
    "shared_assessment": SharedAssessment,
    "joint_review": JointReview,
    "commitment": Commitment,
    "straight_through": StraightThrough,
    "share_data": ShareData,
    "agents": Agents,
    "pre_application": PreApplication,
    "early_start": EarlyStart,
    "staged_permit": StagedPermit,
    "online": Online,
    "time_limit": TimeLimit,
    "staffing": Staffing,
    "training": Training,
    "opening_hours": OpeningHours,
    "more_sessions": MoreSessions,
    "pool_departments": PoolDepartments,
    "triage": Triage,
    "green_channel": GreenChannel,
}
"""All kinds of reforms, by the word that a file uses."""


def _kind_of(data: Any) -> Any:
    return data.get("reform") if isinstance(data, dict) else getattr(data, "reform", None)


AnyReform = Annotated[
    Annotated[ParallelApproval, Tag("parallel_approval")]
    | Annotated[TolerateMissingDocuments, Tag("tolerate_missing_documents")]
    | Annotated[OneWindowIntake, Tag("one_window_intake")]
    | Annotated[NotifyOnce, Tag("notify_once")]
    | Annotated[DropSteps, Tag("drop_steps")]
    | Annotated[MergeSteps, Tag("merge_steps")]
    | Annotated[SharedAssessment, Tag("shared_assessment")]
    | Annotated[JointReview, Tag("joint_review")]
    | Annotated[Commitment, Tag("commitment")]
    | Annotated[StraightThrough, Tag("straight_through")]
    | Annotated[ShareData, Tag("share_data")]
    | Annotated[Agents, Tag("agents")]
    | Annotated[PreApplication, Tag("pre_application")]
    | Annotated[EarlyStart, Tag("early_start")]
    | Annotated[StagedPermit, Tag("staged_permit")]
    | Annotated[Online, Tag("online")]
    | Annotated[TimeLimit, Tag("time_limit")]
    | Annotated[Staffing, Tag("staffing")]
    | Annotated[Training, Tag("training")]
    | Annotated[OpeningHours, Tag("opening_hours")]
    | Annotated[MoreSessions, Tag("more_sessions")]
    | Annotated[PoolDepartments, Tag("pool_departments")]
    | Annotated[Triage, Tag("triage")]
    | Annotated[GreenChannel, Tag("green_channel")],
    Discriminator(_kind_of),
]
"""Any reform, as a field of a file."""

__all__ = ["VOCABULARY", "AnyReform", "CapacityReform", "Reform", "RouteReform"]
