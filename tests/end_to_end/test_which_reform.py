"""Which reform did it, and on which assumptions it rests: from the command line, in both languages."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO
from pathlib import Path

import pytest

from adminsim.messages import Words
from cli_calls import Outcome, call, make_small

CHINESE = re.compile("[\u4e00-\u9fff]")
FAST = ("--replications", "2", "--workers", "1")
SCENARIO = """version: 1
baseline: small/baseline.yaml
reforms:
  - {reform: staffing, department: counter, add: 1, source: "a plan; the number is an assumption"}
  - {reform: training, departments: [counter], faster: {value: 1.2, range: [1.1, 1.3], source: assumption}}
targets:
  - {name: half-day, kind: within, limit: 1 h, share: 0.95, clock: agency, source: example}
study: {seed: 1}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a scenario of two reforms in it."""
    monkeypatch.chdir(tmp_path)
    make_small(Path())
    Path("two.yaml").write_text(SCENARIO, encoding="utf-8")
    return tmp_path


def rows(outcome: Outcome) -> list[dict[str, str]]:
    """Return printed CSV."""
    assert outcome.status == 0, outcome.err
    return list(csv.DictReader(StringIO(outcome.out)))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_reforms_are_attributed_in_every_form(language: str, here: Path) -> None:
    lang = ("--lang", language)
    table = call("attribute", "two.yaml", *FAST, *lang)
    assert (table.status, table.err) == (0, "")
    assert {"en": "staffing", "zh": "人员配置"}[language] in table.out
    assert bool(CHINESE.search(table.out)) == (language == "zh")
    data = json.loads(call("attribute", "two.yaml", "--format", "json", *FAST, *lang).out)
    assert data["total"]["mean"] == pytest.approx(sum(row["contribution"] for row in data["reforms"]))
    assert (data["method"], data["combinations"], data["simulated"]) == ("exact", 4, 8)
    printed = rows(call("attribute", "two.yaml", "--format", "csv", *FAST, *lang))
    names = [row["reform"] for row in data["reforms"]]
    heading, told = {"en": ("reform", names), "zh": ("改革措施", ["人员配置", "业务培训"])}[language]
    assert [row[heading] for row in printed] == told
    assert not list(here.glob("out*"))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_assumptions_are_listed_and_varied_in_every_form(language: str, here: Path) -> None:
    lang = ("--lang", language)
    listed = call("assumptions", "two.yaml", "--list", *lang)
    assert (listed.status, listed.err) == (0, "")
    assert "reforms.training.faster" in listed.out
    assert Words(language).say("ledger-no_range") in listed.out
    table = call("assumptions", "two.yaml", *FAST, *lang)
    assert (table.status, table.err) == (0, "")
    assert Words(language).say("verdict-missed") in table.out or Words(language).say("verdict-undecided") in table.out
    data = json.loads(call("assumptions", "two.yaml", "--format", "json", *FAST, *lang).out)
    (row,) = data["assumptions"]
    assert (row["assumption"], row["low"], row["high"]) == ("reforms.training.faster", "1.1", "1.3")
    assert row["at_low"] < row["at_high"]
    assert [one["standing"] for one in data["ledger"]] == ["no_range", "varied"]
    (printed,) = rows(call("assumptions", "two.yaml", "--format", "csv", *FAST, *lang))
    assert "reforms.training.faster" in printed.values()
    assert ("assumption" in printed) == (language == "en")
    assert len(rows(call("assumptions", "two.yaml", "--list", "--format", "csv"))) == 2
    assert len(json.loads(call("assumptions", "two.yaml", "--list", "--format", "json").out)) == 2


def test_tables_and_figures_are_written_where_asked_for(here: Path) -> None:
    assert call("attribute", "two.yaml", "--measure", "half-day", "--out", "shares", *FAST).status == 0
    assert {path.name for path in Path("shares").iterdir()} == {
        "attribution.csv", "interactions.csv", "attribution.json", "attribution.svg", "attribution.png",
    }  # fmt: skip
    assert json.loads(Path("shares/attribution.json").read_text(encoding="utf-8"))["unit"] == "share"
    assert call("assumptions", "two.yaml", "--out", "ledger", *FAST).status == 0
    assert {path.name for path in Path("ledger").iterdir()} == {
        "ledger.csv", "assumptions.csv", "assumptions.json", "tornado-half-day.svg", "tornado-half-day.png",
    }  # fmt: skip


@pytest.mark.parametrize("command", ["attribute", "assumptions"])
def test_what_was_stopped_goes_on_to_the_same_bytes(command: str, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from adminsim.study.many import variants

    whole = call(command, "two.yaml", "--out", "whole", *FAST)
    assert whole.status == 0
    run_batch, begun = variants.run_batch, []

    def stopped(*given: object) -> variants.Tally:
        begun.append(given)
        if len(begun) == 2:
            raise KeyboardInterrupt
        return run_batch(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(variants, "run_batch", stopped)
    first = call(command, "two.yaml", "--out", "parts", *FAST, "--lang", "en")
    assert first.status == 1
    assert f"what is finished is kept. To go on: adminsim {command} two.yaml --out parts" in first.err
    assert not Path("parts").exists()
    other = call(command, "two.yaml", "--out", "parts", "--resume", *FAST, "--seed", "3", "--lang", "en")
    assert (other.status, "the seed" in other.err) == (2, True)
    again = call(command, "two.yaml", "--out", "parts", "--resume", *FAST)
    assert again.status == 0, again.err
    assert len(begun) == 3
    for path in sorted(Path("whole").iterdir()):
        assert path.read_bytes() == (Path("parts") / path.name).read_bytes()


def test_another_question_is_not_gone_on_with(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from adminsim.study.many import variants

    run_batch, begun = variants.run_batch, []

    def stopped(*given: object) -> variants.Tally:
        begun.append(given)
        if len(begun) == 2:
            raise KeyboardInterrupt
        return run_batch(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(variants, "run_batch", stopped)
    call("attribute", "two.yaml", "--out", "parts", *FAST)
    other = call("attribute", "two.yaml", "--measure", "half-day", "--out", "parts", "--resume", *FAST, "--lang", "en")
    assert other.status == 2
    assert "what is asked for" in other.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("attribute", "two.yaml", "--chain", "permits"), "did you mean 'permit'"),
        (("attribute", "two.yaml", "--measure", "halfday"), "did you mean 'half-day'"),
        (("attribute", "two.yaml", "--measure", "half-day", "--chain", "permit"), "not both"),
        (("attribute", "two.yaml", "--resume"), "--resume needs the folder"),
        (("attribute", "two.yaml", "--resume", "--out", "new"), "new"),
        (("assumptions", "two.yaml", "--list", "--out", "new"), "--list simulates nothing"),
        (("assumptions", "small.yaml"), "no assumed figure with a range"),
    ],
)
def test_a_wrong_call_is_one_clear_error(words: tuple[str, ...], told: str, here: Path) -> None:
    outcome = call(*words, "--lang", "en")
    assert (outcome.status, outcome.out) == (2, "")
    assert told in outcome.err
    assert "Traceback" not in outcome.err


def test_a_range_that_excludes_its_value_is_told_with_its_place(here: Path) -> None:
    Path("two.yaml").write_text(SCENARIO.replace("[1.1, 1.3]", "[1.3, 1.4]"), encoding="utf-8")
    outcome = call("assumptions", "two.yaml", "--list", "--lang", "en")
    assert outcome.status == 2
    assert "two.yaml:5:" in outcome.err
    assert "the range 1.3 to 1.4 does not hold the value 1.2" in outcome.err
