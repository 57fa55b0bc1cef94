"""The commands, and what becomes of what goes wrong."""

from __future__ import annotations

import sys
from typing import Any

import click

from adminsim.cli.language import Group, lang_option, language_of, option
from adminsim.messages import say

DONE, FAILED, WRONG_INPUT, TARGET_MISSED = 0, 1, 2, 3


class App(Group):
    """The program: no traceback reaches a planner."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and turn whatever goes wrong into one clear message and an exit status."""
        kwargs["standalone_mode"] = False
        try:
            status = super().main(*args, **kwargs)
        except Exception as error:
            status = _explain(error)
        except KeyboardInterrupt:
            click.echo(say("cli-interrupted", language_of()), err=True)
            status = FAILED
        sys.exit(status if isinstance(status, int) else DONE)


def _explain(error: Exception) -> int:
    """Say what went wrong on standard error and return the exit status."""
    from adminsim.files.load import InputError
    from adminsim.model.problem import InvalidSystemError
    from adminsim.results.folder import FolderError

    language = language_of()
    if isinstance(error, click.Abort):
        click.echo(say("cli-interrupted", language), err=True)
        return FAILED
    if isinstance(error, click.ClickException):
        error.show()
        return error.exit_code
    if isinstance(error, InputError):
        click.echo(error.text(language), err=True)
        return WRONG_INPUT
    if isinstance(error, InvalidSystemError):
        click.echo("\n".join(problem.text(language) for problem in error.problems), err=True)
        return WRONG_INPUT
    if isinstance(error, FolderError):
        click.echo(say(error.code, language, **error.values), err=True)
        return WRONG_INPUT
    reason = str(error).splitlines()[0] if str(error) else type(error).__name__
    click.echo(say("cli-failed", language, reason=f"{type(error).__name__}: {reason}"), err=True)
    return FAILED


@click.group(cls=App, invoke_without_command=False)
@lang_option
@click.version_option(package_name="adminsim", message="adminsim %(version)s")
def main() -> None:
    """Run the program."""


@main.command()
@click.argument("name")
@option("--from", "source", default="startup", help="cli-option-from")
@lang_option
@click.pass_context
def new(ctx: click.Context, name: str, source: str) -> None:
    """Copy a runnable example."""
    from adminsim.cli.start import copy

    copy(name, source, language_of(ctx))


@main.command()
@click.argument("scenario")
@lang_option
@click.pass_context
def check(ctx: click.Context, scenario: str) -> None:
    """Check a scenario."""
    from adminsim.cli.start import check_scenario

    check_scenario(scenario, language_of(ctx))


@main.command()
@click.argument("scenario")
@option("--reformed", is_flag=True, help="cli-option-reformed")
@lang_option
@click.pass_context
def show(ctx: click.Context, scenario: str, reformed: bool) -> None:
    """Draw the chains of a scenario."""
    from adminsim.cli.start import show_scenario

    show_scenario(scenario, reformed, language_of(ctx))


@main.command()
@click.argument("scenario")
@option("--seed", type=click.IntRange(0), help="cli-option-seed")
@option("--replications", type=click.IntRange(2, 100_000), help="cli-option-replications")
@option("--workers", type=click.IntRange(1, 1024), help="cli-option-workers")
@option("--engine", type=click.Choice(["auto", "reference", "compiled"]), default="auto", help="cli-option-engine")
@option("--out", type=click.Path(), help="cli-option-out")
@option("--format", "form", type=click.Choice(["table", "json"]), default="table", help="cli-option-format")
@option("--quiet", is_flag=True, help="cli-option-quiet")
@option("--require-targets", is_flag=True, help="cli-option-require-targets")
@lang_option
@click.pass_context
def run(ctx: click.Context, **asked: Any) -> int:
    """Simulate baseline and reforms."""
    from adminsim.cli.run import run_scenario

    is_missed = run_scenario(language=language_of(ctx), **asked)
    return TARGET_MISSED if is_missed else DONE


@main.command()
@click.argument("reform", required=False)
@lang_option
@click.pass_context
def reforms(ctx: click.Context, reform: str | None) -> None:
    """List the reforms, or explain one."""
    from adminsim.cli.start import show_reforms

    show_reforms(reform, language_of(ctx))


@main.command()
@click.argument("folder", type=click.Path())
@option("--workers", type=click.IntRange(1, 1024), help="cli-option-workers")
@option("--quiet", is_flag=True, help="cli-option-quiet")
@lang_option
@click.pass_context
def verify(ctx: click.Context, folder: str, workers: int | None, quiet: bool) -> int:
    """Run a results folder again and compare."""
    from adminsim.cli.run import verify_folder

    return DONE if verify_folder(folder, workers, quiet, language_of(ctx)) else FAILED


@main.command()
@click.argument("file", type=click.Choice(["scenario", "baseline"]), default="scenario")
@lang_option
def schema(file: str) -> None:
    """Print the JSON Schema of a file format."""
    from adminsim.cli.start import print_schema

    print_schema(file)
