"""Random valid systems for property tests.

Times are coarse, half hours and whole days, and applications arrive together: where much happens at one
instant, a wrong order shows. The period holds the Spring Festival of 2018 with its make-up working days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import drawing as st
from adminsim.model.checks import check_system
from adminsim.model.system import System

START = dt.date(2018, 1, 29)
UNLIMITED = 1000
"""Staff that no queue ever forms before, at 30 applications on each chain or so."""


@dataclass(frozen=True)
class Scope:
    """What random systems may contain; each switch set to False leaves something out."""

    chains: int = 2
    """The most chains."""
    departments: int = 3
    """The most departments."""
    steps: int = 7
    """The most steps of a chain."""
    unlimited_staff: bool = False
    """Whether every department has so many people that nobody waits for one (and no shifts)."""
    always_open: bool = False
    """Whether all calendars are open day and night, without holidays."""
    disciplines: tuple[str, ...] = ("first_come", "priority", "earliest_due")
    speeds: bool = True
    """Speeds and shares of the day other than 1."""
    groups: bool = True
    """Groups of people who are slower or quicker, or have skills."""
    shifts: bool = True
    """Numbers of staff that change."""
    sessions: bool = True
    places: bool = True
    """Sessions with limited places."""
    waiting: bool = True
    """Waiting steps."""
    handovers: bool = True
    rejects: bool = True
    """Rejections, also those for exhausted rounds."""
    returns: bool = True
    """Returns of any kind, also for missing documents."""
    resumes: bool = True
    """Returns to earlier steps."""
    documents: bool = True
    """Documents and intakes."""
    differing: bool = True
    """Figures by case type and after a return."""
    partial_steps: bool = True
    """Steps that only some cases need."""
    limits: bool = True
    expiries: bool = True
    """Limits whose passing has consequences."""
    fits: bool = True
    """Departments that start nothing that would end after hours."""
    joint: bool = True
    """Steps that take one person of each of several departments."""
    patience: bool = True
    """Applicants who give up."""
    decisions: bool = True
    """Decision steps other than the end of all steps."""
    demands: tuple[str, ...] = ("listed", "listed", "regular", "poisson")


def systems(**scope: Any) -> st.SearchStrategy[System]:
    """Return a strategy for valid systems; the arguments are the fields of `Scope`."""
    return written_systems(Scope(**scope)).map(System.model_validate)


# -- durations -------------------------------------------------------------------------------------

HALF_HOURS = ("30 min", "1 h", "90 min", "2 h", "4 h")
WORK: tuple[Any, ...] = (
    *HALF_HOURS,
    "0 min",
    "0.5 WD",
    "1 WD",
    {"empirical": {"values": ["30 min", "1 h", "6 h"]}},
)
WAITS: tuple[Any, ...] = (
    "0 h", "30 min", "12 h", "1 d", "3 d", "1 WD", "2 WD", {"empirical": {"values": ["0 h", "1 d", "1 h"]}},
)  # fmt: skip
PERIODS = ("0 d", "1 d", "3 d", "1 wk", "1 month", "1 WD", "3 WD")
HANDOVERS: tuple[Any, ...] = ("0 h", "1 h", "4 h", "1 d", "0.5 WD", {"empirical": {"values": ["0 h", "2 h"]}})
CORRECTIONS: tuple[Any, ...] = (
    "0 h",
    "30 min",
    "6 h",
    "1 d",
    "1 WD",
    {"empirical": {"values": ["1 h", "2 d"]}},
)
PATIENCE: tuple[Any, ...] = ("2 d", "1 wk", "5 WD", {"empirical": {"values": ["12 h", "3 d", "30 d"]}})
QUEUE_PATIENCE: tuple[Any, ...] = (
    {"value": "1 d", "while": "queueing"},
    {"value": "1 WD", "while": "queueing"},
    {"empirical": {"values": ["2 h", "3 d", "9 d"]}, "while": "queueing"},
)
LIMITS = ("4 h", "1 d", "2 d", "1 month", "1 WD", "3 WD")


@st.composite
def _now_and_then(draw: st.DrawFn, values: Any) -> Any:
    """Draw one of the values in one case of three, else None."""
    return draw(st.sampled_from(tuple(values))) if draw(st.integers(0, 2)) == 2 else None


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


# -- the world -------------------------------------------------------------------------------------

OFFICE_HOURS = (["09:00-12:00", "13:00-17:00"], ["08:30-12:00", "14:00-17:30"], ["09:00-17:00"])


@st.composite
def written_systems(draw: st.DrawFn, scope: Scope) -> dict[str, Any]:
    """Draw a valid system as a file would write it."""
    departments = [f"bureau{number}" for number in range(draw(st.integers(1, scope.departments)))]
    period = {
        "start": START,
        "warm_up": draw(st.sampled_from(("0 d", "5 d"))),
        "cohort": f"{draw(st.integers(10, 30))} d",
        "run_out": f"{draw(st.integers(30, 60))} d",
    }
    chains = draw(st.permutations(("y", "x")))[: draw(st.integers(1, scope.chains))]
    written = {
        "period": period,
        "calendar": "office",
        "calendars": draw(_calendars(scope)),
        "departments": {name: draw(_departments(scope)) for name in departments},
        "chains": {name: draw(_chains(scope, departments)) for name in chains},
    }
    if scope.groups:
        group_people(draw, written)
    _let_all_work_fit(written)
    return written


GROUPS = (
    ({"slow": {"staff": 1, "speed": 0.5}}, 1),
    ({"fire": {"staff": 1, "skills": ["fire"]}, "quick": {"staff": 1, "speed": 1.5}}, 2),
    ({"lame": {"staff": 1, "speed": 0.75, "skills": ["fire", "lifts"]}, "lifts": {"staff": 1, "skills": ["lifts"]}}, 2),
    ({"all": {"staff": 1, "skills": ["lifts", "fire"]}, "none": {"staff": 1}, "few": {"staff": 1, "speed": 2}}, 3),
)
"""Groups, with how many people they are."""
SKILLED = ([], ["fire"], ["lifts"], ["lifts", "fire"])


def group_people(draw: st.DrawFn, written: dict[str, Any]) -> None:
    """Give some departments groups of people, and their steps skills that somebody has."""
    steps = [step for chain in written["chains"].values() for step in chain["steps"].values()]
    joint = {one for step in steps if step.get("together_with") for one in (step["department"], *step["together_with"])}
    for name, department in written["departments"].items():
        if name in joint:
            continue
        people = department.get("staff") or max(shift["staff"] for shift in department["shifts"])
        groups = draw(_now_and_then([groups for groups, least in GROUPS if least <= people]))
        if people < 1 or people >= UNLIMITED or groups is None:
            continue
        department["groups"] = groups
        sets = [set(group.get("skills", ())) for group in groups.values()]
        for step in steps:
            skills = draw(st.sampled_from(SKILLED)) if step.get("department") == name else []
            if skills and any(have.issuperset(skills) for have in sets):
                step["skills"] = skills


def _let_all_work_fit(written: dict[str, Any]) -> None:
    """Have departments finish what is in hand after hours where some work of theirs fits into no day."""
    if any("at_shift_end" in department for department in written["departments"].values()):
        for problem in check_system(System.model_validate(written)):
            if problem.code == "model-work-never-fits":
                written["departments"][problem.values["department"]].pop("at_shift_end", None)


OWN_DAYS = (
    {"2018-02-03": "open as mon", "2018-02-07": "closed", "2018-02-24": "closed"},
    {"2018-01-31": ["09:00-11:00"], "2018-02-04": ["14:00-17:00"], "2018-02-10": "open", "2018-02-17": "open"},
)


@st.composite
def _calendars(draw: st.DrawFn, scope: Scope) -> dict[str, Any]:
    if scope.always_open:
        return {"office": {"hours": "always"}, "counter": {"hours": "always"}}
    holidays = draw(st.sampled_from(("china", "none")))
    hours = {"mon-thu": draw(st.sampled_from(OFFICE_HOURS)), "fri": draw(st.sampled_from(OFFICE_HOURS))}
    own = {"make_up": draw(_now_and_then(("ignored",))), "days": draw(_now_and_then(OWN_DAYS))}
    counter = draw(st.sampled_from(({"mon-sat": ["09:00-12:00"]}, {"mon-sun": ["08:00-20:00"]}, "always")))
    return {
        "office": _given(hours=hours, holidays=holidays, period_ends_on_workday=draw(_now_and_then((False,))), **own),
        "counter": {"hours": counter, "holidays": holidays},
    }


@st.composite
def _departments(draw: st.DrawFn, scope: Scope) -> dict[str, Any]:
    shifts = scope.shifts and not scope.unlimited_staff and draw(st.booleans())
    staff = UNLIMITED if scope.unlimited_staff else draw(st.integers(1, 3))
    return _given(
        staff=None if shifts else staff,
        shifts=draw(_shifts(staff)) if shifts else None,
        calendar=draw(_now_and_then(("counter", "office"))),
        discipline=draw(st.sampled_from(scope.disciplines)),
        speed=draw(_now_and_then((0.5, 2.0))) if scope.speeds else None,
        share=draw(_now_and_then((0.5,))) if scope.speeds else None,
        at_shift_end=draw(_now_and_then(("fits",))) if scope.fits and not scope.unlimited_staff else None,
        patience=draw(_now_and_then(QUEUE_PATIENCE)) if scope.patience else None,
    )


@st.composite
def _shifts(draw: st.DrawFn, staff: int) -> list[dict[str, Any]]:
    day = START + dt.timedelta(days=draw(st.integers(1, 20)))
    return draw(
        st.sampled_from(
            (
                [{"staff": staff}, {"staff": 1, "since": day}],
                [{"staff": staff}, {"staff": -1, "since": day}],
                [{"staff": staff, "until": day}, {"staff": 1, "since": day}],
                [{"staff": staff}, {"staff": -1, "hours": {"mon-sun": ["11:00-14:30"]}}],
                [
                    {"staff": 1, "hours": {"mon-fri": ["09:00-12:00"]}},
                    {"staff": staff, "hours": {"mon-sun": ["10:30-16:00"]}},
                ],
            )
        )
    )


# -- chains ----------------------------------------------------------------------------------------

MIXES = ((1.0,), (0.5, 0.5), (0.25, 0.75), (0.2, 0.3, 0.5))


@st.composite
def _chains(draw: st.DrawFn, scope: Scope, departments: list[str]) -> dict[str, Any]:
    mix = draw(st.sampled_from(MIXES))
    types = {f"type{number}": {"mix": share, "priority": draw(st.integers(0, 2))} for number, share in enumerate(mix)}
    # Names in any order: what counts as smaller is the name, not the place on the way or in the file.
    names = draw(st.permutations("abcdefghij"[: scope.steps]))[: draw(st.integers(2, scope.steps))]
    steps: dict[str, dict[str, Any]] = {}
    upstream: dict[str, list[str]] = {}
    for name in names:
        order = draw(_predecessors(list(steps)))
        direct = [before for befores in order.values() for before in befores]
        upstream[name] = sorted({*direct, *(other for before in direct for other in upstream[before])})
        # The first step is always staffed, so that documents can be asked for.
        step = draw(_steps(scope, departments, may_wait=bool(steps)))
        is_waiting = step.get("kind") == "waiting"
        steps[name] = step | order | draw(_common(scope, list(types), upstream[name], is_waiting))
        if scope.differing and draw(st.integers(0, 3)) == 3:
            kind = draw(st.sampled_from(steps[name].get("types", list(types))))
            steps[name]["by_type"] = {kind: draw(_figures(scope, steps[name]))}
    documents = draw(_documents(scope, steps))
    again = {
        to for step in steps.values() if "returns" in step["outcome"] for to in step["outcome"].get("resume_at", [])
    }
    for name, step in steps.items():
        if (
            scope.differing
            and (name in again or "intake" in step or "returns" in step["outcome"])
            and draw(st.booleans())
        ):
            step["after_return"] = draw(_figures(scope, step))
    return _given(
        types=types,
        demand=draw(_demands(scope)),
        documents=documents,
        handover=draw(_now_and_then(HANDOVERS)) if scope.handovers else None,
        decision=draw(_now_and_then(names)) if scope.decisions else None,
        accepted=draw(_now_and_then(names)),
        **draw(_limits((*LIMITS, "10 WD"), scope)),
        patience=draw(_now_and_then((*PATIENCE, *QUEUE_PATIENCE))) if scope.patience else None,
        steps={name: steps[name] for name in draw(st.permutations(names))},
    )


@st.composite
def _predecessors(draw: st.DrawFn, earlier: list[str]) -> dict[str, list[str]]:
    if not earlier:
        return {}
    befores = draw(st.lists(st.sampled_from(earlier), max_size=2, unique=True))
    order: dict[str, list[str]] = {"needs": [], "after": []}
    for before in befores:
        for strength in draw(st.sampled_from((("needs",), ("after",), ("needs", "after")))):
            order[strength].append(before)
    return {strength: named for strength, named in order.items() if named}


@st.composite
def _steps(draw: st.DrawFn, scope: Scope, departments: list[str], may_wait: bool) -> dict[str, Any]:
    kinds = ["staffed", "staffed", "staffed"]
    if may_wait:
        kinds += ["waiting"] * scope.waiting + ["session"] * scope.sessions
    kind = draw(st.sampled_from(kinds))
    if kind == "staffed":
        people = draw(st.permutations(departments))[: draw(_people_of(scope))]
        step = {"department": people[0], "work": draw(st.sampled_from(WORK))}
        return {**step, "together_with": people[1:]} if people[1:] else step
    if kind == "session":
        return {"kind": kind, **draw(_meetings(scope))}
    if draw(st.integers(0, 2)) == 2:
        return {"kind": kind, "legal_period": True, "duration": draw(st.sampled_from(PERIODS))}
    return {"kind": kind, "duration": draw(st.sampled_from(WAITS))}


def _people_of(scope: Scope) -> st.SearchStrategy[int]:
    """Return of how many departments a step takes people: of one in most cases."""
    return st.sampled_from((1, 1, 1, 2, 3) if scope.joint else (1,))


@st.composite
def _meetings(draw: st.DrawFn, scope: Scope) -> dict[str, Any]:
    patterns = (
        {"weekdays": ["tue"]},
        {"weekdays": ["mon", "thu"]},
        {"weekdays": ["wed", "sun"], "every_weeks": 2},
        {"days_of_month": [1, 5, 11, 20]},
    )
    at = draw(st.sampled_from(("09:00", "10:30", "14:30", "16:00")))
    make_up = {"make_up": True} if draw(st.integers(0, 2)) == 2 else {}
    return _given(
        schedule={**draw(st.sampled_from(patterns)), "at": at, **make_up},
        places=draw(_now_and_then((1, 2, 3))) if scope.places else None,
        meeting=draw(st.sampled_from(("30 min", "2 h", "0 min"))),
    )


@st.composite
def _limits(draw: st.DrawFn, lengths: tuple[str, ...], scope: Scope, of_step: bool = False) -> dict[str, Any]:
    limit = draw(_now_and_then(lengths)) if scope.limits else None
    if limit is None or not scope.expiries:
        return _given(limit=limit)
    by = draw(_now_and_then(("1", "2")))
    on_a_clock = limit.split()[1] in ("h", "WD")
    clock = draw(_now_and_then(("official", "agency", "agency"))) if on_a_clock else None
    start = draw(_now_and_then(("ready" if of_step else "accepted",)))
    return _given(
        limit=limit,
        limit_clock=clock,
        limit_from=start,
        on_expiry=draw(st.sampled_from(("nothing", "escalate", "approve"))),
        extension={"probability": 0.5, "by": f"{by} {limit.split()[1]}"} if by else None,
    )


@st.composite
def _common(draw: st.DrawFn, scope: Scope, types: list[str], upstream: list[str], is_waiting: bool) -> dict[str, Any]:
    return _given(
        types=draw(_now_and_then([[case_type] for case_type in types])) if scope.partial_steps else None,
        probability=draw(_now_and_then((0.5, 0.75))) if scope.partial_steps else None,
        handover=draw(_now_and_then(HANDOVERS)) if scope.handovers else None,
        counts=draw(_now_and_then((True, False))),
        visit=draw(st.booleans()),
        **(draw(_limits(LIMITS, scope, of_step=True)) if not is_waiting else {}),
        patience=draw(_now_and_then(QUEUE_PATIENCE)) if scope.patience and not is_waiting else None,
        outcome=draw(_outcomes(scope, upstream)),
    )


@st.composite
def _outcomes(draw: st.DrawFn, scope: Scope, upstream: list[str]) -> dict[str, Any]:
    outcome: dict[str, Any] = {}
    if scope.rejects and draw(st.integers(0, 3)) == 3:
        outcome["rejects"] = draw(st.sampled_from((0.1, 0.25)))
    if not scope.returns or draw(st.integers(0, 2)) < 2:
        return outcome
    outcome |= {
        "returns": draw(st.sampled_from((0.3, 0.5, [0.75, 0.25]))),
        "correction": draw(st.sampled_from(CORRECTIONS)),
        "max_returns": draw(st.integers(0, 2)),
        "on_exhausted": draw(_exhausted(scope)),
    }
    if scope.resumes and upstream and draw(st.booleans()):
        outcome["resume_at"] = draw(st.lists(st.sampled_from(upstream), min_size=1, max_size=2, unique=True))
    return outcome


@st.composite
def _figures(draw: st.DrawFn, scope: Scope, step: dict[str, Any]) -> dict[str, Any]:
    """Draw figures that hold for a type or after a return in place of a step's own."""
    figures: dict[str, Any] = {}
    if draw(st.booleans()):
        if "work" in step:
            figures["work"] = draw(st.sampled_from(WORK))
        elif "meeting" in step:
            figures["meeting"] = draw(st.sampled_from(("30 min", "2 h")))
        elif not step.get("legal_period"):
            figures["duration"] = draw(st.sampled_from(WAITS))
    if "handover" in step and draw(st.booleans()):
        in_office = step["handover"] == "0.5 WD"
        figures["handover"] = draw(st.sampled_from(("0 h", "1 WD") if in_office else ("0 h", "4 h", "30 min")))
    if scope.rejects and draw(st.integers(0, 2)) == 2:
        figures["rejects"] = draw(st.sampled_from((0.0, 0.25)))
    if scope.returns and "returns" in step["outcome"] and draw(st.booleans()):
        figures["returns"] = draw(st.sampled_from((0.0, 0.6, [0.75, 0.25])))
        figures["correction"] = draw(st.sampled_from(CORRECTIONS))
    return figures


def _exhausted(scope: Scope) -> st.SearchStrategy[str]:
    return st.sampled_from(("pass", "reject")[: 1 + scope.rejects])


# -- documents -------------------------------------------------------------------------------------


@st.composite
def _documents(draw: st.DrawFn, scope: Scope, steps: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Draw documents, and write the intakes that ask for them into the steps."""
    counters = [name for name, step in steps.items() if "department" in step]
    names = draw(st.permutations(("p", "q", "r")))[: draw(st.integers(0, 3))] if scope.documents else []
    asked: dict[str, list[str]] = {}
    for name in names:
        for counter in draw(st.lists(st.sampled_from(counters), min_size=1, max_size=2, unique=True)):
            asked.setdefault(counter, []).append(name)
    for counter, documents in asked.items():
        steps[counter]["intake"] = {
            "documents": documents,
            "notice": draw(st.sampled_from(("once", "piecemeal"))),
            **_given(notice_within=draw(_now_and_then(("1 WD", "1 d")))),
            "max_returns": draw(st.integers(0, 2)),
            "on_exhausted": draw(_exhausted(scope)),
        }
    missing = (0.0, 0.3, 0.6, [0.75, 0.25]) if scope.returns else (0.0,)
    return {
        name: {
            "missing": draw(st.sampled_from(missing)),
            "critical": draw(st.booleans()),
            "obtain": draw(st.sampled_from(CORRECTIONS)),
        }
        for name in names
    }


# -- demand ----------------------------------------------------------------------------------------

HOURS_OF_ARRIVAL = (0, 9, 9.5, 12, 13, 17, 23.5)


@st.composite
def _demands(draw: st.DrawFn, scope: Scope) -> dict[str, Any]:
    kind = draw(st.sampled_from(scope.demands))
    if kind == "regular":
        return {"kind": kind, "every": draw(st.sampled_from(("36 h", "2 d", "3 d")))}
    if kind == "poisson":
        weights = _given(
            weekdays=draw(_now_and_then(({"sat": 0, "sun": 0}, {"mon": 3}))),
            months=draw(_now_and_then(({2: 0.5}, {1: 2, 4: 0}))),
            hours=draw(_now_and_then(({9: 2, 10: 3}, {16: 0}))),
        )
        return {
            "rate": draw(st.sampled_from((0.25, 0.5, 1))),
            "per": draw(st.sampled_from(("WD", "d"))),
            **weights,
        }
    slots = st.tuples(st.integers(0, 12), st.sampled_from(HOURS_OF_ARRIVAL))
    start = dt.datetime.combine(START, dt.time())
    days = draw(st.lists(slots, min_size=5, max_size=30))
    return {"kind": "listed", "at": [start + dt.timedelta(days=day, hours=hour) for day, hour in days]}
