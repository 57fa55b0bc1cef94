"""What must be known beside the figures of a target: undecided cases, who gave up, other readings, hollow verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.report.kit.style import called, named, number, percent
from adminsim.report.result.target_words import target_figures
from adminsim.study.findings.deleted import deleted
from adminsim.study.findings.verdict import Verdict

if TYPE_CHECKING:
    from adminsim.messages import Words
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.deleted import Deleted
    from adminsim.study.findings.verdict import Judgement


def remarks(comparison: Comparison, judgement: Judgement, words: Words) -> list[str]:
    """Return the lines beside the figures of a target."""
    lines = _about_cases(judgement, words)
    if judgement.verdict is Verdict.MET:
        if judgement.target.hollow is not None:
            lines.append(words.say(f"target-hollow-{judgement.target.hollow}"))
        lines += [_deleted_text(comparison, one, words) for one in rests_on(comparison, judgement)]
    lines.append(turning_text(judgement, words))
    return [line for line in lines if line]


def rests_on(comparison: Comparison, judgement: Judgement) -> tuple[Deleted, ...]:
    """Return what reforms deleted that a target is met by."""
    timed = judgement.target.timed
    return deleted(comparison, timed) if timed is not None and judgement.verdict is Verdict.MET else ()


def _about_cases(judgement: Judgement, words: Words) -> list[str]:
    """Return how many cases are undecided when a run ends, and how many gave up."""
    lines = []
    still_open = [one.open for one in judgement.runs]
    if any(still_open):
        before, after = (number(one, words) for one in still_open)
        code = "target-open-undecided" if judgement.is_open else "target-open"
        lines.append(words.say(code, before=before, after=after))
    given_up = [one.given_up_share for one in judgement.runs]
    if any(given_up):
        before, after = (percent(one, words) for one in given_up)
        lines.append(words.say("target-given-up", before=before, after=after))
    return lines


def reading_name(judgement: Judgement, words: Words) -> str:
    """Return what people call the reading of a verdict."""
    reading = judgement.reading
    return named(reading.label, reading.name, words) if reading is not None else ""


def reading_lines(judgement: Judgement, words: Words) -> list[str]:
    """Return one line for each reading beside the plan's own."""
    lines = []
    for one in judgement.beside:
        before, after, required = target_figures(one, words)
        verdict = words.say(f"verdict-{one.verdict}")
        said = {"name": reading_name(one, words), "before": before, "after": after, "required": required}
        lines.append(words.say("target-reading", **said, verdict=verdict))
    return lines


def turning_text(judgement: Judgement, words: Words) -> str:
    """Return a sentence that says where the verdict turns with the reading; nothing where it does not."""
    turning = [
        words.say("target-turns-as", name=reading_name(one, words), verdict=_told(one, words))
        for one in judgement.turning
    ]
    if not turning:
        return ""
    own = {"name": reading_name(judgement, words), "verdict": _told(judgement, words)}
    return words.say("target-turns", **own, others=words.comma.join(turning))


def _told(judgement: Judgement, words: Words) -> str:
    return words.say(f"verdict-{judgement.verdict}")


def _deleted_text(comparison: Comparison, one: Deleted, words: Words) -> str:
    chains = comparison.scenario.baseline.chains
    steps = chains[one.chain].steps
    names = words.listed(called(name, steps, words=words) for name in one.steps)
    amount = percent(one.amount, words) if one.part == "refusal" else number(one.amount, words)
    return words.say(f"target-deleted-{one.part}", steps=names, amount=amount)
