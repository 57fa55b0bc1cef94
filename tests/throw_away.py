"""A copy of the package to which something is added for a test, by the list in CONTRIBUTING.md."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import adminsim
from cli_calls import make_small

SOURCES = Path(adminsim.__file__).parent


class Copy:
    """The package, copied into a folder; beside it lies the smallest example as small.yaml."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.package = folder, folder / "adminsim"
        # With what is compiled, which holds for the modules that stay as they are; what others just write is left out.
        shutil.copytree(SOURCES, self.package, ignore=shutil.ignore_patterns("*.pyc.*", "*.tmp.*"))
        here = Path.cwd()
        os.chdir(folder)
        try:
            make_small(Path())
        finally:
            os.chdir(here)

    def add(self, place: str, text: str) -> None:
        """Write a module."""
        path = self.package / place
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, place: str, *changes: tuple[str, str]) -> None:
        """Put something in place of a text that stands once in a file, of the package or beside it."""
        path = self.package / place if (self.package / place).exists() else self.folder / place
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert text.count(old) == 1, old
            text = text.replace(old, new)
        path.write_text(text, encoding="utf-8")

    def run(self, *words: str) -> list[str]:
        """Return the lines that Python says when called with some words."""
        environment = os.environ | {"PYTHONPATH": str(self.folder), "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
        run = subprocess.run(
            [sys.executable, *words], env=environment, cwd=self.folder, capture_output=True, encoding="utf-8"
        )
        assert run.returncode == 0, run.stderr
        return run.stdout.splitlines()
