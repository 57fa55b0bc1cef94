"""A new workbook whose bytes depend on nothing but what is written into it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING

from adminsim.messages.said import Said

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MADE = dt.datetime(2000, 1, 1)
"""In place of the time at which a workbook was made, so that two of the same content are the same file."""
FONT = "宋体"
"""A font that Chinese offices have; others show the one that they use in its place."""


class NoReportsError(Said, RuntimeError):
    """The packages that write workbooks and briefings are not installed."""

    def __init__(self) -> None:
        super().__init__("reports-missing", is_wrong_input=False)


def check_writers(ending: str) -> None:
    """Raise a NoReportsError where what writes files of an ending is not installed: before a long run, not after."""
    if not _is_there({".xlsx": "xlsxwriter", ".docx": "docx"}[ending]):
        raise NoReportsError


def _is_there(package: str) -> bool:
    """Tell whether a package can be imported."""
    try:
        return find_spec(package) is not None
    except ValueError:
        return False  # It has no specification.


def workbook_of(write: Callable[[Workbook], None]) -> bytes:
    """Return a workbook as bytes, filled by `write`.

    Raises
    ------
    NoReportsError
        If XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        raise NoReportsError from None
    page = BytesIO()
    book = Workbook(page, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": MADE, "author": "adminsim"})
    book.formats[0].set_font_name(FONT)
    book.formats[0].set_font_size(11)
    write(book)
    book.close()
    return page.getvalue()
