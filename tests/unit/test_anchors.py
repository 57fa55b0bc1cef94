"""Where a published figure was fitted, the shipped results lie within a tenth of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))
import validity_tables as tables  # noqa: E402

FITTED = [anchor for anchor in tables.ANCHORS if anchor.use.startswith((tables.FITTED, tables.BUILT))]


@pytest.mark.parametrize("anchor", FITTED, ids=["-".join(anchor.at) for anchor in FITTED])
def test_a_fitted_figure_is_within_a_tenth(anchor: tables.Anchor) -> None:
    kinds = json.loads(tables.THEORY.read_text(encoding="utf-8"))
    mean, low, high = tables._simulated(anchor.at, ROOT / "results" / tables.PLAN, kinds)
    assert low <= mean <= high
    assert anchor.published[0] * 0.9 <= mean <= anchor.published[-1] * 1.1


def test_the_figures_that_are_held_are_those_that_were_agreed_beforehand() -> None:
    assert {anchor.at[0] for anchor in FITTED} == {"startup", "power", "project", "reading"}
