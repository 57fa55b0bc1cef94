"""What goes wrong, in one clear message: a wrong call, wrong input, or the system's refusal."""

from __future__ import annotations

from typing import Any

import click

from adminsim.cli.commands import called, usage_of
from adminsim.cli.misuse import MisuseError
from adminsim.messages import Words
from adminsim.messages.reasons import Reason
from adminsim.messages.said import Said

DONE, FAILED, WRONG_INPUT, TARGET_MISSED = 0, 1, 2, 3


class StoppedError(Said):
    """Somebody has stopped a command of which something is kept or written."""


def is_stop(error: Exception) -> bool:
    """Tell whether an error stands for Ctrl-C."""
    return isinstance(error, click.Abort | StoppedError)


def explained(error: Exception, words: Words) -> tuple[str, int]:
    """Return what to say about an error, and the exit status.

    Nothing is imported for it, so that it holds where an import has failed.
    """
    if isinstance(error, click.Abort):
        return words.say("cli-interrupted"), FAILED
    if isinstance(error, MisuseError):
        return _with_usage(error.ctx, error.text(words), words), WRONG_INPUT
    if isinstance(error, click.UsageError):
        return usage_error(error, words), WRONG_INPUT
    if isinstance(error, click.ClickException):
        return words.say("cli-error", reason=error.format_message()), error.exit_code
    if isinstance(error, Said):
        return error.text(words), WRONG_INPUT if error.is_wrong_input else FAILED
    if isinstance(error, OSError):
        place = f"{error.filename}: " if error.filename else ""
        return words.say("cli-failed", reason=f"{place}{Reason(error).text(words)}"), FAILED
    if isinstance(error, MemoryError):
        return words.say("cli-failed", reason=words.say("os-ENOMEM")), FAILED
    first = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    kind = type(error).__name__
    return words.say("cli-failed", reason=f"{kind}: {first}" if first else kind), FAILED


def usage_error(error: click.UsageError, words: Words) -> str:
    """Return the line of usage, where to find help, and what is wrong with a call."""
    if isinstance(error, getattr(click.exceptions, "NoArgsIsHelpError", ())):
        return error.format_message()
    return _with_usage(error.ctx, _reason(error, words), words)


def _with_usage(ctx: click.Context | None, told: str, words: Words) -> str:
    reason = words.say("cli-error", reason=told)
    if ctx is None:
        return reason
    hint = words.say("cli-help-hint", command=f"{ctx.command_path} --help")
    return f"{usage_of(ctx)}\n{hint}\n\n{reason}"


def _reason(error: click.UsageError, words: Words) -> str:
    near = getattr(error, "possibilities", None)
    nearest = {"nearest": near[0]} if near else {}
    if isinstance(error, click.NoSuchOption):
        short = words.pick("' or '", "”或“").join(_long_for(error))
        return _said("cli-no-option", words, name=error.option_name, **({"nearest": short} if short else nearest))
    command = getattr(error, "command_name", None)
    if command is not None:
        return _said("cli-no-command", words, name=command, **nearest)
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return words.say("cli-parameter-missing", name=called(error.param))
    if isinstance(error, click.BadOptionUsage):
        return words.say("cli-option-flag" if _is_flag(error) else "cli-option-empty", name=error.option_name)
    if isinstance(error, click.BadParameter) and error.param is not None:
        return _wrong_value(error.param, error.message, words)
    return error.format_message()


def _long_for(error: click.NoSuchOption) -> list[str]:
    """Return the options that begin with the letter of one that was typed in short: none has a short form."""
    if error.ctx is None or len(error.option_name) != 2:
        return []
    known = [name for param in error.ctx.command.get_params(error.ctx) for name in param.opts]
    return [name for name in known if name.startswith(f"-{error.option_name.lower()}")]


def _is_flag(error: click.BadOptionUsage) -> bool:
    """Tell whether an option that was used wrongly takes no value."""
    params = error.ctx.command.params if error.ctx is not None else []
    return any(
        isinstance(param, click.Option) and error.option_name in param.opts and param.is_flag for param in params
    )


def _wrong_value(param: click.Parameter, message: str, words: Words) -> str:
    kind: Any = param.type
    if isinstance(kind, click.IntRange):
        code = "cli-value-least" if kind.max is None else "cli-value-between"
        return words.say(code, name=called(param), least=kind.min, most=kind.max)
    if isinstance(kind, click.FloatRange):
        return words.say("cli-value-number", name=called(param), least=kind.min, most=kind.max)
    return words.say("cli-value-other", name=called(param), reason=message)


def _said(code: str, words: Words, nearest: str = "", **values: str) -> str:
    hint = words.say("file-hint-nearest", nearest=nearest) if nearest else ""
    return words.say(code, **values) + hint
