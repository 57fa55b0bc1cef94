"""Help pages in both languages: what is two columns wide counts twice."""

from __future__ import annotations

import re

import click
import pytest
from rich.cells import cell_len

from adminsim.cli import main
from adminsim.cli.language import words_in
from adminsim.cli.page import Page, width_of, wrapped
from adminsim.messages import CATALOGUE
from adminsim.messages.cli_words import CLI_WORDS
from adminsim.messages.command_words import COMMAND_WORDS
from adminsim.messages.results_words import RESULTS_WORDS

SAID = {**COMMAND_WORDS, **CLI_WORDS, **RESULTS_WORDS}
NAMES = ["", *main.commands]
CHINESE = re.compile("[\u4e00-\u9fff]")


def help_of(name: str, language: str, width: int = 80) -> str:
    """Return a help page."""
    top = click.Context(main, info_name="adminsim", terminal_width=width, obj=["--lang", language])
    if not name:
        return main.get_help(top)
    command = main.commands[name]
    return command.get_help(click.Context(command, info_name=name, parent=top, terminal_width=width))


@pytest.mark.parametrize("text", ["abc", "审批 3 WD", "“引号”，（括号）", ""])
def test_widths_are_those_of_terminals(text: str) -> None:
    assert width_of(text) == cell_len(text)


@pytest.mark.parametrize("width", [20, 33, 80])
def test_lines_are_no_wider_than_asked_and_nothing_is_lost(width: int) -> None:
    for texts in SAID.values():
        for text in texts:
            lines = wrapped(text, width)
            assert "".join("".join(lines).split()) == "".join(text.split())
            longest = max(width_of(word) for word in re.findall(r"[^\s\u2e80-\uffef]+", text) or [""])
            assert max(map(width_of, lines)) <= max(width, longest + 4)


def test_no_line_begins_with_a_mark_that_ends_something() -> None:
    text = "测算一座城市的审批要多久，以及每项改革（含试点）究竟能省多少时间。"
    for width in range(8, 60):
        assert not any(line[0] in "，。）" for line in wrapped(text, width))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_help_fits_and_shows_an_example(name: str, language: str) -> None:
    page = help_of(name, language)
    assert max(map(width_of, page.splitlines())) <= 80
    assert f"adminsim {name}".rstrip() in page.rpartition(":\n")[2]


@pytest.mark.parametrize("name", NAMES)
def test_chinese_help_has_no_english_sentence(name: str) -> None:
    told = help_of(name, "zh").partition("示例:")[0]
    assert not re.search(r"[a-z]{3,} [a-z]{2,} [a-z]{2,}", told)
    lines = [line for line in told.splitlines() if line and not line.lstrip().startswith(("--", "S", "["))]
    # A sentence may end with a value that stands on a line of its own.
    assert all(CHINESE.search(line) or re.fullmatch(r"\s*[\w.]+。", line) for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_english_help_has_no_chinese(name: str) -> None:
    assert not CHINESE.search(help_of(name, "en"))


def test_both_columns_of_a_list_are_aligned() -> None:
    page = Page(width=40)
    page.write_dl([("甲", "一"), ("abcd", "二"), ("x" * 39, "三")])
    lines = page.getvalue().splitlines()
    assert [width_of(line.rstrip()[:-1]) for line in lines if line[-1] in "一二三"] == [32, 32, 32]


@pytest.mark.parametrize(
    ("given", "locale", "language"),
    [
        (["--lang", "zh", "run"], "", "zh"),
        (["run", "--lang=en"], "zh_CN.UTF-8", "en"),
        (["run", "x"], "zh_CN.UTF-8", "zh"),
        (["run", "x"], "de_DE.UTF-8", "en"),
        (["run", "zh"], "C", "en"),
        (["run", "--lang", "fr"], "C", "en"),
        (["run", "--lang"], "C", "en"),
    ],
)
def test_the_language_is_the_one_asked_for_or_that_of_the_locale(
    given: list[str], locale: str, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    for name in ("LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert words_in(given).language == language


def test_every_entry_is_in_both_languages_with_the_same_values() -> None:
    fields = re.compile(r"{(\w+)}")
    assert [code for code, (en, zh) in SAID.items() if set(fields.findall(en)) != set(fields.findall(zh))] == []
    halfwidth = [
        code for code, (_, zh) in CATALOGUE.items() if re.search("[\u4e00-\u9fff][,;!?]|[\u4e00-\u9fff][(]", zh)
    ]
    assert halfwidth == []
