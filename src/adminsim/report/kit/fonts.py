"""Which fonts figures are lettered in, and whether a text can be drawn with them."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from adminsim.messages import Words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adminsim.messages import Language

LATIN = "DejaVu Sans"
"""Comes with matplotlib, so it is the same everywhere."""
CHINESE = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "SimHei",
    "Microsoft YaHei",
    "PingFang SC",
    "Heiti SC",
    "Hiragino Sans GB",
    "Noto Sans CJK JP",
    "Droid Sans Fallback",
)
"""Families that hold the Chinese characters, the best for screens first."""
_PROBE = "审批步骤办结率"


def figure_words(language: Language) -> tuple[Words, str | None]:
    """Return the words that figures can be labelled in, and a notice if those are not the ones asked for."""
    words = Words(language)
    if words is not Words.ZH or chinese_family() is not None:
        return words, None
    return Words.EN, words.say("figure-no-chinese-font")


def families(words: Words) -> list[str]:
    """Return the font families of figures in a language, in the order in which they are tried."""
    chinese = chinese_family() if words is Words.ZH else None
    return [chinese, LATIN] if chinese is not None else [LATIN]


@lru_cache(maxsize=1)
def chinese_family() -> str | None:
    """Return the first installed family that can draw Chinese, None if there is none."""
    found = next((family for family in CHINESE if _holds([family], _PROBE)), None)
    if found is None and _learn_new_fonts():
        _path.cache_clear()
        _glyphs.cache_clear()
        found = next((family for family in CHINESE if _holds([family], _PROBE)), None)
    return found


def _learn_new_fonts() -> bool:
    """Tell matplotlib of fonts installed since it last looked; return whether there are any."""
    from matplotlib import font_manager

    known = {font.fname for font in font_manager.fontManager.ttflist}
    new = [path for path in font_manager.findSystemFonts() if path not in known]
    for path in new:
        with suppress(Exception):
            font_manager.fontManager.addfont(path)
    return bool(new)


def drawable(candidates: Iterable[str], words: Words) -> str:
    """Return the first of these texts of which every character can be drawn; the last where none can."""
    text = ""
    for text in candidates:
        if _holds(families(words), text):
            return text
    return text


def drawn_with(words: Words) -> dict[str, str]:
    """Return what the bytes of figures depend on: versions, language, and the fonts by name and hash."""
    import matplotlib
    import PIL
    from matplotlib import ft2font

    words, _ = figure_words(words)
    fonts = families(words)
    return {
        "matplotlib": matplotlib.__version__,
        "freetype": ft2font.__freetype_version__,
        "pillow": PIL.__version__,
        "language": words.language,
        "fonts": ", ".join(f"{family} {_hash(family)}" for family in fonts),
    }


def _hash(family: str) -> str:
    path = _path(family)
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()[:12] if path else "-"


def _holds(fonts: list[str], text: str) -> bool:
    glyphs = [_glyphs(family) for family in fonts]
    return all(any(ord(character) in found for found in glyphs) for character in text if character != "\n")


@lru_cache(maxsize=32)
def _glyphs(family: str) -> frozenset[int]:
    from matplotlib.font_manager import get_font

    path = _path(family)
    return frozenset(get_font(path).get_charmap()) if path else frozenset()


@lru_cache(maxsize=32)
def _path(family: str) -> Any:
    from matplotlib.font_manager import FontProperties, findfont

    # Not turned into plain text: a path into a collection of fonts carries the number of the face.
    try:
        return findfont(FontProperties(family=[family]), fallback_to_default=False)
    except ValueError:
        return None
