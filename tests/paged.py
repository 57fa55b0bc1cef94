"""A scenario of three reforms that runs in an instant, its grid, and a browser to look at its page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from adminsim.files.load import load
from adminsim.reforms.scenario import Scenario
from adminsim.study.grid.grid import Grid, grid_of

BASELINE = """version: 1
period: {start: 2018-03-05, warm_up: 7 d, cohort: 40 d, run_out: 30 d}
calendar: office
calendars: {office: {hours: {mon-fri: ["09:00-12:00", "13:00-17:00"]}}}
departments:
  counter: {label: {en: Counter, zh: 窗口}, staff: 1}
  review: {label: {en: Review <office>, zh: 审核科}, staff: 1}
chains:
  permits:
    label: {en: Permits, zh: 许可}
    types: {plain: {mix: 0.7, label: {en: Plain, zh: 一般}}, large: {mix: 0.3, label: {en: Large, zh: 大型}}}
    demand: {rate: {value: 4, range: [3, 5], source: assumption}, per: WD}
    documents: {plan: {missing: 0.3, obtain: 2 d}, deed: {missing: 0.2, obtain: 1 d}}
    steps:
      intake: {department: counter, work: 20 min, visit: true, intake: {documents: [plan, deed], notice: piecemeal}}
      review: {department: review, work: {exponential: {mean: 1.2 h}}, after: [intake], label: {en: Review, zh: 审核}}
      survey: {department: review, work: 40 min, after: [review], label: {en: Survey, zh: 踏勘}}
      notice: {kind: waiting, duration: 2 d, after: [survey], label: {en: Notice, zh: 公示}}
  queries:
    types: {any: {mix: 1}}
    demand: {rate: 2, per: WD}
    steps: {answer: {department: counter, work: {exponential: {mean: 30 min}}}}
"""
SCENARIO = """version: 1
label: {en: Three reforms, zh: 三项改革}
baseline: baseline.yaml
reforms:
  - {reform: notify_once, chain: permits, intakes: all, label: {en: One notice, zh: 一次告知}, source: a plan}
  - reform: parallel_approval
    chain: permits
    steps: all
    coverage: {share: {value: 0.8, range: [0.5, 1], source: assumption}}
  - {reform: staffing, department: review, add: 1, enabled: false, note: "Not </script> in the plan."}
targets:
  - name: five-days
    label: {en: Within 5 days, zh: 5日内办结}
    kind: within
    chain: permits
    limit: 5 d
    share: 0.6
    clock: elapsed
    readings:
      - {name: lived, label: {en: all, zh: 全部}}
      - {name: large, label: {en: large ones, zh: 大型}, types: [large]}
  - {name: third-less, label: {en: A third less, zh: 减少三分之一}, kind: cut, chain: permits, by: 0.33, clock: elapsed}
  - {name: fewer-visits, kind: direction, chain: permits, of: visits, to: lower}
study: {seed: 5, replications: 4, confidence: 0.9}
"""
YEARS = 4


def write_town(folder: Path) -> Path:
    """Write the scenario and its baseline into a folder, and return the scenario's file."""
    (folder / "baseline.yaml").write_text(BASELINE, encoding="utf-8")
    (folder / "town.yaml").write_text(SCENARIO, encoding="utf-8")
    return folder / "town.yaml"


def town(folder: Path) -> Scenario:
    """Return the scenario."""
    return load(write_town(folder))


GRIDS: dict[str, Grid] = {}


def town_grid(folder: Path, **asked: Any) -> Grid:
    """Return the grid of the scenario, which is simulated once for whoever does not watch how."""

    def simulated() -> Grid:
        return grid_of(town(folder), **{"replications": YEARS, "workers": 1, **asked})

    if asked.keys() & {"journal", "progress"}:
        return simulated()
    if repr(asked) not in GRIDS:
        GRIDS[repr(asked)] = simulated()
    return GRIDS[repr(asked)]


@contextmanager
def browser(width: int = 1280, height: int = 900) -> Iterator[Any]:
    """Give a browser without a window; what needs it is skipped, with the reason, where there is none."""
    webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed")
    service = pytest.importorskip("selenium.webdriver.chrome.service", reason="selenium is not installed")
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    steering = shutil.which("chromedriver")
    if program is None or steering is None:
        pytest.skip("no Chromium with its chromedriver is installed (on Debian: apt install chromium chromium-driver)")
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for word in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--lang=en-US"):
        options.add_argument(word)
    options.add_argument(f"--window-size={width},{height}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=service.Service(steering))
    try:
        yield driver
    finally:
        driver.quit()
