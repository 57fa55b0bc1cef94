"""Text to a tree of values, strictly: nothing is guessed, nothing is dropped, nothing can explode."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events

from adminsim.files.located import Given, InputError, Located, Mark, in_order
from adminsim.files.scalars import meaning
from adminsim.files.signs import wide_colons, wide_sign
from adminsim.files.syntax import in_plain_words
from adminsim.files.tree import Entry, Key, Node

DEEPEST = 40
"""Levels of nesting."""
MOST_NODES = 200_000
"""Values of a file, once all references are filled in."""
_QUICK = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def read_tree(data: bytes, file: str) -> Node:
    """Return what a file says, as a tree with places.

    Parameters
    ----------
    data : bytes
        Contents, in UTF-8, with or without a signature.
    file : str
        Name to be given in messages.

    Raises
    ------
    InputError
        If it cannot be read: with the first error of syntax, or with all other problems.
    """
    text = as_text(data, file)
    try:
        tree, problems = _build(text, file, _QUICK)
    except yaml.YAMLError:
        # The quick parser says less about what is wrong, and not always the same.
        try:
            tree, problems = _build(text, file, yaml.SafeLoader)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            raise InputError(wide_colons(text, file) or [in_plain_words(error, text, file)]) from None
    if problems:
        raise InputError(in_order(problems))
    if tree is None or tree.value is None:
        raise InputError([Located(file, 1, 1, "yaml-empty")])
    if not isinstance(tree.value, dict):
        raise InputError([Located.at(tree.mark, "yaml-root", given=Given(tree.plain()))])
    return tree


def as_text(data: bytes, file: str) -> str:
    """Return what a file says, as text without a signature.

    Raises
    ------
    InputError
        If it is not UTF-8, or holds characters that nobody can see.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        data = error.object
        line_start = data.rfind(b"\n", 0, error.start) + 1
        line = data.count(b"\n", 0, error.start) + 1
        column = len(data[line_start : error.start].decode("utf-8", "replace")) + 1
        values = {"byte": f"0x{data[error.start]:02X}", "offset": error.start + 1}
        raise InputError([Located(file, line, column, "file-encoding", values)]) from None
    found = _CONTROL.search(text)
    if found:
        before = text[: found.start()]
        line, column = before.count("\n") + 1, found.start() - before.rfind("\n")
        values = {"character": f"U+{ord(found[0]):04X}"}
        raise InputError([Located(file, line, column, "file-character", values)])
    return text


def _build(text: str, file: str, loader: Any) -> tuple[Node | None, list[Located]]:
    builder = _Builder(file)
    for event in yaml.parse(text, Loader=loader):
        builder.take(event)
        if builder.is_hopeless:
            break
    return builder.root, builder.problems


@dataclass
class _Open:
    """A map or list that is being read."""

    node: Node
    anchor: str | None
    key: Key | None = None
    key_mark: Mark | None = None
    expects_key: bool = True
    is_dropped: bool = False
    """Whether the value to come has no key to stand behind."""


@dataclass
class _Builder:
    file: str
    root: Node | None = None
    problems: list[Located] = field(default_factory=list)
    is_hopeless: bool = False
    """Whether to read on would make no sense, or would take too much."""
    open: list[_Open] = field(default_factory=list)
    anchors: dict[str, Node | None] = field(default_factory=dict)
    documents: int = 0

    def take(self, event: Any) -> None:
        """Take in the next event of the parser."""
        if isinstance(event, events.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._give_up(event, "yaml-documents")
        elif isinstance(event, (events.MappingStartEvent, events.SequenceStartEvent)):
            self._begin(event)
        elif isinstance(event, (events.MappingEndEvent, events.SequenceEndEvent)):
            self._end()
        elif isinstance(event, events.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, events.AliasEvent):
            self._alias(event)

    def _mark(self, event: Any) -> Mark:
        return Mark(self.file, event.start_mark.line + 1, event.start_mark.column + 1)

    def _wrong(self, event: Any, code: str, **values: Any) -> None:
        self.problems.append(Located.at(self._mark(event), code, **values))

    def _give_up(self, event: Any, code: str, **values: Any) -> None:
        self._wrong(event, code, **values)
        self.is_hopeless = True

    def _begin(self, event: Any) -> None:
        self._check_tag(event)
        if len(self.open) >= DEEPEST:
            self._give_up(event, "yaml-depth", limit=DEEPEST)
            return
        if self._at_key:
            self._wrong(event, "yaml-key", given=Given({} if isinstance(event, events.MappingStartEvent) else []))
        is_map = isinstance(event, events.MappingStartEvent)
        if event.anchor:
            self.anchors[event.anchor] = None
        self.open.append(_Open(Node(self._mark(event), {} if is_map else []), event.anchor))

    def _end(self) -> None:
        done = self.open.pop()
        self._count(done.node)
        if done.anchor:
            self.anchors[done.anchor] = done.node
        if self._at_key:
            self._set_key(None, done.node.mark)
        else:
            self._put(done.node)

    def _scalar(self, event: Any) -> None:
        self._check_tag(event)
        unseen = _CONTROL.search(event.value)
        if unseen:
            self._wrong(event, "file-character", character=f"U+{ord(unseen[0]):04X}")
        # The quick parser gives an unquoted word the style "", the other one None.
        value = event.value if event.style else meaning(event.value)
        wide = None if event.style else wide_sign(event.value, is_key=self._at_key, is_item=self._is_item)
        if wide is not None:
            self._wrong(event, "yaml-wide", given=wide[0], meant=wide[1])
        node = Node(self._mark(event), value)
        if event.anchor:
            self.anchors[event.anchor] = node
        if self._at_key:
            self._key(event, value)
        else:
            self._put(node)

    def _alias(self, event: Any) -> None:
        if event.anchor not in self.anchors:
            self._wrong(event, "yaml-alias-unknown", name=event.anchor)
        elif self.anchors[event.anchor] is None:
            self._wrong(event, "yaml-alias-cycle", name=event.anchor)
        node = self.anchors.get(event.anchor) or Node(self._mark(event), None)
        if self._at_key:
            self._key(event, node.value)
        else:
            self._put(node)
            if len(self.open) + node.depth > DEEPEST:
                self._give_up(event, "yaml-depth", limit=DEEPEST)

    @property
    def _at_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1].node.value, dict) and self.open[-1].expects_key

    @property
    def _is_item(self) -> bool:
        """Whether an item of a list, or the file as a whole, is read."""
        return not self.open or isinstance(self.open[-1].node.value, list)

    def _key(self, event: Any, value: Any) -> None:
        if value == "<<" and not getattr(event, "style", None):
            self._wrong(event, "yaml-merge")
            value = None
        elif isinstance(value, bool) or not isinstance(value, (str, int)) or value == "":
            self._wrong(event, "yaml-key", given=Given(value))
            value = None
        self._set_key(value, self._mark(event))

    def _set_key(self, key: Key | None, mark: Mark) -> None:
        here = self.open[-1]
        entries: Any = here.node.value
        here.is_dropped = key is None
        if key is not None and key in entries:
            first = entries[key].key.line
            self.problems.append(Located.at(mark, "yaml-duplicate", key=key, first=first))
            here.is_dropped = True
        here.key, here.key_mark, here.expects_key = key, mark, False

    def _put(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        here = self.open[-1]
        here.node.add(node)
        self._count(here.node)
        if isinstance(here.node.value, list):
            here.node.value.append(node)
            return
        if isinstance(here.node.value, dict) and not here.is_dropped:
            assert here.key is not None
            assert here.key_mark is not None
            here.node.value[here.key] = Entry(here.key_mark, node)
        here.expects_key = True

    def _count(self, node: Node) -> None:
        if node.size > MOST_NODES and not self.is_hopeless:
            self.problems.append(Located.at(node.mark, "yaml-nodes", limit=f"{MOST_NODES:,}"))
            self.is_hopeless = True

    def _check_tag(self, event: Any) -> None:
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._wrong(event, "yaml-tag", tag=tag)
