"""Opens files of an office as another program does: LibreOffice, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    SOFFICE is None or shutil.which("pdftoppm") is None,
    reason="LibreOffice is not installed (Debian: apt install libreoffice-calc libreoffice-writer poppler-utils)",
)


def pages(file: Path) -> list[Path]:
    """Return a picture of each page of a workbook or document."""
    assert SOFFICE is not None
    profile = f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"
    told = [SOFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(file.parent), str(file)]
    subprocess.run(told, check=True, capture_output=True, timeout=300)
    pdf = file.with_suffix(".pdf")
    subprocess.run(["pdftoppm", "-r", "40", "-png", str(pdf), str(pdf.with_suffix(""))], check=True, timeout=300)
    return sorted(file.parent.glob(f"{file.stem}-*.png"))


def ink(picture: Path) -> float:
    """Return which part of a picture is not white."""
    from PIL import Image

    with Image.open(picture) as image:
        counts = image.convert("L").histogram()
    return sum(counts[:240]) / sum(counts)
