"""What a shell may complete: names that the program knows."""

from __future__ import annotations

import click


def examples(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the shipped examples that begin so."""
    from adminsim.files.examples import example_names

    return [name for name in example_names() if name.startswith(incomplete)]


def reforms(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the reforms that begin so, by word or by Chinese term."""
    from adminsim.reforms import VOCABULARY

    names = [*VOCABULARY, *(kind.term_zh for kind in VOCABULARY.values())]
    return [name for name in names if name.startswith(incomplete)]


def keys(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Return the keys of the topic asked about that begin so."""
    from adminsim.report.system.explained import TOPICS, keys_known

    topic = ctx.params.get("topic")
    return [name for name in keys_known(topic) if name.startswith(incomplete)] if topic in TOPICS else []
