"""What commands are asked for alike: each option is spelled once, and read once."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from adminsim.cli.commands import Choice, lang_option, option
from adminsim.cli.language import words_of
from adminsim.cli.mistakes import StoppedError
from adminsim.cli.misuse import MisuseError
from adminsim.messages import Words

if TYPE_CHECKING:
    from rich.console import Console

    from adminsim.engine.simulate import Engine
    from adminsim.reforms.scenario import Scenario

Command = Callable[..., Any]
FORMATS = Choice(["table", "json"])
LIST_FORMATS = Choice(["table", "json", "csv"])

seed_option = option("--seed", metavar="N", type=click.IntRange(0), help="cli-option-seed")
engine_option = option(
    "--engine", type=Choice(["auto", "reference", "compiled"]), default="auto", help="cli-option-engine"
)
quiet_option = option("--quiet", is_flag=True, help="cli-option-quiet")


def replications_option(help: str = "cli-option-replications") -> Callable[[Command], Command]:
    """Return --replications; `help` says of what."""
    return option("--replications", metavar="N", type=click.IntRange(2, 100_000), help=help)


def format_option(forms: Choice = LIST_FORMATS) -> Callable[[Command], Command]:
    """Return --format."""
    code = "cli-option-list-format" if forms is LIST_FORMATS else "cli-option-format"
    return option("--format", "form", type=forms, default="table", help=code)


def where_options(command: Command) -> Command:
    """Add --workers and --cluster: where it runs."""
    return _with(
        command,
        option("--workers", metavar="N", type=click.IntRange(1, 1024), help="cli-option-workers"),
        option("--cluster", metavar="ADDRESS", help="cli-option-cluster"),
    )


@dataclass(frozen=True)
class Design:
    """What the command line asks of the design of a study."""

    seed: int | None = None
    replications: int | None = None
    precision: bool = False
    max_replications: int | None = None

    def load(self, scenario: str) -> Scenario:
        """Load a scenario, with what is asked in place of what it states."""
        from adminsim.files.load import load

        has_bound = self.precision or self.max_replications is not None
        if self.replications is not None and has_bound:
            raise MisuseError("cli-two-rules")
        loaded = load(scenario).with_study(seed=self.seed, replications=self.replications)
        if not has_bound:
            return loaded
        return loaded.with_study(max_replications=self.max_replications or loaded.study.max_replications)


def design_options(command: Command) -> Command:
    """Add what the design of a study may be asked; the command gets it as `design`."""

    @wraps(command)
    def called(*parts: Any, **given: Any) -> Any:
        return command(*parts, design=_taken(Design, given), **given)

    return _with(
        called,
        seed_option,
        replications_option(),
        option("--precision", is_flag=True, help="cli-option-precision"),
        option("--max-replications", metavar="N", type=click.IntRange(30, 100_000), help="cli-option-max-replications"),
    )


@dataclass(frozen=True)
class Asked:
    """What the command line asks of every analysis.

    Attributes
    ----------
    workers, cluster, engine : int, str or None
        Where and with what it runs.
    out : str or None
        The folder that is written.
    resume : bool
        Whether to go on with what was stopped.
    form : str
        As what it is printed.
    quiet : bool
        Whether progress and notices are left out.
    words : Words
        Of the reader's language.
    given : tuple of str
        The words of the command line, without the name of the program.
    """

    workers: int | None = None
    cluster: str | None = None
    engine: Engine = "auto"
    out: str | None = None
    resume: bool = False
    form: str = "table"
    quiet: bool = False
    words: Words = Words.EN
    given: tuple[str, ...] = ()

    @cached_property
    def notices(self) -> Console:
        """Where progress and notices go."""
        from adminsim.cli.progress import console_of

        return console_of(self.quiet)

    def check_resume(self, name: str) -> None:
        """Refuse to go on without saying in which folder; `name` is one for instance."""
        if self.resume and self.out is None:
            raise MisuseError("cli-resume-out", {"example": Path("out") / name})

    def again(self, folder: Path) -> str:
        """Return the command that goes on with a folder."""
        more = [] if self.resume else ["--resume"]
        if self.out is None:
            more += ["--out", str(folder)]
        return shlex.join(["adminsim", *self.given, *more])


def analysis_options(
    out: str = "cli-option-out", forms: Choice | None = LIST_FORMATS, **of_out: Any
) -> Callable[[Command], Command]:
    """Return what makes a command one that simulates: it gets what all of them are asked for as `asked`.

    Parameters
    ----------
    out : str
        The message that says what --out writes.
    forms : click.Choice or None
        As what it can be printed; None where nothing is.
    **of_out
        What else is to be said of --out.
    """

    def analysis(command: Command) -> Command:
        @click.pass_context
        @wraps(command)
        def called(ctx: click.Context, /, **given: Any) -> Any:
            given |= {"words": words_of(ctx), "given": tuple(ctx.find_root().obj)}
            asked = _taken(Asked, given)
            try:
                return command(asked=asked, **given)
            except KeyboardInterrupt as error:
                if not asked.resume or asked.out is None:
                    raise
                # What an earlier process has kept has not been read yet, or nothing could be added to it.
                told = {"command": asked.again(Path())}
                raise StoppedError("cli-stopped-early", told, is_wrong_input=False) from error

        return _with(
            called,
            where_options,
            engine_option,
            option("--out", **{"metavar": "DIR", "type": click.Path(), **of_out}, help=_out_help(out, of_out)),
            option("--resume", is_flag=True, help="cli-option-resume"),
            *([] if forms is None else [format_option(forms)]),
            quiet_option,
            lang_option,
        )

    return analysis


def _out_help(out: str, of_out: dict[str, Any]) -> str:
    """Return what --out says: where it names a folder, also which file may be named in its place."""
    if of_out:
        return out
    return f"{out} {'cli-out-briefing' if out == 'cli-option-out' else 'cli-out-workbook'}"


def _with(command: Command, *options: Callable[[Command], Command]) -> Command:
    """Add options in the order in which the help lists them."""
    for one in reversed(options):
        command = one(command)
    return command


def _taken(kind: Callable[..., Any], given: dict[str, Any]) -> Any:
    """Take out of what was given what some value is made of, and make it."""
    return kind(**{field.name: given.pop(field.name) for field in fields(kind) if field.name in given})  # type: ignore[arg-type]
