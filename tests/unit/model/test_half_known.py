"""Years of which less is known than of others are told, once, by `check` and by `run`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from adminsim.model.holidays import last_make_up_year, special_days
from cli_calls import call

BASELINE = """version: 1
period: {{start: {start}, warm_up: 0 d, cohort: 30 d, run_out: 60 d}}
calendar: office
calendars: {{office: {{hours: {{mon-fri: ["09:00-17:00"]}}, {calendar}}}}}
departments: {{desk: {{staff: 1}}}}
chains:
  p:
    types: {{any: {{mix: 1}}}}
    demand: {{rate: 1, per: WD}}
    steps: {{review: {{department: desk, work: 1 h}}}}
"""
RUN = ("run", "s.yaml", "--out", "out", "--workers", "1", "--engine", "reference", "--no-figures")
OWN = "the data for 'china' do not reach 2027: of 2027 only 1 day is known, those named here"
PLAIN = "no holiday data for 2027: plain weekly hours are used there"
MAKE_UP = "the data for 'UA' name make-up days until {last} only: in {years} none is worked"
LAST_UA = last_make_up_year("UA")


def told(folder: Path, start: str, calendar: str, *command: str) -> str:
    (folder / "baseline.yaml").write_text(BASELINE.format(start=start, calendar=calendar), encoding="utf-8")
    (folder / "s.yaml").write_text("version: 1\nbaseline: baseline.yaml\nstudy: {seed: 1, replications: 2}\n")
    outcome = call(*command)
    assert outcome.status == 0, outcome.err
    return (outcome.out if command[0] == "check" else outcome.err).replace("\n", " ")


@pytest.fixture(autouse=True)
def wide(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "400")


@pytest.mark.parametrize("command", [("check", "s.yaml"), RUN])
@pytest.mark.parametrize(
    ("start", "calendar", "said"),
    [
        ("2027-01-04", "holidays: china, days: {2027-02-08: closed}", OWN),
        ("2027-01-04", "holidays: china, outside_covered_years: weekdays", PLAIN),
        ("2090-01-02", "holidays: UA", MAKE_UP.format(last=LAST_UA, years="2090")),
        (f"{LAST_UA}-12-01", "holidays: UA", MAKE_UP.format(last=LAST_UA, years=str((LAST_UA or 0) + 1))),
    ],
)
def test_it_is_told_once(tmp_path: Path, start: str, calendar: str, said: str, command: tuple[str, ...]) -> None:
    assert told(tmp_path, start, calendar, *command).count(said) == 1


@pytest.mark.parametrize(
    ("start", "calendar"),
    [
        ("2026-01-05", "holidays: china"),
        ("2026-01-05", "holidays: china, days: {2026-03-02: closed}"),
        ("2090-01-02", "holidays: NL"),
        ("2090-01-02", "holidays: none, days: {2090-02-08: closed}"),
        ("2090-01-02", "holidays: UA, make_up: ignored"),
        ("2090-01-02", "holidays: UA, days: {2090-02-11: open}"),
        (f"{LAST_UA}-01-04", "holidays: UA"),
    ],
)
def test_what_is_known_is_not_told(tmp_path: Path, start: str, calendar: str) -> None:
    said = told(tmp_path, start, calendar, "check", "s.yaml")
    assert "known" not in said
    assert "make-up" not in said


@pytest.mark.parametrize("country", ["HU", "TW", "UA", "DE", "NL", "DE-BY"])
def test_the_last_year_is_that_of_the_last_day_worked(country: str) -> None:
    """After it nothing is worked in any year; in it, or at the end of the year before, something is."""
    last = last_make_up_year(country)
    worked = {year: special_days(country, year).working for year in range(1995, dt.date.today().year + 20)}
    assert last is None or worked[last] | worked[last - 1]
    assert not any(worked[year] for year in worked if last is None or year > last)
