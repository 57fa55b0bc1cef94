"""One step of a chain in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.model.document import Notice
from adminsim.model.figures import TIMES
from adminsim.model.handover import mean_handover
from adminsim.report.kit.style import called, days_of_week, length, mean_time, percent, time_of

if TYPE_CHECKING:
    from adminsim.messages import Words
    from adminsim.model.chain import Chain
    from adminsim.model.step import Step
    from adminsim.model.system import System


def who_of(system: System, step: Step, words: Words) -> str:
    """Return who does a step, or what kind of waiting it is."""
    if step.departments:
        return " + ".join(called(name, system.departments, words=words) for name in step.departments)
    schedule, by = step.meets, step.waits_for
    if schedule is None:
        if by is None:
            return words.say("chain-waiting")
        by = words.say("chain-applicant") if by == "applicant" else by
        return words.say("chain-waiting-by", by=by)
    code, days = ("weekdays", schedule.weekdays) if schedule.weekdays else ("days", schedule.days_of_month)
    when = words.say(f"chain-session-{code}", days=days_of_week(",".join(map(str, days)), words), at=schedule.at)
    return words.say("chain-session", when=when)


def duration_of(system: System, chain: Chain, name: str, words: Words) -> str:
    """Return the mean time of one visit; where parts are merged without a time of its own, their sum."""
    step, workday_s = chain.steps[name], system.workday_s
    if step.time is not None:
        return mean_time(step.time, workday_s, words)
    total_s = sum(part.time.mean(workday_s) * part.probability.value for _, part in step.parts if part.time)
    return time_of(total_s, words)


def remarks_of(system: System, chain: Chain, name: str, numbers: dict[str, int], words: Words) -> str:
    """Return what else there is to say about a step: whom it is for, papers, hand-over, returns."""
    step = chain.steps[name]
    parts = _for_whom(step, words)
    handover = chain.handover_of(name) if step.quicker else step.handover
    if handover is not None and not handover.is_zero:
        mean_s = mean_handover(handover, step.quicker, system.workday_s)
        parts.append(words.say("chain-handed-over", mean=time_of(mean_s, words)))
    if step.asks is not None:
        notice = "once" if step.asks.notice is Notice.ONCE else "piecemeal"
        count = len(step.asks.documents)
        parts.append(words.say("chain-asks", count=count, notice=words.say(f"chain-notice-{notice}")))
        if step.asks.tolerate:
            parts.append(words.say("chain-tolerates"))
    if step.visit:
        parts.append(words.say("chain-visit"))
    parts += _ends(chain, step, numbers, words)
    parts += _differing(system, step, words)
    if step.revokes is not None:
        parts.append(words.say("chain-revokes", share=percent(step.revokes.value, words, 0)))
    if step.limit is not None:
        parts.append(words.say("chain-limit", limit=length(step.limit, words)))
    if step.takes is not None:
        parts.append(words.say("chain-places", places=step.takes))
    if step.is_counted != step.counts_by_default:
        parts.append(words.say("chain-on-clock" if step.is_counted else "chain-off-clock"))
    return words.in_parts(parts)


def _for_whom(step: Step, words: Words) -> list[str]:
    parts = []
    if step.types:
        parts.append(words.say("chain-only-types", types=", ".join(step.types)))
    if step.probability.value < 1:
        parts.append(words.say("chain-probability", share=percent(step.probability.value, words, 0)))
    if step.needed_with is not None:
        parts.append(words.say("chain-needed-with", step=step.needed_with))
    return parts


def _ends(chain: Chain, step: Step, numbers: dict[str, int], words: Words) -> list[str]:
    outcome, parts = step.outcome, []
    if any(probability.value > 0 for probability in outcome.returns):
        share = ", ".join(percent(probability.value, words, 0) for probability in outcome.returns)
        targets = dict.fromkeys(stand for target in outcome.resume_at if (stand := chain.stand_in(target)) in numbers)
        if targets:
            back = ",".join(str(numbers[target]) for target in targets if target is not None)
            parts.append(words.say("chain-returns-to", share=share, step=back))
        else:
            parts.append(words.say("chain-returns", share=share))
    if outcome.rejects.value > 0:
        parts.append(words.say("chain-rejects", share=percent(outcome.rejects.value, words, 0)))
    return parts


def _differing(system: System, step: Step, words: Words) -> list[str]:
    """Return what is other than stated for some case types, or after a return."""
    parts = []
    for path, figures in step.differing:
        whose = [path[1]] if path[0] == "by_type" else []
        after = [words.say("chain-after-return")] if path[-1] == "after_return" else []
        told = ", ".join(_figure(system, name, value, words) for name, value in figures.given.items())
        if told:
            parts.append(words.say("chain-differs", where=" ".join([*map(str, whose), *after]), figures=told))
    return parts


def _figure(system: System, name: str, value: Any, words: Words) -> str:
    if name in TIMES:
        told = mean_time(value, system.workday_s, words)
    else:
        rounds = value if isinstance(value, tuple) else (value,)
        told = ", ".join(percent(one.value, words, 0) for one in rounds)
    return words.say(f"chain-figure-{name}", value=told)
