"""CSV in the reader's language: Chinese headings and names where Chinese is asked for, else the machine's names."""

from __future__ import annotations

import csv

import pytest
from click.testing import CliRunner, Result

from adminsim.cli import main

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
