"""adminsim: how long a city's approvals take, and how much time each reform would really save.

The names below are all there is to learn; each is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from adminsim.engine.records import Records
    from adminsim.engine.simulate import simulate
    from adminsim.files.examples import example
    from adminsim.files.load import InputError, load
    from adminsim.model.problem import InvalidSystemError
    from adminsim.model.system import System
    from adminsim.reforms.apply import apply_reforms
    from adminsim.reforms.scenario import Scenario
    from adminsim.report.assumptions_figure import tornado_figure
    from adminsim.report.attribution_figure import attribution_figure
    from adminsim.report.figures import cycle_time_figure, time_figure, utilisation_figure
    from adminsim.report.precision_figure import precision_figure
    from adminsim.report.walk_figure import walk_figure
    from adminsim.report.warm_up import warm_up_figure
    from adminsim.study.assumptions import Assumptions, assumptions
    from adminsim.study.attribution import Attribution, attribute
    from adminsim.study.compare import Comparison, compare
    from adminsim.study.offered import offered_loads
    from adminsim.study.preview import preview
    from adminsim.study.warmup import WarmUp, warm_up

_HOME = {
    "Assumptions": "adminsim.study.assumptions",
    "Attribution": "adminsim.study.attribution",
    "Comparison": "adminsim.study.compare",
    "InputError": "adminsim.files.load",
    "InvalidSystemError": "adminsim.model.problem",
    "Records": "adminsim.engine.records",
    "Scenario": "adminsim.reforms.scenario",
    "System": "adminsim.model.system",
    "WarmUp": "adminsim.study.warmup",
    "apply_reforms": "adminsim.reforms.apply",
    "assumptions": "adminsim.study.assumptions",
    "attribute": "adminsim.study.attribution",
    "attribution_figure": "adminsim.report.attribution_figure",
    "compare": "adminsim.study.compare",
    "cycle_time_figure": "adminsim.report.figures",
    "example": "adminsim.files.examples",
    "load": "adminsim.files.load",
    "offered_loads": "adminsim.study.offered",
    "preview": "adminsim.study.preview",
    "precision_figure": "adminsim.report.precision_figure",
    "simulate": "adminsim.engine.simulate",
    "time_figure": "adminsim.report.figures",
    "tornado_figure": "adminsim.report.assumptions_figure",
    "utilisation_figure": "adminsim.report.figures",
    "warm_up": "adminsim.study.warmup",
    "warm_up_figure": "adminsim.report.warm_up",
    "walk_figure": "adminsim.report.walk_figure",
}

__all__ = [
    "Assumptions",
    "Attribution",
    "Comparison",
    "InputError",
    "InvalidSystemError",
    "Records",
    "Scenario",
    "System",
    "WarmUp",
    "apply_reforms",
    "assumptions",
    "attribute",
    "attribution_figure",
    "compare",
    "cycle_time_figure",
    "example",
    "load",
    "offered_loads",
    "precision_figure",
    "preview",
    "simulate",
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
