"""Small logs for tests, and the real ones where they are at hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

REAL = Path(__file__).parents[3].parent / "shared" / "data"
"""Public logs of real cases, which are not part of the project."""


@pytest.fixture
def real() -> Callable[[str], Path]:
    """Return a function that finds a real log, or skips the test where it is not there."""

    def find(name: str) -> Path:
        for folder in (REAL, REAL.parents[2] / "shared" / "data"):
            if (folder / name).exists():
                return folder / name
        pytest.skip(f"the public log {name} is not at hand")

    return find


BPIC_MAP = """version: 1
zone: Europe/Amsterdam
milestones:
  received: {codes: [01_HOOFD_010]}
  letter: {codes: [08_AWB45_020_2]}
  papers: {codes: [08_AWB45_040], take: last, by: applicant}
  decided: {codes: [01_HOOFD_490_1], take: last}
clock: {stop: letter, resume: papers}
limit: 56 d
types: {column: 'case:parts'}
holidays: NL
"""
RECEIPT_MAP = """version: 1
zone: Europe/Amsterdam
milestones:
  received: {codes: [Confirmation of receipt]}
  done: {codes: [T10 Determine necessity to stop indication], take: last}
hours: {mon-fri: [08:00-18:00]}
"""


def write_map(folder: Path, text: str) -> Path:
    """Write a map and return its path."""
    path = folder / "map.yaml"
    path.write_text(text, encoding="utf-8")
    return path
