"""The compiled kernel: its bounds, the one form it is compiled in, and where it is kept."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import adminsim
from adminsim.engine.draws import make_draws
from adminsim.engine.plan import make_plan
from adminsim.engine.population import draw_population
from adminsim.engine.simulate import Engine, engine_of, simulate
from adminsim.engine.streams import Streams
from adminsim.engine.too_large import RunTooLargeError
from adminsim.model.system import System

kernel = pytest.importorskip("adminsim.engine.kernel", reason="the compiled engine needs Numba")

SQUEEZE = """
import sys; sys.path.insert(0, sys.argv[1])
import numpy as np, moved_kernel as kernel
rows = np.zeros(3, dtype=[("phase", np.int8), ("case", np.int32)])
rows["phase"], rows["case"] = [1, 2, 3], [10, 20, 30]
kept = kernel.squeeze(rows)
print(rows["case"][:kept].tolist(), kernel.squeeze.stats.cache_hits, kernel.squeeze.stats.cache_path)
"""


def squeeze_in(folder: Path, user_cache: Path) -> str:
    """Run a copy of the kernel that lies in a folder, in a process of its own; return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NUMBA_")}
    ran = subprocess.run(
        [sys.executable, "-c", SQUEEZE, str(folder)],
        env=environment | {"XDG_CACHE_HOME": str(user_cache), "HOME": str(user_cache)},
        capture_output=True,
        text=True,
        check=True,
    )
    return ran.stdout.strip()


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A copy of the kernel."""
    folder = tmp_path / "package"
    folder.mkdir()
    return Path(shutil.copy(kernel.__file__, folder / "moved_kernel.py"))


def test_an_edited_kernel_is_compiled_anew_even_if_size_and_time_are_the_same(moved: Path, tmp_path: Path) -> None:
    cache = moved.parent / "__pycache__"
    assert squeeze_in(moved.parent, tmp_path) == f"[20, 30] Counter() {cache}"
    assert squeeze_in(moved.parent, tmp_path).startswith("[20, 30] Counter({")
    before, source = moved.stat(), moved.read_text(encoding="utf-8")
    edited = source.replace(".phase > PASSING", ".phase < PASSING")
    assert edited != source
    moved.write_text(edited, encoding="utf-8")
    os.utime(moved, ns=(before.st_atime_ns, before.st_mtime_ns))
    # Python itself would trust size and time: only what Numba keeps is of interest here.
    for file in cache.glob("*.pyc"):
        file.unlink()
    assert squeeze_in(moved.parent, tmp_path) == f"[] Counter() {cache}"


def test_the_kernel_is_kept_in_the_users_cache_where_the_package_cannot_be_written(moved: Path, tmp_path: Path) -> None:
    # A file in the folder's place keeps everybody out, even root.
    (moved.parent / "__pycache__").touch()
    cache = tmp_path / "user"
    assert squeeze_in(moved.parent, cache).startswith("[20, 30] Counter()")
    if sys.platform == "linux":
        assert list(cache.rglob("moved_kernel.squeeze-*.nbc"))
    assert squeeze_in(moved.parent, cache).startswith("[20, 30] Counter({")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere another variable names the user's cache")
def test_the_kernel_runs_where_nothing_can_be_written(moved: Path, tmp_path: Path) -> None:
    (moved.parent / "__pycache__").touch()
    (tmp_path / "user").touch()
    assert squeeze_in(moved.parent, tmp_path / "user") == "[20, 30] Counter() None"


AS_IT_STANDS = """
import adminsim, numpy as np
from adminsim.engine.plan import Plans
from adminsim.engine.simulate import _prepare, engine_of, is_compiled_available
from adminsim.engine.streams import Streams
assert not is_compiled_available()
plan, draws = _prepare(Plans(adminsim.example("smallest").reformed), Streams(1, 0))
found, expected, default = (engine_of(one)(plan, draws)[0] for one in ("compiled", "reference", "auto"))
assert np.array_equal(found, expected)
assert np.array_equal(default, expected)
print(len(found))
"""


def test_told_to_compile_nothing_the_kernel_runs_as_it_stands() -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", AS_IT_STANDS],
        env=os.environ | {"NUMBA_DISABLE_JIT": "1"}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert int(ran.stdout) > 1000


def system_of(steps: dict[str, Any], staff: int, at_once: int, days: int = 10) -> System:
    """Return a system with one department that is always open; groups of cases arrive together."""
    return System.model_validate(
        {
            "period": {"start": "2018-01-01", "cohort": f"{days} d", "run_out": "5 d"},
            "calendar": "always",
            "calendars": {"always": {"hours": "always"}},
            "departments": {"office": {"staff": staff}},
            "chains": {
                "chain": {
                    "types": {"any": {"mix": 1}},
                    "demand": {"rate": 4 * at_once, "per": "d", "batch": {"sizes": [at_once], "weights": [1]}},
                    "steps": steps,
                }
            },
        }
    )


def assert_engines_agree(system: System) -> np.ndarray[Any, Any]:
    found, expected = (simulate(system, engine=engine).visit_rows for engine in ("compiled", "reference"))
    assert found.dtype == expected.dtype
    assert np.array_equal(found, expected)
    return found


def test_a_chain_has_more_steps_than_a_word_has_bits() -> None:
    returns = {"returns": 0.2, "correction": "1 h", "max_returns": 2, "on_exhausted": "pass", "resume_at": "s0"}
    steps: dict[str, Any] = {f"s{n}": {"department": "office", "work": "1 h"} for n in range(70)}
    steps["s69"] |= {"needs": [f"s{n}" for n in range(69)], "outcome": returns}
    visits = assert_engines_agree(system_of(steps, staff=100, at_once=2))
    assert (visits["visit"] == 2).any()
    assert (visits["node"] >= 64).any()


def test_a_department_has_more_staff_than_any_word_has_bits() -> None:
    steps = {"a": {"department": "office", "work": {"exponential": {"mean": "5 h"}}}}
    visits = assert_engines_agree(system_of(steps, staff=300, at_once=340, days=1))
    assert visits["staff"].max() == 300
    assert (visits["start"] > visits["joined"]).any()


@pytest.mark.parametrize("engine", ["compiled", "reference"])
def test_a_run_that_the_records_cannot_hold_is_refused(engine: Engine) -> None:
    system = system_of({"a": {"department": "office", "work": "1 h"}}, staff=1, at_once=1)
    streams = Streams(1, 0)
    population = draw_population(system, streams)
    plan = make_plan(system, population)
    draws = make_draws(system, plan, population, streams)
    with pytest.raises(RunTooLargeError, match=r"2,147,483,647 seconds at the most, but this one .* 2,213"):
        engine_of(engine)(replace(plan, horizon_s=70 * 366 * 86400), draws)


def test_the_kernel_is_compiled_in_one_form_only() -> None:
    for name in ("smallest", "startup"):
        scenario = adminsim.example(name)
        for system in (scenario.baseline, scenario.reformed):
            simulate(system, engine="compiled")
    assert len(kernel.simulate.signatures) == len(kernel.squeeze.signatures) == 1
