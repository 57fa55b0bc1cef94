"""Writes the page of benchmarks from what `make bench` has measured, so that no figure is typed by hand."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
RESULTS = BENCHMARKS / "results.json"
sys.path.append(str(BENCHMARKS))
from goals import every  # noqa: E402

INTRODUCTION = """`make bench` measures this in one run and writes `benchmarks/results.json`, of which this page is
made. Sides take turns round by round, so that whatever else the machine does falls on all of them; compared are
medians, and the answers too: a side that is fast and wrong stops the run. Timed of an engine is `simulate`, from the
system to the visits and decisions recorded; of the model written by hand with SimPy, its run with one tuple kept for
each visit."""
PARTS = {
    "plain": "Against plain SimPy, always open",
    "plain_office": "Against plain SimPy, with opening hours",
    "limit": "Against a loop in C",
    "command": "The whole command",
    "command_startup": "The whole command over the kernel alone, start-up",
    "command_project": "The whole command over the kernel alone, projects",
    "pair_startup": "A pair over its kernel, start-up",
    "pair_project": "A pair over its kernel, projects",
    "kernel": "The kernel, for a visit",
    "preview": "The preview",
    "threads_startup": "Two threads, start-up",
    "threads": "Two threads",
    "growth": "Growing numbers of cases, ten steps",
    "attribution": "Which of eight reforms did it",
    "staff": "Ten times the staff",
    "starts": "Starting",
    "peers": "Other simulators",
}
SIDES = {
    "simpy": "plain SimPy, by hand",
    "reference": "reference engine",
    "compiled": "compiled engine",
    "compiled_in_series": "compiled engine, reviews in series",
    "c": "loop in C",
    "ciw": "Ciw, reviews in series",
    "salabim": "salabim",
    "prosimos": "Prosimos",
    "threads_1": "one thread",
    "threads_2": "two threads",
    "times_1": "the usual staff and arrivals",
    "times_10": "ten times both",
    "pipeline": "compiled engine, with measures",
    "command": "`adminsim run`, one worker, CPU",
    "kernel": "kernel of 2026, CPU",
    "pair": "warm pair, CPU",
    "preview": "preview of both systems, CPU",
    "chain": "chain of this page, CPU for a visit",
    "project": "projects, CPU for a visit",
    "small": "a hundredth of the most cases",
    "middle": "a tenth",
    "large": "the most cases",
    "attribute": "`adminsim attribute`",
    "run": "`adminsim run`",
    "help": "`adminsim --help`",
    "first_compilation": "first simulation, which compiles the kernel",
    "cached_load": "first simulation of a later process, which loads it",
}
MEMORY = """A run of {cases:,} cases of ten steps keeps {visits:,} visits. It takes {bytes_per_visit:.0f} bytes for each
visit above the runtime's own {runtime_mib:.0f} MiB, {bytes_per_visit_with_table_of_cases:.0f} bytes once the table of
cases is computed; the peak of the process is {peak_mib:,.0f} MiB."""
PACKAGES = """All {packages:,} packages of ten reforms of a chain of ten steps, each with {replications} replications of
{cases:,} cases, take {minutes:.1f} minutes with {threads} threads, {microseconds:.2f} µs a case, and at most
{peak_mib:,.0f} MiB. Mean cycle time in hours: {hours}."""

Found = dict[str, Any]


def benchmarks_page(results: Path = RESULTS) -> str:
    """Return the page: what was asked, each side with its spread, memory, packages, and the machine."""
    found = json.loads(results.read_text(encoding="utf-8"))
    parts: Found = found["parts"]
    lines = ["# Benchmarks", "", INTRODUCTION, "", *_goals(found), *_machine(found["machine"])]
    for name, title in PARTS.items():
        if name in parts:
            lines += [f"## {title}", "", *_part(parts[name])]
    if "memory" in parts:
        lines += ["## Memory", "", _skipped(parts["memory"]) or MEMORY.format_map(parts["memory"]), ""]
    if "packages" in parts:
        lines += ["## Packages of reforms", "", _packages(parts["packages"]), ""]
    return "\n".join(lines)


def _goals(found: Found) -> list[str]:
    lines = ["| measure | found | asked | |", "|---|---:|---:|---|"]
    for key, value in found["ratios"].items():
        goal = found["goals"][key]
        lines.append(
            f"| {goal['what']} (`{key}`) | {value:.3g} | {_bound(goal)} | {'met' if goal['met'] else 'missed'} |"
        )
    for key, goal in every().items():
        if key not in found["ratios"]:
            lines.append(f"| {goal['what']} (`{key}`) | not measured yet | {_bound(goal)} | |")
    return [*lines, ""]


def _bound(goal: Found) -> str:
    return f"at least {goal['at_least']:g}" if "at_least" in goal else f"at most {goal['at_most']:g}"


def _machine(machine: Found) -> list[str]:
    versions = ", ".join(f"{name} {version}" for name, version in machine["versions"].items())
    where = f"{machine['cores']} cores of {machine['processor']}, {machine['system']}"
    return [f"Measured on {machine['date']}: {where}, Python {machine['python']}, {versions}.", ""]


def _part(part: Found) -> list[str]:
    if "sides" not in part:
        return [_skipped(part), ""]
    scale, unit = (1e6, "µs a case") if part["unit"] == "s/case" else (1.0, "s")
    lines = [f"| | median, {unit} | least | most | rounds |", "|---|---:|---:|---:|---:|"]
    for name, side in part["sides"].items():
        low, middle, high = (f"{scale * side[figure]:.3g}" for figure in ("min", "median", "max"))
        lines.append(f"| {SIDES[name]} | {middle} | {low} | {high} | {side['rounds']} |")
    sizes = ", ".join(f"{name} {size:,}" for name, size in part["sizes"].items())
    lines += ["", *([f"Sizes: {sizes}.", ""] if sizes else [])]
    if part["checked"]:
        lines += [f"Answers checked: {'; '.join(part['checked'])}.", ""]
    if "compiler" in part:
        lines += [f"Compiled with {part['compiler']}.", ""]
    return [*lines, *_peers(part)] if "times_as_fast" in part else lines


def _peers(part: Found) -> list[str]:
    ahead = ", ".join(f"{SIDES[peer].split(',')[0]} {times:,.0f}" for peer, times in part["times_as_fast"].items())
    versions = ", ".join(part["versions"].values())
    lines = [f"The compiled engine is so many times as fast: {ahead}. Installed from PyPI: {versions}.", ""]
    for peer, why in part["skipped"].items():
        lines += [f"{SIDES[peer]} was left out: {why}", ""]
    return lines


def _skipped(part: Found) -> str:
    return f"Left out: {part['skipped']}." if "skipped" in part else ""


def _packages(part: Found) -> str:
    hours = ", ".join(f"{name} {value:.2f}" for name, value in part["mean_hours"].items())
    minutes, microseconds = part["seconds"] / 60, 1e6 * part["seconds_per_case"]
    return PACKAGES.format_map(part | {"minutes": minutes, "microseconds": microseconds, "hours": hours})
