"""The commands, and what becomes of what goes wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from adminsim.cli.commands import Group, argument, lang_option, option
from adminsim.cli.language import language_in, language_of
from adminsim.cli.mistakes import DONE, FAILED, TARGET_MISSED, explained
from adminsim.messages import say

FORMATS = click.Choice(["table", "json"])
LIST_FORMATS = click.Choice(["table", "json", "csv"])


class App(Group):
    """The program: no traceback reaches a planner."""

    def main(self, args: Sequence[str] | None = None, *others: Any, **settings: Any) -> Any:
        """Run, and turn whatever goes wrong into one clear message and an exit status."""
        given = list(sys.argv[1:] if args is None else args)
        language = language_in(given)
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
            message, status = explained(error, language)
            _close_output()
            click.echo(message, err=True)
        except KeyboardInterrupt:
            click.echo(say("cli-interrupted", language), err=True)
            status = FAILED
        sys.exit(status if isinstance(status, int) else DONE)


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
@argument("name")
@option("--from", "source", metavar="NAME", default="startup", help="cli-option-from")
@lang_option
@click.pass_context
def new(ctx: click.Context, name: str, source: str) -> None:
    """Copy a runnable example."""
    from adminsim.cli.start import copy

    copy(name, source, language_of(ctx))


@main.command()
@argument("scenario")
@lang_option
@click.pass_context
def check(ctx: click.Context, scenario: str) -> None:
    """Check a scenario."""
    from adminsim.cli.start import check_scenario

    check_scenario(scenario, language_of(ctx))


@main.command()
@argument("scenario")
@option("--reformed", is_flag=True, help="cli-option-reformed")
@lang_option
@click.pass_context
def show(ctx: click.Context, scenario: str, reformed: bool) -> None:
    """Draw the chains of a scenario."""
    from adminsim.cli.start import show_scenario

    show_scenario(scenario, reformed, language_of(ctx))


@main.command()
@argument("scenario")
@argument("other", required=False)
@option("--format", "form", type=FORMATS, default="table", help="cli-option-format")
@lang_option
@click.pass_context
def diff(ctx: click.Context, scenario: str, other: str | None, form: str) -> None:
    """Say what a scenario's reforms change."""
    from adminsim.cli.look import show_differences

    show_differences(scenario, other, form, language_of(ctx))


@main.command("compare")
@argument("scenario")
@argument("other")
@option("--replications", metavar="N", type=click.IntRange(2, 100_000), help="cli-option-replications")
@option("--workers", metavar="N", type=click.IntRange(1, 1024), help="cli-option-workers")
@option("--format", "form", type=LIST_FORMATS, default="table", help="cli-option-list-format")
@option("--quiet", is_flag=True, help="cli-option-quiet")
@lang_option
@click.pass_context
def compare_cities(ctx: click.Context, /, scenario: str, other: str, **asked: Any) -> None:
    """Hold two cities side by side."""
    from adminsim.cli.side_by_side import show_side_by_side

    show_side_by_side(scenario, other, language=language_of(ctx), **asked)


@main.command()
@argument("where")
@option("--run", "is_run", is_flag=True, help="cli-option-targets-run")
@option("--replications", metavar="N", type=click.IntRange(2, 100_000), help="cli-option-replications")
@option("--workers", metavar="N", type=click.IntRange(1, 1024), help="cli-option-workers")
@option("--format", "form", type=LIST_FORMATS, default="table", help="cli-option-list-format")
@option("--quiet", is_flag=True, help="cli-option-quiet")
@lang_option
@click.pass_context
def targets(ctx: click.Context, /, **asked: Any) -> None:
    """List targets."""
    from adminsim.cli.look import show_targets

    show_targets(language=language_of(ctx), **asked)


@main.command()
@argument("scenario")
@option("--format", "form", type=LIST_FORMATS, default="table", help="cli-option-list-format")
@lang_option
@click.pass_context
def preview(ctx: click.Context, scenario: str, form: str) -> None:
    """Say what can be said before anything is simulated."""
    from adminsim.cli.preview import show_preview

    show_preview(scenario, form, language_of(ctx))


@main.command()
@argument("scenarios", metavar="SCENARIO...", nargs=-1, required=True)
@option("--seed", metavar="N", type=click.IntRange(0), help="cli-option-seed")
@option("--replications", metavar="N", type=click.IntRange(2, 100_000), help="cli-option-replications")
@option("--precision", is_flag=True, help="cli-option-precision")
@option("--max-replications", metavar="N", type=click.IntRange(30, 100_000), help="cli-option-max-replications")
@option("--workers", metavar="N", type=click.IntRange(1, 1024), help="cli-option-workers")
@option("--cluster", metavar="ADDRESS", help="cli-option-cluster")
@option("--engine", type=click.Choice(["auto", "reference", "compiled"]), default="auto", help="cli-option-engine")
@option("--out", metavar="DIR", type=click.Path(), help="cli-option-out")
@option("--resume", is_flag=True, help="cli-option-resume")
@option("--keep-records", is_flag=True, help="cli-option-keep-records")
@option("--log", "event_log", metavar="FILE", type=click.Path(), help="cli-option-log")
@option("--format", "form", type=FORMATS, default="table", help="cli-option-format")
@option("--details", is_flag=True, help="cli-option-details")
@option("--quiet", is_flag=True, help="cli-option-quiet")
@option("--require-targets", is_flag=True, help="cli-option-require-targets")
@lang_option
@click.pass_context
def run(ctx: click.Context, /, **asked: Any) -> int:
    """Simulate baseline and reforms."""
    from adminsim.cli.run import run_scenarios

    is_missed = run_scenarios(language=language_of(ctx), given=ctx.find_root().obj, **asked)
    return TARGET_MISSED if is_missed else DONE


@main.command()
@argument("scenario")
@option("--seed", metavar="N", type=click.IntRange(0), help="cli-option-seed")
@option("--replications", metavar="N", type=click.IntRange(2, 100_000), help="cli-option-replications")
@option("--precision", is_flag=True, help="cli-option-precision")
@option("--max-replications", metavar="N", type=click.IntRange(30, 100_000), help="cli-option-max-replications")
@option("--workers", metavar="N", type=click.IntRange(1, 1024), help="cli-option-workers")
@option("--engine", type=click.Choice(["auto", "reference", "compiled"]), default="auto", help="cli-option-engine")
@option("--out", metavar="DIR", type=click.Path(), help="cli-option-walk-out")
@option("--resume", is_flag=True, help="cli-option-resume")
@option("--format", "form", type=LIST_FORMATS, default="table", help="cli-option-list-format")
@option("--quiet", is_flag=True, help="cli-option-quiet")
@lang_option
@click.pass_context
def walk(ctx: click.Context, /, **asked: Any) -> None:
    """Say where the time goes."""
    from adminsim.cli.walk import show_walk

    show_walk(language=language_of(ctx), given=ctx.find_root().obj, **asked)


@main.command("warm-up")
@argument("scenario")
@option("--pilots", metavar="N", type=click.IntRange(1, 1000), default=10, help="cli-option-pilots")
@option("--seed", metavar="N", type=click.IntRange(0), help="cli-option-seed")
@option("--engine", type=click.Choice(["auto", "reference", "compiled"]), default="auto", help="cli-option-engine")
@option("--out", metavar="DIR", type=click.Path(), help="cli-option-warm-up-out")
@option("--format", "form", type=LIST_FORMATS, default="table", help="cli-option-list-format")
@option("--quiet", is_flag=True, help="cli-option-quiet")
@lang_option
@click.pass_context
def warm_up(ctx: click.Context, /, **asked: Any) -> None:
    """Recommend a warm-up."""
    from adminsim.cli.warm_up import show_warm_up

    show_warm_up(language=language_of(ctx), **asked)


@main.command()
@argument("scenario")
@option("--chain", metavar="NAME", help="cli-option-chain")
@option("--measure", metavar="TARGET", help="cli-option-measure")
@option("--exact", is_flag=True, help="cli-option-exact")
@option("--seed", metavar="N", type=click.IntRange(0), help="cli-option-seed")
@option("--replications", metavar="N", type=click.IntRange(2, 100_000), help="cli-option-attribute-replications")
@option("--workers", metavar="N", type=click.IntRange(1, 1024), help="cli-option-workers")
@option("--engine", type=click.Choice(["auto", "reference", "compiled"]), default="auto", help="cli-option-engine")
@option("--out", metavar="DIR", type=click.Path(), help="cli-option-attribute-out")
@option("--resume", is_flag=True, help="cli-option-resume")
@option("--format", "form", type=LIST_FORMATS, default="table", help="cli-option-list-format")
@option("--quiet", is_flag=True, help="cli-option-quiet")
@lang_option
@click.pass_context
def attribute(ctx: click.Context, /, **asked: Any) -> None:
    """Say which reform did it."""
    from adminsim.cli.attribute import show_attribution

    show_attribution(language=language_of(ctx), given=ctx.find_root().obj, **asked)


@main.command()
@argument("scenario")
@option("--list", "is_list", is_flag=True, help="cli-option-list")
@option("--seed", metavar="N", type=click.IntRange(0), help="cli-option-seed")
@option("--replications", metavar="N", type=click.IntRange(2, 100_000), help="cli-option-assumptions-replications")
@option("--workers", metavar="N", type=click.IntRange(1, 1024), help="cli-option-workers")
@option("--engine", type=click.Choice(["auto", "reference", "compiled"]), default="auto", help="cli-option-engine")
@option("--out", metavar="DIR", type=click.Path(), help="cli-option-assumptions-out")
@option("--resume", is_flag=True, help="cli-option-resume")
@option("--format", "form", type=LIST_FORMATS, default="table", help="cli-option-list-format")
@option("--quiet", is_flag=True, help="cli-option-quiet")
@lang_option
@click.pass_context
def assumptions(ctx: click.Context, /, **asked: Any) -> None:
    """List assumptions and what they do."""
    from adminsim.cli.assumptions import show_assumptions

    show_assumptions(language=language_of(ctx), given=ctx.find_root().obj, **asked)


@main.command("page")
@argument("scenario")
@option("--out", metavar="FILE", type=click.Path(), required=True, help="cli-option-page-out")
@option("--switch", "switches", metavar="NAME", multiple=True, help="cli-option-switch")
@option("--seed", metavar="N", type=click.IntRange(0), help="cli-option-seed")
@option("--replications", metavar="N", type=click.IntRange(2, 100_000), help="cli-option-page-replications")
@option("--workers", metavar="N", type=click.IntRange(1, 1024), help="cli-option-workers")
@option("--engine", type=click.Choice(["auto", "reference", "compiled"]), default="auto", help="cli-option-engine")
@option("--resume", is_flag=True, help="cli-option-resume")
@option("--quiet", is_flag=True, help="cli-option-quiet")
@lang_option
@click.pass_context
def make_page(ctx: click.Context, /, **asked: Any) -> None:
    """Write one HTML file that answers at once."""
    from adminsim.cli.one_page import write_page

    write_page(language=language_of(ctx), given=ctx.find_root().obj, **asked)


@main.command()
@argument("log", type=click.Path())
@option("--propose", is_flag=True, help="cli-option-propose")
@option("--map", "map_file", metavar="FILE", type=click.Path(), help="cli-option-map")
@option("--out", metavar="FILE", type=click.Path(), help="cli-option-baseline-out")
@option("--until", metavar="DATE", help="cli-option-until")
@option("--test", metavar="SHARE", help="cli-option-test")
@option("--seed", metavar="N", type=click.IntRange(0), default=1, help="cli-option-calibrate-seed")
@option("--engine", type=click.Choice(["auto", "reference", "compiled"]), default="auto", help="cli-option-engine")
@option("--format", "form", type=FORMATS, default="table", help="cli-option-format")
@option("--quiet", is_flag=True, help="cli-option-quiet")
@lang_option
@click.pass_context
def calibrate(ctx: click.Context, /, **asked: Any) -> None:
    """Fit a baseline to a log."""
    from adminsim.cli.calibrate import calibrate_log

    calibrate_log(language=language_of(ctx), **asked)


@main.command()
@argument("reform", required=False)
@lang_option
@click.pass_context
def reforms(ctx: click.Context, reform: str | None) -> None:
    """List the reforms, or explain one."""
    from adminsim.cli.start import show_reforms

    show_reforms(reform, language_of(ctx))


@main.command()
@argument("folder", type=click.Path())
@option("--workers", metavar="N", type=click.IntRange(1, 1024), help="cli-option-workers")
@option("--cluster", metavar="ADDRESS", help="cli-option-cluster")
@option("--quiet", is_flag=True, help="cli-option-quiet")
@lang_option
@click.pass_context
def verify(ctx: click.Context, /, **asked: Any) -> int:
    """Run a results folder again and compare."""
    from adminsim.cli.verify import verify_folder

    return DONE if verify_folder(language=language_of(ctx), **asked) else FAILED


@main.command()
@argument("file", type=click.Choice(["scenario", "baseline"]), default="scenario")
@lang_option
def schema(file: str) -> None:
    """Print the JSON Schema of a file format."""
    from adminsim.cli.start import print_schema

    print_schema(file)
