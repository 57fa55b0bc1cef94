"""What a machine compiles at first: Numba compiles one function after the other, so here two processes share them."""

from __future__ import annotations

import subprocess
import sys

from adminsim.engine import kernel
from adminsim.engine.compiled import run_compiled
from adminsim.engine.draws import make_draws
from adminsim.engine.jit import is_kept
from adminsim.engine.plan import make_plan
from adminsim.engine.population import draw_population
from adminsim.engine.streams import Streams
from adminsim.files.examples import example
from adminsim.study.findings.compare import compare
from adminsim.study.many.executors import cores

KERNEL = "from adminsim.study.many.first_use import compile_kernel; compile_kernel()"


def compile_at_first() -> None:
    """Compile the kernel in a process of its own, and draws and measures in this one, beside it.

    Where only one core may be used, or nothing can be kept on disk, each is left to be compiled when it is called.
    Whatever becomes of the other process, nothing is lost but its time: what it has not kept is compiled here.
    """
    if cores() < 2 or not is_kept(kernel.simulate) or not sys.executable:
        return
    with subprocess.Popen(
        [sys.executable, "-c", KERNEL], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as other:
        try:
            compile_the_rest()
            other.wait()
        except BaseException:
            other.kill()
            raise


def compile_kernel() -> None:
    """Compile the kernel by a run that needs no draws, since these would have to be compiled first."""
    system, streams = example("smallest").baseline, Streams(1, 0)
    population = draw_population(system, streams)
    plan = make_plan(system, population)
    run_compiled(plan, make_draws(system, plan, population, streams, is_blank=True))


def compile_the_rest() -> None:
    """Compile draws and measures by a comparison that does not need the kernel."""
    compare(example("smallest"), replications=2, workers=1, engine="reference")
