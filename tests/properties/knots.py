"""Small systems, each made for some of the coincidences that a rule of an instant or of a return is about."""

from __future__ import annotations

from typing import Any

from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms
from reform_lists import reform_of
from systems import MANY, OFFICE, at, system_of, wait, work

MONDAY = "2022-06-20 09:00"
MORNING = at(*[MONDAY] * 6)
SOME_BAD = {"good": {"mix": 0.5}, "bad": {"mix": 0.5}}
REFUSE = {"outcome": {"rejects": 1.0}}
NEARLY = {"outcome": {"rejects": 0.9}}
UNEQUAL = {"empirical": {"values": ["1 h", "3 h"]}}
COUNTER = {"mon-sat": ["08:00-12:00"]}
DAILY = {"weekdays": ["mon", "tue", "wed", "thu", "fri"]}


def _once_back(**outcome: Any) -> dict[str, Any]:
    return {"outcome": {"returns": [1.0, 0.0], "correction": "1 h", "max_returns": 1, **outcome}}


def _session(at: str, **fields: Any) -> dict[str, Any]:
    return {"kind": "session", "schedule": DAILY | {"at": at}, "meeting": "1 h", **fields}


def rejected_among_ends() -> System:
    """A step ends, opens others at once, and by its turn another one that ends then rejects the case."""
    steps = {
        "a": work("x"),
        "b_skipped": work("x", needs=["a"], types=["bad"]),
        "c_behind_skipped": work("x", needs=["b_skipped"]),
        "d_opens": work("x", needs=["a"]),
        "e_no_wait": wait("0 h", needs=["a"]),
        "f_behind_no_wait": work("x", needs=["e_no_wait"]),
        "m": work("x", **REFUSE),
        "n_skipped": work("x", needs=["a"], types=["bad"]),
        "o_behind_skipped": work("x", needs=["n_skipped"]),
        "p_no_wait": wait("0 h", needs=["a"]),
        "q_behind_no_wait": work("x", needs=["p_no_wait"]),
        "z": work("x"),
    }
    return system_of(steps, demand=MORNING, types=SOME_BAD, departments={"x": MANY})


def rejected_midway() -> System:
    """A rejection finds work in hand, queues, hand-overs, waits, corrections and a session with few places."""
    steps = {
        "queue": work("x", "1 h"),
        "hand_over": work("x", "1 h", handover="40 min"),
        "wait": wait("2 h"),
        "correction": work("y", "20 min", **_once_back()),
        "session": _session("10:00", places=1),
        "verdict": work("y", "30 min", types=["bad"], **REFUSE),
        "after_verdict": work("y", "30 min", needs=["verdict"]),
    }
    return system_of(steps, demand=MORNING, types=SOME_BAD, departments={"x": 2, "y": MANY})


def dropped_behind_another() -> System:
    """Two people become free at once, and the second in the queue has been rejected meanwhile."""
    steps = {"a": work("x", "1 h"), "verdict": work("y", "30 min", types=["bad"], **REFUSE)}
    return system_of(steps, demand=at(*["2022-06-20 09:00"] * 12), types=SOME_BAD, departments={"x": 2, "y": MANY})


def committee() -> System:
    """Cases join a session at its instant and before, out of their order, and find it full."""
    steps = {"a": work("x", UNEQUAL), "b": _session("10:00", needs=["a"], places=1)}
    demand = at(*["2022-06-20 09:00"] * 4, *["2022-06-21 07:00"] * 4)
    return system_of(steps, demand=demand, departments={"x": MANY})


def meeting_over_night() -> System:
    """A meeting that begins late, in office hours that end early."""
    return system_of({"a": _session("16:30")}, demand=at("2022-06-20 09:00"), hours=OFFICE)


def backlog_before_a_session() -> System:
    """Cases of a backlog and new ones wait for the same meetings from the same instant on."""
    waiting = {"b": {"cases": 2, "age": "1 d"}}
    return system_of({"b": _session("10:00", places=1)}, demand=at(*["2022-06-20 00:00"] * 2), backlog=waiting)


def backlog() -> System:
    """Cases wait in the middle of a chain when the run starts, and one of them goes back to its beginning."""
    again = _once_back(resume_at="a")
    steps = {"a": work("x"), "b": work("x", needs=["a"]), "c": work("x", needs=["b"], **again), "d": work("y")}
    waiting = {"c": {"cases": 3, "age": "2 d"}, "d": {"cases": 2, "age": "1 d"}}
    return system_of(steps, demand=MORNING, backlog=waiting)


def periods_at_midnight() -> System:
    """Periods set by law follow each other, on days off and from midnight to midnight."""
    steps = {
        "none": wait("0 WD", legal_period=True),
        "one": wait("1 WD", legal_period=True, needs=["none"]),
        "days": wait("2 d", legal_period=True, needs=["one"]),
        "three": wait("3 WD", legal_period=True, needs=["days"]),
    }
    demand = at("2022-06-23 10:00", "2022-06-24 10:00", "2022-06-25 00:00", "2022-06-25 10:00", "2022-06-26 23:00")
    return system_of(steps, demand=demand, hours=OFFICE)


def periods_to_days_off(moves: bool) -> System:
    """Periods and limits in days and months whose last day is a day off, or that a shorter month does not have."""
    steps = {
        "a": wait("2 d", legal_period=True),
        "b": wait("1 month", legal_period=True),
        "c": work("x", "90 h", limit="1 month", on_expiry="approve"),
        "d": work("x", "90 h", limit="3 d", on_expiry="approve"),
        "e": wait("5 months", legal_period=True),
    }
    demand = at("2022-05-27 10:00", "2022-05-28 10:00", "2022-05-31 10:00", "2022-06-01 10:00", "2022-06-03 10:00")
    system = system_of(steps, start="2022-05-27", demand=demand, hours=OFFICE, days=180, departments={"x": 3})
    return system.replace(calendars={"office": system.official.replace(period_ends_on_workday=moves)})


def old_backlog() -> System:
    """A backlog older than its limit in working days, and younger than it, beside fresh cases."""
    steps = {"a": work("x", "4 h", **NEARLY), "b": work("x", "4 h", needs=["a"])}
    ages = {"a": {"cases": 4, "age": {"empirical": {"values": ["28 d", "10 d", "1 d"]}}}}
    departments = {"x": {"staff": 1, "discipline": "earliest_due"}}
    return system_of(
        steps, demand=MORNING, hours=OFFICE, backlog=ages, limit="10 WD", on_expiry="approve", departments=departments
    )


def case_limit_in_hours() -> System:
    """The limit of a case in official hours, of a backlog too, extended for some: over a night and a weekend."""
    ages = {"a": {"cases": 2, "age": "1 d"}}
    limit = {"limit": "9 h", "limit_clock": "official", "extension": {"probability": 0.5, "by": "2 h"}}
    return system_of(
        {"a": work("x", "7 h")}, demand=at("2022-06-23 15:00", "2022-06-24 12:00"), hours=OFFICE, backlog=ages,
        on_expiry="approve", **limit,
    )  # fmt: skip


def returns_to_an_earlier_step() -> System:
    """A return finds steps before, beside, between and behind: done, open and not yet open."""
    steps = {
        "before": work("x", "20 min"),
        "target": work("x", "1 h", needs=["before"]),
        "between": work("x", "30 min", needs=["target"]),
        "returning": work("x", "1 h", needs=["between"], **_once_back(resume_at="target", correction="2 h")),
        "beside": work("x", "30 min", needs=["target"]),
        "beside_open": wait("9 h", needs=["target"]),
        "elsewhere": wait("270 min"),
        "elsewhere_late": wait("6 h"),
        "in_correction": work("x", "10 min", needs=["target", "elsewhere"]),
        "while_redone": work("x", "10 min", needs=["beside", "elsewhere_late"]),
        "last": work("x", "10 min", needs=["returning", "beside_open"]),
    }
    return system_of(steps, demand=at("2022-06-20 09:00"), departments={"x": MANY})


def returns_while_open() -> System:
    """Two steps return to the same one; the second return finds what lies between under way again."""
    steps = {
        "a": work("x", "1 h"),
        "b": work("x", "4 h", needs=["a"], **_once_back(resume_at="a")),
        "c": work("x", "6 h", needs=["a"]),
        "d": work("x", "150 min", needs=["a"]),
        "e": work("x", "1 h", needs=["b", "c", "d"], **_once_back(resume_at="a")),
        "f": work("x", "30 min", needs=["d"], **_once_back(resume_at="a", correction="3 h")),
    }
    return system_of(steps, demand=MORNING, departments={"x": 8})


def returns_meet() -> System:
    """A return finds a step between under way, which another return had opened again."""
    steps = {
        "a": work("x", "1 h"),
        "d": work("x", "2 h", needs=["a"]),
        "e": work("x", "2 h", needs=["d"], **_once_back(resume_at="a")),
        "f": work("x", "30 min", needs=["d"], **_once_back(resume_at="a", correction="30 min")),
    }
    return system_of(steps, demand=at("2022-06-20 09:00"), departments={"x": MANY})


def papers_and_returns() -> System:
    """An intake that may also return a case to an earlier step finds papers missing, of both kinds of time."""
    intake = {"documents": ["form", "plan"], "notice": "once", "max_returns": 1, "on_exhausted": "pass"}
    documents = {
        "form": {"missing": [1.0, 0.0], "obtain": "1 d"},
        "plan": {"missing": [1.0, 0.0], "obtain": "1 WD"},
    }
    outcome = {"returns": 0.2, "correction": "1 h", "resume_at": "a", "max_returns": 1}
    steps = {"a": work("x"), "b": work("x", needs=["a"], intake=intake, outcome=outcome)}
    demand = at(*(f"2022-06-{day} 09:00" for day in (20, 21, 22, 23, 24)))
    return system_of(steps, demand=demand, documents=documents, hours=OFFICE, departments={"x": MANY})


def late_papers(on_broken: str) -> System:
    """Papers come before, at and after the end of the day until which they are promised; other steps end then too."""
    intake = {"documents": ["form"], "notice": "once", "max_returns": 1, "on_exhausted": "pass"}
    documents = {
        "form": {"missing": 0.9, "critical": False, "obtain": {"empirical": {"values": ["30 h", "39 h", "40 h"]}}}
    }
    steps = {
        "a": work("x", "1 h", intake=intake),
        "a_notice": wait("1 d", legal_period=True, needs=["a"]),
        "z_notice": wait("1 d", legal_period=True, needs=["a"]),
        "decision": work("x", "1 h", needs=["a_notice", "z_notice"]),
    }
    demand = at(*(f"2022-06-{day} 08:00" for day in range(20, 30)))
    system = system_of(steps, demand=demand, documents=documents, decision="decision", departments={"x": MANY})
    return apply_reforms(
        system, [reform_of(reform="tolerate_missing_documents", promise="1 d", on_broken_promise=on_broken)]
    )


def after_the_decision() -> System:
    """Steps behind the decision go on, refuse in vain and send the case back before it."""
    steps = {
        "a": work("x"),
        "decision": work("x", needs=["a"]),
        "refusal": work("x", needs=["decision"], **REFUSE),
        "return": work("x", needs=["decision"], **_once_back(resume_at="a")),
    }
    return system_of(steps, demand=MORNING, decision="decision", departments={"x": 4})


def due_dates() -> System:
    """Limits of chains and of steps in hours and days, and hand-overs that change the order of joining."""
    limits = {"hours": "30 h", "days": "1 d", "workdays": "1 WD"}
    chains = {
        name: {
            "steps": {"a": work("x", "3 h", limit=limit, handover={"empirical": {"values": ["0 h", "5 h", "20 h"]}})},
            "demand": at(*(f"2022-06-20 {hour:02d}:00" for hour in range(8, 24, 2))),
            "limit": {"hours": "2 d", "days": "30 h", "workdays": "3 WD"}[name],
        }
        for name, limit in limits.items()
    }
    return system_of(chains=chains, departments={"x": {"staff": 1, "discipline": "earliest_due"}})


def shifts_and_pauses() -> System:
    """Shifts begin, end and shrink while work is in hand, at the instants of arrivals, ends and closing."""
    hours = {"mon-fri": ["09:00-12:00", "13:00-17:00"]}
    shifts = [
        {"staff": 2, "hours": {"mon-fri": ["09:00-11:00"]}},
        {"staff": 1, "hours": {"mon-fri": ["10:00-16:00"]}},
        {"staff": 1, "since": "2022-06-22", "until": "2022-06-24", "hours": {"mon-sun": ["08:00-18:00"]}},
    ]
    steps = {"a": work("x", "1 h"), "b": work("x", "150 min"), "c": work("x", "3 h", needs=["a"])}
    hours_of_day = ("09:00", "09:00", "10:00", "11:00", "12:00", "13:00", "16:00", "17:00")
    demand = at(*(f"2022-06-{day} {hour}" for day in (20, 23, 24) for hour in hours_of_day))
    return system_of(steps, demand=demand, departments={"x": {"shifts": shifts}}, hours=hours)


def closed_hours() -> System:
    """Hand-overs, waits of no length and visits in person meet closed doors; people have half a day only."""
    steps = {
        "a": work("x", "1 h", visit=True),
        "b": work("y", "2 h", handover="0.5 WD", needs=["a"]),
        "c": wait("0 WD"),
        "d": work("x", "1 h", visit=True, handover="3 h"),
        "e": wait("4 h"),
    }
    demand = at("2022-06-23 17:00", "2022-06-24 12:00", "2022-06-24 16:59", "2022-06-25 10:00")
    departments = {"x": {"staff": 1, "share": 0.5, "calendar": "counter"}, "y": {"staff": 2, "speed": 0.5}}
    return system_of(steps, demand=demand, departments=departments, hours=OFFICE, calendars={"counter": COUNTER})


def priorities() -> System:
    """Case types of three ranks meet in one queue."""
    types = {name: {"mix": 0.25, "priority": rank} for name, rank in (("a", 2), ("b", 0), ("c", 1), ("d", 1))}
    departments = {"x": {"staff": 1, "discipline": "priority"}}
    return system_of({"a": work("x")}, demand=at(*["2022-06-20 09:00"] * 12), types=types, departments=departments)


def fortnights() -> System:
    """A committee meets every second week, counted from the Monday before the start, and not on days off."""
    schedule = {"weekdays": ["mon", "sat"], "every_weeks": 2, "at": "10:00"}
    step = {"kind": "session", "schedule": schedule, "meeting": "1 h"}
    demand = at("2022-06-22 09:00", "2022-06-29 09:00", "2022-07-02 09:00")
    return system_of({"a": step}, start="2022-06-22", demand=demand, hours=OFFICE)


def rounds() -> System:
    """Returns by round are spent, and then reject or pass."""
    outcome = {"returns": [0.9, 0.7, 0.5], "correction": "1 h", "max_returns": 2, "on_exhausted": "pass"}
    steps = {
        "a": work("x", outcome=outcome | {"rejects": 0.1}),
        "b": work("x", needs=["a"], outcome=outcome | {"on_exhausted": "reject", "resume_at": "a"}),
        "c": work("x", after=["b"], outcome=outcome | {"max_returns": 1, "resume_at": "a"}),
    }
    return system_of(steps, demand=at(*["2022-06-20 09:00"] * 20), departments={"x": MANY})


def refused_as_others_return() -> System:
    """Two steps return a case as a third one rejects it or not; then they are corrected together."""
    steps = {
        "a": work("x", "30 min", **_once_back()),
        "b": work("x", "30 min", types=["bad"], **REFUSE),
        "c": work("x", "30 min", **_once_back()),
        "d": work("y", "0 min", needs=["a"]),
    }
    return system_of(steps, demand=MORNING, types=SOME_BAD, departments={"x": MANY})


def until_the_horizon() -> System:
    """Work, a wait, a session, a correction and an arrival at the very end of the run."""
    steps = {
        "a": work("x", "1 h", **_once_back()),
        "b": wait("1 d", legal_period=True),
        "c": _session("23:00"),
        "d": wait("30 h"),
    }
    demand = at("2022-06-23 22:00", "2022-06-23 23:00", "2022-06-22 23:00", "2022-06-23 23:30")
    return system_of(steps, demand=demand, days=4, run_out=0, departments={"x": MANY})


def approved_midway(limit: str) -> System:
    """The limit of a case finds work in hand, queues, hand-overs, waits, corrections, sessions, and skipped steps."""
    before = {
        "in_hand": work("y", "3 h", **NEARLY),
        "queue": work("x", "1 h"),
        "hand_over": work("x", "1 h", handover="70 min"),
        "wait": wait("2 h"),
        "correction": work("y", "20 min", **_once_back()),
        "session": _session("10:00", places=1),
        "skipped": work("y", "1 h", types=["bad"]),
        "not_open": work("y", "1 h", needs=["wait"]),
    }
    steps = before | {
        "decision": work("y", "30 min", needs=list(before)),
        "behind": work("y", "30 min", needs=["decision"]),
        "behind_again": work("y", "20 min", needs=["decision"], **_once_back(resume_at="queue")),
        "beside": work("y", "90 min", needs=["skipped"], **_once_back(resume_at="skipped")),
        "beside_slow": work("x", "1 h"),
        "behind_both": work("y", "10 min", needs=["behind", "beside_slow"]),
    }
    return system_of(
        steps, demand=MORNING, types=SOME_BAD, departments={"x": 2, "y": MANY},
        decision="decision", limit=limit, on_expiry="approve",
    )  # fmt: skip


def silence_in_every_state() -> System:
    """Limits of steps end in queues, in hand, at the end of work, in meetings and on their lists."""
    silent = {"limit": "1 h", "on_expiry": "approve"}
    hours = {"limit": "3 h", "on_expiry": "approve"}
    steps = {
        "a": work("x", "1 h", **silent),
        "b": work("y", "90 min", handover="30 min", **silent, **NEARLY),
        "c": _session("10:00", places=2, **silent),
        "d": _session("09:00", meeting="2 h", places=2, **silent),
        "e_no_wait": wait("0 h", needs=["a"]),
        "f": work("x", "30 min", needs=["a"], **hours),
        "g": work("x", "30 min", needs=["b", "c"], **hours),
        "h": work("z", "1 h"),
        "i": work("z", "30 min", needs=["h"], **_once_back(), **silent),
    }
    return system_of(steps, demand=MORNING, departments={"x": 2, "y": MANY, "z": 4})


def silent_and_redone(work_of_a: str, limit: str) -> System:
    """A step passed by silence is done again while its first visit is in hand; then that or the case's limit ends."""
    steps = {
        "a": work("x", work_of_a, limit="1 h", on_expiry="approve"),
        "b": work("y", "10 min", needs=["a"], **_once_back(resume_at="a", correction="10 min")),
        "c": work("y", "4 h", needs=["a"]),
    }
    departments = {"x": 8, "y": MANY}
    return system_of(steps, demand=MORNING, departments=departments, limit=limit, on_expiry="approve")


def silence_opens_a_rejection() -> System:
    """Two limits end together, and each step opens one of no length that may reject the case."""
    silent = {"limit": "1 h", "on_expiry": "approve"}
    refusal = {"outcome": {"rejects": 0.5}}
    steps = {
        "a": work("x", "2 h", **silent),
        "b": work("x", "2 h", **silent),
        "c": wait("0 h", needs=["a"], **refusal),
        "d": wait("0 h", needs=["b"], **refusal),
    }
    return system_of(steps, demand=MORNING, departments={"x": 8})


def at_closing() -> System:
    """An application comes as the office closes while a shift goes on, and another a minute before."""
    shifts = [{"staff": 1, "hours": {"mon-sun": ["08:00-18:00"]}}]
    demand = at("2022-06-20 17:00", "2022-06-22 16:59")
    return system_of({"a": work("x", "1 h")}, demand=demand, departments={"x": {"shifts": shifts}}, hours=OFFICE)


def escalations(discipline: str) -> System:
    """Files are escalated in a queue and before they join it, by their step or their case, some twice, some in hand."""
    types = {"a": {"mix": 0.5, "priority": 2}, "b": {"mix": 0.5, "priority": 1}}
    escalate = {"on_expiry": "escalate"}
    late = {"empirical": {"values": ["0 h", "1 h", "5 h"]}}
    chains = {
        "one": {
            "steps": {
                "a": work("x", "1 h", limit="3 h", handover=late, **escalate),
                "c": work("x", "1 h", needs=["a"], **_once_back()),
            },
            "limit": "6 h",
            **escalate,
        },
        "two": {"steps": {"b": work("x", "1 h", limit="1 d", handover=late), "a": work("y", "1 h")}, "limit": "1 d"},
        "board": {
            "steps": {
                "a": work("y", UNEQUAL),
                "b": _session("11:00", needs=["a"], places=1, limit="2 d", **escalate),
                "c": work("y", "1 h", types=["a"]),
            },
            "limit": "2 h",
            "extension": {"probability": 0.5, "by": "30 h"},
            **escalate,
        },
    }
    demand = at(*(f"2022-06-20 {hour:02d}:00" for hour in range(7, 19)))
    chains = {name: chain | {"demand": demand, "types": types} for name, chain in chains.items()}
    return system_of(chains=chains, departments={"x": {"staff": 1, "discipline": discipline}, "y": MANY})


def escalated_on_the_list() -> System:
    """What is escalated goes before the others on the list of a session with one place; most limits are extended."""
    board = _session("11:00", places=1)
    limited = board | {"limit": "2 h", "extension": {"probability": 0.8, "by": "200 h"}, "on_expiry": "escalate"}
    return system_of({"b": limited}, demand=at(*(f"2022-06-20 {hour:02d}:00" for hour in range(12))))


def limits_in_days() -> System:
    """Limits in days and working days end at midnight, extended for some, over days off and shifts that begin."""
    days = {"limit": "1 d", "on_expiry": "approve", "extension": {"probability": 0.5, "by": "1 d"}}
    workdays = {"limit": "1 WD", "on_expiry": "approve", "extension": {"probability": 0.5, "by": "2 WD"}}
    night = [{"staff": 1, "hours": {"mon-sun": ["00:00-01:00", "09:00-10:00"]}}]
    steps = {
        "a": work("x", "30 min", visit=True, **days),
        "b": work("y", "4 h", handover="1 d", **workdays, outcome={"returns": 0.5, "correction": "1 h"}),
        "c": work("y", "4 h", needs=["a"], limit="0.5 h", on_expiry="escalate"),
        "d": _session("10:00", needs=["a"], places=2, **workdays),
        "e": work("x", "30 min", needs=["b"], limit="9 h", on_expiry="approve"),
    }
    demand = at(*(f"2022-06-{day} {hour}" for day in (23, 24, 25) for hour in ("00:00", "10:00", "17:00", "23:30")))
    departments = {"x": {"shifts": night, "calendar": "always"}, "y": 2}
    calendars = {"always": "always"}
    return system_of(
        steps, demand=demand, departments=departments, hours=OFFICE, calendars=calendars,
        limit="4 WD", extension={"probability": 0.5, "by": "3 WD"}, on_expiry="approve",
    )  # fmt: skip


def given_up_midway(patience: Any) -> System:
    """Patience ends in every state that a step may be in, before the decision and behind it."""
    escalate = {"limit": "1 h", "on_expiry": "escalate"}
    steps = {
        "queue": work("x", "1 h", **escalate),
        "hand_over": work("x", "1 h", handover="70 min"),
        "wait": wait("2 h"),
        "correction": work("y", "20 min", **_once_back(correction="3 h")),
        "in_hand": work("y", "2 h", outcome={"rejects": 0.5}),
        "session": _session("10:00", places=1, limit="2 h", on_expiry="approve"),
        "silent": work("x", "1 h", limit="90 min", on_expiry="approve"),
        "decision": work("y", "30 min", needs=["silent"]),
        "behind": work("y", "30 min", needs=["decision"]),
    }
    return system_of(
        steps, demand=MORNING, types=SOME_BAD, departments={"x": 2, "y": MANY}, patience=patience, decision="decision",
    )  # fmt: skip


def patience_and_limits(on_expiry: str) -> System:
    """Patience ends as the decision falls, as the limit of a step and as that of the case."""
    steps = {
        "a": work("x", {"empirical": {"values": ["1 h", "2 h", "3 h"]}}),
        "b": work("y", "1 h", needs=["a"], limit="1 h", on_expiry="approve"),
    }
    patience = {"empirical": {"values": ["1 h", "2 h", "3 h", "4 h"]}}
    demand = at(*(f"2022-06-{day} {hour:02d}:00" for day in range(20, 24) for hour in range(0, 24, 2)))
    waiting = {"a": {"cases": 4, "age": {"empirical": {"values": ["1 h", "5 h"]}}}}
    return system_of(
        steps, demand=demand, backlog=waiting, departments={"x": MANY, "y": 1}, patience=patience,
        limit="3 h", on_expiry=on_expiry, extension={"probability": 0.5, "by": "1 h"},
    )  # fmt: skip


def last_moments() -> System:
    """A limit passes the last step before the decision as patience ends, before and behind it by name."""
    silent = {"limit": "1 h", "on_expiry": "approve"}
    steps = {"a": work("x", "2 h", **silent), "b": work("y", "1 h", needs=["a"]), "c": work("y", "1 h", needs=["a"])}
    patience = {"empirical": {"values": ["1 h", "90 min", "2 h"]}}
    return system_of(steps, demand=at(*[MONDAY] * 12), departments={"x": 3, "y": MANY}, patience=patience)


def own_hours(discipline: str) -> System:
    """Nothing is begun that would end after the hours of those who come in the morning, go early, or are away."""
    shifts = [
        {"staff": 1, "hours": {"mon-fri": ["09:00-12:00"]}},
        {"staff": 2, "hours": {"mon-fri": ["10:00-17:00"]}},
        {"staff": -1, "hours": {"mon-fri": ["11:00-13:00", "15:00-17:00"]}},
    ]
    morning = [{"staff": 1, "hours": {"mon-fri": ["09:00-12:00"]}}, {"staff": 1, "hours": {"mon-fri": ["12:00-17:00"]}}]
    away = [
        {"staff": 1, "hours": {"mon-fri": ["09:00-12:00"]}},
        {"staff": 1, "hours": {"mon-fri": ["09:00-17:00"]}},
        {"staff": -1, "hours": {"mon-fri": ["09:00-10:00"]}},
    ]
    lengths = {"empirical": {"values": ["30 min", "1 h", "2 h", "3 h", "4 h"]}}
    steps = {
        "a": work("x", lengths),
        "b": work("y", {"empirical": {"values": ["30 min", "2 h", "3 h", "5 h"]}}, outcome={"rejects": 0.2}),
        "c": work("z", {"empirical": {"values": ["5 h", "9 h"]}}),
        "d": work("v", {"empirical": {"values": ["1 h", "4 h"]}}),
    }
    demand = at(*(f"2022-06-{day} {hour:02d}:00" for day in (20, 21, 22) for hour in (0, 7, 9, 10, 11, 11, 13, 14, 16)))
    departments = {
        "x": {"shifts": shifts, "discipline": discipline, "at_shift_end": "fits"},
        "y": {"shifts": morning, "at_shift_end": "fits"},
        "v": {"shifts": away, "at_shift_end": "fits"},
        "z": {"staff": 1, "calendar": "always", "at_shift_end": "fits"},
    }
    hours = {"mon-fri": ["09:00-12:30", "13:00-18:00"]}
    return system_of(
        steps, demand=demand, departments=departments, hours=hours, calendars={"always": "always"}, limit="2 d"
    )


def limits_on_clocks(unit: str, then: str) -> System:
    """Limits stand still in corrections, and are counted from before the hand-over and in official hours."""
    amounts = {"h": (4, 9, 12), "WD": (1, 2, 3)}[unit]
    again = {
        "outcome": {
            "returns": [1.0, 0.7, 0.0],
            "correction": {"empirical": {"values": ["1 h", "20 h", "3 d"]}},
            "max_returns": 2,
        }
    }
    steps = {
        name: work(
            desk,
            length,
            limit=f"{amount} {unit}",
            limit_clock=clock,
            limit_from=since,
            on_expiry=then,
            handover="2 h",
            **again,
        )
        for name, desk, length, amount, clock, since in (
            ("a", "x", "2 h", amounts[0], "agency", "joining"),
            ("b", "x", "3 h", amounts[1], "agency", "ready"),
            ("c", "y", "2 h", amounts[1], "official", "ready"),
            ("d", "y", "2 h", amounts[2], "elapsed", "joining"),
        )
    }
    steps["e"] = work("z", "1 h", needs=["a"], **_once_back(resume_at="a"))
    demand = at(*(f"2022-06-{day} {hour:02d}:00" for day in (20, 22, 24) for hour in (8, 9, 11, 16)))
    departments = {
        "x": {"staff": 2, "discipline": "earliest_due"},
        "y": {"staff": 2, "discipline": "earliest_due"},
        "z": 4,
    }
    return system_of(steps, demand=demand, departments=departments, hours=OFFICE)


def limit_of_case_moves(unit: str, since: str, then: str) -> System:
    """The limit of a case stands still, begins at acceptance or with the filing, and ends in any state; backlog too."""
    notice = {"documents": ["form"], "notice_within": "1 WD", "max_returns": 2}
    steps = {
        "a_intake": work("x", "1 h", handover={"empirical": {"values": ["0 h", "3 d"]}}, intake=notice),
        "b_back": work("y", "2 h", needs=["a_intake"], **_once_back(correction={"empirical": {"values": UNEVEN}})),
        "c_beside": work("y", {"empirical": {"values": ["1 h", "2 h", "6 h"]}}, needs=["a_intake"]),
        "d_wait": wait("30 h", needs=["b_back"]),
        "e_silent": work("x", "3 h", needs=["a_intake"], limit="2 h", on_expiry="approve"),
        "f_again": work("y", "1 h", needs=["b_back"], **_once_back(resume_at="b_back")),
        "g_decision": work("z", "2 h", needs=["c_beside", "d_wait", "e_silent", "f_again"]),
        "h_after": work("z", "1 h", needs=["g_decision"]),
    }
    papers = {"form": {"missing": [0.7, 0.7, 0.0], "obtain": {"empirical": {"values": UNEVEN}}}}
    filed = [f"2022-06-{day} {hour}" for day in (20, 22, 24) for hour in ("00:00", "09:00", "12:00", "16:30")]
    waiting = {name: {"cases": 2, "age": {"empirical": {"values": ["5 h", "3 d"]}}} for name in ("a_intake", "b_back")}
    limit, longer = {"h": ("10 h", "8 h"), "WD": ("2 WD", "1 WD")}[unit]
    return system_of(
        steps, demand=at(*filed), hours=OFFICE, documents=papers, backlog=waiting, decision="g_decision",
        departments={"x": 2, "y": 2, "z": {"shifts": [{"staff": 1, "hours": {"mon": ["09:00-12:00"]}}]}},
        limit=limit, limit_clock="agency" if since == "submitted" else "official" if unit == "h" else "agency",
        limit_from=since, on_expiry=then, extension={"probability": 0.5, "by": longer},
    )  # fmt: skip


UNEVEN = ["1 h", "31 h", "3 d"]


def dates_that_move(unit: str, clock: str, since: str, then: str) -> System:
    """Files stand in queues by dates that corrections moved, before acceptance, when nothing counts, after the end."""
    lengths = {"empirical": {"values": ["1 h", "2 h", "4 h"]}}
    back = {"returns": [0.6, 0.4, 0.0], "correction": {"empirical": {"values": UNEVEN}}, "max_returns": 2}
    steps = {
        "a_intake": work("x", lengths, handover={"empirical": {"values": ["0 h", "5 h"]}}),
        "b_back": work("x", "1 h", needs=["a_intake"], outcome=back),
        "c_beside": work("y", "1 h", needs=["a_intake"], outcome=back, counts=False, handover="1 h"),
        "d_hearing": work("y", lengths, needs=["b_back"], counts=False),
        "e_decision": work("x", "1 h", needs=["c_beside", "d_hearing"]),
        "f_after": work("y", "1 h", needs=["e_decision"], **_once_back(correction="1 h")),
        "g_aside": work("y", lengths, needs=["a_intake"], limit="3 d"),
    }
    filed = [f"2022-06-{day} {hour}" for day in (20, 21) for hour in ("00:00", "09:00", "09:30", "12:00", "16:30")]
    waiting = {name: {"cases": 2, "age": {"empirical": {"values": ["5 h", "9 d"]}}} for name in ("a_intake", "b_back")}
    limit, longer = {"h": ("12 h", "4 h"), "WD": ("2 WD", "1 WD")}[unit]
    people: dict[str, Any] = {"staff": 1, "discipline": "earliest_due"}
    return system_of(
        steps, demand=at(*filed), hours=OFFICE, backlog=waiting, accepted="a_intake", decision="e_decision",
        departments={"x": people, "y": people}, limit=limit, limit_clock=clock, limit_from=since, on_expiry=then,
        extension={"probability": 0.5, "by": longer},
    )  # fmt: skip


def a_step_ends_with_its_case(then: str) -> System:
    """The limit of a step ends at the instant to which a correction moved that of its case."""
    steps = {
        "a": work("x", "1 h", **_once_back(correction="2 h")),
        "b": work("x", "9 h", needs=["a"], limit="2 h", on_expiry=then),
        "c": work("x", "1 h", needs=["b"]),
    }
    return system_of(steps, demand=MORNING, limit="4 h", limit_clock="agency", on_expiry=then, departments={"x": 3})


def accepted_by_silence(clock: str, unit: str) -> System:
    """Silence is the acceptance, and the limit of the case begins with it; other steps pass in the same way."""
    silent = {"limit": "2 h", "on_expiry": "approve"}
    steps = {
        "a": work("x", "90 h", **(silent | {"limit": {"h": "2 h", "WD": "1 WD"}[unit]})),
        "b": work("y", "4 h", needs=["a"], **silent),
        "c": work("y", "30 h", needs=["a"], counts=False),
        "d": work("x", "30 h", needs=["b"]),
    }
    length = {"h": "5 h", "WD": "1 WD"}[unit]
    limit = {"limit": length, "limit_from": "accepted", "on_expiry": "approve", "limit_clock": clock}
    patience = {"empirical": {"values": ["7 h", "8 h", "50 h", "400 h"]}}
    return system_of(steps, demand=MORNING, accepted="a", departments={"x": 2, "y": 2}, patience=patience, **limit)


def leaves_the_queue(on_expiry: str) -> System:
    """Patience runs in queues alone, anew at each visit; it ends as limits do, as work begins, behind the decision."""
    limited = {"limit": "2 h", "on_expiry": on_expiry}
    some = {"empirical": {"values": ["1 h", "2 h", "3 h", "90 min"]}}
    chains = {
        "plain": {
            "steps": {
                "a": work("x", "1 h", patience=some, handover="1 h", **limited),
                "b": work("x", "1 h", needs=["a"], patience="2 h"),
                "b_beside": work("y", "1 h", needs=["a"], patience=some, **limited),
                "decision": work("y", "30 min", needs=["b"]),
                "late": work("y", "30 min", needs=["decision"], patience="10 min"),
            },
            "decision": "decision",
        },
        "beside": {
            "steps": {
                "o": work("z", "5 h", **limited),
                "p": work("z", "5 h", patience="2 h"),
                "q": work("z", "5 h", **limited),
            }
        },
        "again": {
            "steps": {"r": work("w", "1 h", **_once_back())},
            "patience": {"empirical": {"values": ["1 h", "9 h"]}, "while": "queueing"},
        },
        "in_hours": {"steps": {"s": work("v", "3 h")}},
        "listed": {"steps": {"t": _session("10:00", places=2, patience={"empirical": {"values": ["20 h", "40 h"]}})}},
    }
    hours = (f"2022-06-{day} {hour:02d}:00" for day in (20, 21, 22) for hour in range(8, 12))
    demand = at(*[MONDAY] * 4, *hours, *["2022-06-21 07:00"] * 3)
    departments = {"x": 2, "y": 1, "v": {"staff": 1, "patience": "0.5 WD"}}
    chains = {name: chain | {"demand": demand} for name, chain in chains.items()}
    return system_of(chains=chains, departments=departments, hours=OFFICE)


def late_papers_and_silence(beside: str) -> System:
    """A promise is broken as silence passes a step: one whose name comes before that of the wait, or behind it."""
    intake = {"documents": ["form"], "notice": "once", "max_returns": 1, "on_exhausted": "pass"}
    documents = {"form": {"missing": 0.9, "critical": False, "obtain": "60 h"}}
    steps = {
        "m": work("x", "1 h", intake=intake),
        beside: work("x", "50 h", needs=["m"], limit="1 d", on_expiry="approve"),
        "n_last": work("x", "1 h", needs=["m", beside]),
    }
    demand = at("2022-06-20 08:00", "2022-06-21 08:00")
    system = system_of(steps, demand=demand, documents=documents, departments={"x": MANY})
    late = {"reform": "tolerate_missing_documents", "promise": "1 d"}
    return apply_reforms(system, [reform_of(**late, on_broken_promise="reject")])


def late_papers_and_limits() -> System:
    """A promise is broken at the midnight at which the limits of a step and of the case end, too."""
    intake = {"documents": ["form"], "notice": "once", "max_returns": 1, "on_exhausted": "pass"}
    documents = {"form": {"missing": 0.9, "critical": False, "obtain": "60 h"}}
    limit = {"on_expiry": "approve", "extension": {"probability": 0.5, "by": "1 d"}}
    steps = {
        "a": work("x", "1 h", intake=intake),
        "a_review": work("x", "50 h", needs=["a"], limit="1 d", **limit),
        "z_review": work("y", "50 h", needs=["a"], limit="1 d", **limit),
        "z_notice": wait("1 d", legal_period=True, needs=["a"]),
        "decision": work("x", "1 h", needs=["a_review", "z_review", "z_notice"]),
    }
    system = system_of(
        steps, demand=at(*(f"2022-06-{day} 08:00" for day in range(20, 30))), documents=documents,
        decision="decision", departments={"x": MANY, "y": 1}, limit="1 d", **limit,
    )  # fmt: skip
    late = {"reform": "tolerate_missing_documents", "promise": "1 d"}
    return apply_reforms(system, [reform_of(**late, on_broken_promise="return")])


def figures_by_type_and_visit() -> System:
    """Work, hand-over, returns and refusals differ by type, after a return, and after a return by type."""
    types = {"easy": {"mix": 0.4}, "hard": {"mix": 0.4}, "odd": {"mix": 0.2}}
    review = {
        "handover": "1 h",
        "outcome": {"returns": [0.9, 0.6], "correction": "1 h", "max_returns": 4, "on_exhausted": "pass"},
        "after_return": {"work": "20 min", "handover": "0 h", "returns": [0.7, 0.1], "rejects": 0.2},
        "by_type": {
            "hard": {"work": "3 h", "handover": "2 h", "rejects": 0.1, "after_return": {"work": "90 min"}},
            "easy": {
                "handover": "10 min",
                "returns": [0.2, 0.9],
                "after_return": {"returns": 0.5, "handover": "30 min"},
            },
        },
    }
    steps = {
        "a": work("x", "1 h", by_type={"odd": {"work": "2 h"}}),
        "b": work("y", "1 h", needs=["a"], **review),
    }
    return system_of(steps, demand=at(*[MONDAY] * 40), types=types, departments={"x": 9, "y": 20}, handover="5 min")


def joint_steps(disciplines: str) -> System:
    """Steps take people of two or three departments, whose queues have other orders, hours, shifts and shares."""
    first, second = disciplines.split()
    types = {name: {"mix": 0.25, "priority": rank} for name, rank in (("a", 3), ("b", 1), ("c", 2), ("d", 0))}
    together = {"together_with": ["y"]}
    steps = {
        "a_joint": work("x", UNEQUAL, **together, types=["a", "b"], limit="9 h"),
        "b_joint": work("y", "1 h", together_with=["x"], types=["c", "d"], limit="3 h"),
        "c_own": work("x", "2 h", limit="5 h"),
        "d_own": work("y", UNEQUAL, limit="1 h"),
        "e_visit": work("y", "90 min", together_with=["z"], needs=["c_own"], visit=True, handover="10 min"),
        "f_all": work("z", "1 h", together_with=["x", "y"], needs=["d_own"], **_once_back()),
        "g_own": work("z", "30 min", needs=["a_joint", "b_joint"]),
        "h_left": work("x", "1 h", together_with=["z"], limit="6 h", on_expiry="approve"),
        "i_late": work("z", "1 h", together_with=["x"], limit="4 h", on_expiry="escalate", needs=["d_own"]),
    }
    shifts = [{"staff": 2}, {"staff": -1, "hours": {"mon-sun": ["10:00-11:30"]}}]
    departments = {
        "x": {"staff": 2, "discipline": first, "speed": 0.5},
        "y": {"shifts": shifts, "discipline": second, "calendar": "counter"},
        "z": {"staff": 1, "share": 0.5, "at_shift_end": "fits"},
        "w": 1,
    }
    demand = at(*(f"2022-06-{day} {hour:02d}:00" for day in (20, 21) for hour in (7, 8, 9, 9, 10, 10, 11, 14)))
    return system_of(
        steps, demand=demand, types=types, departments=departments, hours=OFFICE, patience="9 d",
        calendars={"counter": {"mon-sat": ["08:00-12:30", "14:00-20:00"]}},
    )  # fmt: skip


def groups(discipline: str) -> System:
    """People of a department differ in speed and skills, come and go, and begin only what fits in one department."""
    types = {name: {"mix": 1 / 3, "priority": rank} for rank, name in enumerate(("a", "b", "c"))}
    shifts = [{"staff": 3}, {"staff": 2, "hours": {"mon-fri": ["09:00-11:30", "14:00-15:30"]}}]
    two = {"f": {"staff": 1, "skills": ["fire"]}, "fl": {"staff": 1, "skills": ["fire", "lifts"], "speed": 1.5}}
    differing = {**two, "l": {"staff": 1, "skills": ["lifts"], "speed": 0.7}, "new": {"staff": 1, "speed": 0.75}}
    departments = {
        "x": {"shifts": shifts, "discipline": discipline, "groups": differing, "speed": 0.5, "share": 0.75},
        "y": {"shifts": shifts, "discipline": discipline, "groups": differing, "at_shift_end": "fits"},
        "z": {"staff": 3, "groups": {"one": {"staff": 1}, "slow": {"staff": 1, "speed": 0.5}}},
    }
    steps = {
        "a": work("x", UNEQUAL, limit="3 h", on_expiry="escalate"),
        "b": work("x", "20 min", skills=["fire"], types=["a", "b"], limit="5 h"),
        "c": work("x", "1 h", skills=["fire", "lifts"], types=["a"], **_once_back()),
        "d": work("y", "50 min", needs=["a"]),
        "e": work("y", {"empirical": {"values": ["1 h", "2 h"]}}, skills=["lifts"], types=["b", "c"]),
        "f": work("y", "3 h", skills=["fire"]),
        "g": work("z", "1 h", patience={"value": "2 h", "while": "queueing"}, types=["c"]),
        "h": work("z", "40 min", types=["a", "b"]),
    }
    demand = at(*(f"2022-06-{day} {hour:02d}:00" for day in (20, 21, 22) for hour in (7, 9, 9, 9, 10, 11, 13, 14, 15)))
    return system_of(steps, demand=demand, types=types, departments=departments, hours=OFFICE)


def crossing_orders() -> System:
    """Queues of other disciplines put joint files in orders that go round, with files of one department between."""
    types = {name: {"mix": 0.25, "priority": rank} for name, rank in (("a", 3), ("b", 1), ("c", 2), ("d", 0))}
    escalate = {"limit": "2 h", "on_expiry": "escalate"}
    steps = {
        "a": work("x", "1 h", together_with=["y"], **escalate),
        "b": work("y", "1 h", together_with=["z"], types=["a", "b"], limit="5 h"),
        "c": work("z", "1 h", together_with=["x"], types=["c", "d"]),
        "d": work("y", "30 min", types=["a", "c"]),
        "e": work("x", "30 min", types=["b", "d"], needs=["d"]),
    }
    disciplines = {"x": "first_come", "y": "priority", "z": "earliest_due"}
    departments = {name: {"staff": 1, "discipline": one} for name, one in disciplines.items()}
    return system_of(steps, demand=at(*[MONDAY] * 8), types=types, departments=departments)


def due_from_a_day(discipline: str) -> System:
    """Due dates begin to hold at a desk at midnight as files join; others wait, and some go ahead of all."""
    types = {"a": {"mix": 0.5, "priority": 2}, "b": {"mix": 0.5, "priority": 1}}
    old = at(*["2022-06-20 00:00"] * 2, *(f"2022-06-20 {hour:02d}:00" for hour in (1, 2, 20, 23)), "2022-06-21 00:00")
    chains = {
        "long": {
            "steps": {
                "serve": work("x", "3 h", limit="30 d"),
                "rest": wait("1 d", needs=["serve"]),
                # The backlog comes again when due dates hold, and has been due since before the start.
                "serve_again": work("x", "1 h", needs=["rest"]),
            },
            "limit": "30 d",
            "backlog": {"serve": {"cases": 2, "age": "40 d"}},
        },
        "none": {"steps": {"serve": work("x", "90 min")}},
        "short": {"steps": {"serve": work("x", "1 h", limit="1 d"), "then": work("x", "1 h", needs=["serve"])}},
    }
    chains = {name: chain | {"demand": old, "types": types} for name, chain in chains.items()}
    system = system_of(chains=chains, departments={"x": {"staff": 1, "discipline": discipline}})
    limit = reform_of(reform="time_limit", chain="short", steps=["then"], limit="2 h", **{"from": "2022-06-21"})
    ahead = reform_of(reform="green_channel", chain="none", departments=["x"], coverage=0.5)
    return apply_reforms(system, [limit, ahead])


def given_way() -> System:
    """People become free one by one: what only needs one of them does not wait for what needs both."""
    steps = {
        "a": work("x", UNEQUAL),
        "b": work("y", "2 h"),
        "c": work("x", "1 h", together_with=["y"], needs=["a"]),
        "d": work("y", "30 min", needs=["a"]),
    }
    return system_of(steps, demand=MORNING, departments={"x": 2, "y": 2})


def passed_over() -> System:
    """Joint files whose third department is busy stand before others, one of them joint, that could start."""
    behind = {"needs": ["w"]}
    steps = {
        "a_busy": work("z", "4 h"),
        "b_joint": work("x", "1 h", together_with=["z"], **behind),
        "c_joint": work("y", "1 h", together_with=["z"], **behind),
        "d_own": work("y", "1 h", **behind),
        "e_both": work("x", "1 h", together_with=["y"], **behind),
        "f_own": work("x", "1 h", **behind),
        "w": wait("1 h"),
    }
    return system_of(steps, demand=at(MONDAY), departments={"x": 1, "y": 1, "z": 1})


def make_up_days(make_up: bool) -> System:
    """A make-up working Saturday with a committee of Saturdays and a shift of weekdays."""
    schedule = {"weekdays": ["sat"], "at": "10:00", "make_up": make_up}
    steps = {
        "a": work("x", "1 h"),
        "b": {"kind": "session", "schedule": schedule, "meeting": "1 h"},
        "c": work("x", "30 min", needs=["b"]),
    }
    shifts = [{"staff": 1, "hours": {"mon-thu": ["09:00-12:00"], "fri": ["10:00-16:00"]}}]
    return system_of(
        steps,
        demand=at("2018-02-23 16:30", "2018-02-24 09:00", "2018-02-24 14:00"),
        start="2018-02-19",
        hours={"mon-fri": ["09:00-17:00"], "sat": ["09:00-12:00"]},
        holidays="china",
        departments={"x": {"shifts": shifts}},
    )


KNOTS: dict[str, System] = {
    made.__name__: made()
    for made in (
        rejected_among_ends, rejected_midway, dropped_behind_another, committee, meeting_over_night, backlog,
        backlog_before_a_session,
        periods_at_midnight, returns_to_an_earlier_step, returns_while_open, papers_and_returns, after_the_decision,
        old_backlog, case_limit_in_hours, due_dates, shifts_and_pauses, returns_meet, closed_hours, priorities,
        fortnights, rounds, refused_as_others_return, until_the_horizon, silence_in_every_state, at_closing,
        silence_opens_a_rejection, figures_by_type_and_visit, given_way, passed_over, crossing_orders,
        escalated_on_the_list, limits_in_days, last_moments, late_papers_and_limits,
    )
}  # fmt: skip
KNOTS |= {f"late_papers_{then}": late_papers(then) for then in ("return", "reject")}
KNOTS |= {f"late_papers_and_silence_in_{step}": late_papers_and_silence(step) for step in ("a", "z")}
KNOTS |= {f"approved_after_{limit}": approved_midway(limit) for limit in ("1 h", "90 min", "2 h")}
KNOTS |= {
    f"silent_and_redone_{work_of_a}": silent_and_redone(work_of_a, limit)
    for work_of_a, limit in (("7 h", "2 h"), ("100 min", "3 d"))
}
KNOTS |= {f"periods_to_days_off_{moves}": periods_to_days_off(moves) for moves in (True, False)}
KNOTS |= {f"escalations_{by}": escalations(by) for by in ("first_come", "priority", "earliest_due")}
KNOTS |= {f"given_up_after_{patience}": given_up_midway(patience) for patience in ("1 h", "90 min", "2 h")}
KNOTS |= {f"own_hours_{by}": own_hours(by) for by in ("first_come", "earliest_due")}
KNOTS |= {f"leaves_the_queue_{then}": leaves_the_queue(then) for then in ("nothing", "escalate", "approve")}
KNOTS |= {
    f"limits_on_clocks_{unit}_{then}": limits_on_clocks(unit, then)
    for unit in ("h", "WD")
    for then in ("nothing", "escalate", "approve")
}
KNOTS |= {
    f"limit_of_case_moves_{unit}_{since}_{then}": limit_of_case_moves(unit, since, then)
    for unit in ("h", "WD")
    for since in ("submitted", "accepted")
    for then in ("escalate", "approve")
}
KNOTS |= {
    f"accepted_by_silence_{clock}_{unit}": accepted_by_silence(clock, unit)
    for clock in ("elapsed", "agency")
    for unit in ("h", "WD")
}
KNOTS |= {f"patience_and_{then}": patience_and_limits(then) for then in ("escalate", "approve")}
KNOTS |= {f"joint_steps_{by}": joint_steps(by) for by in ("first_come priority", "priority earliest_due")}
KNOTS |= {f"due_from_a_day_{by}": due_from_a_day(by) for by in ("first_come", "priority")}
KNOTS |= {f"groups_{by}": groups(by) for by in ("first_come", "priority", "earliest_due")}
KNOTS |= {f"make_up_days_{make_up}": make_up_days(make_up) for make_up in (True, False)}
KNOTS |= {
    f"dates_that_move_{unit}_{clock}_{since}_{then}": dates_that_move(unit, clock, since, then)
    for unit, clock, since, then in (
        ("h", "agency", "submitted", "nothing"),
        ("WD", "agency", "submitted", "nothing"),
        ("h", "agency", "accepted", "nothing"),
        ("WD", "agency", "accepted", "escalate"),
        ("h", "official", "accepted", "nothing"),
        ("WD", "elapsed", "accepted", "approve"),
        ("h", "agency", "submitted", "approve"),
    )
}
KNOTS |= {f"a_step_ends_with_its_case_{then}": a_step_ends_with_its_case(then) for then in ("escalate", "approve")}
