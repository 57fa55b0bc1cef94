"""What a scenario says and no run uses."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from adminsim.model import unused as of_system
from adminsim.model.problem import Problem
from adminsim.reforms.base import RouteReform

if TYPE_CHECKING:
    from adminsim.reforms.scenario import Scenario


def unused(scenario: Scenario) -> list[Problem]:
    """Return what is read and not used, of the baseline and of the reforms that are switched on."""
    return [*of_system.unused(scenario.baseline), *_reforms_behind_the_end(scenario)]


def _reforms_behind_the_end(scenario: Scenario) -> Iterator[Problem]:
    period = scenario.baseline.period
    last = period.start + dt.timedelta(seconds=period.horizon_s - 1)
    for number, reform in enumerate(scenario.reforms):
        dates = [("unused-reform", reform.since)]
        dates += [("unused-phase", phase.since) for phase in reform.phases] if isinstance(reform, RouteReform) else []
        for code, since in dates:
            if reform.enabled and since is not None and since > last:
                values = {"reform": reform.subject, "since": since, "end": last}
                yield Problem(code, ("reforms", number), values)
