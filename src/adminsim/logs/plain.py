"""All that is known of a calibration as plain data, and its scenario, as they are written to files."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from adminsim.logs.judged import judged
from adminsim.logs.measures import FIGURES
from adminsim.messages import Words

if TYPE_CHECKING:
    from adminsim.logs.fitted import Fitted
    from adminsim.reforms.scenario import ScenarioFile

NOT_STATIONARY = "non-stationary"
"""What every figure of a log is called that does not tell of one and the same office throughout."""
ROWS_NAMED = 10_000


def report_of(found: Fitted) -> dict[str, Any]:
    """Return what is known; where the log is not stationary, each part that has figures says so."""
    log, fit = found.log, found.fit
    label = {} if found.is_stationary else {"log_is": NOT_STATIONARY}
    return {
        **label,
        "file": {"path": log.path, "sha256": log.sha256, "format": log.table.kind},
        "rows": {
            "in": log.rows_in,
            "used": len(log.used),
            "named": len(log.named),
            "which": log.named.head(ROWS_NAMED).to_dict("records"),
        },
        "window": {
            "first": _day(fit.first),
            "until": _day(fit.end),
            "months": found.months,
            "cases": len(fit.cases),
            "decided": int((fit.weights > 0).sum()),
            "tried": [
                {"months": one.months, "error": _plain(one.error), "origins": one.origins} for one in found.windows
            ],
        },
        "training": label | {"w1": _plain(found.w1), "figures": {name: _figure(found, name) for name in FIGURES}},
        "held_out": None if found.held_out is None else label | _held_out(found),
        "drift": {
            "is_stationary": found.is_stationary,
            "halves": _plain(found.drift.halves),
            "p": _plain(found.drift.p),
            "by_year": [{key: _plain(value) for key, value in row.items()} for row in found.drift.by_year],
            "elasticity": {name: _plain(getattr(found.drift, name)) for name in ("elasticity", "low", "high")},
        },
        "work": {
            "clicks_min": _plain(found.bracket.clicks_s / 60),
            "person_days_min": _plain(found.bracket.person_days_s / 60),
            "begun_min": None if found.bracket.begun_s is None else _plain(found.bracket.begun_s / 60),
            "assumed_min": {
                fit.meaning.order[step]: _plain(seconds / 60) for step, seconds in found.taken.work_s.items()
            },
            "staff": staff_of(found),
            "load": _plain(found.load),
        },
        "judged": [{"kind": one.kind, "reforms": list(one.reforms), "verdict": one.verdict} for one in judged(found)],
        "notices": [
            {"code": one.code, "count": one.count, "said": one.text(Words.EN), "rows": list(one.rows)}
            for one in found.notices
        ],
    }


def _figure(found: Fitted, name: str) -> dict[str, Any]:
    interval = found.intervals[name]
    both = found.in_sample[name]
    return {
        "log": _plain(both["log"]),
        "low": _plain(interval.low),
        "high": _plain(interval.high),
        "simulated": _plain(both["simulated"]),
    }


def _held_out(found: Fitted) -> dict[str, Any]:
    test = found.held_out
    assert test is not None
    return {
        "cases": test.cases,
        "decided": test.decided,
        "w1": {name: _plain(value) for name, value in test.w1.items()},
        "figures": {name: {who: _plain(one) for who, one in row.items()} for name, row in test.figures.items()},
        "distances": {name: {who: _plain(one) for who, one in row.items()} for name, row in test.distances.items()},
    }


def staff_of(found: Fitted) -> int:
    """Return how many people are assumed."""
    stated = found.meaning.assumed.staff
    return int(stated.value) if stated is not None else found.taken.staff


def _day(seconds: int) -> str:
    return dt.datetime.fromtimestamp(seconds, dt.UTC).date().isoformat()


def _plain(value: Any) -> Any:
    if isinstance(value, float):
        return float(f"{value:.6g}") if math.isfinite(value) else None
    return value


def scenario_of(found: Fitted, baseline: str) -> ScenarioFile:
    """Return a scenario of a baseline that was fitted: without reforms, with the legal limit as its target."""
    from adminsim.messages import CATALOGUE
    from adminsim.reforms.scenario import ScenarioFile

    words = CATALOGUE["calibrate-scenario-label"]
    targets = []
    if found.meaning.limit is not None:
        label = CATALOGUE["calibrate-target"]
        targets.append(
            {
                "name": "limit",
                "label": {"en": label[0], "zh": label[1]},
                "kind": "within",
                "limit": str(found.meaning.limit),
                "clock": "elapsed",
                "source": "map",
            }
        )
    return ScenarioFile.model_validate(
        {
            "version": 1,
            "label": {"en": words[0], "zh": words[1]},
            "baseline": baseline,
            "targets": targets,
            "source": found.source.text(len(found.fit.cases)),
        }
    )
