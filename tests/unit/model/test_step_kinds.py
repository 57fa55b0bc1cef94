"""Each kind of step answers for itself: nobody above asks which kind it is."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest

import adminsim
from systems import system_of, wait, work

KINDS = {"Staffed", "Waiting", "Session"}
MEETING: dict[str, Any] = {
    "kind": "session", "schedule": {"weekdays": ["tue"], "at": "10:00"}, "places": 4, "meeting": "2 h",
}  # fmt: skip


def step_of(written: dict[str, Any]) -> Any:
    system = system_of({"s": written}, departments={"desk": 1, "lab": 1}, demand={"rate": 1})
    return system.chains["permit"].steps["s"]


@pytest.mark.parametrize(
    ("written", "holder", "waits_as", "releases", "is_counted", "time_s"),
    [
        (work("desk", "1 h"), "department/desk", "", "open", True, 3600),
        (work("desk", "1 h", together_with=["lab"]), "department/desk+lab", "", "open", True, 3600),
        (wait("3 d"), "rule/s", "announcement", "any", False, 3 * 86400),
        (wait("0 d", by="applicant"), "applicant/", "applicant", "open", False, 0),
        (wait("3 d", by="surveyor"), "third_party/surveyor", "third_party", "any", False, 3 * 86400),
        (wait("5 d", by="surveyor", legal_period=True), "rule/s", "announcement", "any", False, 5 * 86400),
        (MEETING, "rule/s", "", "meeting", True, 7200),
    ],
)
def test_a_step_says_who_holds_its_time_and_when_it_lets_go(
    written: dict[str, Any], holder: str, waits_as: str, releases: str, is_counted: bool, time_s: float
) -> None:
    step = step_of(written)
    assert (step.holder("s"), step.waits_as, step.releases, step.is_counted) == (holder, waits_as, releases, is_counted)
    assert step.time.mean(28800) == time_s
    assert step.is_period == bool(written.get("legal_period"))
    assert (step.takes, step.for_all().takes) == (written.get("places"), None)


def test_only_departments_hold_staff() -> None:
    assert step_of(work("desk", "1 h", together_with=["lab"])).departments == ("desk", "lab")
    assert step_of(wait("3 d")).departments == step_of(MEETING).departments == ()


@pytest.mark.parametrize("room", ["study", "report"])
def test_nobody_above_asks_which_kind_a_step_is(room: str) -> None:
    found = []
    for path in sorted((Path(adminsim.__file__).parent / room).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance":
                asked = {name.id for name in ast.walk(node.args[1]) if isinstance(name, ast.Name)}
                found += [(path.name, kind) for kind in sorted(asked & KINDS)]
    # The dates of meetings are the engine's to lay out, which takes sessions alone.
    assert found == ([("demand.py", "Session")] if room == "study" else [])
