"""Which sheets a baseline is filled into, which columns they have, and what each cell may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from adminsim.messages import Words

CellKind = Literal["name", "names", "text", "number", "time", "truth", "choice", "date", "days", "hours", "clock"]
Choices = Mapping[str, str]
"""The word that a file has, and the code of the word that a cell has."""

YES_NO: Choices = {"true": "sheet-word-yes", "false": "sheet-word-no"}
STEP_KINDS: Choices = {kind: f"sheet-word-{kind}" for kind in ("staffed", "waiting", "session")}
NOTICES: Choices = {kind: f"sheet-word-{kind}" for kind in ("once", "piecemeal")}
CLOCKS: Choices = {kind: f"sheet-word-{kind}" for kind in ("agency", "elapsed")}
HOLIDAYS: Choices = {kind: f"sheet-word-{kind}" for kind in ("china", "none")}
RATES: Choices = {"WD": "sheet-word-per-WD", "d": "sheet-word-per-d", "wk": "sheet-word-per-wk"}


@dataclass(frozen=True)
class Column:
    """A column of a sheet, or a line of the sheet of general things.

    Attributes
    ----------
    name : str
        What it is called in English, as a word; its heading is the entry ``sheet-head-<name>``.
    kind : str
        What its cells hold.
    is_needed : bool
        Whether no row can do without it.
    choices : mapping of str to str
        Of a choice, what can be chosen.
    only_for : tuple of str
        Of a step, the kinds that have it; empty where all have it.
    """

    name: str
    kind: CellKind = "text"
    is_needed: bool = False
    choices: Choices = field(default_factory=dict)
    only_for: tuple[str, ...] = ()

    def heading(self, words: Words) -> str:
        """Return what stands above the column."""
        return words.say(f"sheet-head-{self.name}")

    def about(self, words: Words) -> str:
        """Return what is to be filled in."""
        return words.say(f"sheet-about-{self.name}")


@dataclass(frozen=True)
class Sheet:
    """A sheet with a row for each thing."""

    name: str
    columns: tuple[Column, ...]
    is_needed: bool = True

    def title(self, words: Words) -> str:
        """Return what the sheet is called."""
        return words.say(f"sheet-{self.name}")

    @property
    def titles(self) -> tuple[str, ...]:
        """What it is called in each language."""
        return tuple(self.title(words) for words in Words)


_LABEL, _SOURCE, _NOTE = Column("label"), Column("source"), Column("note")
_CHAIN, _NAME = Column("chain", "name"), Column("name", "name", is_needed=True)
_STAFFED, _WAITING, _SESSION = ("staffed",), ("waiting",), ("session",)

GENERAL = Sheet(
    "general",
    (
        Column("city"),
        Column("start", "date", is_needed=True),
        Column("warm_up", "time"),
        Column("cohort", "time", is_needed=True),
        Column("run_out", "time"),
        Column("days", "days", is_needed=True),
        Column("hours", "hours", is_needed=True),
        Column("holidays", "choice", choices=HOLIDAYS),
        _SOURCE,
    ),
)
"""A line for each of its columns: name and value."""
DEPARTMENTS = Sheet(
    "departments",
    (
        _NAME, _LABEL,
        Column("staff", "number", is_needed=True), Column("staff_low", "number"), Column("staff_high", "number"),
        Column("day_share", "number"), Column("days", "days"), Column("hours", "hours"), Column("cost", "number"),
        _SOURCE, _NOTE,
    ),
)  # fmt: skip
CHAINS = Sheet(
    "chains",
    (
        _NAME, _LABEL,
        Column("rate", "number", is_needed=True), Column("rate_low", "number"), Column("rate_high", "number"),
        Column("per", "choice", choices=RATES), Column("handover", "time"), Column("handover_cv", "number"),
        Column("decision", "name"), Column("accepted", "name"), _SOURCE, _NOTE,
    ),
)  # fmt: skip
TYPES = Sheet("types", (_CHAIN, _NAME, _LABEL, Column("mix", "number", is_needed=True), _SOURCE), is_needed=False)
DOCUMENTS = Sheet(
    "documents",
    (
        _CHAIN, _NAME, _LABEL, Column("missing", "number"), Column("obtain", "time"), Column("obtain_cv", "number"),
        Column("critical", "truth", choices=YES_NO), Column("issuer", "name"), _SOURCE, _NOTE,
    ),
    is_needed=False,
)  # fmt: skip
STEPS = Sheet(
    "steps",
    (
        _CHAIN, _NAME, _LABEL,
        Column("kind", "choice", choices=STEP_KINDS),
        Column("department", "name", only_for=_STAFFED), Column("together_with", "names", only_for=_STAFFED),
        Column("time", "time", is_needed=True), Column("time_low", "time"), Column("time_high", "time"),
        Column("time_cv", "number"),
        Column("needs", "names"), Column("after", "names"),
        Column("types", "names"), Column("probability", "number"),
        Column("documents", "names", only_for=_STAFFED),
        Column("notice", "choice", choices=NOTICES, only_for=_STAFFED),
        Column("returns", "number"), Column("correction", "time"), Column("rejects", "number"),
        Column("handover", "time"), Column("handover_cv", "number"),
        Column("procedure"), Column("visit", "truth", choices=YES_NO), Column("fee", "number"),
        Column("by", "name", only_for=_WAITING),
        Column("legal_period", "truth", choices=YES_NO, only_for=_WAITING),
        Column("meets", "days", only_for=_SESSION), Column("at", "clock", only_for=_SESSION),
        Column("places", "number", only_for=_SESSION),
        _SOURCE, _NOTE,
    ),
)  # fmt: skip
TARGETS = Sheet(
    "targets",
    (
        _CHAIN, _NAME, _LABEL, Column("limit", "time", is_needed=True), Column("share", "number"),
        Column("clock", "choice", choices=CLOCKS), _SOURCE, _NOTE,
    ),
    is_needed=False,
)  # fmt: skip
TABLES = (DEPARTMENTS, CHAINS, TYPES, DOCUMENTS, STEPS, TARGETS)
SHEETS = (GENERAL, *TABLES)
