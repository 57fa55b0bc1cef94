"""Figures that take no time, for tests that look at everything but figures: the words, without the lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.text import Text
from PIL import Image

from adminsim.report.kit.drawing import Drawing

PAPER = (2, 2)


def draw_words(figure: Drawing, target: Any, **settings: Any) -> None:
    """Write what a figure says, in place of drawing it; pictures are empty sheets."""
    form = settings.get("format") or Path(target).suffix[1:]
    if form == "svg":
        words = [text.get_text() for text in figure.findobj(Text)]
        Path(target).write_text(f"<svg><!-- {words} --></svg>\n", encoding="utf-8")
    elif form == "rgba":
        width, height = (int(side) for side in figure.get_size_inches() * 150)
        target.write(bytes(4 * width * height))
    else:
        Image.new("RGB", PAPER).save(target, form)


def sketch(patch: pytest.MonkeyPatch) -> None:
    """Have figures neither laid out nor drawn, but made: what they are made of is looked at as ever."""
    patch.setattr(ConstrainedLayoutEngine, "execute", lambda *_: None)
    patch.setattr(Drawing, "savefig", draw_words)
