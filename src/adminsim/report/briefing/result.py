"""What a briefing says of a run: conclusion, targets, what stands in the way, what to do, and on what it rests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from adminsim.messages import Words
from adminsim.messages.typed import as_typed
from adminsim.report.briefing.paper import WIDTH_CM, Paper
from adminsim.report.kit.style import called, departments_at_work, named, number, percent, with_interval
from adminsim.report.result.chain_times import times_of
from adminsim.report.result.notices import notices
from adminsim.report.result.obstacle_words import next_step_text, obstacle_text
from adminsim.report.result.target_words import target_figures, target_name
from adminsim.study.assumptions.ledger import ledger
from adminsim.study.findings.verdict import Verdict

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from adminsim.study.findings.compare import Comparison

MOST_CHAINS, MOST_TARGETS, MOST_IN_THE_WAY, MOST_NOTICES = 3, 8, 2, 3
"""What two pages have room for; the rest is in the tables."""
ORDER = (Verdict.MISSED, Verdict.UNDECIDED, Verdict.MET)
SHADES = {Verdict.MET: "C6EFCE", Verdict.MISSED: "FFC7CE", Verdict.UNDECIDED: "FFEB9C"}
DPI = 200


def briefing(comparison: Comparison, words: Words, file: str, has_figures: bool = True) -> bytes:
    """Return a briefing of two pages as a document of Word.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    words : Words
        The language.
    file : str
        The scenario as it is named in commands.
    has_figures : bool
        Whether there is the second page, with figures.
    """
    paper = Paper(words)
    scenario = comparison.scenario
    title = words.say("brief-title", name=named(scenario.written.label, scenario.name, words))
    paper.title(title)
    design = words.say(
        "result-design",
        replications=len(comparison.replications),
        seed=comparison.seed,
        confidence=percent(comparison.confidence, words, 0),
    )
    paper.text(words.say("brief-design", design=design), size=10.5)
    paper.heading(words.say("brief-1"))
    for line in _conclusion(comparison, words):
        paper.text(line)
    paper.heading(words.say("brief-2"))
    _targets(paper, comparison, words)
    paper.heading(words.say("brief-3"))
    for line in _in_the_way(comparison, words):
        paper.item(line)
    paper.heading(words.say("brief-4"))
    paper.text(next_step_text(comparison, file, words))
    paper.heading(words.say("brief-5"))
    for line in _assumed(comparison, words, file):
        paper.text(line)
    if has_figures:
        _figures(paper, comparison, words)
    return paper.made(title)


def _conclusion(comparison: Comparison, words: Words) -> Iterator[str]:
    """Yield the times of the chains, what becomes of the four reductions, and how many targets are met."""
    verdicts = [judgement.verdict for judgement in comparison.judgements]
    if verdicts:
        counts = {str(verdict): verdicts.count(verdict) for verdict in ORDER}
        yield words.say("brief-verdicts", all=len(verdicts), **counts)
    for chain in list(comparison.scenario.baseline.chains)[:MOST_CHAINS]:
        yield _times(comparison, chain, words)
    chain = next(iter(comparison.scenario.baseline.chains))
    told = {}
    for name, measure in (("procedures", "procedures"), ("documents", "documents"), ("visits", "visits_in_person")):
        change = comparison.change(f"chain.{chain}.{measure}")
        told[name] = f"{number(change.before.mean, words)} → {number(change.after.mean, words)}"
    yield words.say("brief-four", chain=_label(comparison, chain, words), **told)


def _times(comparison: Comparison, chain: str, words: Words) -> str:
    return words.say(
        "brief-chain",
        chain=_label(comparison, chain, words),
        **times_of(comparison, chain, words),
    )


def _targets(paper: Paper, comparison: Comparison, words: Words) -> None:
    judged = [one for verdict in ORDER for one in comparison.judgements if one.verdict is verdict]
    if not judged:
        paper.text(words.say("target-none"))
        return
    rows, shades = [], []
    for one in judged[:MOST_TARGETS]:
        before, after, required = target_figures(one, words)
        rows.append([target_name(one.target, words), before, after, required, words.say(f"verdict-{one.verdict}")])
        shades.append(SHADES[one.verdict])
    headings = [words.say(f"book-column-{name}") for name in ("target", "before", "after", "required", "verdict")]
    paper.table(headings, rows, [WIDTH_CM - 11.0, 2.2, 3.8, 2.4, 2.6], shades)
    if len(judged) > MOST_TARGETS:
        paper.text(words.say("brief-more-targets", count=len(judged) - MOST_TARGETS))


def _in_the_way(comparison: Comparison, words: Words) -> Iterator[str]:
    """Yield what holds the time of targets that are not met, what is overloaded, who is busiest, and who is slower."""
    unmet = [one for verdict in ORDER[:2] for one in comparison.judgements if one.verdict is verdict]
    told = 0
    for judgement in unmet:
        found = comparison.obstacles(judgement.target)
        if found and told < MOST_IN_THE_WAY:
            told += 1
            steps = [obstacle_text(comparison, judgement.target, one, words) for one in found]
            head = words.say("brief-in-the-way", target=target_name(judgement.target, words))
            yield head + words.pick(" ", "") + words.in_parts(steps)
    if not told:
        yield words.say("brief-no-obstacle")
    yield from comparison.notices(words)
    rows = departments_at_work(comparison)["utilisation_after"].dropna()
    if len(rows):
        name = str(rows.idxmax())
        groups = comparison.scenario.reformed.departments, comparison.scenario.baseline.departments
        department = called(name, *groups, words=words)
        yield words.say("brief-busiest", department=department, share=percent(float(rows.max()), words, 0))
    for chain in list(comparison.scenario.baseline.chains)[:MOST_CHAINS]:
        slower = comparison.slower(chain)
        if slower.mean >= 0.005:
            share = with_interval(slower, words, share=True)
            yield words.say("brief-slower", chain=_label(comparison, chain, words), share=share)


def _assumed(comparison: Comparison, words: Words, file: str) -> Iterator[str]:
    found = ledger(comparison.scenario)
    varied = sum(one.low is not None for one in found)
    if found:
        yield words.say("brief-assumed", count=len(found), varied=varied, file=as_typed(file))
    else:
        yield words.say("brief-none-assumed")
    overload = set(comparison.notices(words))
    others = [told for told in notices(comparison, words) if told not in overload]
    for told in others[:MOST_NOTICES]:
        yield words.say("brief-notices", told=told)


def _figures(paper: Paper, comparison: Comparison, words: Words) -> None:
    from adminsim.report.kit.fonts import figure_words
    from adminsim.report.result.figures import cycle_time_figure, time_figure

    drawn, _ = figure_words(words)
    paper.break_page()
    paper.heading(words.say("brief-6"))
    for code, figure, height in (
        ("brief-figure-days", cycle_time_figure(comparison, language=drawn), 10.5),
        ("brief-figure-steps", time_figure(comparison, language=drawn), 10.5),
    ):
        caption = words.say(code)
        paper.picture(_png(figure, drawn), caption, caption, height)


def _png(figure: Figure, words: Words) -> bytes:
    """Return a figure as a picture without a date in it."""
    from io import BytesIO

    from adminsim.report.kit.canvas import settings

    page = BytesIO()
    with settings(words):
        figure.savefig(page, format="png", dpi=DPI, metadata={"Software": None})
    return page.getvalue()


def _label(comparison: Comparison, chain: str, words: Words) -> str:
    return named(comparison.scenario.baseline.chains[chain].label, chain, words)
