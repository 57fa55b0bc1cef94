"""The command that follows backlogs week by week."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from adminsim.cli.analysis import analyse
from adminsim.cli.misuse import MisuseError

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked
    from adminsim.reforms.scenario import Scenario


def show_backlog(asked: Asked, scenario: str, since: str | None, seed: int | None, replications: int | None) -> None:
    """Follow queues and work in progress by week, and say when backlogs are gone."""
    from adminsim.files.load import load
    from adminsim.report.backlog.files import BACKLOG
    from adminsim.study.backlog.weeks import backlog, first_date

    loaded = load(scenario).with_study(seed=seed)
    day = day_of(loaded, since) if since is not None else first_date(loaded)
    analyse(loaded, partial(backlog, since=day, replications=replications), BACKLOG, asked, f"backlog {day}")


def day_of(scenario: Scenario, since: str) -> dt.date:
    """Return a day of the run."""
    period = scenario.baseline.period
    last = period.start + dt.timedelta(days=max(period.horizon_s // 86400 - 7, 0))
    try:
        day = dt.date.fromisoformat(since)
    except ValueError:
        day = None
    if day is None or not period.start <= day <= last:
        raise MisuseError("backlog-date", {"given": since, "first": period.start, "last": last})
    return day
