"""Writes the reference pages that follow from the code: commands, file format, reforms, messages, benchmarks."""

from __future__ import annotations

import inspect
import json
import os
import re
from pathlib import Path
from typing import Any

from city_tables import LANGUAGES, city_table
from schema_pages import as_code, prose, schema_page

from adminsim.messages import Words

SCENARIOS = Path(__file__).parents[1] / "scenarios"
PLANS = ("weihai-2018", "jingdezhen-2022", "maoming-2023", "jiangmen-2023", "qingyang-2023")
POLICY_ID = re.compile(r"\b[a-z]+-20\d\d/[0-9A-Z]+(?:\.[0-9]+)?(?:-[0-9a-z]+)?")


def write_pages(folder: Path) -> None:
    """Write all generated pages into a folder, leaving those alone that have not changed."""
    from benchmarks_page import benchmarks_page
    from house import house_page, house_picture
    from validity_tables import anchors_table, assumed_table, theory_table

    from adminsim.files.schema import baseline_schema, scenario_schema

    pages = {
        "commands.md": commands_page(),
        "scenario-file.md": schema_page("The scenario file", SCENARIO_TEXT, scenario_schema()),
        "baseline-file.md": schema_page("The baseline file", BASELINE_TEXT, baseline_schema()),
        "reforms.md": reforms_page(),
        "messages.md": messages_page(),
        **{f"coverage-{plan}.md": coverage_table(SCENARIOS / plan) for plan in PLANS if (SCENARIOS / plan).is_dir()},
        **{f"city-{plan}{end}.md": city_table(plan, language) for plan in PLANS for end, language in LANGUAGES.items()},
        "benchmarks.md": benchmarks_page(),
        "intervals.md": intervals_table(SCENARIOS.parent / "benchmarks" / "intervals.json"),
        "few-cases.md": few_cases_table(SCENARIOS.parent / "benchmarks" / "intervals.json"),
        "theory.md": theory_table(),
        "anchors.md": anchors_table(),
        "assumed.md": assumed_table(),
        "house.md": house_page(),
        "house.svg": house_picture(),
        "preview.md": preview_table(),
        "series-or-parallel.md": teaching_table("series-or-parallel"),
        "three-windows-or-one.md": teaching_table("three-windows-or-one") + windows_table(),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")


def preview_table() -> str:
    """Return what is said of each formula of the preview, with its error."""
    from adminsim.study.preview.analytic import ERRORS

    lines = ["| formula | error found | what it is for |", "|---|---|---|"]
    for formula in [*ERRORS, "bound"]:
        error = f"{ERRORS[formula]:.0%}" if formula in ERRORS else "not claimed"
        name = Words.EN.say(f"preview-name-{formula}")
        about = Words.EN.say(f"preview-about-{formula}", error=error)
        lines.append(f"| {name} | {error if error != '0%' else 'exact'} | {about} |")
    return "\n".join([*lines, ""])


def teaching_table(name: str) -> str:
    """Return what a teaching scenario comes to: expected before it is simulated, and simulated."""
    import adminsim

    scenario = adminsim.example(name)
    found = adminsim.compare(scenario, replications=30)
    lines = ["| | before | after |", "|---|---|---|"]
    for chain, what in scenario.baseline.chains.items():
        mean = found.change(f"chain.{chain}.elapsed.mean")
        label = what.label.en if what.label is not None else chain
        lines.append(f"| {label}: mean time of those approved | {_minutes(mean.before)} | {_minutes(mean.after)} |")
    systems = scenario.baseline, scenario.reformed
    for department in dict.fromkeys(name for system in systems for name in system.departments):
        for measure in ("utilisation", "wait_hours"):
            cells = [_cell(found, department, measure, when) for when in ("before", "after")]
            lines.append(f"| {department}: {'busy' if measure == 'utilisation' else 'wait'} | {' | '.join(cells)} |")
        for measure in ("load", "wait_hours"):
            cells = [_ahead(system, department, measure) for system in systems]
            lines.append(f"| {department}: {measure.partition('_')[0]} by the preview | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def windows_table() -> str:
    """Return the wait at one window for all, by how fast its officers are at what is new to them."""
    import adminsim

    scenario = adminsim.example("three-windows-or-one")
    (pooling,) = scenario.reforms
    lines = ["", "| speed of the general window | load | wait, in open minutes |", "|---|---|---|"]
    three = adminsim.preview(scenario.baseline).iloc[0]
    lines.append(f"| three windows, as they are | {three.load:.0%} | {three.wait_open_hours * 60:.1f} |")
    for speed in (1.0, 0.95, 0.9, 0.85):
        changed = pooling.replace(speed=pooling.speed.replace(value=speed))
        one = adminsim.preview(adminsim.apply_reforms(scenario.baseline, [changed])).loc["general_window"]
        lines.append(f"| {speed:.2f} | {one.load:.0%} | {one.wait_open_hours * 60:.1f} |")
    return "\n".join([*lines, ""])


def _minutes(found: Any) -> str:
    return f"{found.mean * 1440:.1f} min [{found.low * 1440:.1f}, {found.high * 1440:.1f}]"


def _cell(found: Any, department: str, measure: str, when: str) -> str:
    rows = found.utilisation()
    value = rows.loc[department, f"{measure}_{when}"] if department in rows.index else float("nan")
    if value != value:
        return ""
    return f"{value:.0%}" if measure == "utilisation" else f"{value * 60:.1f} min"


def _ahead(system: Any, department: str, measure: str) -> str:
    import adminsim

    rows = adminsim.preview(system)
    if department not in rows.index:
        return ""
    value = rows.loc[department, measure]
    return f"{value:.0%}" if measure == "load" else f"{value * 60:.1f} min"


SCENARIO_TEXT = """A scenario names a baseline, switches reforms on and off, states targets and a study.
`adminsim schema scenario` prints the schema that this page is made from; editors use it for completion."""
BASELINE_TEXT = """A baseline describes a system as it is: calendars, departments, chains with their steps,
documents and demand. `adminsim schema baseline` prints the schema that this page is made from."""


def commands_page() -> str:
    """Return the help of every command."""
    import click

    os.environ["LC_ALL"] = "C.UTF-8"
    from adminsim.cli import main

    top = click.Context(main, info_name="adminsim", max_content_width=90, terminal_width=90)
    lines = ["# Commands", "", "What `--help` prints, for the program and each of its commands.", ""]
    lines += ["## adminsim", "", *_as_text(main.get_help(top))]
    for name in main.list_commands(top):
        command = main.get_command(top, name)
        context = click.Context(command, info_name=name, parent=top, max_content_width=90, terminal_width=90)
        lines += [f"## adminsim {name}", "", *_as_text(command.get_help(context))]
    return "\n".join(lines)


def _as_text(block: str) -> list[str]:
    return ["```text", *(line.rstrip() for line in _plain(block).splitlines()), "```", ""]


def _plain(text: str) -> str:
    """Return a text without terminal colours."""
    import click

    return click.unstyle(text)


def reforms_page() -> str:
    """Return a section for every reform, from its docstring and fields."""
    from adminsim.reforms import VOCABULARY
    from adminsim.reforms.base import Reform, RouteReform

    lines = ["# Reforms", "", _doc(Reform), "", "## What all reforms have in common", ""]
    lines += _fields(Reform, leave_out=set())
    lines += ["Reforms of routes also have:", "", *_fields(RouteReform, leave_out=set(Reform.model_fields))]
    for word, kind in VOCABULARY.items():
        common = set(RouteReform.model_fields) if issubclass(kind, RouteReform) else set(Reform.model_fields)
        lines += [f"## {word}", "", f"*{kind.term_en}, {kind.term_zh}*", "", _doc(kind), ""]
        lines += _fields(kind, leave_out=common)
        lines += ["```yaml", kind.example.rstrip(), "```", ""]
    return "\n".join(lines)


def _doc(kind: type) -> str:
    return prose(inspect.getdoc(kind) or "")


def _fields(kind: Any, leave_out: set[str]) -> list[str]:
    lines = []
    for name, field in kind.model_fields.items():
        if name not in leave_out:
            lines.append(f"`{field.alias or name}`\n: {prose(field.description or '', one_line=True)}\n")
    return lines


def messages_page() -> str:
    """Return every entry of the catalogue in both languages."""
    import adminsim.reforms  # noqa: F401  (each reform enters what it says)
    from adminsim.messages import CATALOGUE

    lines = ["# Messages", "", "All that the program says, in both languages; `{...}` is filled in.", ""]
    lines += ["| code | English | Chinese |", "|---|---|---|"]
    for code, (english, chinese) in sorted(CATALOGUE.items()):
        lines.append(f"| `{code}` | {as_code(english)} | {as_code(chinese)} |")
    return "\n".join([*lines, ""])


def coverage_table(folder: Path) -> str:
    """Return a table of the policy ids that a folder's scenarios answer to: where each is a target or a reform."""
    from adminsim.files.load import load_all

    found: dict[str, list[str]] = {}
    for file, scenario in load_all(folder).items():
        entries = [("target", target.name, target.source, "") for target in scenario.targets]
        entries += [
            ("reform", reform.subject, reform.source, "" if reform.enabled else ", off") for reform in scenario.reforms
        ]
        for kind, name, source, state in entries:
            for policy in answered(source or "", folder.name):
                found.setdefault(policy, []).append(f"{kind} `{name}` in `{Path(file).name}`{state}")
    lines = ["| id | target or reform, scenario |", "|---|---|"]
    lines += [f"| {policy} | {'; '.join(dict.fromkeys(found[policy]))} |" for policy in sorted(found, key=_item)]
    return "\n".join([*lines, ""])


def intervals_table(results: Path) -> str:
    """Return a table of how often intervals hold the true value, as benchmarks/intervals.py has measured it."""
    found = json.loads(results.read_text(encoding="utf-8"))
    lines = ["| model | studies | hold the true value | with a first look at 5 | replications |"]
    lines.append("|---|---|---|---|---|")
    for name, row in found["models"].items():
        early = found["first_look_at_5"][name]
        lines.append(
            f"| {row['title']} | {row['repetitions']:,} | {_share(row)} | {_share(early)} | {row['replications']:.0f} |"
        )
    return "\n".join([*lines, ""])


def few_cases_table(results: Path) -> str:
    """Return a table of how often intervals hold the true value where years have few cases."""
    rows = json.loads(results.read_text(encoding="utf-8"))["few_cases"].values()
    lines = [
        "| model | studies | true value | mean of what is found | hold the true value |",
        "|---|---|---:|---:|---|",
    ]
    lines += [
        f"| {row['title']} | {row['repetitions']:,} | {row['truth']:.4g} | {row['mean']:.4g} | {_share(row)} |"
        for row in rows
    ]
    return "\n".join([*lines, ""])


def _share(row: dict[str, Any]) -> str:
    return f"{row['coverage']:.1%} [{row['low']:.1%}, {row['high']:.1%}]"


def answered(source: str, plan: str) -> list[str]:
    """Return the ids of a plan that a source answers to; what it says the plan does not ask for is none."""
    if source.startswith("not in"):
        return []
    return [policy for policy in POLICY_ID.findall(source) if policy.startswith(f"{plan}/")]


def _item(policy: str) -> tuple[int, str]:
    item = policy.partition("/")[2]
    number = re.match(r"\d+", item)
    return (int(number[0]) if number else 10**6, item)
