"""The row of a run: its figures by name, and of each that is a mean or a share over how much it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy.typing import NDArray

Row = dict[str, float]
"""Figures by name."""
OVER = "/over"
"""What comes behind the name of a mean or share in the name of what it is taken over; no other name has a slash."""


class Mean(NamedTuple):
    """A mean or share in one run.

    Attributes
    ----------
    value : float
        The mean; not a number where there is nothing to take it over.
    over : float
        Over how many cases, visits or hours it is taken: what it weighs beside other runs.
    """

    value: float
    over: float

    def row(self, name: str) -> Row:
        """Return it under a name."""
        return {name: self.value, name + OVER: self.over}


def mean_of(values: NDArray[Any]) -> Mean:
    """Return the mean of some cases, or the share of those that are true."""
    return Mean(float(values.mean()), float(len(values))) if len(values) else Mean(float("nan"), 0.0)


def ratio_of(part: float, whole: float) -> Mean:
    """Return a part of a whole."""
    return Mean(float(part / whole), float(whole)) if whole else Mean(float("nan"), 0.0)
