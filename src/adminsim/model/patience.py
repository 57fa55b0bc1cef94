"""How long applicants wait before they give up: for a decision, or in a queue."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from adminsim.model.chinese import InChinese, Spoken
from adminsim.model.distribution import Fixed
from adminsim.model.duration import Duration


class While(Spoken):
    """When the patience of an applicant runs."""

    UNDECIDED = "undecided", "办结前"
    """From submission to decision."""
    QUEUEING = "queueing", "排队时"
    """Only in a queue, anew at each visit."""


class _Patience(Duration):
    """A duration with a `while` beside it; a plain time is written as ``{value: 15 min, while: queueing}``."""

    model_config = {"populate_by_name": True, "serialize_by_alias": True}

    @model_validator(mode="before")
    @classmethod
    def _from_written(cls, data: Any) -> Any:
        if isinstance(data, Duration):
            return dict(data)
        if not isinstance(data, dict):
            return cls._of_duration(data)
        beside = {name: data[name] for name in ("while", "while_") if name in data}
        return cls._of_duration({name: part for name, part in data.items() if name not in beside}) | beside

    @staticmethod
    def _of_duration(data: Any) -> dict[str, Any]:
        if not isinstance(data, dict) or "value" in data:
            return {"fixed": Fixed.model_validate(data)}
        Duration.model_validate(data)
        return data


class Patience(_Patience):
    """How long an applicant waits before giving up: a duration, and when it runs."""

    while_: While = Field(default=While.UNDECIDED, alias="while")
    """`undecided`: from submission to decision; `queueing`: in each queue, anew at each visit."""


_Queueing = Annotated[Literal[While.QUEUEING], InChinese(queueing=" ".join(While.QUEUEING.names_zh))]


class QueuePatience(_Patience):
    """How long an applicant stays in a queue before giving up."""

    while_: _Queueing = Field(default=While.QUEUEING, alias="while")
    """`queueing`: it runs in the queue alone, anew at each visit."""
