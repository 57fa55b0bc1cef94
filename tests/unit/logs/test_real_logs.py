"""Public logs of real approvals: the figures that others have computed from them, and those to be reached."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import adminsim
from adminsim.logs.draft import draft_map
from adminsim.logs.look import look_at
from adminsim.logs.milestones import NEVER, cases_of
from adminsim.messages import Words
from adminsim.report.kit.tables import as_text
from adminsim.report.logs.table import calibration_table
from log_maps import BPIC_MAP, RECEIPT_MAP, write_map

Find = Callable[[str], Path]


@pytest.fixture
def bpic(real: Find, tmp_path: Path) -> adminsim.Log:
    return adminsim.read_log(real("BPIC15_1.xes.gz"), write_map(tmp_path, BPIC_MAP))


def test_building_permits_have_the_published_figures(bpic: adminsim.Log) -> None:
    assert (bpic.rows_in, len(bpic.used) + len(bpic.named)) == (52217, 52217)
    cases = cases_of(bpic)
    decided = cases.decided != NEVER
    days = (cases.decided[decided] - cases.begun[decided]) / 86400
    assert (len(cases), int(decided.sum())) == (1199, 921)
    assert round(days.mean(), 1) == 74.0
    assert round(float(np.median(days)), 1) == 46.5
    assert round(float(np.quantile(days, 0.9))) == 156
    # One case lies across the change to summer time: 56 days by the clock on the wall, an hour more otherwise.
    assert round(float((days > 56).mean()) * 921) in (317, 318)
    assert round(float((cases.at[:, 1] != NEVER).mean()), 2) == 0.24


@pytest.mark.thorough
def test_a_baseline_of_building_permits_forecasts_about_as_well_as_the_past_itself(bpic: adminsim.Log) -> None:
    found = adminsim.calibrate(bpic, test="1/3")
    assert found.held_out is not None
    assert found.held_out.w1["simulated"] <= found.held_out.w1["resampled"] + 0.02
    assert found.w1 <= 0.065
    assert found.is_stationary
    mean = found.in_sample["mean"]
    assert abs(mean["simulated"] - mean["log"]) <= 0.5


@pytest.mark.slow
def test_the_receipt_log_is_called_non_stationary_wherever_it_has_figures(real: Find, tmp_path: Path) -> None:
    found = adminsim.calibrate(real("receipt.xes.gz"), write_map(tmp_path, RECEIPT_MAP), test="1/3")
    report = found.report()
    assert report["log_is"] == report["training"]["log_is"] == report["held_out"]["log_is"] == "non-stationary"
    for language, word in (("en", "NON-STATIONARY"), ("zh", "非平稳")):
        assert as_text(calibration_table(found, Words(language))).count(word) >= 5


def test_a_draft_of_a_map_can_be_used_as_it_is(real: Find, tmp_path: Path) -> None:
    log = adminsim.read_log(real("PurchasingExample.csv.gz"))
    path = write_map(tmp_path, draft_map(log, look_at(log)))
    cases = cases_of(adminsim.read_log(log.path, path))
    assert cases.names[0] == "submitted"
    assert (cases.decided != NEVER).sum() > 300
