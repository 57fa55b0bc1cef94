"""Each dirty export is refused, or read with a warning that names the rows: word for word, in both languages.

``pytest tests/golden --update-golden`` writes the messages anew; read them aloud before committing.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import adminsim
from adminsim.messages import Words

sys.path.insert(0, str(Path(__file__).parent))
from dirty_logs import REFUSED, WARNED
from golden_file import golden

HERE = Path(__file__).parent / "dirty_logs_said"
MAP = """version: 1
milestones:
  received: {codes: [received]}
  decided: {codes: [decided]}
"""
WRONG_MAPS = {
    "unknown key": ("codes: [received]", "code: [received]"),
    "codes and attribute": ("codes: [received]", "codes: [received], attribute: day"),
    "unknown milestone": ("version: 1", "version: 1\ndecision: decidd"),
    "clock backwards": ("version: 1", "version: 1\nclock: {stop: decided, resume: received}"),
    "unknown zone": ("version: 1", "version: 1\nzone: Asia/Shanghi"),
    "limit in minutes": ("version: 1", "version: 1\nlimit: 30 min"),
    "milestone never seen": ("codes: [decided]", "codes: [decidid]"),
    "unknown column": ("version: 1", "version: 1\ncolumns: {case: cas}"),
    "one milestone": ("  decided: {codes: [decided]}\n", ""),
}


@pytest.fixture(autouse=True)
def _in_an_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_for_certain_is_refused(name: str, update_golden: bool) -> None:
    file, contents = REFUSED[name]
    Path(file).write_bytes(contents())
    with pytest.raises(adminsim.InputError) as caught:
        adminsim.read_log(file)
    for language in ("en", "zh"):
        said = caught.value.text(Words(language))
        assert said == golden(HERE / f"refused.{language}.txt", list(REFUSED), name, said, update_golden)


@pytest.mark.parametrize("name", WARNED)
def test_what_is_odd_is_told_with_its_rows_and_every_row_is_used_or_named(name: str, update_golden: bool) -> None:
    file, contents = WARNED[name]
    Path(file).write_bytes(contents())
    log = adminsim.read_log(file)
    assert log.rows_in == len(log.used) + len(log.named)
    for language in ("en", "zh"):
        lines = [f"{len(log.used)} + {len(log.named)}", *(notice.text(Words(language)) for notice in log.notices)]
        said = "\n".join(lines)
        assert said == golden(HERE / f"warned.{language}.txt", list(WARNED), name, said, update_golden)


@pytest.mark.parametrize("name", WRONG_MAPS)
def test_a_wrong_map_is_told_with_its_line(name: str, update_golden: bool) -> None:
    from dirty_logs import GOOD

    from adminsim.logs.milestones import cases_of

    old, new = WRONG_MAPS[name]
    assert old in MAP
    Path("map.yaml").write_text(MAP.replace(old, new), encoding="utf-8")
    Path("log.csv").write_text(GOOD, encoding="utf-8")
    with pytest.raises(adminsim.InputError) as caught:
        cases_of(adminsim.read_log("log.csv", "map.yaml"))
    for language in ("en", "zh"):
        said = caught.value.text(Words(language))
        assert said == golden(HERE / f"maps.{language}.txt", list(WRONG_MAPS), name, said, update_golden)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_header_that_is_stated_is_taken(kind: str) -> None:
    from dirty_logs import ROWS, book

    rows = [list(row.strip().split(",")) for row in ROWS]
    titled = [["permits of 2018", "", "", ""], *rows]
    if kind == "csv":
        Path("log.csv").write_text("\n".join(",".join(row) for row in titled) + "\n", encoding="utf-8")
    else:
        Path("log.xlsx").write_bytes(book(titled, "A1:D1"))
    Path("map.yaml").write_text(MAP + "header: 2\n", encoding="utf-8")
    log = adminsim.read_log(f"log.{kind}", "map.yaml")
    assert log.events["activity"].tolist() == ["received", "decided"] * 2
    assert log.events["row"].tolist() == [3, 4, 5, 6]
