"""What it costs to say which of eight reforms did it, against one run to the same precision."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from rounds import alternate, in_figures, seconds

ROOT = Path(__file__).parents[1]
ADMINSIM = Path(sys.executable).with_name("adminsim")
SCENARIO = ROOT / "scenarios" / "weihai-2018" / "startup.yaml"
SWITCHED_OFF = {
    "name: account-permit-by-net\n": "name: account-permit-by-net\n    enabled: false\n",
    "share_data, name: e-licence, ": "share_data, name: e-licence, enabled: false, ",
}
"""The two of ten enabled reforms that are switched off, as the file has them and as they are written instead."""

Found = dict[str, Any]


def against_run(pairs: int, years: int, rounds: int, few: int) -> Found:
    """Measure `adminsim attribute` of eight reforms and `adminsim run`, both from the shell's call to its return.

    Every reform's share has to be at least as precise as the run's cut: the same half-width or a smaller one.
    """
    _call("run", 2, 0)
    sides = {"attribute": partial(_call, "attribute", years), "run": partial(_call, "run", pairs)}
    found = alternate(sides, rounds, fewer={"attribute": few})
    checked = [_demand_precise(*answers) for answers in zip(*(found[side].answers for side in sides), strict=False)]
    return {"unit": "s", "sides": in_figures(found), "sizes": {"pairs": pairs, "years": years}, "checked": checked[:1]}


def _call(command: str, replications: int, seed: int) -> tuple[float, Found]:
    """Run the scenario of eight reforms into a folder of its own; the answer is what the command leaves as JSON."""
    with tempfile.TemporaryDirectory() as parent:
        scenario, out = Path(parent) / "scenarios" / "eight.yaml", Path(parent) / "out"
        shutil.copytree(SCENARIO.parent, scenario.parent)
        scenario.write_text(_eight(), encoding="utf-8")
        given = [ADMINSIM, command, scenario, "--out", out, "--quiet", "--format", "json"]
        given += ["--replications", str(replications), "--seed", str(seed)]
        took, done = seconds(subprocess.run, given, check=True, stdout=subprocess.PIPE)
        return took, json.loads(done.stdout)


def _eight() -> str:
    """Return the start-up scenario with eight of its reforms enabled."""
    text = SCENARIO.read_text(encoding="utf-8")
    for enabled, disabled in SWITCHED_OFF.items():
        if text.count(enabled) != 1:
            raise SystemExit(f"{SCENARIO} has no such reform any more: {enabled}")
        text = text.replace(enabled, disabled)
    return text


def _demand_precise(attribution: Found, run: Found) -> str:
    """Refuse an attribution of other than eight reforms, or less precise than the run; return what was checked."""
    if len(attribution["reforms"]) != 8:
        raise SystemExit(f"{len(attribution['reforms'])} reforms are attributed, not 8")
    widest = max((row["high"] - row["low"]) / 2 for row in attribution["reforms"])
    cut = run["chains"]["startup"]["elapsed.mean"]
    allowed = (cut["cut_high"] - cut["cut_low"]) / 2
    if widest > allowed:
        raise SystemExit(f"half-widths up to {widest:.4f} days, wider than the run's {allowed:.4f}: give more years")
    return f"half-widths up to {widest:.3f} days, the run's cut {allowed:.3f}"
