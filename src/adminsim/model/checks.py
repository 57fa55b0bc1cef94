"""Whether a baseline makes sense as a whole: names that must exist, figures that must fit together.

What a single value can tell about itself is checked where it is made. Here each check asks one question of a
system whose values are all of the right type.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from adminsim.model.chain_checks import CHAIN_CHECKS
from adminsim.model.document_checks import DOCUMENT_CHECKS
from adminsim.model.figure_checks import FIGURE_CHECKS
from adminsim.model.naming import unknown_name
from adminsim.model.period_checks import PERIOD_CHECKS
from adminsim.model.problem import Path, Problem
from adminsim.model.system import System
from adminsim.model.value import Number

MOST_STAFF = 10_000
"""People in one shift; more is a slip."""


def check_system(system: System) -> list[Problem]:
    """Return all that is wrong with a baseline, empty if nothing is.

    Parameters
    ----------
    system : System
        A baseline; what reforms make of it may break rules that hold for a file only, such as a return to a
        step that no longer comes before.

    Returns
    -------
    list of Problem
        With paths from the root of the file: ``("chains", "startup", "steps", "review", "needs", 0)``. A name
        that stands alone where a list may stand (``resume_at: intake``) has the path of the first item.
    """
    problems = [problem for check in SYSTEM_CHECKS for problem in check(system)]
    for name, chain in system.chains.items():
        for check in (*CHAIN_CHECKS, *FIGURE_CHECKS, *DOCUMENT_CHECKS):
            problems += [replace(found, path=("chains", name, *found.path)) for found in check(system, chain)]
    return problems


def _official_calendar_exists(system: System) -> Iterator[Problem]:
    if system.calendar not in system.calendars:
        yield unknown_name("calendar", system.calendar, system.calendars, ("calendar",))


def _calendars_of_departments_exist(system: System) -> Iterator[Problem]:
    for name, department in system.departments.items():
        if department.calendar is not None and department.calendar not in system.calendars:
            path = ("departments", name, "calendar")
            yield unknown_name("calendar", department.calendar, system.calendars, path)


def _shifts_are_of_sensible_size(system: System) -> Iterator[Problem]:
    for name, department in system.departments.items():
        sizes: dict[Path, Number] = {("shifts", i, "staff"): shift.staff for i, shift in enumerate(department.shifts)}
        if department.staff is not None:
            sizes["staff",] = department.staff
        for path, staff in sizes.items():
            if staff.highest > MOST_STAFF:
                values = {"value": f"{staff.highest:g}", "most": MOST_STAFF}
                yield Problem("model-staff-absurd", ("departments", name, *path), values)


def _no_cost_is_negative(system: System) -> Iterator[Problem]:
    for name, department in system.departments.items():
        if department.cost is not None and department.cost.lowest < 0:
            values = {"value": f"{department.cost.lowest:g}"}
            yield Problem("model-negative", ("departments", name, "cost"), values)


SYSTEM_CHECKS: tuple[Callable[[System], Iterator[Problem]], ...] = (
    _official_calendar_exists,
    _calendars_of_departments_exist,
    _shifts_are_of_sensible_size,
    _no_cost_is_negative,
    *PERIOD_CHECKS,
)
