"""The page on Python names what there is, and its examples give what they show."""

from __future__ import annotations

import doctest
import inspect
import re
from pathlib import Path

import adminsim

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "api.md"


def test_every_public_name_stands_on_the_page() -> None:
    named = set(re.findall(r"auto(?:function|class|exception):: (\w+)", PAGE.read_text(encoding="utf-8")))
    assert named == set(adminsim.__all__)


def test_every_method_that_returns_a_table_stands_on_the_page() -> None:
    page = PAGE.read_text(encoding="utf-8")
    for name, members in re.findall(r"autoclass:: (\w+)\n   :members: (.*)", page):
        methods = {
            one for one, value in vars(getattr(adminsim, name)).items()
            if inspect.isfunction(value) and "DataFrame" in str(inspect.signature(value).return_annotation)
        }  # fmt: skip
        assert {one for one in methods if not one.startswith("_")} <= {*members.split(", ")}, name
    assert "obstacles" in page


def test_what_the_examples_show_is_what_comes() -> None:
    found = doctest.testfile(str(PAGE), module_relative=False)
    assert found.attempted > 10
    assert found.failed == 0
