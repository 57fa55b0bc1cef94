"""Uniform random numbers, keyed by what they are for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Streams:
    """The uniforms of one replication; systems that share a replication share them.

    Each stream is a Philox generator whose key is a fixed hash of what it is for, so that the number of draws made
    for one purpose never moves those for another.

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
            made = np.random.Generator(np.random.Philox(key=self._key(*key))).random(count)
            made.flags.writeable = False
            if self.is_shared:
                self._made[key] = made
        return made[:count]

    def _key(self, chain: str, subject: str, visit: int, purpose: str) -> int:
        text = "\x1f".join((str(self.seed), str(self.replication), chain, subject, str(visit), purpose))
        return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest(), "little")
