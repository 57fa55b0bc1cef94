"""A command loads what it uses and no more: libraries that take long are not there where nothing needs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SCENARIO = Path(__file__).parents[3] / "scenarios" / "smallest" / "scenario.yaml"
FILES = {"numpy", "pydantic", "rich", "yaml"}
STUDY = {"pandas", "scipy", "numba", "simpy", "matplotlib", "PIL", "pyarrow"}
LOADED = """
import sys
from adminsim.cli import main
try:
    main(sys.argv[1:])
finally:
    print("loaded", *(name for name in sys.modules if "." not in name), file=sys.stderr)
"""


def loaded_by(*given: object) -> set[str]:
    """Return the libraries that a command has loaded when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *map(str, given)], capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("given", [("--help",), ("run", "--help"), ("--version",)], ids=" ".join)
def test_help_loads_neither_what_reads_files_nor_what_simulates(given: tuple[str, ...]) -> None:
    assert not loaded_by(*given) & (FILES | STUDY)


def test_a_check_loads_nothing_that_simulates_or_draws() -> None:
    loaded = loaded_by("check", SCENARIO)
    assert loaded >= {"pydantic", "yaml"}
    assert not loaded & (STUDY | {"rich"})


def test_a_run_without_figures_does_not_load_what_draws(tmp_path: Path) -> None:
    given = ("run", SCENARIO, "--no-figures", "--replications", "2", "--workers", "1", "--out", tmp_path / "out")
    loaded = loaded_by(*given)
    assert loaded >= {"pandas", "numba"}
    assert not loaded & {"matplotlib", "PIL", "simpy"}
