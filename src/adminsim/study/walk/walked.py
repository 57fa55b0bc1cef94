"""The whole of a walk: where the time goes, and the ladder of how fast cases could be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.walk.ladder import Rung


@dataclass(frozen=True)
class Walked:
    """Where the time goes, and how fast it could ever be.

    Attributes
    ----------
    comparison : Comparison
        What a study found.
    rungs : tuple of Rung
        The ladder of every chain.
    """

    comparison: Comparison
    rungs: tuple[Rung, ...] = ()
