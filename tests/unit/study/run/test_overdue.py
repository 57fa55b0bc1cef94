"""Given up, approved by silence, overdue: counted once for each case."""

from __future__ import annotations

from adminsim.engine.simulate import simulate
from adminsim.reforms.apply import apply_reforms
from adminsim.study.run.overdue import limit_measures
from reform_lists import reform_of
from systems import OFFICE, at, system_of, work

MONDAY = "2022-06-20 09:00"
STEPS = {"review": work("desk", "10 h"), "decision": work("hall", "1 h", needs=["review"])}


def measures(silence: str | None = None, **chain: object) -> dict[str, float]:
    system = system_of(
        STEPS, demand=at(MONDAY, MONDAY, MONDAY), decision="decision", hours=OFFICE, departments={"hall": 5}, **chain
    )
    if silence is not None:
        reform = reform_of(reform="time_limit", steps=["review"], limit=silence, on_expiry="approve")
        system = apply_reforms(system, [reform])
    found = limit_measures(simulate(system))
    return {name.removeprefix("chain.permit."): value for name, value in found.items()}


def test_nothing_is_counted_without_limits_and_patience() -> None:
    assert measures() == {"given_up": 0, "tacit": 0, "overdue": 0, "overdue_steps": 0}


def test_applicants_who_give_up_are_counted() -> None:
    # 10 h of work end on Tuesday at 11:00, the decision at 12:00; the others would wait longer than 30 h.
    assert measures(patience="30 h")["given_up"] == 2


def test_an_approval_by_silence_counts_once_for_its_case() -> None:
    assert measures(silence="1 WD")["tacit"] == 2


def test_a_case_is_overdue_where_its_limit_finds_it_undecided() -> None:
    # The three are decided on Tuesday, Wednesday and Thursday.
    assert [measures(limit=limit)["overdue"] for limit in ("1 d", "2 d", "3 d", "4 d")] == [2, 1, 0, 0]


INTAKE = {"documents": ["form"]}


def _asked(missing: float, **chain: object) -> dict[str, float]:
    """Return what is overdue of one file: an intake of 1 h with a correction of three days, and 6 h of review."""
    steps = {"intake": work("desk", "1 h", intake=INTAKE), "review": work("hall", "6 h", needs=["intake"])}
    documents = {"form": {"missing": [missing, 0.0], "obtain": "3 d"}}
    system = system_of(steps, demand=at(MONDAY), documents=documents, hours=OFFICE, **chain)
    found = limit_measures(simulate(system))
    return {name.removeprefix("chain.permit."): value for name, value in found.items()}


def _overdue(missing: float, limits: list[str], **chain: object) -> list[float]:
    return [_asked(missing, limit=limit, **chain)["overdue"] for limit in limits]


def test_a_limit_of_a_case_may_be_in_official_hours() -> None:
    # Filed on Monday at 9:00 and decided at 16:00; or corrected until Thursday 10:00 and decided at 17:00.
    assert _overdue(0.0, ["6 h", "7 h"], limit_clock="official") == [1, 0]
    assert _overdue(1.0, ["31 h", "32 h"], limit_clock="official") == [1, 0]
    assert _overdue(1.0, ["79 h", "80 h"]) == [1, 0]


def test_a_limit_of_a_case_stands_still_while_the_applicant_corrects() -> None:
    # An hour on Monday, none until Thursday 10:00, seven hours then.
    assert _overdue(1.0, ["7 h", "8 h"], limit_clock="agency") == [1, 0]
    assert _overdue(1.0, ["0.5 h", "1 WD"], limit_clock="agency") == [1, 0]


def test_a_limit_of_a_case_may_begin_with_the_acceptance() -> None:
    # Accepted on Thursday at 11:00, decided at 17:00.
    assert _overdue(1.0, ["5 h", "6 h"], limit_from="accepted") == [1, 0]
    assert _overdue(1.0, ["5 h", "6 h"], limit_from="accepted", limit_clock="official") == [1, 0]
    assert _overdue(1.0, ["5 h", "6 h"], limit_from="accepted", limit_clock="agency") == [1, 0]
    assert _overdue(1.0, ["1 WD"], limit_from="accepted") == [0]


def test_what_is_never_accepted_is_not_past_a_limit_from_acceptance() -> None:
    # Refused at the counter after an hour.
    steps = {"intake": work("desk", "1 h", intake=INTAKE, outcome={"rejects": 0.999}), "review": work("hall", "6 h")}
    system = system_of(
        steps,
        demand=at(MONDAY),
        documents={"form": {"missing": 0.0}},
        hours=OFFICE,
        limit="0.1 h",
        limit_from="accepted",
    )
    assert limit_measures(simulate(system))["chain.permit.overdue"] == 0


def test_an_extension_of_the_limit_holds_on_every_clock() -> None:
    longer = {"extension": {"probability": 1.0, "by": "1 h"}}
    assert _overdue(1.0, ["6 h", "7 h"], limit_clock="agency", **longer) == [1, 0]
    assert _overdue(1.0, ["4 h", "5 h"], limit_from="accepted", **longer) == [1, 0]
    assert _overdue(0.0, ["5 h", "6 h"], limit_clock="official", **longer) == [1, 0]


def _late_steps(**review: object) -> float:
    """Return how many visits are late of three files that come together and take 3 h each at one desk."""
    steps = {"review": work("desk", "3 h", **review)}
    system = system_of(steps, demand=at(MONDAY, MONDAY, MONDAY), hours=OFFICE)
    return limit_measures(simulate(system))["chain.permit.overdue_steps"]


def test_steps_are_overdue_by_their_own_limits() -> None:
    # Done on Monday at 12:00 and 15:00 and on Tuesday at 10:00.
    assert [_late_steps(limit=limit) for limit in ("2 h", "3 h", "6 h", "25 h")] == [3, 2, 1, 0]
    assert [_late_steps(limit=limit, limit_clock="official") for limit in ("5 h", "8 h", "9 h")] == [2, 1, 0]
    assert _late_steps(limit="2 h", extension={"probability": 1.0, "by": "1 h"}) == 2
    assert _late_steps() == 0


def test_a_step_whose_limit_stands_still_goes_on_with_what_was_left() -> None:
    # 3 h, back for a day, 3 h: done on Monday at 12:00 and on Tuesday at 15:00; the first leaves 0, 1 or 3 hours.
    back = {"outcome": {"returns": [1.0, 0.0], "correction": "1 d", "max_returns": 1}}
    clock = {"limit_clock": "agency", **back}
    steps = lambda limit, **f: {"review": work("desk", "3 h", limit=limit, **f)}  # noqa: E731
    found = [
        limit_measures(simulate(system_of(steps(limit, **fields), demand=at(MONDAY), hours=OFFICE)))
        for limit, fields in (("3 h", clock), ("5 h", clock), ("6 h", clock), ("3 h", back), ("2 h", back))
    ]
    assert [one["chain.permit.overdue_steps"] for one in found] == [1, 1, 0, 0, 2]


def test_what_passes_by_silence_is_in_time_and_what_is_never_done_is_late() -> None:
    assert _late_steps(limit="2 h", on_expiry="approve") == 0
    steps = {"review": work("desk", "900 h", limit="1 d")}
    system = system_of(steps, demand=at(MONDAY, MONDAY), hours=OFFICE)
    assert limit_measures(simulate(system))["chain.permit.overdue_steps"] == 2
