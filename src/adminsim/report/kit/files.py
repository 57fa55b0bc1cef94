"""How what an analysis finds is told: on a terminal, as plain data, as a table, and as the files of a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from adminsim.messages import Words
from adminsim.results.folder import as_csv, as_json

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from matplotlib.figure import Figure
    from rich.console import RenderableType

    from adminsim.reforms.scenario import Scenario


Found = TypeVar("Found")


@dataclass(frozen=True)
class Report(Generic[Found]):
    """How what an analysis finds is told.

    Attributes
    ----------
    name : str
        What its files are called.
    shown : callable
        Returns in some words what is printed.
    data : callable
        Returns it in some words as plain data, without what is not a number.
    table : callable
        Returns it as one table.
    figures : callable
        Yields in some words the names and figures that are drawn of it; each is written before the next is made.
    more : mapping of str to callable
        By the name of a file, further tables.
    """

    name: str
    shown: Callable[[Found, Words], RenderableType]
    data: Callable[[Found, Words], dict[str, Any]]
    table: Callable[[Found], pd.DataFrame]
    figures: Callable[[Found, Words], Iterable[tuple[str, Figure]]]
    more: Mapping[str, Callable[[Found], pd.DataFrame]] = field(default_factory=dict)

    def csv(self, found: Found, scenario: Scenario, words: Words = Words.EN) -> str:
        """Return the table as CSV with 12 significant digits; in Chinese, headings and names are those people use."""
        from adminsim.report.book.headings import Called, in_words

        table = self.table(found)
        return as_csv(table if words is Words.EN else in_words(table, Called.of(scenario, words)))

    def json(self, found: Found, words: Words = Words.EN) -> str:
        """Return the plain data as JSON."""
        return as_json(self.data(found, words))

    def write(self, found: Found, folder: Path, words: Words = Words.EN) -> None:
        """Write tables, plain data and figures (SVG and PNG) into an existing folder."""
        from adminsim.report.kit.canvas import save
        from adminsim.report.kit.fonts import figure_words

        for name, table in {**self.more, self.name: self.table}.items():
            (folder / f"{name}.csv").write_text(as_csv(table(found)), encoding="utf-8-sig", newline="")
        (folder / f"{self.name}.json").write_text(self.json(found, words), encoding="utf-8")
        drawn, _ = figure_words(words)
        for name, figure in self.figures(found, drawn):
            save(figure, folder / name, drawn)

    def workbook(self, found: Found, scenario: Scenario, words: Words = Words.EN) -> bytes:
        """Return what is printed, the tables and charts of them as one workbook."""
        from adminsim.report.book.analysis import analysis_workbook
        from adminsim.report.kit.tables import as_text

        shown = self.shown(found, words)
        told = shown if isinstance(shown, str) else as_text(shown)
        tables = {name: table(found) for name, table in {self.name: self.table, **self.more}.items()}
        return analysis_workbook(scenario, told, tables, words)
