"""What there is one of is said in the singular, in every English text of the catalogue."""

from __future__ import annotations

import re

import pytest

from adminsim.messages import CATALOGUE, Words
from adminsim.messages.counted import for_one

VERBS = {
    "as",
    "comes",
    "does",
    "exists",
    "gives",
    "has",
    "holds",
    "is",
    "less",
    "needs",
    "stands",
    "takes",
    "was",
    "works",
}
"""Words on s that stand behind a field and count nothing."""


@pytest.mark.parametrize(
    ("template", "values", "told"),
    [
        ("{count} targets.", {"count": 1}, "1 target."),
        ("{count} targets.", {"count": "1"}, "1 target."),
        ("{count} targets.", {"count": 0}, "0 targets."),
        ("{count} targets.", {"count": 11}, "11 targets."),
        ("{count} targets.", {"count": 1.0}, "1.0 targets."),
        ("{all} assumed figures of {count} reforms", {"all": 2, "count": 1}, "2 assumed figures of 1 reform"),
        ("{count} simulated years each", {"count": 1}, "1 simulated year each"),
        ("{name}: {count} files", {"name": "1 cases", "count": 2}, "1 cases: 2 files"),
        ("{share} of cases", {"share": "1"}, "1 of cases"),
        ("{count} shifts are never on duty", {"count": 1}, "1 shift is never on duty"),
        ("{count} figures are assumed", {"count": 2}, "2 figures are assumed"),
        ("{count} reforms have {all} places", {"count": 1, "all": 1}, "1 reform has 1 place"),
    ],
)
def test_one_is_singular_and_what_is_filled_in_stays(template: str, values: dict[str, object], told: str) -> None:
    assert for_one(template, values).format(**values) == told


def test_check_counts_in_the_singular() -> None:
    said = Words.EN.say("cli-checked", file="a.yaml", reforms=1, enabled=1, targets=1)
    assert said == "a.yaml is in order: 1 reform (1 enabled), 1 target."


def test_no_text_with_one_of_anything_has_a_plural_behind_it() -> None:
    left = []
    for code, (english, _) in CATALOGUE.items():
        fields = dict.fromkeys(re.findall(r"\{(\w+)\}", english), 1)
        told = re.findall(r"(?<![\w.%])1 ([a-z]+s)\b(?! of)", Words.EN.say(code, **fields)) if fields else []
        left += [(code, word) for word in told if word not in VERBS]
    assert left == []
