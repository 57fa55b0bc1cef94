"""What the commands that simulate many systems have in common: where they run, and going on where one was stopped."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from adminsim.cli.misuse import MisuseError
from adminsim.cli.progress import console_of, progress_bar
from adminsim.cli.run import StoppedError, announce_engine
from adminsim.messages import say

if TYPE_CHECKING:
    from adminsim.engine.simulate import Engine
    from adminsim.reforms.scenario import Scenario
    from adminsim.results.unfinished import Unfinished

Found = TypeVar("Found")


@dataclass(frozen=True)
class Batches:
    """How a study of many systems is run from the command line.

    Attributes
    ----------
    scenario : Scenario
        What is studied.
    kind : str
        What is asked for: only what was begun with the same can be gone on with.
    replications, workers, engine, out, resume, quiet
        As asked.
    given : tuple of str
        The words of the command line, without the name of the program.
    """

    scenario: Scenario
    kind: str
    replications: int | None
    workers: int | None
    engine: Engine
    out: str | None
    resume: bool
    quiet: bool
    language: str
    given: tuple[str, ...]

    def run(self, study: Callable[..., Found], write: Callable[..., None]) -> Found:
        """Run a study, and write what it finds into the folder asked for, which appears whole."""
        from adminsim.report.kit.fonts import figure_language
        from adminsim.results.folder import FolderError, check_folder
        from adminsim.results.unfinished import is_begun, key_of, publish, unfinished

        notices = console_of(self.quiet)
        if self.out is None:
            if self.resume:
                example = Path("out") / self.scenario.name
                raise MisuseError("cli-resume-out", {"example": example})
            return self._study(study)
        folder = Path(self.out)
        if self.resume and not is_begun(folder):
            raise FolderError("resume-nothing", {"folder": str(folder)})
        check_folder(folder, self.resume)
        _, font_notice = figure_language(self.language)
        if font_notice is not None:
            notices.print(font_notice)
        key = key_of(self.scenario, keeps_records=False) | {"study": self.kind}
        with unfinished(folder, key, self.resume) as one, self._kept_told(one):
            found = self._study(study, journal=one.journal)
            publish(one, lambda made: write(found, made, language=self.language))
        notices.print(say("result-folder", self.language, folder=folder))
        return found

    def _study(self, study: Callable[..., Found], **more: Any) -> Found:
        notices = console_of(self.quiet)
        announce_engine(self.engine, notices, self.language)
        with progress_bar(notices, self.language, self.scenario.name) as progress:
            return study(
                self.scenario, replications=self.replications, workers=self.workers, engine=self.engine,
                progress=progress, **more,
            )  # fmt: skip

    def run_into(self, file: Path, study: Callable[..., Found], text_of: Callable[[Found], str]) -> int:
        """Run a study, and write the text of what it finds into one file, which appears whole; return its bytes."""
        from adminsim.results.folder import FolderError
        from adminsim.results.one_file import check_file, write_whole
        from adminsim.results.unfinished import is_begun, key_of, unfinished

        if self.resume and not is_begun(file):
            raise FolderError("resume-nothing", {"folder": str(file)})
        check_file(file)
        key = key_of(self.scenario, keeps_records=False) | {"study": self.kind}
        with unfinished(file, key, self.resume) as one, self._kept_told(one):
            text = text_of(self._study(study, journal=one.journal))
            write_whole(one, text)
        return len(text.encode())

    @contextmanager
    def _kept_told(self, one: Unfinished) -> Iterator[None]:
        """Where a study does not come to its end, say that something is kept and how to go on."""
        try:
            yield
        except BaseException as error:
            command = shlex.join(["adminsim", *self.given, *([] if self.resume else ["--resume"])])
            if one.journal.finished and isinstance(error, KeyboardInterrupt):
                raise StoppedError("cli-batches-stopped", {"command": command}, is_wrong_input=False) from error
            if one.journal.finished:
                click.echo(say("cli-batches-kept", self.language, command=command), err=True)
            raise
