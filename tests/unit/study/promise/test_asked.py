"""What the commands of limits and backlogs refuse, in both languages; and what they write."""

from __future__ import annotations

from pathlib import Path

import pytest

from adminsim.messages import Words
from cli_calls import RUN, call, make_small


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    make_small(Path())
    return tmp_path


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("given", ["5 d", "1.5 WD", "soon", "", "-1 WD", "9999 WD"])
@pytest.mark.parametrize("command", ["promise", "breakdown"])
def test_a_limit_is_a_whole_number_of_working_days(here: Path, given: str, language: str, command: str) -> None:
    outcome = call(command, "small.yaml", "--limit", given, *RUN, "--lang", language)
    assert (outcome.status, outcome.out) == (2, "")
    assert Words(language).say("promise-limit", given=given, most=750) in "".join(outcome.err.split("\n"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("given", ["2018-01-31", "2017-12-31", "spring", "20180101x"])
def test_weeks_begin_on_a_day_of_the_run(here: Path, given: str, language: str) -> None:
    outcome = call("backlog", "small.yaml", "--since", given, *RUN, "--lang", language)
    assert (outcome.status, outcome.out) == (2, "")
    told = Words(language).say("backlog-date", given=given, first="2018-01-01", last="2018-01-11")
    assert told in "".join(outcome.err.split("\n"))


@pytest.mark.parametrize(
    ("command", "files"),
    [
        ("breakdown --by procedure", {"breakdown.csv", "limits.yaml", "targets.yaml", "breakdown.svg"}),
        ("breakdown", {"breakdown.csv", "breakdown.json", "limits.yaml", "breakdown.svg", "breakdown.png"}),
        ("promise", {"promise.csv", "shares.csv", "promise.json", "promise-permit.svg", "promise-permit.png"}),
        ("backlog", {"backlog.csv", "gone.csv", "backlog.json", "backlog.svg", "backlog.png"}),
        ("bureaus", {"bureaus.csv", "by-step.csv", "bureaus.json", "bureau-counter.md", "bureau-counter.svg",
                     "bureau-counter.png"}),
    ],
)  # fmt: skip
def test_folders_get_tables_figures_and_pages(here: Path, command: str, files: set[str]) -> None:
    name, *own = command.split()
    own += ["--limit", "5 WD"] if name == "breakdown" else []
    outcome = call(name, "small.yaml", *own, "--out", "told", "--lang", "zh", *RUN)
    assert outcome.status == 0, outcome.err
    assert {path.name for path in Path("told").iterdir()} >= files
