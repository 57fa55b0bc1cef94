"""The kernel against a loop in C that is written for the benchmark's chain alone: the limit of what is possible."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import chain
import numpy as np
import parameters
from rounds import alternate, in_figures, seconds

from adminsim.engine.draws import Draws, make_draws
from adminsim.engine.fields import NOT_YET, VISIT_FIELDS
from adminsim.engine.plan import Plan, make_plan
from adminsim.engine.population import draw_population
from adminsim.engine.result import Result
from adminsim.engine.simulate import engine_of
from adminsim.engine.streams import Streams

HERE = Path(__file__).parent
BUILT = HERE.parent / "build" / "bench"
FLAGS = ("-O3", "-march=native", "-shared", "-fPIC")

Run = Callable[[Plan, Draws], tuple[Any, Any]]


class _Run(ctypes.Structure):
    """`struct run` of limit.c."""

    _fields_ = [
        ("cases", ctypes.c_int32),
        ("horizon", ctypes.c_int32),
        *((name, ctypes.c_void_p) for name in ("submitted", "start", "stride", "staff")),
        *((name, ctypes.c_void_p) for name in ("occupied", "work", "correction", "result")),
        *((name, ctypes.c_void_p) for name in ("visits", "decided", "outcome")),
    ]


def c_against_compiled(cases: int, rounds: int) -> dict[str, Any]:
    """Measure the loop in C against the kernel, given the same draws; both return the table of visits."""
    compiler = shutil.which(os.environ.get("CC", "cc"))
    if compiler is None:
        return {"skipped": "no C compiler (cc) here"}
    system = chain.system(cases)
    runs: dict[str, Run] = {"c": partial(run_c, build(compiler)), "compiled": engine_of("compiled")}
    given = {number: draws_of(system, number) for number in range(2)}

    def side(run: Run, number: int) -> tuple[float, Any]:
        plan, draws = given[number % 2]
        took, (visits, decided) = seconds(run, plan, draws)
        return took / len(draws.cases[0]), (visits, decided) if number < 2 else None

    found = alternate({name: partial(side, run) for name, run in runs.items()}, rounds)
    for mine, theirs in zip(found["c"].answers[:2], found["compiled"].answers[:2], strict=True):
        demand_same_records(mine, theirs)
    return {
        "unit": "s/case",
        "sides": in_figures(found),
        "sizes": {"cases": cases},
        "compiler": f"{_version(compiler)}, {' '.join(FLAGS[:2])}",
        "checked": ["all records equal"],
    }


def demand_same_records(mine: tuple[Any, Any], theirs: tuple[Any, Any]) -> None:
    """Refuse records that are not the same in every field of every row."""
    (visits, decided), (their_visits, ends) = mine, theirs
    if not np.array_equal(visits, their_visits) or not np.array_equal(decided, np.concatenate(ends.decided)):
        raise SystemExit("the records of the loop in C and of the kernel differ")


def build(compiler: str) -> Any:
    """Compile limit.c and return its function."""
    BUILT.mkdir(parents=True, exist_ok=True)
    (BUILT / "visit.h").write_text(header(VISIT_FIELDS), encoding="utf-8")
    library = BUILT / "limit.so"
    subprocess.run([compiler, *FLAGS, f"-I{BUILT}", "-o", library, HERE / "limit.c"], check=True)
    function = ctypes.CDLL(str(library)).run_limit
    function.restype = ctypes.c_int64
    return function


def header(layout: np.dtype[Any]) -> str:
    """Return C declarations of a record with the fields and offsets of a structured type."""
    lines, at = [], 0
    fields = sorted(((layout.fields or {})[name][:2], name) for name in layout.names or ())
    for (kind, offset), name in sorted(fields, key=lambda field: field[0][1]):
        if offset > at:
            lines.append(f"uint8_t unused{at}[{offset - at}];")
        lines.append(f"int{8 * kind.itemsize}_t {'case_' if name == 'case' else name};")
        at = offset + kind.itemsize
    if layout.itemsize > at:
        lines.append(f"uint8_t unused{at}[{layout.itemsize - at}];")
    body = "\n".join(f"    {line}" for line in lines)
    return f"#define REVIEWS {parameters.REVIEWS}\nstruct __attribute__((packed)) visit {{\n{body}\n}};\n"


def run_c(function: Any, plan: Plan, draws: Draws) -> tuple[Any, Any]:
    """Run the loop in C; return the visits and when each case was decided."""
    order, (cases,) = draws.order, draws.cases
    visits = np.zeros(order.count, dtype=VISIT_FIELDS)
    decided = np.full(len(cases), NOT_YET, dtype=np.int64)
    outcome = np.full(len(cases), Result.UNFINISHED, dtype=np.int8)
    arrays = {
        "submitted": cases.submitted.astype(np.int32),
        "start": order.start.astype(np.int64),
        "stride": order.stride.astype(np.int64),
        "staff": np.array([plan.duty[place].staff[0] for place in plan.nodes.place], dtype=np.int32),
        "occupied": np.ascontiguousarray(draws.by_visit["occupied_s"], dtype=np.int32),
        "work": np.ascontiguousarray(draws.by_visit["work_s"], dtype=np.int32),
        "correction": np.ascontiguousarray(draws.by_visit["correct_calendar_s"], dtype=np.int32),
        "result": np.ascontiguousarray(draws.by_visit["result"], dtype=np.int8),
        "visits": visits,
        "decided": decided,
        "outcome": outcome,
    }
    pointers = {name: array.ctypes.data for name, array in arrays.items()}
    made = function(ctypes.byref(_Run(cases=len(cases), horizon=plan.horizon_s, **pointers)))
    return visits[:made], decided


def draws_of(system: Any, seed: int) -> tuple[Plan, Draws]:
    """Return the plan and the draws of a system."""
    streams = Streams(seed, 0)
    population = draw_population(system, streams)
    plan = make_plan(system, population)
    return plan, make_draws(system, plan, population, streams)


def _version(compiler: str) -> str:
    told = subprocess.run([compiler, "--version"], check=True, capture_output=True, text=True)
    return told.stdout.splitlines()[0]
