"""Event logs in XES, the standard format of process mining, read element by element.

Only the parser of the standard library is used, and it reads no declaration of types or entities: such a file is
refused. What is not closed properly is refused too, so that no part of a log is lost unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

import numpy as np

from adminsim.files.located import InputError, Located
from adminsim.logs.table import CASE_PREFIX, Column, ColumnBuilder, Table

if TYPE_CHECKING:
    from collections.abc import Callable

CASE, ACTIVITY, STAMP, RESOURCE, LIFECYCLE = (
    "case:concept:name", "concept:name", "time:timestamp", "org:resource", "lifecycle:transition",
)  # fmt: skip
"""Columns as the standard names them; what belongs to a trace begins with ``case:``."""
_SETTLED_AT = 20_000
_LOG, _TRACE, _EVENT = 1, 2, 3
_OUTSIDE = -1
_TRUNCATED = {
    expat.errors.XML_ERROR_NO_ELEMENTS,
    expat.errors.XML_ERROR_UNCLOSED_TOKEN,
    expat.errors.XML_ERROR_PARTIAL_CHAR,
}


@dataclass
class _Events:
    """Events as they are read; those of late are still maps of their attributes."""

    needed: frozenset[str]
    has_all: bool
    columns: dict[str, ColumnBuilder] = field(default_factory=dict)
    of_traces: list[dict[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    traces: list[int] = field(default_factory=list)
    late: list[dict[str, str]] = field(default_factory=list)

    def settle(self) -> None:
        """Put the events of late into columns."""
        before = len(self.lines) - len(self.late)
        for name in dict.fromkeys(key for event in self.late for key in event if key):
            if not self.has_all and name not in self.needed:
                continue
            if name not in self.columns:
                self.columns[name] = ColumnBuilder(is_needed=name in self.needed)
            self.columns[name].fill(before)
            self.columns[name].extend([event.get(name, "") for event in self.late])
        self.late.clear()


def read_xes(
    path: str, chunks: Iterator[bytes], sha256: Callable[[], str], needed: frozenset[str], has_all: bool = True
) -> Table:
    """Read a log.

    Parameters
    ----------
    path : str
        Name to be given in messages.
    chunks : iterator of bytes
        The document.
    sha256 : callable
        Tells the hash of the file once it is read.
    needed : frozenset of str
        Columns that are kept however many values they have.
    has_all : bool
        Whether other columns of events are read as well.

    Raises
    ------
    InputError
        If it is no XML, ends too early, or declares types or entities.
    """
    events = _Events(needed | {CASE, ACTIVITY, STAMP, RESOURCE, LIFECYCLE}, has_all)
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True

    def refuse(*_: Any) -> None:
        raise InputError([Located(path, parser.CurrentLineNumber, None, "log-xml-doctype")])

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    _listen(parser, events, refuse)
    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        truncated = expat.errors.messages.get(error.code) in _TRUNCATED
        code = "log-truncated" if truncated else "log-xml"
        reason = {} if truncated else {"reason": expat.errors.messages.get(error.code, str(error.code))}
        raise InputError([Located(path, error.lineno, error.offset + 1, code, reason)]) from None
    return _table(path, events, sha256())


def _listen(parser: Any, events: _Events, refuse: Callable[[], None]) -> None:
    """Have the parser tell what it reads; everything that is done millions of times is here, and plain."""
    depth = 0
    inside = _OUTSIDE
    """How many elements are open within the event at hand."""
    in_trace = False
    given: list[str] = []
    """What the event at hand has: "key", its name, "value", its value, and so on."""
    lines, traces, of_traces, late = events.lines, events.traces, events.of_traces, events.late
    keep, at_event, outside = given.extend, _EVENT, _OUTSIDE

    def start(tag: str, attributes: list[str]) -> None:
        nonlocal depth, inside, in_trace
        if inside != outside:
            if not inside:
                keep(attributes if len(attributes) == 4 else _plain(attributes))
            inside += 1
            return
        depth += 1
        if depth == at_event and in_trace:
            if tag == "event" or tag.endswith(":event"):
                inside = 0
                lines.append(parser.CurrentLineNumber)
                traces.append(len(of_traces) - 1)
            else:
                _, key, _, value = _plain(attributes)
                of_traces[-1].setdefault(key, value)
        elif depth == _TRACE and (tag == "trace" or tag.endswith(":trace")):
            in_trace = True
            of_traces.append({})
        elif depth == _LOG and tag.rpartition(":")[2] != "log":
            refuse()

    def end(_: str) -> None:
        nonlocal depth, inside, in_trace
        if inside > 0:
            inside -= 1
            return
        depth -= 1
        if not inside:
            inside = outside
            late.append(_event(given))
            given.clear()
            if len(late) >= _SETTLED_AT:
                events.settle()
        elif depth == _LOG:
            in_trace = False

    parser.StartElementHandler = start
    parser.EndElementHandler = end


def _event(given: list[str]) -> dict[str, str]:
    """Return the attributes of an event: four texts were read of each, "key" usually the first of them."""
    if given[::4].count("key") * 4 != len(given):
        given = [part for at in range(0, len(given), 4) for part in _plain(given[at : at + 4])]
    return dict(zip(given[1::4], given[3::4], strict=True))


def _plain(attributes: list[str]) -> list[str]:
    """Return what an attribute of a log is called and what it is, in the usual order; a list has no value."""
    written = dict(zip(attributes[::2], attributes[1::2], strict=True))
    return ["key", written.get("key", ""), "value", written.get("value", "")]


def _table(path: str, events: _Events, sha256: str) -> Table:
    events.settle()
    rows = len(events.lines)
    columns = {name: builder.made(rows) for name, builder in events.columns.items() if name}
    traces = np.array(events.traces, dtype=np.int32)
    sizes = np.bincount(traces, minlength=len(events.of_traces)) if rows else np.zeros(len(events.of_traces), dtype=int)
    for name in dict.fromkeys(key for trace in events.of_traces for key in trace):
        builder = ColumnBuilder(is_needed=True)
        builder.extend([trace.get(name, "") for trace in events.of_traces])
        by_trace = builder.made(len(events.of_traces))
        columns[f"{CASE_PREFIX}{name}"] = Column(np.repeat(by_trace.codes, sizes), by_trace.values)
    return Table(path, "xes", columns, np.array(events.lines, dtype=np.int32), sha256, traces)
