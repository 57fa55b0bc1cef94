"""The bars of the figure of where the time goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.engine.variants import routes_of
from adminsim.model.reformed_chain import as_reformed
from adminsim.reforms.told import PARTS
from adminsim.report.kit.canvas import INK

if TYPE_CHECKING:
    import pandas as pd

    from adminsim.messages import Words
    from adminsim.study.findings.compare import Comparison

PART_COLOURS = dict(
    zip(PARTS, ("#88CCEE", "#CC6677", "#D9D9D9", "#117733", "#AA4499", "#DDCC77", "#999933", "#332288"), strict=True)
)
"""Colours of the parts, told apart by everyone (Paul Tol's muted scheme)."""
SMALLEST = 0.004
"""Share of the longer of both totals below which a step is put with the others."""
_OTHER = "\0other "


def parts_by_step(comparison: Comparison, chain: str) -> tuple[list[str], dict[str, pd.DataFrame]]:
    """Return the steps that matter, in the order of the chain, and for each system the days by step and part.

    Steps that hold a case for next to no time are added up in a last row, so that nothing is lost.
    """
    import pandas as pd

    table = comparison.time_by_step().reset_index()
    table = table[table["chain"] == chain]
    found = {when: table[table["system"] == when].set_index("step")[list(PARTS)] for when in ("before", "after")}
    names = _ordered(comparison, chain, list(dict.fromkeys(name for one in found.values() for name in one.index)))
    names = [name for name in names if any(name in one.index and one.loc[name].sum() > 0 for one in found.values())]
    full = {when: one.reindex(names).fillna(0.0) for when, one in found.items()}
    longest = max(float(one.to_numpy().sum()) for one in full.values())
    kept = [name for name in names if any(one.loc[name].sum() > SMALLEST * longest for one in full.values())]
    left = [name for name in names if name not in kept]
    if len(left) < 2:
        return names, full
    other = f"{_OTHER}{len(left)}"
    rest = {when: one.loc[left].sum().to_frame(other).T for when, one in full.items()}
    return [*kept, other], {when: pd.concat([one.loc[kept], rest[when]]) for when, one in full.items()}


def other_count(name: str) -> int | None:
    """Return how many steps the row of the others holds; None for an ordinary step."""
    return int(name.removeprefix(_OTHER)) if name.startswith(_OTHER) else None


def draw_parts(axes: Any, tables: dict[str, pd.DataFrame], words: Words) -> list[Any]:
    """Draw stacked bars, one system in each of two axes, and return the handles of a legend."""
    from matplotlib.patches import Patch

    used = [part for part in PARTS if any(table[part].sum() > 0 for table in tables.values())]
    for one, table in zip(axes, tables.values(), strict=True):
        left = [0.0] * len(table)
        for part in used:
            widths = table[part].tolist()
            one.barh(range(len(table)), widths, left=left, height=0.72, color=PART_COLOURS[part])
            left = [start + width for start, width in zip(left, widths, strict=True)]
        for place, total in enumerate(left):
            if total >= 0.05:
                one.annotate(
                    f"{total:.1f}",
                    (total, place),
                    (3, 0),
                    textcoords="offset points",
                    va="center",
                    fontsize=8,
                    color=INK,
                )
    longest = max((float(total) for table in tables.values() for total in table.sum(axis=1)), default=0.0)
    axes[0].set_xlim(0, 1.12 * longest or 1.0)
    return [Patch(color=PART_COLOURS[part], label=words.say(f"part-{part}")) for part in used]


def _ordered(comparison: Comparison, chain: str, names: list[str]) -> list[str]:
    """Return steps in the order of the chain, those that reforms made where their first part stood."""
    baseline = list(comparison.scenario.baseline.chains[chain].steps)
    place = {name: (position, 0) for position, name in enumerate(baseline)}
    routes = map(as_reformed, routes_of(comparison.scenario.reformed)[chain])
    for before, after in sorted({edge for route in routes for edge in route.successors_of_removed.items()}, key=str):
        if after is not None and after not in baseline and before in place:
            place[after] = min(place.get(after, (len(baseline), 1)), (place[before][0], 1))
    return sorted(names, key=lambda name: place.get(name, (len(baseline), 1)))
