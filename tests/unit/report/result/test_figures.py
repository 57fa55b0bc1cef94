"""Figures: the same bytes each time, and letters that can be drawn."""

import sys
from pathlib import Path
from typing import Any

import matplotlib
import pytest
from matplotlib.patches import StepPatch
from matplotlib.text import Text

from adminsim.messages import Words
from adminsim.model.value import Label
from adminsim.report.kit import fonts
from adminsim.report.kit.canvas import label_of, save
from adminsim.report.kit.style import AFTER, BEFORE
from adminsim.report.result import cycle_time
from adminsim.report.result.figures import cycle_time_figure, draw_figures, time_figure, utilisation_figure
from adminsim.report.result.time_parts import other_count, parts_by_step
from adminsim.study.findings.compare import Comparison


def texts(figure: Any) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if text.get_text()]


def without_chinese_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "chinese_family", lambda: None)


def test_drawing_twice_gives_the_same_bytes(comparison: Comparison, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
        files, drawn_with = draw_figures(comparison, folder)
        assert sorted(files) == sorted(folder.iterdir())
        assert drawn_with["language"] == "en"
    names = sorted(path.name for path in folders[0].iterdir())
    assert names == sorted(
        f"{stem}.{ending}"
        for stem in (
            "by-month-road",
            "by-month-shop",
            "cycle-time-road",
            "cycle-time-shop",
            "time-by-step-road",
            "time-by-step-shop",
            "utilisation",
        )
        for ending in ("svg", "png")
    )
    for name in names:
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes(), name


def test_files_hold_neither_dates_nor_versions(overloaded: Comparison, tmp_path: Path) -> None:
    for path in draw_figures(overloaded, tmp_path)[0]:
        content = path.read_bytes()
        assert b"<dc:date>" not in content
        assert b"Matplotlib v" not in content
        assert b"Software" not in content


def test_the_readers_settings_do_not_matter_and_come_back(comparison: Comparison, tmp_path: Path) -> None:
    def drawn(name: str) -> bytes:
        return b"".join(path.read_bytes() for path in save(utilisation_figure(comparison), tmp_path / name, Words.EN))

    plain = drawn("plain")
    with matplotlib.rc_context({"font.size": 21, "axes.facecolor": "black", "font.family": ["monospace"]}):
        assert drawn("odd") == plain
        assert matplotlib.rcParams["font.size"] == 21


def test_no_window_toolkit_is_loaded(comparison: Comparison) -> None:
    utilisation_figure(comparison)
    assert "matplotlib.pyplot" not in sys.modules


def test_without_a_chinese_font_labels_are_english_with_one_notice(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_chinese_fonts(monkeypatch)
    words, notice = fonts.figure_words("zh")
    assert words is Words.EN
    assert notice is not None
    assert "字体" in notice
    assert fonts.figure_words("en") == (Words.EN, None)
    # A missing glyph would be a warning, and warnings are errors.
    for figure in (cycle_time_figure(comparison, language="zh"), utilisation_figure(comparison, "zh")):
        assert all(text.isascii() for text in texts(figure))


@pytest.mark.skipif(fonts.chinese_family() is None, reason="no Chinese font is installed")
def test_with_a_chinese_font_labels_are_chinese(comparison: Comparison) -> None:
    assert "开办商铺" in "".join(texts(cycle_time_figure(comparison, language="zh")))
    assert fonts.drawn_with(Words.ZH)["language"] == "zh"


def test_a_name_that_cannot_be_drawn_gives_way_to_its_key_or_number(monkeypatch: pytest.MonkeyPatch) -> None:
    without_chinese_fonts(monkeypatch)
    assert label_of(Label(zh="道路处"), "road", "department 1", Words.EN) == "road"
    assert label_of(Label(zh="道路处"), "道路", "department 1", Words.EN) == "department 1"
    assert label_of(Label(en="Road", zh="道路处"), "道路", "department 1", Words.EN) == "Road"
    assert label_of(None, "road", "department 1", Words.EN) == "road"


def test_targets_are_drawn_in_the_panel_of_their_unit(comparison: Comparison) -> None:
    upper, lower = cycle_time_figure(comparison, "shop").axes
    notes = [[text.get_text() for text in axes.texts] for axes in (upper, lower)]
    assert [text for text in notes[0] if "target" in text] == ["target 14 d"]
    assert notes[1] == ["target 20 WD", "target 1 WD"]


def test_means_are_those_of_the_comparison(comparison: Comparison, overloaded: Comparison) -> None:
    change = comparison.change("chain.shop.elapsed.mean")
    found = texts(cycle_time_figure(comparison, "shop"))
    assert f"before: mean {change.before.mean:.1f} d" in found
    assert f"after: mean {change.after.mean:.1f} d" in found
    assert any(text.startswith("before: mean >= ") for text in texts(cycle_time_figure(overloaded)))


def test_before_and_after_have_one_colour_each(comparison: Comparison) -> None:
    (axes,) = utilisation_figure(comparison).axes
    colours = [matplotlib.colors.to_hex(container[0].get_facecolor()).upper() for container in axes.containers]
    assert colours == [BEFORE, AFTER]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Front desk", "Review office", "road"]


def test_bars_of_steps_add_up_to_the_elapsed_time(comparison: Comparison) -> None:
    _, tables = parts_by_step(comparison, "shop")
    change = comparison.change("chain.shop.elapsed.mean")
    assert tables["before"].to_numpy().sum() == pytest.approx(change.before.mean)
    assert tables["after"].to_numpy().sum() == pytest.approx(change.after.mean)
    before, after = time_figure(comparison, "shop").axes
    for axes, table in zip((before, after), tables.values(), strict=True):
        assert sum(bar.get_width() for bar in axes.patches) == pytest.approx(table.to_numpy().sum())


def test_small_steps_are_added_up_and_not_lost(comparison: Comparison, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adminsim.report.result.time_parts.SMALLEST", 0.2)
    steps, tables = parts_by_step(comparison, "shop")
    assert other_count(steps[-1]) == 6 - len(steps[:-1])
    total = comparison.change("chain.shop.elapsed.mean").before.mean
    assert tables["before"].to_numpy().sum() == pytest.approx(total)
    labels = [label.get_text() for label in time_figure(comparison, "shop").axes[0].get_yticklabels()]
    assert labels[-1] == f"other steps ({other_count(steps[-1])})"


def test_many_days_are_drawn_by_the_week_and_nothing_is_lost(
    comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn() -> tuple[float, str]:
        upper = cycle_time_figure(comparison, "shop").axes[0]
        bars = [patch for patch in upper.patches if isinstance(patch, StepPatch)]
        values, edges, _ = bars[1].get_data()
        return sum(values), f"{edges[1] - edges[0]:.0f} days, {upper.get_ylabel()}"

    by_day, word = drawn()
    assert word == "1 days, Share of approved cases per day"
    monkeypatch.setattr(cycle_time, "BARS", 4)
    by_week, word = drawn()
    assert word == "7 days, Share of approved cases per 7 days"
    assert by_week == pytest.approx(by_day)
