"""The tables of visits and cases of a run as Parquet files, for those who ask for them."""

from __future__ import annotations

import os
from importlib.util import find_spec
from typing import TYPE_CHECKING

from adminsim.study.errors import StudyError

if TYPE_CHECKING:
    from pathlib import Path

    from adminsim.engine.records import Records

TABLES = ("visits", "cases")


def check_parquet() -> None:
    """Raise a StudyError if Parquet files cannot be written here."""
    if find_spec("pyarrow") is None:
        raise StudyError("records-extra-missing")


def file_names(number: int) -> list[str]:
    """Return the names of the files of a replication."""
    return [_name(number, when, table) for when in ("before", "after") for table in TABLES]


def check_records(folder: Path, number: int) -> None:
    """Raise a StudyError unless the files of a replication are here: a worker may have another disk."""
    for name in file_names(number):
        if not (folder / name).exists():
            raise StudyError("records-elsewhere", {"file": str(folder / name)}, is_wrong_input=False)


def write_records(records: Records, folder: Path, number: int, when: str) -> None:
    """Write the tables of a run, with the columns and types of `Records`; each file appears whole or not at all.

    Parameters
    ----------
    folder : Path
        An existing folder; on a cluster, one on a disk that the workers share.
    number : int
        Number of the replication.
    when : {"before", "after"}
        Which system was run.
    """
    import pyarrow
    from pyarrow import parquet

    for table in TABLES:
        path = folder / _name(number, when, table)
        part = path.with_name(f".{path.name}.{os.getpid()}")
        columns = pyarrow.Table.from_pandas(getattr(records, table), preserve_index=False)
        # Instants hardly repeat: a dictionary of them only takes room.
        named = [field.name for field in columns.schema if pyarrow.types.is_dictionary(field.type)]
        parquet.write_table(columns, part, compression="zstd", use_dictionary=named)
        part.replace(path)


def _name(number: int, when: str, table: str) -> str:
    return f"{number:05d}-{when}-{table}.parquet"
