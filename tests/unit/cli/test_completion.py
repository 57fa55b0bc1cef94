"""A shell completes the names that the program knows."""

from __future__ import annotations

import pytest
from click.shell_completion import ShellComplete

from adminsim.cli import main


def completed(words: list[str], begun: str) -> list[str]:
    found = ShellComplete(main, {}, "adminsim", "_ADMINSIM_COMPLETE").get_completions(words, begun)
    return [item.value for item in found]


@pytest.mark.parametrize(
    ("words", "begun", "expected"),
    [
        ([], "expl", ["explain"]),
        (["reforms"], "parallel", ["parallel_approval"]),
        (["reforms"], "并联", ["并联审批"]),
        (["new", "my-city", "--from"], "hook", ["hookups"]),
        (["explain"], "tar", ["targets"]),
        (["explain", "targets"], "readi", ["readings"]),
    ],
)
def test_what_is_begun_is_completed(words: list[str], begun: str, expected: list[str]) -> None:
    assert set(expected) <= set(completed(words, begun))
    assert all(name.startswith(begun) for name in completed(words, begun))
