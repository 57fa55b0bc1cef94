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
    assert measures() == {"given_up": 0, "tacit": 0, "overdue": 0}


def test_applicants_who_give_up_are_counted() -> None:
    # 10 h of work end on Tuesday at 11:00, the decision at 12:00; the others would wait longer than 30 h.
    assert measures(patience="30 h")["given_up"] == 2


def test_an_approval_by_silence_counts_once_for_its_case() -> None:
    assert measures(silence="1 WD")["tacit"] == 2


def test_a_case_is_overdue_where_its_limit_finds_it_undecided() -> None:
    # The three are decided on Tuesday, Wednesday and Thursday.
    assert [measures(limit=limit)["overdue"] for limit in ("1 d", "2 d", "3 d", "4 d")] == [2, 1, 0, 0]
