"""Groups of people within a department: who is slower or quicker than the others, who may do what others may not."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field

from adminsim.model.problem import wrong
from adminsim.model.value import Keyed, Label, Number, Positive, Value

Skill = Annotated[str, Field(min_length=1, max_length=60)]
"""Something that not everybody may do, such as `fire design`."""
EVERYBODY = 2**30
"""More people than any department has."""


def _whole(number: Number) -> Number:
    if number.value != int(number.value):
        raise wrong("model-staff-whole", value=f"{number.value:g}")
    return number


def _not_negative(number: Number) -> Number:
    if number.value < 0:
        raise wrong("model-staff-negative", value=f"{number.value:g}")
    return number


WholePeople = Annotated[Number, AfterValidator(_whole)]
"""A whole number of people, come or gone."""
Staff = Annotated[WholePeople, AfterValidator(_not_negative)]
"""A whole number of people."""


class Group(Value):
    """Some of a department's people who are alike."""

    label: Label | None = None
    """Name for people."""
    staff: Staff
    """How many of the department's people they are."""
    speed: Positive = Number(value=1.0)
    """How many times as fast they work as the department's others: 0.5 takes twice as long."""
    skills: tuple[Skill, ...] = ()
    """What they may do that others may not; steps name it in their `skills`."""
    source: str | None = None
    """Where the figures come from."""
    note: str | None = None
    """Remark for the reader."""


class Groups(Keyed[Group]):
    """Groups by name."""


class Team(NamedTuple):
    """People of a department who are alike: a group, or all those of none, as an engine asks them.

    Attributes
    ----------
    name : str
        The name of the group; empty for those of none.
    first : int
        How many people of the department stand before them in the file: these come first, and stay longest.
    people : int
        How many they are at the most.
    speed : float
        How many times as fast they work as the department.
    skills : frozenset of str
        What they may do that not everybody may.
    """

    name: str
    first: int
    people: int
    speed: float
    skills: frozenset[str]

    def on_duty(self, staff: int) -> int:
        """Return how many of them are there when so many of the department are."""
        return min(max(staff - self.first, 0), self.people)


def teams_of(groups: Groups) -> tuple[Team, ...]:
    """Return the groups and those of none, in the order in which they are asked to take a file.

    Whoever has the fewest skills is asked first, so that the skilled stay free; of those the fastest; then in the order
    of the file, those of no group last.
    """
    found, first = [], 0
    for name, group in groups.items():
        people = round(group.staff.value)
        found.append(Team(name, first, people, group.speed.value, frozenset(group.skills)))
        first += people
    found.append(Team("", first, EVERYBODY, 1.0, frozenset()))
    return tuple(sorted(found, key=lambda team: (len(team.skills), -team.speed, team.first)))
