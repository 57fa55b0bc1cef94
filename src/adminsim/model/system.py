"""A system: calendars, departments, chains and the demand on each."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import numpy as np
from pydantic import Field

from adminsim.model.calendar import DAY_S, Calendar
from adminsim.model.chain import Chain
from adminsim.model.department import Department
from adminsim.model.span import Basis, Length, Term
from adminsim.model.value import Date, Label, Name, Value

MOST_DAYS_BEFORE = 100 * 366
"""How long ago cases of a backlog may have been submitted; what a distribution makes older is taken as so old."""
_LAST_UNIFORM = np.array([1.0 - 2.0**-53])


class Period(Value):
    """The stretch of time that a run covers."""

    start: Date
    """First day of the run, at 0:00."""
    warm_up: Term = Length(amount=0, unit="d")
    """Time after the start whose cases are not measured."""
    cohort: Term
    """Time after the warm-up in which the measured cases are submitted."""
    run_out: Term = Length(amount=90, unit="d")
    """Time after the cohort in which arrivals go on, so that its cases can finish under load."""

    @property
    def cohort_start_s(self) -> int:
        """First instant of the cohort, in seconds since the start."""
        return self._after(0, self.warm_up)

    @property
    def cohort_end_s(self) -> int:
        """End of the cohort, in seconds since the start."""
        return self._after(self.cohort_start_s, self.cohort)

    @property
    def horizon_s(self) -> int:
        """End of the run, in seconds since the start."""
        return self._after(self.cohort_end_s, self.run_out)

    def _after(self, instant_s: int, length: Length) -> int:
        """Return the instant that follows another by a length; months lead to the same day of the month."""
        if length.months is None:
            return instant_s + round(length.seconds(86400))
        day = self.start + dt.timedelta(days=instant_s // 86400)
        month = day.year * 12 + day.month - 1 + length.months
        first = dt.date(month // 12, month % 12 + 1, 1)
        last = dt.date((month + 1) // 12, (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)
        then = min(first + dt.timedelta(days=day.day - 1), last)
        return (then - self.start).days * 86400 + instant_s % 86400


class Remark(Value):
    """Something that a reform has to say about its effect on a system."""

    reform: str
    """Name of the reform."""
    code: str
    """Entry of the message catalogue."""
    detail: tuple[tuple[str, str], ...] = ()
    """Values to be filled in."""


class System(Value):
    """The world of one run; reforms make new ones."""

    version: Literal[1] = 1
    """Version of the file format."""
    label: Label | None = None
    """Name for people."""
    period: Period
    """Start, warm-up, cohort and run-out."""
    calendar: str
    """The official calendar, by name: it defines working days and the agency clock."""
    calendars: dict[Name, Calendar] = Field(min_length=1)
    """Calendars by name."""
    departments: dict[Name, Department] = Field(min_length=1)
    """Departments by name."""
    chains: dict[Name, Chain] = Field(min_length=1)
    """Chains by name."""
    source: str | None = None
    """Where the figures come from."""
    note: str | None = None
    """Remark for the reader."""

    applied: tuple[str, ...] = Field(default=(), exclude=True, json_schema_extra={"hidden": True})
    """Names of the reforms that hold for every case."""
    remarks: tuple[Remark, ...] = Field(default=(), exclude=True, json_schema_extra={"hidden": True})
    """What reforms had to say."""

    @property
    def official(self) -> Calendar:
        """The official calendar."""
        return self.calendars[self.calendar]

    @property
    def workday_s(self) -> float:
        """Official seconds of a mean working day of the regular week."""
        return self.official.workday_s

    @property
    def days_before(self) -> int:
        """How many days before the start dates may lie: as long ago as the oldest case of a backlog was submitted."""
        ages = [backlog.age for chain in self.chains.values() for backlog in chain.backlog.values()]
        oldest = [0.0]
        for age in ages:
            seconds = float(age.quantile(_LAST_UNIFORM, self.workday_s)[0])
            if seconds and age.basis is Basis.WORKING:
                # Even where every second working day were a holiday, so many weeks hold the working time.
                seconds = 2 * 7 * DAY_S * (seconds / self.workday_s + 7)
            oldest.append(seconds)
        return min(-int(-max(oldest) // DAY_S), MOST_DAYS_BEFORE)

    @property
    def walks(self) -> dict[str, Chain]:
        """All chains that cases walk: those of the system, then those of backlogs, numbered apart."""
        return self.chains | {
            f"{name} (backlog)": chain.of_backlog for name, chain in self.chains.items() if chain.backlog
        }

    def with_chain(self, name: str, chain: Chain) -> System:
        """Return the system with one chain replaced."""
        return self.replace(chains=self.chains | {name: chain})

    def with_department(self, name: str, department: Department) -> System:
        """Return the system with one department added or replaced."""
        return self.replace(departments=self.departments | {name: department})
