"""Where nothing is approved, asked for, changed or counted, every command still has an answer."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from adminsim.cli import main
from cli_calls import RUN, call

HEAD = """version: 1
period: {start: 2018-03-05, warm_up: 0 d, cohort: 30 d, run_out: 60 d}
calendar: office
calendars: {office: {hours: {mon-fri: ["09:00-17:00"]}}}
departments: {desk: {staff: 1}}
chains:
"""
CHAIN = """  {name}:
    types: {{any: {{mix: 1}}}}
    demand: {{kind: listed, at: [2018-03-05 09:00]}}
    steps: {{{name}-step: {step}}}
"""
APPROVES = "{department: desk, work: 1 h}"
REJECTS = "{department: desk, work: 1 h, outcome: {rejects: 1}}"
UNFINISHED = "{department: desk, work: 1500 h}"
WAITS = "{kind: waiting, duration: 2 d}"
CHAINS = {
    "one case": {"p": APPROVES},
    "nothing approved": {"p": REJECTS},
    "nothing decided": {"p": UNFINISHED},
    "no approvals in one of two": {"p": REJECTS, "q": APPROVES},
    "no department in use": {"p": WAITS},
}
RARE = ("one case", "nothing approved", "nothing decided")
"""What is in 'no approvals in one of two' as well, one chain at a time; undecided is told as not approved is."""
EACH = [pytest.param(case, marks=pytest.mark.thorough if case in RARE else ()) for case in CHAINS]
COMMANDS = (
    ("check", "s.yaml"),
    ("show", "s.yaml"),
    ("diff", "s.yaml", "--format", "json"),
    ("preview", "s.yaml", "--format", "csv"),
    ("targets", "s.yaml", "--format", "json"),
    ("targets", "s.yaml", "--run", "--replications", "2", "--workers", "1"),
    ("targets", "s.yaml", "--run", "--replications", "2", "--workers", "1", "--format", "csv"),
    ("run", "s.yaml", "--out", "out", *RUN),
    ("walk", "s.yaml", "--out", "walk", *RUN, "--format", "csv"),
    ("walk", "s.yaml", *RUN, "--format", "json"),
    ("walk", "s.yaml", *RUN),
    ("verify", "out", "--workers", "1"),
    ("warm-up", "s.yaml", "--pilots", "1", "--workers", "1", "--out", "warm-up", "--format", "json"),
    ("warm-up", "s.yaml", "--pilots", "1", "--workers", "1", "--format", "csv"),
    ("warm-up", "s.yaml", "--pilots", "1", "--workers", "1"),
    ("page", "s.yaml", "--out", "page.html", *RUN),
    ("assumptions", "s.yaml", "--list", "--format", "json"),
    ("assumptions", "s.yaml", "--list"),
)
NOT_THERE = {
    ("attribute", "s.yaml", "--chain", "p", *RUN): "reform",
    ("attribute", "s.yaml", "--chain", "p", "--out", "attribute", *RUN): "reform",
    ("assumptions", "s.yaml", *RUN): "assumed figure",
    ("assumptions", "s.yaml", "--out", "assumptions", *RUN): "assumed figure",
    ("run", "s.yaml", "--out", "new", "--resume", *RUN): "resume",
    ("walk", "s.yaml", "--out", "new", "--resume", *RUN): "resume",
}
"""What cannot be answered, and a word of the one message that says so."""


@pytest.mark.slow
@pytest.mark.parametrize("case", EACH)
def test_every_command_has_an_answer(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    chains = "".join(CHAIN.format(name=name, step=step) for name, step in CHAINS[case].items())
    (tmp_path / "b.yaml").write_text(HEAD + chains, encoding="utf-8")
    (tmp_path / "s.yaml").write_text("version: 1\nbaseline: b.yaml\nstudy: {seed: 1, replications: 2}\n", "utf-8")
    for words in COMMANDS:
        outcome = call(*words, "--lang", "en")
        assert outcome.status == 0, (words, outcome.err)
        if "json" in words:
            json.loads(outcome.out)
        elif "csv" in words:
            rows = [row for row in csv.reader(io.StringIO(outcome.out)) if row]
            assert len({len(row) for row in rows}) <= 1
    for words, word in NOT_THERE.items():
        outcome = call(*words, "--lang", "en")
        assert (outcome.status, outcome.out) == (2, ""), (words, outcome)
        assert word in outcome.err
        assert "Traceback" not in outcome.err
        assert not any((tmp_path / name).exists() for name in ("attribute", "assumptions", "new"))
    again = call("run", "s.yaml", "--out", "out", "--resume", *RUN, "--lang", "en")
    assert again.status == 0, again.err
    assert (tmp_path / "out" / "manifest.json").exists()
    for path in (tmp_path / "out").glob("*.json"):
        json.loads(path.read_text(encoding="utf-8"), parse_constant=pytest.fail)


REFORMED = """version: 1
baseline: b.yaml
reforms:
  - {{reform: staffing, department: {desk}, add: 1}}
  - {{reform: staffing, name: again, department: {desk}, add: {{value: 1, range: [1, 2], source: assumption}}}}
study: {{seed: 1, replications: 2}}
"""
STUDIES = (
    ("attribute", "s.yaml", "--chain", "p", *RUN, "--out", "attribute", "--format", "csv"),
    ("attribute", "s.yaml", "--chain", "p", *RUN, "--format", "json"),
    ("attribute", "s.yaml", "--chain", "p", *RUN),
    ("assumptions", "s.yaml", *RUN, "--out", "assumptions", "--format", "csv"),
    ("assumptions", "s.yaml", *RUN, "--format", "json"),
    ("assumptions", "s.yaml", *RUN),
)


@pytest.mark.slow
@pytest.mark.parametrize("case", EACH)
def test_studies_of_reforms_have_an_answer_or_one_message(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chains = "".join(CHAIN.format(name=name, step=step) for name, step in CHAINS[case].items())
    (tmp_path / "b.yaml").write_text(HEAD + chains, encoding="utf-8")
    (tmp_path / "s.yaml").write_text(REFORMED.format(desk="desk"), encoding="utf-8")
    for words in STUDIES:
        outcome = call(*words, "--lang", "en")
        assert "Traceback" not in outcome.err
        if outcome.status:
            assert (outcome.status, outcome.out) == (2, ""), (words, outcome)
            assert outcome.err.strip()
        elif "json" in words:
            json.loads(outcome.out, parse_constant=pytest.fail)
        elif "csv" in words:
            assert len({len(row) for row in csv.reader(io.StringIO(outcome.out)) if row}) == 1
        else:
            assert outcome.out


ANSWERS = tuple(
    (command, "s.yaml", *own, *more, *RUN)
    for command, own in {
        "promise": ("--limit", "5 WD"), "breakdown": ("--limit", "5 WD"), "backlog": (), "bureaus": (),
    }.items()
    for more in (("--out", command), ("--format", "json"), ("--format", "csv"))
) + tuple(
    (*words, *more)
    for words in (
        ("sweep", "s.yaml", "--vary", "departments.desk.staff=1:2:2", *RUN),
        ("search", "s.yaml", *RUN),
        ("assumptions", "s.yaml", "--space", "8", *RUN),
        ("compare", "s.yaml", "s.yaml", "--replications", "2", "--workers", "1"),
    )
    for more in ((), ("--format", "json"), ("--format", "csv"))
)  # fmt: skip
ANSWERS += (
    ("run", "s.yaml", "--out", "logged-xes", "--log", "log.xes", "--no-figures", *RUN),
    ("run", "s.yaml", "--out", "logged-csv", "--log", "log.csv", "--no-figures", *RUN),
    ("run", "s.yaml", "--out", "run.xlsx", *RUN),
    ("run", "s.yaml", "--out", "run.docx", *RUN),
    ("run", "s.yaml", "--out", "details", "--details", "--no-figures", *RUN),
    ("walk", "s.yaml", "--out", "walk.xlsx", *RUN),
    ("promise", "s.yaml", "--limit", "1 WD", "--out", "promise.xlsx", *RUN),
    ("backlog", "s.yaml", "--out", "backlog.xlsx", *RUN),
    ("bureaus", "s.yaml", "--out", "bureaus.xlsx", *RUN),
    ("sweep", "s.yaml", "--vary", "departments.desk.staff=1:2:2", "--out", "sweep.xlsx", *RUN),
    ("breakdown", "s.yaml", "--limit", "1 WD", "--by", "procedure", *RUN),
)
"""Event logs, workbooks and briefings are answers as well."""
NO_STUDIES = {"new", "reforms", "explain", "schema", "calibrate"}
"""Commands that take no scenario."""
REFUSED = {"breakdown", "search", "assumptions"}
"""Commands that may have to say why they have no answer."""


def test_no_command_is_forgotten() -> None:
    asked = {words[0] for words in (*COMMANDS, *NOT_THERE, *STUDIES, *ANSWERS)}
    assert asked | NO_STUDIES == set(main.commands)


@pytest.mark.slow
@pytest.mark.parametrize("case", EACH)
def test_what_is_asked_next_has_an_answer_or_one_message(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    chains = "".join(CHAIN.format(name=name, step=step) for name, step in CHAINS[case].items())
    (tmp_path / "b.yaml").write_text(HEAD + chains, encoding="utf-8")
    (tmp_path / "s.yaml").write_text("version: 1\nbaseline: b.yaml\nstudy: {seed: 1, replications: 2}\n", "utf-8")
    for words in ANSWERS:
        outcome = call(*words, "--lang", "en")
        assert "Traceback" not in outcome.err
        if outcome.status:
            assert (outcome.status, outcome.out) == (2, ""), (words, outcome)
            assert words[0] in REFUSED
            assert outcome.err.strip()
        elif "json" in words:
            json.loads(outcome.out, parse_constant=pytest.fail)
        elif "csv" in words:
            assert len({len(row) for row in csv.reader(io.StringIO(outcome.out)) if row}) <= 1
        else:
            assert outcome.out
            assert "nan" not in outcome.out
