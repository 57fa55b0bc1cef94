"""Names of files in commands that somebody is to type."""

from __future__ import annotations


def as_typed(file: object) -> str:
    """Return a name as it is typed on any system: in quotation marks where it has spaces."""
    text = str(file)
    return f'"{text}"' if any(sign.isspace() for sign in text) else text
