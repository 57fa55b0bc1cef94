"""The benchmark's chain with salabim: one component per case, one per review, one record per visit."""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Generator
from typing import Any

import parameters as p
import salabim

salabim.yieldless(False)
Process = Generator[Any, Any, None]


def simulate(cases: int, seed: int) -> tuple[int, float]:
    """Simulate about so many cases; return their exact number and the mean cycle time in hours."""
    draw = random.Random(seed)
    env = salabim.Environment(trace=False)
    window = salabim.Resource("window", capacity=p.STAFF + 1)
    reviewers = [salabim.Resource(f"review{n}", capacity=p.STAFF) for n in range(p.REVIEWS)]
    board = salabim.Resource("board", capacity=p.STAFF)
    cohort_min = 60 * cases / p.PER_HOUR
    visits: list[tuple[Any, ...]] = []
    times: list[float] = []
    made = 0

    def work(worker: Any, case: int, staff: Any, mean: float) -> Process:
        ready = env.now()
        yield worker.request(staff)
        start = env.now()
        yield worker.hold(draw.expovariate(1 / mean))
        worker.release(staff)
        visits.append((case, staff.name(), ready, start, env.now()))

    class Review(salabim.Component):  # type: ignore[misc]
        def process(self, approval: Any, case: int, staff: Any) -> Process:
            yield from work(self, case, staff, p.MEAN_REVIEW_MIN)
            approval.reviewed += 1
            if approval.reviewed == p.REVIEWS:
                approval.activate()

    class Approval(salabim.Component):  # type: ignore[misc]
        def process(self, case: int) -> Process:
            submitted, self.reviewed = env.now(), 0
            for number in range(p.MOST_RETURNS + 1):
                yield from work(self, case, window, p.MEAN_INTAKE_MIN)
                if number == p.MOST_RETURNS or draw.random() >= p.RETURNED:
                    break
                yield self.hold(draw.expovariate(1 / (60 * p.CORRECTION_H)))
            for staff in reviewers:
                Review("", approval=self, case=case, staff=staff)
            yield self.passivate()
            yield from work(self, case, board, p.MEAN_DECISION_MIN)
            if submitted < cohort_min:
                times.append(env.now() - submitted)

    class Arrivals(salabim.Component):  # type: ignore[misc]
        def process(self) -> Process:
            nonlocal made
            while True:
                yield self.hold(draw.expovariate(p.PER_HOUR / 60))
                Approval("", case=made)
                made += 1

    Arrivals()
    env.run(till=cohort_min + 60 * p.RUN_OUT_H)
    return made, sum(times) / len(times) / 60


if __name__ == "__main__":
    start = time.perf_counter()
    made, hours = simulate(int(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({"seconds": time.perf_counter() - start, "cases": made, "hours": hours}))
