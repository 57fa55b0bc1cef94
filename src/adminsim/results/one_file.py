"""A single file as the result of a study: it appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from adminsim.messages.reasons import Reason
from adminsim.results.folder import FolderError

if TYPE_CHECKING:
    from adminsim.results.unfinished import Unfinished


def check_file(file: Path) -> None:
    """Raise a FolderError if a file cannot be written here; nothing is left behind."""
    if os.path.lexists(file):
        raise FolderError("page-exists", {"file": str(file)})
    above = next(parent for parent in file.absolute().parents if parent.exists())
    try:
        Path(tempfile.mkdtemp(prefix=".try-", dir=above)).rmdir()
    except OSError as error:
        raise FolderError("folder-read-only", {"folder": str(file), "above": str(above)}) from error


def write_whole(one: Unfinished, content: bytes) -> None:
    """Write bytes into the file in the making, and have it appear.

    Raises
    ------
    FolderError
        If it cannot be written; what is finished is kept.
    """
    try:
        made = one.place / one.folder.name
        with made.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        made.rename(one.folder)
    except OSError as error:
        values = {"folder": str(one.folder), "reason": Reason(error)}
        raise FolderError("folder-not-written", values, is_wrong_input=False) from error
    shutil.rmtree(one.place, ignore_errors=True)
