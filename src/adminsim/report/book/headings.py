"""What the columns of tables are called in a workbook, and what their values are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from adminsim.engine.variants import steps_met
from adminsim.messages import CATALOGUE, Words
from adminsim.report.kit.style import named, reform_name
from adminsim.study.sweep.axis import DEMAND

if TYPE_CHECKING:
    import pandas as pd

    from adminsim.reforms.scenario import Scenario

ENDS = {"low": "book-low", "high": "book-high", "p5": "book-p5", "p95": "book-p95", "fluid": "book-fluid"}
"""Ends of names of columns, and the code of what they add."""
SYSTEMS = {"before": "book-before", "after": "book-after"}
PERCENT = frozenset(
    {
        "alone_share", "coverage", "cut_share", "given_up", "kept", "late_share", "load", "part", "relative", "share",
        "slower", "utilisation", "years_reached",
    }
)  # fmt: skip
"""Columns of shares, by their names without ends."""
CHAIN, ELAPSED = "chain.", ".elapsed.mean"
"""What stands on either side of a chain's name where its mean elapsed time is meant."""


def stem_of(column: str) -> str:
    """Return the name of a column without what says which end, or which system, it is."""
    stem, _, end = column.rpartition("_")
    return stem_of(stem) if stem and (end in ENDS or end in SYSTEMS) else column


def heading(column: str, words: Words, of: str = "") -> str:
    """Return what a column, of a table of some things, is called; one that has no words has its name."""
    own, code = f"book-column-{of}-{column}", f"book-column-{column}"
    if own in CATALOGUE:
        return words.say(own)
    if code in CATALOGUE:
        return words.say(code)
    name, _, unit = column.partition(" [")
    if name == DEMAND:
        return f"{words.say('sweep-demand')} [{unit}" if unit else words.say("sweep-demand")
    if "." in column:
        return " ".join(heading(part, words, of) for part in column.split("."))
    stem, _, end = column.rpartition("_")
    added = {**ENDS, **SYSTEMS}.get(end)
    if stem and added is not None:
        return words.say(added, of=heading(stem, words))
    return column.replace("_", " ")


def in_words(table: pd.DataFrame, called: Called) -> pd.DataFrame:
    """Return a table as people read it: its headings, and the names that it holds, as they call them."""
    flat = table.reset_index() if any(name is not None for name in table.index.names) else table
    columns = {
        str(column): [called.value(str(column), one) if isinstance(one, str) else one for one in flat[column]]
        for column in flat.columns
    }
    told = flat.assign(**columns) if len(flat) else flat
    headings = [heading(str(column), called.words) for column in flat.columns]
    return told.set_axis(headings, axis=1).set_index(headings[0])


@dataclass(frozen=True)
class Called:
    """What people call the things of a scenario, by the column in which they are named."""

    words: Words
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, scenario: Scenario, words: Words) -> Called:
        """Return the names of a scenario's parts, before and after its reforms."""
        chains: dict[str, Any] = {}
        departments: dict[str, Any] = {}
        steps: dict[str, Any] = {}
        types: dict[str, Any] = {}
        for system in (scenario.reformed, scenario.baseline):
            chains |= system.chains
            departments |= system.departments
            for name, chain in system.chains.items():
                steps |= steps_met(system)[name]
                types |= chain.types
        targets = {target.name: target for target in scenario.targets}
        reforms = {one.subject: reform_name(scenario.reforms, one.subject, words) for one in scenario.reforms}
        kinds = {"chain": chains, "department": departments, "step": steps, "type": types, "target": targets}
        names = {kind: {name: named(one.label, name, words) for name, one in of.items()} for kind, of in kinds.items()}
        names["reform"] = reforms
        everything = {**names["step"], **names["chain"], **names["department"]}
        return cls(words, names | {"name": everything, "who": everything})

    def value(self, column: str, value: str) -> str:
        """Return what a value of a column is called."""
        if column in self.names:
            return self.names[column].get(value, value)
        if column == "measure":
            return self._measure(value)
        if column in ("by", "cases") and f"book-{column}-{value}" in CATALOGUE:
            return self.words.say(f"book-{column}-{value}")
        if column == "kind" and f"book-column-{value}" in CATALOGUE:
            return self.words.say(f"book-column-{value}")
        if column == "unit":
            return self.words.say(f"book-unit-{value}") if f"book-unit-{value}" in CATALOGUE else value
        for code in (f"verdict-{value}", f"result-{value}", f"part-{value}", f"book-{column}-{value}"):
            if column in ("verdict", "system", "when", "part") and code in CATALOGUE:
                return self.words.say(code)
        return value

    def _measure(self, value: str) -> str:
        if value in self.names.get("target", {}):
            return self.names["target"][value]
        if value.startswith(CHAIN) and value.endswith(ELAPSED):
            chain = value.removeprefix(CHAIN).removesuffix(ELAPSED)
            return self.words.say("sweep-elapsed", chain=self.names.get("chain", {}).get(chain, chain))
        clock, _, name = value.rpartition(".")
        words = self.words
        code = {
            "elapsed": "result-elapsed",
            "agency_workdays": "result-agency",
            "agency_hours": "book-measure-agency_hours",
        }.get(clock)
        if code is not None:
            told = words.say(f"result-{name}") if f"result-{name}" in CATALOGUE else name.upper()
            return words.say("book-measure-of", clock=words.say(code), measure=told)
        for code in (
            f"result-{value}",
            f"result-{value.replace('_', '-')}",
            f"book-measure-{value}",
            f"target-measure-{value}",
        ):
            if code in CATALOGUE:
                return words.say(code)
        return value
