"""How the catalogue is put together: no code twice."""

from __future__ import annotations

from collections.abc import Mapping

Entries = Mapping[str, tuple[str, str]]
"""Texts by their codes: (English, Chinese)."""


def together(*drawers: Entries) -> dict[str, tuple[str, str]]:
    """Return the entries of several drawers as one.

    Raises
    ------
    ValueError
        If a code stands in two of them, so that one text would silently take the place of another.
    """
    filed: dict[str, tuple[str, str]] = {}
    for drawer in drawers:
        twice = [code for code in drawer if code in filed]
        if twice:
            raise ValueError(f"two entries of the catalogue have one code: {', '.join(twice)}")
        filed.update(drawer)
    return filed
