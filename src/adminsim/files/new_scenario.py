"""Where a new scenario is put: its file, beside a folder of its name for its baseline and the schemas for editors."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from adminsim.files.located import InputError, Located
from adminsim.files.schema import NAMES, as_text, baseline_schema, scenario_schema
from adminsim.messages import Words
from adminsim.messages.reasons import Reason

BASELINE = Path("baseline.yaml")


class NewScenario:
    """A scenario that is about to be written.

    Parameters
    ----------
    target : Path
        Its name, with or without ``.yaml``.
    """

    def __init__(self, target: Path) -> None:
        self.folder = target.with_suffix("") if target.suffix in (".yaml", ".yml") else target
        self.scenario = self.folder.with_name(f"{self.folder.name}.yaml")

    def below(self, name: str) -> str:
        """Return how the scenario names a file of its folder."""
        return f"{self.folder.name}/{name}"

    def write(self, scenario: str, others: dict[Path, str], words: Words = Words.EN) -> list[Path]:
        """Write its files, the scenario first, of which none is there.

        Parameters
        ----------
        scenario : str
            What the scenario holds.
        others : dict
            Files of its folder, by their place there, with what they hold; the schemas for editors come behind.
        words : Words
            Language of these.

        Raises
        ------
        InputError
            If anything would be overwritten, or cannot be written; then nothing is left behind.
        """
        for path in (self.scenario, self.folder):
            if os.path.lexists(path):
                raise InputError([Located(str(path), None, None, "file-exists")])
        below = others | {Path(name): text for name, text in zip(NAMES, _schemas(words), strict=True)}
        contents = {self.scenario: scenario} | {self.folder / place: text for place, text in below.items()}
        _write(contents)
        return list(contents)


@cache
def _schemas(words: Words) -> tuple[str, ...]:
    """Return what the files of both schemas hold: always the same, and half a second's work."""
    return as_text(scenario_schema(words)), as_text(baseline_schema(words))


def _write(contents: dict[Path, str]) -> None:
    made: list[Path] = []
    try:
        for path, text in contents.items():
            for parent in reversed([parent for parent in path.parents if not parent.exists()]):
                parent.mkdir()
                made.append(parent)
            with path.open("x", encoding="utf-8", newline="\n") as file:
                made.append(path)
                file.write(text)
    except OSError as error:
        for path in reversed(made):
            path.rmdir() if path.is_dir() else path.unlink()
        at, values = str(error.filename or next(iter(contents))), {"reason": Reason(error)}
        raise InputError([Located(at, None, None, "file-unwritable", values)]) from None
