"""A system: calendars, departments, chains and the demand on each."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from adminsim.model.calendar import Calendar
from adminsim.model.chain import Chain
from adminsim.model.department import Department
from adminsim.model.span import Length
from adminsim.model.value import Date, Label, Name, Value


class Period(Value):
    """The stretch of time that a run covers."""

    start: Date
    """First day of the run, at 0:00."""
    warm_up: Length = Length(amount=0, unit="d")
    """Time after the start whose cases are not measured."""
    cohort: Length
    """Time after the warm-up in which the measured cases are submitted."""
    run_out: Length = Length(amount=90, unit="d")
    """Time after the cohort in which arrivals go on, so that its cases can finish under load."""

    @property
    def cohort_start_s(self) -> int:
        """First instant of the cohort, in seconds since the start."""
        return round(self.warm_up.seconds(86400))

    @property
    def cohort_end_s(self) -> int:
        """End of the cohort, in seconds since the start."""
        return self.cohort_start_s + round(self.cohort.seconds(86400))

    @property
    def horizon_s(self) -> int:
        """End of the run, in seconds since the start."""
        return self.cohort_end_s + round(self.run_out.seconds(86400))


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
    def workday_s(self) -> int:
        """Official seconds of a working day."""
        return self.official.workday_s

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
