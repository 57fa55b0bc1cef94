"""The page in Firefox: numbers, switches and live years; steered by WebDriver BiDi, as Firefox speaks it."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from adminsim.report.page.html import page
from adminsim.study.findings.compare import compare
from paged import YEARS, town, town_grid

LONGEST_S = 60


class Firefox:
    """A Firefox without a window."""

    def __init__(self, wire: Any) -> None:
        self._wire, self._number = wire, 0
        self.say("session.new", capabilities={})
        self._tab = self.say("browsingContext.getTree")["contexts"][0]["context"]

    def say(self, method: str, **told: Any) -> Any:
        """Send a command, and return what comes of it."""
        self._number += 1
        self._wire.send(json.dumps({"id": self._number, "method": method, "params": told}))
        while True:
            heard = json.loads(self._wire.recv())
            if heard.get("id") == self._number:
                assert heard["type"] == "success", heard
                return heard["result"]

    def open(self, address: str) -> None:
        """Open a page anew."""
        for one in ("about:blank", address):
            self.say("browsingContext.navigate", context=self._tab, url=one, wait="complete")

    def ask(self, script: str) -> Any:
        """Return what an expression is, a promise when it is kept, through JSON."""
        expression = f"Promise.resolve({script}).then((one) => JSON.stringify(one === undefined ? null : one))"
        found = self.say("script.evaluate", expression=expression, target={"context": self._tab}, awaitPromise=True)
        assert found["type"] == "success", found
        return json.loads(found["result"]["value"])


def connected(port: int) -> Any:
    """Connect as soon as the browser listens."""
    websocket = pytest.importorskip("websocket", reason="websocket-client, which selenium brings, is not installed")
    since = time.monotonic()
    while True:
        try:
            return websocket.create_connection(
                f"ws://127.0.0.1:{port}/session", timeout=LONGEST_S, suppress_origin=True
            )
        except OSError:
            if time.monotonic() - since > LONGEST_S:
                pytest.skip("Firefox does not answer")
            time.sleep(0.2)


@contextmanager
def firefox(profile: Path) -> Iterator[Firefox]:
    """Give a Firefox with a profile of its own; what needs it is skipped, with the reason, where there is none."""
    program = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
    if program is None:
        pytest.skip("no Firefox is installed (on Debian: apt install firefox-esr)")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--headless", "--no-remote", "--profile", str(profile), f"--remote-debugging-port={port}"]
    with subprocess.Popen([program, *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            wire = connected(port)
            yield Firefox(wire)
            wire.close()
        finally:
            process.terminate()


LIVE = """new Promise((done) => { const look = setInterval(() => {
  if (!adminsim.live.isBroken && !document.querySelector("#live-found .verdict")) return;
  clearInterval(look);
  done(adminsim.live.found);
}, 20); })"""


def test_the_page_answers_in_firefox_as_a_study_does(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    with firefox(profile) as shown:
        scenario, file = town(tmp_path), tmp_path / "town.html"
        file.write_text(page(town_grid(tmp_path)), encoding="utf-8")
        found = compare(scenario.toggled(staffing=True), replications=YEARS, workers=1)
        name = "chain.permits.elapsed.mean"
        shown.open(f"{file.as_uri()}#lang=zh&on=notify_once,parallel_approval,staffing")
        assert shown.ask("document.querySelector('h1').innerText") == "三项改革"
        change = shown.ask(f"(({{ mean, low, high }}) => [mean, low, high])(adminsim.change('{name}').after)")
        expected = found.change(name).after
        assert change == pytest.approx([expected.mean, expected.low, expected.high], rel=2e-5)
        shown.ask("document.getElementById('switch-2').click()")
        assert shown.ask("adminsim.state.on") == 3
        shown.open(f"{file.as_uri()}#lang=en&people=review:1")
        live = shown.ask(LIVE)
        runs = [one.after.measures for one in found.replications]
        for ours, theirs in zip(live, runs, strict=True):
            assert ours == pytest.approx([theirs[f"chain.{one}.elapsed.mean"] for one in ("permits", "queries")])
        assert shown.ask("document.querySelector('#live-found').innerText").startswith("With people moved")
