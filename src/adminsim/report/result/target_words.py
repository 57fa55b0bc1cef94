"""How each kind of target is called, and its figures written."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from adminsim.model.target import Count, Cut, Direction, Fewer, Share, Within
from adminsim.report.kit.style import called, length, named, number, percent, share_measure, with_interval
from adminsim.study.findings.estimate import Estimate

if TYPE_CHECKING:
    from adminsim.messages import Words
    from adminsim.model.any_target import Timed
    from adminsim.model.system import System
    from adminsim.model.target import Target
    from adminsim.study.findings.verdict import Judgement


@singledispatch
def kind_words(target: object, baseline: System, words: Words) -> str:
    """Return the kind of a target and what it measures."""
    raise TypeError(type(target))


@singledispatch
def subject(target: object, baseline: System, words: Words) -> str:
    """Return in words what a target is about."""
    raise TypeError(type(target))


@singledispatch
def required_words(target: object, words: Words) -> str:
    """Return what a target requires."""
    raise TypeError(type(target))


@kind_words.register(Within)
@kind_words.register(Cut)
def _kind_within(target: Within | Cut, baseline: System, words: Words) -> str:
    return words.say(f"targets-kind-{target.kind}")


@kind_words.register(Count)
@kind_words.register(Fewer)
@kind_words.register(Direction)
def _kind_count(target: Count | Fewer | Direction, baseline: System, words: Words) -> str:
    return f"{words.say(f'targets-kind-{target.kind}')}\n{words.say(f'target-measure-{target.of}')}"


@kind_words.register(Share)
def _kind_share(target: Share, baseline: System, words: Words) -> str:
    return f"{words.say('targets-kind-share')}\n{share_measure(target.of, baseline, words)}"


@subject.register(Within)
def _subject_within(target: Within, baseline: System, words: Words) -> str:
    return words.say("target-within", limit=length(target.limit, words))


@subject.register(Cut)
def _subject_cut(target: Cut, baseline: System, words: Words) -> str:
    return words.say("target-cut")


@subject.register(Count)
def _subject_count(target: Count, baseline: System, words: Words) -> str:
    return words.say("target-count", counted=words.say(f"target-measure-{target.of}"))


@subject.register(Fewer)
def _subject_fewer(target: Fewer, baseline: System, words: Words) -> str:
    return words.say("target-fewer", counted=words.say(f"target-measure-{target.of}"))


@subject.register(Share)
def _subject_share(target: Share, baseline: System, words: Words) -> str:
    return words.say("target-share", measure=share_measure(target.of, baseline, words))


@subject.register(Direction)
def _subject_direction(target: Direction, baseline: System, words: Words) -> str:
    return words.say("target-direction", measure=words.say(f"target-measure-{target.of}"))


@required_words.register(Within)
def _required_within(target: Within, words: Words) -> str:
    return length(target.limit, words)


@required_words.register(Cut)
@required_words.register(Fewer)
def _required_cut(target: Cut | Fewer, words: Words) -> str:
    return f"-{percent(target.by, words, 0)}"


@required_words.register(Count)
def _required_count(target: Count, words: Words) -> str:
    return f"<= {target.most:g}"


@required_words.register(Share)
def _required_share(target: Share, words: Words) -> str:
    return f">= {percent(target.least.value, words, 0)}"


@required_words.register(Direction)
def _required_direction(target: Direction, words: Words) -> str:
    return words.say(f"target-{target.to}")


def line_required(target: Target, words: Words) -> str:
    """Return what is required of the value of a target: of a limit, the share that must keep it."""
    if target.is_share:
        return f">= {percent(target.required, words, 0)}"
    return required_words(target, words)


def target_figures(judgement: Judgement, words: Words) -> tuple[str, str, str]:
    """Return the value before, the value after with its interval, and what is required."""
    target, before, after = judgement.target, judgement.before, judgement.after
    required = line_required(target, words)
    marks = [one.mark for one in judgement.runs]
    if target.is_share:
        shown = percent(before.mean, words), with_interval(after, words, share=True)
        return marks[0] + shown[0], marks[1] + shown[1], required
    if target.judged_as == "beyond":
        mean = words.say(f"unit-{target.unit}", value=number(before.mean, words))
        # The mean after less that before is at least so much where the former is, at most where the latter is.
        mark = "~ " if all(marks) else marks[1] or {">= ": "<= "}.get(marks[0], "")
        return marks[0] + mean, mark + _less(achieved_cut(judgement), words), required
    return marks[0] + number(before.mean, words), marks[1] + with_interval(after, words), required


def achieved_cut(judgement: Judgement) -> Estimate:
    """Return the cut reached, as a part of the mean before; its interval agrees with the verdict's.

    The verdict is about (1 - by) * before - after, which is (cut - by) * before.
    """
    by, base, judged = getattr(judgement.target, "by", 0.0), judgement.before.mean, judgement.judged
    if not base:
        return Estimate(float("nan"), float("nan"), float("nan"))
    return Estimate(*(by + part / base for part in (judged.mean, judged.low, judged.high)))


def _less(cut: Estimate, words: Words) -> str:
    return with_interval(Estimate(-cut.mean, -cut.high, -cut.low), words, share=True)


def milestones_of(timed: Timed, words: Words) -> list[str]:
    """Return in words at which milestones the clock of a target starts and ends, if at any."""
    parts = []
    if timed.start not in ("submitted", "accepted"):
        parts.append(words.say("target-from", point=timed.start))
    if timed.end != "decided":
        parts.append(words.say("target-until", point=timed.end))
    return parts


def clock_words(target: Target, words: Words, told: bool = True) -> list[str]:
    """Return in words clock, start, end and condition of a target.

    Parameters
    ----------
    told : bool
        Whether to say "from acceptance" also where documents are complete, when acceptance is the filing.
    """
    parts = []
    if (timed := target.timed) is not None:
        parts.append(words.say(f"target-clock-{timed.clock}"))
        if timed.start == "accepted" and (told or target.condition is None):
            parts.append(words.say("target-from-accepted"))
        parts += milestones_of(timed, words)
        if timed.sum:
            parts.append(words.say("target-sum"))
    if target.condition == "documents_complete":
        parts.append(words.say("target-complete"))
    return parts


def about(target: Target, baseline: System, words: Words) -> str:
    """Return in a line what a target is about."""
    chains = target.chains_of(baseline.chains)
    types = [baseline.chains[name].types for name in chains]
    parts = [subject(target, baseline, words), *clock_words(target, words, told=False)]
    parts += [called(name, baseline.chains, words=words) for name in chains if len(chains) > 1]
    parts += [called(kind, *types, words=words) for kind in target.types]
    return words.comma.join(parts)


def target_name(target: Target, words: Words) -> str:
    """Return what people call a target."""
    return named(target.label, target.name, words)
