"""How far a baseline that was fitted to a log can be trusted, as tables."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from adminsim.logs.judged import judged
from adminsim.logs.log_distances import NAMES
from adminsim.logs.measures import FIGURES, SHARES
from adminsim.messages import say
from adminsim.report.kit.style import WIDEST, number, percent
from adminsim.report.kit.tables import add_row, plain_table
from adminsim.report.logs.look_table import day_text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.logs.calibrate import Calibration
    from adminsim.logs.held_out import HeldOut
    from adminsim.messages import Language

COLUMNS = ("log", "simulated", "resampled", "floor")


def calibration_table(found: Calibration, language: Language = "en") -> RenderableType:
    """Return what is known of a calibration, for printing on a rich console.

    Parameters
    ----------
    found : Calibration
        What was fitted.
    language : str
        ``en`` or ``zh``.
    """
    from rich.console import Group
    from rich.constrain import Constrain
    from rich.text import Text

    parts: list[RenderableType] = [
        Text(titled("calibrate-title", found, language, file=Path(found.log.path).name), style="bold"),
        Text(_window(found, language)), Text(), _training(found, language), Text(),
    ]  # fmt: skip
    if found.held_out is None:
        parts.append(Text(say("calibrate-no-test", language), style="yellow"))
    else:
        parts += [_held_out(found, found.held_out, language), Text(), _distances(found, found.held_out, language)]
        parts.append(Text(say("calibrate-explained", language)))
    parts += [
        Text(),
        Text(_drift(found, language)),
        Text(_work(found, language)),
        Text(),
        _judge(found, language),
        Text(),
    ]
    parts += [Text(notice.text(language), style="yellow") for notice in found.notices]
    return Constrain(Group(*parts), WIDEST)


def titled(code: str, found: Calibration, language: Language, **values: object) -> str:
    """Return a heading; where the log is not stationary, it says so."""
    label = "" if found.is_stationary else say("calibrate-non-stationary", language)
    return say(code, language, **values) + label


def _window(found: Calibration, language: Language) -> str:
    fit = found.fit
    return say(
        "calibrate-window", language, first=day_text(fit.first), until=day_text(fit.end), cases=len(fit.cases),
        decided=int((fit.weights > 0).sum()), rows_in=found.log.rows_in, used=len(found.log.used),
        named=len(found.log.named),
    )  # fmt: skip


def figure_text(name: str, value: float, language: Language) -> str:
    """Return a figure as people read it: shares in per cent, times with a decimal."""
    return percent(value, language) if name in SHARES else number(value, language)


def _training(found: Calibration, language: Language) -> Table:
    headings = [say(f"calibrate-{name}", language) for name in ("log", "interval", "simulated")]
    table = plain_table(titled("calibrate-training", found, language), *headings)
    for name in FIGURES:
        row, interval = found.in_sample[name], found.intervals[name]
        if row["log"] == row["log"]:
            ends = " - ".join(figure_text(name, end, language) for end in (interval.low, interval.high))
            cells = [figure_text(name, row["log"], language), ends, figure_text(name, row["simulated"], language)]
            add_row(table, say(f"calibrate-figure-{name}", language), *cells)
    add_row(table, say("calibrate-w1", language), "", "", number(found.w1, language, 3))
    return table


def _held_out(found: Calibration, test: HeldOut, language: Language) -> Table:
    heading = titled("calibrate-held-out", found, language, cases=test.cases, decided=test.decided)
    table = plain_table(heading, *(say(f"calibrate-{name}", language) for name in COLUMNS))
    for name in FIGURES:
        row = test.figures[name]
        if row["log"] == row["log"]:
            cells = [figure_text(name, row[who], language) for who in COLUMNS]
            add_row(table, say(f"calibrate-figure-{name}", language), *cells)
    w1 = [number(test.w1[who], language, 3) for who in COLUMNS[1:]]
    add_row(table, say("calibrate-w1", language), "", *w1, style="bold")
    return table


def _distances(found: Calibration, test: HeldOut, language: Language) -> Table:
    headings = [say(f"calibrate-{name}", language) for name in COLUMNS[1:]]
    table = plain_table(titled("calibrate-distances", found, language), *headings)
    for name in NAMES:
        digits = 3 if name == "n_gram" else 1
        cells = [number(test.distances[name][who], language, digits) for who in COLUMNS[1:]]
        add_row(table, say(f"calibrate-distance-{name}", language), *cells)
    return table


def _drift(found: Calibration, language: Language) -> str:
    drift = found.drift
    numbers = {name: number(getattr(drift, name), language, 2) for name in ("elasticity", "low", "high")}
    return say("calibrate-drift", language, halves=percent(drift.halves, language), p=f"{drift.p:.3g}", **numbers)


def _work(found: Calibration, language: Language) -> str:
    from adminsim.logs.plain import staff_of

    work = sorted({round(seconds / 60, 1) for seconds in found.taken.work_s.values()})
    told = {"work": " - ".join(f"{one:g}" for one in work) or "-", "staff": staff_of(found)}
    bracket = {"clicks": f"{found.bracket.clicks_s / 60:.3g}", "days": f"{found.bracket.person_days_s / 60:.4g}"}
    return say("calibrate-work", language, load=percent(found.load, language), **told, **bracket)


def _judge(found: Calibration, language: Language) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.text import Text

    from adminsim.report.kit.fitting import FittingTable

    table = FittingTable(box=SIMPLE_HEAD, expand=True, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False)
    table.add_column(Text(titled("calibrate-judge", found, language)), ratio=2)
    table.add_column("", no_wrap=True)
    table.add_column("", ratio=3)
    for one in judged(found):
        names = ", ".join(one.reforms)
        verdict = say(f"calibrate-{one.verdict}", language)
        table.add_row(Text(names), Text(verdict), Text(say(f"log-judge-{one.kind}", language)))
    return table
