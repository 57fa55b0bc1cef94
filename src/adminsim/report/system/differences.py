"""What reforms change, as text and as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from adminsim.messages import Words
from adminsim.reforms.differences import course_data
from adminsim.report.kit.style import percent
from adminsim.report.kit.tables import as_text

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

    from adminsim.reforms.differences import Difference, Differences, Partial
    from adminsim.report.kit.prose import Text

_STYLES = {"added": "green", "removed": "red", "merged": "yellow", "changed": ""}


def differences_text(found: Differences, words: Words = Words.EN, width: int | None = None) -> str:
    """Return what differs, grouped by where it stands: ``old -> new``.

    Parameters
    ----------
    found : Differences
        What differs.
    words : Words
        Of the reader's language.
    width : int, optional
        Columns; by default those of the terminal.
    """
    from rich.console import Group

    from adminsim.report.kit.prose import Text

    if not found:
        return words.say("diff-none")
    parts: list[RenderableType] = []
    if found.for_all:
        heading = words.say("diff-for-all") if found.for_some else words.say("diff-heading")
        parts += [Text(heading, style="bold"), *_groups(found.for_all, words)]
    for partial in found.for_some:
        parts += [Text(), Text(_partial(partial, words), style="bold"), *_groups(partial.differences, words)]
    return as_text(Group(*parts), width)


def differences_data(found: Differences) -> dict[str, Any]:
    """Return what differs as plain data."""
    return {
        "for_all": [_data(one) for one in found.for_all],
        "for_some": [
            {
                "reform": partial.reform,
                "chain": partial.chain,
                **course_data(partial.course),
                "differences": [_data(one) for one in partial.differences],
            }
            for partial in found.for_some
        ],
    }


def in_short(value: Any, words: Words = Words.EN) -> str:
    """Return a plain value on one line, as a file would write it."""
    if value is None:
        return words.say("diff-nothing")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, dict):
        parts = (f"{key}: {in_short(part, words)}" for key, part in value.items() if part is not None)
        return f"{{{', '.join(parts)}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(in_short(part, words) for part in value)}]"
    return str(value)


def _data(found: Difference) -> dict[str, Any]:
    told = {"path": ".".join(found.path), "kind": found.kind, "old": found.old, "new": found.new}
    return told | ({"made_of": list(found.made_of)} if found.made_of else {})


def _partial(partial: Partial, words: Words) -> str:
    phases = []
    for since, coverage in partial.course:
        whom = [percent(coverage.share.value, words, 0), *coverage.types]
        phases.append(words.comma.join([*whom, words.say("diff-since", date=since)] if since is not None else whom))
    about = words.in_parts(phases)
    return words.say("diff-for-some", reform=partial.reform, chain=partial.chain, cases=about)


def _groups(found: Sequence[Difference], words: Words) -> list[RenderableType]:
    """Return one small table for each place, under its path."""
    from adminsim.report.kit.prose import Text

    if not found:
        return [Text("  " + words.say("diff-none"))]
    above = dict.fromkeys(one.path[:-1] for one in found)
    parts: list[RenderableType] = []
    for path in above:
        if path:
            parts.append(Text("  " + ".".join(path)))
        parts.append(_table([one for one in found if one.path[:-1] == path], 4 if path else 2, words))
    return parts


def _table(found: Sequence[Difference], indent: int, words: Words) -> Table:
    from adminsim.report.kit.fitting import FittingTable
    from adminsim.report.kit.prose import Text

    table = FittingTable(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False, collapse_padding=True)
    table.add_column(min_width=indent - 2)
    table.add_column(overflow="fold", max_width=34)
    table.add_column(overflow="fold")
    table.label = 1
    for one in found:
        table.add_row("", Text(one.path[-1]), _change(one, words))
    return table


def _change(found: Difference, words: Words) -> Text:
    from adminsim.report.kit.prose import Text

    old, new = in_short(found.old, words), in_short(found.new, words)
    if found.kind == "changed":
        return Text(f"{old} -> {new}")
    code = "diff-made-of" if found.made_of else f"diff-{found.kind}"
    parts = words.listed(found.made_of)
    return Text(words.say(code, old=old, new=new, parts=parts), style=_STYLES[found.kind])
