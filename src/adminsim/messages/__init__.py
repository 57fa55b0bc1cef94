"""The one catalogue of what the program says, in English and Chinese.

Every entry has a code and a text in each language with ``{name}`` fields. Rooms say codes; only what prints or raises
turns a code into words. An entry without Chinese falls back to English.
"""

from __future__ import annotations

from adminsim.messages.cli_words import CLI_WORDS
from adminsim.messages.errors import ERRORS
from adminsim.messages.reform_errors import REFORM_ERRORS
from adminsim.messages.words import WORDS

Language = str
"""``en`` or ``zh``."""
LANGUAGES = ("en", "zh")

CATALOGUE: dict[str, tuple[str, str]] = {**ERRORS, **REFORM_ERRORS, **CLI_WORDS, **WORDS}


def say(code: str, language: Language = "en", **values: object) -> str:
    """Return the text of an entry.

    Parameters
    ----------
    code : str
        Name of the entry.
    language : str
        ``en`` or ``zh``.
    **values
        What the fields of the text are filled with.

    Raises
    ------
    KeyError
        If there is no such entry, or a field is not given.
    """
    english, chinese = CATALOGUE[code]
    template = chinese if language == "zh" and chinese else english
    return template.format(**values)


def say_with_hints(code: str, language: Language = "en", **values: object) -> str:
    """Return the text of an entry; behind it `nearest`, `allowed` and `also`, where they are given and not named in it."""
    template = CATALOGUE[code][0]
    told = [name for name in ("nearest", "allowed", "also") if values.get(name) and f"{{{name}}}" not in template]
    hints = [name for name in told if name != "also"]
    kinds = ["both" if len(hints) == 2 else hints[0]] if hints else []
    kinds += ["also"] if "also" in told else []
    return say(code, language, **values) + "".join(say(f"file-hint-{kind}", language, **values) for kind in kinds)
