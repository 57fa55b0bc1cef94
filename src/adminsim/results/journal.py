"""The journal of a run: each finished replication, or batch of runs, so that another process can go on.

One line for each, with a checksum: a line that was torn when the process was killed is known and left out. Numbers are
written so that reading them gives the same bits.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

import numpy as np

from adminsim.study.many.named_rows import Names
from adminsim.study.many.replicate import Replication, Run
from adminsim.study.many.variants import Tally

if TYPE_CHECKING:
    from pathlib import Path

Key = dict[str, str]
"""What replications depend on, by name; only a run of which all of it is the same may go on with them."""


class BusyError(Exception):
    """Another process has the journal."""


class Journal:
    """The finished replications of one run; held by one process at a time.

    Parameters
    ----------
    path : Path
        Its file, which is made where it is missing.

    Attributes
    ----------
    key : dict of str to str, or None
        What the replications depend on; None where nothing was begun.
    finished : dict of int to Replication or Tally
        What is finished, by number; a journal keeps either replications or tallies.

    Raises
    ------
    BusyError
        If another process has it.
    """

    def __init__(self, path: Path) -> None:
        self._file = path.open("a+b")
        try:
            _lock(self._file)
            # Who had it before may have removed it.
            if not path.exists() or path.stat().st_ino != os.fstat(self._file.fileno()).st_ino:
                raise BusyError
            self.key: Key | None = None
            self.finished: dict[int, Any] = {}
            self._read()
        except BaseException:
            self._file.close()
            raise

    def begin(self, key: Key) -> None:
        """Begin anew."""
        self._file.truncate(0)
        self.key, self.finished = key, {}
        self._write({"format": 1, "key": key})

    def keep(self, one: Replication | Tally) -> None:
        """Add a replication, or the tally of a batch."""
        self._write(_written(one))
        self.finished[one.number] = one

    def drop(self, number: int) -> None:
        """Leave out a replication; it is run and added again."""
        del self.finished[number]

    def close(self) -> None:
        """Let others have it."""
        self._file.close()

    def _write(self, entry: dict[str, Any]) -> None:
        text = json.dumps(entry, ensure_ascii=False, separators=(",", ":")).encode()
        self._file.write(_checksum(text) + b" " + text + b"\n")
        self._file.flush()

    def _read(self) -> None:
        """Read all whole lines, and cut off what comes behind the last of them."""
        self._file.seek(0)
        names, whole = Names(), 0
        for entry, end in _entries(self._file):
            whole = end
            if self.key is None:
                self.key = entry["key"]
            else:
                one = _tally(entry) if "values" in entry else _replication(entry, names)
                self.finished[one.number] = one
        self._file.truncate(whole)


def _entries(file: IO[bytes]) -> Iterator[tuple[dict[str, Any], int]]:
    """Yield the entries up to the first that is not whole, and where each ends."""
    end = 0
    for line in file:
        checksum, _, text = line.rstrip(b"\n").partition(b" ")
        if not line.endswith(b"\n") or checksum != _checksum(text):
            return
        end += len(line)
        yield json.loads(text), end


def _checksum(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:16].encode()


def _written(one: Replication | Tally) -> dict[str, Any]:
    """Return a replication or a tally as JSON has it."""
    if isinstance(one, Tally):
        return {"number": one.number, "values": one.values.tolist()}
    runs = {"before": one.before, "after": one.after}
    return {"number": one.number, **{when: _written_run(run) for when, run in runs.items()}}


def _written_run(run: Run) -> dict[str, Any]:
    return {
        "measures": {name: float(value) for name, value in run.measures.items()},
        "digest": run.digest,
        "times": {name: b64encode(times).decode() for name, times in run.times.items()},
        "held": [[*names, parts.tolist()] for names, parts in run.held.items()],
    }


def _tally(entry: dict[str, Any]) -> Tally:
    return Tally(entry["number"], np.array(entry["values"], dtype=np.float64))


def _replication(entry: dict[str, Any], names: Names) -> Replication:
    return Replication(entry["number"], _run(entry["before"], names), _run(entry["after"], names))


def _run(entry: dict[str, Any], names: Names) -> Run:
    return Run(
        measures=names.rows(entry["measures"]),
        digest=entry["digest"],
        times={name: b64decode(times) for name, times in entry.get("times", {}).items()},
        held=names.rows({(group, step): parts for group, step, parts in entry["held"]}),
    )


def _lock(file: IO[bytes]) -> None:
    """Take a lock that the system takes back when the process ends, however it ends."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        raise BusyError from error
