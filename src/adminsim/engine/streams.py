"""Uniform random numbers, keyed by what they are for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


@dataclass(frozen=True)
class Streams:
    """The uniforms of one replication; systems that share a replication share them.

    Each stream is that of a Philox generator whose key is a fixed hash of what it is for, so that the number of draws
    made for one purpose never moves those for another.

    Parameters
    ----------
    seed, replication : int
        Which study, and which of its replications.
    is_shared : bool
        Whether several systems draw from it, so that what was made once is kept.
    """

    seed: int
    replication: int
    is_shared: bool = True
    _made: dict[tuple[str, str, int, str], NDArray[np.float64]] = field(default_factory=dict, repr=False, compare=False)
    _generator: np.random.Generator = field(
        default_factory=lambda: np.random.Generator(np.random.Philox(key=0)), repr=False, compare=False
    )

    def uniforms(self, chain: str, subject: str, visit: int, purpose: str, count: int) -> NDArray[np.float64]:
        """Return `count` uniforms in [0, 1), indexed by the case's number in its chain.

        Parameters
        ----------
        chain : str
            Name of the chain.
        subject : str
            What is drawn for, with its kind: ``step:review``, ``document:lease``, ``reform:pilot``, ``arrivals``.
        visit : int
            Number of the visit or round, from 1; 0 where there is none.
        purpose : str
            What for: ``work``, ``outcome``, ``missing`` ...
        count : int
            How many; fewer are always the beginning of more.
        """
        key = (chain, subject, visit, purpose)
        made = self._made.get(key)
        if made is None or len(made) < count:
            # To make a generator anew would take longer than most draws.
            self._generator.bit_generator.state = _at_the_start(self.keys([key])[0])
            made = self._generator.random(count)
            made.flags.writeable = False
            if self.is_shared:
                self._made[key] = made
        return made[:count]

    def keys(self, purposes: Iterable[tuple[str, str, int, str]]) -> NDArray[np.uint64]:
        """Return the keys of streams by chain, subject, visit and purpose: two words each."""
        replication = hashlib.blake2b(f"{self.seed}\x1f{self.replication}".encode(), digest_size=16)
        found = []
        for chain, subject, visit, purpose in purposes:
            hashed = replication.copy()
            hashed.update(f"\x1f{chain}\x1f{subject}\x1f{visit}\x1f{purpose}".encode())
            found.append(hashed.digest())
        return np.frombuffer(b"".join(found), dtype="<u8").astype(np.uint64).reshape(-1, 2)


_NOUGHTS = np.zeros(4, dtype=np.uint64)


def _at_the_start(key: NDArray[np.uint64]) -> dict[str, Any]:
    """Return the state of a new Philox generator with a key, in which no word has been drawn."""
    return {
        "bit_generator": "Philox",
        "state": {"counter": _NOUGHTS, "key": key},
        "buffer": _NOUGHTS,
        "buffer_pos": len(_NOUGHTS),
        "has_uint32": 0,
        "uinteger": 0,
    }
