"""What must be known beside the figures of a target: undecided cases, who gave up, other readings, hollow verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages import say
from adminsim.report.kit.style import called, named, number, percent
from adminsim.report.result.target_words import comma, target_figures
from adminsim.study.findings.deleted import deleted
from adminsim.study.findings.verdict import Verdict

if TYPE_CHECKING:
    from adminsim.messages import Language
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.deleted import Deleted
    from adminsim.study.findings.verdict import Judgement


def remarks(comparison: Comparison, judgement: Judgement, language: Language) -> list[str]:
    """Return the lines beside the figures of a target."""
    lines = _about_cases(judgement, language)
    if judgement.verdict is Verdict.MET:
        if judgement.target.hollow is not None:
            lines.append(say(f"target-hollow-{judgement.target.hollow}", language))
        timed = judgement.target.timed
        found = deleted(comparison, timed) if timed is not None else ()
        lines += [_deleted_text(comparison, judgement, one, language) for one in found]
    lines.append(turning_text(judgement, language))
    return [line for line in lines if line]


def _about_cases(judgement: Judgement, language: Language) -> list[str]:
    """Return how many cases are undecided when a run ends, and how many gave up."""
    lines = []
    still_open = [one.open for one in judgement.runs]
    if any(still_open):
        before, after = (number(one, language) for one in still_open)
        code = "target-open-undecided" if judgement.is_open else "target-open"
        lines.append(say(code, language, before=before, after=after))
    given_up = [one.given_up_share for one in judgement.runs]
    if any(given_up):
        before, after = (percent(one, language) for one in given_up)
        lines.append(say("target-given-up", language, before=before, after=after))
    return lines


def reading_name(judgement: Judgement, language: Language) -> str:
    """Return what people call the reading of a verdict."""
    reading = judgement.reading
    return named(reading.label, reading.name, language) if reading is not None else ""


def reading_lines(judgement: Judgement, language: Language) -> list[str]:
    """Return one line for each reading beside the plan's own."""
    lines = []
    for one in judgement.beside:
        before, after, required = target_figures(one, language)
        verdict = say(f"verdict-{one.verdict}", language)
        said = {"name": reading_name(one, language), "before": before, "after": after, "required": required}
        lines.append(say("target-reading", language, **said, verdict=verdict))
    return lines


def turning_text(judgement: Judgement, language: Language) -> str:
    """Return a sentence that says where the verdict turns with the reading; nothing where it does not."""
    turning = [
        say("target-turns-as", language, name=reading_name(one, language), verdict=_told(one, language))
        for one in judgement.turning
    ]
    if not turning:
        return ""
    own = {"name": reading_name(judgement, language), "verdict": _told(judgement, language)}
    return say("target-turns", language, **own, others=comma(language).join(turning))


def _told(judgement: Judgement, language: Language) -> str:
    return say(f"verdict-{judgement.verdict}", language)


def _deleted_text(comparison: Comparison, judgement: Judgement, one: Deleted, language: Language) -> str:
    chains = comparison.scenario.baseline.chains
    steps = chains[judgement.target.chain or next(iter(chains))].steps
    names = ("、" if language == "zh" else ", ").join(called(name, steps, language=language) for name in one.steps)
    amount = percent(one.amount, language) if one.part == "refusal" else number(one.amount, language)
    return say(f"target-deleted-{one.part}", language, steps=names, amount=amount)
