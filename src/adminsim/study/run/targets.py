"""Reading a target off one run: the share that keeps a limit, or the mean of what it is about.

Cases that are undecided when the run ends enter with what they have come to by then, and with how many of them that may
still change.
"""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from adminsim.engine.cases import case_rows_of
from adminsim.engine.result import Result
from adminsim.model.target import Count, Cut, Direction, Fewer, Share, Within
from adminsim.study.run.fees import fees_of
from adminsim.study.run.on_clock import clock_of
from adminsim.study.run.rows import Mean, mean_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.records import Records
    from adminsim.model.target import Target
    from adminsim.study.run.rows import Row

    Cases = NDArray[np.bool_]
    """Which cases, by row of the table of cases."""

HOUR_S, DAY_S = 3600, 86400
COLUMNS = {"visits": ("visits_in_person", 1), "work": ("work", HOUR_S)}
RISES, FALLS, GIVEN_UP = "/may_rise", "/may_fall", "/given_up"
"""What comes behind the name of a target in the names of its other figures."""


class Found(NamedTuple):
    """What a run tells of a target.

    Attributes
    ----------
    mean : Mean
        Its value, and over how many cases it is taken. For `within` and `share` the share of cases; for `cut` and
        `direction` the mean on the clock (days, official hours) or of the count; for `count` the mean count. A mean
        holds an undecided case with what it has come to when the run ends.
    may_rise, may_fall : float
        How many undecided cases may still make it larger, or smaller.
    given_up : float
        How many of its cases gave up and so miss a limit.
    """

    mean: Mean
    may_rise: float = 0.0
    may_fall: float = 0.0
    given_up: float = 0.0

    def row(self, name: str) -> Row:
        """Return it under a name."""
        others = {RISES: self.may_rise, FALLS: self.may_fall, GIVEN_UP: self.given_up}
        return self.mean.row(name) | {name + part: value for part, value in others.items()}


def target_row(records: Records, target: Target) -> Row:
    """Return what a run tells of a target under each of its readings."""
    row: Row = {}
    for one in target.as_read:
        row |= found_in(one.target, records).row(f"target.{one.key}")
    return row


@singledispatch
def found_in(target: object, records: Records) -> Found:
    """Return what a run tells of a target: each kind for itself."""
    raise TypeError(type(target))


@found_in.register(Within)
def _within(target: Within, records: Records) -> Found:
    outcome = records.case_rows["outcome"]
    given_up = meant_cases(records, target, also=(Result.GIVEN_UP,)) & (outcome == Result.GIVEN_UP)
    meant = meant_cases(records, target)
    clock = clock_of(records, target, meant)
    keeps = clock.keeps(target.limit)
    values = np.concatenate((keeps & clock.is_over, np.zeros(int(given_up.sum()), dtype=bool)))
    return Found(mean_of(values), float((keeps & ~clock.is_over).sum()), given_up=float(given_up.sum()))


@found_in.register(Cut)
def _cut(target: Cut, records: Records) -> Found:
    clock = clock_of(records, target, meant_cases(records, target))
    return Found(
        mean_of(clock.seconds / (DAY_S if target.clock == "elapsed" else HOUR_S)), float((~clock.is_over).sum())
    )


@found_in.register(Direction)
def _direction(target: Direction, records: Records) -> Found:
    if target.of == "elapsed" or target.of == "agency":
        about = {name: getattr(target, name) for name in ("name", "chain", "chains", "types", "condition")}
        return _cut(Cut(**about, kind="cut", clock=target.of, by=1.0), records)
    return _counted(records, target, target.of)


@found_in.register(Count)
@found_in.register(Fewer)
def _count(target: Count | Fewer, records: Records) -> Found:
    return _counted(records, target, target.of)


def _counted(records: Records, target: Target, of: str) -> Found:
    rows = records.case_rows
    column, unit = COLUMNS.get(of, (of, 1))
    meant = meant_cases(records, target)
    values = fees_of(records) if of == "fees" else rows[column]
    return Found(mean_of(values[meant] / unit), float((rows["outcome"][meant] == Result.UNFINISHED).sum()))


@found_in.register(Share)
def _share(target: Share, records: Records) -> Found:
    rows, nodes = records.case_rows, records.plan.nodes
    here = meant_cases(records, target, also=(Result.REJECT, Result.GIVEN_UP))
    is_open = here & (rows["outcome"] == Result.UNFINISHED)
    if target.of == "approved":
        return Found(mean_of((rows["outcome"] == Result.PASS)[here]), float(is_open.sum()))
    if target.of == "without_visit":
        stays = rows["visits_in_person"] == 0
        may_come = _passes(records, nodes.in_person.tolist())
        return Found(mean_of(stays[here]), may_fall=float((is_open & stays & may_come).sum()))
    if target.of in records.plan.departments:
        theirs = [target.of in step.step.departments for step in nodes.step]
        served = _served(records, theirs)
        return Found(mean_of(served[here]), float((is_open & ~served & _passes(records, theirs)).sum()))
    return Found(mean_of(records.covered(target.of)[here]))


def meant_cases(records: Records, target: Target, also: tuple[Result, ...] = ()) -> Cases:
    """Return which cases of the cohort a target is about: none rejected or given up, unless these are meant `also`."""
    rows, chains = records.case_rows, records.plan.chains
    left_out = [result for result in (Result.REJECT, Result.GIVEN_UP) if result not in also]
    found: Cases = np.zeros(len(rows), dtype=bool)
    for name in target.chains_of(chains):
        here = rows["chain"] == chains.index(name)
        if target.types:
            kinds = records.system.chains[name].types
            here &= np.isin(rows["case_type"], [i for i, kind in enumerate(kinds) if kind in target.types])
        found |= here
    found &= records.in_cohort & ~np.isin(rows["outcome"], left_out)
    if target.condition == "documents_complete":
        found &= rows["complete"]
    return found


def _served(records: Records, theirs: list[bool]) -> Cases:
    """Return which cases have had a visit of some nodes."""
    visits = records.visit_rows.compress(np.array(theirs)[records.visit_rows["node"]])
    served = np.zeros(len(records.case_rows), dtype=bool)
    served[case_rows_of(records.plan, visits, records.sizes)] = True
    return served


def _passes(records: Records, nodes: list[bool]) -> Cases:
    """Return which cases have some of these nodes on their route."""
    on_route = np.array([any(nodes[node] for node in route.nodes) for route in records.plan.routes])
    found: Cases = on_route[records.case_rows["route"]]
    return found
