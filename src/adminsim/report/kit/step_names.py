"""What people call the steps of a chain, those that reforms make too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adminsim.engine.variants import steps_met
from adminsim.report.kit.style import named

if TYPE_CHECKING:
    from adminsim.messages import Words
    from adminsim.reforms.scenario import Scenario


def step_name(scenario: Scenario, chain: str, name: str, words: Words) -> str:
    """Return what people call a step of the baseline or of the reforms, with its key where two are called the same."""
    steps = scenario.baseline.chains[chain].steps | steps_met(scenario.reformed)[chain]
    texts = {key: named(step.label, key, words) for key, step in steps.items()}
    text = texts.get(name, name)
    is_shared = sum(other == text for other in texts.values()) > 1
    return words.say("walk-with-key", name=text, key=name) if is_shared else text
