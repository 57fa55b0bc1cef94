"""Progress shows how many, how fast and how long yet, in the reader's language, and on terminals alone."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from adminsim.cli import progress as shown_progress
from adminsim.cli.progress import progress_bar, rate_text
from adminsim.messages import Words


@pytest.mark.parametrize(
    ("a_second", "remaining", "english", "chinese"),
    [
        (12.34, 1234, "12.3 a second, 0:01:40 left", "每秒 12.3 次, 剩余 0:01:40"),
        (0.5, 30, "30 a minute, 0:01:00 left", "每分钟 30 次, 剩余 0:01:00"),
        (1 / 90, 100, "0.667 a minute, 2:30:00 left", "每分钟 0.667 次, 剩余 2:30:00"),
        (1.0, 0, "1 a second, 0:00:00 left", "每秒 1 次, 剩余 0:00:00"),
        (None, 10, "", ""),
        (2.0, None, "", ""),
    ],
)
def test_rate_and_remaining_time(a_second: float | None, remaining: float | None, english: str, chinese: str) -> None:
    assert rate_text(a_second, remaining, Words.EN) == english
    assert rate_text(a_second, remaining, Words.ZH).replace("，", ", ") == chinese


@pytest.mark.parametrize(("language", "words"), [("en", ("Simulating", "left")), ("zh", ("正在模拟", "剩余"))])
def test_a_terminal_shows_name_count_rate_and_remaining_time(language: str, words: tuple[str, str]) -> None:
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=100, _environ={})
    with progress_bar(console, Words(language), "my-[city]") as progress:
        for done in range(40, 44):
            progress(done, 100)
    text = shown.getvalue()
    assert "my-[city]" in text
    assert "43/100" in text
    assert all(word in text for word in words)


def test_what_was_done_by_an_earlier_process_does_not_count_as_fast() -> None:
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=100, _environ={})
    with progress_bar(console, Words.EN, "x") as progress:
        progress(1000, 2000)
        progress(1000, 2000)
    assert "left" not in shown.getvalue()


def test_no_terminal_shows_nothing() -> None:
    shown = io.StringIO()
    with progress_bar(Console(file=shown), Words.EN, "x") as progress:
        for done in range(10):
            progress(done, 10)
    assert shown.getvalue() == ""


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["town 700/2,000, 5 a second, 0:04:20 left", "town 1,200/2,000, 6 a second, 0:02:13 left"]),
        ("zh", ["town 700/2,000, 每秒 5 次, 剩余 0:04:20", "town 1,200/2,000, 每秒 6 次, 剩余 0:02:13"]),
    ],
)  # fmt: skip
def test_a_file_gets_a_line_by_the_minute(language: str, told: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    # Begun at 300 of 2,000: 400 in 80 s, and 900 in 150 s; what is heard within a minute of a line is not told.
    now = iter([0.0, 30.0, 80.0, 120.0, 150.0, 500.0])
    monkeypatch.setattr(shown_progress, "monotonic", lambda: next(now))
    shown = io.StringIO()
    with progress_bar(Console(file=shown, width=200), Words(language), "town") as progress:
        for done in (300, 400, 700, 900, 1200, 2000):
            progress(done, 2000)
    lines = [line.split(" ", 1) for line in shown.getvalue().replace("，", ", ").splitlines()]
    assert lines == [[Words(language).say("cli-progress"), line] for line in told]


def test_the_first_which_waits_for_the_compiler_makes_no_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    now = iter([0.0, 240.0, 300.0])
    monkeypatch.setattr(shown_progress, "monotonic", lambda: next(now))
    shown = io.StringIO()
    with progress_bar(Console(file=shown, width=200), Words.EN, "town") as progress:
        for done in (0, 1, 13):
            progress(done, 30)
    begun = Words.EN.say("cli-progress")
    assert shown.getvalue().splitlines() == [f"{begun} town 1/30", f"{begun} town 13/30, 12 a minute, 0:01:25 left"]


def test_nothing_is_counted_of_an_unknown_number() -> None:
    shown = io.StringIO()
    console = Console(file=shown, force_terminal=True, width=100, _environ={})
    with progress_bar(console, Words.EN, "x"):
        pass
    assert "Simulating" in shown.getvalue()
    assert "?" not in shown.getvalue().replace("\x1b[?", "")
