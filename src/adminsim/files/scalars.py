"""What an unquoted word of a file means: much less than YAML 1.1 would read into it.

``9:00`` and ``no`` are text, dates are text (the model reads them), ``1_000`` is text; only ``true`` and
``false`` are truth values. Full-width digits are digits.
"""

from __future__ import annotations

import re

from adminsim.files.tree import Scalar
from adminsim.model.chinese import narrow

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_NO_NUMBER = {f"{sign}.{word}": f"{sign}inf" for sign in ("", "+", "-") for word in ("inf", "Inf", "INF")}
_NO_NUMBER |= dict.fromkeys((".nan", ".NaN", ".NAN"), "nan")


def meaning(word: str) -> Scalar:
    """Return what an unquoted word means.

    Examples
    --------
    >>> [meaning(word) for word in ("9:00", "no", "2018-08-01", "1_000", "0.5", "12", "~", "true", "１２")]
    ['9:00', 'no', '2018-08-01', '1_000', 0.5, 12, None, True, 12]
    """
    if not word.isascii():
        number = narrow(word)
        return meaning(number) if _FLOAT.fullmatch(number) and number.isascii() else word
    if word in _NOTHING:
        return None
    if word in _TRUTH:
        return _TRUTH[word]
    if _INTEGER.fullmatch(word):
        return int(word)
    if word in _NO_NUMBER:
        return float(_NO_NUMBER[word])
    return float(word) if _FLOAT.fullmatch(word) else word
