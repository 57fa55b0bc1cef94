"""What a machine compiles at first is what studies call, and the other process never outlives the one that began it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("numba")

import adminsim
from adminsim.engine import drawing, kernel, passes
from adminsim.study.many import first_use

BOTH = """
import adminsim
from adminsim.engine.compiled import is_compiled
from adminsim.study.many.first_use import compile_at_first
assert not is_compiled()
compile_at_first()
assert is_compiled()
adminsim.compare(adminsim.example("startup"), replications=2, workers=1)
"""


def test_what_is_compiled_at_first_is_what_a_study_calls() -> None:
    first_use.compile_kernel()
    first_use.compile_the_rest()
    adminsim.compare(adminsim.example("startup"), replications=2, workers=1, engine="compiled")
    for one in (kernel.simulate, kernel.squeeze, *drawing.ENTRIES, passes.group, passes.read_cases, passes.serve):
        assert len(one.signatures) == 1, one


def test_with_one_core_or_nowhere_to_keep_it_nothing_is_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    def begun(*_: Any, **__: Any) -> None:
        raise AssertionError("nothing is to be begun")

    monkeypatch.setattr(subprocess, "Popen", begun)
    monkeypatch.setattr(first_use, "compile_the_rest", begun)
    monkeypatch.setattr(first_use, "cores", lambda: 1)
    first_use.compile_at_first()
    monkeypatch.setattr(first_use, "cores", lambda: 2)
    monkeypatch.setattr(first_use, "is_kept", lambda _: False)
    first_use.compile_at_first()


def test_who_is_interrupted_leaves_no_process_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    number = tmp_path / "number"

    def interrupted() -> None:
        while not number.is_file() or not number.read_text():
            time.sleep(0.01)
        raise KeyboardInterrupt

    program = f"import os, time; open({str(number)!r}, 'w').write(str(os.getpid())); time.sleep(600)"
    monkeypatch.setattr(first_use, "KERNEL", program)
    monkeypatch.setattr(first_use, "cores", lambda: 2)
    monkeypatch.setattr(first_use, "is_kept", lambda _: True)
    monkeypatch.setattr(first_use, "compile_the_rest", interrupted)
    with pytest.raises(KeyboardInterrupt):
        first_use.compile_at_first()
    with pytest.raises(ProcessLookupError):
        os.kill(int(number.read_text()), 0)


@pytest.mark.thorough
def test_each_function_is_compiled_once_by_one_of_two_processes(tmp_path: Path) -> None:
    environment = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", BOTH], env=environment, check=True)
    kept = sorted(file.name.split("-")[0] for file in tmp_path.rglob("*.nbc"))
    assert len(kept) == len(set(kept))
    assert {"kernel.simulate", "kernel.squeeze", "drawing._ask", "passes._read_cases"} <= set(kept)
