"""A system with a bit of everything, and reforms with pilots on top."""

from __future__ import annotations

from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms
from reform_lists import reform_of
from systems import OFFICE, system_of, wait, work

EXPONENTIAL = {"exponential": {"mean": "1 h"}}
RETURNS = {"returns": 0.3, "correction": "1 d", "max_returns": 2}


def rich_system() -> System:
    """Return two chains with documents, returns, a session, waits and shared departments."""
    documents = {
        name: {"missing": [0.4, 0.2], "obtain": EXPONENTIAL, "critical": name == "form"}
        for name in ("form", "lease", "plan")
    }
    intake = {"documents": ["form", "lease"], "notice": "piecemeal", "max_returns": 2}
    second = {"documents": ["lease", "plan"], "notice": "once"}
    session = {"kind": "session", "schedule": {"weekdays": ["tue"], "at": "09:30"}, "meeting": "1 h", "places": 5}
    steps = {
        "counter": work("hall", "20 min", visit=True, intake=intake),
        "second_counter": work("tax", "20 min", visit=True, intake=second, after=["counter"]),
        "review": work("planning", EXPONENTIAL, needs=["counter"], after=["second_counter"], outcome=RETURNS),
        "fire": work("fire", EXPONENTIAL, after=["review"], probability=0.7, outcome={"rejects": 0.1}),
        "tax": work("tax", EXPONENTIAL, after=["fire"], types=["firm"], outcome=RETURNS | {"resume_at": "review"}),
        "committee": session | {"needs": ["review"]},
        "announcement": wait("2 WD", legal_period=True, needs=["committee"]),
        "decision": work("planning", "1 h", needs=["announcement", "fire", "tax"]),
        "certificate": work("hall", "10 min", needs=["decision"], visit=True),
    }
    small = {"check": work("tax", EXPONENTIAL, outcome=RETURNS), "seal": work("hall", "5 min", needs=["check"])}
    demand = {"rate": 6, "per": "WD"}
    types = {"firm": {"mix": 0.6, "priority": 1}, "shop": {"mix": 0.4}}
    return system_of(
        chains={
            "permit": {
                "steps": steps, "documents": documents, "demand": demand, "types": types, "handover": "2 h",
                "decision": "decision",
            },
            "stamp": {"steps": small, "demand": {"rate": 4, "per": "WD"}},
        },
        departments={
            "hall": 1, "tax": {"staff": 2, "discipline": "priority"},
            "planning": {"staff": 3, "discipline": "earliest_due"}, "fire": 1,
        },
        hours=OFFICE,
        holidays="china",
        days=40,
    )  # fmt: skip


def reformed_system() -> System:
    """Return it with reforms, some of which are pilots."""
    return apply_reforms(
        rich_system(),
        [
            reform_of(reform="parallel_approval", coverage=0.5),
            reform_of(reform="tolerate_missing_documents", promise="1 WD"),
            reform_of(reform="notify_once", coverage=0.3),
            reform_of(reform="one_window_intake", steps=["counter", "second_counter"], staff={"tax": 1}),
            reform_of(reform="online", coverage={"types": ["firm"]}),
            reform_of(reform="staffing", department="planning", add=1),
        ],
    )
