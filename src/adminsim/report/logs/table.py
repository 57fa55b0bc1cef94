"""How far a baseline that was fitted to a log can be trusted, as tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adminsim.logs.judged import judged
from adminsim.logs.log_distances import NAMES
from adminsim.logs.measures import FIGURES, SHARES
from adminsim.messages import Words
from adminsim.report.kit.style import WIDEST, number, percent
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.report.logs.look_table import day_text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.logs.calibrate import Calibration
    from adminsim.logs.held_out import HeldOut

COLUMNS = ("log", "simulated", "resampled", "floor")


def calibration_table(found: Calibration, words: Words = Words.EN) -> RenderableType:
    """Return what is known of a calibration, for printing on a rich console.

    Parameters
    ----------
    found : Calibration
        What was fitted.
    words : Words
        Of the reader's language.
    """
    from rich.console import Group
    from rich.constrain import Constrain

    from adminsim.report.kit.prose import Text

    parts: list[RenderableType] = [
        Text(titled("calibrate-title", found, words, file=Path(found.log.path).name), style="bold"),
        Text(_window(found, words)), Text(), _training(found, words), Text(),
    ]  # fmt: skip
    if found.held_out is None:
        parts.append(Text(words.say("calibrate-no-test"), style="yellow"))
    else:
        parts += [_held_out(found, found.held_out, words), Text(), _distances(found, found.held_out, words)]
        parts.append(Text(words.say("calibrate-explained")))
    parts += [
        Text(),
        Text(_drift(found, words)),
        Text(_work(found, words)),
        Text(),
        _judge(found, words),
        Text(),
    ]
    parts += [Text(notice.text(words), style="yellow") for notice in found.notices]
    return Constrain(Group(*parts), WIDEST)


def titled(code: str, found: Calibration, words: Words, **values: object) -> str:
    """Return a heading; where the log is not stationary, it says so."""
    label = "" if found.is_stationary else words.say("calibrate-non-stationary")
    return words.say(code, **values) + label


def _window(found: Calibration, words: Words) -> str:
    fit = found.fit
    return words.say(
        "calibrate-window", first=day_text(fit.first), until=day_text(fit.end), cases=len(fit.cases),
        decided=int((fit.weights > 0).sum()), rows_in=found.log.rows_in, used=len(found.log.used),
        named=len(found.log.named),
    )  # fmt: skip


def figure_text(name: str, value: float, words: Words) -> str:
    """Return a figure as people read it: shares in per cent, times with a decimal."""
    return percent(value, words) if name in SHARES else number(value, words)


def _training(found: Calibration, words: Words) -> Table:
    headings = [words.say(f"calibrate-{name}") for name in ("log", "interval", "simulated")]
    table = plain_table(titled("calibrate-training", found, words), *headings)
    for name in FIGURES:
        row, interval = found.in_sample[name], found.intervals[name]
        if row["log"] == row["log"]:
            ends = " - ".join(figure_text(name, end, words) for end in (interval.low, interval.high))
            cells = [figure_text(name, row["log"], words), ends, figure_text(name, row["simulated"], words)]
            add_row(table, words.say(f"calibrate-figure-{name}"), *cells)
    add_row(table, words.say("calibrate-w1"), "", "", number(found.w1, words, 3))
    return table


def _held_out(found: Calibration, test: HeldOut, words: Words) -> Table:
    heading = titled("calibrate-held-out", found, words, cases=test.cases, decided=test.decided)
    table = plain_table(heading, *(words.say(f"calibrate-{name}") for name in COLUMNS))
    for name in FIGURES:
        row = test.figures[name]
        if row["log"] == row["log"]:
            cells = [figure_text(name, row[who], words) for who in COLUMNS]
            add_row(table, words.say(f"calibrate-figure-{name}"), *cells)
    w1 = [number(test.w1[who], words, 3) for who in COLUMNS[1:]]
    add_row(table, words.say("calibrate-w1"), "", *w1, style="bold")
    return table


def _distances(found: Calibration, test: HeldOut, words: Words) -> Table:
    headings = [words.say(f"calibrate-{name}") for name in COLUMNS[1:]]
    table = plain_table(titled("calibrate-distances", found, words), *headings)
    for name in NAMES:
        digits = 3 if name == "n_gram" else 1
        cells = [number(test.distances[name][who], words, digits) for who in COLUMNS[1:]]
        add_row(table, words.say(f"calibrate-distance-{name}"), *cells)
    return table


def _drift(found: Calibration, words: Words) -> str:
    drift = found.drift
    numbers = {name: number(getattr(drift, name), words, 2) for name in ("elasticity", "low", "high")}
    return words.say("calibrate-drift", halves=percent(drift.halves, words), p=f"{drift.p:.3g}", **numbers)


def _work(found: Calibration, words: Words) -> str:
    from adminsim.logs.plain import staff_of

    work = sorted({round(seconds / 60, 1) for seconds in found.taken.work_s.values()})
    told = {"work": " - ".join(f"{one:g}" for one in work) or "-", "staff": staff_of(found)}
    bracket = {"clicks": f"{found.bracket.clicks_s / 60:.3g}", "days": f"{found.bracket.person_days_s / 60:.4g}"}
    return words.say("calibrate-work", load=percent(found.load, words), **told, **bracket)


def _judge(found: Calibration, words: Words) -> Table:
    from rich.box import SIMPLE_HEAD

    from adminsim.report.kit.fitting import FittingTable
    from adminsim.report.kit.prose import Text

    table = FittingTable(box=SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column(Text(titled("calibrate-judge", found, words)), ratio=2)
    table.add_column("", no_wrap=True)
    table.add_column("", ratio=3)
    for one in judged(found):
        names = ", ".join(one.reforms)
        verdict = words.say(f"calibrate-{one.verdict}")
        table.add_row(Text(names), Text(verdict), Text(words.say(f"log-judge-{one.kind}")))
    return table
