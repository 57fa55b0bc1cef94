"""A figure that any notebook shows, whether or not it has switched matplotlib on."""

from __future__ import annotations

from io import BytesIO

from matplotlib.figure import Figure

SHOWN_DPI = 100


class Drawing(Figure):
    """A figure of matplotlib that displays itself as a picture."""

    def _repr_png_(self) -> bytes:
        picture = BytesIO()
        self.savefig(picture, format="png", dpi=SHOWN_DPI)
        return picture.getvalue()
