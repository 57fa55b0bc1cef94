"""What is asked of departments, and of those of their people who have the skills for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple, Protocol

from adminsim.engine.capacity import duty_of_team
from adminsim.study.preview.capacity import able_s, share_leaving

if TYPE_CHECKING:
    from adminsim.engine.capacity import Duty
    from adminsim.model.department import Department
    from adminsim.model.duration import Duration
    from adminsim.model.timeline import Timeline

Skills = tuple[str, ...]
"""What whoever takes a visit must be able to do, sorted."""
MOST_KINDS = 8
"""Up to so many different wants of skills every choice among them is looked at, beyond it each alone and all."""


class WorkOfVisit(Protocol):
    """What a visit takes, where it is met."""

    @property
    def mean_s(self) -> float:
        """Mean open time, in seconds."""

    @property
    def work(self) -> Duration | None:
        """Its work as stated, where it is not that of parts."""

    @property
    def factor(self) -> float:
        """How many times the stated work the open time is; 0 where none is stated."""


@dataclass
class Works:
    """Kinds of visits, in the order in which they were found: how many, and what each takes.

    Walked over, each kind is how many there are, its work as stated, or its mean in seconds, and the factor by which it
    takes longer in open time.
    """

    counts: list[float] = field(default_factory=list)
    met: list[WorkOfVisit] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.counts)

    def __iter__(self) -> Iterator[tuple[float, Duration | float, float]]:
        for count, met in zip(self.counts, self.met, strict=True):
            yield (count, met.work, met.factor) if met.work and met.factor else (count, met.mean_s, 1.0)

    def __add__(self, other: Works) -> Works:
        return Works(self.counts + other.counts, self.met + other.met)


@dataclass
class Asked:
    """What is asked of people: work in open seconds, visits, and how much of the work may leave its queue."""

    work_s: float = 0.0
    visits: float = 0.0
    may_leave_s: float = 0.0
    is_even: bool = True
    impatience: float = 0.0
    """How often applicants who are in the queue alone impatient leave it, in a second, summed over the visits."""
    works: Works = field(default_factory=Works)

    def leaving(self, staff: int, length_s: int) -> float:
        """Return the share of visits that leave a queue that is always open, as if all lengths were exponential."""
        return share_leaving(self.visits / length_s, self.work_s / self.visits, staff, self.visits / self.impatience)

    def __add__(self, other: Asked) -> Asked:
        return Asked(
            self.work_s + other.work_s,
            self.visits + other.visits,
            self.may_leave_s + other.may_leave_s,
            self.is_even and other.is_even,
            self.impatience + other.impatience,
            self.works + other.works,
        )


class Narrowest(NamedTuple):
    """Where the people of a department have the least to spare: who may do what some skills take.

    Attributes
    ----------
    skills : tuple of str
        What is asked of them; empty where it is everybody.
    asked : Asked
        What is asked of nobody but them.
    able_s : float
        What they can do of it, in open seconds of somebody of no group.
    """

    skills: Skills
    asked: Asked
    able_s: float


def loads_of_groups(
    asked: dict[Skills, Asked],
    department: Department,
    duty: Duty,
    office: Timeline,
    workday_s: float,
    span: tuple[int, int],
) -> tuple[Narrowest, Narrowest]:
    """Return whose load is the highest, of everybody or of those alone who may do some of what is asked; and everybody.

    A queue settles only if for each choice of wants those who may meet any of them have time for all of these together.
    """
    total = sum(asked.values(), Asked())
    can = [
        able_s(
            duty_of_team(duty, team), office,
            [(count, work, factor / team.speed) for count, work, factor in total.works], workday_s, *span,
        ) * team.speed
        for team in department.teams
    ]  # fmt: skip
    found = []
    for wants in _choices([skills for skills in asked if asked[skills].work_s]):
        able = [any(team.skills.issuperset(skills) for skills in wants) for team in department.teams]
        named = () if all(able) else tuple(sorted({skill for skills in wants for skill in skills}))
        theirs = sum(one for one, may in zip(can, able, strict=True) if may)
        found.append(Narrowest(named, sum((asked[skills] for skills in wants), Asked()), theirs))
    everybody = Narrowest((), total, sum(can))
    return max([everybody, *found], key=_load_of), everybody


def _load_of(one: Narrowest) -> float:
    return one.asked.work_s / one.able_s if one.able_s else float("inf") if one.asked.work_s else 0.0


def _choices(wants: list[Skills]) -> Iterator[tuple[Skills, ...]]:
    sizes = range(1, len(wants) + 1) if len(wants) <= MOST_KINDS else (1,)
    for size in sizes:
        yield from combinations(wants, size)
