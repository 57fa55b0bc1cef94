"""The command line as a module."""

from __future__ import annotations

import subprocess
import sys


def test_the_program_runs_as_a_module() -> None:
    done = subprocess.run([sys.executable, "-m", "adminsim", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("adminsim ")
