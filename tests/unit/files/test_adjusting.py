"""Baselines that share files and state some of it otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from adminsim.files.load import InputError, load_system
from adminsim.files.schema import baseline_schema
from adminsim.files.strict_yaml import read_tree
from adminsim.model.system import System

SHARED = """\
calendars: {office: {hours: always, holidays: none}}
departments: {market: {staff: 5, share: 0.5}}
chains:
  startup:
    types: {firm: {mix: 1}}
    demand: {rate: 1}
    handover: &wait {lognormal: {mean: 3 h, cv: 1}}
    documents: {lease: {missing: 0.5, obtain: 1 d}}
    steps:
      counter: {department: market, work: 1 h, handover: *wait, intake: {documents: [lease]}}
      licence: {department: market, work: 2 h, handover: *wait, needs: [counter]}
"""
CITY = """\
version: 1
include: [shared/startup.yaml]
period: {start: 2022-06-20, cohort: 10 d}
calendar: office
"""
OTHERWISE = """\
adjust:
  departments: {market: {staff: 3}}
  chains:
    startup:
      demand: {rate: 7}
      documents: {lease: {missing: 0.1}}
      steps: {licence: {handover: {fixed: 1 h}}}
"""


@pytest.fixture
def city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a city's baseline, beside a folder of what cities share; the current folder is far above."""
    (tmp_path / "scenarios/shared").mkdir(parents=True)
    (tmp_path / "scenarios/city/baseline").mkdir(parents=True)
    (tmp_path / "scenarios/shared/startup.yaml").write_text(SHARED, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Path("scenarios/city/baseline/startup.yaml")


def read(city: Path, text: str) -> System:
    city.write_text(text, encoding="utf-8")
    return load_system(str(city))


def told(city: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        read(city, text)
    return [f"{problem.code}:{problem.line}" for problem in caught.value.problems]


def test_a_city_reads_as_if_it_had_written_everything_itself(city: Path) -> None:
    written = (
        SHARED.replace("staff: 5", "staff: 3").replace("rate: 1", "rate: 7").replace("missing: 0.5", "missing: 0.1")
    )
    written = written.replace("2 h, handover: *wait", "2 h, handover: {fixed: 1 h}")
    alone = city.with_name("alone.yaml")
    alone.write_text(written + CITY.replace("include: [shared/startup.yaml]\n", ""), encoding="utf-8")
    assert read(city, CITY + OTHERWISE) == load_system(str(alone))


def test_what_one_city_states_otherwise_is_nothing_to_another(city: Path) -> None:
    read(city, CITY + OTHERWISE)
    other = read(city, CITY)
    assert other.departments["market"].staff.value == 5


def test_a_step_of_its_own_is_added(city: Path) -> None:
    own = "adjust: {chains: {startup: {steps: {seal: {department: market, work: 1 h, needs: [licence]}}}}}\n"
    assert list(read(city, CITY + own).chains["startup"].steps) == ["counter", "licence", "seal"]


def test_the_nearest_shared_folder_counts(city: Path) -> None:
    (city.parent / "shared").mkdir()
    (city.parent / "shared/startup.yaml").write_text(SHARED.replace("rate: 1", "rate: 9"), encoding="utf-8")
    assert read(city, CITY).chains["startup"].demand.rate.value == 9


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("adjust: {departments: {markt: {staff: 3}}}\n", ["adjust-unknown:5"]),
        ("adjust: {desks: {}}\n", ["adjust-unknown:5"]),
        ("adjust: {chains: {startup: 3}}\n", ["value-keys:5"]),
        ("adjust: [chains]\n", ["value-keys:5"]),
    ],
)
def test_what_cannot_be_otherwise_is_told_where_it_stands(city: Path, text: str, codes: list[str]) -> None:
    assert told(city, CITY + text) == codes


def test_files_above_that_are_not_shared_stay_outside(city: Path) -> None:
    Path("scenarios/hall.yaml").write_text("version: 1\n", encoding="utf-8")
    for name, code in (("../../hall.yaml", "file-outside"), ("shared/../hall.yaml", "file-baseline-missing")):
        assert f"{code}:2" in told(city, CITY.replace("shared/startup.yaml", name))


def test_the_schema_knows_it(city: Path) -> None:
    tree = read_tree((CITY + OTHERWISE).encode(), "city.yaml").plain()
    tree["period"]["start"] = str(tree["period"]["start"])
    assert list(Draft202012Validator(baseline_schema()).iter_errors(tree)) == []
