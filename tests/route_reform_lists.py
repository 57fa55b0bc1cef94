"""Random fields for the reforms that draw routes anew."""

from __future__ import annotations

from typing import Any

import drawing as st
from adminsim.model.precedence import graph_of
from adminsim.model.system import System

ROUTE_KINDS = (
    "shared_assessment", "joint_review", "commitment", "straight_through", "share_data", "agents", "pre_application",
    "early_start", "staged_permit", "time_limit", "quicken_handover",
)  # fmt: skip
MEETING = {"schedule": {"weekdays": ["wed"], "at": "10:30"}, "meeting": "30 min"}


@st.composite
def routes_of(draw: st.DrawFn, system: System, chain: str, kind: str) -> dict[str, Any]:
    """Draw the fields of a reform of a kind for a chain; what does not fit is sorted out by the checks."""
    steps = list(system.chains[chain].steps)
    some = draw(st.lists(st.sampled_from(steps), min_size=1, max_size=3, unique=True))
    if kind == "joint_review":
        several = draw(st.lists(st.sampled_from(steps), min_size=2, max_size=3, unique=True))
        return {"steps": several, **draw(st.sampled_from(({}, MEETING, {**MEETING, "places": 2})))}
    if kind == "straight_through":
        return {"steps": draw(st.sampled_from(("all", some)))}
    if kind == "share_data":
        documents = sorted(system.chains[chain].documents)
        named = draw(st.lists(st.sampled_from(documents), min_size=1, unique=True)) if documents else "all"
        return {"documents": named, "fails": draw(st.sampled_from((0.0, 0.3)))}
    if kind == "agents":
        where = draw(st.sampled_from(({"staff": 1}, {"department": sorted(system.departments)[0]})))
        return {"work": "30 min", "defects": 0.5, "corrections": draw(st.sampled_from((0.5, 1.0))), **where}
    if kind in ("early_start", "staged_permit"):
        return draw(_of_one_step(system, chain, kind))
    if kind == "quicken_handover":
        how = draw(st.sampled_from(({"factor": 0.5}, {"at_most": "30 min"}, {"at_most": "0.5 WD", "factor": 0.75})))
        return {"steps": draw(st.sampled_from(("all", some))), "complies": draw(st.sampled_from((0.4, 1.0))), **how}
    if kind == "time_limit":
        return draw(_limit(some))
    if kind == "commitment":
        check = draw(st.sampled_from(({}, {"check_work": "2 h", "check_department": sorted(system.departments)[-1]})))
        return {"steps": some, "work": "30 min", "breaks": draw(st.sampled_from((0.0, 0.4))), **check}
    return {"steps": some}


@st.composite
def _limit(draw: st.DrawFn, some: list[str]) -> dict[str, Any]:
    unit = draw(st.sampled_from(("WD", "d", "h")))
    extension = {"probability": 0.5, "by": f"2 {unit}"}
    return {
        "steps": draw(st.sampled_from(([], some))),
        "limit": f"{draw(st.sampled_from((1, 3)))} {unit}",
        "on_expiry": draw(st.sampled_from(("nothing", "escalate", "approve"))),
        "extension": draw(st.sampled_from((None, extension))),
        "earliest_due": draw(st.booleans()),
    }


@st.composite
def _of_one_step(draw: st.DrawFn, system: System, chain: str, kind: str) -> dict[str, Any]:
    graph = graph_of(system.chains[chain].steps)
    step = draw(st.sampled_from([name for name in graph if graph[name]] or list(graph)))
    befores = sorted(graph[step]) or [step]
    some = draw(st.lists(st.sampled_from(befores), min_size=1, unique=True))
    if kind == "early_start":
        return {"step": step, "before": some, "confirmation": "30 min"}
    behind = [name for name, names in graph.items() if step in names]
    opened = draw(st.lists(st.sampled_from(behind), unique=True)) if behind else []
    first = {"name": "one", "work": "1 h", "opens": opened, "needs": draw(st.sampled_from(([], some)))}
    middle = draw(st.sampled_from(([], [{"name": "two", "work": "30 min"}])))
    return {"step": step, "stages": [first, *middle, {"name": "last", "work": "2 h"}]}
