"""Which reforms a log can judge, and which it cannot: what it has figures for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adminsim.logs.fitted import Fitted

DELAYS, APPLICANT, LIMIT, LOAD, PEOPLE, ORDER, PAPERS = (
    "delays",
    "applicant",
    "limit",
    "load",
    "people",
    "order",
    "papers",
)


@dataclass(frozen=True)
class Judged:
    """Reforms of one kind.

    Attributes
    ----------
    kind : str
        What they change; the entries ``log-judge-<kind>-yes``, ``-partly`` or ``-no`` say why.
    reforms : tuple of str
        Their names.
    verdict : {"yes", "partly", "no"}
        Whether the log has the figures.
    """

    kind: str
    reforms: tuple[str, ...]
    verdict: str


def judged(found: Fitted) -> list[Judged]:
    """Return what the log can judge."""
    meaning = found.meaning
    has_applicant = any(one.by == "applicant" for one in meaning.milestones.values())
    return [
        Judged(DELAYS, ("quicken_handover",), "yes" if found.is_stationary else "partly"),
        Judged(LIMIT, ("time_limit",), "partly"),
        Judged(APPLICANT, ("agents", "pre_application"), "partly" if has_applicant else "no"),
        Judged(PAPERS, ("notify_once", "tolerate_missing_documents", "share_data"), "no"),
        Judged(PEOPLE, ("staffing", "training", "opening_hours", "pool_departments"), "no"),
        Judged(ORDER, ("parallel_approval", "joint_review", "merge_steps", "drop_steps"), "no"),
    ]
