"""A study on a real cluster on this machine: the same results, also where a worker is killed in the middle."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from cli_calls import RUN, call, draw_little, make_small

if importlib.util.find_spec("distributed") is None:
    pytest.skip("distributed is not installed: pip install 'adminsim[cluster]'", allow_module_level=True)

DEADLINE_S = 60
REPLICATIONS = 30
KILLED_AT = 4
MANY = ("--replications", str(REPLICATIONS))
pytestmark = [
    pytest.mark.slow,
    # The event loop that distributed leaves to be collected.
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
]


@contextmanager
def process(*words: str, awaited: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Give a process and what it says that matches a pattern; it is ended in any case."""
    environment = os.environ | {"DASK_TEMPORARY_DIRECTORY": str(Path.cwd().parent), "PYTHONUNBUFFERED": "1"}
    found = subprocess.Popen(
        [sys.executable, "-m", "dask", *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        env=environment, start_new_session=True,
    )  # fmt: skip
    said: list[str] = []
    matched = threading.Event()

    def read() -> None:
        assert found.stderr is not None
        for line in found.stderr:
            if not matched.is_set():
                said.append(line)
                if re.search(awaited, line):
                    matched.set()

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        assert matched.wait(DEADLINE_S), "".join(said)
        match = re.search(awaited, said[-1])
        assert match is not None
        yield found, match[0]
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            if found.poll() is None:
                os.killpg(found.pid, number)
                try:
                    found.wait(10)
                except subprocess.TimeoutExpired:
                    continue
        reader.join(10)
        assert found.stderr is not None
        found.stderr.close()


@contextmanager
def scheduler() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Give a scheduler on the loopback, and its address."""
    words = ("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter")
    with process(*words, awaited=r"tcp://127\.0\.0\.1:\d+") as found:
        yield found


def worker(address: str, folder: Path) -> AbstractContextManager[tuple[subprocess.Popen[str], str]]:
    """Return a worker that nobody starts again."""
    return process(
        "worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", "--memory-limit", "0",
        "--local-directory", str(folder), awaited="Starting established connection",
    )  # fmt: skip


@contextmanager
def killed_in_the_middle(victim: subprocess.Popen[str], journal: Path) -> Iterator[list[int]]:
    """Kill a process once a journal has some replications; give how many it had then."""
    killed_at: list[int] = []
    is_over = threading.Event()

    def kill() -> None:
        while not is_over.wait(0.002):
            with suppress(FileNotFoundError):
                done = journal.read_bytes().count(b"\n") - 1
                if done >= KILLED_AT:
                    victim.kill()
                    killed_at.append(done)
                    return

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        yield killed_at
    finally:
        is_over.set()
        killer.join()


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a small scenario in it; figures take no time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("adminsim.report.result.figures.draw_figures", draw_little)
    make_small(Path())
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder with their bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.thorough
def test_a_worker_that_is_killed_in_the_middle_changes_nothing(here: Path) -> None:
    run = ("run", "small.yaml", *MANY, "--engine", "reference", "--keep-records", "--quiet")
    journal = here / ".far.unfinished" / "journal"
    with ExitStack() as stack:
        _, address = stack.enter_context(scheduler())
        first, _ = stack.enter_context(worker(address, here / "scratch"))
        stack.enter_context(worker(address, here / "scratch"))
        with killed_in_the_middle(first, journal) as killed_at:
            far = call(*run, "--cluster", address, "--out", "far")
        assert far.status == 0, far.err
        assert far.err == ""
        assert KILLED_AT <= killed_at[0] < REPLICATIONS - 5
        assert first.wait(10) == -signal.SIGKILL
        verified = call("verify", "far", "--cluster", address)
        assert (verified.status, verified.err) == (0, "")
    near = call(*run, "--workers", "1", "--engine", "auto", "--out", "near")
    assert near.status == 0
    assert contents(here / "far") == contents(here / "near")


def test_a_cluster_that_is_lost_keeps_what_is_finished(here: Path) -> None:
    run = ("run", "small.yaml", *MANY, "--engine", "reference", "--out", "out", "--format", "json")
    journal = here / ".out.unfinished" / "journal"
    with ExitStack() as stack:
        head, address = stack.enter_context(scheduler())
        stack.enter_context(worker(address, here / "scratch"))
        with killed_in_the_middle(head, journal):
            lost = call(*run, "--quiet", "--cluster", address)
    assert (lost.status, lost.out) == (1, "")
    assert f"{address}: the connection to the cluster was lost" in lost.err
    assert f"of {REPLICATIONS} replications are kept" in lost.err
    assert len(lost.err.splitlines()) == 2
    resumed = call(*run, "--workers", "1", "--resume")
    assert resumed.status == 0
    assert json.loads(resumed.out)["replications"] == REPLICATIONS


def test_what_is_wrong_with_a_cluster_is_told_in_both_languages(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adminsim.study.many.cluster.TIMEOUT_S", 1)
    before = sorted(here.rglob("*"))
    run = ("run", "small.yaml", *RUN, "--quiet", "--cluster")

    def told(address: str, english: str, chinese: str) -> None:
        for language, words in (("en", english), ("zh", chinese)):
            outcome = call(*run, address, "--lang", language)
            assert (outcome.status, outcome.out) == (2, "")
            assert words in outcome.err
            assert len(outcome.err.splitlines()) == 1

    told("tcp://127.0.0.1:9", "tcp://127.0.0.1:9: no Dask scheduler answers", "没有 Dask 调度器应答")
    told("nowhere", "nowhere: no Dask scheduler answers", "没有 Dask 调度器应答")
    told("ftp://127.0.0.1:9", "no Dask scheduler answers", "没有 Dask 调度器应答")
    with scheduler() as (_, address):
        told(address, f"dask worker {address}", "集群中没有工作进程")
        with worker(address, here.parent / "scratch"):
            from adminsim.study.many.versions import versions

            monkeypatch.setattr("adminsim.study.many.cluster.TIMEOUT_S", 10)
            monkeypatch.setattr("adminsim.study.many.cluster.versions", lambda: versions() | {"numpy": "1.0"})
            told(address, "Here: numpy 1.0. There: numpy ", "本机：numpy 1.0；")
    assert sorted(here.rglob("*")) == before
