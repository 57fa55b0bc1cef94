"""A measure is told everywhere once it is named in one place."""

from __future__ import annotations

from pathlib import Path

from adminsim.study.run.all_measures import MEASURES
from throw_away import Copy

THROW_AWAY = '''
"""How many cases have been sung of."""

SONG_MEASURES = {"sung": ""}


def song_measures(records):
    """Return how many songs there are of each chain."""
    return {f"chain.{name}.sung": 3.0 for name in records.system.chains}
'''
TOLD = """
import sys
from adminsim import compare, load
from adminsim.report.kit.tables import as_text
from adminsim.report.result.tables import result_table
found = compare(load(sys.argv[1]), replications=2, workers=1, engine="reference")
print(found.summary().loc[("permit", "sung"), "before"])
print("sung of" in as_text(result_table(found), 100))
print(found.by_replication()["chain.permit.sung"].tolist())
"""


def test_a_module_a_line_and_a_word_are_all_that_a_new_measure_takes(tmp_path: Path) -> None:
    copy = Copy(tmp_path)
    copy.add("study/run/songs.py", THROW_AWAY)
    added = (
        "from adminsim.study.run.songs import SONG_MEASURES, song_measures\n"
        "AT_TIMES = (\n    Measured(SONG_MEASURES, song_measures),\n"
    )
    copy.change("study/run/all_measures.py", ("AT_TIMES = (\n", added))
    copy.change("messages/words.py", ('"result-overdue":', '"result-sung": ("sung of", "唱过"), "result-overdue":'))
    assert copy.run("-c", TOLD, "small.yaml") == ["3.0", "True", "[3.0, 3.0, 3.0, 3.0]"]


def test_no_measure_is_named_twice() -> None:
    from adminsim.study.run.all_measures import ALWAYS, AT_TIMES

    names = [name for one in (ALWAYS, *AT_TIMES) for name in one.units]
    assert len(names) == len(set(names)) == len(MEASURES)
