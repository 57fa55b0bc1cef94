"""Whole commands, as a planner meets them, and what the first run and the later ones wait for."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from rounds import alternate, demand_equal, in_figures, seconds

ROOT = Path(__file__).parents[1]
ADMINSIM = Path(sys.executable).with_name("adminsim")
SCENARIO = ROOT / "scenarios" / "weihai-2018" / "startup.yaml"
FIRST_RUN = """
import sys, time
sys.path.insert(0, sys.argv[1])
import chain
from adminsim.engine import compiled
from adminsim import simulate
start = time.perf_counter()
simulate(chain.system(100), engine="compiled")
print(time.perf_counter() - start)
"""

Found = dict[str, Any]


def run_command(replications: int, rounds: int, reference_rounds: int) -> Found:
    """Measure `adminsim run` of the start-up city-year with either engine, from the shell's call to its return."""
    _run("compiled", 2, 0)
    sides = {engine: partial(_run, engine, replications) for engine in ("compiled", "reference")}
    found = alternate(sides, rounds, fewer={"reference": reference_rounds})
    checked = ["all tables: " + demand_equal(found, "reference", "compiled")]
    return {"unit": "s", "sides": in_figures(found), "sizes": {"pairs": replications}, "checked": checked}


def starts(rounds: int) -> Found:
    """Measure how long `--help` takes, and what the first simulation waits for with and without a compiled kernel."""
    with tempfile.TemporaryDirectory() as folder:
        warm = tempfile.mkdtemp(dir=folder)
        _first_run(warm)
        sides = {
            "help": lambda _: seconds(subprocess.run, [ADMINSIM, "--help"], check=True, stdout=subprocess.PIPE),
            "first_compilation": lambda _: _first_run(tempfile.mkdtemp(dir=folder)),
            "cached_load": lambda _: _first_run(warm),
        }
        found = alternate(sides, rounds, fewer={"first_compilation": min(rounds, 3)})
    return {"unit": "s", "sides": in_figures(found), "sizes": {}, "checked": []}


def _run(engine: str, replications: int, seed: int) -> tuple[float, dict[str, str]]:
    """Run the scenario into a folder of its own; the answer is the digest of each table."""
    with tempfile.TemporaryDirectory() as parent:
        out = Path(parent) / "out"
        command = [ADMINSIM, "run", SCENARIO, "--engine", engine, "--out", out, "--quiet"]
        command += ["--replications", str(replications), "--seed", str(seed)]
        took, _ = seconds(subprocess.run, command, check=True, stdout=subprocess.PIPE)
        tables = {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(out.glob("*.csv"))}
    if not tables:
        raise SystemExit("the command left no tables to compare")
    return took, tables


def _first_run(cache: str) -> tuple[float, None]:
    """Return how long a tiny simulation takes in a new process, imports aside."""
    command = [sys.executable, "-c", FIRST_RUN, str(Path(__file__).parent)]
    environment = os.environ | {"NUMBA_CACHE_DIR": cache}
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    return float(told.stdout), None
