"""Which language the command line speaks."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import click

from adminsim.messages import LANGUAGES


def language_of(context: click.Context | None = None) -> str:
    """Return the language asked for by --lang, wherever it stands, else that of the locale, else English."""
    while context is not None:
        if context.params.get("lang"):
            return str(context.params["lang"])
        if context.parent is None and isinstance(context.obj, list):
            return language_in(context.obj)
        context = context.parent
    return language_in(sys.argv[1:])


def language_in(given: Sequence[str]) -> str:
    """Return the language that the words of a command line ask for, even where they are wrong."""
    for before, word in zip(("", *given), given, strict=False):
        asked = word if before == "--lang" else word.partition("--lang=")[2]
        if asked in LANGUAGES:
            return asked
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"
