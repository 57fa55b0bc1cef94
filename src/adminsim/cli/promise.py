"""The command that says which limit could be promised."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from adminsim.cli.analysis import analyse
from adminsim.cli.misuse import MisuseError

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked


def show_promise(asked: Asked, scenario: str, limit: str | None, seed: int | None, replications: int | None) -> None:
    """Say which limits cases keep, and which share keeps the one asked for."""
    from adminsim.files.load import load
    from adminsim.report.promise.files import PROMISE
    from adminsim.study.promise.limits import promise

    days = workdays_of(limit) if limit is not None else None
    loaded = load(scenario).with_study(seed=seed)
    analyse(loaded, partial(promise, limit=days, replications=replications), PROMISE, asked, "promise")


def workdays_of(limit: str) -> int:
    """Return a limit in whole working days."""
    from pydantic import ValidationError

    from adminsim.model.span import Length
    from adminsim.study.promise.limits import LONGEST

    try:
        length = Length.model_validate(limit)
    except ValidationError:
        length = None
    if length is None or length.unit != "WD" or length.amount != int(length.amount) or length.amount > LONGEST:
        raise MisuseError("promise-limit", {"given": limit, "most": LONGEST})
    return int(length.amount)
