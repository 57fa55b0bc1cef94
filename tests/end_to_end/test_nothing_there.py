"""Where nothing is approved, asked for, changed or counted, every command still has an answer."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

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
)


@pytest.mark.slow
@pytest.mark.parametrize("case", CHAINS)
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
    assert (tmp_path / "out" / "manifest.json").exists()
    for path in (tmp_path / "out").glob("*.json"):
        json.loads(path.read_text(encoding="utf-8"), parse_constant=pytest.fail)
