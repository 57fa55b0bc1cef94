"""The one catalogue of what the program says, in English and Chinese.

Every entry has a code and a text in each language with ``{name}`` fields. Rooms say codes; only what prints or raises
turns a code into words. An entry without Chinese falls back to English.
"""

from __future__ import annotations

from dataclasses import dataclass

from adminsim.messages.assumption_words import ASSUMPTION_WORDS
from adminsim.messages.attribution_words import ATTRIBUTION_WORDS
from adminsim.messages.backlog_words import BACKLOG_WORDS
from adminsim.messages.breakdown_words import BREAKDOWN_WORDS
from adminsim.messages.bureaus_words import BUREAUS_WORDS
from adminsim.messages.cli_words import CLI_WORDS
from adminsim.messages.compose_errors import COMPOSE_ERRORS
from adminsim.messages.cost_words import COST_WORDS
from adminsim.messages.errors import ERRORS
from adminsim.messages.filing import Entries, together
from adminsim.messages.log_errors import LOG_ERRORS
from adminsim.messages.log_words import LOG_WORDS
from adminsim.messages.look_words import LOOK_WORDS
from adminsim.messages.os_errors import OS_ERRORS
from adminsim.messages.page_words import PAGE_WORDS
from adminsim.messages.precision_words import PRECISION_WORDS
from adminsim.messages.preview_words import PREVIEW_WORDS
from adminsim.messages.promise_words import PROMISE_WORDS
from adminsim.messages.reform_errors import REFORM_ERRORS
from adminsim.messages.search_words import SEARCH_WORDS
from adminsim.messages.short_words import SHORT_WORDS
from adminsim.messages.sweep_words import SWEEP_WORDS
from adminsim.messages.unused_words import UNUSED_WORDS
from adminsim.messages.walk_words import WALK_WORDS
from adminsim.messages.words import WORDS

Language = str
"""``en`` or ``zh``."""
LANGUAGES = ("en", "zh")

CATALOGUE: dict[str, tuple[str, str]] = together(
    ERRORS,
    REFORM_ERRORS,
    COMPOSE_ERRORS,
    OS_ERRORS,
    CLI_WORDS,
    LOOK_WORDS,
    PREVIEW_WORDS,
    COST_WORDS,
    SHORT_WORDS,
    PROMISE_WORDS,
    BACKLOG_WORDS,
    BUREAUS_WORDS,
    BREAKDOWN_WORDS,
    UNUSED_WORDS,
    WALK_WORDS,
    PAGE_WORDS,
    PRECISION_WORDS,
    WORDS,
    ATTRIBUTION_WORDS,
    ASSUMPTION_WORDS,
    SWEEP_WORDS,
    SEARCH_WORDS,
    LOG_ERRORS,
    LOG_WORDS,
)


def enter(entries: Entries) -> None:
    """Enter what a room above says of its own; a code that is there already is refused."""
    CATALOGUE.update(together(CATALOGUE, entries))


@dataclass(frozen=True)
class Word:
    """An entry of the catalogue as a value within another one."""

    code: str

    def text(self, language: Language) -> str:
        """Return the entry's text."""
        return say(self.code, language)


def say(code: str, language: Language = "en", **values: object) -> str:
    """Return the text of an entry.

    Parameters
    ----------
    code : str
        Name of the entry.
    language : str
        ``en`` or ``zh``.
    **values
        What the fields of the text are filled with; one with a method `text` says itself what it is in a language.

    Raises
    ------
    KeyError
        If there is no such entry, or a field is not given.
    """
    english, chinese = CATALOGUE[code]
    template = chinese if language == "zh" and chinese else english
    told = {name: value.text(language) if hasattr(value, "text") else value for name, value in values.items()}
    return template.format(**told)


def say_with_hints(code: str, language: Language = "en", **values: object) -> str:
    """Return the text of an entry; behind it `nearest`, `allowed` and `also`, where given and not named in it."""
    template = CATALOGUE[code][0]
    told = [name for name in ("nearest", "allowed", "also") if values.get(name) and f"{{{name}}}" not in template]
    hints = [name for name in told if name != "also"]
    kinds = ["both" if len(hints) == 2 else hints[0]] if hints else []
    kinds += ["also"] if "also" in told else []
    return say(code, language, **values) + "".join(say(f"file-hint-{kind}", language, **values) for kind in kinds)
