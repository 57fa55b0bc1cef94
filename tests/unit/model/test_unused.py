"""What is read and not used is said: how much, the first and the last."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli_calls import call

BASELINE = """version: 1
period: {start: 2018-03-05, warm_up: 0 d, cohort: 30 d, run_out: 60 d}
calendar: office
calendars: {office: {hours: {mon-fri: ["09:00-17:00"]}}}
departments: {desk: {staff: 1}, idle: {shifts: [{staff: 1}, {staff: 1, since: 2019-01-01}]}}
chains:
  p:
    types: {any: {mix: 1}}
    demand: {kind: replay, file: came.csv}
    steps: {review: {department: desk, work: 1 h}}
"""
SCENARIO = """version: 1
baseline: baseline.yaml
study: {seed: 1, replications: 2}
reforms:
  - {reform: staffing, department: desk, staff: 1, from: 2018-06-03}
"""
RUN = ("--workers", "1", "--engine", "reference")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "baseline.yaml").write_text(BASELINE, encoding="utf-8")
    (tmp_path / "s.yaml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path


def given(here: Path, *rows: str) -> None:
    (here / "came.csv").write_text("\n".join(["submitted", *rows]) + "\n", encoding="utf-8")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "2 of 3 applications are not simulated: they come before 2018-03-05 or after 2018-06-02"
               " (the first at 2017-03-06 09:00:00, the last at 2028-03-07 09:00:00)"),
        ("zh", "3 件申请中有 2 件不参与模拟"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("words", [("check", "s.yaml"), ("run", "s.yaml", "--out", "out", *RUN)])
def test_rows_outside_the_period_are_said_with_the_first_and_the_last(
    words: tuple[str, ...], language: str, told: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    given(here, "2018-03-05 09:00", "2028-03-07 09:00", "2017-03-06 09:00")
    outcome = call(*words, "--lang", language)
    assert outcome.status == 0
    assert told in outcome.out + outcome.err


def test_rows_within_the_period_are_passed_over_in_silence(here: Path) -> None:
    given(here, "2018-03-05 00:00", "2018-06-02 23:59:59")
    assert "not simulated" not in call("check", "s.yaml").out


def test_equal_rows_are_a_notice(here: Path) -> None:
    given(here, "2018-03-05 09:00", "2018-03-06 09:00", "2018-03-05 9:00", "2018-03-05 09:00:00")
    outcome = call("check", "s.yaml")
    assert outcome.status == 0
    assert "2 applications are equal to another one to the second" in outcome.out
    assert "(the first: 2018-03-05 09:00:00)" in outcome.out


def test_departments_shifts_and_reforms_that_nobody_meets_are_said(here: Path) -> None:
    given(here, "2018-03-05 09:00")
    told = call("check", "s.yaml").out
    assert "departments: no step needs these departments: idle" in told
    assert "departments.idle.shifts: 1 shift is never on duty from 2018-03-05 to 2018-06-02" in told
    assert "changes nothing here: it begins on 2018-06-03, and the run ends on 2018-06-02" in told
