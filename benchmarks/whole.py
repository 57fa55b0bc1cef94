"""What a whole command, a pair and a preview cost, over the time of the kernel alone as it was once.

All is CPU time of the one thread that works, so that what else the machine does matters little; rounds in which it did
much are thrown away all the same (`rounds.alternate`).
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import chain
import yardstick
from rounds import Side, alternate, demand_equal, in_figures, seconds

from adminsim import Scenario, load, simulate
from adminsim.engine import compiled, kernel
from adminsim.engine.plan import Plans
from adminsim.report.preview.table import preview_lines
from adminsim.study.many.replicate import Replication, run_pair

ROOT = Path(__file__).parents[1]
ADMINSIM = Path(sys.executable).with_name("adminsim")

Found = dict[str, Any]


def command(name: str, pairs: int, rounds: int) -> Found:
    """Measure `adminsim run` of a scenario of Weihai with one worker against the kernel of the same pairs."""
    run = _Pairs(name, pairs)
    _Pairs(name, 1).kernel_s(0)
    return _alternate({"command": partial(_command, name, pairs), "kernel": run.kernel_s}, rounds, {"pairs": pairs})


def pairs_alone(name: str, pairs: int, rounds: int) -> Found:
    """Measure pairs of a scenario of Weihai, in a process that has run some before, against their kernel."""
    run = _Pairs(name, pairs)
    for side in (run, run.kernel_s):
        side(0)
    return _alternate({"pair": partial(_cpu, run), "kernel": run.kernel_s}, rounds, {"pairs": pairs})


def kernel_visits(cases: int, pairs: int, rounds: int) -> Found:
    """Measure the time of today's kernel for a visit: of the project command, and of the chain of the benchmarks."""
    project, made = _Pairs("project", pairs), Plans(chain.system(cases))

    def of_chain(seed: int) -> tuple[float, None]:
        with _timed(kernel.simulate) as took:
            visits = len(simulate(made.system, seed, plans=made, engine="compiled").visit_rows)
        return took[0] / visits, None

    def of_project(seed: int) -> tuple[float, None]:
        with _timed(kernel.simulate) as took:
            visits = project.visits(seed)
        return took[0] / visits, None

    for side in (of_chain, of_project):
        side(0)
    return _alternate({"chain": of_chain, "project": of_project}, rounds, {"cases": cases, "pairs": pairs})


def preview(rounds: int) -> Found:
    """Measure the preview at the head of a run of the project scenario, read anew, against a warm pair of it."""
    pair = _Pairs("project", 1)
    pair(0)

    def previewed(_: int) -> tuple[float, None]:
        scenario = _scenario("project")
        assert scenario.reformed, "its systems are made before"
        return _cpu(lambda _: preview_lines(scenario), 0)[0], None

    return _alternate({"preview": previewed, "pair": partial(_cpu, pair)}, rounds, {"pairs": 1})


def threads_of_startup(pairs: int, rounds: int) -> Found:
    """Measure draws, run and measures of the start-up scenario with one thread and with two, by the clock."""
    run = _Pairs("startup", pairs)
    run(0)
    sides = {f"threads_{workers}": partial(seconds, partial(run, workers=workers)) for workers in (1, 2)}
    return _alternate(sides, rounds, {"pairs": pairs}, "threads_1", "threads_2")


class _Pairs:
    """Pairs of a scenario, whose plans are kept."""

    def __init__(self, name: str, count: int) -> None:
        self.scenario = _scenario(name)
        self._plans = Plans(self.scenario.baseline), Plans(self.scenario.reformed)
        self._count = count

    def __call__(self, seed: int, workers: int = 1) -> list[str]:
        with ThreadPoolExecutor(workers) as pool:
            done: Iterator[Replication] = pool.map(partial(self._pair, seed), range(self._count))
            return [run.digest for pair in done for run in (pair.before, pair.after)]

    def _pair(self, seed: int, number: int) -> Replication:
        return run_pair(*self._plans, self.scenario.targets, seed, number, "compiled")

    def visits(self, seed: int) -> int:
        """Run the pairs, and return how many visits they have."""
        runs = ((plans, number) for plans in self._plans for number in range(self._count))
        return sum(len(simulate(p.system, seed, n, plans=p, engine="compiled").visit_rows) for p, n in runs)

    def kernel_s(self, seed: int) -> tuple[float, None]:
        """Return the CPU seconds that the kernel of the yardstick takes for these pairs."""
        with _timed(yardstick.simulate, luck_then) as took:
            self.visits(seed)
        return took[0], None


def luck_then(luck: Any, state: Any) -> Any:
    """Return what was drawn as the kernel of the yardstick reads it, which had the ends of limits there."""
    names = yardstick.Luck._fields
    return yardstick.Luck(*(getattr(luck if hasattr(luck, name) else state, name) for name in names))


@contextmanager
def _timed(run: Callable[..., Any], luck_of: Callable[[Any, Any], Any] = lambda luck, _: luck) -> Iterator[list[float]]:
    """Have runs made by this kernel, whose luck it reads in its own form, and its CPU time added up."""
    took = [0.0]

    def timed(layout: Any, luck: Any, state: Any) -> None:
        luck = luck_of(luck, state)
        start = time.thread_time()
        run(layout, luck, state)
        took[0] += time.thread_time() - start

    before = compiled.kernel.simulate
    compiled.kernel.simulate = timed
    try:
        yield took
    finally:
        compiled.kernel.simulate = before


def _command(name: str, pairs: int, seed: int) -> tuple[float, None]:
    """Return the CPU seconds of a whole command with one worker, whose kernel has been compiled before."""
    with tempfile.TemporaryDirectory() as parent:
        given = [ADMINSIM, "run", _path(name), "--workers", "1", "--out", Path(parent) / "out", "--quiet"]
        given += ["--replications", str(pairs), "--seed", str(seed)]
        before = _children_s()
        subprocess.run(given, check=True, stdout=subprocess.PIPE)
        return _children_s() - before, None


def _children_s() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _cpu(task: Callable[[int], Any], seed: int) -> tuple[float, Any]:
    start = time.process_time()
    answer = task(seed)
    return time.process_time() - start, answer


def _path(name: str) -> Path:
    return ROOT / "scenarios" / "weihai-2018" / f"{name}.yaml"


def _scenario(name: str) -> Scenario:
    return load(_path(name))


def _alternate(sides: dict[str, Side], rounds: int, sizes: dict[str, int], *equal: str) -> Found:
    found = alternate(sides, rounds, is_quiet_only=True)
    return {
        "unit": "s",
        "sides": in_figures(found),
        "sizes": sizes,
        "checked": [demand_equal(found, *equal)] if equal else [],
    }
