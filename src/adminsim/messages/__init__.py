"""The one catalogue of what the program says, in English and Chinese.

Every entry has a code and a text in each language with ``{name}`` fields. Rooms say codes; only what prints or raises
turns a code into a text, by the `Words` of its reader. An entry without Chinese falls back to English.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from adminsim.messages.assumption_words import ASSUMPTION_WORDS
from adminsim.messages.attribution_words import ATTRIBUTION_WORDS
from adminsim.messages.backlog_words import BACKLOG_WORDS
from adminsim.messages.breakdown_words import BREAKDOWN_WORDS
from adminsim.messages.bureaus_words import BUREAUS_WORDS
from adminsim.messages.cli_words import CLI_WORDS
from adminsim.messages.cluster_words import CLUSTER_WORDS
from adminsim.messages.command_words import COMMAND_WORDS
from adminsim.messages.compose_errors import COMPOSE_ERRORS
from adminsim.messages.cost_words import COST_WORDS
from adminsim.messages.counted import for_one
from adminsim.messages.file_errors import FILE_ERRORS
from adminsim.messages.filing import Entries, together
from adminsim.messages.log_errors import LOG_ERRORS
from adminsim.messages.log_words import LOG_WORDS
from adminsim.messages.look_words import LOOK_WORDS
from adminsim.messages.model_errors import MODEL_ERRORS
from adminsim.messages.os_errors import OS_ERRORS
from adminsim.messages.page_words import PAGE_WORDS
from adminsim.messages.precision_words import PRECISION_WORDS
from adminsim.messages.preview_words import PREVIEW_WORDS
from adminsim.messages.promise_words import PROMISE_WORDS
from adminsim.messages.reform_errors import REFORM_ERRORS
from adminsim.messages.results_words import RESULTS_WORDS
from adminsim.messages.search_words import SEARCH_WORDS
from adminsim.messages.sheet_headings import SHEET_HEADINGS
from adminsim.messages.sheet_words import SHEET_WORDS
from adminsim.messages.short_words import SHORT_WORDS
from adminsim.messages.sweep_words import SWEEP_WORDS
from adminsim.messages.unused_words import UNUSED_WORDS
from adminsim.messages.walk_words import WALK_WORDS
from adminsim.messages.words import WORDS
from adminsim.messages.workbook_words import WORKBOOK_WORDS

Either = TypeVar("Either")

CATALOGUE: dict[str, tuple[str, str]] = together(
    FILE_ERRORS,
    MODEL_ERRORS,
    REFORM_ERRORS,
    COMPOSE_ERRORS,
    OS_ERRORS,
    COMMAND_WORDS,
    CLI_WORDS,
    RESULTS_WORDS,
    CLUSTER_WORDS,
    LOOK_WORDS,
    PREVIEW_WORDS,
    COST_WORDS,
    SHEET_HEADINGS,
    SHEET_WORDS,
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
    WORKBOOK_WORDS,
)


def enter(entries: Entries) -> None:
    """Enter what a room above says of its own; a code that is there already is refused."""
    CATALOGUE.update(together(CATALOGUE, entries))


class Words(Enum):
    """What is said to a reader: the catalogue in one of its languages, ``Words("en")`` or ``Words("zh")``."""

    EN = "en"
    ZH = "zh"

    @property
    def language(self) -> str:
        """``en`` or ``zh``."""
        return self.value

    def say(self, code: str, /, **values: object) -> str:
        """Return the text of an entry.

        Parameters
        ----------
        code : str
            Name of the entry.
        **values
            What the fields of the text are filled with; one with a method `text` says itself in these words.

        Raises
        ------
        KeyError
            If there is no such entry, or a field is not given.
        """
        english, chinese = CATALOGUE[code]
        told = {name: value.text(self) if hasattr(value, "text") else value for name, value in values.items()}
        return self.pick(for_one(english, told), chinese or english).format(**told)

    def say_with_hints(self, code: str, /, **values: object) -> str:
        """Return the text of an entry; behind it `nearest`, `allowed` and `also`, where given and not named in it."""
        template = CATALOGUE[code][0]
        told = [name for name in ("nearest", "allowed", "also") if values.get(name) and f"{{{name}}}" not in template]
        hints = [name for name in told if name != "also"]
        kinds = ["both" if len(hints) == 2 else hints[0]] if hints else []
        kinds += ["also"] if "also" in told else []
        return self.say(code, **values) + "".join(self.say(f"file-hint-{kind}", **values) for kind in kinds)

    def pick(self, english: Either, chinese: Either) -> Either:
        """Return that of two things which is for readers of this language."""
        return chinese if self is Words.ZH else english

    @property
    def comma(self) -> str:
        """What stands between the parts of a sentence."""
        return self.pick(", ", "，")

    def listed(self, names: Iterable[str]) -> str:
        """Return names one behind the other."""
        return self.pick(", ", "、").join(names)

    def in_parts(self, parts: Iterable[str]) -> str:
        """Return parts of a sentence that hold commas themselves, one behind the other."""
        return self.pick("; ", "；").join(parts)


LANGUAGES = tuple(words.language for words in Words)
Language = Words | str
"""How a language may be named by those who call from Python: its `Words`, or ``en`` or ``zh``."""


@dataclass(frozen=True)
class Word:
    """An entry of the catalogue as a value within another one."""

    code: str

    def text(self, words: Words) -> str:
        """Return the entry's text."""
        return words.say(self.code)
