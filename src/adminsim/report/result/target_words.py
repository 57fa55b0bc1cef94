"""How each kind of target is called, and its figures written."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from adminsim.messages import say
from adminsim.model.target import Count, Cut, Direction, Share, Within
from adminsim.report.kit.style import called, length, named, number, percent, share_measure, with_interval
from adminsim.study.findings.estimate import Estimate

if TYPE_CHECKING:
    from adminsim.messages import Language
    from adminsim.model.system import System
    from adminsim.model.target import Target, Timed
    from adminsim.study.findings.verdict import Judgement


@singledispatch
def kind_words(target: object, baseline: System, language: Language) -> str:
    """Return the kind of a target and what it measures."""
    raise TypeError(type(target))


@singledispatch
def subject(target: object, baseline: System, language: Language) -> str:
    """Return in words what a target is about."""
    raise TypeError(type(target))


@singledispatch
def required_words(target: object, language: Language) -> str:
    """Return what a target requires."""
    raise TypeError(type(target))


@kind_words.register(Within)
@kind_words.register(Cut)
def _kind_within(target: Within | Cut, baseline: System, language: Language) -> str:
    return say(f"targets-kind-{target.kind}", language)


@kind_words.register(Count)
@kind_words.register(Direction)
def _kind_count(target: Count | Direction, baseline: System, language: Language) -> str:
    return f"{say(f'targets-kind-{target.kind}', language)}\n{say(f'target-measure-{target.of}', language)}"


@kind_words.register(Share)
def _kind_share(target: Share, baseline: System, language: Language) -> str:
    return f"{say('targets-kind-share', language)}\n{share_measure(target.of, baseline, language)}"


@subject.register(Within)
def _subject_within(target: Within, baseline: System, language: Language) -> str:
    return say("target-within", language, limit=length(target.limit, language))


@subject.register(Cut)
def _subject_cut(target: Cut, baseline: System, language: Language) -> str:
    return say("target-cut", language)


@subject.register(Count)
def _subject_count(target: Count, baseline: System, language: Language) -> str:
    return say("target-count", language, counted=say(f"target-measure-{target.of}", language))


@subject.register(Share)
def _subject_share(target: Share, baseline: System, language: Language) -> str:
    return say("target-share", language, measure=share_measure(target.of, baseline, language))


@subject.register(Direction)
def _subject_direction(target: Direction, baseline: System, language: Language) -> str:
    return say("target-direction", language, measure=say(f"target-measure-{target.of}", language))


@required_words.register(Within)
def _required_within(target: Within, language: Language) -> str:
    return length(target.limit, language)


@required_words.register(Cut)
def _required_cut(target: Cut, language: Language) -> str:
    return f"-{percent(target.by, language, 0)}"


@required_words.register(Count)
def _required_count(target: Count, language: Language) -> str:
    return f"<= {target.most:g}"


@required_words.register(Share)
def _required_share(target: Share, language: Language) -> str:
    return f">= {percent(target.least.value, language, 0)}"


@required_words.register(Direction)
def _required_direction(target: Direction, language: Language) -> str:
    return say(f"target-{target.to}", language)


def line_required(target: Target, language: Language) -> str:
    """Return what is required of the value of a target: of a limit, the share that must keep it."""
    if target.is_share:
        return f">= {percent(target.required, language, 0)}"
    return required_words(target, language)


def target_figures(judgement: Judgement, language: Language) -> tuple[str, str, str]:
    """Return the value before, the value after with its interval, and what is required."""
    target, before, after = judgement.target, judgement.before, judgement.after
    required = line_required(target, language)
    marks = [one.mark for one in judgement.runs]
    if target.is_share:
        shown = percent(before.mean, language), with_interval(after, language, share=True)
        return marks[0] + shown[0], marks[1] + shown[1], required
    if target.judged_as == "beyond":
        mean = say(f"unit-{target.unit}", language, value=number(before.mean, language))
        # The mean after less that before is at least so much where the former is, at most where the latter is.
        mark = "~ " if all(marks) else marks[1] or {">= ": "<= "}.get(marks[0], "")
        return marks[0] + mean, mark + _less(achieved_cut(judgement), language), required
    return marks[0] + number(before.mean, language), marks[1] + with_interval(after, language), required


def achieved_cut(judgement: Judgement) -> Estimate:
    """Return the cut reached, as a part of the mean before; its interval agrees with the verdict's.

    The verdict is about (1 - by) * before - after, which is (cut - by) * before.
    """
    by, base, judged = getattr(judgement.target, "by", 0.0), judgement.before.mean, judgement.judged
    if not base:
        return Estimate(float("nan"), float("nan"), float("nan"))
    return Estimate(*(by + part / base for part in (judged.mean, judged.low, judged.high)))


def _less(cut: Estimate, language: Language) -> str:
    return with_interval(Estimate(-cut.mean, -cut.high, -cut.low), language, share=True)


def milestones_of(timed: Timed, language: Language) -> list[str]:
    """Return in words at which milestones the clock of a target starts and ends, if at any."""
    words = []
    if timed.start not in ("submitted", "accepted"):
        words.append(say("target-from", language, point=timed.start))
    if timed.end != "decided":
        words.append(say("target-until", language, point=timed.end))
    return words


def clock_words(target: Target, language: Language, told: bool = True) -> list[str]:
    """Return in words clock, start, end and condition of a target.

    Parameters
    ----------
    told : bool
        Whether to say "from acceptance" also where documents are complete, when acceptance is the filing.
    """
    words = []
    if (timed := target.timed) is not None:
        words.append(say(f"target-clock-{timed.clock}", language))
        if timed.start == "accepted" and (told or target.condition is None):
            words.append(say("target-from-accepted", language))
        words += milestones_of(timed, language)
        if timed.sum:
            words.append(say("target-sum", language))
    if target.condition == "documents_complete":
        words.append(say("target-complete", language))
    return words


def about(target: Target, baseline: System, language: Language) -> str:
    """Return in a line what a target is about."""
    types = baseline.chains[target.chain or next(iter(baseline.chains))].types
    words = [subject(target, baseline, language), *clock_words(target, language, told=False)]
    words += [called(kind, types, language=language) for kind in target.types]
    return comma(language).join(words)


def target_name(target: Target, language: Language) -> str:
    """Return what people call a target."""
    return named(target.label, target.name, language)


def comma(language: Language) -> str:
    """Return what stands between words of a line."""
    return "，" if language == "zh" else ", "
