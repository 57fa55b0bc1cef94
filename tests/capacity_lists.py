"""Random reforms of capacity, lanes and bureaus, as a file would write them."""

from __future__ import annotations

from typing import Any

import drawing as st
from adminsim.model.step import Session
from adminsim.model.system import System
from adminsim.reforms.people import head_count

CAPACITY_KINDS = ("training", "opening_hours", "more_sessions", "triage", "green_channel", "pool_departments")
SHARES: tuple[float, ...] = (0.0, 0.4, 0.7, 1.0)
LONG_DAYS = {"mon-sat": ["08:00-12:30", "13:00-20:00"]}
MEETINGS = ({"weekdays": ["mon", "thu"], "at": "09:00"}, {"weekdays": ["fri"], "every_weeks": 2, "at": "14:30"})


@st.composite
def written_capacity(draw: st.DrawFn, system: System, kind: str) -> dict[str, Any]:
    """Draw what a reform of a kind says beside its kind, name and first day."""
    names = sorted(system.departments)
    some = draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
    if kind == "training":
        return {"departments": some, "faster": draw(st.sampled_from((0.8, 1.0, 1.5, 2.0)))}
    if kind == "opening_hours":
        hours = [{"hours": LONG_DAYS}, {"hours": "always"}, *({"calendar": name} for name in system.calendars)]
        return {"departments": some, **draw(st.sampled_from(hours))}
    if kind == "more_sessions":
        return draw(_sessions(system))
    covered = {"coverage": draw(st.sampled_from(SHARES))}
    if kind == "green_channel":
        return covered | {"departments": draw(st.sampled_from(("all", some)))}
    staff = {name: 1 for name in some if head_count(system.departments[name]) > 1}
    if kind == "triage":
        return covered | {"staff": staff or {some[0]: 1}, "speed": draw(st.sampled_from((1.0, 1.5)))}
    pooled = {"departments": (names * 2)[:2], "speed": draw(st.sampled_from((1.0, 0.8)))}
    return pooled | (covered | {"staff": staff} if staff and draw(st.booleans()) else {})


@st.composite
def _sessions(draw: st.DrawFn, system: System) -> dict[str, Any]:
    steps = {name: step for chain in system.chains.values() for name, step in chain.steps.items()}
    meetings = [name for name, step in steps.items() if isinstance(step, Session)]
    schedule, places = draw(st.sampled_from((None, *MEETINGS))), draw(st.sampled_from((None, 1, 4)))
    stated = {"schedule": schedule, "places": places if schedule else places or 2}
    return {"steps": (meetings or sorted(steps))[:1], **{key: value for key, value in stated.items() if value}}
