"""What is simulated is written as a log, and is read again as it was; a baseline comes back from its own log."""

from __future__ import annotations

import csv
import gzip
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest

import adminsim
from adminsim.engine.as_log import STAGES, LogNameError
from log_maps import write_map

ENDINGS = ("xes", "csv", "xes.gz", "csv.gz")
MAP = """version: 1
milestones:
  submitted: {attribute: SUBMITTED}
  decided: {codes: [review], take: last}
hours: {mon-fri: [09:00-12:00, 13:00-17:00]}
holidays: china
assumed: {work: 1 min}
"""


@pytest.fixture(scope="module")
def records() -> adminsim.Records:
    return adminsim.simulate(adminsim.example("smallest").baseline, seed=3)


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_written_log_is_read_again_unchanged(ending: str, records: adminsim.Records, tmp_path: Path) -> None:
    records.to_log(tmp_path / f"log.{ending}")
    events = adminsim.read_log(tmp_path / f"log.{ending}").events
    visits = records.visits
    for stage, column in STAGES.items():
        mine = events[events["lifecycle"] == stage]
        wanted = np.sort(visits[column].dropna().to_numpy().astype("datetime64[s]"))
        assert np.array_equal(np.sort(mine["stamp"].to_numpy()), wanted)
    done = events[events["lifecycle"] == "complete"]
    assert set(done["resource"]) == {"counter 1", "counter 2"}


def test_an_independent_reader_counts_the_same_events(records: adminsim.Records, tmp_path: Path) -> None:
    for ending in ("csv", "xes.gz"):
        records.to_log(tmp_path / f"log.{ending}")
    with gzip.open(tmp_path / "log.xes.gz") as file:
        root = ElementTree.parse(file).getroot()
    space = {"x": "http://www.xes-standard.org/"}
    with (tmp_path / "log.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    visits = records.visits
    expected = sum(int(visits[column].notna().sum()) for column in STAGES.values())
    assert len(root.findall("x:trace/x:event", space)) == len(rows) == expected
    assert len(root.findall("x:trace", space)) == visits["case"].nunique()
    assert all(row["timestamp"].endswith("+08:00") for row in rows)


def test_the_same_records_give_the_same_bytes(records: adminsim.Records, tmp_path: Path) -> None:
    for name in ("one.csv.gz", "two.csv.gz"):
        records.to_log(tmp_path / name)
    assert (tmp_path / "one.csv.gz").read_bytes() == (tmp_path / "two.csv.gz").read_bytes()


def test_a_name_without_a_format_and_a_wrong_offset_are_refused(records: adminsim.Records, tmp_path: Path) -> None:
    with pytest.raises(LogNameError, match="allowed endings"):
        records.to_log(tmp_path / "log.txt")
    with pytest.raises(LogNameError, match="no distance from UTC"):
        records.to_log(tmp_path / "log.csv", offset="8")


@pytest.mark.parametrize("ending", ["csv", pytest.param("xes", marks=pytest.mark.thorough)])
def test_a_baseline_comes_back_from_its_own_log(ending: str, records: adminsim.Records, tmp_path: Path) -> None:
    records.to_log(tmp_path / f"log.{ending}")
    column = "submitted" if ending == "csv" else "case:submitted"
    path = write_map(tmp_path, MAP.replace("SUBMITTED", f"'{column}'"))
    found = adminsim.calibrate(tmp_path / f"log.{ending}", path)
    for name in ("mean", "median", "p90"):
        row = found.in_sample[name]
        assert row["simulated"] == pytest.approx(row["log"], rel=0.1)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_however_many_instants_and_cases_there_are_each_is_kept(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A column of which nobody says what it is may have too many values to be kept; what a log is made of may not."""
    from sheets import write_cells

    monkeypatch.setattr("adminsim.logs.table.MOST_VALUES", 5)
    rows = [["case", "activity", "time", "remark"]]
    rows += [[str(n), "received", f"2018-01-05 09:{n:02d}", f"note {n}"] for n in range(20)]
    path = tmp_path / f"log.{kind}"
    if kind == "csv":
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    else:
        write_cells({"log": rows}, path)
    log = adminsim.read_log(path)
    assert (len(log.used), log.events["case"].nunique(), log.events["stamp"].nunique()) == (20, 20, 20)
    assert not log.table.columns["remark"].is_whole
