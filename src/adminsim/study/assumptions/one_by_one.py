"""What single assumptions do to the verdicts: each at both ends of its range, all else as stated."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.model.target import Direction, Target
from adminsim.study.assumptions.ends_of_ranges import Ends
from adminsim.study.assumptions.ledger import Assumption, ledger
from adminsim.study.errors import StudyError
from adminsim.study.findings.bounded import Bounded
from adminsim.study.findings.estimate import NOTHING, Estimate, Sample, estimate, weighed
from adminsim.study.findings.verdict import Judgement, Verdict, held_against, judge
from adminsim.study.many.variants import ReadTargets, Runner, batches_of

if TYPE_CHECKING:
    from concurrent.futures import Executor

    import pandas as pd

    from adminsim.engine.simulate import Engine
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress
    from adminsim.study.many.variants import Journal

REPLICATIONS = 10
"""How many years are simulated by default at each end of a range."""

Samples = tuple["Bounded", "Bounded"]
"""A target before and after."""


@dataclass(frozen=True)
class Swing:
    """What an assumption does to a target.

    Attributes
    ----------
    assumption : Assumption
        The assumption.
    target : Target
        The target.
    low, high : Judgement or None
        The target at either end of the range; None where the reforms are not possible there.
    swing : Estimate
        By how much what is judged is larger at the high end than at the low one, paired.
    """

    assumption: Assumption
    target: Target
    low: Judgement | None
    high: Judgement | None
    swing: Estimate

    @property
    def size(self) -> float:
        """The swing without its sign; 0 where an end is not possible."""
        return abs(self.swing.mean) if np.isfinite(self.swing.mean) else 0.0

    def turns(self, base: Judgement) -> dict[str, Verdict]:
        """Return by end the verdict there, where it is not the one that the stated value gives."""
        found = {"low": self.low, "high": self.high}
        return {end: one.verdict for end, one in found.items() if one is not None and one.verdict != base.verdict}


@dataclass(frozen=True)
class Assumptions:
    """What single assumptions do to the verdicts of a scenario.

    Attributes
    ----------
    scenario : Scenario
        What was studied.
    seed : int
        What fixed its random numbers.
    ledger : tuple of Assumption
        Every assumed figure.
    targets : tuple of Target
        The targets of the scenario; where it states none, that each chain gets faster.
    base : tuple of Judgement
        The targets with all figures as stated.
    replications : int
        How many years were simulated at each end.
    simulated : int
        How many years were simulated in all.
    swings : tuple of Swing
        For each target and each assumption that was varied.
    """

    scenario: Scenario
    seed: int
    ledger: tuple[Assumption, ...]
    targets: tuple[Target, ...]
    base: tuple[Judgement, ...]
    replications: int
    simulated: int
    swings: tuple[Swing, ...]

    @property
    def varied(self) -> tuple[Assumption, ...]:
        """The assumptions that were varied."""
        return tuple(one for one in self.ledger if one.standing == "varied")

    @cached_property
    def by_target(self) -> dict[str, tuple[Swing, ...]]:
        """The swings of each target, the largest first."""
        return {
            target.name: tuple(sorted((s for s in self.swings if s.target is target), key=lambda s: -s.size))
            for target in self.targets
        }

    def turning(self, judgement: Judgement) -> tuple[Swing, ...]:
        """Return the assumptions that give a target another verdict at an end of their range, the largest first."""
        return tuple(swing for swing in self.by_target[judgement.target.name] if swing.turns(judgement))

    def figures(self) -> pd.DataFrame:
        """Return every assumed figure.

        Returns
        -------
        DataFrame
            Indexed by its place; columns: value, low, high (as written), source and standing (``varied``, or why not).
        """
        return ledger_frame(self.ledger)

    def table(self) -> pd.DataFrame:
        """Return what each assumption does to each target, the largest swing first.

        Returns
        -------
        DataFrame
            Indexed by target and place of the assumption. Columns: value, low, high (as written), at_low, at_value,
            at_high (what is judged: the share or mean under the reforms, or what is saved beyond a cut that is asked
            for), swing, swing_low, swing_high (at the high end less at the low one, paired), verdict_low, verdict,
            verdict_high.
        """
        import pandas as pd

        rows = {
            (base.target.name, swing.assumption.name): _row(swing, base)
            for base in self.base
            for swing in self.by_target[base.target.name]
        }
        index = pd.MultiIndex.from_tuples(list(rows), names=["target", "assumption"])
        return pd.DataFrame(list(rows.values()), index=index, columns=list(COLUMNS))


COLUMNS = (
    "value", "low", "high", "at_low", "at_value", "at_high", "swing", "swing_low", "swing_high", "verdict_low",
    "verdict", "verdict_high",
)  # fmt: skip


def written(value: object) -> str:
    """Return a figure as a file has it."""
    return "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def ledger_frame(entries: tuple[Assumption, ...]) -> pd.DataFrame:
    """Return assumed figures as a table; see `Assumptions.figures`."""
    import pandas as pd

    rows = [
        {"value": written(one.value), "low": written(one.low), "high": written(one.high), "source": one.source,
         "standing": one.standing}
        for one in entries
    ]  # fmt: skip
    index = pd.Index([one.name for one in entries], name="assumption")
    return pd.DataFrame(rows, index=index, columns=["value", "low", "high", "source", "standing"])


def _row(swing: Swing, base: Judgement) -> dict[str, object]:
    one, ends = swing.assumption, (swing.low, swing.high)
    low, high = (end.judged.mean if end else float("nan") for end in ends)
    verdicts = [str(end.verdict) if end else "" for end in ends]
    figures = [written(one.value), *map(written, one.ends), low, base.judged.mean, high, swing.swing.mean]
    figures += [swing.swing.low, swing.swing.high, verdicts[0], str(base.verdict), verdicts[1]]
    return dict(zip(COLUMNS, figures, strict=True))


def targets_of(scenario: Scenario) -> tuple[Target, ...]:
    """Return the targets of a scenario; where it states none, that the reforms make each chain faster."""
    return scenario.targets or tuple(
        Direction(name=f"faster-{chain}", kind="direction", chain=chain, of="elapsed")
        for chain in scenario.baseline.chains
    )


def assumptions(
    scenario: Scenario,
    *,
    seed: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> Assumptions:
    """Say what the verdicts are at each end of the range of every assumed figure, one at a time.

    All are simulated with the same applicants as the scenario itself. Figures without a range, of reforms that are
    switched off, that only cost money, or that no case meets are listed and not varied.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    seed : int, optional
        In place of the one that the scenario states.
    replications : int, optional
        How many years are simulated at each end, by default 10.
    workers, executor, progress, engine, journal
        As for `compare`; `progress` counts the ends that are looked at before anything is simulated, then single
        years.

    Returns
    -------
    Assumptions
        The ledger, and what each assumption does to each target.

    Raises
    ------
    StudyError
        If no assumed figure can be varied.
    """
    entries, targets = ledger(scenario), targets_of(scenario)
    count = replications or REPLICATIONS
    told = progress or (lambda *_: None)
    varied = tuple(one for one in entries if one.standing == "varied")
    ends = Ends(scenario, varied, targets, lambda done, of, most: told(done, of + count * most))
    if not ends.varied:
        raise StudyError("assumptions-none", {"count": len(entries)})
    seed = scenario.study.seed if seed is None else seed
    looked = 2 * len(varied)
    runner = Runner(seed, workers, executor, lambda done, total: told(looked + done, looked + total), engine, journal)
    found = runner.run(batches_of(ends.wanted, count), ends.plans, ReadTargets(targets))

    def samples(number: int) -> list[Bounded]:
        figures = np.array([found[year, number] for year in range(count)]).reshape(count, len(targets), -1)
        return [
            Bounded(Sample(value, over), rises, falls, given_up, target.is_share)
            for target, (value, over, rises, falls, given_up) in zip(targets, figures.transpose(1, 2, 0), strict=True)
        ]

    confidence = scenario.study.confidence
    at: dict[Any, list[Samples]] = {
        key: list(zip(samples(before), samples(after), strict=True)) for key, (before, after) in ends.pairs.items()
    }
    base = tuple(judge(target, *at[None][i], confidence) for i, target in enumerate(targets))
    swings = []
    for i, target in enumerate(targets):
        for place, one in enumerate(ends.varied):
            low, high = (at[place, end][i] if (place, end) in at else None for end in ("low", "high"))
            swings.append(_swing(one, target, low, high, confidence))
    return Assumptions(scenario, seed, entries, targets, base, count, len(found), tuple(swings))


def _swing(one: Assumption, target: Target, low: Samples | None, high: Samples | None, confidence: float) -> Swing:
    """Return what an assumption does to a target."""
    judged = [judge(target, *end, confidence) if end else None for end in (low, high)]
    swing = NOTHING
    if low and high:
        at_high, at_low = (held_against(target, *(one.shown for one in end)) for end in (high, low))
        swing = estimate(weighed(at_high, at_low), confidence)
    return Swing(one, target, judged[0], judged[1], swing)
