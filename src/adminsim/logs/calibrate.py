"""From a log to a baseline, and what is known of how far it can be trusted."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.files.located import InputError, Located
from adminsim.logs.baseline import build
from adminsim.logs.bootstrap import draws_of, weights_again
from adminsim.logs.censoring import distance, weighted_mean
from adminsim.logs.drift import Drift, drift_of
from adminsim.logs.fit import Fit, fit_window
from adminsim.logs.fitted import Fitted
from adminsim.logs.held_out import hold_out, over_the_test
from adminsim.logs.log import Log, read_log
from adminsim.logs.measures import bounds, figures, measure
from adminsim.logs.milestones import NEVER, Cases, cases_of
from adminsim.logs.people import Taken, assumed_of, bracket_of
from adminsim.logs.rows import Notice
from adminsim.logs.simulated import Simulated, over_years, run_baseline
from adminsim.logs.window import best_window, try_windows, window_start
from adminsim.logs.written import Source

if TYPE_CHECKING:
    from adminsim.engine.simulate import Engine
    from adminsim.logs.bootstrap import Bounds
    from adminsim.logs.mapping import LogMap
    from adminsim.model.system import System

LEAST_DECIDED = 30
"""Decided cases without which nothing is fitted."""
LONG_QUEUE = 0.01
"""Part of a working day from which on a queue is taken from the delay it lies in."""
MUCH = 0.02
"""Part of a delay from which on the calendar makes a difference to it."""
FIRST_LOOK = 8
DAY_S = 86400


class Calibration(Fitted):
    """A baseline that was fitted to a log, with the report of what is known of it.

    Attributes
    ----------
    log : Log
        What was read.
    baseline : System
        Ready to run.
    fit : Fit
        The figures behind it.
    windows : tuple of Tried
        Which windows were tried on the past; `months` is the one that was taken, None for all cases.
    in_sample : dict
        The figures of the log in the window with their intervals, and simulated.
    held_out : HeldOut or None
        The test, where one was asked for.
    drift : Drift
        Whether the log tells of one and the same office.
    bracket, taken : Bracket, Taken
        What the log leaves open about work, and what was assumed.
    load : float
        Work over the time that the assumed people have.
    notices : tuple of Notice
        What is to be known.
    """

    def report(self) -> dict[str, Any]:
        """Return all that is known as plain data: `adminsim calibrate` writes it as calibration.json."""
        from adminsim.logs.plain import report_of

        return report_of(self)


def calibrate(
    log: Log | str | os.PathLike[str],
    map: LogMap | str | os.PathLike[str] | None = None,
    *,
    until: dt.date | str | None = None,
    test: float | str | None = None,
    seed: int = 1,
    engine: Engine = "auto",
    progress: Callable[[int, int], None] | None = None,
) -> Calibration:
    """Fit a baseline to a log of real cases, and hold it against the log.

    Parameters
    ----------
    log : Log, str or path
        The log, read with a map, or its file.
    map : LogMap, str or path, optional
        What its columns and codes mean, where it is not read yet.
    until : date or str, optional
        Everything from this day on is hidden.
    test : float or str, optional
        The share of cases, the latest, that the fit does not see and is held against: ``"1/3"``.
    seed : int
        Of the bootstrap and of simulations.
    engine : {"auto", "reference", "compiled"}
        Which engine runs.
    progress : callable, optional
        Is told how many replications are done, of how many.

    Returns
    -------
    Calibration
        Its `baseline` runs; `report()` says how far it can be trusted.

    Raises
    ------
    InputError
        If milestones are never reached, or too few cases are decided.
    """
    if not isinstance(log, Log):
        log = read_log(log, map)
    elif map is not None and log.map is None:
        log = read_log(log.path, map)
    if log.map is None:
        raise InputError([Located(log.path, None, None, "log-no-map")])
    cases = _until(cases_of(log), until, log)
    training, held = _split(cases, test, log)
    tried = try_windows(training)
    months = best_window(tried)
    fit = fit_window(training, log.map, window_start(training, months))
    if int((fit.weights > 0).sum()) < LEAST_DECIDED:
        values = {"count": int((fit.weights > 0).sum()), "least": LEAST_DECIDED}
        raise InputError([Located(log.path, None, None, "log-few-decided", values)])
    bracket = bracket_of(
        log, sum(one.by == "agency" for one in log.map.milestones.values()) - 1, fit.worktime.workday_s
    )
    taken, system = _with_queues(fit, Source(log.sha256, fit.first, fit.end), assumed_of(fit, bracket), seed, engine)
    simulated = _run(over_years(system), fit, seed, engine, progress)
    w1, in_sample, intervals = _in_sample(fit, simulated, seed)
    drift = drift_of(cases)
    notices = (*log.notices, *cases.notices, *_about(fit, drift, taken, simulated, in_sample))
    found = Calibration(
        log, system, fit, tuple(tried), months, in_sample, intervals, w1, None, drift, bracket, taken, simulated.load,
        notices, simulated,
    )  # fmt: skip
    return found if held is None else _tested(found, held, seed, engine, progress)


def _until(cases: Cases, until: dt.date | str | None, log: Log) -> Cases:
    if until is None:
        return cases
    try:
        day = dt.date.fromisoformat(until) if isinstance(until, str) else until
    except ValueError:
        raise InputError([Located(log.path, None, None, "log-until", {"given": until})]) from None
    cut = int(np.datetime64(day, "s").astype(np.int64))
    if not (cases.begun < cut).any():
        raise InputError([Located(log.path, None, None, "log-until-early", {"given": str(day)})])
    return cases.as_known_at(cut)


def share_of_test(test: float | str) -> float:
    """Return a share that is written as 1/3 or 0.33.

    Raises
    ------
    ValueError
        If it is none, or not between 0 and 1.
    """
    share = float(Fraction(str(test)))
    if not 0 < share < 1:
        raise ValueError(test)
    return share


def _split(cases: Cases, test: float | str | None, log: Log) -> tuple[Cases, Cases | None]:
    """Return what the fit may see, and the latest cases, which it may not."""
    if test is None:
        return cases, None
    try:
        share = share_of_test(test)
    except (ValueError, ZeroDivisionError):
        raise InputError([Located(log.path, None, None, "log-test", {"given": test})]) from None
    first = int(np.sort(cases.begun)[min(int(len(cases) * (1 - share)), len(cases) - 1)])
    held = cases.take(cases.begun >= first)
    if len(held) < 2 or not (held.decided != NEVER).any() or not (cases.begun < first).any():
        raise InputError([Located(log.path, None, None, "log-test-empty", {"given": test})])
    return cases.as_known_at(first), held


def _run(
    system: System, fit: Fit, seed: int, engine: Engine, progress: Callable[[int, int], None] | None = None,
    replications: int | None = None,
) -> Simulated:  # fmt: skip
    return run_baseline(
        system, fit.meaning.order, fit.meaning.deciding, seed=seed, replications=replications, engine=engine,
        progress=progress,
    )  # fmt: skip


def _with_queues(fit: Fit, source: Source, taken: Taken, seed: int, engine: Engine) -> tuple[Taken, System]:
    """Return a baseline from whose hand-overs the queues are taken that it makes itself."""
    system = build(fit, source, taken, seed, draws=1)
    looked = _run(over_years(system), fit, seed, engine, replications=FIRST_LOOK)
    found = taken
    if looked.load >= 1:
        return found, build(fit, source, found, seed)
    if max(looked.queue_s.values(), default=0.0) > LONG_QUEUE * fit.worktime.workday_s:
        found = replace(found, queue_s={fit.meaning.order.index(name): wait for name, wait in looked.queue_s.items()})
    scale = {step: one for step, one in _scales(fit, looked, found).items() if abs(one - 1) > MUCH}
    found = replace(found, scale=scale)
    return found, build(fit, source, found, seed)


def _scales(fit: Fit, looked: Simulated, taken: Taken) -> dict[int, float]:
    """Return by milestone of the agency how much longer a delay is by the calendar than it is when simulated."""
    decided = fit.weights > 0
    ours = looked.cases
    known = ours.decided != NEVER
    ones = np.ones(int(known.sum()))
    return {
        step: _mean_delay(fit.cases.take(decided), step, fit.weights[decided])
        / max(_mean_delay(ours.take(known), step, ones) - taken.queue_s.get(step, 0.0), 1.0)
        for step in taken.work_s
    }


def _mean_delay(cases: Cases, step: int, weights: Any) -> float:
    """Return the mean time by the calendar from the milestone before, of the cases that pass this one."""
    known = cases.at[:, step] != NEVER
    before = cases.at[known, :step]
    latest = np.where(before == NEVER, np.iinfo(np.int64).min, before).max(axis=1)
    return weighted_mean((cases.at[known, step] - latest).astype(float), weights[known])


def _in_sample(
    fit: Fit, simulated: Simulated, seed: int
) -> tuple[float, dict[str, dict[str, float]], dict[str, Bounds]]:
    """Return how far the simulation is from what was fitted, and the figures of both."""
    cases = simulated.cases
    decided = cases.decided != NEVER
    ours = (cases.decided[decided] - cases.begun[decided]) / DAY_S
    days, weights = fit.observed
    apart = distance(ours, days, None, weights) / weighted_mean(days, weights)
    draws = draws_of(len(fit.cases), seed)
    seen = measure(fit.cases, fit.meaning, fit.worktime)
    intervals = bounds(seen, fit.weights, draws, weights_again(fit.cases, draws))
    own = figures(measure(cases, fit.meaning, fit.worktime), decided.astype(float))
    return apart, {name: {"log": one.value, "simulated": own[name]} for name, one in intervals.items()}, intervals


def _tested(
    found: Calibration, held: Cases, seed: int, engine: Engine, progress: Callable[[int, int], None] | None
) -> Calibration:
    first = dt.datetime.fromtimestamp(int(held.begun.min()), dt.UTC).date()
    days = int(np.ceil((int(held.begun.max()) + 1 - int(held.begun.min())) / DAY_S))
    ahead = over_the_test(found.baseline, first, days)
    simulated = _run(ahead, found.fit, seed, engine, progress)
    return replace(found, held_out=hold_out(found.fit, simulated, held, seed), test=held)


def _about(
    fit: Fit, drift: Drift, taken: Taken, simulated: Simulated, in_sample: dict[str, dict[str, float]]
) -> list[Notice]:
    """Return what is to be said about the fit."""
    found = []
    if not drift.is_stationary:
        found.append(Notice("log-drift", len(fit.cases), {"halves": f"{drift.halves:.0%}", "p": f"{drift.p:.3g}"}))
    for name, seconds in taken.lowered.items():
        found.append(Notice("log-work-lowered", 0, {"name": name, "minutes": f"{seconds / 60:.3g}"}))
    if simulated.load >= 0.9:
        found.append(Notice("log-overload", 0, {"load": f"{simulated.load:.0%}"}))
    days = (fit.end - fit.first) / DAY_S
    slowest = in_sample["p90"]["log"]
    if slowest > days / 2:
        found.append(Notice("log-short", 0, {"days": f"{days:.0f}", "p90": f"{slowest:.0f}"}))
    return found
