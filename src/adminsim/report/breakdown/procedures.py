"""Steps and procedures by the names that people use, and targets for procedures to paste."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages import Words
from adminsim.report.kit.step_names import step_name
from adminsim.study.breakdown.block import in_baseline, listed

if TYPE_CHECKING:
    from adminsim.study.breakdown.limits import Breakdown
    from adminsim.study.breakdown.ways import Part


def part_name(found: Breakdown, name: str, words: Words) -> str:
    """Return what people call a step; of a procedure its first step and its last."""
    part = next(one for one in found.parts if one.name == name)
    first, last = (step_name(found.scenario, found.chain, step, words) for step in (part.steps[0], part.steps[-1]))
    return first if first == last else words.say("breakdown-from-to", first=first, last=last)


def procedure_targets(found: Breakdown) -> str:
    """Return a target for each procedure that got a limit, to paste into a scenario; nothing where steps got them."""
    if found.of_steps is None:
        return ""
    limits = zip(found.parts, found.limits.tolist(), strict=True)
    lines = [line for part, limit in limits if limit > 0 for line in _target(found, part, limit)]
    return "\n".join(lines) + "\n" if lines else ""


def _target(found: Breakdown, part: Part, limit: float) -> list[str]:
    """Return the target that holds a procedure against its limit; nothing where the baseline has nothing of it."""
    baseline = found.scenario.baseline.chains[found.chain]
    steps = list(dict.fromkeys(name for step in part.steps for name in in_baseline(baseline, found.routes, step)))
    if not steps:
        return []
    taken = {target.name for target in found.scenario.targets}
    name = f"procedure-{part.name}".replace("_", "-")
    while name in taken:
        name += "-more"
    from adminsim.files.write import in_one_line

    labels = [f"    {one.language}: {in_one_line(part_name(found, part.name, one))}" for one in (Words.EN, Words.ZH)]
    return [
        f"- name: {name}", "  label:", *labels, "  source: adminsim breakdown", "  kind: within",
        f"  chain: {found.chain}", *listed(steps), f"  limit: {limit:g} h", f"  share: {found.share:g}",
        "  clock: agency", "  start: submitted",
    ]  # fmt: skip
