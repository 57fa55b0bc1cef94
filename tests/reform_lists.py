"""Random valid lists of reforms for a system."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import TypeAdapter

import drawing as st
from adminsim.model.step import Staffed
from adminsim.model.system import System
from adminsim.reforms import AnyReform, Reform
from adminsim.reforms.apply import check_reforms
from capacity_lists import CAPACITY_KINDS, written_capacity
from route_reform_lists import ROUTE_KINDS, routes_of

ONE: TypeAdapter[Reform] = TypeAdapter(AnyReform)
SHARES: tuple[float, ...] = (0.0, 0.4, 0.7, 1.0)
KINDS = (
    "parallel_approval", "tolerate_missing_documents", "one_window_intake", "notify_once", "drop_steps", "merge_steps",
    "online", "staffing", *ROUTE_KINDS, *CAPACITY_KINDS,
)  # fmt: skip
"""Kinds of reforms that random lists are made of."""


def reform_of(**written: Any) -> Reform:
    """Return a reform as a file would write it."""
    return ONE.validate_python(written)


@st.composite
def systems_with_reforms(
    draw: st.DrawFn, systems: st.SearchStrategy[System], most: int = 4
) -> tuple[System, list[Reform]]:
    """Draw a system, and reforms that are valid for it together."""
    system = draw(systems)
    reforms: list[Reform] = []
    for number in range(draw(st.integers(1, most))):
        reform = reform_of(name=f"reform{number}", **draw(written_reforms(system)))
        if not check_reforms(system, [*reforms, reform]):
            reforms.append(reform)
    return system, reforms


@st.composite
def written_reforms(draw: st.DrawFn, system: System, kind: str | None = None) -> dict[str, Any]:
    """Draw the fields of a reform, of a kind or of any, which may turn out not to fit the system."""
    kind = kind or draw(st.sampled_from(KINDS))
    since = draw(st.sampled_from((None, None, system.period.start + dt.timedelta(days=7))))
    written = {"reform": kind} | ({"from": since} if since else {})
    if kind in CAPACITY_KINDS:
        return written | draw(written_capacity(system, kind))
    if kind == "staffing":
        department = draw(st.sampled_from(sorted(system.departments)))
        size = draw(st.sampled_from(({"add": 1}, {"add": 2}, {"add": -1}, {"staff": 1}, {"staff": 3})))
        return written | {"department": department} | size
    chain = draw(st.sampled_from(sorted(system.chains)))
    fields = routes_of(system, chain, kind) if kind in ROUTE_KINDS else _of_routes(system, chain, kind)
    return written | {"chain": chain, "coverage": draw(st.sampled_from(SHARES))} | draw(fields)


@st.composite
def _of_routes(draw: st.DrawFn, system: System, chain: str, kind: str) -> dict[str, Any]:
    steps = list(system.chains[chain].steps)
    staffed = [name for name in steps if isinstance(system.chains[chain].steps[name], Staffed)]
    intakes = [name for name in staffed if system.chains[chain].steps[name].intake]
    some = draw(st.lists(st.sampled_from(steps), min_size=1, max_size=3, unique=True))
    department = draw(st.sampled_from(sorted(system.departments)))
    if kind in ("parallel_approval", "online"):
        return {"steps": draw(st.sampled_from(("all", some)))}
    if kind == "drop_steps":
        return {"steps": some}
    if kind == "merge_steps":
        several = (
            draw(st.lists(st.sampled_from(staffed), min_size=2, max_size=3, unique=True))
            if len(staffed) > 1
            else staffed * 2
        )
        return {"steps": several, "into": draw(st.sampled_from((several[0], "merged"))), "department": department}
    if kind == "one_window_intake":
        return {
            "steps": intakes if len(intakes) > 1 else staffed[:1] * 2,
            "into": "window",
            "department": "hall",
            "staff": {department: 1},
            "speed": draw(st.sampled_from((1.0, 0.5))),
        }
    if kind == "tolerate_missing_documents":
        promise = draw(st.sampled_from(("1 d", "1 WD", "10 WD")))
        return {"promise": promise, "on_broken_promise": draw(st.sampled_from(("return", "reject")))}
    return {}
