"""Limits of steps as a block of reforms to paste into a scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adminsim.model.chain import Chain
    from adminsim.study.breakdown.limits import Breakdown

LONGEST_LINE = 78


def pasted(found: Breakdown) -> str:
    """Return limits of steps as reforms of the kind `time_limit`, which fit behind those of the scenario.

    Steps without a limit of their own in the block: those that only wait, those that reforms made of nothing that the
    baseline has, those that take no time, and those whose limit a reform of the scenario sets already. Where procedures
    have limits, those of their steps add up to them.
    """
    by_limit: dict[float, list[str]] = {}
    for name, limit in _named(found).items():
        by_limit.setdefault(limit, []).append(name)
    taken = {reform.subject for reform in found.scenario.written.reforms}
    lines: list[str] = []
    for limit in sorted(by_limit):
        hours = f"{limit:g}"
        name = f"limit-{hours.replace('.', '-')}-h"
        while name in taken:
            name += "-more"
        taken.add(name)
        lines += [
            "- reform: time_limit",
            f"  name: {name}",
            f"  chain: {found.chain}",
            *listed(by_limit[limit]),
            f"  limit: {hours} h",
            "  clock: agency",
            "  counted_from: ready",
            "  earliest_due: false",
        ]
    return "\n".join(lines) + "\n" if lines else ""


def listed(steps: list[str]) -> list[str]:
    """Return the key `steps` on one line, or on one for each where that would be too long."""
    line = f"  steps: [{', '.join(steps)}]"
    return [line] if len(line) <= LONGEST_LINE else ["  steps:", *(f"    - {step}" for step in steps)]


def _named(found: Breakdown) -> dict[str, float]:
    """Return the limit of each step by a name that the baseline has."""
    baseline = found.scenario.baseline.chains[found.chain]
    limited = {
        step
        for reform in found.scenario.reforms
        if reform.enabled and reform.reform == "time_limit"
        for step in getattr(reform, "steps", ())
    }
    named: dict[str, float] = {}
    for step, limit in found.step_limits.items():
        names = in_baseline(baseline, found.routes, step)
        if limit > 0 and names and not limited & set(names) and not _only_waits(found.routes, step):
            named[names[0]] = max(named.get(names[0], 0.0), limit)
    return named


def _only_waits(routes: Sequence[Chain], step: str) -> bool:
    return all(route.steps[step].waits_as for route in routes if step in route.steps)


def in_baseline(baseline: Chain, routes: Sequence[Chain], step: str) -> list[str]:
    """Return the steps of the baseline, waiting ones apart, for which a step stands."""
    if step in baseline.steps:
        return [step]
    return [
        name
        for name, one in baseline.steps.items()
        if not one.waits_as and any(step in route.standing_for(name) for route in routes)
    ]
