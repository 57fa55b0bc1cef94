"""Whom a reform covers."""

from __future__ import annotations

from typing import Any

from pydantic import model_validator

from adminsim.model.value import Number, Probability, Value


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
