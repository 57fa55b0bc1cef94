"""What all figures share: fixed settings, lettering, and files that are the same to the byte."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.report.kit.fonts import drawable, families

if TYPE_CHECKING:
    from pathlib import Path

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from PIL import Image

    from adminsim.model.chain import Chain
    from adminsim.model.value import Label

INK = "#333333"
LETTER, SMALL = 10.0, 9.0
COLOURS = 256
"""Colours of a picture's palette: a drawing has about ten, and the shades at the rims of its letters."""
PLACES = re.compile(r' (?:d|x|y|points)="[^"]*"|translate\([^)]*\)')
"""What holds places in points in an SVG file; a scale keeps all its digits."""
LONG = re.compile(r"\d+\.\d{3,}")
LETTER_OF_FONT = re.compile(r'(id="|href="#)([A-Za-z][\w ]*)-([0-9a-f]+)"')
LETTER_IN_LINE = re.compile(r'(<use xlink:href="#\w+") transform="translate\(([-0-9.]+) 0\)"/>')
COMMENT, INDENT = re.compile(r"<!-- .*? -->"), re.compile(r"\n\s+")


@contextmanager
def settings(words: Words) -> Iterator[None]:
    """Draw with matplotlib's defaults and ours for a while, whatever the reader's own settings are."""
    from matplotlib import style

    ours: dict[str, Any] = {
        "font.family": families(words),
        "font.size": LETTER,
        "text.color": INK,
        "text.usetex": False,
        "text.parse_math": False,
        "axes.edgecolor": "#888888",
        "axes.labelcolor": INK,
        "axes.titlesize": LETTER + 1,
        "axes.titlelocation": "left",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "axes.axisbelow": True,
        "axes.unicode_minus": False,
        "xtick.color": INK,
        "ytick.color": INK,
        "xtick.labelsize": SMALL,
        "ytick.labelsize": SMALL,
        "legend.fontsize": SMALL,
        "legend.frameon": False,
        "grid.color": "#E5E5E5",
        "grid.linewidth": 0.8,
        "figure.dpi": 100,
        "savefig.dpi": 150,
        "svg.hashsalt": "adminsim",
        "svg.fonttype": "path",
    }
    with style.context(["default", ours]):
        yield


def new_figure(width: float, height: float) -> Figure:
    """Return an empty figure, in inches, without a window."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    from adminsim.report.kit.drawing import Drawing

    figure = Drawing(figsize=(width, height), layout="constrained")
    FigureCanvasAgg(figure)
    return figure


def finished(figure: Figure) -> Figure:
    """Lay a figure out for good, so that it keeps its letters whatever settings it is saved under."""
    engine = figure.get_layout_engine()
    assert engine is not None
    engine.execute(figure)
    figure.set_layout_engine("none")
    # A figure with the empty engine that this leaves is drawn twice whenever it is saved.
    figure.set_layout_engine(None)
    return figure


def label_of(label: Label | None, name: str, otherwise: str, words: Words) -> str:
    """Return what a figure calls something: its name for people, else its key, else `otherwise`.

    The first that can be drawn is taken.
    """
    other = words.pick(Words.ZH, Words.EN)
    texts = [label.text(words, name), label.text(other, name)] if label is not None else []
    return drawable([*texts, name, otherwise], words)


def chain_label(chains: Mapping[str, Chain], name: str, words: Words) -> str:
    """Return what a figure calls a chain, else by its place among all."""
    otherwise = words.say("figure-chain", number=list(chains).index(name) + 1)
    return label_of(chains[name].label, name, otherwise, words)


def title(figure: Figure, text: str) -> None:
    """Put a title over a figure, flush left."""
    figure.suptitle(text, x=0.01, ha="left", fontsize=LETTER + 3)


def note_at_top(axes: Axes, text: str, x: float, drop: float, colour: str = INK) -> None:
    """Write beside a vertical line, `drop` of the height below the top."""
    axes.annotate(
        text,
        (x, 1.0 - drop),
        (5, 0),
        xycoords=("data", "axes fraction"),
        textcoords="offset points",
        va="top",
        fontsize=SMALL,
        color=colour,
        bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 1.0},
    )


def grid_along(axes: Axes, axis: Any) -> None:
    """Draw pale lines across one axis."""
    axes.grid(visible=True, axis=axis)
    axes.tick_params(length=0, axis="both")


def save(figure: Figure, stem: Path, words: Words) -> list[Path]:
    """Write a figure as SVG and PNG, small and without dates or versions in them, and return the files."""
    with settings(words):
        svg, png = (stem.with_name(f"{stem.name}.{ending}") for ending in ("svg", "png"))
        figure.savefig(svg, metadata={"Date": None, "Creator": None})
        svg.write_text(shortened(svg.read_text(encoding="utf-8")), encoding="utf-8", newline="")
        _few_colours(figure).save(png, optimize=True)
    return [svg, png]


def shortened(svg: str) -> str:
    """Return an SVG drawing with places to a hundredth of a point, short names of letters, no comments and indents."""
    fonts = list(dict.fromkeys(found[2] for found in LETTER_OF_FONT.finditer(svg)))
    svg = LETTER_OF_FONT.sub(lambda found: f'{found[1]}f{fonts.index(found[2])}_{found[3]}"', svg)
    svg = PLACES.sub(lambda found: LONG.sub(_to_a_hundredth, found[0]).replace("\n", ""), svg)
    svg = LETTER_IN_LINE.sub(r'\1 x="\2"/>', svg)
    return INDENT.sub("\n", COMMENT.sub("", svg))


def _to_a_hundredth(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _few_colours(figure: Figure) -> Image.Image:
    """Return a figure as a picture with a palette: a third of the size, and nothing that an eye sees is lost."""
    from matplotlib import rcParams
    from PIL import Image

    drawn = BytesIO()
    figure.savefig(drawn, format="rgba")
    width, height = (int(side) for side in figure.get_size_inches() * rcParams["savefig.dpi"])
    picture = Image.frombuffer("RGBA", (width, height), drawn.getvalue(), "raw", "RGBA", 0, 1)
    return picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
