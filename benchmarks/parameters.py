"""The figures of the benchmark's chain, the same for all who simulate it; without imports, so that all can read it."""

REVIEWS = 4
MEAN_INTAKE_MIN, MEAN_REVIEW_MIN, MEAN_DECISION_MIN = 8.0, 8.0, 8.0
RETURNED, CORRECTION_H, MOST_RETURNS = 0.25, 24.0, 3
STAFF = 2
"""People in each department; one more at the window."""
PER_HOUR = 10.0
RUN_OUT_H = 120.0
"""Arrivals go on for so long after those that are measured."""

START = "2007-01-01"
HOURS = ("08:30-12:00", "13:30-18:00")
"""Opening hours from Monday to Friday where the office is not always open."""
PER_HOUR_OFFICE = 2.2
"""Applications per hour of the clock then."""
