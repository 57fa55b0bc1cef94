"""Cells put together: a figure with its range, a time with its spread, a label, a source."""

from __future__ import annotations

from adminsim.files.located import Mark
from adminsim.files.sheets.rows import Filled, Row
from adminsim.files.tree import Entry, Node, Scalar
from adminsim.messages import Word

ASSUMPTION = "assumption"


def plain(mark: Mark, value: Scalar) -> Node:
    """Return a value that a cell stands for."""
    return Node(mark, value)


def mapping(here: Mark, **parts: Node | None) -> Node:
    """Return a map of the parts that there are."""
    return Node(here, {name: Entry(node.mark, node) for name, node in parts.items() if node is not None})


def label(row: Row) -> Node | None:
    """Return the full name, where it is another."""
    return row["label"] if row.plain("label") != row.plain("name") else None


def source(row: Row) -> Node:
    """Return where the figures of a row come from: an assumption where nothing is said."""
    return row["source"] or plain(row.place("source"), ASSUMPTION)


def figure(filled: Filled, row: Row, name: str) -> Node | None:
    """Return a figure, with the range of one that is assumed."""
    value = row[name]
    low, high = row[f"{name}_low"], row[f"{name}_high"]
    if value is None or (low is None and high is None):
        return value
    for end, other in (("low", high), ("high", low)):
        if row[f"{name}_{end}"] is None and other is not None:
            column = f"{name}_{end}"
            filled.wrong(row.place(column), "sheet-one-end", name=Word(f"sheet-head-{column}"))
    if low is None or high is None:
        return value
    return mapping(value.mark, value=value, range=Node(low.mark, [low, high]), source=source(row))


def spread(row: Row, mean: Node | None, cv: str) -> Node | None:
    """Return a time by its mean and coefficient of variation, or one that is always the same."""
    if mean is None or row[cv] is None:
        return mean
    return mapping(mean.mark, lognormal=mapping(mean.mark, mean=mean, cv=row[cv]))
