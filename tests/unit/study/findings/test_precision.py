"""When a study has simulated enough, and what is said where it has not."""

from __future__ import annotations

import math
from itertools import count, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import adminsim
from adminsim.model.target import Within
from adminsim.reforms.scenario import Precision, Scenario, ScenarioFile, Study
from adminsim.study.findings.bounded import Bounded
from adminsim.study.findings.compare import Comparison, compare
from adminsim.study.findings.estimate import Estimate, Sample, estimate, estimate_share
from adminsim.study.findings.precision import Expected, Width, cut_width, looks, share_width, until_precise
from adminsim.study.findings.verdict import Verdict, deciding, judge
from adminsim.study.many.replicate import Replication
from cli_calls import call, make_small
from systems import system_of, work

WANTED = Precision()


def scenario_of(**study: Any) -> Scenario:
    """Return a desk whose work is random, and a reform that makes it faster."""
    written = {
        "version": 1,
        "baseline": "x",
        "reforms": [{"reform": "training", "departments": ["desk"], "faster": 1.25}],
        "targets": [{"name": "soon", "kind": "within", "limit": "1 d", "share": 0.5, "chain": "permit"}],
        "study": study,
    }
    steps = {"serve": work("desk", {"exponential": {"mean": "1 h"}})}
    system = system_of(steps, demand={"rate": 10, "per": "d"}, days=10, run_out=5)
    return Scenario(ScenarioFile.model_validate(written), system)


def test_looks_begin_at_thirty_grow_by_a_fifth_and_end_at_the_bound() -> None:
    at = looks(30, 500)
    assert at[:4] == (30, 36, 44, 53)
    assert at[-1] == 500
    assert all(later <= 1.2 * sooner + 1 for sooner, later in pairwise(at))
    assert looks(30, 30) == looks(30, 29) == (30,)


def test_replications_are_taken_in_order_until_a_look_finds_them_enough() -> None:
    seen: list[int] = []

    def is_precise(found: Any) -> bool:
        seen.append(len(found))
        return len(found) >= 40

    assert until_precise(count(), looks(30, 500), is_precise) == tuple(range(44))
    assert seen == [30, 36, 44]


@pytest.mark.parametrize(
    ("after", "base"), [(10.0, 20.0), (19.0, 20.0), (80.0, 60.0)], ids=["a cut", "a small cut", "much slower"]
)
def test_wanted_of_a_cut_is_a_part_of_the_larger_of_cut_and_mean_before(after: float, base: float) -> None:
    values = Sample.of(np.full(30, 20.0))
    assert cut_width("x", values, Sample.of(np.full(30, after)), WANTED, 0.95).wanted == pytest.approx(0.02 * base)


def test_needed_grows_with_the_square_of_what_is_missing() -> None:
    width = Width("x", "cut", half_width=0.6, wanted=0.2, replications=30)
    assert not width.is_reached
    assert width.needed == pytest.approx(270, abs=1)
    assert Width("x", "cut", 0.2, 0.2, 30).is_reached


def test_nothing_is_asked_of_what_is_not_defined() -> None:
    values = Sample.of(np.full(30, math.nan), np.zeros(30))
    assert cut_width("x", values, values, WANTED, 0.95).is_reached
    assert share_width("x", values, WANTED, 0.95).is_reached


def test_a_share_has_an_interval_within_bounds_that_is_longer_towards_the_middle() -> None:
    values = Sample.of([1.0, 1.0, 1.0, 0.98, 1.0, 0.9] * 2, np.full(12, 50))
    found, plain = estimate_share(values), estimate(values)
    assert plain.high > 1 > found.high > found.mean > found.low
    assert found.mean - found.low > found.high - found.mean
    middle = Sample.of([0.45, 0.5, 0.55] * 20, np.full(60, 1000))
    assert estimate_share(middle).half_width == pytest.approx(estimate(middle).half_width, rel=0.01)


def test_the_number_that_would_decide_does_decide() -> None:
    target = Within.model_validate({"name": "x", "kind": "within", "limit": "1 d", "share": 0.8})
    random = np.random.default_rng(11)
    values = random.beta(80.5, 19.5, 4000)

    def of(number: int) -> Bounded:
        return Bounded.decided(Sample.of(values[:number], np.full(number, 1000)), is_share=True)

    found = judge(target, of(30), of(30), 0.95)
    assert found.verdict is Verdict.UNDECIDED
    assert found.needed is not None
    assert 31 <= found.needed < 3000
    more = of(2 * int(found.needed))
    assert judge(target, more, more, 0.95).verdict is not Verdict.UNDECIDED
    assert judge(target, more, more, 0.95).needed is None


def test_what_lies_on_the_line_no_number_decides() -> None:
    assert deciding(Estimate(2.0, 1.0, 3.0), 2.0, 30) == math.inf
    assert deciding(Estimate(math.nan, math.nan, math.nan), 2.0, 30) == math.inf
    assert deciding(Estimate(2.0, 1.0, 3.0), 2.5, 30) == 120


def test_a_study_without_a_number_ends_at_the_first_look_that_is_precise_enough() -> None:
    found = compare(scenario_of(precision={"cut": 0.02, "share": 0.01}), workers=1)
    number = len(found.replications)
    assert number in looks(30, 500)[1:-1]
    assert all(width.is_reached for width in found.widths)
    before = looks(30, 500)[looks(30, 500).index(number) - 1]
    sooner = Comparison(found.scenario, found.seed, found.replications[:before])
    assert not all(width.is_reached for width in sooner.widths)


def test_the_number_of_replications_does_not_depend_on_workers() -> None:
    scenario = scenario_of(precision={"cut": 0.08, "share": 0.05})
    alone, together = (compare(scenario, workers=workers).replications for workers in (1, 3))
    assert [one.after.digest for one in alone] == [one.after.digest for one in together]


class Kept:
    """A journal in memory."""

    def __init__(self, finished: dict[int, Replication]) -> None:
        self.finished = dict(finished)

    def keep(self, replication: Replication) -> None:
        """Keep a replication."""
        self.finished[replication.number] = replication


def test_a_study_that_was_stopped_ends_where_it_would_have_ended() -> None:
    scenario = scenario_of(precision={"cut": 0.02, "share": 0.01})
    whole = compare(scenario, workers=1).replications
    # Workers were ahead of the number at which the process was killed.
    kept = Kept({one.number: one for one in whole if one.number < 33 or one.number == 35})
    found = compare(scenario, workers=2, journal=kept).replications
    assert [one.after.digest for one in found] == [one.after.digest for one in whole]


def test_a_stated_number_is_kept_whatever_the_precision() -> None:
    found = compare(scenario_of(replications=4), workers=1)
    assert len(found.replications) == 4
    assert not all(width.is_reached for width in found.widths)
    assert found.precision()["needed"].max() > 4


def test_what_is_asked_takes_the_place_of_what_is_stated() -> None:
    stated = Study(seed=3, replications=10, confidence=0.9)
    assert stated.asked(max_replications=60) == Study(seed=3, max_replications=60, confidence=0.9)
    assert Study(max_replications=60).asked(replications=5, seed=2) == Study(seed=2, replications=5)
    assert (stated.least, stated.most, Study().least, Study().most) == (10, 10, 30, 500)


def test_what_is_expected_follows_from_the_last_look() -> None:
    told: list[tuple[int, int]] = []
    expected = Expected(looks(30, 500), lambda done, total: told.append((done, total)))
    expected.tell(0, 500)
    expected.tell(30, 500)
    expected.look([Width("x", "share", 0.02, 0.01, 30)])
    expected.look([Width("x", "share", 0.1, 0.01, 30)])
    assert told == [(0, 30), (30, 30), (30, 135), (30, 500)]


def test_a_precision_beyond_the_bound_is_said_after_the_first_look_and_at_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_small(tmp_path)
    run = ("run", "small.yaml", "--max-replications", "31", "--workers", "1", "--details", "--no-figures")
    run += ("--out", "out")
    told = call(*run)
    assert told.status == 0, told.err
    assert "After 30 replications" in " ".join(told.err.split())
    assert "more than the bound of 31" in " ".join(told.err.split())
    assert "The bound of 31 replications came before" in " ".join(told.out.replace("│", " ").split())
    assert "max_replications: 31" in (tmp_path / "out" / "scenario.yaml").read_text(encoding="utf-8")
    assert '"stopped": "bound"' in (tmp_path / "out" / "manifest.json").read_text(encoding="utf-8")
    assert "is complete already" in call(*run, "--resume").err
    assert call("verify", "out", "--workers", "1").status == 0


@pytest.mark.parametrize("more", [("--precision",), ("--max-replications", "60")])
def test_a_number_and_a_precision_do_not_go_together(more: tuple[str, ...]) -> None:
    told = call("run", "x.yaml", "--replications", "5", *more)
    assert told.status == 2
    assert "--replications says how many" in told.err


def test_both_rules_in_a_file_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="two-rules"):
        Study.model_validate({"replications": 30, "precision": {"cut": 0.01}})


def test_undecided_says_what_would_decide() -> None:
    from adminsim.report.kit.tables import as_text
    from adminsim.report.result.tables import result_table

    scenario = adminsim.example("smallest")
    found = compare(scenario, replications=2, workers=1)
    for judgement, words in ((40.0, "about 40 simulated years"), (math.inf, "more than the bound of 500")):
        one = found.judgements[0]
        found.__dict__["judgements"] = (
            type(one)(**{**one.__dict__, "verdict": Verdict.UNDECIDED, "needed": judgement}),
        )
        assert words in " ".join(as_text(result_table(found)).replace("│", " ").split())
