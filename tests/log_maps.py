"""Maps of the public logs."""

from __future__ import annotations

from pathlib import Path

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
