"""When applications arrive: instants in whole seconds since the system's start."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple, cast

import numpy as np

from adminsim.engine.capacity import distinct
from adminsim.model.calendar import DAY_S, DAYS
from adminsim.model.demand import Batch, Demand, Listed, Mixing, Poisson, Regular
from adminsim.model.once import once
from adminsim.model.timeline import Timeline

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.engine.streams import Streams
    from adminsim.model.calendar import Calendar, Weekday
    from adminsim.model.system import System

HOUR_S = 3600
YEAR_DAYS = 365.25
"""Days in which the rate grows by the trend."""


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
    since = np.array(demand.at, dtype="datetime64[us]") - np.datetime64(start)
    return np.rint(since.astype(np.int64) / 1e6).astype(np.int64)


def expected_arrivals(system: System, chain: str, until_s: int) -> float:
    """Return the expected number of applications of a chain from the start to `until_s`."""
    demand = system.chains[chain].demand
    if not isinstance(demand, Poisson):
        if isinstance(demand, Regular):
            return float(np.ceil(until_s / demand.every.seconds(DAY_S)))
        start = dt.datetime.combine(system.period.start, dt.time())
        return float(sum(0 <= (at - start).total_seconds() < until_s for at in demand.at))
    edges, expected = intensities_of(system)[chain]
    return float(np.interp(until_s, edges, expected))


def _poisson_instants(system: System, chain: str, demand: Poisson, streams: Streams) -> NDArray[np.int64]:
    """Draw a Poisson process by changing the time of one with rate 1.

    The process of rate 1 has exponential distances; its instants are mapped through the inverse of the cumulative
    intensity (Cinlar 1975, Introduction to Stochastic Processes, section 4.7). A mixed process has its intensity drawn
    first; in a batch process these are the instants of the batches.
    """
    edges, expected = intensities_of(system)[chain]
    if demand.mixing is not None:
        expected = _mixed(chain, demand.mixing, system.period.start, edges, expected, streams)
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
    chain: str,
    mixing: Mixing,
    start: dt.date,
    edges: NDArray[np.float64],
    expected: NDArray[np.float64],
    streams: Streams,
) -> NDArray[np.float64]:
    """Return a cumulative intensity whose rate is multiplied by a gamma factor of mean 1, block by block."""
    from scipy.special import gammaincinv

    block = blocks_of(mixing, start, edges[:-1])
    shape = mixing.cv.value**-2
    factor = gammaincinv(shape, streams.uniforms(chain, "arrivals", 0, "mixing", int(block[-1]) + 1)) / shape
    return np.concatenate(([0.0], np.cumsum(np.diff(expected) * factor[block])))


def blocks_of(mixing: Mixing, start: dt.date, at: NDArray[np.float64]) -> NDArray[np.int64]:
    """Return the number of the block in which each instant lies, in seconds since the start; 0 for the first."""
    day = (at // DAY_S).astype(np.int64)
    if mixing.per != "month":
        return day // {"d": 1, "wk": 7}[mixing.per]
    months = (np.datetime64(start, "D") + day).astype("datetime64[M]").astype(np.int64)
    return months - np.datetime64(start, "M").astype(np.int64)


def _sizes(chain: str, batch: Batch, count: int, streams: Streams) -> NDArray[np.int64]:
    edges = np.cumsum(batch.shares)[:-1]
    u = streams.uniforms(chain, "arrivals", 0, "batch", count)
    return np.array(batch.sizes, dtype=np.int64)[np.searchsorted(edges, u, side="right")]


@once
def intensities_of(system: System) -> dict[str, tuple[NDArray[np.float64], NDArray[np.float64]]]:
    """Return the cumulative intensity of each chain that has one: it is the same in every replication."""
    demands = ((name, chain.demand) for name, chain in system.chains.items())
    return {name: cumulative_intensity(system, demand) for name, demand in demands if isinstance(demand, Poisson)}


def cumulative_intensity(system: System, demand: Poisson) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return instants and the expected number of applications before each; linear between them.

    Returns
    -------
    edges, expected : ndarray of float64, same shape
        Seconds since the start, and expected counts.
    """
    days = -(-system.period.horizon_s // DAY_S)
    official = _days_of(system.official, system.period.start, days)
    hours = np.arange(days * 24 + 1, dtype=np.int64) * HOUR_S
    edges = distinct((hours, official.opens, official.closes) if demand.per == "WD" else (hours,))
    by_hour = np.array([demand.hours.get(hour, 1.0) for hour in range(24)])
    length = np.diff(edges) * by_hour[edges[:-1] % DAY_S // HOUR_S]
    day = edges[:-1] // DAY_S
    if demand.per == "WD":
        # Each working day has its rate, spread over its own hours.
        inside = np.searchsorted(official.opens, edges[:-1], side="right") > np.searchsorted(
            official.closes, edges[:-1], side="right"
        )
        length = np.where(inside & official.is_workday[day], length, 0.0)
        whole = np.bincount(day, weights=length, minlength=days)
        share = length / np.where(whole > 0, whole, 1.0)[day]
    else:
        share = length / {"h": HOUR_S, "d": DAY_S, "wk": 7 * DAY_S}[demand.per]
    rates = demand.rate.value * _weights_of_days(system.period.start, demand, official.lived_as)
    expected = np.concatenate(([0.0], np.cumsum(share * rates[day])))
    return edges.astype(np.float64), expected


class _Days(NamedTuple):
    """The days of the official calendar: opening hours, which are working days, as which weekday each is lived."""

    opens: NDArray[np.int64]
    closes: NDArray[np.int64]
    is_workday: NDArray[np.bool_]
    lived_as: NDArray[np.int64]


_laid_out: list[tuple[Calendar, dt.date, int, _Days]] = []
"""The last calendars laid out: the replications of a study ask for the same ones again and again."""


def _days_of(official: Calendar, start: dt.date, days: int) -> _Days:
    for calendar, since, size, laid_out in list(_laid_out):
        if calendar is official and since == start and size == days:
            return laid_out
    dates = [start + dt.timedelta(days=day) for day in range(days)]
    timeline = Timeline.of(official, start, days)
    found = _Days(
        timeline.opens,
        timeline.closes,
        np.array([official.is_workday(date) for date in dates], dtype=bool),
        np.array([official.lived_as(date) for date in dates], dtype=np.int64),
    )
    _laid_out.append((official, start, days, found))
    del _laid_out[:-8]
    return found


def _weights_of_days(start: dt.date, demand: Poisson, lived_as: NDArray[np.int64]) -> NDArray[np.float64]:
    dates = np.datetime64(start, "D") + np.arange(len(lived_as))
    months = dates.astype("datetime64[M]").astype(np.int64) % 12
    by_month = np.array([demand.months.get(month, 1.0) for month in range(1, 13)])
    by_weekday = np.array([demand.weekdays.get(cast("Weekday", day), 1.0) for day in DAYS])
    grown = (1.0 + demand.trend.value) ** (np.arange(len(lived_as)) / YEAR_DAYS)
    weights: NDArray[np.float64] = by_month[months] * by_weekday[lived_as] * grown
    return weights
