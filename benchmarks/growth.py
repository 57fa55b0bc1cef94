"""Time and memory of the compiled engine as the number of cases grows, on the chain of ten steps."""

from __future__ import annotations

import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import chain
from engines import per_case
from rounds import alternate, in_figures

from adminsim import System

PEAK = """
import sys
sys.path.insert(0, sys.argv[1])
import chain
from adminsim import simulate
def peak_kib():
    return next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
records = simulate(chain.ten_steps(int(sys.argv[2])), engine="compiled")
recorded = peak_kib()
len(records.case_rows)
print(len(records.visit_rows), recorded, peak_kib())
"""

Found = dict[str, Any]


def time_per_case(cases: int, rounds: int) -> Found:
    """Measure the time per case of a tenth of so many cases, of so many, and of ten times as many."""
    sizes = {"small": cases // 10, "middle": cases, "large": cases * 10}
    sides = {name: partial(_time, chain.ten_steps(size)) for name, size in sizes.items()}
    return {"unit": "s/case", "sides": in_figures(alternate(sides, rounds)), "sizes": sizes, "checked": []}


def bytes_per_visit(cases: int) -> Found:
    """Measure the peak memory of a run above that of a small one, by visit, in a process of its own for each."""
    if not Path("/proc/self/status").exists():
        return {"skipped": "peak memory is read from /proc, which only Linux has"}
    _, small_kib, small_table_kib = _peak(1000)
    visits, peak_kib, table_kib = _peak(cases)
    return {
        "cases": cases,
        "visits": visits,
        "runtime_mib": small_kib / 1024,
        "peak_mib": peak_kib / 1024,
        "bytes_per_visit": (peak_kib - small_kib) * 1024 / visits,
        "bytes_per_visit_with_table_of_cases": (table_kib - small_table_kib) * 1024 / visits,
    }


def _time(made: System, seed: int) -> tuple[float, None]:
    return per_case(made, "compiled", seed)[0], None


def _peak(cases: int) -> tuple[int, int, int]:
    command = [sys.executable, "-c", PEAK, str(Path(__file__).parent), str(cases)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    visits, recorded, with_table = map(int, told.stdout.split())
    return visits, recorded, with_table
