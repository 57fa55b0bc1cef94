"""The town of the stories: a shop that needs two counters, three reviews and a decision."""

from __future__ import annotations

from typing import Any

import numpy as np

from adminsim.engine.records import Records
from adminsim.engine.result import Result
from adminsim.engine.simulate import simulate
from adminsim.model.system import System
from adminsim.reforms.apply import apply_reforms
from reform_lists import reform_of
from systems import MANY, OFFICE, every, system_of, work

DOCUMENTS = {
    "form": {"missing": 0.3, "obtain": "1 d", "critical": True},
    "lease": {"missing": 0.3, "obtain": "3 d", "critical": False},
    "plan": {"missing": 0.3, "obtain": "2 d", "critical": False},
}
PERFECT = {name: document | {"missing": 0.0} for name, document in DOCUMENTS.items()}
STEPS = {
    "market_counter": work(
        "market", "30 min", visit=True, procedure="filing",
        intake={"documents": ["form", "lease"], "notice": "piecemeal"},
    ),
    "fire_counter": work(
        "fire", "30 min", visit=True, after=["market_counter"], procedure="fire filing",
        intake={"documents": ["lease", "plan"], "notice": "piecemeal"},
    ),
    "hygiene": work("health", "4 h", needs=["fire_counter"], procedure="hygiene"),
    "fire": work("brigade", "6 h", after=["hygiene"], procedure="fire check"),
    "planning": work("planning", "5 h", after=["fire"], procedure="planning"),
    "decision": work("market", "1 h", needs=["planning", "hygiene", "fire"], procedure="licence", visit=True),
}  # fmt: skip


def town(steps: dict[str, Any] | None = None, *, staff: int = MANY, **fields: Any) -> System:
    """Return the town; with `MANY` staff nobody ever queues."""
    steps = steps or STEPS
    departments = {step["department"]: staff for step in steps.values() if "department" in step}
    defaults = {
        "documents": DOCUMENTS, "demand": every("6 h"), "decision": "decision", "hours": OFFICE, "days": 30,
        "departments": departments,
    }  # fmt: skip
    return system_of(steps, **{**defaults, **fields})


def reformed(system: System, *reforms: dict[str, Any]) -> System:
    """Return the system with reforms, written as in a file."""
    return apply_reforms(system, [reform_of(**reform) for reform in reforms])


def approved(records: Records) -> np.ndarray:
    """Return the approved cases of the cohort."""
    return records.case_rows[records.in_cohort & (records.case_rows["outcome"] == Result.PASS)]


def before_and_after(system: System, *reforms: dict[str, Any]) -> tuple[Records, Records]:
    """Return runs of the system and of the reformed system with the same applicants."""
    return simulate(system), simulate(reformed(system, *reforms))
