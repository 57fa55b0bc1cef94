"""The benchmark's chain as one would write it by hand with SimPy: one process per case, one append per visit.

`simulate_office` is the same with opening hours: work pauses at closing and goes on at the next opening.
"""

from __future__ import annotations

import datetime as dt
import random
from bisect import bisect_right
from collections.abc import Callable, Generator
from typing import Any

import parameters as p
import simpy

Visit = tuple[int, str, int, float, float, float]
Process = Generator[Any, Any, None]


def simulate(cases: int, seed: int) -> tuple[list[Visit], list[float]]:
    """Run `cases` cases; return one tuple for each visit (case, step, visit, ready, start, end) and the cycle times."""
    draw = random.Random(seed)
    env = simpy.Environment()
    visits: list[Visit] = []

    def work(case: int, step: str, number: int, staff: simpy.Resource, mean: float) -> Process:
        ready = env.now
        with staff.request() as request:
            yield request
            start = env.now
            yield env.timeout(draw.expovariate(1 / mean))
        visits.append((case, step, number, ready, start, env.now))

    return visits, _run(env, draw, cases, p.PER_HOUR, work)


def simulate_office(cases: int, seed: int, periods: list[tuple[float, float]]) -> tuple[list[Visit], list[float]]:
    """Run `cases` cases with opening hours, given as (opening, closing) in minutes since the start."""
    draw = random.Random(seed)
    env = simpy.Environment()
    visits: list[Visit] = []
    closings = [closing for _, closing in periods]

    def work(case: int, step: str, number: int, staff: simpy.Resource, mean: float) -> Process:
        ready = env.now
        with staff.request() as request:
            yield request
            period = bisect_right(closings, env.now)
            if env.now < periods[period][0]:
                yield env.timeout(periods[period][0] - env.now)
            start = env.now
            left = draw.expovariate(1 / mean)
            while left > periods[period][1] - env.now:
                left -= periods[period][1] - env.now
                period += 1
                yield env.timeout(periods[period][0] - env.now)
            yield env.timeout(left)
        visits.append((case, step, number, ready, start, env.now))

    return visits, _run(env, draw, cases, p.PER_HOUR_OFFICE, work)


def _run(
    env: simpy.Environment, draw: random.Random, cases: int, per_hour: float, work: Callable[..., Process]
) -> list[float]:
    """Run the chain, whatever it means to work; return the cycle times."""
    window = simpy.Resource(env, p.STAFF + 1)
    reviewers = [simpy.Resource(env, p.STAFF) for _ in range(p.REVIEWS)]
    board = simpy.Resource(env, p.STAFF)
    cycle_times: list[float] = []

    def approval(case: int) -> Process:
        submitted = env.now
        for number in range(1, p.MOST_RETURNS + 2):
            yield from work(case, "intake", number, window, p.MEAN_INTAKE_MIN)
            if number > p.MOST_RETURNS or draw.random() >= p.RETURNED:
                break
            yield env.timeout(draw.expovariate(1 / (60 * p.CORRECTION_H)))
        reviews = [
            env.process(work(case, f"review{n}", 1, staff, p.MEAN_REVIEW_MIN)) for n, staff in enumerate(reviewers)
        ]
        yield env.all_of(reviews)
        yield from work(case, "decision", 1, board, p.MEAN_DECISION_MIN)
        cycle_times.append(env.now - submitted)

    def arrivals() -> Process:
        for case in range(cases):
            yield env.timeout(draw.expovariate(per_hour / 60))
            env.process(approval(case))

    env.process(arrivals())
    env.run()
    return cycle_times


def office_periods(days: int) -> list[tuple[float, float]]:
    """Return the opening hours of so many days: Monday to Friday with a lunch break, holidays and make-up days."""
    from chinese_calendar import is_workday

    start = dt.date.fromisoformat(p.START)
    sides = [[_minutes(side) for side in period.split("-")] for period in p.HOURS]
    return [
        (day * 1440 + opening, day * 1440 + closing)
        for day in range(days)
        if is_workday(start + dt.timedelta(days=day))
        for opening, closing in sides
    ]


def _minutes(clock: str) -> float:
    hour, minute = clock.split(":")
    return 60.0 * int(hour) + int(minute)
