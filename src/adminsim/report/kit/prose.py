"""Text that is broken between Chinese characters, too, as their typesetting has it; see `Text`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.text import Text as RichText

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console
    from rich.containers import Lines

BEGINS_NO_LINE = frozenset("，。；：、？！）》」』】”’…,.;:?!)]}%")
ENDS_NO_LINE = frozenset("（《「『【“‘([{")
WIDE = 2


class Text(RichText):
    """A text of rich. One with Chinese in it fills its lines; rich knows words between spaces only.

    No line begins with a mark that closes or ends with one that opens, and a number stays with what it counts.
    """

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        """Return the lines of a width."""
        how = {"justify": self.justify, "overflow": self.overflow} | {k: v for k, v in how.items() if v is not None}
        if how.get("no_wrap", self.no_wrap) or len(self.plain) == cell_len(self.plain):
            return super().wrap(console, width, **how)
        lines = [part for line in self.split(allow_blank=True) for part in line.divide(_breaks(line.plain, width))]
        for line in lines:
            line.rstrip()
        return RichText("\n").join(lines).wrap(console, width, **how)


def _breaks(text: str, width: int) -> list[int]:
    """Return where a line is broken so that each part has no more than so many columns."""
    found, used = [], 0
    for start, piece in _pieces(text):
        if used and used + cell_len(piece.rstrip()) > width:
            found.append(start)
            used = 0
        for place, sign in enumerate(piece):
            size = cell_len(sign)
            if used + size > width and not sign.isspace():
                found.append(start + place)  # What is longer than a line is broken where it must.
                used = 0
            used += size
    return found


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield what stays together, with where it begins; spaces belong to what stands before them."""
    start = 0
    for place in range(1, len(text)):
        if _may_break(text, place):
            yield start, text[start:place]
            start = place
    if text:
        yield start, text[start:]


def _may_break(text: str, place: int) -> bool:
    """Tell whether a line may end before a sign."""
    last, sign = text[place - 1], text[place]
    if sign.isspace() or sign in BEGINS_NO_LINE or last in ENDS_NO_LINE:
        return False
    before = text[:place].rstrip()[-1:]
    if cell_len(sign) == WIDE and (before.isdigit() or before == "%"):
        return False
    return last.isspace() or WIDE in (cell_len(last), cell_len(sign))
