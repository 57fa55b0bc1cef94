"""Files from the disk or standard input, and the baseline's own files that it includes."""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from adminsim.files.adjusting import adjust
from adminsim.files.located import Given, InputError, Located
from adminsim.files.strict_yaml import read_tree
from adminsim.files.tree import Entry, Node
from adminsim.messages.reasons import Reason

LARGEST_MB = 5
MOST_FILES = 50
MERGED = ("calendars", "departments", "chains")
OF_THE_WHOLE = {"period", "calendar"}
"""What the including file states for all that it includes: there the same keys no longer hold."""
ABOUT_THE_FILE = frozenset({"version", "label", "source", "note"})
"""What an included file says about itself, not about the system."""
STANDARD_INPUT = "-"
SHARED = "shared"
"""Folder of what baselines of several folders include: beside the including file, or one or two folders up."""
_NAMES_BASELINE = re.compile(rb"^baseline:", re.MULTILINE)


def read_file(path: str) -> Node:
    """Return the tree of a file, or of standard input for ``-``.

    Raises
    ------
    InputError
        If it cannot be read, or is no YAML.
    """
    return read_tree(read_bytes(path), path)


def read_bytes(path: str, most_mb: int = LARGEST_MB) -> bytes:
    """Return what a file, or standard input for ``-``, holds.

    Raises
    ------
    InputError
        If it cannot be read, or is larger than `most_mb`.
    """
    if path == STANDARD_INPUT:
        return _of_sensible_size(sys.stdin.buffer.read(most_mb * 2**20 + 1), path, most_mb)
    problem = what_hinders(path, most_mb)
    if problem is not None:
        raise InputError([problem])
    try:
        with Path(path).open("rb") as file:
            data = file.read(most_mb * 2**20 + 1)
    except OSError as error:
        raise InputError([Located(path, None, None, "file-unreadable", {"reason": Reason(error)})]) from None
    return _of_sensible_size(data, path, most_mb)


def what_hinders(path: str, most_mb: int = LARGEST_MB) -> Located | None:
    """Return why a file cannot be read, without reading it; None if nothing is in the way."""
    try:
        status = Path(path).stat()
    except FileNotFoundError:
        return Located(path, None, None, "file-missing", {"nearest": nearest_file(Path(path))})
    except (OSError, ValueError) as error:
        return Located(path, None, None, "file-unreadable", {"reason": Reason(error)})
    if stat.S_ISDIR(status.st_mode):
        return Located(path, None, None, "file-folder")
    if not stat.S_ISREG(status.st_mode):
        return Located(path, None, None, "file-irregular")
    if status.st_size > most_mb * 2**20:
        return Located(path, None, None, "file-size", {"limit": most_mb})
    return None


def nearest_file(path: Path) -> str:
    """Return the file of the same folder and kind with the nearest name, or nothing."""
    pattern = "*.csv" if path.suffix == ".csv" else "*.y*ml"
    try:
        there = sorted(file.name for file in path.parent.glob(pattern))
    except (OSError, ValueError):
        return ""
    return next(iter(get_close_matches(path.name, there, n=1)), "")


def names_baseline(path: Path) -> bool:
    """Tell whether a file looks like a scenario: it names a baseline."""
    try:
        return bool(_NAMES_BASELINE.search(read_bytes(str(path))))
    except InputError:
        return False


def file_named_at(node: Node, folder: Path, most_mb: int = LARGEST_MB) -> str:
    """Return the path of a file that another file names, relative to that one's folder.

    Raises
    ------
    InputError
        If there is no such file in the folder or below it.
    """
    name = node.value
    assert isinstance(name, str)
    shown = folder.as_posix()
    path = Path(os.path.normpath(folder / name))
    try:
        is_inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError, ValueError):
        is_inside = False
    if not is_inside or Path(name).is_absolute():
        raise InputError([Located.at(node.mark, "file-outside", name=name, folder=shown)])
    problem = what_hinders(str(path), most_mb)
    if problem is not None:
        code = {"file-missing": "file-baseline-missing", "file-folder": "file-baseline-folder"}.get(problem.code)
        if code is None:
            raise InputError([problem])
        raise InputError([Located.at(node.mark, code, name=name, folder=shown, **problem.values)])
    return path.as_posix()


def _of_sensible_size(data: bytes, path: str, most_mb: int) -> bytes:
    if len(data) > most_mb * 2**20:
        raise InputError([Located(path, None, None, "file-size", {"limit": most_mb})])
    return data


def read_baseline(path: str) -> tuple[Node, list[Located]]:
    """Return a baseline with all that it includes as one tree, and what is wrong with the files.

    Raises
    ------
    InputError
        If the baseline itself cannot be read.
    """
    gathered = _Gathered(read_file(path))
    gathered.include(path, gathered.tree, ())
    return gathered.tree, gathered.problems


def files_of_baseline(path: str) -> list[str]:
    """Return the files that make up a baseline, itself first.

    Raises
    ------
    InputError
        If one of them cannot be read.
    """
    gathered = _Gathered(read_file(path))
    gathered.include(path, gathered.tree, ())
    if gathered.problems:
        raise InputError(gathered.problems)
    return [path, *gathered.included]


@dataclass
class _Gathered:
    """A baseline into which the files that it includes are merged, one after the other."""

    tree: Node
    problems: list[Located] = field(default_factory=list)
    included: dict[str, str] = field(default_factory=dict)
    """Files as shown -> as they really are."""

    def __post_init__(self) -> None:
        assert isinstance(self.tree.value, dict)
        self.stated = OF_THE_WHOLE & self.tree.value.keys()

    def include(self, path: str, tree: Node, above: tuple[tuple[str, str], ...]) -> None:
        """Merge what a file includes, and what that includes."""
        assert isinstance(tree.value, dict)
        entry = tree.value.pop("include", None)
        otherwise = tree.value.pop("adjust", None)
        way = (*above, (path, os.path.realpath(path)))
        for node in self._names(entry):
            try:
                shown = file_named_at(node, _folder_for(node, Path(path).parent))
                self._include_one(node, shown, way)
            except InputError as error:
                self.problems += error.problems
        if otherwise is not None:
            self.problems += adjust(self.tree, otherwise.node)

    def _include_one(self, node: Node, shown: str, way: tuple[tuple[str, str], ...]) -> None:
        real = os.path.realpath(shown)
        if real in (place for _, place in way):
            names = " -> ".join(Path(name).name for name in (*(name for name, _ in way), shown))
            self.problems.append(Located.at(node.mark, "file-include-cycle", name=node.value, way=names))
        elif real not in self.included.values():
            if len(self.included) >= MOST_FILES:
                raise InputError([Located.at(node.mark, "file-include-many", limit=MOST_FILES)])
            self.included[shown] = real
            tree = read_file(shown)
            self.include(shown, tree, way)
            self._merge(tree)

    def _names(self, entry: Entry | None) -> Iterator[Node]:
        if entry is None or entry.node.value is None:
            return
        listed = entry.node.value if isinstance(entry.node.value, list) else [entry.node]
        for node in listed:
            if isinstance(node.value, str):
                yield node
            else:
                self.problems.append(Located.at(node.mark, "value-text", given=Given(node.plain())))

    def _merge(self, tree: Node) -> None:
        assert isinstance(self.tree.value, dict)
        assert isinstance(tree.value, dict)
        for key, entry in tree.value.items():
            there = self.tree.value.get(key)
            if key in ABOUT_THE_FILE:
                self._check_version(key, entry.node)
                continue
            if key in MERGED and there is not None:
                self._merge_maps(there.node, entry.node)
            elif there is not None and key in self.stated:
                continue
            elif there is not None:
                self._twice(key, there, entry)
            else:
                self.tree.value[key] = entry._replace(node=_copied(entry.node))

    def _check_version(self, key: Any, node: Node) -> None:
        if key == "version" and node.value != 1:
            values = {"given": Given(node.plain()), "allowed": "1"}
            self.problems.append(Located.at(node.mark, "value-choice-other", **values))

    def _merge_maps(self, into: Node, more: Node) -> None:
        if not isinstance(more.value, dict) or not isinstance(into.value, dict):
            wrong: Any = more if isinstance(into.value, dict) else into
            if wrong.value is not None or wrong is more:
                self.problems.append(Located.at(wrong.mark, "value-keys", given=Given(wrong.plain())))
            return
        for name, entry in more.value.items():
            if name in into.value:
                self._twice(name, into.value[name], entry)
            else:
                into.value[name] = entry

    def _twice(self, name: Any, first: Entry, second: Entry) -> None:
        values = {"name": name, "file": first.key.file, "line": first.key.line}
        self.problems.append(Located.at(second.key, "file-include-twice", **values))


def _folder_for(node: Node, folder: Path) -> Path:
    """Return the folder from which a file is included: for one in `shared`, the nearest of three that has it."""
    name = os.path.normpath(str(node.value))
    if Path(name).parts[:1] == (SHARED,):
        for above in (folder, folder / "..", folder / "../.."):
            if (above / name).exists():
                return Path(os.path.normpath(above))
    return folder


def _copied(node: Node) -> Node:
    """Return a map that can be added to without changing what it came from."""
    value = dict(node.value) if isinstance(node.value, dict) else node.value
    return Node(node.mark, value, node.size, node.depth)
