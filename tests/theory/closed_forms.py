"""Closed forms of queueing theory; times in the unit of the rates."""

from __future__ import annotations

from math import factorial


def erlang_wait(arrivals: float, service: float, servers: int) -> float:
    """Return the mean wait in an M/M/c queue (Erlang 1917; Gross et al. 2008, section 3.3)."""
    load = arrivals / service
    busy = load**servers / factorial(servers) / (1 - load / servers)
    delayed = busy / (sum(load**k / factorial(k) for k in range(servers)) + busy)
    return delayed / (servers * service - arrivals)


def unequal_wait(arrivals: float, fast: float, slow: float) -> float:
    """Return the mean wait in a queue of two people of different rates, of whom the fast one is asked first.

    Its balance equations, with both busy and nobody waiting as 1 (Trivedi 2002, section 8.2.2, has the mean number).
    """
    only_slow = fast / (arrivals + slow)
    only_fast = slow * (1 + only_slow) / arrivals
    empty = (fast * only_fast + slow * only_slow) / arrivals
    load = arrivals / (fast + slow)
    queue = load / (1 - load) ** 2 / (empty + only_fast + only_slow + 1 / (1 - load))
    return queue / arrivals


def abandonment(arrivals: float, service: float, servers: int, impatience: float) -> tuple[float, float]:
    """Return the share that leaves an M/M/c+M queue, and its mean length (Palm 1943; Mandelbaum and Zeltyn 2007).

    The number in the system is a birth and death process: arrivals up, service and impatience of those queued down.
    Who leaves does so from the queue, each at the rate of impatience, which gives the share from the mean queue.
    """
    weights = [1.0]
    for number in range(1, 2000):
        served = min(number, servers) * service + max(number - servers, 0) * impatience
        weights.append(weights[-1] * arrivals / served)
    queue = sum(max(number - servers, 0) * weight for number, weight in enumerate(weights)) / sum(weights)
    return impatience * queue / arrivals, queue


def lost_to_two(alone: tuple[float, float], joint: float) -> tuple[float, float]:
    """Return the shares lost of what needs both of two servers, and of what needs the first alone, if nobody waits.

    The load that each kind offers is its arrivals times its mean service. The servers are free, or have something of
    their own, or something of both: weights are products of the loads (loss networks; Kelly 1986).
    """
    first, second = alone
    states = (1 + first) * (1 + second) + joint
    return 1 - 1 / states, 1 - (1 + second) / states


def general_wait(arrivals: float, service: float, squared_cv: float) -> float:
    """Return the mean wait in an M/G/1 queue (Pollaczek 1930; Gross et al. 2008, section 5.1)."""
    load = arrivals / service
    return load * (1 + squared_cv) / 2 / (service - arrivals)


def priority_waits(high: float, low: float, service: float, squared_cv: float) -> tuple[float, float]:
    """Return the mean waits of two classes without preemption (Cobham 1954)."""
    residual = (high + low) * (1 + squared_cv) / service**2 / 2
    first = 1 - high / service
    return residual / first, residual / first / (first - low / service)


def slowest_of(count: int, rate: float) -> float:
    """Return the mean of the longest of some independent exponential times."""
    return sum(1 / k for k in range(1, count + 1)) / rate


def passes(returned: float) -> float:
    """Return the mean number of visits until a step is passed."""
    return 1 / (1 - returned)
