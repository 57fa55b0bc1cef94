"""A run that is stopped or killed loses nothing that is finished, and gives the same bytes in the end."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cli_calls import Outcome, call, draw_little, make_small

ADMINSIM = Path(sys.executable).with_name("adminsim")
REPLICATIONS = 24
ENDLESS = 100_000
KILLS = 2
RUN = ("small.yaml", "--replications", str(REPLICATIONS), "--engine", "reference", "--format", "json", "--lang", "en")
DEADLINE_S = 120


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the current folder, with a small scenario in it; figures take no time in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("adminsim.report.result.figures.draw_figures", draw_little)
    make_small(Path())
    return tmp_path


def start(*words: str, program: tuple[str, ...] = (str(ADMINSIM),)) -> subprocess.Popen[str]:
    """Start the installed command; Ctrl-C reaches it, even where it does not reach us, and nobody else."""
    return subprocess.Popen(
        [*program, "run", *RUN, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=listen_to_ctrl_c,
    )  # fmt: skip


def listen_to_ctrl_c() -> None:
    """Have Ctrl-C end this process: a child inherits that it is ignored, as in a suite that runs in the background."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def lines(journal: Path) -> int:
    """Return how many replications a journal holds."""
    try:
        return max(0, journal.read_bytes().count(b"\n") - 1)
    except FileNotFoundError:
        return 0


def end_after(process: subprocess.Popen[str], journal: Path, more: int, how: signal.Signals) -> tuple[int, str]:
    """Send a signal once the journal has so many replications more; return the exit status and what was said."""
    goal, deadline = lines(journal) + more, time.monotonic() + DEADLINE_S
    while process.poll() is None and lines(journal) < goal and time.monotonic() < deadline:
        time.sleep(0.002)
    process.send_signal(how)
    _, said = process.communicate(timeout=DEADLINE_S)
    return process.returncode, said


def ended(process: subprocess.Popen[str]) -> int:
    """Wait for a process; return its exit status."""
    process.communicate(timeout=DEADLINE_S)
    return process.returncode


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of a folder with their bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the results of a run that nobody has disturbed."""
    folder = tmp_path_factory.mktemp("uninterrupted")
    make_small(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr("adminsim.report.result.figures.draw_figures", draw_little)
        assert gone_on_with("--out", "whole", "--keep-records").status == 0
    return contents(folder / "whole")


def gone_on_with(*words: str) -> Outcome:
    """Run to the end in this process, on the quick engine: neither process nor engine matters to what is kept."""
    return call("run", *RUN, *words, "--workers", "1", "--engine", "auto")


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.thorough)])
def test_a_run_that_is_killed_again_and_again_gives_the_same_bytes(
    seed: int, here: Path, uninterrupted: dict[str, bytes]
) -> None:
    chance, out, journal = random.Random(seed), Path("out"), Path(".out.unfinished/journal")
    words = ["--out", "out", "--workers", "2" if seed == 1 else "1", "--keep-records"]
    statuses = []
    while not out.exists() and len(statuses) < KILLS:
        process = start(*words, *(["--resume"] if journal.exists() else []))
        statuses.append(end_after(process, journal, chance.randint(1, REPLICATIONS // 5), signal.SIGKILL)[0])
        # A line that is torn in the middle: the power went.
        if chance.random() < 0.5:
            journal.write_bytes(journal.read_bytes()[: -chance.randint(1, 200)])
    assert statuses == [-signal.SIGKILL] * KILLS
    assert not out.exists()
    done = lines(journal)
    assert 0 < done < REPLICATIONS
    assert call("run", *RUN, *words).status == 2
    assert lines(journal) == done
    assert gone_on_with(*words, "--resume").status == 0
    assert contents(out) == uninterrupted
    assert sorted(path.name for path in here.iterdir()) == ["out", "small", "small.yaml"]


KILLED_WHILE_WRITING = """
import os, signal
from adminsim.cli import main
from adminsim.report.result import figures
figures.draw_figures = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
main(prog_name="adminsim")
"""
"""The command, which kills itself where it has written the tables and begins to draw."""


@pytest.mark.slow
@pytest.mark.parametrize("is_there", [pytest.param(False, marks=pytest.mark.thorough), True])
def test_a_run_that_is_killed_while_it_writes_gives_the_same_bytes(
    is_there: bool, here: Path, uninterrupted: dict[str, bytes]
) -> None:
    out = Path("out")
    if is_there:
        out.mkdir()
    place = out / ".unfinished" if is_there else Path(".out.unfinished")
    words = ["--out", "out", "--workers", "1", "--keep-records", "--engine", "auto"]
    assert ended(start(*words, program=(sys.executable, "-c", KILLED_WHILE_WRITING))) == -signal.SIGKILL
    assert (place / "made" / "summary.json").exists()
    assert not (out / "manifest.json").exists()
    assert lines(place / "journal") == REPLICATIONS
    assert gone_on_with(*words, "--resume").status == 0
    assert contents(out) == uninterrupted


@pytest.mark.slow
def test_no_worker_outlives_a_run_that_is_killed(here: Path) -> None:
    children = Path("/proc/self/task")
    if not children.exists():
        pytest.skip("processes are not listed here")
    process = start("--out", "out", "--workers", "2")
    journal = Path(".out.unfinished/journal")
    deadline = time.monotonic() + DEADLINE_S
    while lines(journal) < 1 and time.monotonic() < deadline:
        time.sleep(0.01)
    workers = [int(one) for one in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
    assert len(workers) >= 2
    process.kill()
    ended(process)
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, workers))


def is_alive(number: int) -> bool:
    """Tell whether a process runs; one that has ended and that nobody has asked about does not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return False


@pytest.mark.slow
def test_stopping_keeps_what_is_finished_and_says_how_to_go_on(here: Path, uninterrupted: dict[str, bytes]) -> None:
    journal = Path(".out.unfinished/journal")
    words = ("--workers", "2", "--keep-records", "--out", "out")
    # Far more than it can do while we look; what it has done is then enough or not for the small number.
    endless = ("--replications", str(ENDLESS))
    status, said = end_after(start(*words, *endless), journal, 5, signal.SIGINT)
    assert status == 1
    done = lines(journal)
    assert 5 <= done < ENDLESS
    command = f"adminsim run {' '.join((*RUN, *words, *endless))} --resume"
    assert said.endswith(f"stopped; {done} of {ENDLESS} replications are kept. To go on: {command}\n")
    assert gone_on_with(*words, "--resume").status == 0
    assert contents(Path("out")) == uninterrupted


@pytest.fixture
def killed(here: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder whose run came to no end after all replications were done; figures are drawn again then."""

    def fail(*_: object, **__: object) -> object:
        raise RuntimeError("the machine is gone")

    with monkeypatch.context() as patch:
        patch.setattr("adminsim.report.result.figures.draw_figures", fail)
        outcome = call(*SHORT)
    assert outcome.status == 1
    told = "To go on: adminsim run small.yaml --out out --replications 2 --engine reference --workers 1 --resume"
    assert told in outcome.err
    return here / "out"


SHORT = ("run", "small.yaml", "--out", "out", "--replications", "2", "--engine", "reference", "--workers", "1")
LANGUAGES = ("en", "zh")


@pytest.mark.parametrize(
    ("edited", "words", "english", "chinese"),
    [
        (None, (), "has kept 2 replications: add --resume", "已保留 2 次重复：加上 --resume"),
        (None, ("--resume", "--seed", "5"), "has changed since: the seed;", "已改变：随机数种子；"),
        (None, ("--resume", "--keep-records"), "since: whether records are kept;", "已改变：是否保存办理记录；"),
        ("staff: 2", ("--resume",), "has changed since: the baseline;", "已改变：基线；"),
        ("share: 0.95", ("--resume",), "has changed since: the scenario;", "已改变：方案；"),
    ],
    ids=["without --resume", "seed", "records", "baseline", "scenario"],
)  # fmt: skip
def test_what_was_made_with_other_input_is_neither_used_nor_lost(
    edited: str | None, words: tuple[str, ...], english: str, chinese: str, killed: Path
) -> None:
    for name in ("small.yaml", "small/baseline.yaml") if edited is not None else ():
        path = killed.parent / name
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(edited or "", {"staff: 2": "staff: 3"}.get(edited or "", "share: 0.9")), "utf-8")
    for language, told in zip(LANGUAGES, (english, chinese), strict=True):
        outcome = call(*SHORT, *words, "--lang", language)
        assert (outcome.status, outcome.out) == (2, "")
        assert told in outcome.err
    assert lines(killed.parent / ".out.unfinished" / "journal") == 2
    assert not killed.exists()


def test_another_version_of_a_package_does_not_go_on(killed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from adminsim.study.many.versions import versions

    monkeypatch.setattr("adminsim.results.unfinished.versions", lambda: versions() | {"numpy": "9.0", "source": "x"})
    outcome = call(*SHORT, "--resume")
    assert outcome.status == 2
    assert "has changed since: numpy, the program;" in outcome.err


def test_more_replications_may_be_asked_for_when_a_run_goes_on(killed: Path) -> None:
    assert call(*SHORT, "--resume", "--replications", "3").status == 0
    assert call(*SHORT, "--replications", "3", "--out", "whole").status == 0
    assert contents(killed) == contents(killed.parent / "whole")


def test_what_is_complete_is_not_run_again(killed: Path) -> None:
    assert call(*SHORT, "--resume").status == 0
    before = contents(killed)
    for language, told in (("en", "is complete already"), ("zh", "已经完成")):
        outcome = call(*SHORT, "--resume", "--lang", language)
        assert outcome.status == 0
        assert told in outcome.err
    assert call(*SHORT, "--resume", "--seed", "2").status == 2
    assert contents(killed) == before


@pytest.mark.parametrize(
    ("words", "english", "chinese"),
    [
        ((*SHORT, "--resume"), "no unfinished run to go on with", "没有可继续的运行"),
        (("run", "small.yaml", "--resume"), "--resume needs the folder", "--resume 须配合 --out"),
    ],
    ids=["nothing", "no folder"],
)
def test_where_there_is_nothing_to_go_on_with_it_is_told(
    words: tuple[str, ...], english: str, chinese: str, here: Path
) -> None:
    before = sorted(here.rglob("*"))
    for language, told in zip(LANGUAGES, (english, chinese), strict=True):
        outcome = call(*words, "--lang", language)
        assert (outcome.status, outcome.out) == (2, "")
        assert told in outcome.err
    assert sorted(here.rglob("*")) == before


def test_a_new_folder_passes_over_an_unfinished_run_and_says_so(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> object:
        raise KeyboardInterrupt

    words = [word for word in SHORT if word not in ("--out", "out")]
    with monkeypatch.context() as patch:
        patch.setattr("adminsim.report.result.figures.draw_figures", fail)
        stopped = call(*words)
    assert stopped.status == 1
    assert stopped.err.endswith("--workers 1 --resume --out out/small\n")
    outcome = call(*words)
    assert "out/small: a run that was not finished has kept 2 replications" in outcome.err
    assert (here / "out" / "small-2" / "manifest.json").exists()
    assert call(*words, "--resume", "--out", "out/small").status == 0
    assert contents(here / "out" / "small") == contents(here / "out" / "small-2")


def test_two_processes_do_not_write_to_one_folder(here: Path) -> None:
    from adminsim.results.journal import Journal

    place = here / ".out.unfinished"
    place.mkdir()
    other = Journal(place / "journal")
    other.begin({"scenario": "of the other"})
    text = (place / "journal").read_bytes()
    for words in ((), ("--resume",)):
        for language, told in (("en", "another process is writing"), ("zh", "另一个进程正在写入")):
            outcome = call(*SHORT, *words, "--lang", language)
            assert outcome.status == 2
            assert told in outcome.err
    assert (place / "journal").read_bytes() == text
    other.close()
    assert call(*SHORT).status == 0


def test_a_set_goes_on_where_it_was_stopped(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("second", "third"):
        (here / f"{name}.yaml").write_bytes((here / "small.yaml").read_bytes())
    run = ("run", "small.yaml", "second.yaml", "third.yaml", *SHORT[4:])
    drawn = []

    def fail_at_second(comparison: object, folder: Path, **settings: str) -> object:
        drawn.append(folder)
        if len(drawn) == 2:
            raise KeyboardInterrupt
        return draw_little(comparison, folder, **settings)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr("adminsim.report.result.figures.draw_figures", fail_at_second)
        assert call(*run, "--out", "set").status == 1
    assert sorted(path.name for path in (here / "set").iterdir()) == [".second.unfinished", "small"]
    outcome = call(*run, "--out", "set", "--resume")
    assert outcome.status == 0, outcome.err
    assert outcome.err.startswith("set/small: is complete already")
    assert call(*run, "--out", "whole").status == 0
    assert contents(here / "set") == contents(here / "whole")


def interrupt(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


EARLY = ("adminsim.files.load.load", "adminsim.results.journal.Journal._read", "adminsim.results.unfinished.key_of")


@pytest.mark.parametrize("reached", EARLY)
def test_stopped_before_the_journal_is_read_it_says_that_all_is_kept(
    reached: str, killed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(Path(".out.unfinished"))
    for language, told in (
        ("en", "stopped before anything was added; all that was kept before is kept. To go on: "),
        ("zh", "已停止，未新增任何内容；先前保留的均仍保留。继续运行："),
    ):
        words = (*SHORT, "--resume", "--lang", language)
        with monkeypatch.context() as patch:
            patch.setattr(reached, interrupt)
            outcome = call(*words)
        assert (outcome.status, outcome.out) == (1, "")
        assert outcome.err.endswith(f"{told}adminsim {' '.join(words)}\n")
    assert contents(Path(".out.unfinished")) == before
    assert call(*SHORT, "--resume").status == 0
    assert sorted(path.name for path in killed.parent.iterdir()) == ["out", "small", "small.yaml"]


def test_a_set_stopped_at_its_second_scenario_says_that_the_first_is_written(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from adminsim.study.many import replicate

    (here / "second.yaml").write_bytes((here / "small.yaml").read_bytes())
    runs, run_pair = [], replicate.run_pair

    def stopped(*given: object) -> object:
        runs.append(given)
        return run_pair(*given) if len(runs) <= 2 else interrupt()  # type: ignore[arg-type]

    run = ("run", "small.yaml", "second.yaml", *SHORT[4:], "--out", "set")
    with monkeypatch.context() as patch:
        patch.setattr(replicate, "run_pair", stopped)
        outcome = call(*run, "--lang", "en")
    told = "stopped; the results of 1 of 2 scenarios are written. To go on: "
    assert (outcome.status, outcome.err.splitlines()[-1]) == (1, f"{told}adminsim {' '.join(run)} --lang en --resume")
    assert call(*run, "--resume").status == 0
    assert sorted(path.name for path in (here / "set").iterdir()) == ["second", "small"]


def test_stopped_while_more_is_shown_it_says_where_the_results_are(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("adminsim.study.walk.ladder.ladder", interrupt)
        outcome = call(*SHORT, "--details", "--lang", "en")
    assert (outcome.status, outcome.err.splitlines()[-1]) == (1, "stopped; the results are written: out")
    assert call("verify", "out", "--workers", "1").status == 0
