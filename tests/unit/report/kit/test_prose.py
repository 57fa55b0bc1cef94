"""Chinese is broken between its characters, as typesetting has it."""

from __future__ import annotations

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text as RichText

from adminsim.report.kit.prose import BEGINS_NO_LINE, ENDS_NO_LINE, Text
from adminsim.report.kit.tables import add_row, as_text, plain_table

SENTENCE = "以 95% 的置信度，可选范围内没有组合能达到目标（前提：经检验无害的改革不会使结果变差）；共模拟 64 个年份。"


def lines(text: str, width: int) -> list[str]:
    return as_text(Text(text), width).splitlines()


@pytest.mark.parametrize(
    ("text", "width", "told"),
    [
        # Rich would end the first line behind "以 95%", where the next space is.
        ("以 95% 的置信度可达", 16, ["以 95% 的置信度", "可达"]),
        # No line begins with what closes, none ends with what opens.
        ("一般企业，审批计时", 8, ["一般企", "业，审批", "计时"]),
        ("办理（流转）完毕", 6, ["办理", "（流", "转）完", "毕"]),
        ("现称“甲乙”者", 6, ["现称", "“甲乙”", "者"]),
        # A number stays with what it counts, with a space and without.
        ("模拟了 64 个", 10, ["模拟了", "64 个"]),
        ("在1个工作日内", 4, ["在", "1个", "工作", "日内"]),
        # Words of other scripts stay whole where a line holds them.
        ("运行 adminsim walk 查看", 16, ["运行 adminsim", "walk 查看"]),
        ("见 scenarios/town.yaml", 10, ["见", "scenarios/", "town.yaml"]),
        ("first line\n第二行很长", 6, ["first", "line", "第二行", "很长"]),
    ],
)
def test_where_a_line_ends(text: str, width: int, told: list[str]) -> None:
    assert lines(text, width) == told


@pytest.mark.parametrize("width", range(12, 90))
def test_every_width_is_kept_and_nothing_is_lost(width: int) -> None:
    found = lines(SENTENCE, width)
    assert max(map(cell_len, found)) <= width
    assert "".join(found).replace(" ", "") == SENTENCE.replace(" ", "")
    assert not any(line[0] in BEGINS_NO_LINE or line[-1] in ENDS_NO_LINE for line in found)
    # A line is left as soon as what comes next has no room: no more than a few characters are.
    assert all(cell_len(line) > width - 12 for line in found[:-1])


def test_english_is_broken_as_rich_does() -> None:
    told = "No package meets the target with what may be chosen, with confidence 95%."
    console = Console(width=30)
    assert [str(one) for one in Text(told).wrap(console, 30)] == [str(one) for one in RichText(told).wrap(console, 30)]


def test_in_a_table_figures_stay_at_the_right_and_styles_are_kept() -> None:
    table = plain_table("项目", "数")
    add_row(table, "一般企业，审批计时，自受理起", "12.5")
    found = as_text(table, 20).splitlines()
    assert [line.split("12.5")[0].strip() for line in found[2:]] == ["一般企业，审批", "计时，自受理起"]
    assert found[2].endswith("12.5")
    text = Text("一般企业审批计时")
    text.stylize("bold", 2, 6)
    parts = text.wrap(Console(width=8), 8)
    assert [[(one.start, one.end) for one in line.spans] for line in parts] == [[(2, 4)], [(0, 2)]]
