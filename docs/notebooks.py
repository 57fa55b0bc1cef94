"""Executes the notebooks: every figure must show as a picture, and no warning may leak."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
FIGURE = re.compile(r"^\s*adminsim\.\w+_figure\(", re.MULTILINE)


def executed(path: Path) -> Any:
    """Return a notebook with what its cells came to; nothing is written."""
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
    return notebook


def faults(notebook: Any) -> list[str]:
    """Return the cells that end in a figure and show no picture, and what was written as a warning."""
    found = []
    for number, cell in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
        last = cell.source.strip().splitlines()[-1] if cell.source.strip() else ""
        pictures = sum("image/png" in output.get("data", {}) for output in cell.outputs)
        if FIGURE.match(last) and not pictures:
            found.append(f"cell {number + 1} shows no picture: {last}")
        found += [
            f"cell {number + 1} warns: {output.text.strip()}"
            for output in cell.outputs
            if output.output_type == "stream" and output.name == "stderr" and "Warning" in output.text
        ]
    return found


def main() -> int:
    """Execute all notebooks; return the exit status."""
    wrong = 0
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = executed(path)
        pictures = sum(
            "image/png" in output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])
        )
        found = faults(notebook)
        print(f"{path.name}: {pictures} pictures", *found, sep="\n  ")
        wrong += len(found)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
