"""The program says one word for one thing: the one of the glossary."""

from __future__ import annotations

import re
from pathlib import Path

from adminsim.messages import CATALOGUE
from adminsim.messages.field_words import FIELD_WORDS, SCHEMA_WORDS
from adminsim.reforms import VOCABULARY, Reform, RouteReform

GLOSSARY = (Path(__file__).parents[3] / "docs" / "explanation" / "glossary.md").read_text(encoding="utf-8")
NOT_SAID = dict(re.findall(r"^\| (\S+) \| (\S+) \|$", GLOSSARY.split("## One word each")[1], flags=re.MULTILINE)[1:])


def said() -> dict[str, tuple[str, str]]:
    """Return all that is said in Chinese, with the English beside it, by where it stands."""
    found = dict(CATALOGUE)
    for kind, words in FIELD_WORDS.items():
        found |= {f"{kind}.{field}": (field, told) for field, told in words.items()}
    found |= {english: (english, told) for english, told in SCHEMA_WORDS.items()}
    for word, reform in VOCABULARY.items():
        found |= {word: ("", reform.term_zh), f"{word}.about": ("", reform.about_zh)}
        for kind in (Reform, RouteReform, reform):
            found |= {f"{word}.{field}": (field, told) for field, told in kind.fields_zh.items()}
    return found


def test_the_glossary_names_what_is_not_said() -> None:
    assert NOT_SAID["审批链"] == "流程"
    assert len(NOT_SAID) >= 5


def test_no_word_is_said_that_the_glossary_refuses() -> None:
    wrong = {(where, word) for where, (_, told) in said().items() for word in NOT_SAID if word in told}
    assert wrong == set()


def test_a_procedure_alone_is_called_so() -> None:
    for where, (english, told) in said().items():
        if "环节" in told and where != "Count.":
            assert "procedure" in english + where or "time-consuming" in english, (where, told)
