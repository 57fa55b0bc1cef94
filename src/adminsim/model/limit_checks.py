"""What is asked of the limits of a chain and of its steps."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from adminsim.model.calendar import DAY_S
from adminsim.model.chain import Chain
from adminsim.model.limit import CaseLimitStart, Expiry, LimitClock, LimitStart
from adminsim.model.problem import Path, Problem
from adminsim.model.span import Length
from adminsim.model.step import Step, Waiting
from adminsim.model.system import System


def _limits_are_whole_days(system: System, chain: Chain) -> Iterator[Problem]:
    for path, limit in _limits(chain):
        if limit.amount == 0:
            yield Problem("model-not-positive", path, {"value": str(limit)})
        elif limit.unit in ("WD", "d", "wk") and limit.seconds(DAY_S) % DAY_S:
            yield Problem("model-limit-whole", path, {"value": str(limit)})


def _limits(chain: Chain) -> Iterator[tuple[Path, Length]]:
    for path, limited in _limited(chain):
        if limited.limit is not None:
            yield (*path, "limit"), limited.limit
        if limited.extension is not None:
            yield (*path, "extension", "by"), limited.extension.by


def _limited(chain: Chain) -> Iterator[tuple[Path, Chain | Step]]:
    yield (), chain
    for name, step in chain.steps.items():
        yield ("steps", name), step


def _expiries_have_limits(system: System, chain: Chain) -> Iterator[Problem]:
    for path, limited in _limited(chain):
        stated = {"on_expiry": limited.on_expiry is not Expiry.NOTHING, "extension": limited.extension is not None}
        stated["limit_clock"] = limited.limit_clock is not LimitClock.ELAPSED
        stated["limit_from"] = limited.limit_from not in (LimitStart.JOINING, CaseLimitStart.SUBMITTED)
        yield from _limit_suits_its_clock(limited, path)
        for field in (name for name, is_stated in stated.items() if is_stated):
            if limited.limit is None:
                yield Problem("model-no-limit", (*path, field), {"field": field})
            elif isinstance(limited, Waiting):
                yield Problem("model-waiting-limit", (*path, field), {"field": field})
        extension = limited.extension
        if extension is not None and limited.limit is not None and extension.by.unit != limited.limit.unit:
            values = {"given": str(extension.by), "unit": limited.limit.unit}
            yield Problem("model-extension-unit", (*path, "extension", "by"), values)


def _limit_suits_its_clock(limited: Chain | Step, path: Path) -> Iterator[Problem]:
    limit, clock = limited.limit, limited.limit_clock
    if limit is not None and clock is not LimitClock.ELAPSED and limit.unit not in ("WD", "h"):
        values = {"value": str(limit), "clock": str(clock)}
        yield Problem("model-limit-clock", (*path, "limit"), values)


LIMIT_CHECKS: tuple[Callable[[System, Chain], Iterator[Problem]], ...] = (
    _limits_are_whole_days,
    _expiries_have_limits,
)
