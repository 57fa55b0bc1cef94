"""adminsim: how long a city's approvals take, and how much time each reform would really save.

The names below are all there is to learn; each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adminsim.engine.records import Records
    from adminsim.engine.simulate import simulate
    from adminsim.files.examples import example, example_names
    from adminsim.files.load import InputError, load
    from adminsim.files.write import dump
    from adminsim.logs.calibrate import Calibration, calibrate
    from adminsim.logs.log import Log, read_log
    from adminsim.model.problem import InvalidSystemError
    from adminsim.model.system import System
    from adminsim.reforms.apply import apply_reforms
    from adminsim.reforms.scenario import Scenario
    from adminsim.report.assumptions.figure import tornado_figure
    from adminsim.report.attribution.figure import attribution_figure
    from adminsim.report.backlog.figure import backlog_figure
    from adminsim.report.breakdown.figure import breakdown_figure
    from adminsim.report.bureaus.figure import bureau_figure
    from adminsim.report.logs.figure import calibration_figure
    from adminsim.report.promise.figure import promise_figure
    from adminsim.report.result.figures import cycle_time_figure, time_figure, utilisation_figure
    from adminsim.report.result.precision_figure import precision_figure
    from adminsim.report.search.figure import search_figure
    from adminsim.report.space.figure import space_figure
    from adminsim.report.sweep.figure import sweep_figure
    from adminsim.report.walk.figure import walk_figure
    from adminsim.report.warm_up.figure import warm_up_figure
    from adminsim.study.assumptions.one_by_one import Assumptions, assumptions
    from adminsim.study.attribution.attribute import Attribution, attribute
    from adminsim.study.backlog.weeks import Backlog, backlog
    from adminsim.study.breakdown.limits import Breakdown, breakdown
    from adminsim.study.bureaus.months import Bureaus, bureaus
    from adminsim.study.findings.compare import Comparison, compare
    from adminsim.study.preview.analytic import preview
    from adminsim.study.preview.offered_load import offered_loads
    from adminsim.study.promise.limits import Promise, promise
    from adminsim.study.search.search import Searched, search
    from adminsim.study.space.space import Space, space
    from adminsim.study.sweep.crossing import crossings
    from adminsim.study.sweep.sweep import sweep
    from adminsim.study.warm_up import WarmUp, warm_up

_HOME = {
    "Assumptions": "adminsim.study.assumptions.one_by_one",
    "Attribution": "adminsim.study.attribution.attribute",
    "Backlog": "adminsim.study.backlog.weeks",
    "Breakdown": "adminsim.study.breakdown.limits",
    "Bureaus": "adminsim.study.bureaus.months",
    "Calibration": "adminsim.logs.calibrate",
    "Comparison": "adminsim.study.findings.compare",
    "InputError": "adminsim.files.load",
    "InvalidSystemError": "adminsim.model.problem",
    "Log": "adminsim.logs.log",
    "Promise": "adminsim.study.promise.limits",
    "Records": "adminsim.engine.records",
    "Scenario": "adminsim.reforms.scenario",
    "Searched": "adminsim.study.search.search",
    "Space": "adminsim.study.space.space",
    "System": "adminsim.model.system",
    "WarmUp": "adminsim.study.warm_up",
    "apply_reforms": "adminsim.reforms.apply",
    "assumptions": "adminsim.study.assumptions.one_by_one",
    "attribute": "adminsim.study.attribution.attribute",
    "attribution_figure": "adminsim.report.attribution.figure",
    "backlog": "adminsim.study.backlog.weeks",
    "backlog_figure": "adminsim.report.backlog.figure",
    "breakdown": "adminsim.study.breakdown.limits",
    "breakdown_figure": "adminsim.report.breakdown.figure",
    "bureau_figure": "adminsim.report.bureaus.figure",
    "bureaus": "adminsim.study.bureaus.months",
    "calibrate": "adminsim.logs.calibrate",
    "calibration_figure": "adminsim.report.logs.figure",
    "compare": "adminsim.study.findings.compare",
    "crossings": "adminsim.study.sweep.crossing",
    "cycle_time_figure": "adminsim.report.result.figures",
    "dump": "adminsim.files.write",
    "example": "adminsim.files.examples",
    "example_names": "adminsim.files.examples",
    "load": "adminsim.files.load",
    "offered_loads": "adminsim.study.preview.offered_load",
    "precision_figure": "adminsim.report.result.precision_figure",
    "preview": "adminsim.study.preview.analytic",
    "promise": "adminsim.study.promise.limits",
    "promise_figure": "adminsim.report.promise.figure",
    "read_log": "adminsim.logs.log",
    "search": "adminsim.study.search.search",
    "search_figure": "adminsim.report.search.figure",
    "simulate": "adminsim.engine.simulate",
    "space": "adminsim.study.space.space",
    "space_figure": "adminsim.report.space.figure",
    "sweep": "adminsim.study.sweep.sweep",
    "sweep_figure": "adminsim.report.sweep.figure",
    "time_figure": "adminsim.report.result.figures",
    "tornado_figure": "adminsim.report.assumptions.figure",
    "utilisation_figure": "adminsim.report.result.figures",
    "walk_figure": "adminsim.report.walk.figure",
    "warm_up": "adminsim.study.warm_up",
    "warm_up_figure": "adminsim.report.warm_up.figure",
}

__all__ = [
    "Assumptions",
    "Attribution",
    "Backlog",
    "Breakdown",
    "Bureaus",
    "Calibration",
    "Comparison",
    "InputError",
    "InvalidSystemError",
    "Log",
    "Promise",
    "Records",
    "Scenario",
    "Searched",
    "Space",
    "System",
    "WarmUp",
    "apply_reforms",
    "assumptions",
    "attribute",
    "attribution_figure",
    "backlog",
    "backlog_figure",
    "breakdown",
    "breakdown_figure",
    "bureau_figure",
    "bureaus",
    "calibrate",
    "calibration_figure",
    "compare",
    "crossings",
    "cycle_time_figure",
    "dump",
    "example",
    "example_names",
    "load",
    "offered_loads",
    "precision_figure",
    "preview",
    "promise",
    "promise_figure",
    "read_log",
    "search",
    "search_figure",
    "simulate",
    "space",
    "space_figure",
    "sweep",
    "sweep_figure",
    "time_figure",
    "tornado_figure",
    "utilisation_figure",
    "walk_figure",
    "warm_up",
    "warm_up_figure",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'adminsim' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
