"""Which reform did it: each one's share of what all reforms change together."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING

from adminsim.model.naming import shortened
from adminsim.study.attribution.combinations import Combinations
from adminsim.study.attribution.contributions import Asked, Contributions, measure_all, measure_orders
from adminsim.study.errors import StudyError
from adminsim.study.findings.estimate import Estimate, estimate
from adminsim.study.many.variants import Runner

if TYPE_CHECKING:
    from collections.abc import Iterable
    from concurrent.futures import Executor

    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.simulate import Engine
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Progress
    from adminsim.study.many.variants import Journal

EXACT, EXACT_MOST = 6, 20
"""Up to how many reforms all combinations are simulated: unless asked, and at the most.

Beyond six, sampled orders take fewer runs for intervals that are shorter: from year to year a contribution varies more
than from one order and its reverse to the next.
"""
REPLICATIONS, REPLICATIONS_SAMPLED = 10, 20
"""How many years are simulated by default: with all combinations, and with sampled orders of the reforms."""


@dataclass(frozen=True)
class Attribution:
    """What each reform contributes to what all change together.

    Contributions are positive where a reform improves the value: days saved, or share gained.

    Attributes
    ----------
    scenario : Scenario
        What was studied.
    seed : int
        What fixed its random numbers.
    asked : Asked
        Chain or target, and the method.
    reforms : tuple of str
        The enabled reforms, in the order of the file.
    contributions : Contributions
        What each contributes, year by year.
    """

    scenario: Scenario
    seed: int
    asked: Asked
    reforms: tuple[str, ...]
    contributions: Contributions

    @property
    def replications(self) -> int:
        """How many years were simulated with each combination."""
        return len(self.contributions.before)

    @property
    def confidence(self) -> float:
        """Confidence level of all intervals."""
        return self.scenario.study.confidence

    @property
    def total(self) -> Estimate:
        """What all reforms change together."""
        gained = self.contributions.after - self.contributions.before
        return self._estimate(gained if self.asked.is_gain else -gained)

    def shares(self) -> pd.DataFrame:
        """Return what each reform contributes.

        Returns
        -------
        DataFrame
            Indexed by reform, the largest first. Columns: contribution, low, high (Shapley value, in the unit of the
            value; contributions add up to the total), part (of the total), and alone, alone_low, alone_high, last,
            last_low, last_high: as the only reform and as the last one.
        """
        import pandas as pd

        rows = {name: self._row(place) for place, name in enumerate(self.reforms)}
        table = pd.DataFrame.from_dict(rows, orient="index").rename_axis("reform")
        return table.sort_values("contribution", ascending=False, kind="stable")

    def interactions(self) -> pd.DataFrame:
        """Return how much more, or less, every two reforms contribute together than one by one.

        Returns
        -------
        DataFrame
            Indexed by both reforms, the strongest first. Columns: together (Shapley interaction index), low, high, and
            certain: whether an interval that holds for all pairs at once leaves out 0.
        """
        import pandas as pd

        rows = {}
        for pair, values in self.contributions.together.items():
            one, other = (self.reforms[place] for place in pair)
            found = self._estimate(values)
            rows[one, other] = {
                "together": found.mean, "low": found.low, "high": found.high, "certain": self._is_certain(values),
            }  # fmt: skip
        index = pd.MultiIndex.from_tuples(list(rows), names=["reform", "other"])
        table = pd.DataFrame(list(rows.values()), index=index, columns=["together", "low", "high", "certain"])
        return table.sort_values("together", key=abs, ascending=False, kind="stable")

    @cached_property
    def strongest(self) -> tuple[str, str, Estimate] | None:
        """The two reforms that interact most, and by how much; None where no interaction is certain."""
        certain = {pair: values for pair, values in self.contributions.together.items() if self._is_certain(values)}
        if not certain:
            return None
        one, other = pair = max(certain, key=lambda pair: abs(float(certain[pair].mean())))
        return self.reforms[one], self.reforms[other], self._estimate(certain[pair])

    def _row(self, place: int) -> dict[str, float]:
        found = self._estimate(self.contributions.shapley[:, place])
        total = self.total.mean
        row = {"contribution": found.mean, "low": found.low, "high": found.high}
        row["part"] = found.mean / total if total else float("nan")
        for name, values in (("alone", self.contributions.alone), ("last", self.contributions.last)):
            one = self._estimate(values[:, place])
            row |= {name: one.mean, f"{name}_low": one.low, f"{name}_high": one.high}
        return row

    def _is_certain(self, values: NDArray[np.float64]) -> bool:
        """Tell whether an interaction is other than 0, with all pairs looked at (Bonferroni)."""
        if len(values) < 2:
            return False
        found = estimate(values, 1.0 - (1.0 - self.confidence) / len(self.contributions.together))
        return found.low > 0 or found.high < 0

    def _estimate(self, values: NDArray[np.float64]) -> Estimate:
        return estimate(values, self.confidence)


def attribute(
    scenario: Scenario,
    *,
    chain: str | None = None,
    target: str | None = None,
    exact: bool | None = None,
    seed: int | None = None,
    replications: int | None = None,
    workers: int | None = None,
    executor: Executor | None = None,
    progress: Progress | None = None,
    engine: Engine = "auto",
    journal: Journal | None = None,
) -> Attribution:
    """Say what each enabled reform contributes: its Shapley value over the on/off combinations of all.

    Every combination is simulated with the same applicants, year by year; the contributions of a year add up to what
    all reforms change in it, and intervals come from the years.

    Parameters
    ----------
    scenario : Scenario
        What to study.
    chain : str, optional
        The chain whose mean elapsed time is meant; needed where there are several.
    target : str, optional
        The target whose value is meant instead.
    exact : bool, optional
        Whether all combinations are simulated, at most 2^20; else orders of the reforms are sampled, two for each
        year. By default all up to 6 reforms.
    seed : int, optional
        In place of the one that the scenario states.
    replications : int, optional
        How many years are simulated with each combination: by default 10, or 20 where orders are sampled.
    workers, executor, progress, engine, journal
        As for `compare`; `progress` counts single years.

    Returns
    -------
    Attribution
        Contributions with intervals, and interactions.

    Raises
    ------
    StudyError
        If there is nothing to attribute, too much to do it exactly, or no value in a year.

    Notes
    -----
    Shapley (1953), A value for n-person games; sampled orders after Castro, Gomez and Tejada (2009); each year gives
    one independent value, so that intervals hold for the sampling of orders too.
    """
    asked, systems = asked_of(scenario, chain, target, exact), Combinations(scenario)
    seed = scenario.study.seed if seed is None else seed
    replications = replications or replications_of(asked)
    runner = Runner(seed, workers, executor, progress, engine, journal)
    measure = measure_all if asked.is_exact else measure_orders
    found = measure(asked, systems, runner, replications)
    return Attribution(scenario, seed, asked, tuple(reform.subject for reform in systems.reforms), found)


def replications_of(asked: Asked) -> int:
    """Return how many years are simulated by default."""
    return REPLICATIONS if asked.is_exact else REPLICATIONS_SAMPLED


def asked_of(scenario: Scenario, chain: str | None, target: str | None, exact: bool | None) -> Asked:
    """Return what an attribution is about.

    Raises
    ------
    StudyError
        If there is no such chain or target, or no reform is enabled, or too many are to attribute exactly.
    """
    chains, targets = scenario.baseline.chains, {one.name: one for one in scenario.targets}
    count = sum(reform.enabled for reform in scenario.reforms)
    if chain is not None and target is not None:
        raise StudyError("attribution-chain-or-target")
    if target is not None and target not in targets:
        raise StudyError("attribution-unknown-target", _unknown(target, targets))
    if chain is not None and chain not in chains:
        raise StudyError("attribution-unknown-chain", _unknown(chain, chains))
    if target is None and chain is None and len(chains) > 1:
        raise StudyError("attribution-needs-chain", {"allowed": ", ".join(chains)})
    if not count:
        raise StudyError("attribution-no-reform")
    if exact and count > EXACT_MOST:
        raise StudyError("attribution-too-many", {"count": count, "most": EXACT_MOST})
    is_exact = count <= EXACT if exact is None else exact
    if target is not None:
        return Asked(None, targets[target], is_exact)
    return Asked(chain or next(iter(chains)), None, is_exact)


def _unknown(given: str, allowed: Iterable[str]) -> dict[str, object]:
    """Return a name that is not there, those that are, and the nearest of them."""
    names = list(allowed)
    nearest = get_close_matches(given, names, n=1)
    return {"given": given, "allowed": shortened(names) or "-", "nearest": nearest[0] if nearest else ""}
