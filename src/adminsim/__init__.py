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
    from adminsim.report.figures import cycle_time_figure, time_figure, utilisation_figure
    from adminsim.report.walk_figure import walk_figure
    from adminsim.study.compare import Comparison, compare
    from adminsim.study.offered import offered_loads
    from adminsim.study.preview import preview

_HOME = {
    "Comparison": "adminsim.study.compare",
    "InputError": "adminsim.files.load",
    "InvalidSystemError": "adminsim.model.problem",
    "Records": "adminsim.engine.records",
    "Scenario": "adminsim.reforms.scenario",
    "System": "adminsim.model.system",
    "apply_reforms": "adminsim.reforms.apply",
    "compare": "adminsim.study.compare",
    "cycle_time_figure": "adminsim.report.figures",
    "example": "adminsim.files.examples",
    "load": "adminsim.files.load",
    "offered_loads": "adminsim.study.offered",
    "preview": "adminsim.study.preview",
    "simulate": "adminsim.engine.simulate",
    "time_figure": "adminsim.report.figures",
    "utilisation_figure": "adminsim.report.figures",
    "walk_figure": "adminsim.report.walk_figure",
}

__all__ = [
    "Comparison",
    "InputError",
    "InvalidSystemError",
    "Records",
    "Scenario",
    "System",
    "apply_reforms",
    "compare",
    "cycle_time_figure",
    "example",
    "load",
    "offered_loads",
    "preview",
    "simulate",
    "time_figure",
    "utilisation_figure",
    "walk_figure",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'adminsim' has no attribute '{name}'")
    return getattr(import_module(_HOME[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
