"""What a run says on one screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from rich.text import Text

from adminsim.messages import Words
from adminsim.report.result.short import HEIGHT, _fitted, short_lines
from adminsim.report.result.target_words import target_name
from adminsim.study.findings.compare import Comparison
from adminsim.study.walk.next_step import next_step

LANGUAGES = ("en", "zh")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [80, 100])
def test_it_fits_one_screen_and_no_line_is_too_long(
    comparison: Comparison, overloaded: Comparison, language: str, width: int
) -> None:
    for found in (comparison, overloaded):
        lines = short_lines(found, Path("out/town"), Words(language), "town.yaml", width=width)
        assert len(lines) < HEIGHT
        assert max(line.cell_len for line in lines) <= width


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_verdicts_the_cut_what_is_in_the_way_and_what_to_do_next(comparison: Comparison, language: str) -> None:
    page = "".join(
        line.plain.strip() for line in short_lines(comparison, Path("out/town"), Words(language), "town.yaml")
    )
    missed = [one for one in comparison.judgements if one.verdict == "missed"]
    assert Words(language).say("verdict-missed") in page
    assert target_name(missed[0].target, Words(language)).replace(" ", "") in page.replace(" ", "")
    cut = comparison.change("chain.shop.elapsed.mean").cut
    assert f"{cut.mean:.1f} [{cut.low:.1f}, {cut.high:.1f}]" in page
    assert {"en": "Next: ", "zh": "下一步："}[language] in page
    assert "town.yaml" in page
    assert "--details" in page
    assert "out/town" in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_there_is_no_room_for_is_counted(language: str) -> None:
    entries = [[Text(str(number))] for number in range(30)]
    shown = _fitted(entries, 10, Words(language))
    assert len(shown) == 10
    assert shown[-1][0].plain == Words(language).say("short-more", count=21)
    assert _fitted(entries[:10], 10, Words(language)) == entries[:10]


@pytest.mark.parametrize("language", LANGUAGES)
def test_however_long_the_names_each_obstacle_is_one_line_that_begins_with_its_time(
    comparison: Comparison, language: str
) -> None:
    lines = [line.plain for line in short_lines(comparison, None, Words(language), "town.yaml", width=40)]
    found = next_step(comparison)
    assert found is not None
    for one in found.obstacles:
        part = Words(language).say(f"part-{one.part}")
        assert any(line.startswith("  ") and line.strip()[0].isdigit() and part in line for line in lines)
