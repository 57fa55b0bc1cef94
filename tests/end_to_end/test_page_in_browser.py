"""The page: one file from one command, and what a browser shows of it."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from adminsim.files.load import load
from adminsim.report.page.html import page
from adminsim.study.attribution.attribute import attribute
from adminsim.study.findings.compare import Comparison, compare
from adminsim.study.grid.grid import Grid
from adminsim.study.sweep.sweep import sweep
from cli_calls import call
from paged import YEARS, browser, town, town_grid, write_town

FAST = ("--replications", "2", "--workers", "1")


def test_one_command_writes_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path)
    found = call("page", "town.yaml", "--out", "town.html", "--switch", "staffing", *FAST)
    assert found.status == 0, found.err
    assert "1 switch, 2 combinations, 6 other values of sliders" in found.err
    # Both combinations, the baseline, and before and after at six values of the demand: two years each.
    assert "30 simulated years at the most" in " ".join(found.err.split())
    text = (tmp_path / "town.html").read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["baseline.yaml", "town.html", "town.yaml"]
    again = call("page", "town.yaml", "--out", "town.html", *FAST, "--lang", "zh")
    assert (again.status, "已存在" in again.err) == (2, True)
    assert (tmp_path / "town.html").read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        (("--out", "town"), "town.html", "town.html"),
        (("--out", "a.html", "--switch", "nobody"), "no reform 'nobody' to switch", "没有名为“nobody”的改革"),
        (("--out", "a.html", "--resume"), "resume", "继续"),
        ((), "--out", "--out"),
    ],
)
def test_what_cannot_be_done_is_said_in_both_languages(
    words: tuple[str, ...], english: str, chinese: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_town(tmp_path)
    for language, told in (("en", english), ("zh", chinese)):
        found = call("page", "town.yaml", *words, *FAST, "--lang", language)
        assert found.status == 2
        assert told in found.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["baseline.yaml", "town.yaml"]


class Shown:
    """A page in a browser."""

    def __init__(self, driver: Any, file: Path, grid: Grid) -> None:
        self.driver, self.file, self.grid = driver, file, grid

    def open(self, fragment: str = "") -> None:
        """Open the page anew."""
        self.driver.get("about:blank")
        self.driver.get(self.file.as_uri() + fragment)

    def ask(self, script: str) -> Any:
        """Return what a script returns."""
        return self.driver.execute_script(script)

    def text(self, chosen: str) -> str:
        """Return the text of the first element that a selector chooses."""
        return str(self.ask(f"return document.querySelector({json.dumps(chosen)}).innerText"))

    def click(self, chosen: str) -> None:
        """Click as a reader does."""
        self.driver.find_element("css selector", chosen).click()

    def complaints(self) -> list[str]:
        """Return what the console says."""
        return [str(entry["message"]) for entry in self.driver.get_log("browser")]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shown]:
    """Give the page of a small town in a browser."""
    with browser() as driver:
        folder = tmp_path_factory.mktemp("page")
        grid = town_grid(folder)
        file = folder / "town 小城.html"
        file.write_text(page(grid), encoding="utf-8")
        yield Shown(driver, file, grid)


@pytest.fixture(scope="module")
def comparisons(tmp_path_factory: pytest.TempPathFactory) -> list[Comparison]:
    """Return what a study finds of every subset of the reforms."""
    scenario = town(tmp_path_factory.mktemp("studies"))
    names = [reform.subject for reform in scenario.reforms]
    return [
        compare(
            scenario.toggled(**{name: bool(subset >> n & 1) for n, name in enumerate(names)}),
            replications=YEARS,
            workers=1,
        )
        for subset in range(8)
    ]


def as_list(found: Any) -> list[float]:
    """Return an estimate as the page has it."""
    return [found.mean, found.low, found.high]


MEASURES = ("elapsed.mean", "agency_workdays.mean", "procedures", "documents", "visits_in_person")


def test_the_numbers_are_those_of_a_comparison(shown: Shown, comparisons: list[Comparison]) -> None:
    shown.open()
    for subset, found in enumerate(comparisons):
        shown.ask(f"adminsim.state.on = {subset}; adminsim.draw(false)")
        for chain in ("permits", "queries"):
            for measure in MEASURES:
                name = f"chain.{chain}.{measure}"
                change = shown.ask(
                    f"const c = adminsim.change('{name}'); return [c.before, c.after, c.cut, c.relative].map("
                    "(e) => [e.mean, e.low, e.high].map((v) => isFinite(v) ? v : null))"
                )
                expected = found.change(name)
                for one, other in zip(
                    change, (expected.before, expected.after, expected.cut, expected.relative_cut), strict=True
                ):
                    if None in one:
                        assert other.mean != other.mean, (name, one, other)
                    else:
                        assert one == pytest.approx(as_list(other), rel=2e-5, abs=2e-6), (subset, name)


def test_verdicts_are_those_of_a_comparison(shown: Shown, comparisons: list[Comparison]) -> None:
    shown.open()
    kinds = set()
    for subset, found in enumerate(comparisons):
        shown.ask(f"adminsim.state.on = {subset}; adminsim.draw(false)")
        for place, expected in enumerate(found.judgements):
            for reading, one in enumerate((expected, *expected.beside)):
                told = shown.ask(
                    f"const j = adminsim.judged(adminsim.told.targets[{place}].readings[{reading}]);"
                    "return [[j.after, j.judged].map((e) => [e.mean, e.low, e.high]), j.verdict, j.reached, j.years]"
                )
                assert told[1:] == [str(one.verdict), one.reached, one.years], (subset, one.target.name)
                for ours, theirs in zip(told[0], (one.after, one.judged), strict=True):
                    assert ours == pytest.approx(as_list(theirs), rel=2e-5, abs=2e-6)
                kinds.add(str(one.verdict))
    assert len(kinds) > 1


def test_each_reforms_part_is_its_shapley_value(shown: Shown) -> None:
    scenario = load(write_town(shown.file.parent))
    every = scenario.toggled(staffing=True)
    for key, asked in (
        ("chain.permits.elapsed.mean", {"chain": "permits"}),
        ("target.five-days", {"target": "five-days"}),
    ):
        shown.open()
        told = shown.ask(
            f"return adminsim.parts(adminsim.measures().find((m) => m.key === '{key}')).each.map("
            "(one) => [one.part, one.alone, one.last].map((e) => [e.mean, e.low, e.high]))"
        )
        expected = attribute(every, replications=YEARS, workers=1, **asked).shares()  # type: ignore[arg-type]
        for switch, parts in zip(shown.grid.switches.names, told, strict=True):
            row = expected.loc[switch]
            ends = [[row["contribution"], row["low"], row["high"]]]
            ends += [[row[name], row[f"{name}_low"], row[f"{name}_high"]] for name in ("alone", "last")]
            for ours, theirs in zip(parts, ends, strict=True):
                assert ours == pytest.approx(theirs, rel=2e-5, abs=2e-6)


def test_a_switch_changes_the_page_and_the_address(shown: Shown, comparisons: list[Comparison]) -> None:
    shown.open("#lang=en")
    before = shown.text(".verdict")
    assert "2 of 3" in before
    assert f"{comparisons[3].change('chain.permits.elapsed.mean').after.mean:.2f}"[:3] in before
    shown.click("#switch-2")
    assert "3 of 3" in shown.text(".verdict")
    assert shown.text(".verdict") != before
    address = shown.ask("return location.hash")
    assert "on=notify_once,parallel_approval,staffing" in address
    shown.click('[data-all="none"]')
    assert "0 of 3" in shown.text(".verdict")
    shown.open(address)
    assert shown.ask("return adminsim.state.on") == 7
    shown.click('[data-all="stated"]')
    assert shown.ask("return adminsim.state.on") == 3
    shown.click('[data-all="all"]')
    assert shown.ask("return adminsim.state.on") == 7


def test_a_table_that_is_unfolded_follows_the_switches(shown: Shown, comparisons: list[Comparison]) -> None:
    shown.open("#lang=en")
    read = "return Array.from(document.querySelectorAll('#departments details tbody tr')).map("
    read += "(r) => Array.from(r.cells).map((c) => c.innerText))"
    assert shown.ask(read) == []
    shown.ask("document.querySelector('#departments summary').click()")
    for subset in (3, 7):
        shown.ask(f"adminsim.state.on = {subset}; adminsim.draw(false)")
        frame = comparisons[subset].utilisation()
        expected = [f"{100 * frame.loc[name, 'utilisation_after']:.1f}%" for name in ("counter", "review")]
        assert [cells[2] for cells in shown.ask(read)] == expected
        assert shown.ask("return document.querySelector('#departments details').open") is True


def test_every_control_answers_in_both_languages(shown: Shown) -> None:
    shown.open("#lang=en")
    assert shown.text("h1") == "Three reforms"
    shown.click('[data-do="lang"]')
    assert shown.text("h1") == "三项改革"
    assert shown.ask("return document.documentElement.lang") == "zh-CN"
    left = shown.ask(
        "return adminsim.told.words && Array.from(document.querySelectorAll('h2,button,summary,.about')).map("
        "(e) => e.innerText).filter((t) => t && !/[\\u4e00-\\u9fff]/.test(t))"
    )
    assert left == ["English"]
    for name in ("chain", "measure"):
        for value in shown.ask(f"return Array.from(document.querySelectorAll('#{name} option')).map((o) => o.value)"):
            shown.driver.find_element("css selector", f'#{name} option[value="{value}"]').click()
            assert shown.ask(f"return document.getElementById('{name}').value") == value
    for button in ("copy", "save"):
        shown.click(f'[data-do="{button}"]')
    shown.ask("window.print = () => { window.printed = true; }")
    shown.click('[data-do="print"]')
    assert shown.ask("return window.printed") is True
    shown.ask("document.querySelectorAll('details').forEach((d) => d.querySelector('summary').click())")
    assert shown.ask("return document.querySelectorAll('details:not([open])').length") == 0
    assert shown.complaints() == []


def test_no_request_leaves(shown: Shown) -> None:
    shown.driver.get_log("performance")
    shown.open()
    shown.click("#switch-0")
    events = [json.loads(entry["message"])["message"] for entry in shown.driver.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert {url for url in asked if not url.startswith(("file:", "data:", "blob:", "about:"))} == set()
    assert shown.complaints() == []


def test_nobody_says_how_far_apart_two_times_are_of_which_one_is_not_known(shown: Shown, tmp_path: Path) -> None:
    values = shown.grid.values.copy()
    at = len(shown.grid.figures.by_run) * YEARS
    names, stated = shown.grid.figures.of_all, shown.grid.places[shown.grid.switches.stated]
    # So many cases are open that the quantile lies beyond the end: before, after, or in both.
    for name, rows in (("median", [0]), ("p90", [stated]), ("p95", [0, stated])):
        for row in rows:
            values[row, at + names.index(f"chain.permits.elapsed.{name}")] = np.inf
    known = [values[row, at + names.index("chain.permits.agency_workdays.p90")] for row in (0, stated)]
    file = tmp_path / "open.html"
    file.write_text(page(replace(shown.grid, values=values)), encoding="utf-8")
    other = Shown(shown.driver, file, shown.grid)
    other.open("#lang=en")
    rows = other.ask(
        "return Array.from(document.querySelectorAll('#cycle table:first-of-type tbody tr')).map("
        "(r) => Array.from(r.cells).map((c) => c.innerText))"
    )
    last = {cells[0]: cells[-1] for cells in rows[:8]}
    unknown = [name for name, text in last.items() if text == "–"]
    assert [name.partition(": ")[2] for name in unknown] == ["median", "nine in ten within", "19 in 20 within"]
    assert all(not any(sign in text for sign in ("∞", "NaN")) for text in last.values())
    expected = f"{known[1] - known[0]:+.1f}".replace("-", "−")
    assert [text for name, text in last.items() if "nine in ten" in name][1] == expected


def test_a_small_screen_needs_no_sideways_scrolling(shown: Shown) -> None:
    metrics = {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True}
    shown.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    try:
        for language in ("en", "zh"):
            shown.open(f"#lang={language}")
            assert shown.ask("return document.documentElement.scrollWidth") <= 360
            wide = shown.ask(
                "return Math.max(...Array.from(document.querySelectorAll('svg')).map((s) => s.clientWidth))"
            )
            assert 250 < wide <= 360
    finally:
        shown.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_a_printed_page_is_a4_and_keeps_its_figures(shown: Shown) -> None:
    shown.open()
    made = shown.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})
    boxes = b64decode(made["data"])
    assert b"/MediaBox [0 0 594" in boxes or b"/MediaBox [0 0 595" in boxes


ACCESSIBLE = Path(__file__).with_name("accessible.js").read_text(encoding="utf-8")


def test_everything_has_a_name_and_contrast(shown: Shown) -> None:
    for language in ("en", "zh"):
        shown.open(f"#lang={language}")
        assert shown.ask(ACCESSIBLE) == []


def test_the_keyboard_reaches_a_switch_and_stays_there(shown: Shown) -> None:
    from selenium.webdriver.common.keys import Keys

    shown.open()
    shown.ask("document.getElementById('switch-0').focus()")
    shown.driver.switch_to.active_element.send_keys(Keys.SPACE)
    assert shown.ask("return [adminsim.state.on, document.activeElement.id]") == [2, "switch-0"]
    shown.ask("document.getElementById('measure').focus()")
    shown.driver.switch_to.active_element.send_keys(Keys.ARROW_DOWN)
    assert shown.ask("return document.activeElement.id") == "measure"


def test_text_of_a_file_stays_text(shown: Shown) -> None:
    shown.open()
    assert shown.ask("return document.querySelectorAll('office').length") == 0
    assert "Not </script> in the plan." in shown.text("aside")


def moved(shown: Shown, fragment: str) -> list[list[float]]:
    """Open a page with people moved, wait for the live years, and return mean days of the chains by year."""
    shown.open(fragment)
    return moved_on(shown)


def moved_on(shown: Shown) -> list[list[float]]:
    """Wait for the live years of a page as it stands."""
    from selenium.webdriver.support.ui import WebDriverWait

    done = "return adminsim.live.isBroken || document.querySelector('#live-found .verdict') !== null"
    WebDriverWait(shown.driver, 60).until(lambda driver: driver.execute_script(done))
    assert shown.ask("return adminsim.live.isBroken") is False
    return list(shown.ask("return adminsim.live.found"))


def means(comparison: Comparison) -> list[list[float]]:
    """Return the mean days of the chains after the reforms, year by year."""
    runs = [one.after.measures for one in comparison.replications]
    return [[run[f"chain.{chain}.elapsed.mean"] for chain in ("permits", "queries")] for run in runs]


def test_live_years_are_those_of_a_study_with_people_moved(shown: Shown, comparisons: list[Comparison]) -> None:
    # One more person in the review is what the third reform of the file is.
    found = moved(shown, "#people=review:1")
    for ours, theirs in zip(found, means(comparisons[7]), strict=True):
        assert ours == pytest.approx(theirs, rel=1e-12)
    planned = shown.ask("return adminsim.told.live.planned")
    for ours, theirs in zip(planned, means(comparisons[3]), strict=True):
        assert ours == pytest.approx(theirs, rel=1e-12)
    cuts = [one[0] - other[0] for one, other in zip(planned, found, strict=True)]
    assert min(cuts) > 0
    told = shown.text("#live-found")
    assert "Permits takes about" in told
    assert f"−{sum(cuts) / len(cuts):.2f} days" in told
    assert "people=review:1" in shown.ask("return location.hash")
    # And again.
    assert moved(shown, "#people=review:1") == found


def test_nobody_moved_is_the_plan(shown: Shown) -> None:
    shown.open("#people=review:0")
    assert shown.text("#live-found") == ""
    assert shown.ask("return adminsim.live.found") == []


def test_a_slider_that_moves_on_leaves_nothing_behind(shown: Shown) -> None:
    expected = moved(shown, "#people=counter:2")
    shown.open("#lang=en")
    move = "const p = document.getElementById('people-0'); p.value = {}; "
    move += "p.dispatchEvent(new Event('change', {{bubbles: true}}))"
    for more in (1, 3, 2):
        shown.ask(move.format(more))
        shown.driver.execute_async_script("setTimeout(arguments[0], 15)")
    assert moved_on(shown) == expected


def test_what_was_drawn_ahead_gives_the_same_years(shown: Shown) -> None:
    from selenium.webdriver.support.ui import WebDriverWait

    expected = moved(shown, "#people=review:1")
    shown.open("#lang=en")
    ready = "return adminsim.live.drawn"
    WebDriverWait(shown.driver, 60).until(lambda driver: driver.execute_script(ready) == YEARS)
    move = "const p = document.querySelector('[data-people=\"1\"]'); p.value = {}; "
    move += "p.dispatchEvent(new Event('change', {{bubbles: true}}))"
    for more in (1, 2, 1):
        shown.ask(move.format(more))
        found = moved_on(shown)
        assert (found == expected) is (more == 1)


def test_people_are_moved_under_the_reforms_of_the_file_alone(shown: Shown) -> None:
    shown.open("#lang=en")
    assert shown.ask("return document.querySelectorAll('[data-people]:not([disabled])').length") == 2
    shown.click("#switch-2")
    assert shown.ask("return document.querySelectorAll('[data-people]:not([disabled])').length") == 0
    assert "as in the file" in shown.text("#live .about")


def slide(shown: Shown, place: int, which: int = 0) -> None:
    """Move a slider as a reader does."""
    shown.ask(
        f"const one = document.getElementById('figure-{which}'); one.value = {place};"
        "for (const kind of ['input', 'change']) one.dispatchEvent(new Event(kind, { bubbles: true }))"
    )


def test_the_demand_slider_says_at_each_value_what_a_sweep_says(shown: Shown) -> None:
    scenario = town(shown.file.parent)
    expected = sweep(scenario, {"demand": "70%:130%:7"}, replications=YEARS, workers=1)
    shown.open("#lang=en")
    values = shown.ask("return adminsim.told.sliders[0].values")
    assert values == [70, 80, 90, 100, 110, 120, 130]
    seen = set()
    for place, value in enumerate(values):
        slide(shown, place)
        rows = expected[expected["demand [%]"] == value].set_index("measure")
        for chain in ("permits", "queries"):
            told = shown.ask(
                f"const e = adminsim.change('chain.{chain}.elapsed.mean').after; return [e.mean, e.low, e.high]"
            )
            row = rows.loc[f"chain.{chain}.elapsed.mean"]
            assert told == pytest.approx([row["value"], row["low"], row["high"]], rel=2e-5), (value, chain)
        for n, target in enumerate(scenario.targets):
            judged = shown.ask(
                f"const j = adminsim.judged(adminsim.told.targets[{n}].readings[0]);"
                "return [[j.judged.mean, j.judged.low, j.judged.high], j.verdict]"
            )
            row = rows.loc[target.name]
            assert judged[0] == pytest.approx([row["value"], row["low"], row["high"]], rel=2e-5, abs=2e-6)
            assert judged[1] == row["verdict"]
            seen.add(judged[1])
    assert len(seen) > 1
    assert shown.complaints() == []


def test_a_slider_is_said_kept_in_the_address_and_moved_back(shown: Shown) -> None:
    shown.open("#lang=en")
    planned = shown.text("#verdict .verdict")
    slide(shown, 6)
    assert "Demand at 130% of the file's" in shown.text("#verdict .notice")
    assert shown.text("#figure-out-0") == "130% of the file's"
    assert shown.text("#verdict .verdict") != planned
    assert shown.ask("return document.querySelectorAll('[data-people]:not([disabled])').length") == 0
    address = shown.ask("return location.hash")
    assert "figure=demand:130" in address
    moved_so = shown.text("#verdict .verdict")
    shown.open(address)
    assert shown.text("#verdict .verdict") == moved_so
    shown.click('[data-do="stated"]')
    assert shown.text("#verdict .verdict") == planned
    assert shown.ask("return document.querySelectorAll('[data-people]:not([disabled])').length") == 2
    shown.click("#switch-2")
    assert shown.ask("return document.getElementById('figure-0').disabled") is True
    assert shown.text("#along-0 h2") == "Demand, value by value"


def test_without_webassembly_the_page_says_so(shown: Shown) -> None:
    hidden = shown.driver.execute_cdp_cmd(
        "Page.addScriptToEvaluateOnNewDocument", {"source": "delete window.WebAssembly"}
    )
    try:
        shown.open("#lang=en&people=review:1")
        assert "lacks the kernel as WebAssembly" in shown.text("#live")
        assert shown.text(".verdict")
    finally:
        shown.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", hidden)


def dots(shown: Shown) -> int:
    """Return how many cases are on their way in the film of the baseline."""
    return int(shown.ask("return document.querySelector('#film svg').querySelectorAll('circle').length"))


def test_cases_are_watched_from_the_first_to_the_last(shown: Shown) -> None:
    shown.open("#lang=en")
    shown.ask("document.getElementById('play').scrollIntoView()")
    assert shown.ask("return document.querySelectorAll('#film svg').length") == 2
    move = "const m = document.getElementById('minute'); m.value = {}; "
    move += "m.dispatchEvent(new Event('input', {{bubbles: true}}))"
    shown.ask(move.format("Number(m.min) + 4000"))
    assert 0 < dots(shown) < 100
    at = shown.text("#when")
    shown.click("#play")
    assert shown.text("#play") == "Pause"
    shown.ask("adminsim.film.last -= 150")
    shown.driver.execute_async_script("setTimeout(arguments[0], 400)")
    shown.click("#play")
    assert (shown.text("#play"), shown.text("#when") > at) == ("Play", True)
    shown.ask(move.format("m.max"))
    assert dots(shown) == 0
    ended = [svg.get_attribute("aria-label") for svg in shown.driver.find_elements("css selector", "#film svg")]
    assert [label.split("done: ")[1] for label in ended] == ["18 of 18", "18 of 18"]
    assert shown.complaints() == []
