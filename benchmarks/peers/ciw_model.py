"""The benchmark's chain with Ciw, which knows no fork and join: the reviews follow each other."""

from __future__ import annotations

import json
import random
import sys
import time

import ciw
import parameters as p

INTAKE, APPLICANT, REVIEW = 1, 2, 3
DECISION = REVIEW + p.REVIEWS


def route(individual: object, simulation: object) -> list[int]:
    """Return the nodes behind the first intake: returns, each with a correction, then reviews and decision."""
    returns = 0
    while returns < p.MOST_RETURNS and random.random() < p.RETURNED:
        returns += 1
    return [APPLICANT, INTAKE] * returns + list(range(REVIEW, DECISION + 1))


def simulate(cases: int, seed: int) -> tuple[int, float]:
    """Simulate about so many cases; return their exact number and the mean cycle time in hours."""
    ciw.seed(seed)
    means = [p.MEAN_INTAKE_MIN, 60 * p.CORRECTION_H, *[p.MEAN_REVIEW_MIN] * p.REVIEWS, p.MEAN_DECISION_MIN]
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(p.PER_HOUR / 60), *[None] * (len(means) - 1)],
        service_distributions=[ciw.dists.Exponential(1 / mean) for mean in means],
        number_of_servers=[p.STAFF + 1, float("inf"), *[p.STAFF] * (p.REVIEWS + 1)],
        routing=ciw.routing.ProcessBased(route),
    )
    simulation = ciw.Simulation(network)
    cohort_min = 60 * cases / p.PER_HOUR
    simulation.simulate_until_max_time(cohort_min + 60 * p.RUN_OUT_H)
    submitted: dict[int, float] = {}
    decided: dict[int, float] = {}
    for record in simulation.get_all_records():
        number = record.id_number
        submitted[number] = min(submitted.get(number, record.arrival_date), record.arrival_date)
        if record.node == DECISION:
            decided[number] = record.exit_date
    times = [decided[number] - at for number, at in submitted.items() if at < cohort_min and number in decided]
    return len(submitted), sum(times) / len(times) / 60


if __name__ == "__main__":
    start = time.perf_counter()
    made, hours = simulate(int(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({"seconds": time.perf_counter() - start, "cases": made, "hours": hours}))
