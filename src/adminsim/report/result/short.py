"""What a run says on one screen: verdicts in a sentence each, the cut, what stands in the way, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.messages import Words
from adminsim.report.kit.style import VERDICT_STYLE, named, percent
from adminsim.report.result.chain_times import times_of
from adminsim.report.result.costs import clock_notice
from adminsim.report.result.notices import notices
from adminsim.report.result.obstacle_words import next_step_text, obstacle_text
from adminsim.report.result.precision import deciding_text
from adminsim.report.result.target_remarks import rests_on
from adminsim.report.result.target_words import target_figures, target_name
from adminsim.study.findings.verdict import Verdict
from adminsim.study.walk.next_step import next_step

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rich.text import Text

    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.verdict import Judgement

WIDTH, HEIGHT = 80, 24
"""A screen: one of its lines is left for what is typed next."""
LEAST = 2
"""Entries of a list that are shown however little room there is."""
Entry = list["Text"]
"""The lines of an entry."""
ORDER = (Verdict.MISSED, Verdict.UNDECIDED, Verdict.MET)


def print_short(
    comparison: Comparison, folder: Path | None = None, words: Words = Words.EN, file: str | None = None
) -> None:
    """Print what a study found on one screen, in colour where standard output is a terminal."""
    from rich.console import Console

    console = Console(highlight=False)
    for line in short_lines(comparison, folder, words, file, width=min(console.width, 100)):
        console.print(line, soft_wrap=True)


def short_lines(
    comparison: Comparison,
    folder: Path | None = None,
    words: Words = Words.EN,
    file: str | None = None,
    *,
    width: int = WIDTH,
    height: int = HEIGHT,
) -> list[Text]:
    """Return what a study found in lines that fit one screen.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    folder : Path, optional
        Where the results are kept.
    words : Words
        Of the reader's language.
    file : str, optional
        The scenario as it is named in commands.
    width, height : int
        Columns and lines of the screen, one of which is left free.
    """
    scenario = comparison.scenario
    file = file or f"{scenario.name}.yaml"
    head = [_entry(title_text(comparison, words), width, "bold")]
    if any(load.is_overloaded for loads in comparison.loads for load in loads):
        head.append(_entry(words.say("result-transient"), width, "bold yellow"))
    chains = [_entry(chain_text(comparison, chain, words), width) for chain in scenario.baseline.chains]
    verdicts = [
        _verdict(comparison, one, words, width) for verdict in ORDER for one in comparison.judgements
        if one.verdict is verdict
    ] or [_entry(words.say("target-none"), width)]  # fmt: skip
    way = _in_the_way(comparison, words, width)
    end = [
        _entry(next_step_text(comparison, file, words), width, "bold"),
        *_foot(comparison, folder, words, width),
    ]
    taken = sum(len(entry) for entry in (*head, *way, *end)) + 2
    room = height - 1 - taken
    shown = _fitted(chains, max(room - _lines(verdicts), room // 3), words)
    judged = _fitted(verdicts, room - _lines(shown), words)
    blank = _entry("", width)
    return [line for entry in (*head, *shown, blank, *judged, *way, blank, *end) for line in entry]


def title_text(comparison: Comparison, words: Words) -> str:
    """Return the name of a scenario, and how it was simulated."""
    scenario = comparison.scenario
    design = words.say(
        "result-design",
        replications=len(comparison.replications),
        seed=comparison.seed,
        confidence=percent(comparison.confidence, words, 0),
    )
    return words.say("short-title", name=named(scenario.written.label, scenario.name, words), design=design)


def chain_text(comparison: Comparison, chain: str, words: Words) -> str:
    """Return lived time and official clock of a chain before and after, and the cut."""
    told = words.say(
        "short-chain",
        chain=named(comparison.scenario.baseline.chains[chain].label, chain, words),
        **times_of(comparison, chain, words),
    )
    is_off_the_clock = bool(clock_notice(comparison, chain, words))
    return told + (words.say("short-off-the-clock") if is_off_the_clock else "")


def _verdict(comparison: Comparison, judgement: Judgement, words: Words, width: int) -> Entry:
    """Return a verdict in one sentence."""
    from adminsim.report.kit.prose import Text

    before, after, required = target_figures(judgement, words)
    told = words.say(
        "short-verdict", name=target_name(judgement.target, words), before=before, after=after,
        required=required,
    )  # fmt: skip
    if judgement.turning:
        told += words.say("short-turns")
    if judgement.verdict is Verdict.MET and judgement.target.hollow is not None:
        told += words.say(f"short-hollow-{judgement.target.hollow}")
    parts = dict.fromkeys(words.say(f"short-deleted-{one.part}") for one in rests_on(comparison, judgement))
    told += words.say("short-deleted", parts=words.listed(parts)) if parts else ""
    deciding = deciding_text(judgement, comparison.scenario.study.max_replications, "targets", words)
    told += words.say("short-aside", told=deciding) if deciding else ""
    style = VERDICT_STYLE[judgement.verdict]
    return _wrapped(Text.assemble((words.say(f"verdict-{judgement.verdict}"), style), told), width)


def _in_the_way(comparison: Comparison, words: Words, width: int) -> list[Entry]:
    """Return what holds the most time of the first target that is not met."""
    found = next_step(comparison)
    if found is None:
        return []
    target = found.judgement.target
    heading = words.say("short-in-the-way", target=target_name(target, words))
    lines = [obstacle_text(comparison, target, one, words, "short-obstacle") for one in found.obstacles]
    return [_line(heading, width), *(_line(f"  {line}", width) for line in lines)]


def _foot(comparison: Comparison, folder: Path | None, words: Words, width: int) -> list[Entry]:
    """Return how many remarks there are, and where all the rest is."""
    told = []
    count = len(notices(comparison, words))
    if count:
        told.append(words.say("short-remarks", count=count))
    told.append(words.say("short-details"))
    if folder is not None:
        told.append(words.say("result-folder", folder=folder))
    return [_entry(words.pick(" ", "").join(told), width)]


def _entry(told: str, width: int, style: str = "") -> Entry:
    from adminsim.report.kit.prose import Text

    return _wrapped(Text(told, style=style), width)


def _line(told: str, width: int, style: str = "") -> Entry:
    """Return a text in one line, cut off where it is too long."""
    from adminsim.report.kit.prose import Text

    text = Text(told, style=style)
    text.truncate(width, overflow="ellipsis")
    return [text]


def _wrapped(text: Text, width: int) -> Entry:
    """Return a text in lines, the later ones indented."""
    from rich.console import Console
    from rich.text import Text

    lines = list(text.wrap(Console(width=width), width - 2)) if text.cell_len > width else [text]
    for line in lines:
        line.rstrip()
    return [lines[0], *(Text.assemble("  ", line) for line in lines[1:])]


def _lines(entries: Sequence[Entry]) -> int:
    return sum(map(len, entries))


def _fitted(entries: list[Entry], room: int, words: Words) -> list[Entry]:
    """Return as many entries as there is room for, and how many more there are."""
    if _lines(entries) <= room or len(entries) <= LEAST:
        return entries
    kept = entries[:LEAST]
    for entry in entries[LEAST:]:
        if _lines(kept) + len(entry) + 1 > room:
            break
        kept.append(entry)
    left = len(entries) - len(kept)
    return [*kept, _entry(words.say("short-more", count=left), WIDTH)] if left else kept
