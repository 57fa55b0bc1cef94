"""A briefing is opened as another program would: its parts, its table, its figures, its paper and its fonts."""

from __future__ import annotations

import re
import sys
import zipfile
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest

import adminsim
from adminsim.files.sheets.workbook import NoReportsError
from adminsim.messages import Words
from adminsim.report.briefing.result import briefing
from adminsim.study.findings.compare import Comparison
from office import ink, needs_office, pages

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def found() -> Comparison:
    """Return a study of an example whose target is missed."""
    return adminsim.compare(adminsim.example("startup"), replications=2)


@pytest.fixture(scope="module", params=Words, ids=[words.language for words in Words])
def words(request: pytest.FixtureRequest) -> Words:
    """Return each language."""
    chosen: Words = request.param
    return chosen


@pytest.fixture(scope="module")
def paper(found: Comparison, words: Words) -> bytes:
    """Return the briefing."""
    return briefing(found, words, "startup.yaml")


def body(paper: bytes) -> ElementTree.Element:
    """Return the body of a document."""
    with zipfile.ZipFile(BytesIO(paper)) as packed:
        return ElementTree.fromstring(packed.read("word/document.xml"))


def text_of(element: ElementTree.Element) -> str:
    """Return what is written in an element."""
    return "".join(part.text or "" for part in element.iter(f"{W}t"))


def headings(paper: bytes) -> list[str]:
    """Return the headings of the outline."""
    found = []
    for paragraph in body(paper).iter(f"{W}p"):
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        if style is not None and style.get(f"{W}val") == "Heading1":
            found.append(text_of(paragraph))
    return found


def test_it_has_the_parts_of_a_briefing(paper: bytes, words: Words) -> None:
    assert headings(paper) == [words.say(f"brief-{number}") for number in range(1, 7)]


def test_its_conclusion_has_the_figures_of_the_result(found: Comparison, paper: bytes, words: Words) -> None:
    told = text_of(body(paper))
    lived = found.change("chain.startup.elapsed.mean")
    for value in (lived.before.mean, lived.after.mean, lived.cut.mean):
        assert f"{value:.1f}" in told
    assert (
        words.pick("Targets: 1, of which 0 met, 1 missed, 0 undecided.", "达到 0 项，未达到 1 项，尚无定论 0 项")
        in told
    )


def test_its_table_has_the_targets_with_verdicts(found: Comparison, paper: bytes, words: Words) -> None:
    (table,) = body(paper).iter(f"{W}tbl")
    rows = [[text_of(cell) for cell in row.iter(f"{W}tc")] for row in table.iter(f"{W}tr")]
    assert rows[0] == words.pick(
        ["target", "before", "after", "required", "verdict"], ["目标", "改革前", "改革后", "要求", "结论"]
    )
    label = found.judgements[0].target.label
    assert rows[1][0] == words.pick(label.en, label.zh)
    assert rows[1][3:] == [">= 95%", words.pick("MISSED", "未达到")]


def test_its_figures_are_pictures_that_say_what_they_show(paper: bytes) -> None:
    with zipfile.ZipFile(BytesIO(paper)) as packed:
        pictures = [packed.read(name) for name in packed.namelist() if name.startswith("word/media/")]
        document = packed.read("word/document.xml").decode()
    assert len(pictures) == 2
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)
    assert len(re.findall(r'descr="[^"]+"', document)) == 2


def test_it_is_on_a4_in_the_fonts_of_official_papers(paper: bytes) -> None:
    with zipfile.ZipFile(BytesIO(paper)) as packed:
        document, fonts = (packed.read(f"word/{name}.xml").decode() for name in ("document", "fontTable"))
    size = re.search(r'<w:pgSz[^>]*w:w="(\d+)"[^>]*w:h="(\d+)"', document)
    assert size is not None
    assert [round(int(twips) / 1440 * 25.4) for twips in size.groups()] == [210, 297]
    assert 'w:eastAsia="仿宋"' in document
    assert 'w:eastAsia="黑体"' in document
    assert '<w:font w:name="仿宋"><w:altName w:val="FangSong"/>' in fonts


def test_the_same_result_is_the_same_file(found: Comparison, paper: bytes, words: Words) -> None:
    assert briefing(found, words, "startup.yaml") == paper
    with zipfile.ZipFile(BytesIO(paper)) as packed:
        assert {info.date_time[0] for info in packed.infolist()} == {1980}


def test_without_figures_it_has_one_page_of_words(found: Comparison, words: Words) -> None:
    paper = briefing(found, words, "startup.yaml", has_figures=False)
    assert headings(paper) == [words.say(f"brief-{number}") for number in range(1, 6)]


def test_a_plan_of_many_targets_names_the_first_and_counts_the_rest(tmp_path: Path) -> None:
    scenario = adminsim.example("startup")
    (target,) = scenario.targets
    many = tuple(target.replace(name=f"{target.name}-{number}") for number in range(12))
    written = scenario.written.replace(targets=many)
    found = adminsim.compare(adminsim.Scenario(written, scenario.baseline, "many"), replications=2)
    told = text_of(body(briefing(found, Words.EN, "many.yaml", has_figures=False)))
    assert "4 more targets are in the tables." in told


def test_where_python_docx_is_missing_the_command_that_installs_it_is_named(
    found: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(NoReportsError) as caught:
        briefing(found, Words.EN, "startup.yaml")
    for words in Words:
        assert "pip install 'adminsim[reports]'" in caught.value.text(words)


@needs_office
def test_another_office_shows_two_pages(paper: bytes, tmp_path: Path) -> None:
    file = tmp_path / "briefing.docx"
    file.write_bytes(paper)
    pictures = pages(file)
    assert len(pictures) == 2
    assert all(ink(picture) > 0.02 for picture in pictures)
