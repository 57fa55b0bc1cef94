"""Speed and memory, measured side by side in one run: `make bench` writes benchmarks/results.json.

Sides take turns over several rounds, so that whatever else the machine does falls on all of them; medians are compared,
and so are the answers: fast and wrong does not count. The page of the documentation is made from results.json.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import attribution
import chain
import commands
import engines
import goals
import growth
import limit
import peers
import whole

from adminsim import simulate

HERE = Path(__file__).parent
WEIHAI = ("startup", "project")
LIBRARIES = ("adminsim", "simpy", "numpy", "scipy", "numba", "pandas")


def parts(asked: argparse.Namespace) -> dict[str, Callable[[], Any]]:
    """Return everything that can be measured, by name."""
    cases, rounds = asked.cases, asked.rounds
    found: dict[str, Callable[[], Any]] = {
        "plain": lambda: engines.against_plain(cases, rounds),
        "plain_office": lambda: engines.against_plain_office(cases, rounds),
        "limit": lambda: limit.c_against_compiled(cases, rounds),
        "threads": lambda: engines.threads(cases // 5, 16, rounds),
        "staff": lambda: engines.staff_times_ten(cases, rounds),
        "growth": lambda: growth.time_per_case(cases, rounds),
        "memory": lambda: growth.bytes_per_visit(cases * 10),
        "starts": lambda: commands.starts(rounds),
        **{f"command_{name}": partial(whole.command, name, asked.pairs, min(rounds, 3)) for name in WEIHAI},
        **{f"pair_{name}": partial(whole.pairs_alone, name, 4, rounds) for name in WEIHAI},
        "kernel": lambda: whole.kernel_visits(cases, 2, rounds),
        "preview": lambda: whole.preview(min(rounds, 3)),
        "threads_startup": lambda: whole.threads_of_startup(8, rounds),
        "command": lambda: commands.run_command(asked.pairs, rounds, min(rounds, 3)),
        "attribution": lambda: attribution.against_run(asked.pairs, asked.years, min(rounds, 3), 1),
    }
    if asked.peers:
        found["peers"] = lambda: peers.against_peers(cases, min(rounds, 5))
    if asked.packages:
        found["packages"] = lambda: _in_own_process("packages.py", cases // 10, asked.replications, os.cpu_count() or 1)
    unknown = sorted(set(asked.only or ()) - set(found))
    if unknown:
        raise SystemExit(f"no such part: {', '.join(unknown)}; there are {', '.join(found)}")
    return {name: part for name, part in found.items() if not asked.only or name in asked.only}


def _in_own_process(script: str, *given: int) -> Any:
    """Return what a script prints, run in a process of its own so that its peak of memory is its own."""
    command = [sys.executable, HERE / script, *map(str, given)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def machine() -> dict[str, Any]:
    """Return what was measured on, and with which versions."""
    return {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        "system": platform.system(),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {name: version(name) for name in LIBRARIES},
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{models[0]}, {platform.machine()}" if models else platform.processor() or platform.machine()


def main() -> None:
    """Measure, write the results and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=100_000, help="size of most runs; others are parts of it")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pairs", type=int, default=30, help="replications of the whole command")
    parser.add_argument("--years", type=int, default=20, help="replications of the whole attribution")
    parser.add_argument("--replications", type=int, default=30, help="replications of each package")
    parser.add_argument("--peers", action="store_true", help="also other simulators, installed from PyPI")
    parser.add_argument("--packages", action="store_true", help="also all packages of ten reforms; takes long")
    parser.add_argument("--only", nargs="+", metavar="PART", help="only these parts, by their name in the results")
    parser.add_argument("--out", type=Path, default=HERE / "results.json")
    asked = parser.parse_args()
    simulate(chain.system(100), engine="compiled")
    found = {}
    for name, part in parts(asked).items():
        start = time.perf_counter()
        found[name] = part()
        print(f"{name}: {time.perf_counter() - start:.0f} s", file=sys.stderr)
    reached, wanted = goals.ratios(found)
    results = {"machine": machine(), "ratios": reached, "goals": wanted, "parts": found}
    asked.out.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    for key, value in reached.items():
        goal = wanted[key]
        bound = f"at least {goal['at_least']}" if "at_least" in goal else f"at most {goal['at_most']}"
        print(f"{key:28} {value:8.2f}  {bound}{'' if goal['met'] else ': missed'}")


if __name__ == "__main__":
    main()
