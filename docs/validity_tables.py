"""Writes the tables of the page on validity: theory, published figures, assumed figures."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
THEORY = ROOT / "benchmarks" / "theory_rows.json"
PLAN = "weihai-2018"
SCENARIOS = {
    "startup": "Start-up",
    "deregistration": "Deregistration",
    "hookups": "Water, gas, heat, electricity",
    "real-estate": "Real estate",
    "project": "Construction projects",
    "customs": "Customs",
    "tax-matters": "Tax matters",
    "complaints": "Complaints",
}


@dataclass(frozen=True)
class Anchor:
    """A published figure and where its simulated counterpart is found.

    Attributes
    ----------
    what, source, use : str
        What it is a figure of, who published it, and what it was used for.
    published : tuple of float
        The figure, or the ends of what was taken for it.
    unit : str
        Unit of both.
    at : tuple of str
        Results folder, chain, measure and ``before`` or ``after``; or ``reading``, results folder, target and reading,
        told in hours; or ``power``, kind and measure; or ``hall`` and minutes.
    """

    what: str
    published: tuple[float, ...]
    unit: str
    source: str
    use: str
    at: tuple[str, ...]


DOING_BUSINESS = "World Bank, Doing Business 2018 (Shanghai, 2017)"
STATE_COUNCIL = "State Council plan 2018-2019"
KUNSHAN = "1,342 people asked in the halls of Kunshan, 2021"
FITTED, BUILT, NOT_FITTED = "agreed beforehand: within 10 %", "built to it", "not fitted"
CUSTOMS_FIT = f"{FITTED}; means, ranges and hours stated anew in four passes"
WEIHAI_CUSTOMS = "Weihai Customs, 2016 (trade press, 2017-03)"
WINDOWS = "chose five windows rather than four"
ABOVE, BELOW = "a bound from above", "a bound from below"
ANCHORS = (
    Anchor(
        "Start-up, mean time", (22,), "d", DOING_BUSINESS, f"{FITTED}; durations raised in their ranges, 2 people more",
        ("startup", "startup", "elapsed.mean", "before"),
    ),
    Anchor(
        "Start-up, procedures", (7,), "", DOING_BUSINESS, BUILT, ("startup", "startup", "procedures", "before"),
    ),
    Anchor(
        "Electricity, high voltage, single supply, mean time", (145,), "d", DOING_BUSINESS,
        f"{FITTED}; the first guess was kept", ("power", "high_single", "days"),
    ),
    Anchor(
        "the same, procedures", (5,), "", DOING_BUSINESS, BUILT, ("power", "high_single", "procedures"),
    ),
    Anchor(
        "Construction project, mean time on the agency clock", (200,), "WD", f"{STATE_COUNCIL}: over 200",
        f"{FITTED}, together with the time to the permit",
        ("project", "project", "agency_workdays.mean", "before"),
    ),
    Anchor(
        "the same, after the reforms", (120,), "WD", f"{STATE_COUNCIL}: what the reform is to reach", NOT_FITTED,
        ("project", "project", "agency_workdays.mean", "after"),
    ),
    Anchor(
        "Electricity, low voltage, firms, mean time", (60,), "d", "Shanghai Daily, 2018-05-22: about two months",
        NOT_FITTED, ("power", "low_other", "days"),
    ),
    Anchor(
        "Customs, imports from declaration to release, mean time", (6.22,), "h", WEIHAI_CUSTOMS, CUSTOMS_FIT,
        ("reading", "customs", "time-one-third", "imports-released"),
    ),
    Anchor(
        "the same, exports", (0.2,), "h", WEIHAI_CUSTOMS, CUSTOMS_FIT,
        ("reading", "customs", "time-one-third", "exports-released"),
    ),
    Anchor("Tax hall, share that does not wait", (51,), "%", KUNSHAN, WINDOWS, ("hall", "0")),
    Anchor("the same, at most half an hour", (76,), "%", KUNSHAN, WINDOWS, ("hall", "30")),
    Anchor("the same, at most an hour", (87,), "%", KUNSHAN, WINDOWS, ("hall", "60")),
    Anchor(
        "Real estate, mean time on the agency clock", (30,), "WD", "statute (State Council office, 2019 No. 8)",
        ABOVE, ("real-estate", "real_estate", "agency_workdays.mean", "before"),
    ),
    Anchor(
        "Deregistration, mean time", (45,), "d", "the announcement, or the creditors' period (Company Law, art. 185)",
        BELOW, ("deregistration", "deregistration", "elapsed.mean", "before"),
    ),
)  # fmt: skip


def theory_table(results: Path = THEORY) -> str:
    """Return the table of queues with a closed form, as benchmarks/theory_rows.py has simulated them."""
    rows = json.loads(results.read_text(encoding="utf-8"))["rows"]
    lines = ["| queue | measured | closed form | exact | simulated [99.9 %] |", "|---|---|---|---:|---:|"]
    for row in rows.values():
        low, mean, high = (f"{row[key]:.4g}" for key in ("low", "mean", "high"))
        told = f"{row['queue']} | {row['measured']} | {row['form']}"
        lines.append(f"| {told} | {row['exact']:.4g} | {mean} [{low}, {high}] |")
    return "\n".join([*lines, ""])


def anchors_table(folder: Path = ROOT / "results" / PLAN, results: Path = THEORY) -> str:
    """Return the table of published figures, beside what the shipped results and kinds of cases come to."""
    kinds = json.loads(results.read_text(encoding="utf-8"))
    lines = ["| figure | published | simulated [95 %] | difference | source | used |", "|---|---:|---:|---:|---|---|"]
    for anchor in ANCHORS:
        mean, low, high = _simulated(anchor.at, folder, kinds)
        unit = f" {anchor.unit}" if anchor.unit else ""
        published = " to ".join(f"{value:g}" for value in anchor.published) + unit
        digits = 1 if mean >= 1 else 3
        interval = f"{mean:.{digits}f}{unit}" + (f" [{low:.{digits}f}, {high:.{digits}f}]" if low < high else "")
        difference = _difference(mean, anchor)
        lines.append(f"| {anchor.what} | {published} | {interval} | {difference} | {anchor.source} | {anchor.use} |")
    return "\n".join([*lines, ""])


def _simulated(at: tuple[str, ...], folder: Path, kinds: dict[str, Any]) -> tuple[float, float, float]:
    from adminsim.study.findings.estimate import estimate

    if at[0] == "power":
        found = estimate([year[at[1]][at[2]] for year in kinds["power"]])
        return found.mean, found.low, found.high
    if at[0] == "hall":
        found = estimate([100 * year[at[1]] for year in kinds["hall"]])
        return found.mean, found.low, found.high
    if at[0] == "reading":
        return _reading_h(folder / at[1] / "readings.csv", at[2], at[3])
    study, chain, measure, when = at
    summary = json.loads((folder / study / "summary.json").read_text(encoding="utf-8"))
    row = summary["chains"][chain][measure]
    return row[when], row[f"{when}_low"], row[f"{when}_high"]


def _reading_h(file: Path, target: str, reading: str) -> tuple[float, float, float]:
    """Return what a target's reading came to before the reforms, told in days by the file, in hours."""
    with file.open(encoding="utf-8-sig", newline="") as rows:
        (row,) = [row for row in csv.DictReader(rows) if (row["target"], row["reading"]) == (target, reading)]
    low, mean, high = (float(row[key]) * 24 for key in ("before_low", "before", "before_high"))
    return mean, low, high


def _difference(mean: float, anchor: Anchor) -> str:
    least, most = anchor.published[0], anchor.published[-1]
    if anchor.use in (ABOVE, BELOW):
        return "below it" if mean < least else "above it"
    if least <= mean <= most:
        return "within" if least < most else "none"
    nearest = least if mean < least else most
    if anchor.unit == "%":
        return f"{mean - nearest:+.0f} points"
    return f"{mean / nearest - 1:+.0%}".replace("%", " %")


def assumed_table() -> str:
    """Return how many figures of each shipped scenario are assumed, and how many of them have a range."""
    import adminsim
    from adminsim.study.assumptions.ledger import ledger

    lines = ["| scenario | assumed figures | varied over their ranges |"]
    lines += ["|---|---:|---:|"]
    for name, title in SCENARIOS.items():
        found = ledger(adminsim.load(ROOT / "scenarios" / PLAN / f"{name}.yaml"))
        varied = sum(one.standing == "varied" for one in found)
        lines.append(f"| {title} | {len(found)} | {varied} |")
    return "\n".join([*lines, ""])
