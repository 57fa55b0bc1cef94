"""Mutations of shipped files: each is read, or told where it is wrong; none ends in a traceback.

``ADMINSIM_FUZZ=5000 pytest tests/golden/test_fuzz.py`` tries more than the fifty of every run.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from adminsim.files.load import InputError, load
from adminsim.files.located import Located
from adminsim.messages import Words

ROOT = Path(__file__).parents[2] / "scenarios"
SEED = 2018
MUTATIONS = int(os.environ.get("ADMINSIM_FUZZ", "50"))
"""How many in all; one in ten of a scenario that takes long to read."""
GROUPS = 5
FILES = {
    "smallest/scenario.yaml": ("smallest/scenario.yaml", "smallest/baseline.yaml"),
    "weihai-2018/startup.yaml": (
        "weihai-2018/startup.yaml",
        "weihai-2018/baseline/startup.yaml",
        "weihai-2018/baseline/town-hall.yaml",
    ),
}
LONG = {
    "weihai-2018/project.yaml": ("weihai-2018/project.yaml", "weihai-2018/baseline/project.yaml"),
    "weihai-2018/hookups.yaml": ("weihai-2018/hookups.yaml", "weihai-2018/baseline/hookups/gas.yaml"),
}
WORDS = (
    "0", "-1", "1e308", "-1e-320", ".nan", ".inf", "~", "no", "9:00", "25:99", "''", "{}", "[]", "[[]]", "{a: 1}",
    "10 WD", "0 s", "-3 d", "1e300 wk", "1.5 moons", "2018-02-30", "9999-12-31", "0001-01-01", "*x", "&x y", "!t z",
    "all", "poisson", "replay", "staffed", "session", "waiting", "startup", "window", "\t", "\x00", "\ufeff", "\u2028",
    "威海", "１", "🙂", "a: b: c", "- ", "? ", "%", "@", "`", "|", ">", "<<: {a: 1}", "---", "...", "#", ": ", "é",
    "{value: 1, range: [2, 3]}", "{fixed: 3 h}", "{mixture: {parts: []}}", "{lognormal: {mean: 0 h, cv: 0}}",
    "{empirical: {values: [], weights: []}}", "[9:00-12:00, 11:00-13:00]", "99999999999999999999", "true",
)  # fmt: skip


def put_word(text: str, by: random.Random) -> str:
    """Put a word in the place of another one."""
    words = text.split(" ")
    words[by.randrange(len(words))] = by.choice(WORDS)
    return " ".join(words)


def put_value(text: str, by: random.Random) -> str:
    """Put a word behind a key, in the place of all that stands there."""
    lines = text.splitlines(keepends=True)
    number = by.choice([number for number, line in enumerate(lines) if ": " in line] or [0])
    key, _, _ = lines[number].partition(": ")
    lines[number] = f"{key}: {by.choice(WORDS)}\n"
    return "".join(lines)


def drop_line(text: str, by: random.Random) -> str:
    """Take a line out."""
    lines = text.splitlines(keepends=True)
    del lines[by.randrange(len(lines))]
    return "".join(lines)


def double_line(text: str, by: random.Random) -> str:
    """Say a line twice, the second time anywhere."""
    lines = text.splitlines(keepends=True)
    lines.insert(by.randrange(len(lines)), by.choice(lines))
    return "".join(lines)


def indent_line(text: str, by: random.Random) -> str:
    """Move a line to the left or right."""
    lines = text.splitlines(keepends=True)
    number = by.randrange(len(lines))
    lines[number] = " " * by.randrange(9) + lines[number].lstrip()
    return "".join(lines)


def change_character(text: str, by: random.Random) -> str:
    """Put another character in the place of one, or take it out."""
    place = by.randrange(len(text))
    return text[:place] + by.choice(["", "\x00", "\ufffe", "é", *":-{}[],#&*!|>'\"%@`?\t\n 0x"]) + text[place + 1 :]


def cut_off(text: str, by: random.Random) -> str:
    """Let the text end early."""
    return text[: by.randrange(len(text))]


def change_name(text: str, by: random.Random) -> str:
    """Put one of the text's own words in the place of another one."""
    words = text.split(" ")
    words[by.randrange(len(words))] = by.choice(words)
    return " ".join(words)


def change_number(text: str, by: random.Random) -> str:
    """Put another digit in the place of one."""
    places = [place for place, character in enumerate(text) if character.isdigit()]
    place = by.choice(places or [0])
    return text[:place] + by.choice(["0", "9", "99999", "-", ".", "0.5", "e9"]) + text[place + 1 :]


WAYS: tuple[Callable[[str, random.Random], str], ...] = (
    put_word, put_value, put_value, drop_line, double_line, indent_line, change_character, cut_off, change_name,
    change_number,
)  # fmt: skip


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the shipped files, as the current folder."""
    for path in ROOT.rglob("*.yaml"):
        target = tmp_path / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def try_once(here: Path, scenario: str, file: str, by: random.Random) -> None:
    """Spoil a file in one to three ways, and read the scenario."""
    path = here / file
    good = path.read_bytes()
    text = good.decode("utf-8")
    ways = by.choices(WAYS, k=by.choice((1, 1, 1, 2, 3)))
    for way in ways:
        text = way(text, by) or "x"
    data = text.encode("utf-8", "surrogatepass")
    if by.random() < 0.02:
        place = by.randrange(len(data))
        data = data[:place] + bytes([by.randrange(128, 256)]) + data[place + 1 :]
    path.write_bytes(data)
    try:
        problems = problems_of(scenario)
    finally:
        path.write_bytes(good)
    names = [way.__name__ for way in ways]
    for problem in problems:
        assert problem.line is not None, (names, problem.text())
        assert problem.code != "schema-other", (names, problem.text())
        assert problem.text(Words.EN) != problem.text(Words.ZH), names


def problems_of(scenario: str) -> list[Located]:
    """Return what is wrong with a scenario; what is not is made as reformed."""
    try:
        assert load(scenario).reformed.chains
    except InputError as error:
        return error.problems
    return []


@pytest.mark.parametrize("group", range(GROUPS))
def test_a_spoilt_file_is_read_or_told_where_it_is_wrong(group: int, here: Path) -> None:
    by = random.Random(SEED + group)
    for number in range(MUTATIONS // GROUPS):
        files = LONG if number % 10 == 9 else FILES
        scenario = by.choice(list(files))
        try_once(here, scenario, by.choice(files[scenario]), by)
