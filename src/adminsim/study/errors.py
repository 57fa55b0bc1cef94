"""What hinders a study from being run, apart from its input."""

from __future__ import annotations

from adminsim.messages.said import Said


class StudyError(Said):
    """A study cannot be run as asked."""
