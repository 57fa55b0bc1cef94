"""What is wrong with a baseline, told in the headings of its sheets in place of the keys of files."""

from __future__ import annotations

import re

from adminsim.files.located import Located
from adminsim.files.sheets.layout import SHEETS, Column, Sheet
from adminsim.files.sheets.rows import Filled
from adminsim.messages import Words

_KEY = re.compile(r"`([a-z_]+)(?:: (\w+))?`")
_CALLED = {
    "steps": {"work": "time", "duration": "time", "meeting": "time", "intake": "documents", "schedule": "meets"},
    "departments": {"share": "day_share", "calendar": "hours"},
}
"""By sheet, keys of files that its columns have another word for."""


class InHeadings:
    """A message in which keys are headings."""

    def __init__(self, told: Located, sheet: Sheet) -> None:
        self._told, self._sheet = told, sheet

    def text(self, words: Words) -> str:
        """Return the message."""

        def heading(found: re.Match[str]) -> str:
            column = self._column(found[1])
            if column is None:
                return found[0]
            chosen = f": {words.say(column.choices[found[2]])}" if found[2] in column.choices else ""
            return words.pick(f"'{column.heading(words)}{chosen}'", f"“{column.heading(words)}{chosen}”")

        return _KEY.sub(heading, self._told.message(words))

    def _column(self, key: str) -> Column | None:
        name = _CALLED.get(self._sheet.name, {}).get(key, key)
        return next((column for column in self._sheet.columns if column.name == name), None)


def in_headings(told: Located, filled: Filled) -> Located:
    """Return a problem whose message names the headings of the sheet in which it lies."""
    sheet = next((one for one in SHEETS if filled.titles.get(one.name) == told.sheet), None)
    if sheet is None:
        return told
    return Located(told.file, told.line, told.column, "sheet-told", {"told": InHeadings(told, sheet)}, told.sheet)
