"""What a notebook shows of figures and comparisons."""

from __future__ import annotations

from IPython.core.formatters import DisplayFormatter

import adminsim


def test_a_figure_is_a_picture_in_any_notebook(comparison: adminsim.Comparison) -> None:
    data, _ = DisplayFormatter().format(adminsim.utilisation_figure(comparison))
    assert data["image/png"].startswith(b"\x89PNG")


def test_a_comparison_is_a_line_and_a_table(comparison: adminsim.Comparison) -> None:
    data, _ = DisplayFormatter().format(comparison)
    assert "\n" not in data["text/plain"]
    assert "3 pairs of years" in data["text/plain"]
    for target, row in comparison.targets().iterrows():
        assert f"{target}: {row.verdict}" in data["text/plain"]
    rows = [html.count("<tr") - 1 for html in data["text/html"].split("<table")[1:]]
    told = comparison.summary().dropna(subset=["before", "after"])
    assert rows == [len(told) + 1, len(comparison.targets()) + 1]
