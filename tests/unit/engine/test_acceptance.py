"""When a case is accepted: by its own route, also where routes share their steps."""

from __future__ import annotations

from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms
from reform_lists import reform_of
from systems import at, system_of, wait, work

ASKED = {"documents": ["form"]}
FORM = {"form": {"missing": 0.0}}


def _accepted(system: System, *reforms: dict[str, object]) -> dict[str, list[str]]:
    """Return when the cases were accepted, by whether the first reform covers them."""
    reformed = apply_reforms(system, [reform_of(**reform) for reform in reforms])
    records = simulate(reformed)
    accepted = records.cases["accepted"].dt.strftime("%d %H:%M")
    covered = records.covered(reformed.chains["permit"].pilots[0].subject) if reforms else None
    found: dict[str, list[str]] = {}
    for place, instant in enumerate(accepted):
        key = "old" if covered is None or not covered[place] else "new"
        found.setdefault(key, []).append(instant)
    return {key: sorted(set(instants)) for key, instants in found.items()}


def test_a_pilot_that_drops_the_acceptance_leaves_that_of_the_others() -> None:
    steps = {"desk": work("desk", "1 h", intake=ASKED), "opened": wait("5 h"), "review": work("hall", "9 h")}
    demand = at(*["2022-06-20 09:00"] * 20)
    system = system_of(steps, demand=demand, documents=FORM, accepted="opened", departments={"desk": 100, "hall": 100})
    assert _accepted(system) == {"old": ["20 14:00"]}
    drop = {"reform": "drop_steps", "steps": ["opened"], "coverage": 0.5}
    # Covered cases have the desk's intake instead, which the others pass, too, without being accepted there.
    assert _accepted(system, drop) == {"old": ["20 14:00"], "new": ["20 10:00"]}


def test_a_pilot_without_any_intake_accepts_at_the_filing() -> None:
    steps = {"desk": work("desk", "1 h", intake=ASKED), "review": work("hall", "9 h", needs=["desk"])}
    demand = at(*["2022-06-20 09:00"] * 20)
    system = system_of(steps, demand=demand, documents=FORM, departments={"desk": 100, "hall": 100})
    drop = {"reform": "drop_steps", "steps": ["desk"], "coverage": 0.5}
    assert _accepted(system, drop) == {"old": ["20 10:00"], "new": ["20 09:00"]}
    assert _accepted(system, drop | {"coverage": 1.0, "from": "2022-06-20"}) == {"new": ["20 09:00"]}
