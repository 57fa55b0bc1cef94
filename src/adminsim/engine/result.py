"""How a visit ends."""

from __future__ import annotations

from enum import IntEnum


class Result(IntEnum):
    """How a visit ends."""

    PASS = 0
    RETURN = 1
    """Sent back for correction."""
    INCOMPLETE = 2
    """Sent back by an intake because of documents."""
    REJECT = 3
    DROPPED = 4
    """Not begun when the case was rejected."""
    CUT_SHORT = 5
    """A wait that ended with the rejection of the case."""
    MOOT = 6
    """Finished after the rejection of the case, its result ignored."""
    UNFINISHED = 7
    """Open at the end of the run."""
    REVOKED = 8
    """Passed, but a promise was found broken and the approval revoked."""
    TACIT = 9
    """Counts as passed because its limit had passed; work in hand is finished, its outcome ignored."""
    GIVEN_UP = 10
    """Outcome of a case whose applicant gave up."""
