"""The policy vocabulary: each reform a pure function from a system to a system."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Tag

from adminsim.reforms.base import CapacityReform, Reform, RouteReform
from adminsim.reforms.capacity import Staffing
from adminsim.reforms.channels import Online
from adminsim.reforms.intakes import NotifyOnce, OneWindowIntake, TolerateMissingDocuments
from adminsim.reforms.order import DropSteps, MergeSteps, ParallelApproval

VOCABULARY: dict[str, type[Reform]] = {
    "parallel_approval": ParallelApproval,
    "tolerate_missing_documents": TolerateMissingDocuments,
    "one_window_intake": OneWindowIntake,
    "notify_once": NotifyOnce,
    "drop_steps": DropSteps,
    "merge_steps": MergeSteps,
    "online": Online,
    "staffing": Staffing,
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
    | Annotated[Online, Tag("online")]
    | Annotated[Staffing, Tag("staffing")],
    Discriminator(_kind_of),
]
"""Any reform, as a field of a file."""

__all__ = ["VOCABULARY", "AnyReform", "CapacityReform", "Reform", "RouteReform"]
