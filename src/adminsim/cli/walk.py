"""The command that walks back from the decisions: where the time goes, and what to do next."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from adminsim.cli.analysis import analyse
from adminsim.cli.announced import announce_imprecision, announce_overload

if TYPE_CHECKING:
    from adminsim.cli.asked import Asked, Design
    from adminsim.reforms.scenario import Scenario
    from adminsim.study.many.replicate import Journal
    from adminsim.study.walk.walked import Walked


def show_walk(asked: Asked, scenario: str, design: Design) -> None:
    """Study a scenario and say where the time goes, and how fast it could ever be."""
    from adminsim.report.walk.files import WALK
    from adminsim.study.findings.compare import compare
    from adminsim.study.walk.ladder import ladder
    from adminsim.study.walk.walked import Walked

    loaded = design.load(scenario)

    def study(one: Scenario, journal: Journal | None = None, **how: Any) -> Walked:
        announce_overload(one, asked.notices, asked.words)
        look = partial(announce_imprecision, notices=asked.notices, words=asked.words)
        found = compare(one, look=look, journal=journal, **how)
        return Walked(found, ladder(found, **how))

    analyse(loaded, study, WALK, asked, "walk", most=loaded.study.most)
