"""Random systems in which much falls on the same second.

The systems of `strategies` are given few lengths each, so that steps side by side end together; arrivals at the hours
at which offices open, shifts change and committees meet; corrections as long as work; papers that come late; and limits
and patience as long as work.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import drawing as st
from adminsim.model.limit import Expiry
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms, check_reforms
from reform_lists import reform_of
from strategies import START, Scope, group_people, written_systems

STAFFED = ("department", "together_with", "work", "skills")
LENGTHS = ("30 min", "1 h", "0 min", "90 min")
HOURS = (9, 8.5, 9.5, 10, 10.5, 11, 12, 13, 14.5, 16, 17, 23.5)
WEEKDAYS = (["mon", "tue", "wed", "thu", "fri"], ["tue", "fri"])
LIMITS = ("30 min", "1 h", "90 min", "2 h", "1 d")
PERIODS = ("1 d", "0 d", "1 WD", "0 WD")
REFUSALS: tuple[dict[str, Any], ...] = (
    {"rejects": 0.25},
    {"returns": 0.4, "max_returns": 2},
    {"rejects": 0.2, "returns": 0.4, "max_returns": 1, "on_exhausted": "pass"},
    {},
)
ROSTERS: tuple[dict[str, Any], ...] = (
    {"staff": 2},
    {"staff": 1},
    {"shifts": [{"staff": 2}, {"staff": -1, "hours": {"mon-sun": ["10:00-11:00", "14:30-16:00"]}}]},
    {"shifts": [{"staff": 1}, {"staff": 1, "hours": {"mon-sun": ["09:30-10:30", "13:00-14:30"]}}]},
    {"shifts": [{"staff": 1, "hours": {"mon-sun": ["09:00-10:00", "10:30-16:00"]}}]},
)


@st.composite
def tied_systems(draw: st.DrawFn, **scope: Any) -> System:
    """Draw a system of few lengths, in which much falls on the same second."""
    written = draw(written_systems(Scope(limits=False, patience=False, groups=False, **scope)))
    length = st.sampled_from(draw(st.lists(st.sampled_from(LENGTHS), min_size=1, max_size=2, unique=True)))
    if draw(st.booleans()):
        written["period"] |= {"warm_up": "0 d", "cohort": "8 d", "run_out": draw(st.sampled_from(("2 d", "0 d")))}
    for department in written["departments"].values():
        kept = {name: value for name, value in department.items() if name in ("calendar", "discipline", "at_shift_end")}
        department.clear()
        department.update(kept | draw(st.sampled_from(ROSTERS)))
    group_people(draw, written)
    instants = draw(st.lists(_slots(), min_size=1, max_size=4, unique=True))
    for chain in written["chains"].values():
        _tie(draw, chain, length, instants)
    system = System.model_validate(written)
    late = {"reform": "tolerate_missing_documents", "promise": draw(st.sampled_from(("1 d", "1 WD")))}
    papers = reform_of(**late, on_broken_promise=draw(st.sampled_from(("return", "reject"))))
    return system if check_reforms(system, [papers]) else apply_reforms(system, [papers])


def _slots() -> st.SearchStrategy[dt.datetime]:
    start = dt.datetime.combine(START, dt.time())
    slots = st.tuples(st.integers(0, 5), st.sampled_from(HOURS))
    return slots.map(lambda slot: start + dt.timedelta(days=slot[0], hours=slot[1]))


def _tie(draw: st.DrawFn, chain: dict[str, Any], length: st.SearchStrategy[str], instants: list[dt.datetime]) -> None:
    at = draw(st.lists(st.sampled_from(instants), min_size=6, max_size=14))
    chain["demand"] = {"kind": "listed", "at": at}
    chain["handover"] = draw(st.one_of(st.none(), length))
    if draw(st.integers(0, 3)) == 3:
        waits_at = draw(st.sampled_from(sorted(chain["steps"])))
        chain["backlog"] = {waits_at: {"cases": draw(st.integers(1, 3)), "age": "1 d"}}
    for document in chain["documents"].values():
        document |= {"missing": draw(st.sampled_from((0.9, 0.5))), "critical": draw(st.integers(0, 2)) == 2}
        document["obtain"] = draw(st.one_of(_to_midnight(instants), length))
    for step in chain["steps"].values():
        _tie_step(draw, step, length, draw(st.sampled_from(instants)))
    _tie_limits(draw, chain, length)


def _tie_limits(draw: st.DrawFn, chain: dict[str, Any], length: st.SearchStrategy[str]) -> None:
    """Draw limits and patience of few lengths; often none, since what ends early meets nothing else."""
    kind = draw(st.sampled_from(("none", "urgent", "some", "some")))
    if kind == "urgent":
        _make_urgent(draw, chain)
    if kind != "some":
        return
    limit = st.sampled_from(
        [draw(st.sampled_from(LIMITS)), draw(length.map(lambda drawn: "1 h" if drawn == "0 min" else drawn))]
    )
    then = st.sampled_from((*Expiry, Expiry.ESCALATE))
    for one in (chain, *(step for step in chain["steps"].values() if step.get("kind") != "waiting")):
        if draw(st.booleans()):
            one |= {"limit": draw(limit), "on_expiry": draw(then)}
            if one is chain:
                clocks = ("elapsed", "official", "agency") if one["limit"].endswith((" h", " WD")) else ("elapsed",)
                one |= {
                    "limit_clock": draw(st.sampled_from(clocks)),
                    "limit_from": draw(st.sampled_from(("submitted", "accepted"))),
                }
            else:
                clocks = ("elapsed", "official", "agency") if one["limit"].endswith(" h") else ("elapsed",)
                one |= {
                    "limit_clock": draw(st.sampled_from(clocks)),
                    "limit_from": draw(st.sampled_from(("joining", "ready"))),
                }
    if draw(st.integers(0, 3)) == 3:
        chain["patience"] = draw(limit)
    for step in chain["steps"].values():
        if step.get("kind") != "waiting" and draw(st.integers(0, 3)) == 3:
            step["patience"] = draw(limit)


def _make_urgent(draw: st.DrawFn, chain: dict[str, Any]) -> None:
    """Have all applications come at once, and some steps escalate soon while others never do: files are passed."""
    chain["demand"] |= {"at": [chain["demand"]["at"][0]] * 8}
    for step in chain["steps"].values():
        if step.get("kind") != "waiting" and draw(st.booleans()):
            step |= {"limit": "30 min", "on_expiry": "escalate"}


def _to_midnight(instants: list[dt.datetime]) -> st.SearchStrategy[str]:
    """Return lengths at whose end it is midnight, for papers asked for half an hour or more after an arrival."""
    hours = sorted(
        {24 * days - at.hour - at.minute / 60 - spent for at in instants for days in (3, 2, 1) for spent in (0.5, 1)}
    )
    return st.sampled_from([f"{length:g} h" for length in hours if length > 0])


def _tie_figures(draw: st.DrawFn, step: dict[str, Any], length: st.SearchStrategy[str]) -> None:
    """Make the figures that differ by type or after a return of the same few lengths, and of the step's kind."""
    own = "work" if "department" in step else "meeting" if "schedule" in step else "duration"
    for figures in (*step.get("by_type", {}).values(), *([step["after_return"]] if "after_return" in step else [])):
        for field in [field for field in ("work", "meeting", "duration") if field in figures]:
            del figures[field]
            if not step.get("legal_period"):
                figures[own] = draw(length)
        figures |= {field: draw(length) for field in ("handover", "correction") if field in figures}


def _tie_step(draw: st.DrawFn, step: dict[str, Any], length: st.SearchStrategy[str], meeting: dt.datetime) -> None:
    become = draw(st.sampled_from(("as before", "as before", "session", "session", "period")))
    if become != "as before" and "intake" not in step:
        for field in (*STAFFED, "duration", "legal_period", "schedule", "places", "meeting"):
            step.pop(field, None)
        step |= (
            {"kind": "session", "schedule": {}} if become == "session" else {"kind": "waiting", "legal_period": True}
        )
    if "department" in step:
        step["work"] = draw(length)
    elif "schedule" in step:
        meeting += dt.timedelta(minutes=draw(st.sampled_from((0, 30, 60))))
        step["schedule"] = {"weekdays": draw(st.sampled_from(WEEKDAYS)), "at": f"{meeting:%H:%M}"}
        step |= {"meeting": draw(length), "places": draw(st.sampled_from((1, 2, None)))}
    else:
        step["duration"] = draw(st.sampled_from(PERIODS) if step.get("legal_period") else length)
    if "handover" in step:
        step["handover"] = draw(length)
    _tie_figures(draw, step, length)
    outcome = draw(st.sampled_from(REFUSALS))
    if "returns" in outcome:
        resumes = {name: value for name, value in step["outcome"].items() if name == "resume_at"}
        outcome = outcome | resumes | {"correction": draw(length)}
    step["outcome"] = outcome
