"""The page is one file that asks for nothing, and holds what the grid found."""

from __future__ import annotations

import json
import re
import zlib
from base64 import b64decode
from pathlib import Path

import numpy as np
import pytest

import adminsim
from adminsim.files.load import load
from adminsim.messages import CATALOGUE, Words
from adminsim.report.page import html
from adminsim.report.page.packed import packed
from adminsim.report.page.told import AT, _holder, told
from adminsim.study.grid.grid import Grid
from paged import town_grid

SCRIPTS = {name: (Path(html.__file__).parent / name).read_text(encoding="utf-8") for name in html.SCRIPTS}


@pytest.fixture(scope="module")
def grid(tmp_path_factory: pytest.TempPathFactory) -> Grid:
    """Return the grid of a small town."""
    return town_grid(tmp_path_factory.mktemp("town"))


def test_packed_figures_are_unpacked_bit_by_bit() -> None:
    random = np.random.default_rng(1)
    tables = [random.normal(size=(5, 7)).astype("f4"), np.array([[1.0], [np.nan], [1.0], [-np.inf], [0.0]], dtype="f4")]
    size, text = packed([table.astype(float) for table in tables]).split(" ")
    planes = zlib.decompress(b64decode(text), wbits=-15)
    assert len(planes) == int(size)
    for table in tables:
        rows, columns = table.shape
        size = 4 * rows * columns
        bits = np.zeros((rows, columns), dtype=np.uint32)
        for significance, plane in enumerate(np.frombuffer(planes[:size], np.uint8).reshape(4, columns, rows)):
            bits |= plane.T.astype(np.uint32) << (24 - 8 * significance)
        bits[1:] ^= bits[0]
        np.testing.assert_array_equal(bits.view(np.float32), table)
        planes = planes[size:]
    assert not planes


def test_figures_lose_no_more_than_the_digits_that_are_dropped() -> None:
    table = np.array([[1.0, 3.14159265, -1e-7, 1234567.0], [np.nan, np.inf, 0.0, 41.0]])
    _, text = packed([table], [8]).split(" ")
    planes = np.frombuffer(zlib.decompress(b64decode(text), wbits=-15), np.uint8).reshape(4, 4, 2)
    assert not planes[3].any()
    bits = sum(plane.T.astype(np.uint32) << np.uint32(24 - 8 * place) for place, plane in enumerate(planes))
    bits[1] ^= bits[0]
    np.testing.assert_allclose(bits.view(np.float32), table, rtol=2**-16)


def test_the_scenario_as_switched_is_the_file_that_one_would_write(grid: Grid, tmp_path: Path) -> None:
    lines = told(grid)["file"]
    (tmp_path / "baseline.yaml").write_text(
        (grid_folder(grid) / "baseline.yaml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    for subset in range(8):
        text = "\n".join(line for line, place in lines if place < 0 or not subset >> place & 1) + "\n"
        (tmp_path / "town.yaml").write_text(text, encoding="utf-8")
        assert load(tmp_path / "town.yaml").reforms == grid.switches.switched(subset).reforms


def grid_folder(grid: Grid) -> Path:
    """Write the baseline of a grid anew, and return where."""
    from tempfile import mkdtemp

    from adminsim.files.write import dump_baseline

    folder = Path(mkdtemp())
    for name, text in dump_baseline(grid.scenario.baseline, "baseline.yaml").items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_page_asks_for_nothing(grid: Grid) -> None:
    text = html.page(grid)
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)|@import|url\(|\bfetch\(|XMLHttpRequest|https?://""", text)
    assert "default-src 'none'" in text
    assert text.count("</script>") == 5
    assert html.page(grid) == text


def test_what_the_page_is_told_is_json(grid: Grid) -> None:
    found = re.search(r'<script type="application/json" id="told">(.*?)</script>', html.page(grid), re.DOTALL)
    assert found is not None
    inside = json.loads(found[1])
    inside.pop("live")
    assert inside == json.loads(json.dumps(told(grid)))
    assert json.loads(found[1])["switches"][2]["note"] == "Not </script> in the plan."


def test_the_scripts_say_what_is_in_the_catalogue() -> None:
    said = {code for text in SCRIPTS.values() for code in re.findall(r'\bsay\("([\w-]+)"', text)}
    assert said
    assert {f"{AT}{code}" for code in said} - CATALOGUE.keys() == set()


def test_the_scripts_are_those_of_browsers_of_2020() -> None:
    newer = r"\.replaceAll\(|\.at\(-|\|\|=|\?\?=|Object\.hasOwn|structuredClone|\.findLast\(|static \{|#\w+ ="
    assert [name for name, text in SCRIPTS.items() if re.search(newer, text)] == []


@pytest.mark.parametrize(("words", "name"), [(Words.EN, "bank (third party)"), (Words.ZH, "银行（第三方）")])
def test_who_holds_a_case_is_called_as_people_call_it(words: Words, name: str) -> None:
    startup = adminsim.example("startup")
    systems = startup.baseline, startup.reformed
    assert _holder(systems, "startup", "third_party/bank", words) == name
