"""When applications arrive: instants in whole seconds since the system's start."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

import numpy as np

from adminsim.engine.capacity import distinct
from adminsim.model.calendar import DAY_S, DAYS
from adminsim.model.demand import Batch, Demand, Listed, Mixing, Poisson, Regular
from adminsim.model.timeline import Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.streams import Streams
    from adminsim.model.calendar import Weekday
    from adminsim.model.system import System

HOUR_S = 3600


def arrival_instants(system: System, chain: str, streams: Streams) -> NDArray[np.int64]:
    """Return the sorted instants of submission of a chain, up to the horizon, in seconds since the start."""
    demand: Demand = system.chains[chain].demand
    horizon_s = system.period.horizon_s
    if isinstance(demand, Listed):
        instants = _listed_instants(system, demand)
        return np.sort(instants[(instants >= 0) & (instants < horizon_s)])
    if isinstance(demand, Regular):
        every_s = demand.every.seconds(DAY_S)
        instants = np.round(np.arange(0.0, horizon_s, every_s)).astype(np.int64)
        return instants[instants < horizon_s]
    return _poisson_instants(system, chain, demand, streams)


def listed_types(system: System, chain: str) -> NDArray[np.int16] | None:
    """Return the case types of listed arrivals by position in the chain, in their order; None where none are listed."""
    demand: Demand = system.chains[chain].demand
    if not isinstance(demand, Listed) or not demand.types:
        return None
    instants = _listed_instants(system, demand)
    place = {name: position for position, name in enumerate(system.chains[chain].types)}
    types = np.array([place[name] for name in demand.types], dtype=np.int16)
    order = np.argsort(instants, kind="stable")
    order = order[(instants[order] >= 0) & (instants[order] < system.period.horizon_s)]
    return types[order]


def _listed_instants(system: System, demand: Listed) -> NDArray[np.int64]:
    start = dt.datetime.combine(system.period.start, dt.time())
    return np.array([round((at - start).total_seconds()) for at in demand.at], dtype=np.int64)


def expected_arrivals(system: System, chain: str, until_s: int) -> float:
    """Return the expected number of applications of a chain from the start to `until_s`."""
    demand = system.chains[chain].demand
    if not isinstance(demand, Poisson):
        if isinstance(demand, Regular):
            return float(np.ceil(until_s / demand.every.seconds(DAY_S)))
        start = dt.datetime.combine(system.period.start, dt.time())
        return float(sum(0 <= (at - start).total_seconds() < until_s for at in demand.at))
    edges, expected = cumulative_intensity(system, demand)
    return float(np.interp(until_s, edges, expected))


def _poisson_instants(system: System, chain: str, demand: Poisson, streams: Streams) -> NDArray[np.int64]:
    """Draw a Poisson process by changing the time of one with rate 1.

    The process of rate 1 has exponential distances; its instants are mapped through the inverse of the cumulative
    intensity (Cinlar 1975, Introduction to Stochastic Processes, section 4.7). A mixed process has its intensity drawn
    first; in a batch process these are the instants of the batches.
    """
    edges, expected = cumulative_intensity(system, demand)
    if demand.mixing is not None:
        expected = _mixed(chain, demand.mixing, edges, expected, streams)
    if demand.batch is not None:
        expected = expected / demand.batch.mean
    total = float(expected[-1])
    count = int(total + 8.0 * np.sqrt(total) + 32.0)
    while True:
        unit = np.negative(streams.uniforms(chain, "arrivals", 0, "distance", count))
        np.negative(np.log1p(unit, out=unit), out=unit)
        np.cumsum(unit, out=unit)
        if unit[-1] >= total:
            break
        count *= 2
    unit = unit[: np.searchsorted(unit, total)]
    # On the right of equal values: what is due when a stretch without arrivals ends comes behind it, never within it.
    place = np.searchsorted(expected, unit, side="right") - 1
    unit -= expected[place]
    unit /= np.diff(expected)[place]
    unit *= np.diff(edges)[place]
    unit += edges[place]
    instants = np.round(unit, out=unit).astype(np.int64)
    instants = instants[: np.searchsorted(instants, system.period.horizon_s)]
    return (
        instants if demand.batch is None else np.repeat(instants, _sizes(chain, demand.batch, len(instants), streams))
    )


def _mixed(
    chain: str, mixing: Mixing, edges: NDArray[np.float64], expected: NDArray[np.float64], streams: Streams
) -> NDArray[np.float64]:
    """Return a cumulative intensity whose rate is multiplied by a gamma factor of mean 1, block by block."""
    from scipy.special import gammaincinv

    block = (edges[:-1] // (DAY_S if mixing.per == "d" else 7 * DAY_S)).astype(np.int64)
    shape = mixing.cv.value**-2
    factor = gammaincinv(shape, streams.uniforms(chain, "arrivals", 0, "mixing", int(block[-1]) + 1)) / shape
    return np.concatenate(([0.0], np.cumsum(np.diff(expected) * factor[block])))


def _sizes(chain: str, batch: Batch, count: int, streams: Streams) -> NDArray[np.int64]:
    edges = np.cumsum(batch.shares)[:-1]
    u = streams.uniforms(chain, "arrivals", 0, "batch", count)
    return np.array(batch.sizes, dtype=np.int64)[np.searchsorted(edges, u, side="right")]


def cumulative_intensity(system: System, demand: Poisson) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return instants and the expected number of applications before each; linear between them.

    Returns
    -------
    edges, expected : ndarray of float64, same shape
        Seconds since the start, and expected counts.
    """
    days = -(-system.period.horizon_s // DAY_S)
    opens, closes, rate = _office_hours(system, demand, days) if demand.per == "WD" else _all_hours(demand, days)
    hours = np.arange(days * 24 + 1, dtype=np.int64) * HOUR_S
    edges = distinct((hours, opens, closes))
    middle = edges[:-1]
    inside = np.searchsorted(opens, middle, side="right") > np.searchsorted(closes, middle, side="right")
    density = np.where(inside, rate, 0.0) * _weights(system.period.start, demand, middle)
    expected = np.concatenate(([0.0], np.cumsum(density * np.diff(edges))))
    return edges.astype(np.float64), expected


def _office_hours(system: System, demand: Poisson, days: int) -> tuple[NDArray[np.int64], NDArray[np.int64], float]:
    official = Timeline.of(system.official, system.period.start, days)
    return official.opens, official.closes, demand.rate.value / system.workday_s


def _all_hours(demand: Poisson, days: int) -> tuple[NDArray[np.int64], NDArray[np.int64], float]:
    unit_s = {"h": HOUR_S, "d": DAY_S, "wk": 7 * DAY_S}[demand.per]
    return np.array([0], dtype=np.int64), np.array([days * DAY_S], dtype=np.int64), demand.rate.value / unit_s


def _weights(start: dt.date, demand: Poisson, instants: NDArray[np.int64]) -> NDArray[np.float64]:
    dates = np.datetime64(start, "D") + instants // DAY_S
    months = dates.astype("datetime64[M]").astype(np.int64) % 12
    weekdays = (dates.astype(np.int64) + 3) % 7
    hours = instants % DAY_S // HOUR_S
    by_month = np.array([demand.months.get(month, 1.0) for month in range(1, 13)])
    by_weekday = np.array([demand.weekdays.get(cast("Weekday", day), 1.0) for day in DAYS])
    by_hour = np.array([demand.hours.get(hour, 1.0) for hour in range(24)])
    weights: NDArray[np.float64] = by_month[months] * by_weekday[weekdays] * by_hour[hours]
    return weights
