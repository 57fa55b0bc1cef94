"""Whom files wait for is called by a Chinese name on a Chinese page."""

from __future__ import annotations

from pathlib import Path

import pytest

from adminsim.files.load import load
from adminsim.messages import Words
from adminsim.model.step import Waiting
from adminsim.report.kit.style import party_name

SCENARIOS = Path(__file__).parents[4] / "scenarios"
FILES = (one for one in sorted(SCENARIOS.glob("*/*.yaml")) if one.parent.name != "shared")
SHIPPED = [one for one in FILES if "baseline:" in one.read_text("utf-8")]


@pytest.mark.parametrize("file", SHIPPED, ids=lambda one: f"{one.parent.name}-{one.stem}")
def test_shipped_scenarios_wait_for_nobody_without_a_chinese_name(file: Path) -> None:
    for chain in load(file).baseline.chains.values():
        for step in chain.steps.values():
            if isinstance(step, Waiting) and step.by is not None:
                assert not party_name(step.by, Words.ZH).isascii(), step.by
                assert step.by in party_name(step.by, Words.EN)


def test_who_is_not_known_is_called_as_the_file_does() -> None:
    for name in ("气象局", "port tug"):
        assert {party_name(name, words) for words in Words} == {name}
