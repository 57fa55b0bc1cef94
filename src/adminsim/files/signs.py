"""Full-width signs where the half-width ones of the file format are meant: named, never guessed.

``limit：5 WD`` is no key and value but one text, and a note may well hold such a text. So a full-width sign is told
where it stands in the place of a sign of the format, and left alone in texts.
"""

from __future__ import annotations

import re

from adminsim.files.located import Located

_BLANK = "　"
_AT_FRONT = {"－": "- ", "＃": "# ", "［": "[", "｛": "{", _BLANK: " ", "【": "["}
_COLON = re.compile(r"[^\W\d][\w.-]*(：)")
_KEY_LINE = re.compile(r"(?P<indent>[ ]*(?:- +)*)(?P<key>[^\W\d][\w.-]*)(?P<colon>：|:(?=\s|$))\s*(?P<rest>.*)")
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(#.*)?")


def wide_sign(text: str, *, is_key: bool, is_item: bool) -> tuple[str, str] | None:
    """Return a full-width sign of an unquoted text that stands where the format has one, and what is meant.

    Parameters
    ----------
    text : str
        The text as it is written.
    is_key, is_item : bool
        Whether it is a key, or an item of a list.
    """
    if text.isascii():
        return None
    if text[0] in _AT_FRONT:
        given = "U+3000" if text[0] == _BLANK else text[0]
        return given, _AT_FRONT[text[0]].rstrip() or "U+0020"
    found = _COLON.match(text) if is_key or is_item else None
    if found is not None:
        return found[1], ": "
    comma = re.search("[，、；]", text) if is_item or is_key else None
    return (comma[0], ", ") if comma is not None else None


def wide_colons(text: str, file: str) -> list[Located]:
    """Return the full-width colons that stand behind a key, in a text that no parser can read."""
    found: list[Located] = []
    text_below: int | None = None
    for number, line in enumerate(text.splitlines(), start=1):
        indent = len(line) - len(line.lstrip(" "))
        if not line.strip() or (text_below is not None and indent > text_below):
            continue
        text_below = None
        match = _KEY_LINE.fullmatch(line)
        if match is None:
            continue
        if match["colon"] == "：":
            values = {"given": match["colon"], "meant": ": "}
            found.append(Located(file, number, match.start("colon") + 1, "yaml-wide", values))
        if match["rest"] and not match["rest"].startswith(("#", "[", "{")):
            # What is deeper goes on with this text.
            text_below = len(match["indent"])
    return found
