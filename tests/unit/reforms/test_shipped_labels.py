"""Steps that reforms make are called by names of their own, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from adminsim.files.load import load
from adminsim.messages import Words

SCENARIOS = sorted(Path(__file__).parents[3].joinpath("scenarios").glob("*-20*/*.yaml"))


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_step_that_a_reform_makes_is_called_as_no_step_before(path: Path) -> None:
    scenario = load(path)
    for name, chain in scenario.reformed.chains.items():
        before = scenario.baseline.chains[name].steps if name in scenario.baseline.chains else {}
        for words in Words:
            old = {step.label.text(words, key) if step.label else key for key, step in before.items()}
            for key in chain.steps.keys() - before.keys() if before else ():
                label = chain.steps[key].label
                assert label is not None, f"{name}.{key}"
                assert label.text(words, "") not in {"", *old}, f"{name}.{key}"
