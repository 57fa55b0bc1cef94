"""Commands, options and arguments whose help is in the message catalogue, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from adminsim.cli.language import words_of
from adminsim.cli.misuse import MisuseError
from adminsim.cli.page import Page
from adminsim.messages import CATALOGUE, LANGUAGES

Decorated = TypeVar("Decorated", bound=Callable[..., Any] | click.Command)


class Option(click.Option):
    """An option; its help is the entry `cli-option-<...>` that it names, or several of them with blanks between."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the option's line in the help: its names, and what it does."""
        words = words_of(ctx)
        metavar = "" if self.is_flag else f" {self.metavar or _values(self.type) or self.name.upper()}"
        told = "".join(words.say(code) for code in (self.help or "").split())
        if isinstance(self.default, (str, int)) and not self.is_flag:
            told += words.say("cli-default", value=self.default)
        return ", ".join(self.opts) + metavar, told


class Argument(click.Argument):
    """An argument; its help is the entry `cli-argument-<name>`."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Return the argument's line in the help."""
        metavar = _values(self.type) or self.human_readable_name
        return metavar, words_of(ctx).say(f"cli-argument-{self.name}")


class Choice(click.Choice[str]):
    """One of a few words; where it is none of them, the one that is meant is named."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word, raise MisuseError where it is not allowed."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            # Only where it is needed: the help of a command is there at once.
            from difflib import get_close_matches

            values = {"name": called(param) if param else "", "choices": ", ".join(self.choices)}
            near = get_close_matches(value, self.choices, n=1)
            raise MisuseError("cli-value-choice", values | ({"nearest": near[0]} if near else {}), ctx) from None


def called(param: click.Parameter) -> str:
    """Return by what name a user knows an option or an argument."""
    return param.opts[0] if isinstance(param, click.Option) else param.human_readable_name.rstrip(".")


def _values(kind: click.ParamType[Any]) -> str:
    return f"[{'|'.join(map(str, kind.choices))}]" if isinstance(kind, click.Choice) else ""


class Command(click.Command):
    """A command; what it does, and an example, are the entries `cli-<name>` and `cli-<name>-example`."""

    allow_extra_args = True

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words behind the command; those that nothing can be done with are a mistake."""
        try:
            super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if ctx.args and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise MisuseError("cli-too-many", {"given": " ".join(ctx.args)}, ctx)
        return ctx.args

    def get_help(self, ctx: click.Context) -> str:
        """Return the help page."""
        page = Page(width=ctx.terminal_width, max_width=ctx.max_content_width)
        self.format_help(ctx, page)
        return page.getvalue().rstrip("\n")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the help option."""
        made = super().get_help_option(ctx)
        return None if made is None else _with_words(made, "cli-option-help")

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the command's line in the list of commands."""
        return words_of(click.get_current_context(silent=True)).say(f"cli-{self.name}")

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        formatter.write(usage_of(ctx) + "\n")

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the line of usage."""
        pieces = super().collect_usage_pieces(ctx)
        return [words_of(ctx).say("cli-usage-options"), *pieces[1:]]

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        with formatter.indentation():
            for code in (f"cli-{self.key}", f"cli-{self.key}-status"):
                if code in CATALOGUE:
                    formatter.write_paragraph()
                    formatter.write_text(words_of(ctx).say(code))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write arguments and options."""
        for heading, kind in (("arguments", click.Argument), ("options", click.Option)):
            params = [param for param in self.get_params(ctx) if isinstance(param, kind)]
            records = [record for param in params if (record := param.get_help_record(ctx)) is not None]
            if records:
                with formatter.section(words_of(ctx).say(f"cli-heading-{heading}")):
                    formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the example."""
        with formatter.section(words_of(ctx).say("cli-heading-example")):
            for line in CATALOGUE[f"cli-{self.key}-example"][0].splitlines():
                # What is to be copied is not broken into lines.
                formatter.write(" " * formatter.current_indent + line + "\n")

    @property
    def key(self) -> str:
        """Name under which the catalogue knows the command."""
        return self.name or "main"


def usage_of(ctx: click.Context) -> str:
    """Return the line of usage of a command."""
    pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
    return f"{words_of(ctx).say('cli-heading-usage')} {ctx.command_path} {pieces}"


class Group(Command, click.Group):
    """The group of all commands."""

    command_class = Command

    @property
    def key(self) -> str:
        """Name under which the catalogue knows the program."""
        return "main"

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the parts of the line of usage."""
        return [words_of(ctx).say(f"cli-usage-{piece}") for piece in ("options", "command")]

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write options and commands."""
        super().format_options(ctx, formatter)
        rows = [(name, words_of(ctx).say(f"cli-{name}")) for name in self.list_commands(ctx)]
        with formatter.section(words_of(ctx).say("cli-heading-commands")):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which one meets them."""
        return list(self.commands)


def _with_words(made: click.Option, code: str) -> click.Option:
    """Return an option that click has made as one whose help is in the catalogue."""
    return Option(made.opts, is_flag=True, expose_value=False, is_eager=True, callback=made.callback, help=code)


def option(*names: str, help: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """Return a decorator for an option whose help is an entry of the message catalogue."""
    return click.option(*names, help=help, cls=Option, **settings)


def argument(name: str, **settings: Any) -> Callable[[Decorated], Decorated]:
    """Return a decorator for an argument whose help is the entry `cli-argument-<name>`."""
    return click.argument(name, cls=Argument, **settings)


def lang_option(command: Decorated) -> Decorated:
    """Add --lang to a command."""
    return option("--lang", type=Choice(LANGUAGES), help="cli-option-lang", expose_value=False)(command)
