"""A call whose words do not go together."""

from __future__ import annotations

from collections.abc import Mapping

import click

from adminsim.messages.said import Said


class MisuseError(Said):
    """The words of a call do not go together; told with how the command is called.

    Attributes
    ----------
    ctx : click.Context or None
        The command; by default the one that runs.
    """

    def __init__(self, code: str, values: Mapping[str, object] | None = None, ctx: click.Context | None = None) -> None:
        super().__init__(code, values)
        self.ctx = ctx or click.get_current_context(silent=True)
