"""Which language the command line speaks, and commands whose help speaks it."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from adminsim.messages import CATALOGUE, LANGUAGES, say


def language_of(context: click.Context | None = None) -> str:
    """Return the language asked for by --lang, else that of the locale, else English."""
    while context is not None:
        if context.params.get("lang"):
            return str(context.params["lang"])
        context = context.parent
    for before, given in zip(("", *sys.argv), (*sys.argv, ""), strict=True):
        asked = given if before == "--lang" else given.removeprefix("--lang=") if "--lang=" in given else ""
        if asked in LANGUAGES:
            return asked
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh" if locale.lower().startswith("zh") else "en"


class Option(click.Option):
    """An option whose help is an entry of the message catalogue."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line in the help."""
        code = self.help
        self.help = say(code, language_of(ctx)) if code in CATALOGUE else code
        record = super().get_help_record(ctx)
        self.help = code
        return record


class Command(click.Command):
    """A command whose help, with its example, comes from the message catalogue under ``cli-<name>``."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option, with its text in the language asked for."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say("cli-option-help", language_of(ctx))
        return option

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the command's line in the list of commands."""
        return say(f"cli-{self.name}", language_of(click.get_current_context(silent=True)))

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        prefix = say("cli-heading-usage", language_of(ctx)) + " "
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=prefix)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        with formatter.indentation():
            formatter.write_paragraph()
            formatter.write_text(say(f"cli-{self._key}", language_of(ctx)))
            if f"cli-{self._key}-status" in CATALOGUE:
                formatter.write_paragraph()
                formatter.write_text(say(f"cli-{self._key}-status", language_of(ctx)))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        records = [record for param in self.get_params(ctx) if (record := param.get_help_record(ctx)) is not None]
        if records:
            with formatter.section(say("cli-heading-options", language_of(ctx))):
                formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        with formatter.section(say("cli-heading-example", language_of(ctx))):
            formatter.write_text(say(f"cli-{self._key}-example", language_of(ctx)))

    @property
    def _key(self) -> str:
        return self.name or "main"


class Group(Command, click.Group):
    """The group of all commands."""

    command_class = Command

    @property
    def _key(self) -> str:
        return "main"

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options and commands."""
        super().format_options(ctx, formatter)
        rows = [(name, self.commands[name].get_short_help_str()) for name in self.list_commands(ctx)]
        with formatter.section(say("cli-heading-commands", language_of(ctx))):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which one meets them."""
        return list(self.commands)


def option(*names: str, help: str, **settings: Any) -> Any:
    """Return a decorator for an option whose help is an entry of the message catalogue."""
    return click.option(*names, help=help, cls=Option, **settings)


def lang_option(command: Any) -> Any:
    """Add --lang to a command."""
    return option("--lang", type=click.Choice(LANGUAGES), help="cli-option-lang", expose_value=False)(command)
