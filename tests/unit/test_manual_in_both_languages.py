"""The manual says the same in both languages: headings, code, figures, tables and links of each page agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]
IN_ENGLISH = [
    TOP / "README.md",
    TOP / "docs" / "explanation" / "glossary.md",
    *sorted(path for folder in ("tutorial", "how-to") for path in (TOP / "docs" / folder).glob("*[!N].md")),
]
PAGES = [path for path in IN_ENGLISH if not path.name.endswith(".zh-CN.md")]
NAMES = [path.relative_to(TOP).as_posix() for path in PAGES]
_FENCE = re.compile(r"^(```+)(.*?)\n(.*?)^\1\s*$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"(^|\s+)# .*$", re.MULTILINE)
_LINK = re.compile(r"(!?)\[([^\]]*)\]\(([^)\s]+)\)")
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
_OTHER_LANGUAGE = re.compile(r"\[(?:English|中文)\]\([^)]*\)")


def chinese(path: Path) -> Path:
    """Return where the Chinese page of an English one is."""
    return path.with_name(f"{path.stem}.zh-CN.md")


def text_of(path: Path) -> str:
    """Return a page without its code, and without what leads to the same page in the other language."""
    return _OTHER_LANGUAGE.sub("", _FENCE.sub("", path.read_text(encoding="utf-8")))


def levels(path: Path) -> list[int]:
    """Return the level of each heading."""
    return [len(line) - len(line.lstrip("#")) for line in text_of(path).splitlines() if re.match(r"#+ ", line)]


def code(path: Path) -> list[tuple[str, str]]:
    """Return each block of code with its language, without comments and without what asks for Chinese."""
    blocks = _FENCE.findall(path.read_text(encoding="utf-8"))
    return [
        (kind, re.sub(r', language="zh"| --lang zh', "", _COMMENT.sub("", body)).strip()) for _, kind, body in blocks
    ]


def links(path: Path) -> Iterator[tuple[bool, str]]:
    """Yield whether each link is a figure, and its target within the project, in English."""
    for mark, _, target in _LINK.findall(text_of(path)):
        if not target.startswith(("http", "#")):
            yield bool(mark), (path.parent / target.partition("#")[0]).resolve().relative_to(TOP).as_posix()


def figures_of_tables(path: Path) -> list[list[str]]:
    """Return the figures of each row of the tables, in their order."""
    rows = [line for line in text_of(path).splitlines() if line.startswith("|")]
    return [sorted(_NUMBER.findall(row)) for row in rows]


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_a_page_is_there_in_both_languages(path: Path) -> None:
    assert chinese(path).is_file()
    han = len(re.findall(r"[\u4e00-\u9fff]", text_of(chinese(path))))
    assert han > 0.1 * len(text_of(path)), "it is not in Chinese, or much shorter"


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_both_pages_have_the_same_headings(path: Path) -> None:
    assert levels(chinese(path)) == levels(path)


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_both_pages_have_the_same_code(path: Path) -> None:
    assert code(chinese(path)) == code(path)


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_both_pages_have_the_same_figures(path: Path) -> None:
    assert [one for one in links(chinese(path)) if one[0]] == [one for one in links(path) if one[0]]
    assert figures_of_tables(chinese(path)) == figures_of_tables(path)


@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_links_lead_somewhere_and_stay_in_the_language(path: Path) -> None:
    for _, target in (*links(path), *links(chinese(path))):
        assert (TOP / target).exists(), target
    has_chinese = {one.relative_to(TOP).as_posix() for one in PAGES} - {"README.md"}
    assert not has_chinese & {target for _, target in links(chinese(path))}, "there is a Chinese page for it"


def test_the_index_lists_every_page_of_both_languages() -> None:
    listed = (TOP / "docs" / "index.md").read_text(encoding="utf-8")
    for path in PAGES[1:]:
        for page in (path, chinese(path)):
            assert page.relative_to(TOP / "docs").with_suffix("").as_posix() in listed.split(), page


def test_both_glossaries_have_the_same_terms() -> None:
    path = TOP / "docs" / "explanation" / "glossary.md"
    english, zh = (
        [[cell.strip() for cell in line.split("|")[1:4]] for line in text_of(one).splitlines() if line.startswith("| ")]
        for one in (path, chinese(path))
    )
    assert [row for row in zh if row[0] != "English"] == [row for row in english if row[0] != "English"]
