"""What is drawn stays what it was: by numpy's own generator, by what was once drawn, with Numba and without."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import adminsim
from adminsim.engine import drawing
from adminsim.engine.draws import Draws, make_draws
from adminsim.engine.plan import Plans
from adminsim.engine.population import draw_population
from adminsim.engine.streams import Streams
from adminsim.model.system import System
from compiled_calls import called

SCENARIOS = Path(__file__).parents[3] / "scenarios"
ONCE = Path(__file__).with_name("drawn_once.json")
"""Digests of draws from the time when each step was drawn by numpy on its own."""
FIGURES = ("submitted", "case_type", "due", "expires", "gives_up", "extended", "route", "complete", "begun")


def drawn(system: System, replication: int = 0) -> Draws:
    streams = Streams(1, replication)
    population = draw_population(system, streams)
    return make_draws(system, Plans(system).of(population), population, streams)


def digest(draws: Draws) -> str:
    """Return a digest of all that is drawn in whole numbers."""
    found = hashlib.sha256()
    for name in sorted(set(draws.by_visit) - {"exact_s"}):
        found.update(np.ascontiguousarray(draws.by_visit[name]).tobytes())
    for cases in draws.cases:
        for name in FIGURES:
            found.update(np.ascontiguousarray(getattr(cases, name)).tobytes())
    return found.hexdigest()


@pytest.mark.parametrize("name", sorted(json.loads(ONCE.read_text())))
def test_draws_are_those_of_each_step_drawn_on_its_own(name: str) -> None:
    scenario = adminsim.load(SCENARIOS / f"{name}.yaml")
    found = [digest(drawn(system)) for system in (scenario.baseline, scenario.reformed)]
    assert found == json.loads(ONCE.read_text())[name]


def test_uniforms_are_those_of_the_generator_of_numpy_wherever_one_begins() -> None:
    streams = Streams(7, 3)
    told = [("permit", "step:a", 1, "work"), ("许可", "document:b", 2, "missing")]
    keys = streams.keys(told)
    last, words = np.full((1, 2), -1), np.empty((1, 4), np.uint64)
    uniform = called(drawing._uniform)
    for stream, one in enumerate(told):
        expected = streams.uniforms(*one, 41)
        for number in (0, 1, 3, 4, 40, 17, 16, 39, 2):
            assert uniform(keys, stream, number, last, words, 0) == expected[number]


def test_without_numba_the_same_is_drawn() -> None:
    program = (
        "import sys; sys.modules['numba'] = None; sys.path[:0] = sys.argv[1:]\n"
        "import adminsim, test_draws_of_visits as t\n"
        "print(t.digest(t.drawn(adminsim.example('smallest').reformed)))"
    )
    folders = [str(Path(__file__).parent), str(Path(__file__).parents[2])]
    told = subprocess.run(
        [sys.executable, "-W", "error::RuntimeWarning", "-c", program, *folders],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert told.stdout.strip() == digest(drawn(adminsim.example("smallest").reformed))
