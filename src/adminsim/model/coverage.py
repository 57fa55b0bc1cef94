"""Whom a reform covers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import ConfigDict, Field, model_validator

from adminsim.model.value import Date, Number, Probability, Value


class Coverage(Value):
    """The cases that a reform holds for: a share of them, some case types."""

    share: Probability = Number(value=1.0)
    """Share of the cases; a larger share contains a smaller one."""
    types: tuple[str, ...] = ()
    """Case types; all where none is named."""

    @model_validator(mode="before")
    @classmethod
    def _from_share(cls, data: Any) -> Any:
        is_share = isinstance(data, (int, float)) and not isinstance(data, bool)
        return {"share": data} if is_share or (isinstance(data, dict) and "value" in data) else data

    @property
    def is_full(self) -> bool:
        """Whether it holds for every case."""
        return self.share.value >= 1.0 and not self.types

    @property
    def is_empty(self) -> bool:
        """Whether it holds for no case."""
        return self.share.value <= 0.0


class Phase(Value):
    """A later phase of a reform: from its date on it covers other cases, such as the city after a pilot."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    since: Date = Field(alias="from")
    """First day of submission on which it holds, in place of the phase before."""
    coverage: Coverage = Coverage()
    """Share of the cases or case types that it covers; all by default."""


Course = tuple[tuple[dt.date | None, Coverage], ...]
"""Whom a reform covers from which day on, phase by phase; the first phase may hold from the start."""
