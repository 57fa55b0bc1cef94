"""All measures of a chain that are compared, in the order of the tables: a further kind of them is one line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from adminsim.study.run.measures import CHAIN_MEASURES, chain_measures
from adminsim.study.run.overdue import LIMIT_MEASURES, limit_measures
from adminsim.study.run.promises import PROMISE_MEASURES, promise_measures

if TYPE_CHECKING:
    from adminsim.engine.records import Records
    from adminsim.study.run.rows import Row


@dataclass(frozen=True)
class Measured:
    """Some measures of every chain.

    Attributes
    ----------
    units : mapping of str to str
        Their units, by name; empty for counts.
    of_run : callable
        Returns them from the records of a run, as ``chain.<chain>.<measure>``.
    """

    units: Mapping[str, str]
    of_run: Callable[[Records], Row]


ALWAYS = Measured(CHAIN_MEASURES, chain_measures)
"""What every chain has."""
AT_TIMES = (
    Measured(PROMISE_MEASURES, promise_measures),
    Measured(LIMIT_MEASURES, limit_measures),
)
"""Counts that few chains have: a table shows those that are not nothing, by the word `result-<name>`."""

MEASURES = {name: unit for one in (ALWAYS, *AT_TIMES) for name, unit in one.units.items()}
"""The measures of a chain that are compared, with their units."""


def compared_measures(records: Records) -> Row:
    """Return all measures of every chain that are compared."""
    row: Row = {}
    for one in (ALWAYS, *AT_TIMES):
        row |= one.of_run(records)
    return row
