"""What if, as tables and as plain data."""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.style import VERDICT_STYLE, WIDEST, called, percent, with_interval
from adminsim.report.kit.tables import plain_table
from adminsim.report.result.target_words import target_name
from adminsim.results.document import rounded
from adminsim.study.findings.estimate import Estimate
from adminsim.study.sweep.axis import DEMAND
from adminsim.study.sweep.crossing import crossings
from adminsim.study.sweep.sweep import column_of

if TYPE_CHECKING:
    import pandas as pd
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.study.sweep.axis import Axis
    from adminsim.study.sweep.sweep import Swept


def sweep_table(found: Swept, words: Words = Words.EN) -> RenderableType:
    """Return what becomes of each measure along the figures that are varied, for printing on a rich console."""
    from rich.console import Group
    from rich.constrain import Constrain

    from adminsim.report.kit.prose import Text

    parts: list[RenderableType] = []
    for name, rows in found.table.groupby("measure", sort=False):
        parts += [Text(_title(found, str(name), str(rows["unit"].iloc[0]), words), style="bold"), Text()]
        parts += [_rows(found, rows, words), Text()]
    parts += [Text(told, style="bold") for told in crossing_texts(found, words)]
    parts += [Text(told) for told in remarks(found, words)]
    return Constrain(Group(*parts), WIDEST)


def _title(found: Swept, name: str, unit: str, words: Words) -> str:
    """Return what stands above the values of a measure, with their unit where no per cent sign tells it."""
    text = measure_name(found, name, words)
    target = next((one for one in found.scenario.targets if one.name == name), None)
    if target is None or target.is_share:
        return text
    told = words.say("sweep-beyond") if target.judged_as == "beyond" else ""
    return words.say("sweep-in", measure=text, told=told, unit=words.say(f"sweep-unit-{unit}"))


def _rows(found: Swept, rows: pd.DataFrame, words: Words) -> Table:
    from adminsim.report.kit.prose import Text

    codes = ("judged", "verdict", "department", "load")
    table = plain_table(
        *(heading(axis, words) for axis in found.axes), *(words.say(f"sweep-{code}") for code in codes), left=0
    )
    for row in rows.to_dict("records"):
        here = [written(row[column_of(axis)]) for axis in found.axes]
        value = Estimate(row["value"], row["low"], row["high"])
        share, verdict = row["unit"] == "share", row["verdict"]
        shown = with_interval(value, words, share, 1 if share else 2)
        judged = Text(words.say(f"verdict-{verdict}"), style=VERDICT_STYLE[verdict]) if verdict else Text("-")
        who = called(row["department"], _departments(found), words=words) if row["department"] else "-"
        mark = "! " if row["grows"] else ""
        table.add_row(*map(Text, here), Text(shown), judged, Text(who), Text(mark + percent(row["load"], words, 0)))
    return table


def _departments(found: Swept) -> dict[str, Any]:
    scenario = found.scenario
    return {**scenario.reformed.departments, **scenario.baseline.departments}


def heading(axis: Axis, words: Words) -> str:
    """Return what stands over the values of a figure: the end of its path, or the word for demand; and the unit."""
    short = ".".join(_name(axis, words).split(".")[-2:])
    return f"{short}, {axis.unit}" if axis.unit else short


def _name(axis: Axis, words: Words) -> str:
    return words.say("sweep-demand") if axis.name == DEMAND else axis.name


def written(value: float) -> str:
    """Return a value of a figure."""
    return f"{value:.6g}"


def measure_name(found: Swept, name: str, words: Words) -> str:
    """Return what people call a target, or the mean elapsed time of a chain."""
    target = next((one for one in found.scenario.targets if one.name == name), None)
    if target is not None:
        return target_name(target, words)
    chain = name.removeprefix("chain.").removesuffix(".elapsed.mean")
    return words.say("sweep-elapsed", chain=called(chain, found.scenario.baseline.chains, words=words))


def crossing_texts(found: Swept, words: Words) -> list[str]:
    """Return in one sentence each where a target is lost or reached; or that it never is."""
    told = []
    table = crossings(found.table)
    first, others = found.axes[0], found.axes[1:]
    turns = {"met": "sweep-reached", "missed": "sweep-lost"}
    if first.is_whole:
        turns = {"met": "sweep-reached-whole", "missed": "sweep-lost-whole"}
    for row in table.to_dict("records"):
        values = {name: _shown(row, name, first) for name in ("at", "low", "high")}
        told.append(
            words.say(turns[row["above"]], figure=heading(first, words),
                target=measure_name(found, row["measure"], words), **values)
            + "".join(words.say("sweep-where", figure=heading(other, words), value=written(row[column_of(other)]))
                      for other in others)
        )  # fmt: skip
    for target in found.scenario.targets:
        if target.name not in set(table["measure"]):
            told.append(_nowhere(found, target.name, words))
    return told


def _shown(row: dict[Any, Any], name: str, axis: Axis) -> str:
    """Return a value at which a target turns.

    Of people there are only whole ones: the number with which the better side begins, and an interval that holds all
    between.
    """
    value = float(row[name])
    if value != value:
        return "…"
    if not axis.is_whole:
        return f"{value:.4g}"
    outwards = {"low": floor, "high": ceil, "at": ceil if row["above"] == "met" else floor}
    return f"{outwards[name](round(value, 9)):d}"


def _nowhere(found: Swept, name: str, words: Words) -> str:
    verdicts = set(found.table[found.table["measure"] == name]["verdict"]) - {""}
    code = verdicts.pop() if len(verdicts) == 1 else "mixed"
    return words.say(f"sweep-nowhere-{code}", target=measure_name(found, name, words))


def remarks(found: Swept, words: Words) -> list[str]:
    """Return what else is to be known: how it was found, what cannot keep up, and where the reforms are impossible."""
    stated = words.in_parts(f"{_name(axis, words)} = {written(axis.stated)}" for axis in found.axes)
    told = [words.say("sweep-replications", replications=found.replications, stated=stated)]
    if found.table["grows"].any():
        told.append(words.say("sweep-overloaded"))
    if found.impossible:
        listed = words.in_parts(words.listed(map(written, one)) for one in found.impossible)
        told.append(words.say("sweep-impossible", points=listed))
    return told


def sweep_data(found: Swept, words: Words = Words.EN) -> dict[str, Any]:
    """Return a sweep as plain data."""
    return {
        "scenario": found.scenario.name,
        "seed": found.seed,
        "replications": found.replications,
        "confidence": found.scenario.study.confidence,
        "varied": [
            {"path": axis.name, "unit": axis.unit, "stated": rounded(axis.stated), "values": list(axis.values)}
            for axis in found.axes
        ],
        "impossible": [list(one) for one in found.impossible],
        "said": [*crossing_texts(found, words), *remarks(found, words)],
        "crossings": _records(crossings(found.table)),
        "points": _records(found.table),
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    rows = table.to_dict("records")
    return [
        {str(key): rounded(value) if isinstance(value, float) else value for key, value in row.items()} for row in rows
    ]
