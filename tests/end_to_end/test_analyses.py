"""What all commands that simulate have in common: each of them can be stopped, gone on with, and run elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest

from adminsim.cli import main
from adminsim.study.many import replicate, variants
from cli_calls import call, draw_little, make_small

SCENARIO = """version: 1
baseline: small/baseline.yaml
reforms:
  - {reform: staffing, department: counter, add: 1, source: "a plan"}
  - {reform: training, departments: [counter], faster: {value: 1.2, range: [1.1, 1.3], source: assumption}}
targets:
  - {name: half-day, kind: within, limit: 1 h, share: 0.95, clock: agency, source: example}
search: {staff: {counter: {most: 2, cost: 90000}}, reforms: {training: {cost: 20000}}}
study: {seed: 1}
"""
ENGINE = ("--workers", "1", "--lang", "en")
ANALYSES = {
    "run": ("run", "two.yaml", "--replications", "3", *ENGINE),
    "walk": ("walk", "two.yaml", "--replications", "3", *ENGINE),
    "warm-up": ("warm-up", "two.yaml", "--pilots", "3", *ENGINE),
    "attribute": ("attribute", "two.yaml", "--replications", "3", *ENGINE),
    "promise": ("promise", "two.yaml", "--replications", "3", "--limit", "5WD", *ENGINE),
    "breakdown": ("breakdown", "two.yaml", "--replications", "3", "--limit", "5WD", *ENGINE),
    "backlog": ("backlog", "two.yaml", "--replications", "3", *ENGINE),
    "bureaus": ("bureaus", "two.yaml", "--replications", "3", *ENGINE),
    "assumptions": ("assumptions", "two.yaml", "--replications", "3", *ENGINE),
    "space": ("assumptions", "two.yaml", "--space", "32", *ENGINE),
    "sweep": ("sweep", "two.yaml", "--vary", "demand=+0%:+50%:2", "--replications", "3", *ENGINE),
    "search": ("search", "two.yaml", "--replications", "3", *ENGINE),
    "front": ("search", "two.yaml", "--front", "--step", "10", "--replications", "3", *ENGINE),
}
MORE = {"walk": 3, "search": 11, "front": 13, "space": 29}
"""Commands with more than one unit of work a year: the ladder of a walk is not kept; packages of a search and points of
a space are."""
Undisturbed = Callable[[str], tuple[str, dict[str, bytes]]]
COMMON = {"--workers", "--cluster", "--engine", "--out", "--resume", "--format", "--quiet", "--lang"}


def settle_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder the current one, with a scenario of two reforms in it; figures of results take no time."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr("adminsim.report.result.figures.draw_figures", draw_little)
    make_small(Path())
    Path("two.yaml").write_text(SCENARIO, encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a scenario of two reforms in it."""
    settle_in(tmp_path, monkeypatch)
    return tmp_path


def nobody_asked_for(address: str) -> None:
    """Fail: a command goes to a cluster where it is told to and nowhere else."""
    raise AssertionError(address)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    """Return what a command prints and writes where nobody stops it, by the command; each is run once."""

    @cache
    def found(command: str) -> tuple[str, dict[str, bytes]]:
        with pytest.MonkeyPatch.context() as patch:
            settle_in(tmp_path_factory.mktemp("undisturbed"), patch)
            patch.setattr("adminsim.study.many.cluster.cluster_executor", nobody_asked_for)
            whole = call(*ANALYSES[command], "--out", "whole", "--format", "json")
            assert whole.status == 0, whole.err
            return whole.out, contents("whole")

    return found


def contents(folder: str) -> dict[str, bytes]:
    """Return the files of a folder with their bytes."""
    return {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}


def stopped_at(number: int, begun: list[object], run: Callable[..., Any]) -> Callable[..., Any]:
    """Return a unit of work that somebody stops when it is begun for the so-manieth time."""

    def one(*given: object) -> Any:
        begun.append(given)
        if len(begun) == number:
            raise KeyboardInterrupt
        return run(*given)

    return one


def test_every_command_that_writes_a_folder_is_one_of_them() -> None:
    writing = set()
    for name, command in main.commands.items():  # type: ignore[attr-defined]
        options = {word for one in command.params if isinstance(one, click.Option) for word in one.opts}
        if {"--out", "--engine"} <= options and name != "calibrate":
            # The page is one file: nothing else is printed of it.
            assert options >= COMMON - ({"--format"} if name == "page" else set()), name
            writing.add(name)
    assert writing == {*(words[0] for words in ANALYSES.values()), "page"}


@pytest.mark.parametrize("command", ANALYSES)
def test_what_was_stopped_goes_on_to_the_same_bytes(
    command: str, undisturbed: Undisturbed, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, begun = ANALYSES[command], list[object]()
    printed, whole = undisturbed(command)
    monkeypatch.setattr(replicate, "run_pair", stopped_at(2, begun, replicate.run_pair))
    monkeypatch.setattr(variants, "run_batch", stopped_at(2, begun, variants.run_batch))
    first = call(*words, "--out", "parts", "--format", "json")
    assert (first.status, first.out) == (1, "")
    assert f"To go on: adminsim {' '.join(words)} --out parts --format json --resume" in first.err
    assert not Path("parts").exists()
    assert call(*words, "--out", "parts").status == 2
    again = call(*words, "--out", "parts", "--format", "json", "--resume")
    assert again.status == 0, again.err
    assert again.out.replace("parts", "whole") == printed
    assert contents("parts") == whole
    assert len(begun) == 4 + MORE.get(command, 0)


@pytest.mark.parametrize("command", ANALYSES)
def test_a_folder_of_another_question_is_not_gone_on_with(
    command: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, other = ANALYSES[command], ANALYSES["walk" if command == "run" else "run"]
    with monkeypatch.context() as patch:
        patch.setattr(replicate, "run_pair", stopped_at(2, [], replicate.run_pair))
        patch.setattr(variants, "run_batch", stopped_at(2, [], variants.run_batch))
        assert call(*words, "--out", "parts").status == 1
    refused = call(*other, "--out", "parts", "--resume")
    assert refused.status == 2
    assert "what is asked for" in refused.err


class Elsewhere(Executor):
    """Workers of a cluster that counts what it is given."""

    def __init__(self) -> None:
        self.pool, self.given = ThreadPoolExecutor(1), 0

    def submit(self, run: Callable[..., Any], /, *parts: Any, **named: Any) -> Future[Any]:
        """Run a function."""
        self.given += 1
        return self.pool.submit(run, *parts, **named)


@pytest.mark.parametrize("command", ANALYSES)
def test_a_cluster_gives_the_same_bytes(
    command: str, undisturbed: Undisturbed, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words, workers = ANALYSES[command], Elsewhere()
    _, whole = undisturbed(command)

    @contextmanager
    def cluster(address: str) -> Iterator[Executor]:
        assert address == "tcp://there:1"
        yield workers

    monkeypatch.setattr("adminsim.study.many.cluster.cluster_executor", cluster)
    found = call(*words, "--out", "there", "--cluster", "tcp://there:1")
    assert found.status == 0, found.err
    assert workers.given >= 3
    assert contents("there") == whole


@pytest.mark.parametrize("command", ANALYSES)
def test_going_on_needs_a_folder(command: str, here: Path) -> None:
    found = call(*ANALYSES[command], "--resume")
    assert (found.status, found.out) == (2, "")
    assert "--resume needs the folder" in found.err


def test_without_figures_the_tables_are_the_same_and_nothing_is_drawn(here: Path) -> None:
    words = ANALYSES["run"]
    assert call(*words, "--out", "drawn").status == 0
    assert call(*words, "--out", "bare", "--no-figures").status == 0
    drawn, bare = contents("drawn"), contents("bare")
    assert drawn.keys() - bare.keys() == {name for name in drawn if name.endswith((".svg", ".png"))} != set()
    assert all(drawn[name] == bare[name] for name in bare if name != "manifest.json")
    verified = call("verify", "bare", "--quiet")
    assert (verified.status, verified.err) == (0, "")
