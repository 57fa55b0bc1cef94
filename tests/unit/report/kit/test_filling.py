"""Names are broken between them, not within them."""

from __future__ import annotations

from adminsim.report.kit.filling import Filled
from adminsim.report.kit.tables import as_text


def test_a_line_ends_behind_a_comma_and_holds_as_many_names_as_fit() -> None:
    names = ("no-name-approval", "Tax matters of a new firm in one go", "one-window", "online-registration-insurance")
    printed = as_text(Filled(names, ", ", indent=4), 60)
    assert printed.splitlines() == [
        "    no-name-approval, Tax matters of a new firm in one go,",
        "    one-window, online-registration-insurance",
    ]


def test_chinese_takes_two_columns_a_sign() -> None:
    assert Filled(("并联审批", "一窗受理"), "、").lines(18) == ["并联审批、一窗受理"]
    assert Filled(("并联审批", "一窗受理"), "、").lines(17) == ["并联审批、", "一窗受理"]
    assert Filled(("并联审批", "一窗受理", "窗口 +1 人"), "、").lines(20) == ["并联审批、一窗受理、", "窗口 +1 人"]


def test_nothing_is_lost_of_a_name_that_is_longer_than_a_line() -> None:
    printed = as_text(Filled(("short", "a-name-of-more-than-twenty-signs", "end"), ", "), 20)
    assert "".join(printed.split()) == "short,a-name-of-more-than-twenty-signs,end"
