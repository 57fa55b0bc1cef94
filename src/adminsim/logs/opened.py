"""A log from the disk: unpacked on the way, its hash taken, and told how far one is."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from adminsim.files.located import InputError, Located
from adminsim.files.reading import what_hinders
from adminsim.messages.reasons import Reason

if TYPE_CHECKING:
    from adminsim.logs.table import Progress

LARGEST_MB = 4096
LARGEST_UNPACKED = 16 * 2**30
_AT_ONCE = 2**20
_PACKED = b"\x1f\x8b"


class Opened:
    """A file that is read once from its beginning to its end.

    Parameters
    ----------
    path : str
        The file; one that is packed with gzip is unpacked, whatever its name.
    progress : callable, optional
        Is told how many bytes of the file are read, of how many.

    Raises
    ------
    InputError
        If there is no such file, or it cannot be read.
    """

    def __init__(self, path: str, progress: Progress | None = None) -> None:
        problem = what_hinders(path, LARGEST_MB)
        if problem is not None:
            raise InputError([problem])
        self.path = path
        self._size = Path(path).stat().st_size
        self._progress = progress

    def sha256(self) -> str:
        """Return the hash of the file as it lies on the disk."""
        with Path(self.path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()

    def head(self, size: int = 4096) -> bytes:
        """Return the first bytes, unpacked."""
        return next(self._chunks(size, is_told=False), b"")

    def chunks(self) -> Iterator[bytes]:
        """Yield what the file holds, unpacked."""
        return self._chunks(_AT_ONCE)

    def _chunks(self, size: int, is_told: bool = True) -> Iterator[bytes]:
        unpacked = 0
        try:
            with Path(self.path).open("rb") as raw:
                is_packed = raw.read(2) == _PACKED
                raw.seek(0)
                file: Any = gzip.GzipFile(fileobj=raw) if is_packed else raw
                while chunk := file.read(size):
                    unpacked += len(chunk)
                    if unpacked > LARGEST_UNPACKED:
                        raise InputError(
                            [Located(self.path, None, None, "file-size", {"limit": LARGEST_UNPACKED >> 20})]
                        )
                    if is_told:
                        self._tell(raw)
                    yield chunk
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise InputError([Located(self.path, None, None, "log-truncated-packed")]) from None
        except OSError as error:
            raise InputError([Located(self.path, None, None, "file-unreadable", {"reason": Reason(error)})]) from None

    def _tell(self, raw: BinaryIO) -> None:
        if self._progress is not None:
            self._progress(raw.tell(), self._size)
