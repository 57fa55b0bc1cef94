"""The catalogue of messages about files."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

from adminsim.messages import CATALOGUE
from adminsim.messages.file_errors import FILE_ERRORS
from adminsim.messages.model_errors import MODEL_ERRORS

FILES = Path(__file__).parents[3] / "src" / "adminsim" / "files"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_no_code_means_two_things() -> None:
    assert [code for code, texts in {**FILE_ERRORS, **MODEL_ERRORS}.items() if CATALOGUE[code] != texts] == []


def test_both_languages_name_the_same_values() -> None:
    assert [code for code, (english, chinese) in FILE_ERRORS.items() if fields(english) != fields(chinese)] == []


def test_every_code_that_is_said_has_an_entry() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in FILES.glob("*.py"))
    said = set(re.findall(r'"((?:file|csv|yaml|key|value|schema)-[a-z-]*[a-z])"', source))
    assert said - FILE_ERRORS.keys() == set()
