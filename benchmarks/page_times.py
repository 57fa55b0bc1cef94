"""How long a page takes in a browser: ``python benchmarks/page_times.py PAGE.html`` prints medians in milliseconds.

First view: from the navigation until something is painted. A switch: from the click until the browser has painted what
comes of it, and until all of the page is as switched. People: from the change of the slider until the live years are
told, on a page just opened (once it has been looked at for a while) and again. Needs selenium and Chromium.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
from collections.abc import Callable
from pathlib import Path
from typing import Any

LOOKED_AT_MS = 4000
"""How long a reader looks at the page before anything is moved."""
PAINTED = """const done = arguments[arguments.length - 1];
new PerformanceObserver((list) => {
  const found = list.getEntriesByName("first-contentful-paint")[0];
  if (found) done(found.startTime);
}).observe({ type: "paint", buffered: true });"""
SWITCHED = """const done = arguments[arguments.length - 1], at = performance.now();
document.querySelector('[data-switch="' + arguments[0] + '"]').click();
const script = performance.now() - at;
requestAnimationFrame(() => setTimeout(() => {
  const painted = performance.now() - at;
  const isWhole = () => !adminsim.isWhole || adminsim.isWhole();
  const look = () => (isWhole() ? done([script, painted, performance.now() - at]) : setTimeout(look, 1));
  look();
}));"""
MOVED = """const done = arguments[arguments.length - 1], at = performance.now();
const one = document.querySelector("[data-people]");
one.value = arguments[0];
one.dispatchEvent(new Event("change", { bubbles: true }));
const isTold = () => document.querySelector("#live-found .verdict");
const look = () => (isTold() ? done(performance.now() - at) : setTimeout(look, 2));
look();"""


def measured(file: Path, rounds: int) -> dict[str, float]:
    """Open a page again and again; return medians in milliseconds."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
    for word in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en-US", "--window-size=1280,900"):
        options.add_argument(word)
    driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    driver.set_script_timeout(120)
    found: dict[str, list[float]] = {}
    try:
        for _ in range(rounds):
            for name, value in once(driver.execute_async_script, driver, file).items():
                found.setdefault(name, []).extend(value)
    finally:
        driver.quit()
    return {name: round(statistics.median(values), 1) for name, values in found.items()}


def once(ask: Callable[..., Any], driver: Any, file: Path) -> dict[str, list[float]]:
    """Open a page once, and try it."""
    driver.get("about:blank")
    driver.get(f"{file.resolve().as_uri()}#lang=en")
    found = {"first view": [ask(PAINTED)]}
    ask(f"setTimeout(arguments[arguments.length - 1], {LOOKED_AT_MS})")
    if driver.execute_script("return Boolean(document.querySelector('[data-people]'))"):
        found["people, first"] = [ask(MOVED, "2")]
        found["people, later"] = [ask(MOVED, more) for more in ("1", "3", "-1")]
        driver.execute_script("document.querySelector('[data-do=\"back\"]').click()")
    count = driver.execute_script("return adminsim.told.switches.length")
    switched = [ask(SWITCHED, place % count) for place in range(2 * count)]
    for name, values in zip(("script", "painted", "whole"), zip(*switched, strict=True), strict=True):
        found[f"switch, {name}"] = list(values)
    return found


def main() -> None:
    """Measure the page that is named."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("page", type=Path)
    asked.add_argument("--rounds", type=int, default=3)
    given = asked.parse_args()
    print(json.dumps(measured(given.page, given.rounds), indent=1))


if __name__ == "__main__":
    main()
