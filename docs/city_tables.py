"""Writes the tables of the pages about cities: each target of a plan, its verdict by reading, and what hinders it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
LANGUAGES = {"": "en", ".zh-CN": "zh"}
"""Ending of a page and the language it is in."""
HEADS = {
    "en": ("target", "reading", "before", "after", "verdict", "what stands in the way"),
    "zh": ("目标", "口径", "改革前", "改革后", "结论", "主要障碍"),
}
VERDICTS = {"met": "达到", "missed": "未达到", "undecided": "未定"}
NONE = {"en": "No results are shipped for this plan.", "zh": "本方案没有随附结果。"}


def city_table(plan: str, language: str) -> str:
    """Return what the shipped results of a plan say of each target, under each reading."""
    from adminsim.files.load import load_all

    folder = ROOT / "scenarios" / plan
    scenarios = load_all(folder) if folder.is_dir() else {}
    lines = [f"| {' | '.join(HEADS[language])} |", "|---|---|---:|---:|---|---|"]
    for file, scenario in scenarios.items():
        path = ROOT / "results" / plan / Path(file).stem / "targets.csv"
        if not path.exists():
            continue
        labels = _labels(scenario, language)
        with path.open(encoding="utf-8-sig", newline="") as rows:
            lines += [_row(row, labels, language) for row in csv.DictReader(rows)]
    return "\n".join([*(lines if len(lines) > 2 else [NONE[language]]), ""])


def _labels(scenario: Any, language: str) -> dict[str, str]:
    """Return what targets and readings are called, by their names and by `target/reading`."""
    found: dict[str, str] = {}
    for target in scenario.targets:
        found[target.name] = _said(target, language)
        for reading in getattr(target, "readings", ()):
            found[f"{target.name}/{reading.name}"] = _said(reading, language)
    return found


def _said(named: Any, language: str) -> str:
    return str(getattr(named.label, language)) if named.label is not None else str(named.name)


def _row(row: dict[str, str], labels: dict[str, str], language: str) -> str:
    name, _, beside = row["target"].partition("/as/")
    reading = labels.get(f"{name}/{row.get('reading') or beside}", row.get("reading") or "")
    verdict = VERDICTS.get(row["verdict"], row["verdict"]) if language == "zh" else row["verdict"]
    way = (row.get("in_the_way") or "").split(";")[0].replace("|", "/")
    figures = [_figure(row[when], row["kind"]) for when in ("before", "after")]
    return f"| {labels.get(name, name)} | {reading} | {' | '.join(figures)} | {verdict} | {way} |"


def _figure(text: str, kind: str) -> str:
    if not text:
        return ""
    return f"{float(text):.0%}" if kind in ("within", "share") else f"{float(text):.1f}"
