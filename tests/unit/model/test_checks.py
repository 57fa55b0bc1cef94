"""What a baseline is refused for, where, and in which words."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from adminsim.messages import Words
from adminsim.model.checks import check_system
from adminsim.model.problem import Problem
from adminsim.model.step import Session, Waiting
from adminsim.model.system import System
from drawing import given
from strategies import systems

Written = dict[str, Any]
GOOD: Written = {
    "period": {"start": "2018-01-29", "cohort": "60 d", "run_out": "30 d"},
    "calendar": "office",
    "calendars": {
        "office": {"hours": {"mon-fri": ["09:00-12:00", "13:30-17:00"]}, "holidays": "china"},
        "hall": {"hours": {"mon-sat": ["08:00-20:00"]}},
    },
    "departments": {
        "market": {"staff": 4, "calendar": "hall"},
        "tax": {"shifts": [{"staff": 1}, {"staff": 1, "since": "2018-03-01"}]},
    },
    "chains": {
        "startup": {
            "types": {"ordinary": {"mix": 0.9}, "special": {"mix": 0.1}},
            "demand": {"rate": 8},
            "documents": {"lease": {"missing": 0.2, "obtain": "3 d"}, "charter": {}},
            "decision": "licence",
            "accepted": "intake",
            "limit": "15 WD",
            "steps": {
                "intake": {
                    "department": "market",
                    "work": "20 min",
                    "intake": {"documents": ["lease", "charter"]},
                },
                "review": {
                    "department": "market",
                    "work": "2 h",
                    "needs": ["intake"],
                    "limit": "3 WD",
                    "outcome": {"returns": 0.2, "correction": "2 d", "resume_at": "intake"},
                },
                "panel": {
                    "kind": "session",
                    "schedule": {"weekdays": ["tue"], "at": "09:30"},
                    "meeting": "1 h",
                    "types": ["special"],
                    "needs": ["review"],
                },
                "notice": {"kind": "waiting", "duration": "3 WD", "legal_period": True, "after": ["review"]},
                "licence": {"department": "tax", "work": "30 min", "needs": ["panel"], "after": ["notice"]},
            },
        }
    },
}
CHAIN = ("chains", "startup")
STEPS = (*CHAIN, "steps")


def at(written: Written, *path: str | int) -> Any:
    place: Any = written
    for key in path:
        place = place[key]
    return place


def put(*path_and_value: Any) -> Callable[[Written], None]:
    """Return an edit that writes a value at a path."""
    *path, key, value = path_and_value

    def edit(written: Written) -> None:
        at(written, *path)[key] = value

    return edit


def drop(*path: Any) -> Callable[[Written], None]:
    """Return an edit that removes a key."""

    def edit(written: Written) -> None:
        del at(written, *path[:-1])[path[-1]]

    return edit


def problems(*edits: Callable[[Written], None]) -> list[Problem]:
    written = copy.deepcopy(GOOD)
    for edit in edits:
        edit(written)
    return check_system(System.model_validate(written))


def test_a_good_baseline_has_no_problems() -> None:
    assert problems() == []


LISTED = {"kind": "listed", "at": ["2017-01-01T09:00:00", "2018-04-29T00:00:00"]}
WRONG: dict[str, tuple[list[Callable[[Written], None]], tuple[str | int, ...], str, str]] = {
    "official calendar": (
        [put("calendar", "offices")],
        ("calendar",),
        "model-unknown-calendar-near",
        "there is no calendar 'offices'; did you mean 'office'? allowed: office, hall",
    ),
    "calendar of a department": (
        [put("departments", "market", "calendar", "zzz")],
        ("departments", "market", "calendar"),
        "model-unknown-calendar",
        "there is no calendar 'zzz'; allowed: office, hall",
    ),
    "department of a step": (
        [put(*STEPS, "review", "department", "markt")],
        (*STEPS, "review", "department"),
        "model-unknown-department-near",
        "there is no department 'markt'; did you mean 'market'? allowed: market, tax",
    ),
    "step in needs": (
        [put(*STEPS, "review", "needs", ["intake", "intakes"])],
        (*STEPS, "review", "needs", 1),
        "model-unknown-step-near",
        "there is no step 'intakes'; did you mean 'intake'? allowed: intake, panel, notice, licence",
    ),
    "step in after": (
        [put(*STEPS, "licence", "after", ["zzz"])],
        (*STEPS, "licence", "after", 0),
        "model-unknown-step",
        "there is no step 'zzz'",
    ),
    "a misspelt step is not taken for the step that names it": (
        [put(*STEPS, "review", "needs", ["reviews"])],
        (*STEPS, "review", "needs", 0),
        "model-unknown-step",
        "there is no step 'reviews'; allowed: intake, panel, notice, licence",
    ),
    "step to resume at": (
        [put(*STEPS, "review", "outcome", "resume_at", "intak")],
        (*STEPS, "review", "outcome", "resume_at", 0),
        "model-unknown-step-near",
        "did you mean 'intake'?",
    ),
    "decision": (
        [put(*CHAIN, "decision", "licenc")],
        (*CHAIN, "decision"),
        "model-unknown-step-near",
        "did you mean 'licence'?",
    ),
    "acceptance": (
        [put(*CHAIN, "accepted", "intak")],
        (*CHAIN, "accepted"),
        "model-unknown-step-near",
        "did you mean 'intake'?",
    ),
    "case type": (
        [put(*STEPS, "panel", "types", ["special", "specail"])],
        (*STEPS, "panel", "types", 1),
        "model-unknown-type-near",
        "there is no case type 'specail'; did you mean 'special'? allowed: ordinary, special",
    ),
    "document": (
        [put(*STEPS, "intake", "intake", "documents", ["lease", "charter", "charta"])],
        (*STEPS, "intake", "intake", "documents", 2),
        "model-unknown-document-near",
        "there is no document 'charta'; did you mean 'charter'? allowed: lease, charter",
    ),
    "document of a chain without documents": (
        [drop(*CHAIN, "documents"), put(*STEPS, "intake", "intake", "documents", ["lease"])],
        (*STEPS, "intake", "intake", "documents", 0),
        "model-no-documents",
        "there is no document 'lease': the chain has no `documents`",
    ),
    "mix": (
        [put(*CHAIN, "types", "ordinary", "mix", 0.8)],
        (*CHAIN, "types"),
        "model-mix-sum",
        "the mix of the case types sums to 0.9, not to 1",
    ),
    "cycle": (
        [put(*STEPS, "intake", "after", ["licence"])],
        (*STEPS, "intake", "after", 0),
        "model-cycle",
        "in a circle: intake -> review -> notice -> licence -> intake",
    ),
    "step behind itself": (
        [put(*STEPS, "review", "needs", ["intake", "review"])],
        (*STEPS, "review", "needs", 1),
        "model-own-predecessor",
        "step 'review' cannot wait for itself",
    ),
    "return to a later step": (
        [put(*STEPS, "review", "outcome", "resume_at", ["intake", "licence"])],
        (*STEPS, "review", "outcome", "resume_at", 1),
        "model-return-not-earlier",
        "'licence' does not come before 'review'; allowed: intake",
    ),
    "return to itself": (
        [put(*STEPS, "review", "outcome", "resume_at", "review")],
        (*STEPS, "review", "outcome", "resume_at", 0),
        "model-return-not-earlier",
        "'review' does not come before 'review'",
    ),
    "return of the first step": (
        [put(*STEPS, "intake", "outcome", {"resume_at": "review"})],
        (*STEPS, "intake", "outcome", "resume_at", 0),
        "model-return-from-first",
        "no step comes before 'intake': leave `resume_at` out",
    ),
    "step for types that nobody is of": (
        [put(*CHAIN, "types", "special", "mix", 0), put(*CHAIN, "types", "ordinary", "mix", 1)],
        (*STEPS, "panel", "types"),
        "model-step-of-no-type",
        "nobody takes step 'panel': the share of its case types (special) is 0",
    ),
    "step that is never needed": (
        [put(*STEPS, "notice", "probability", 0)],
        (*STEPS, "notice", "probability"),
        "model-step-never-needed",
        "nobody takes step 'notice': its probability is 0",
    ),
    "step behind certain rejection": (
        [put(*STEPS, "panel", "types", []), put(*STEPS, "panel", "outcome", {"rejects": 1})],
        (*STEPS, "licence"),
        "model-step-behind-rejection",
        "nobody reaches step 'licence': 'panel' before it rejects every case",
    ),
    "no work": (
        [drop(*STEPS, "licence", "work")],
        (*STEPS, "licence"),
        "model-no-work",
        "step 'licence' is staffed but says no `work`",
    ),
    "absurd work": (
        [put(*STEPS, "licence", "work", {"exponential": {"mean": "201 WD"}})],
        (*STEPS, "licence", "work"),
        "model-absurd-work",
        "201 working days of one person's work",
    ),
    "absurd meeting": (
        [put(*STEPS, "panel", "meeting", "2000 h")],
        (*STEPS, "panel", "meeting"),
        "model-absurd-work",
        "307.7 working days",
    ),
    "limit of part of a day": (
        [put(*STEPS, "review", "limit", "0.5 WD")],
        (*STEPS, "review", "limit"),
        "model-limit-whole",
        "a whole number of them, not 0.5 WD",
    ),
    "limit of nothing": (
        [put(*CHAIN, "limit", "0 h")],
        (*CHAIN, "limit"),
        "model-not-positive",
        "must be more than 0, not 0 h",
    ),
    "negative fee": (
        [put(*STEPS, "review", "fee", -5)],
        (*STEPS, "review", "fee"),
        "model-negative",
        "must not be negative, as -5 is",
    ),
    "negative cost": (
        [put("departments", "tax", "cost", {"value": 5, "range": [-1, 9]})],
        ("departments", "tax", "cost"),
        "model-negative",
        "must not be negative, as -1 is",
    ),
    "intake without documents": (
        [drop(*CHAIN, "documents"), put(*STEPS, "intake", "intake", "documents", [])],
        (*STEPS, "intake", "intake", "documents"),
        "model-intake-empty",
        "the intake of step 'intake' asks for no documents",
    ),
    "document twice": (
        [put(*STEPS, "intake", "intake", "documents", ["lease", "charter", "lease"])],
        (*STEPS, "intake", "intake", "documents", 2),
        "model-document-twice",
        "document 'lease' is asked for twice",
    ),
    "document nobody asks for": (
        [put(*STEPS, "intake", "intake", "documents", ["lease"])],
        (*CHAIN, "documents", "charter"),
        "model-document-unasked",
        "no intake asks for document 'charter'",
    ),
    "document that cannot be obtained": (
        [drop(*CHAIN, "documents", "lease", "obtain")],
        (*CHAIN, "documents", "lease"),
        "model-no-obtain",
        "document 'lease' may be missing",
    ),
    "nobody on duty": (
        [put("departments", "market", "staff", 0)],
        ("departments", "market", "staff"),
        "model-nobody-on-duty",
        "nobody is ever on duty here from 2018-01-29 to 2018-04-28, but step 'intake' of chain 'startup'",
    ),
    "nobody on duty in the period": (
        [put("departments", "tax", "shifts", [{"staff": 3, "since": "2019-01-01"}])],
        ("departments", "tax", "shifts"),
        "model-nobody-on-duty",
        "step 'licence' of chain 'startup' needs it",
    ),
    "nobody on duty while open": (
        [put("departments", "tax", "shifts", [{"staff": 3, "hours": {"mon-fri": ["12:00-13:00"]}}])],
        ("departments", "tax", "shifts"),
        "model-nobody-on-duty",
        "nobody is ever on duty here",
    ),
    "as many taken away as there are": (
        [put("departments", "tax", "shifts", [{"staff": 2}, {"staff": -2}])],
        ("departments", "tax", "shifts"),
        "model-nobody-on-duty",
        "nobody is ever on duty here",
    ),
    "absurd staff": (
        [put("departments", "tax", "shifts", 1, "staff", 100_000)],
        ("departments", "tax", "shifts", 1, "staff"),
        "model-staff-absurd",
        "100000 people in one shift is surely a slip: at most 10000",
    ),
    "session that never meets": (
        [put(*STEPS, "panel", "schedule", {"weekdays": ["sun"], "every_weeks": 13, "at": "09:30"})],
        (*STEPS, "panel", "schedule"),
        "model-session-never-meets",
        "there is no meeting from 2018-01-29 to 2018-04-28",
    ),
    "no cohort": (
        [put("period", "cohort", "0 d")],
        ("period", "cohort"),
        "model-no-cohort",
        "the cohort must last longer than 0",
    ),
    "beyond the holiday data": (
        [put("period", "start", "2026-11-01")],
        ("calendars", "office", "holidays"),
        "model-uncovered-years",
        "no holidays known for 2027: the data for 'china' cover 2004 to 2026",
    ),
    "start in another age": (
        [put("period", "start", "0218-01-29")],
        ("period", "start"),
        "model-absurd-start",
        "the run starts in 218",
    ),
    "listed applications outside the period": (
        [put(*CHAIN, "demand", LISTED)],
        (*CHAIN, "demand", "at"),
        "model-no-arrivals",
        "no application arrives from 2018-01-29 to 2018-04-28",
    ),
    "months that leave no application": (
        [put(*CHAIN, "demand", {"rate": 8, "per": "d", "months": dict.fromkeys((1, 2, 3, 4), 0)})],
        (*CHAIN, "demand"),
        "model-no-arrivals",
        "no application arrives",
    ),
    "weekdays that leave no application, make-up working days being lived as some of them": (
        [put(*CHAIN, "demand", {"rate": 8, "weekdays": dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), 0)})],
        (*CHAIN, "demand"),
        "model-no-arrivals",
        "no application arrives",
    ),
    "a meeting on Sundays, make-up working days excepted": (
        [put(*STEPS, "panel", "schedule", {"weekdays": ["sun"], "at": "09:30"})],
        (*STEPS, "panel", "schedule"),
        "model-session-never-meets",
        "",
    ),
    "hours that leave no application": (
        [put(*CHAIN, "demand", {"rate": 8, "hours": dict.fromkeys(range(9, 17), 0)})],
        (*CHAIN, "demand"),
        "model-no-arrivals",
        "no application arrives",
    ),
    "too many applications": (
        [put(*CHAIN, "demand", {"kind": "regular", "every": "1 s"})],
        (*CHAIN, "demand"),
        "model-too-many-cases",
        "about 7,776,000 applications",
    ),
    "too high a rate": (
        [put(*CHAIN, "demand", {"rate": 8000, "per": "h", "hours": {9: 30}})],
        (*CHAIN, "demand"),
        "model-too-many-cases",
        "surely a slip: at most 5,000,000",
    ),
}


@pytest.mark.parametrize(
    ("edits", "path", "code", "words"),
    WRONG.values(),
    ids=WRONG,
)
def test_a_wrong_baseline_is_refused_with_place_and_reason(
    edits: list[Callable[[Written], None]], path: tuple[str | int, ...], code: str, words: str
) -> None:
    (problem,) = problems(*edits)
    assert (problem.path, problem.code) == (path, code)
    assert words in problem.text(Words.EN)
    assert problem.text(Words.ZH) != problem.text(Words.EN)


ALLOWED: dict[str, list[Callable[[Written], None]]] = {
    "a department without staff and without work": [put("departments", "idle", {"staff": 0})],
    "types of share 0 that a study may draw above 0": [
        put(*CHAIN, "types", "special", "mix", {"value": 0, "range": [0, 0.1]}),
        put(*CHAIN, "types", "ordinary", "mix", 1),
    ],
    "a meeting on make-up working days": [
        put(*STEPS, "panel", "schedule", {"weekdays": ["sun"], "at": "09:30", "make_up": True})
    ],
    "certain rejection of some": [put(*STEPS, "panel", "outcome", {"rejects": 1})],
    "years without holiday data where the file says to go on": [
        put("period", "start", "2026-11-01"),
        put("calendars", "office", "outside_covered_years", "weekdays"),
    ],
    "some listed applications outside the period": [
        put(*CHAIN, "demand", {"kind": "listed", "at": [*LISTED["at"], "2018-02-01T09:00:00"]})
    ],
    "a limit in weeks": [put(*CHAIN, "limit", "2 wk")],
    "a limit of half a day in hours": [put(*CHAIN, "limit", "4.5 h")],
}


@pytest.mark.parametrize("edits", ALLOWED.values(), ids=ALLOWED)
def test_what_is_unusual_but_right_is_accepted(edits: list[Callable[[Written], None]]) -> None:
    assert problems(*edits) == []


def test_all_problems_are_told_at_once() -> None:
    found = problems(
        put("calendar", "offise"),
        put(*CHAIN, "types", "ordinary", "mix", 0.8),
        put(*STEPS, "review", "department", "markt"),
        put(*STEPS, "notice", "after", ["licence", "notice"]),
        put(*STEPS, "intake", "intake", "documents", ["lease", "chartr"]),
    )
    assert {problem.code for problem in found} == {
        "model-unknown-calendar-near",
        "model-mix-sum",
        "model-unknown-department-near",
        "model-own-predecessor",
        "model-cycle",
        "model-unknown-document-near",
    }


def test_one_misspelt_predecessor_is_one_problem_though_a_return_goes_past_it() -> None:
    (problem,) = problems(
        put(*STEPS, "review", "needs", ["intaek"]), put(*STEPS, "licence", "outcome", {"resume_at": "intake"})
    )
    assert problem.path == (*STEPS, "review", "needs", 0)


def test_a_long_list_of_what_is_allowed_is_shortened() -> None:
    many = {f"bureau{number}": {"staff": 1} for number in range(30)}
    (problem,) = problems(put("departments", GOOD["departments"] | many), put(*STEPS, "review", "department", "zzz"))
    assert problem.values["allowed"].endswith("bureau9, ... (32)")


def test_problems_are_told_in_chinese_too() -> None:
    (problem,) = problems(put(*STEPS, "intake", "after", ["licence"]))
    assert problem.text(Words.ZH) == "下列步骤互为前置，形成循环：intake -> review -> notice -> licence -> intake"


# -- random systems --------------------------------------------------------------------------------


@given(systems(), count=40)
def test_random_systems_are_valid(system: System) -> None:
    assert check_system(system) == []


@given(
    systems(
        unlimited_staff=True, always_open=True, rejects=False, returns=False, sessions=False, waiting=False,
        handovers=False, disciplines=("first_come",), departments=1, chains=1,
    ),
    count=40,
)  # fmt: skip
def test_random_systems_keep_to_their_scope(system: System) -> None:
    assert check_system(system) == []
    assert {str(calendar.model_dump()["hours"]) for calendar in system.calendars.values()} == {"always"}
    (department,) = system.departments.values()
    assert department.staff is not None
    assert department.staff.value >= 1000
    (chain,) = system.chains.values()
    assert chain.handover is None
    assert all(p.value == 0 for document in chain.documents.values() for p in document.missing)
    for step in chain.steps.values():
        assert not isinstance(step, (Session, Waiting))
        assert step.handover is None
        assert step.outcome.rejects.value == 0 == max(p.value for p in step.outcome.returns)
        assert step.outcome.on_exhausted == "reject"
