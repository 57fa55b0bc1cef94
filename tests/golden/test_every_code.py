"""Every error that a planner can meet is said by some test: by its code, or word for word in a golden file."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from adminsim.messages import CATALOGUE
from adminsim.messages.counted import COUNTED
from adminsim.reforms.vocabulary import VOCABULARY

TESTS = Path(__file__).parents[1]
ERRORS = ("compose_errors", "file_errors", "log_errors", "model_errors", "os_errors", "reform_errors", "time_errors")
HERE = Path(__file__).parent


def codes() -> list[str]:
    """Return all codes of errors, those of reforms among them."""
    found = [code for name in ERRORS for code in _tables(name)]
    return found + [code for kind in VOCABULARY.values() for code in kind.says]


def _tables(name: str) -> list[str]:
    module = import_module(f"adminsim.messages.{name}")
    dictionaries = (value for value in vars(module).values() if isinstance(value, dict))
    return [code for found in dictionaries for code in found if isinstance(code, str) and code in CATALOGUE]


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _is_said(sentence: str, texts: str) -> bool:
    """Tell whether a text holds a sentence of the catalogue, with anything in place of its names and what it counts."""
    parts = [_spaced(part) for part in re.split(r"\{[^{}]*\}", re.sub(COUNTED, "{counted}", sentence))]
    longest, form = max(parts, key=len), re.compile(".{0,300}?".join(map(re.escape, parts)))
    found = (place.start() for place in re.finditer(re.escape(longest), texts))
    return any(form.search(texts, max(place - 600, 0), place + 900) for place in found)


@pytest.fixture(scope="module")
def unsaid() -> set[str]:
    """Return the codes that stand in no test, and whose sentence stands in no golden file and no test."""
    files = [*TESTS.rglob("*.py"), *HERE.rglob("*.en.txt")]
    texts = "\n".join(path.read_text(encoding="utf-8") for path in files)
    spaced = _spaced(texts)
    return {code for code in codes() if f'"{code}"' not in texts and not _is_said(CATALOGUE[code][0], spaced)}


def test_no_error_is_without_a_test(unsaid: set[str]) -> None:
    assert unsaid == set()
