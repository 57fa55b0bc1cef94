"""Commands that look at input: new, check, show, reforms, schema."""

from __future__ import annotations

import datetime as dt
import json
import re
from difflib import get_close_matches
from pathlib import Path

import click

from adminsim.cli.misuse import MisuseError
from adminsim.messages import Words
from adminsim.messages.typed import as_typed


def copy(name: str, source: str, words: Words) -> None:
    """Copy a runnable example and say what comes next."""
    from adminsim.files.examples import copy_example, example_names

    if source not in example_names():
        raise MisuseError("cli-unknown-example", {"given": source, "allowed": ", ".join(example_names())})
    copied = copy_example(source, Path(name))
    click.echo(words.say("cli-copied", files=", ".join(map(str, copied))))
    click.echo(words.say("cli-copied-next", file=as_typed(copied[0])))


def make_city(name: str, city: str, chains: str | None, start: str | None, source: str | None, words: Words) -> None:
    """Write the files of a city of one's own and say what comes next."""
    from adminsim.files.own_city import new_city

    wanted = tuple(part.strip() for part in re.split("[,，、]", chains or "") if part.strip())
    copied = new_city(Path(name), city, wanted, None if start is None else _first_day(start), source, words)
    click.echo(words.say("cli-copied", files=", ".join(map(str, copied))))
    click.echo(words.say("cli-copied-next", file=as_typed(copied[0])))


def _first_day(given: str) -> dt.date:
    """Return the first day of a year, or the day that is given."""
    from adminsim.model.chinese import narrow

    text = narrow(given).strip().removesuffix("年")
    try:
        return dt.date(int(text), 1, 1) if len(text) == 4 else dt.date.fromisoformat(text)
    except ValueError:
        raise MisuseError("cli-bad-start", {"given": given}) from None


def copy_template(file: str, name: str | None, words: Words) -> None:
    """Write the workbook in which a baseline is filled in, and say what comes next."""
    from adminsim.files.sheets.template import write_template

    if Path(file).suffix.lower() != ".xlsx":
        raise MisuseError("sheet-not-xlsx", {"example": Path(file).with_suffix(".xlsx")})
    if name is not None:
        raise MisuseError("sheet-no-name", {"name": name})
    write_template(Path(file), words)
    click.echo(words.say("sheet-template-next", file=as_typed(file)))


def from_workbook(file: str, name: str, words: Words) -> None:
    """Write a scenario and its baseline from a workbook, and say what comes next."""
    from adminsim.files.sheets.made import files_from_sheets

    made = files_from_sheets(file, Path(name), words)
    click.echo(words.say("cli-made", files=", ".join(map(str, made))))
    click.echo(words.say("cli-copied-next", file=as_typed(made[0])))


def check_scenario(path: str, words: Words) -> None:
    """Say that a scenario is in order; what is wrong with it raises an InputError."""
    from adminsim.files.load import load
    from adminsim.model.half_known import half_known
    from adminsim.model.unused import idle
    from adminsim.reforms.unused import unused
    from adminsim.report.system.unused import unused_lines

    scenario = load(path)
    enabled = sum(reform.enabled for reform in scenario.reforms)
    values = {"reforms": len(scenario.reforms), "enabled": enabled, "targets": len(scenario.targets)}
    click.echo(words.say("cli-checked", file=path, **values))
    for remark in scenario.reformed.remarks:
        click.echo(words.say(remark.code, reform=remark.reform, **dict(remark.detail)))
    noticed = [*half_known(scenario.baseline), *unused(scenario), *idle(scenario.baseline)]
    for line in unused_lines(noticed, words):
        click.echo(line)


def show_scenario(path: str, reformed: bool, words: Words) -> None:
    """Draw the chains of a scenario as text."""
    from adminsim.files.load import load
    from adminsim.report.system.chains import chain_text

    scenario = load(path)
    click.echo(chain_text(scenario.reformed if reformed else scenario.baseline, words))


def show_reforms(kind: str | None, words: Words) -> None:
    """List the reforms, or explain one."""
    from adminsim.reforms import VOCABULARY, word_of
    from adminsim.report.system.vocabulary import reform_page, reforms_table

    if kind is None:
        click.echo(reforms_table(words))
    elif word_of(kind) in VOCABULARY:
        click.echo(reform_page(word_of(kind), words))
    else:
        names = VOCABULARY if kind.isascii() else [reform.term_zh for reform in VOCABULARY.values()]
        nearest = get_close_matches(kind, names, n=1, cutoff=0.0)[0]
        values = {"given": kind, "nearest": nearest, "allowed": ", ".join(VOCABULARY)}
        raise MisuseError("cli-unknown-reform", values)


def explain(topic: str, field: str | None, words: Words) -> None:
    """Say what the keys of files mean."""
    from adminsim.model.naming import shortened
    from adminsim.report.system.explained import keys_known, keys_meaning, topic_text

    known = keys_known(topic)
    if field is not None and field not in known:
        near = keys_meaning(topic, field) or get_close_matches(field, known, n=1, cutoff=0.0)
        values = {"given": field, "topic": topic, "nearest": near[0], "allowed": shortened(known)}
        raise MisuseError("cli-unknown-key", values)
    click.echo(topic_text(topic, field, words))


def print_schema(file: str, words: Words) -> None:
    """Print the JSON Schema of scenarios or baselines."""
    from adminsim.files.schema import baseline_schema, scenario_schema

    made = scenario_schema(words) if file == "scenario" else baseline_schema(words)
    click.echo(json.dumps(made, ensure_ascii=False, indent=1))
