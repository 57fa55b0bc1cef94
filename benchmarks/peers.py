"""Other simulators from PyPI on the same chain, each in an environment of its own below build/bench.

They are measured, never depended on; one that cannot be installed here is left out with the reason.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from functools import partial
from pathlib import Path
from typing import Any

import chain
from engines import mean_hours, per_case
from rounds import Measured, alternate, demand_near, in_figures

from adminsim import System

HERE = Path(__file__).parent
BUILT = HERE.parent / "build" / "bench"
PEERS = {
    "ciw": ("Ciw", "ciw==3.2.7"),
    "salabim": ("salabim", "salabim==26.0.9"),
    "prosimos": ("Prosimos", "prosimos==2.1.0"),
}
"""By the name of the script in peers/: name, and what to install."""
IN_SERIES = {"ciw"}
"""Peers without fork and join, which run the reviews one after the other; so does adminsim beside them."""


def against_peers(cases: int, rounds: int) -> dict[str, Any]:
    """Measure seconds per case of the peers, with a twentieth of the cases, and of the compiled engine."""
    missing = {peer: reason for peer in PEERS if (reason := _install(peer)) is not None}
    sides: dict[str, Any] = {peer: partial(_peer, peer, cases // 20) for peer in PEERS if peer not in missing}
    sides["compiled"] = partial(_compiled, chain.system(cases))
    sides["compiled_in_series"] = partial(_compiled, chain.system(cases, in_series=True))
    found = alternate(sides, rounds)
    checked = [_check(peer, found) for peer in PEERS if peer not in missing]
    times_as_fast = {peer: found[peer].median / found[_beside(peer)].median for peer in PEERS if peer not in missing}
    return {
        "unit": "s/case",
        "sides": in_figures(found),
        "sizes": {"cases": cases, "cases of a peer": cases // 20},
        "versions": {PEERS[peer][0]: PEERS[peer][1] for peer in PEERS},
        "times_as_fast": times_as_fast,
        "skipped": missing,
        "checked": checked,
    }


def _install(peer: str) -> str | None:
    """Make the environment of a peer, once; return why that cannot be done."""
    folder = BUILT / peer
    _, requirement = PEERS[peer]
    try:
        if not _python(peer).exists():
            venv.create(folder, with_pip=True)
        pip = [_python(peer), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", requirement]
        subprocess.run(pip, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        told = getattr(error, "stderr", "") or str(error)
        return told.strip().splitlines()[-1]
    return None


def _python(peer: str) -> Path:
    return BUILT / peer / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _peer(peer: str, cases: int, seed: int) -> tuple[float, float]:
    script = HERE / "peers" / f"{peer}_model.py"
    environment = os.environ | {"PYTHONPATH": str(HERE)}
    command = [_python(peer), script, str(cases), str(seed)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment)
    answer = json.loads(told.stdout.splitlines()[-1])
    return answer["seconds"] / answer["cases"], answer["hours"]


def _compiled(made: System, seed: int) -> tuple[float, float]:
    took, records = per_case(made, "compiled", seed)
    return took, mean_hours(records)


def _beside(peer: str) -> str:
    return "compiled_in_series" if peer in IN_SERIES else "compiled"


def _check(peer: str, found: dict[str, Measured]) -> str:
    what = f"mean cycle time in hours, adminsim and {PEERS[peer][0]}"
    return demand_near(what, found[_beside(peer)].answers, found[peer].answers)


if __name__ == "__main__":
    json.dump(against_peers(int(sys.argv[1]), int(sys.argv[2])), sys.stdout, indent=1)
