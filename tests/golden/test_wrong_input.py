"""Every wrong input is told where it is wrong, what is wrong, and what is allowed: word for word.

``pytest tests/golden --update-golden`` writes the messages anew; read them aloud before committing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from adminsim.files.load import InputError, load
from adminsim.messages import Words

sys.path.insert(0, str(Path(__file__).parent))
from golden_file import golden
from wrong_cases import BASELINE, CONTENTS, SCENARIO, prepare

HERE = Path(__file__).parent / "wrong_input"
GOOD = {name: (HERE / name).read_text(encoding="utf-8") for name in ("scenario.yaml", "baseline.yaml")}
CASES = [
    *(("baseline.yaml", name) for name in BASELINE),
    *(("scenario.yaml", name) for name in SCENARIO),
    *(("file", name) for name in CONTENTS),
]
TITLES = [f"{kind}: {name}" for kind, name in CASES]


def make(folder: Path, kind: str, name: str) -> None:
    """Write the files of a case."""
    prepare(folder)
    texts = dict(GOOD)
    for old, new in {"baseline.yaml": BASELINE, "scenario.yaml": SCENARIO, "file": {}}[kind].get(name, []):
        assert texts[kind].count(old) == 1 or old in ("version: 1", "staff: 2", "work: 1 h"), old
        texts[kind] = texts[kind].replace(old, new, 1)
    for file, text in texts.items():
        (folder / file).write_text(text, encoding="utf-8")
    if kind == "file":
        (folder / "scenario.yaml").write_bytes(CONTENTS[name]())


def found(folder: Path, kind: str, name: str, monkeypatch: pytest.MonkeyPatch) -> InputError:
    """Return the error of a case, with names of files relative to its folder."""
    case = folder / "case"
    case.mkdir()
    monkeypatch.chdir(case)
    make(case, kind, name)
    with pytest.raises(InputError) as caught:
        load("scenario.yaml")
    return caught.value


@pytest.mark.parametrize(("kind", "name"), CASES, ids=TITLES)
def test_the_message_says_what_is_wrong(
    kind: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_golden: bool
) -> None:
    error = found(tmp_path, kind, name, monkeypatch)
    for language in ("en", "zh"):
        said = error.text(Words(language))
        assert said == golden(HERE / f"messages.{language}.txt", TITLES, f"{kind}: {name}", said, update_golden)


def test_the_files_that_cases_spoil_are_good(tmp_path: Path) -> None:
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert load(tmp_path / "scenario.yaml").baseline.departments["window"].staff is not None
