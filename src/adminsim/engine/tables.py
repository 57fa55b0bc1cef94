"""Records as pandas tables, with names and local times."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from adminsim.engine.cases import case_rows_of
from adminsim.engine.fields import NOT_YET
from adminsim.engine.plan import Kind
from adminsim.engine.result import Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from adminsim.engine.kept import Kept

RESULTS = tuple(result.name.lower() for result in Result)
OUTCOMES = {
    Result.PASS: "approved",
    Result.REJECT: "rejected",
    Result.GIVEN_UP: "given_up",
    Result.UNFINISHED: "unfinished",
}


def visits_frame(records: Kept) -> pd.DataFrame:
    """Return all visits, one row each, by chain, case, time of being ready, step name and visit."""
    rows, plan = in_order_of_time(records), records.plan
    nodes = plan.nodes
    kind = nodes.kind[rows["node"]]
    together = ["+".join(plan.departments[one] for one in people) for people in nodes.people]
    names = list(dict.fromkeys((*plan.departments, *filter(None, together))))
    by_node = np.array([names.index(name) if name else -1 for name in together])
    department = np.where(kind == Kind.WORK, by_node[rows["node"]], -1)
    return pd.DataFrame(
        {
            "chain": _named(nodes.chain[rows["node"]], plan.chains),
            "case": rows["case"],
            "case_type": _case_types(records, case_rows_of(plan, rows, records.sizes)),
            "step": _steps(records, rows),
            "visit": rows["visit"],
            "department": _named(department, names),
            "staff": rows["staff"],
            **{name: _instants(records, rows[name]) for name in ("ready", "joined", "start", "end", "correction_end")},
            "work": _lengths(rows["work"]),
            "outcome": _named(rows["result"], RESULTS),
            "counts": nodes.counts[rows["node"]],
        }
    )


def in_order_of_time(records: Kept) -> NDArray[Any]:
    """Return visits sorted by chain, case, time of being ready, step name and visit: how a case's story is told."""
    # The nodes that one case can visit are in the order of their steps' names.
    visits, chain_of_node = records.visit_rows, records.plan.nodes.chain
    chain = chain_of_node[visits["node"]]
    return visits.take(np.lexsort((visits["visit"], visits["node"], visits["ready"], visits["case"], chain)))


def cases_frame(records: Kept) -> pd.DataFrame:
    """Return all cases, one row each, by chain and number."""
    rows = records.case_rows
    outcome = {code: OUTCOMES.get(code, "") for code in Result}
    return pd.DataFrame(
        {
            "chain": _named(rows["chain"], records.plan.chains),
            "case": rows["case"],
            "case_type": _case_types(records, np.arange(len(rows))),
            "complete": rows["complete"],
            "cohort": records.in_cohort,
            **{name: _instants(records, rows[name]) for name in ("submitted", "accepted", "decided")},
            "outcome": pd.Categorical([outcome[code] for code in rows["outcome"]], categories=list(OUTCOMES.values())),
            "visits_in_person": rows["visits_in_person"],
            "documents": rows["documents"],
            "procedures": rows["procedures"],
            "elapsed": _lengths(rows["elapsed"]),
            "agency": _lengths(rows["agency"]),
            "agency_workdays": _days(rows["agency_workdays"], rows["agency"] != NOT_YET),
            "work": _lengths(rows["work"]),
        }
    )


def _named(codes: NDArray[Any], names: Sequence[str]) -> pd.Categorical[Any]:
    return pd.Categorical.from_codes(codes.astype(np.int64), categories=pd.Index(names))


def _instants(records: Kept, seconds: NDArray[Any]) -> NDArray[np.datetime64]:
    start = np.datetime64(records.system.period.start, "s")
    instants = start + seconds.astype("timedelta64[s]")
    return np.where(seconds == NOT_YET, np.datetime64("NaT", "s"), instants)


def _lengths(seconds: NDArray[Any]) -> NDArray[np.timedelta64]:
    lengths = seconds.astype("timedelta64[s]")
    return np.where(seconds == NOT_YET, np.timedelta64("NaT", "s"), lengths)


def _days(days: NDArray[Any], known: NDArray[np.bool_]) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(days.astype(np.int64), ~known)


def _case_types(records: Kept, case_rows: NDArray[np.int64]) -> pd.Categorical[Any]:
    names = [name for chain in records.system.walks.values() for name in chain.types]
    distinct = list(dict.fromkeys(names))
    offsets = np.cumsum([0, *(len(chain.types) for chain in records.system.walks.values())])[:-1]
    code = np.array([distinct.index(name) for name in names])
    rows = records.case_rows.take(case_rows)
    return _named(code[offsets[rows["chain"]] + rows["case_type"]], distinct)


def _steps(records: Kept, rows: NDArray[Any]) -> pd.Categorical[Any]:
    by_node = [step.name for step in records.plan.nodes.step]
    distinct = list(dict.fromkeys(by_node))
    code = np.array([distinct.index(name) for name in by_node])
    return _named(code[rows["node"]], distinct)
