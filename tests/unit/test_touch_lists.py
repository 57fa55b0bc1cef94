"""What CONTRIBUTING.md says that a target kind, a command and a step kind touch is all that they touch.

A throw-away one of each is added to a copy of the package; those of a reform and a measure stand with their tests.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from throw_away import Copy

CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"

SUNG = '''class Sung(AnyTarget):
    """How often a case is sung of."""

    kind: Annotated[Literal["sung"], InChinese(sung="唱")]
    """Songs per case."""
    least: float
    """The fewest songs of a case."""

    judged_as: ClassVar[JudgedAs] = "mean"

    @property
    def unit(self) -> Unit:
        """Pieces."""
        return "count"

    @property
    def required(self) -> float:
        """The fewest songs."""
        return self.least

    @property
    def less_is_better(self) -> bool:
        """The more the better."""
        return False

    @property
    def weights(self) -> tuple[float, float]:
        """The songs after are judged."""
        return 0.0, 1.0


Target = Annotated[
'''
WITH_SUNG = """    Annotated[Within, Tag("within")]
    | Annotated[Sung, Tag("sung")]
"""
OF_A_RUN = """@found_in.register(Sung)
def _sung(target: Sung, records: Records) -> Found:
    return Found(mean_of(np.full(int(meant_cases(records, target).sum()), 3.0)))


@found_in.register(Within)
"""
IN_WORDS = """@kind_words.register(Sung)
@subject.register(Sung)
def _sung(target: Sung, *about: object) -> str:
    return about[-1].say("target-sung")


@required_words.register(Sung)
def _required_sung(target: Sung, words: Words) -> str:
    return "three songs"


@subject.register(Within)
"""
TOLD_OF_TARGETS = """
from adminsim import compare, load
from adminsim.files.schema import scenario_schema
from adminsim.messages import Words
from adminsim.report.kit.tables import as_text
from adminsim.report.result.tables import result_table
found = compare(load("small.yaml"), replications=2, workers=1, engine="reference")
(one,) = found.judgements
print(one.verdict, one.after.mean)
print("three songs" in as_text(result_table(found, Words.EN), 100), "sung of" in as_text(result_table(found), 100))
print("Sung" in scenario_schema()["$defs"])
"""


def test_a_class_a_value_and_words_are_all_that_a_new_kind_of_target_takes(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.change(
        "model/target.py",
        ("Target = Annotated[\n", SUNG),
        ('    Annotated[Within, Tag("within")]\n', WITH_SUNG),
        ('kind_of("within", Within,', 'kind_of("within", Within, Sung,'),
    )
    imported = ("import Count,", "import Sung, Count,")
    copy.change("study/run/targets.py", imported, ("@found_in.register(Within)\n", OF_A_RUN))
    copy.change("report/result/target_words.py", imported, ("@subject.register(Within)\n", IN_WORDS))
    copy.change("messages/words.py", ('"result-overdue":', '"target-sung": ("sung of", "唱过"), "result-overdue":'))
    scenario = tmp_path / "small.yaml"
    text = scenario.read_text(encoding="utf-8")
    kept = re.sub(r"(?m)^  - \{name: half-day.*$", "  - {name: songs, kind: sung, least: 3, source: example}", text)
    assert kept != text
    scenario.write_text(kept, encoding="utf-8")
    assert copy.run("-c", TOLD_OF_TARGETS) == ["met 3.0", "True True", "True"]


STUDY = '''
"""Sings of a scenario."""

from typing import NamedTuple

import numpy as np

from adminsim.study.many.pairs import read_pairs
from adminsim.study.many.variants import Runner


class Sung(NamedTuple):
    """How many cases are sung of, before and after."""

    cases: np.ndarray


def count(records):
    """Return how many cases a run has."""
    return (float(len(records.case_rows)),)


def sing(scenario, *, replications, **how):
    """Count the cases that are sung of."""
    runner = Runner(scenario.study.seed, **how)
    return Sung(read_pairs(scenario, count, replications or 2, runner).mean(axis=(1, 2)))
'''
REPORT = '''
"""Songs as they are told."""

import pandas as pd

from adminsim.report.kit.files import Report

SONGS = Report(
    "songs",
    lambda found, words: words.say("cli-sing"),
    lambda found, words: {"before": found.cases[0]},
    lambda found: pd.DataFrame({"cases": found.cases}),
    lambda found, words: (),
)
'''
COMMAND = '''
"""The command that sings."""

from functools import partial

from adminsim.cli.analysis import analyse


def show_songs(asked, scenario, replications):
    """Sing of a scenario."""
    from adminsim.files.load import load
    from adminsim.report.sing.files import SONGS
    from adminsim.study.sing.sing import sing

    analyse(load(scenario), partial(sing, replications=replications), SONGS, asked, "sing")
'''
OF_ITS_OWN = '''@_command()
@argument("scenario")
@replications_option("cli-option-years")
@analysis_options("cli-option-sing-out")
def sing(asked: Asked, scenario: str, **own: Any) -> None:
    """Sing."""
    from adminsim.cli.sing import show_songs

    show_songs(asked, scenario, **own)


ANALYSES = ('''


def test_a_study_a_report_and_a_call_are_all_that_a_new_command_takes(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.add("study/sing/__init__.py", '"""Songs."""\n')
    copy.add("study/sing/sing.py", STUDY)
    copy.add("report/sing/__init__.py", '"""Songs as they are told."""\n')
    copy.add("report/sing/files.py", REPORT)
    copy.add("cli/sing.py", COMMAND)
    copy.change("cli/analyses.py", ("ANALYSES = (run, ", OF_ITS_OWN + "run, sing, "))
    texts = '"cli-sing": ("Sing of it.", "唱。"), "cli-sing-example": ("adminsim sing x", "adminsim sing x"), '
    texts += '"cli-option-sing-out": ("Folder for songs.", "歌的文件夹。"), "result-overdue":'
    copy.change("messages/words.py", ('"result-overdue":', texts))
    assert "adminsim sing x" in "".join(copy.run("-m", "adminsim", "sing", "--help", "--lang", "en"))
    asked = ("sing", "small.yaml", "--engine", "reference", "--workers", "1", "--lang", "en")
    assert copy.run("-m", "adminsim", *asked)[-1] == "Sing of it."
    assert copy.run("-m", "adminsim", *asked, "--out", "songs")
    assert json.loads((tmp_path / "songs" / "songs.json").read_text(encoding="utf-8"))["before"] > 0
    assert (tmp_path / "songs" / "songs.csv").read_text(encoding="utf-8-sig").startswith(",cases")


SONG = '''class Song(Waiting):
    """Time in which somebody sings."""

    kind: Annotated[Literal["song"], InChinese(song="唱歌")]
    """Time in which somebody sings."""

    def holder(self, name: str) -> str:
        """Return the singer."""
        return "third_party/singer"


Step = Annotated[
    Annotated[Song, Tag("song")] |'''
TOLD_OF_STEPS = """
from adminsim import load, simulate
from adminsim.files.schema import baseline_schema
from adminsim.messages import Words
from adminsim.report.kit.tables import as_text
system = load("small.yaml").baseline
one, other = (simulate(system, seed=1, engine=engine) for engine in ("reference", "compiled"))
print(one.equals(other) if hasattr(one, "equals") else (one.visit_rows == other.visit_rows).all())
step = system.chains["permit"].steps["song"]
print(step.holder("song"), "Song" in baseline_schema()["$defs"])
"""


def test_a_class_in_the_union_is_all_that_a_new_kind_of_step_takes_which_waits_as_others_do(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.change(
        "model/step.py",
        ("Step = Annotated[\n   ", SONG),
        ('kind_of("staffed", Staffed,', 'kind_of("staffed", Song, Staffed,'),
    )
    copy.change(
        "small/baseline.yaml",
        ("    steps: {review:", "    steps: {song: {kind: song, duration: 3 h, needs: [review]}, review:"),
    )
    assert copy.run("-c", TOLD_OF_STEPS) == ["True", "third_party/singer True"]


def test_each_list_has_at_most_five_lines() -> None:
    text = CONTRIBUTING.read_text(encoding="utf-8")
    lists = {"a reform": re.findall(r"(?m)^\d\. ", text.split("## Adding a reform")[1].split("\n## ")[0])}
    for name, body in re.findall(r"(?ms)^\*\*(A [^*]*)\*\*(.*?)(?=^\*\*A |^## )", text):
        lists[name] = re.findall(r"(?m)^- ", body)
    assert len(lists) == 5
    assert {name: len(lines) for name, lines in lists.items() if not 1 <= len(lines) <= 5} == {}
