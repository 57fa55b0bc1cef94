"""A file as a tree of plain values, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from adminsim.files.located import Mark

Key = str | int
Scalar = str | int | float | bool | None


class Column:
    """Many plain values of a table, one in each row; their nodes are made when they are asked for.

    Parameters
    ----------
    file : str
        The table.
    lines : sequence of int
        The line of each value.
    columns : sequence of int
        The column of each value, from 1.
    values : list
        The values.
    """

    def __init__(self, file: str, lines: Any, columns: Any, values: list[Any]) -> None:
        self.file, self.lines, self.columns, self.values = file, lines, columns, values

    def __len__(self) -> int:
        return len(self.values)

    def mark(self, number: int) -> Mark:
        """Return the place of a value."""
        return Mark(self.file, int(self.lines[number]), int(self.columns[number]))


class Entry(NamedTuple):
    """What stands behind a key, and where the key stands."""

    key: Mark
    node: Node


@dataclass(slots=True)
class Node:
    """A value with its place; references share the node that they refer to.

    Attributes
    ----------
    value : scalar, list of Node, dict of key -> Entry, or Column
    size, depth : int
        Number of values and of levels once all references are filled in.
    """

    mark: Mark
    value: Scalar | list[Node] | dict[Key, Entry] | Column
    size: int = 1
    depth: int = 1

    def add(self, node: Node) -> None:
        """Count what is put into this node."""
        self.size += node.size
        self.depth = max(self.depth, node.depth + 1)

    def child(self, step: object) -> Entry | None:
        """Return what stands behind a key or at a position, or None."""
        if isinstance(self.value, dict):
            if step in self.value and not isinstance(step, bool):
                return self.value[step]
        elif isinstance(self.value, list) and isinstance(step, int) and 0 <= step < len(self.value):
            return Entry(self.value[step].mark, self.value[step])
        elif isinstance(self.value, Column) and isinstance(step, int) and 0 <= step < len(self.value):
            mark = self.value.mark(step)
            return Entry(mark, Node(mark, self.value.values[step]))
        return None

    def plain(self) -> Any:
        """Return the value without places."""
        if isinstance(self.value, dict):
            return {key: entry.node.plain() for key, entry in self.value.items()}
        if isinstance(self.value, list):
            return [node.plain() for node in self.value]
        if isinstance(self.value, Column):
            return self.value.values
        return self.value
