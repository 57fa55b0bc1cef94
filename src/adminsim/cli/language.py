"""Which language the command line speaks."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from adminsim.messages import LANGUAGES, Words


def words_of(context: click.Context | None = None) -> Words:
    """Return the words asked for by --lang, wherever it stands, else those of the locale, else English."""
    while context is not None:
        if context.params.get("lang"):
            return Words(context.params["lang"])
        if context.parent is None and isinstance(context.obj, list):
            return words_in(context.obj)
        context = context.parent
    return words_in(sys.argv[1:])


def words_in(given: Sequence[str]) -> Words:
    """Return the words of the language that a command line asks for, even where they are wrong."""
    for before, word in zip(("", *given), given, strict=False):
        asked = word if before == "--lang" else word.partition("--lang=")[2]
        if asked in LANGUAGES:
            return Words(asked)
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return Words.ZH if locale.lower().startswith("zh") else Words.EN
