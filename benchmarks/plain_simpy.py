"""The benchmark's chain as one would write it by hand with SimPy: one process per case, one append per visit."""

from __future__ import annotations

import random
from collections.abc import Generator
from typing import Any

import chain
import simpy

Visit = tuple[int, str, int, float, float, float]


def simulate(cases: int, seed: int) -> tuple[list[Visit], list[float]]:
    """Run `cases` cases; return one tuple for each visit (case, step, visit, ready, start, end) and the cycle times."""
    draw = random.Random(seed)
    env = simpy.Environment()
    window = simpy.Resource(env, chain.STAFF + 1)
    reviewers = [simpy.Resource(env, chain.STAFF) for _ in range(chain.REVIEWS)]
    board = simpy.Resource(env, chain.STAFF)
    visits: list[Visit] = []
    cycle_times: list[float] = []

    def work(case: int, step: str, number: int, staff: simpy.Resource, mean: float) -> Generator[Any, Any, None]:
        ready = env.now
        with staff.request() as request:
            yield request
            start = env.now
            yield env.timeout(draw.expovariate(1 / mean))
        visits.append((case, step, number, ready, start, env.now))

    def approval(case: int) -> Generator[Any, Any, None]:
        submitted = env.now
        for number in range(1, chain.MOST_RETURNS + 2):
            yield from work(case, "intake", number, window, chain.MEAN_INTAKE_MIN)
            if number > chain.MOST_RETURNS or draw.random() >= chain.RETURNED:
                break
            yield env.timeout(draw.expovariate(1 / (60 * chain.CORRECTION_H)))
        reviews = [
            env.process(work(case, f"review{n}", 1, staff, chain.MEAN_REVIEW_MIN)) for n, staff in enumerate(reviewers)
        ]
        yield env.all_of(reviews)
        yield from work(case, "decision", 1, board, chain.MEAN_DECISION_MIN)
        cycle_times.append(env.now - submitted)

    def arrivals() -> Generator[Any, Any, None]:
        for case in range(cases):
            yield env.timeout(draw.expovariate(chain.PER_HOUR / 60))
            env.process(approval(case))

    env.process(arrivals())
    env.run()
    return visits, cycle_times
