"""What a search for the cheapest package may choose from, as a scenario states it."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, Field, WithJsonSchema, model_validator

from adminsim.model.problem import wrong
from adminsim.model.value import NUMBER_SCHEMA, Name, Number, Value


def _not_negative(number: Number) -> Number:
    if number.lowest < 0:
        raise wrong("model-negative", value=f"{number.lowest:g}")
    return number


Yuan = Annotated[Number, AfterValidator(_not_negative), WithJsonSchema(NUMBER_SCHEMA)]
"""Yuan a year."""
Level = Annotated[float, Field(gt=0, le=1)]


class MorePeople(Value):
    """How many people a department may get beyond those that it has."""

    most: Annotated[int, Field(ge=1, le=50)]
    """The most people that may be added."""
    cost: Yuan | None = None
    """Cost of one of them, in yuan a year; by default 250 working days at the department's cost of an hour."""
    source: str | None = None
    """Where the figures come from."""


class Choice(Value):
    """A reform that may be taken or left."""

    cost: Yuan
    """What it costs where it holds as the file states it, in yuan a year; at another share of the cases in
    proportion."""
    coverage: tuple[Level, ...] = ()
    """Shares of the cases that it may cover, in rising order; by default the ends of the range of its coverage and the
    share stated, where it has a range, else as stated."""
    source: str | None = None
    """Where the figure comes from."""

    @model_validator(mode="after")
    def _in_rising_order(self) -> Self:
        if list(self.coverage) != sorted(set(self.coverage)):
            raise wrong("search-coverage-order")
        return self


class Search(Value):
    """What a search for the cheapest package may choose from; what is not named stays as the file has it."""

    targets: tuple[str, ...] = ()
    """Targets that the package must meet, by name; all where none is named."""
    staff: dict[Name, MorePeople] = {}
    """Departments that may get more people: of the baseline, or such as a reform makes."""
    reforms: dict[Name, Choice] = {}
    """Reforms that may be taken or left, by name, whatever their switch says."""
    source: str | None = None
    """Where the figures come from."""
    note: str | None = None
    """Remark for the reader."""

    @model_validator(mode="after")
    def _chooses(self) -> Self:
        if not self.staff and not self.reforms:
            raise wrong("search-nothing")
        return self
