"""A sheet on which a program of draws is written: streams, distributions, rows and orders, each distinct one once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.drawing import (
    ALL,
    ANY,
    BUT,
    DRAWN,
    EVERYBODY,
    LINE,
    NOBODY,
    ORDER,
    PAPER,
    QUICKER,
    ROW,
    TURN,
    Program,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.plan import Plan
    from adminsim.model.duration import Duration


Stream = tuple[str, str, int, str]
"""Chain, subject, visit and purpose."""


class Sheet:
    """What is written of a program; whatever is written gets a number, equal things the same one.

    Parameters
    ----------
    plan : Plan
        What it is for.
    workday_s : float
        Official seconds of a working day.
    """

    def __init__(self, plan: Plan, workday_s: float) -> None:
        self._plan, self._workday_s = plan, workday_s
        self.streams: list[Stream] = []
        self.distributions: dict[Duration, int] = {}
        self.paces: dict[tuple[str, ...], int] = {}
        self._stream: dict[Stream, int] = {}
        self._rounds: dict[tuple[str, str, str, int], int] = {}
        self._types: dict[tuple[bool, ...], int] = {}
        self._rows: dict[tuple[Any, ...], int] = {}
        self._of: list[int] = []
        self._shares: list[float] = []
        self._written: dict[str, list[tuple[Any, ...]]] = {name: [] for name in _KINDS}

    # Streams and lengths ----------------------------------------------------------------------------------------------

    def stream(self, chain: str, subject: str, visit: int, purpose: str) -> int:
        """Return the number of a stream; see `adminsim.engine.streams`."""
        key = (chain, subject, visit, purpose)
        if key not in self._stream:
            self._stream[key] = len(self.streams)
            self.streams.append(key)
        return self._stream[key]

    def successive(self, chain: str, subject: str, rounds: int, purpose: str) -> int:
        """Return the number of the stream of the first of some rounds; those of the others follow."""
        key = (chain, subject, purpose, rounds)
        if key not in self._rounds:
            self._rounds[key] = len(self.streams)
            self.streams += [(chain, subject, number, purpose) for number in range(1, rounds + 1)]
        return self._rounds[key]

    def time(self, duration: Duration | None) -> dict[str, Any]:
        """Return what an order says of a length: its distribution, or how long it always is."""
        if duration is None:
            return {"distribution": -1, "constant": 0.0}
        if duration.fixed is not None:
            return {"distribution": -1, "constant": duration.fixed.seconds(self._workday_s)}
        return {"distribution": self.distributions.setdefault(duration, len(self.distributions))}

    def types(self, chain: int, meant: tuple[str, ...]) -> int:
        """Return the number of some case types of a chain; of all where none is told."""
        every = self._plan.routes[self._plan.first_route[chain]].chain.types
        return self._types.setdefault(tuple(not meant or kind in meant for kind in every), len(self._types))

    def shares(self, probabilities: list[float]) -> int:
        """Write probabilities, and return where they begin."""
        self._shares += probabilities
        return len(self._shares) - len(probabilities)

    # Rows -------------------------------------------------------------------------------------------------------------

    def drawn(self, chain: int, types: tuple[str, ...], stream: int, share: float, begun: int) -> int:
        """Return the row of the cases of some types, of which a share is meant, and of those that wait at a step."""
        if not types and share >= 1.0:
            return EVERYBODY
        if not types and share <= 0.0 and begun < 0:
            return NOBODY
        return self._row(DRAWN, chain, self.types(chain, types), stream if share < 1.0 else -1, begun, share=share)

    def any_of(self, chain: int, rows: list[int]) -> int:
        """Return the row of those of whom any of some rows holds."""
        if EVERYBODY in rows:
            return EVERYBODY
        return self._joined(ANY, chain, [row for row in rows if row != NOBODY], NOBODY)

    def all_of(self, chain: int, rows: list[int]) -> int:
        """Return the row of those of whom all of some rows hold."""
        if NOBODY in rows:
            return NOBODY
        return self._joined(ALL, chain, [row for row in rows if row != EVERYBODY], EVERYBODY)

    def but(self, chain: int, row: int, others: list[int]) -> int:
        """Return the row of those of whom one row holds, but none of some others."""
        if row == NOBODY or EVERYBODY in others:
            return NOBODY
        meant = [other for other in others if other != NOBODY]
        return self._row(BUT, chain, of=(row, *meant)) if meant else row

    def _joined(self, kind: int, chain: int, rows: list[int], none: int) -> int:
        distinct = tuple(dict.fromkeys(rows))
        return (distinct or (none,))[0] if len(distinct) < 2 else self._row(kind, chain, of=distinct)

    def _row(self, kind: int, chain: int, *figures: int, of: tuple[int, ...] = (), share: float = 0.0) -> int:
        key = (kind, chain, *(figures or (-1, -1, -1)), of, share)
        if key not in self._rows:
            self._rows[key] = len(self._rows)
            self._of += of
            self.write("rows", *key[:-2], len(self._of) - len(of), len(self._of), share)
        return self._rows[key]

    # What is written one after the other ------------------------------------------------------------------------------

    def write(self, kind: str, *values: Any) -> int:
        """Write one more of a kind, and return its number."""
        self._written[kind].append(values)
        return len(self._written[kind]) - 1

    def order(self, kind: int, **said: Any) -> int:
        """Write an order; whatever is not said is nothing."""
        values = {name: -1 if name in _PLACES else 0 for name in ORDER.names or ()} | {"share": 1.0, "rejects": 2.0}
        return self.write("orders", *(values | {"kind": kind} | said).values())

    def count(self, kind: str) -> int:
        """Return how many of a kind are written."""
        return len(self._written[kind])

    def program(self) -> Program:
        """Return what is written."""
        written = {name: np.array(self._written[name], dtype=kind) for name, kind in _KINDS.items() if kind is not None}
        types = np.zeros((len(self._types), max(map(len, self._types), default=1)), dtype=bool)
        for row, meant in enumerate(self._types):
            types[row, : len(meant)] = meant
        flat = {
            name: np.array(self._written[name], dtype=np.int64).ravel() for name, kind in _KINDS.items() if kind is None
        }
        return Program(
            **written, **flat, of=np.array(self._of, dtype=np.int64), types=types, shares=np.array(self._shares)
        )

    @property
    def rows_of_chains(self) -> NDArray[np.int64]:
        """The chain of each row."""
        return np.array([row[1] for row in self._written["rows"]], dtype=np.int64)


_PLACES = ("distribution", "table", "stream", "row", "not_begun", "correction")
_KINDS = {
    "rows": ROW,
    "lines": LINE,
    "turns": TURN,
    "orders": ORDER,
    "quicker": QUICKER,
    "papers": PAPER,
    "routes": None,
}
