"""The analytic preview: load, utilisation and expected waits by department, before anything is simulated."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from adminsim.study.preview.flows import Flows
from adminsim.study.preview.offered_load import MONTH_S, offered_loads
from adminsim.study.preview.waits import fluid_waits, general_wait

if TYPE_CHECKING:
    import pandas as pd

    from adminsim.model.chain import Chain
    from adminsim.model.step import Step
    from adminsim.model.system import System
    from adminsim.study.preview.flows import Flow
    from adminsim.study.preview.offered_load import Load
    from adminsim.study.preview.waits import Course, Waits

HOUR_S = 3600

ERRORS = {
    "erlang": 0.0,
    "pollaczek": 0.0,
    "allen_cunneen": 0.25,
    "bursts": 0.60,
    "fluid": 0.20,
    "shifts": 0.75,
    "network": 0.40,
    "ordered": 0.50,
}
"""By formula, the largest relative error of the wait that the tests found and allow; 0 where it is exact. Of an upper
bound (``bound``, ``patience``) none is claimed."""
FULL = 0.999
"""The load of a queue that keeps up since nothing is left to chance."""
NEARLY_FULL = 0.95
"""The load up to which a single month is taken for a queue in its steady state."""


@dataclass(frozen=True)
class Outlook:
    """What can be said of a department before anything is simulated; found when it is asked for.

    Attributes
    ----------
    load : Load
        The offered load, with what is missing.
    """

    load: Load
    _all: _Flowing = field(repr=False, compare=False)

    @cached_property
    def staff(self) -> float:
        """Mean number of people on duty while open, over the cohort's time."""
        return self._measured.mean_staff

    @cached_property
    def visits_per_month(self) -> float:
        """Expected visits in an average month."""
        first_s, last_s = self._all.measured_s
        return float(self._measured.rate @ self._measured.lengths) / ((last_s - first_s) / MONTH_S)

    @cached_property
    def wait(self) -> Waits | None:
        """The expected wait of a visit; None where the queue has no steady state, or nothing comes."""
        if self.formula in ("leaving", "groups", "none"):
            return None
        return _wait(_with_overtime(self._flow, self.load, *self._all.measured_s), *self._all.measured_s)

    @cached_property
    def formula(self) -> str:
        """How the wait is found: a key of `ERRORS`, ``bound``, ``patience``, ``leaving``, ``groups`` or ``none``."""
        if self.load.leaving:
            return "leaving"
        if self.load.is_overloaded or not self.visits_per_month > 0:
            return "none"
        if self._all.system.departments[self.load.department].groups:
            return "groups"
        # Where visits may leave the queue, the wait is found as though none did.
        return "patience" if self.load.may_leave else _formula(self._flow, self._all.is_exact(self.load.department))

    @property
    def utilisation(self) -> float:
        """Share of the time on duty that staff will be busy: all of them, whoever has the least to spare."""
        if self.load.skills:
            return min(self.load.asked_s / self.load.able_s, 1.0)
        return min(self.load.load, 1.0)

    @property
    def leaving(self) -> float:
        """Share of the visits that leave the queue; not a number where some may and it is not known how many."""
        return self.load.leaving_below if self.formula == "patience" else self.load.leaving

    @property
    def _flow(self) -> Flow:
        return self._all.flows[self.load.department]

    @cached_property
    def _measured(self) -> Course:
        return self._flow.course.between(*self._all.measured_s)


@dataclass(frozen=True)
class _Flowing:
    """A system with what flows in it."""

    system: System
    flows: Flows

    @property
    def measured_s(self) -> tuple[int, int]:
        """When the cohort is submitted, in seconds since the start."""
        return self.system.period.cohort_start_s, self.system.period.cohort_end_s

    def is_exact(self, name: str) -> bool:
        """Tell whether a department's wait is exactly that of an M/M/c queue."""
        return _may_be_exact(self.flows[name]) and name in self._exact

    @cached_property
    def _exact(self) -> set[str]:
        return _product_form({name: self.flows[name] for name in self.flows.departments})


def preview(system: System) -> pd.DataFrame:
    """Return what can be said of a system's departments before anything is simulated.

    Parameters
    ----------
    system : System
        The system, for instance the `baseline` or the `reformed` system of a scenario.

    Returns
    -------
    DataFrame
        One row for each department that has work, by name. ``load``: work asked for over work that can be done.
        ``utilisation``: the same, 1 at most. ``leaving``: share of the visits that leave; below capacity not a
        number where some may leave and it is not known how many. ``staff``: mean number of people on duty while
        open. ``visits_per_month``. ``wait_open_hours`` and ``wait_hours``: expected wait of a visit, in open hours
        and by the calendar; not a number where the queue has no steady state. ``formula``: how it was found, and
        ``error``: by how much of it that was wrong at most in the tests, 0 where it is exact. ``missing_staff`` and
        ``growth_per_month``: what a department at or above its capacity lacks, and the visits by which its queue
        grows.

    Notes
    -----
    Exact: Erlang (1917) for M/M/c and lines of such queues (Jackson 1957), Pollaczek (1930) for M/G/1, both also where
    all happens in the same office hours. Otherwise Allen and Cunneen's approximation with a fluid for what changes over
    time.

    Examples
    --------
    >>> import adminsim
    >>> found = adminsim.preview(adminsim.example("smallest").baseline)
    >>> found[["load", "wait_open_hours", "formula"]].round(2).loc["counter"].to_dict()
    {'load': 0.93, 'wait_open_hours': 3.13, 'formula': 'erlang'}
    """
    import pandas as pd

    rows = {
        name: {
            "load": found.load.load,
            "utilisation": found.utilisation,
            "staff": found.staff,
            "visits_per_month": found.visits_per_month,
            "wait_open_hours": found.wait.open_s / HOUR_S if found.wait else float("nan"),
            "wait_hours": found.wait.elapsed_s / HOUR_S if found.wait else float("nan"),
            "formula": found.formula,
            "error": ERRORS.get(found.formula, float("nan")),
            "leaving": found.leaving,
            "missing_staff": found.load.missing_staff,
            "growth_per_month": found.load.growth_per_month,
        }
        for name, found in outlooks(system).items()
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("department")


def outlooks(system: System) -> dict[str, Outlook]:
    """Return the outlook of every department that has work, in the order of the file."""
    flowing = _Flowing(system, Flows(system))
    loads = {load.department: load for load in offered_loads(system) if load.load}
    return {name: Outlook(load, flowing) for name, load in loads.items() if name in flowing.flows.departments}


def _with_overtime(flow: Flow, load: Load, first_s: float, last_s: float) -> Flow:
    """Return a flow with as many people more as the work after shifts stands for, where that is what keeps up."""
    shown = flow.course.between(first_s, last_s).load(flow.service_s)
    if shown < 1.0:
        return flow
    staff = flow.course.staff.astype(np.float64) * (shown / load.load)
    return replace(flow, course=replace(flow.course, staff=staff))


def _wait(flow: Flow, first_s: float, last_s: float) -> Waits:
    """Return the expected wait of the visits between two instants."""
    course = flow.course
    measured = course.between(first_s, last_s)
    load = measured.load(flow.service_s)
    chance = np.zeros(len(course.rate))
    months = np.unique(measured.month)
    firsts, lasts = (np.searchsorted(course.month, months, side) for side in ("left", "right"))
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        here = course.part(first, last)
        if here.mean_staff:
            # A month at its limit does not reach the wait of a queue that is there for ever; the fluid tells its queue.
            loaded = min(here.load(flow.service_s), max(load, NEARLY_FULL), FULL)
            chance[first:last] = general_wait(
                loaded, max(here.mean_staff, 1.0), flow.service_s, flow.service_cv2, flow.arrivals_cv2, flow.together
            )
    return fluid_waits(course, flow.service_s, flow.backlog_s, chance, first_s, last_s)


def _formula(flow: Flow, is_exact: bool) -> str:
    """Return how a department's wait is found: the roughest thing that has to be assumed."""
    if flow.is_beside_rejection:
        return "bound"
    if is_exact:
        return "erlang"
    if not (flow.is_first_come or flow.is_alike):
        return "ordered"
    if not flow.is_direct:
        return "network"
    if not flow.is_poisson:
        return "bursts"
    if not flow.course.is_staff_steady:
        return "shifts"
    if not flow.course.is_steady or flow.backlog_s:
        return "fluid"
    return "pollaczek" if flow.course.mean_staff == 1 else "allen_cunneen"


def _product_form(found: dict[str, Flow]) -> set[str]:
    """Return the departments whose wait is exactly that of an M/M/c queue.

    Poisson arrivals at a steady rate, exponential work of one mean, first come first served; every visit comes straight
    from an application or along a line of such departments (Jackson 1957, with classes: Baskett et al. 1975).
    """
    exact = {name for name, flow in found.items() if _may_be_exact(flow)}
    while True:
        left = {name for name in exact if found[name].is_direct or _is_in_line(found[name], exact)}
        if left == exact:
            return exact
        exact = left


def _may_be_exact(flow: Flow) -> bool:
    alone = flow.is_poisson and not flow.is_beside_rejection and not flow.backlog_s
    return alone and flow.is_exponential and flow.course.is_steady


def _is_in_line(flow: Flow, exact: set[str]) -> bool:
    """Tell whether every visit comes along a line of departments that are exact as far as is known."""
    routes = {id(kind.way): kind.way.steps for kind in flow.kinds}.values()
    return flow.is_first_come and all(_is_line(route, exact, flow.course.is_always_open) for route in routes)


def _is_line(chain: Chain, exact: set[str], is_always_open: bool) -> bool:
    upstream = sorted(map(len, chain.upstream.values()))
    if upstream != list(range(len(chain.steps))):
        return False
    if not is_always_open and (
        chain.handover is not None or any(_is_handed_over(step) for step in chain.steps.values())
    ):
        return False
    return all(
        len(step.departments) == 1 and step.departments[0] in exact
        if step.departments
        else step.meets is None and step.late_papers is None
        for step in chain.steps.values()
    )


def _is_handed_over(step: Step) -> bool:
    return step.handover is not None or any(figures.handover for _, figures in step.differing)
