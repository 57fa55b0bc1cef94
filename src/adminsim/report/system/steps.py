"""One step of a chain in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from adminsim.messages import say
from adminsim.model.document import Notice
from adminsim.model.figures import TIMES
from adminsim.model.handover import mean_handover
from adminsim.report.kit.style import called, length, mean_time, percent, time_of

if TYPE_CHECKING:
    from adminsim.messages import Language
    from adminsim.model.chain import Chain
    from adminsim.model.step import Step
    from adminsim.model.system import System


def who_of(system: System, step: Step, language: Language) -> str:
    """Return who does a step, or what kind of waiting it is."""
    if step.departments:
        return " + ".join(called(name, system.departments, language=language) for name in step.departments)
    schedule, by = step.meets, step.waits_for
    if schedule is None:
        if by is None:
            return say("chain-waiting", language)
        by = say("chain-applicant", language) if by == "applicant" else by
        return say("chain-waiting-by", language, by=by)
    code, days = ("weekdays", schedule.weekdays) if schedule.weekdays else ("days", schedule.days_of_month)
    when = say(f"chain-session-{code}", language, days=",".join(map(str, days)), at=schedule.at)
    return say("chain-session", language, when=when)


def duration_of(system: System, chain: Chain, name: str, language: Language) -> str:
    """Return the mean time of one visit; where parts are merged without a time of its own, their sum."""
    step, workday_s = chain.steps[name], system.workday_s
    if step.time is not None:
        return mean_time(step.time, workday_s, language)
    total_s = sum(part.time.mean(workday_s) * part.probability.value for _, part in step.parts if part.time)
    return time_of(total_s, language)


def remarks_of(system: System, chain: Chain, name: str, numbers: dict[str, int], language: Language) -> str:
    """Return what else there is to say about a step: whom it is for, papers, hand-over, returns."""
    step = chain.steps[name]
    words = _for_whom(step, language)
    handover = chain.handover_of(name) if step.quicker else step.handover
    if handover is not None and not handover.is_zero:
        mean_s = mean_handover(handover, step.quicker, system.workday_s)
        words.append(say("chain-handed-over", language, mean=time_of(mean_s, language)))
    if step.asks is not None:
        notice = "once" if step.asks.notice is Notice.ONCE else "piecemeal"
        count = len(step.asks.documents)
        words.append(say("chain-asks", language, count=count, notice=say(f"chain-notice-{notice}", language)))
        if step.asks.tolerate:
            words.append(say("chain-tolerates", language))
    if step.visit:
        words.append(say("chain-visit", language))
    words += _ends(chain, step, numbers, language)
    words += _differing(system, step, language)
    if step.revokes is not None:
        words.append(say("chain-revokes", language, share=percent(step.revokes.value, language, 0)))
    if step.limit is not None:
        words.append(say("chain-limit", language, limit=length(step.limit, language)))
    if step.takes is not None:
        words.append(say("chain-places", language, places=step.takes))
    if step.is_counted != step.counts_by_default:
        words.append(say("chain-on-clock" if step.is_counted else "chain-off-clock", language))
    return ("；" if language == "zh" else "; ").join(words)


def _for_whom(step: Step, language: Language) -> list[str]:
    words = []
    if step.types:
        words.append(say("chain-only-types", language, types=", ".join(step.types)))
    if step.probability.value < 1:
        words.append(say("chain-probability", language, share=percent(step.probability.value, language, 0)))
    if step.needed_with is not None:
        words.append(say("chain-needed-with", language, step=step.needed_with))
    return words


def _ends(chain: Chain, step: Step, numbers: dict[str, int], language: Language) -> list[str]:
    outcome, words = step.outcome, []
    if any(probability.value > 0 for probability in outcome.returns):
        share = ", ".join(percent(probability.value, language, 0) for probability in outcome.returns)
        targets = dict.fromkeys(stand for target in outcome.resume_at if (stand := chain.stand_in(target)) in numbers)
        if targets:
            back = ",".join(str(numbers[target]) for target in targets if target is not None)
            words.append(say("chain-returns-to", language, share=share, step=back))
        else:
            words.append(say("chain-returns", language, share=share))
    if outcome.rejects.value > 0:
        words.append(say("chain-rejects", language, share=percent(outcome.rejects.value, language, 0)))
    return words


def _differing(system: System, step: Step, language: Language) -> list[str]:
    """Return what is other than stated for some case types, or after a return."""
    words = []
    for path, figures in step.differing:
        whose = [path[1]] if path[0] == "by_type" else []
        after = [say("chain-after-return", language)] if path[-1] == "after_return" else []
        told = ", ".join(_figure(system, name, value, language) for name, value in figures.given.items())
        if told:
            words.append(say("chain-differs", language, where=" ".join([*map(str, whose), *after]), figures=told))
    return words


def _figure(system: System, name: str, value: Any, language: Language) -> str:
    if name in TIMES:
        told = mean_time(value, system.workday_s, language)
    else:
        rounds = value if isinstance(value, tuple) else (value,)
        told = ", ".join(percent(one.value, language, 0) for one in rounds)
    return say(f"chain-figure-{name}", language, value=told)
