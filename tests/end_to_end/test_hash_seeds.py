"""What a run leaves does not depend on the order in which this Python happens to hash."""

from __future__ import annotations

import os
import subprocess
import sys

SCRIPT = """
from reform_lists import reform_of
from systems import at, system_of, work
from adminsim.engine.simulate import simulate
from adminsim.reforms.apply import apply_reforms
from adminsim.study.many.replicate import digest

before = {"a": [], "b": ["a"], "c": ["b"], "d": ["c"]}
steps = {name: work("desk", "1 h", needs=needs) for name, needs in before.items()}
system = system_of(steps, demand=at(*["2022-06-20 09:00"] * 40), departments={"desk": 3})
parts = [["c"], ["c", "d"], ["b"], ["d", "b"]]
reforms = [reform_of(reform="drop_steps", name=f"drop{n}", steps=part, coverage=0.5) for n, part in enumerate(parts)]
print(digest(simulate(apply_reforms(system, reforms))))
"""


def test_the_digest_that_verify_compares_is_the_same_under_two_hash_seeds() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "4711")
    }
    assert len(found) == 1
    assert len(found.pop().strip()) >= 32
