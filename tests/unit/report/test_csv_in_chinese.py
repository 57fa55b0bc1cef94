"""CSV in the reader's language: Chinese headings and names where Chinese is asked for, else the machine's names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adminsim.cli import main
from paged import write_town

STARTUP = "scenarios/weihai-2018/startup.yaml"


def printed(*given: str) -> list[list[str]]:
    found: Result = CliRunner().invoke(main, [*given, "--format", "csv"])
    assert found.exit_code == 0, found.output
    return list(csv.reader(found.stdout.splitlines()))


COMMANDS = (
    ("walk", "scenarios/smallest/scenario.yaml", "--replications", "2", "--quiet"),
    ("targets", STARTUP),
    ("preview", STARTUP),
    ("assumptions", STARTUP, "--list"),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command[0]))
def test_headings_are_those_of_the_language_and_the_figures_the_same(command: tuple[str, ...]) -> None:
    english, chinese = (printed("--lang", language, *command) for language in ("en", "zh"))
    assert all(heading.isascii() for heading in english[0])
    assert [heading for heading in chinese[0] if heading.isascii()] == []
    assert len(set(chinese[0])) == len(chinese[0])
    assert len(chinese) == len(english)
    for mine, theirs in zip(english[1:], chinese[1:], strict=True):
        assert [one for one in mine if _is_number(one)] == [one for one in theirs if _is_number(one)]


def _is_number(text: str) -> bool:
    return text.replace(".", "").replace("-", "").isdigit()


def test_parts_of_the_scenario_are_called_as_its_labels_say() -> None:
    (_, *rows) = printed("--lang", "zh", *COMMANDS[0])
    assert not any(cell in ("total", "chain", "step", "queue") for row in rows for cell in row)


TOWN = ("--replications", "2", "--workers", "1", "--quiet", "--lang", "zh")


def test_sweeps_and_cities_side_by_side_name_what_they_are_about(tmp_path: Path) -> None:
    town = str(write_town(tmp_path))
    (head, *rows) = printed("sweep", town, "--vary", "demand=90%:110%:2", *TOWN)
    assert head[0] == "申请量 [%]"
    assert [row[1] for row in rows[:5]] == [
        "5日内办结", "减少三分之一", "fewer-visits", "许可：平均历时（天）", "queries：平均历时（天）",
    ]  # fmt: skip
    assert {row[2] for row in rows} == {"占比", "天", "个数"}
    (_, *rows) = printed("compare", town, town, *TOWN)
    assert {row[0] for row in rows} == {"许可", "queries"}
    assert [row[1] for row in rows if row[1].isascii()] == []
