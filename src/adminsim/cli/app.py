"""The program: the commands that simulate nothing, and what becomes of what goes wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, ClassVar

import click

from adminsim.cli import completion
from adminsim.cli.analyses import ANALYSES
from adminsim.cli.asked import (
    FORMATS,
    Asked,
    engine_option,
    format_option,
    quiet_option,
    replications_option,
    where_options,
)
from adminsim.cli.commands import Choice, Group, argument, lang_option, option
from adminsim.cli.language import words_in, words_of
from adminsim.cli.mistakes import DONE, FAILED, explained, is_stop
from adminsim.cli.misuse import MisuseError


class Topic(Choice):
    """What may be asked about, also by its Chinese name."""

    CHINESE: ClassVar[dict[str, str]] = {
        "方案": "scenario", "目标": "targets", "改革": "reforms", "改革措施": "reforms", "基线": "baseline"
    }  # fmt: skip

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the topic."""
        return super().convert(self.CHINESE.get(value, value), param, ctx)


class App(Group):
    """The program: no traceback reaches a planner."""

    def main(self, args: Sequence[str] | None = None, *others: Any, **settings: Any) -> Any:
        """Run, and turn whatever goes wrong into one clear message and an exit status."""
        given, is_program = list(sys.argv[1:] if args is None else args), args is None
        words = words_in(given)
        settings |= {"standalone_mode": False, "obj": given}
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                # A terminal without Chinese characters shows question marks instead of failing.
                stream.reconfigure(errors="replace")
        try:
            status = super().main(given, *others, **settings)
            sys.stdout.flush()
        except BrokenPipeError:
            _close_output()
            status = FAILED
        except Exception as error:
            message, status = explained(error, words)
            _close_output()
            click.echo(message, err=True)
            if is_program and is_stop(error):
                _leave(status)
        except KeyboardInterrupt:
            click.echo(words.say("cli-interrupted"), err=True)
            if is_program:
                _leave(FAILED)
            status = FAILED
        sys.exit(status if isinstance(status, int) else DONE)


def _leave(status: int) -> None:
    """End the process here: threads may still compute, or a library be half loaded, and neither outlives Python's end.

    What Python would do at its end waits for the former and crashes on the latter. All files are closed by now.
    """
    sys.stderr.flush()
    os._exit(status)


def _close_output() -> None:
    """Write out what standard output still holds; where that fails, nothing tries again at the end."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print_version(ctx: click.Context, _: click.Parameter, is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        click.echo(f"adminsim {version('adminsim')}")
        ctx.exit()


@click.group(cls=App)
@lang_option
@option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="cli-option-version"
)
def main() -> None:
    """Run the program."""


@main.command()
@argument("name", required=False)
@option("--from", "source", metavar="NAME", shell_complete=completion.examples, help="cli-option-from")
@option("--city", metavar="NAME", help="cli-option-city")
@option("--chains", metavar="NAME,...", help="cli-option-chains")
@option("--start", metavar="YEAR", help="cli-option-start")
@option("--xlsx", "template", metavar="FILE", type=click.Path(), help="cli-option-xlsx")
@option("--from-xlsx", "workbook", metavar="FILE", type=click.Path(), help="cli-option-from-xlsx")
@lang_option
@click.pass_context
def new(
    ctx: click.Context, /, name: str | None, template: str | None, workbook: str | None, source: str | None,
    city: str | None, **more: str | None,
) -> None:  # fmt: skip
    """Copy a runnable example, write the files of a city, or begin with a workbook."""
    from adminsim.cli.start import copy, copy_template, from_workbook, make_city

    if (template or workbook) and any((source, city, *more.values())):
        raise MisuseError("sheet-alone")
    if template is not None:
        copy_template(template, name, words_of(ctx))
    elif name is None:
        raise click.MissingParameter(ctx=ctx, param=next(one for one in ctx.command.params if one.name == "name"))
    elif workbook is not None:
        from_workbook(workbook, name, words_of(ctx))
    elif city is not None:
        make_city(name, city, source=source, words=words_of(ctx), **more)
    elif any(more.values()):
        raise MisuseError("cli-city-missing")
    else:
        copy(name, source or "startup", words_of(ctx))


@main.command()
@argument("scenario")
@lang_option
@click.pass_context
def check(ctx: click.Context, scenario: str) -> None:
    """Check a scenario."""
    from adminsim.cli.start import check_scenario

    check_scenario(scenario, words_of(ctx))


@main.command()
@argument("scenario")
@option("--reformed", is_flag=True, help="cli-option-reformed")
@lang_option
@click.pass_context
def show(ctx: click.Context, scenario: str, reformed: bool) -> None:
    """Draw the chains of a scenario."""
    from adminsim.cli.start import show_scenario

    show_scenario(scenario, reformed, words_of(ctx))


@main.command()
@argument("scenario")
@argument("other", required=False)
@format_option(FORMATS)
@lang_option
@click.pass_context
def diff(ctx: click.Context, scenario: str, other: str | None, form: str) -> None:
    """Say what a scenario's reforms change."""
    from adminsim.cli.look import show_differences

    show_differences(scenario, other, form, words_of(ctx))


@main.command("compare")
@argument("scenario")
@argument("other")
@replications_option()
@where_options
@format_option()
@quiet_option
@lang_option
@click.pass_context
def compare_cities(ctx: click.Context, /, scenario: str, other: str, replications: int | None, **given: Any) -> None:
    """Hold two cities side by side."""
    from adminsim.cli.side_by_side import show_side_by_side

    show_side_by_side(Asked(words=words_of(ctx), **given), scenario, other, replications)


@main.command()
@argument("where")
@option("--run", "is_run", is_flag=True, help="cli-option-targets-run")
@replications_option()
@where_options
@format_option()
@quiet_option
@lang_option
@click.pass_context
def targets(ctx: click.Context, /, where: str, is_run: bool, replications: int | None, **given: Any) -> None:
    """List targets."""
    from adminsim.cli.look import show_targets

    show_targets(Asked(words=words_of(ctx), **given), where, is_run, replications)


@main.command()
@argument("scenario")
@format_option()
@lang_option
@click.pass_context
def preview(ctx: click.Context, scenario: str, form: str) -> None:
    """Say what can be said before anything is simulated."""
    from adminsim.cli.preview import show_preview

    show_preview(scenario, form, words_of(ctx))


for _analysis in ANALYSES:
    main.add_command(_analysis)


@main.command()
@argument("log", type=click.Path())
@option("--propose", is_flag=True, help="cli-option-propose")
@option("--map", "map_file", metavar="FILE", type=click.Path(), help="cli-option-map")
@option("--out", metavar="FILE", type=click.Path(), help="cli-option-baseline-out")
@option("--until", metavar="DATE", help="cli-option-until")
@option("--test", metavar="SHARE", help="cli-option-test")
@option("--seed", metavar="N", type=click.IntRange(0), default=1, help="cli-option-calibrate-seed")
@engine_option
@format_option(FORMATS)
@quiet_option
@lang_option
@click.pass_context
def calibrate(ctx: click.Context, /, **asked: Any) -> None:
    """Fit a baseline to a log."""
    from adminsim.cli.calibrate import calibrate_log

    calibrate_log(words=words_of(ctx), **asked)


@main.command()
@argument("reform", required=False, shell_complete=completion.reforms)
@lang_option
@click.pass_context
def reforms(ctx: click.Context, reform: str | None) -> None:
    """List the reforms, or explain one."""
    from adminsim.cli.start import show_reforms

    show_reforms(reform, words_of(ctx))


@main.command()
@argument("topic", type=Topic(["scenario", "targets", "reforms", "baseline"]))
@argument("field", required=False, shell_complete=completion.keys)
@lang_option
@click.pass_context
def explain(ctx: click.Context, topic: str, field: str | None) -> None:
    """Say what the keys of files mean."""
    from adminsim.cli.start import explain

    explain(topic, field, words_of(ctx))


@main.command()
@argument("folder", type=click.Path())
@where_options
@quiet_option
@lang_option
@click.pass_context
def verify(ctx: click.Context, /, **asked: Any) -> int:
    """Run a results folder again and compare."""
    from adminsim.cli.verify import verify_folder

    return DONE if verify_folder(words=words_of(ctx), **asked) else FAILED


@main.command()
@argument("file", type=Choice(["scenario", "baseline"]), default="scenario")
@lang_option
@click.pass_context
def schema(ctx: click.Context, file: str) -> None:
    """Print the JSON Schema of a file format."""
    from adminsim.cli.start import print_schema

    print_schema(file, words_of(ctx))
