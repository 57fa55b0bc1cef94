"""All draws of visits by one compiled function that asks for nothing but arrays: for who draws outside of Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numba import njit

from adminsim.engine import drawing
from adminsim.engine.draws import cases_asked, tables_for
from adminsim.engine.lengths import Lengths, lengths_of, quantiles
from adminsim.engine.program import program_of

if TYPE_CHECKING:
    from adminsim.engine.draws import VisitOrder
    from adminsim.engine.plan import Plan
    from adminsim.engine.population import Population
    from adminsim.engine.streams import Streams
    from adminsim.model.system import System

AT_ONCE = 2**13
"""So many lengths of time are drawn in one call, and those of one step more."""


class Chance(NamedTuple):
    """What draws are made of, and where they go.

    `chains` is where the chain of each case begins, `total` holds sums under way. `line` is the line of the program
    that comes next, in an array of one.
    """

    program: drawing.Program
    keys: np.ndarray
    cases: drawing.Cases
    chains: np.ndarray
    lengths: Lengths
    found: np.ndarray
    tables: drawing.Tables
    total: np.ndarray
    line: np.ndarray


def chance_of(system: System, plan: Plan, population: Population, order: VisitOrder, streams: Streams) -> Chance:
    """Return what the draws of a replication are made of, with empty tables."""
    written = program_of(plan, system)
    cases = cases_asked(system, plan, population, order, written)
    return Chance(
        program=written.program,
        keys=streams.keys(written.streams),
        cases=cases,
        chains=np.repeat(cases.first[:-1], np.diff(cases.first)),
        lengths=lengths_of(written.distributions, system.workday_s),
        found=np.zeros(int(cases.row_first[-1]), dtype=bool),
        tables=tables_for(system, order),
        total=np.zeros(int(cases.first[-1])),
        line=np.zeros(1, dtype=np.int64),
    )


find_rows, ask, gather, settle = drawing.ENTRIES


@njit
def draw(chance: Chance) -> None:
    """Go through some lines of the program; call it until `line` is the number of all lines.

    What it takes for itself is not needed after a call, so that a browser may take it all back at once.
    """
    program, keys, cases, found, tables = chance.program, chance.keys, chance.cases, chance.found, chance.tables
    lengths = chance.lengths
    if chance.line[0] == 0:
        find_rows(program, keys, cases, found)
    line, asked = ask(program, keys, cases, found, tables, chance.line[0], AT_ONCE)
    first, u, place = gather(program.orders, asked, len(lengths.family))
    for one in range(len(lengths.family)):
        if first[one] < first[one + 1]:
            quantiles(
                lengths.family[one], lengths.figures, lengths.first[one], lengths.first[one + 1],
                u, first[one], first[one + 1],
            )  # fmt: skip
    settle(program, keys, cases, chance.chains, asked, place, u, chance.total, tables)
    chance.line[0] = line
