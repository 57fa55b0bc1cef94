"""Shipped scenarios: where they are, and a copy of one that runs on its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path, PurePosixPath

from adminsim.files.arrivals import tables_of
from adminsim.files.load import load
from adminsim.files.located import InputError, Located
from adminsim.files.new_scenario import NewScenario
from adminsim.files.own_days import tables_of_days
from adminsim.files.reading import SHARED, file_named_at, files_of_baseline, names_baseline, read_baseline, read_file
from adminsim.files.schema import NAMES
from adminsim.reforms.scenario import Scenario

_PLAIN_SCALAR = re.compile(r"[\w.][\w./-]*")
"""What YAML reads as it stands; any other name is put in quotation marks."""
_SCHEMA_LINE = re.compile(r"\A\ufeff?# yaml-language-server: \$schema=.*\n")


def example_names() -> tuple[str, ...]:
    """Return the names of the shipped examples."""
    return tuple(_shipped())


def example(name: str = "startup") -> Scenario:
    """Return a shipped scenario, ready to be studied.

    Parameters
    ----------
    name : str
        One of `example_names()`.

    Raises
    ------
    InputError
        If there is none of that name.
    """
    return load(_path_of(name))


def copy_example(name: str, target: Path) -> list[Path]:
    """Copy a shipped example to where it can be changed.

    Parameters
    ----------
    name : str
        One of `example_names()`.
    target : Path
        Name of the copy, with or without ``.yaml``: for ``my-city``, the scenario becomes ``my-city.yaml``;
        its baseline and the schemas for editors go into the folder ``my-city`` beside it.

    Returns
    -------
    list of Path
        The files written, the scenario first.

    Raises
    ------
    InputError
        If there is no such example, if anything there would be overwritten, or if it cannot be written; then
        nothing is left behind.
    """
    new = NewScenario(target)
    return new.write(*_contents(_path_of(name), new))


def example_folder(name: str) -> str:
    """Return the folder of a shipped example, such as ``weihai-2018``."""
    return _path_of(name).parent.name


def _shipped() -> dict[str, Path]:
    """Return the shipped scenarios by name; where several plans have one of a name, the oldest plan's has it alone."""
    found = sorted((path for folder in _folders() for path in folder.glob("*/*.yaml")), key=_by_age)
    shipped: dict[str, Path] = {}
    for path in found:
        if names_baseline(path):
            name = path.parent.name if path.stem == "scenario" else path.stem
            shipped[f"{path.parent.name}/{name}" if name in shipped else name] = path
    return shipped


def _by_age(path: Path) -> tuple[str, Path]:
    """Return what sorts scenarios by the year in the name of their folder; those without a year come first."""
    plan, _, year = path.parent.name.rpartition("-")
    return (year if plan and year.isdigit() else "", path)


def _folders() -> Iterator[Path]:
    """Yield where shipped scenarios are: in the installed package, or at the top of a checkout."""
    packaged = Path(str(resources.files("adminsim"))) / "scenarios"
    for folder in (packaged, Path(__file__).parents[3] / "scenarios"):
        if folder.is_dir():
            yield folder
            return


def _path_of(name: str) -> Path:
    shipped = _shipped()
    if name not in shipped:
        raise InputError([Located(name, None, None, "file-example-unknown", {"name": name, "allowed": list(shipped)})])
    return shipped[name]


def _contents(shipped: Path, new: NewScenario) -> tuple[str, dict[Path, str]]:
    """Return what the scenario of a copy will hold, and its other files with theirs."""
    node = read_file(str(shipped)).child("baseline")
    assert node is not None
    baseline = file_named_at(node.node, shipped.parent)
    top = Path(baseline).parent
    tree, _ = read_baseline(baseline)
    files = [*files_of_baseline(baseline), *tables_of(tree), *tables_of_days(tree)]
    inside = {path: _place(Path(path), top) for path in files}
    text = _with_schema(shipped.read_text(encoding="utf-8"), new.below(NAMES[0]))
    contents = {}
    for path, place in inside.items():
        contents[place] = Path(path).read_text(encoding="utf-8")
        if place.suffix != ".csv":
            up = PurePosixPath(*[".."] * (len(place.parts) - 1), NAMES[1])
            contents[place] = _with_schema(contents[place], str(up))
    return _with_baseline(text, node.node.mark.line, new.below(inside[baseline].as_posix())), contents


def _place(path: Path, top: Path) -> Path:
    """Return where a file is put in a copy: what came from a folder `shared` above is below, where it is found too."""
    if path.is_relative_to(top):
        return path.relative_to(top)
    return path.relative_to(next(above.parent for above in path.parents if above.name == SHARED))


def _with_schema(text: str, place: str) -> str:
    return f"# yaml-language-server: $schema={place}\n" + _SCHEMA_LINE.sub("", text)


def _with_baseline(text: str, line: int, place: str) -> str:
    # The line of schema is there before and after, so lines keep their numbers.
    lines = text.splitlines(keepends=True)
    written = place if _PLAIN_SCALAR.fullmatch(place) else json.dumps(place, ensure_ascii=False)
    told = re.compile(r"^(\s*baseline:\s*)[^#\n]*?(\s*(#.*)?)$")
    lines[line - 1] = told.sub(lambda found: f"{found[1]}{written}{found[2]}", lines[line - 1])
    return "".join(lines)
