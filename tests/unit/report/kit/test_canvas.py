"""Files of figures are small, and look like what was drawn."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from PIL import Image

from adminsim.messages import Words
from adminsim.report.kit.canvas import new_figure, save, shortened


def drawn() -> Figure:
    figure = new_figure(4, 3)
    axes = figure.add_subplot()
    axes.plot(np.linspace(0, 1, 200), np.linspace(0, 1, 200) ** 2)
    axes.fill_between([0, 1], 0, 1, color="#3B7DB4", alpha=0.2)
    axes.set_title("Square")
    return figure


def test_places_are_kept_to_a_hundredth_of_a_point_and_scales_whole() -> None:
    written = (
        '<g>\n  <!-- 50 -->\n  <path d="M 1.23456 -0.998 \nL 3.000001 4 "/>\n'
        '  <use x="7.77777" transform="translate(63.625 0.004) scale(0.015625)"/>\n</g>\n'
    )
    assert shortened(written) == (
        '<g>\n<path d="M 1.23 -1 L 3 4 "/>\n<use x="7.78" transform="translate(63.62 0) scale(0.015625)"/>\n</g>\n'
    )


def test_letters_have_short_names_by_font_and_keep_their_places() -> None:
    written = (
        '<path id="DejaVuSans-4a" d="M 1 2"/><path id="Noto Sans-4a" d="M 3 4"/><path id="m5d" d="M 5 6"/>'
        '<use xlink:href="#DejaVuSans-4a"/><use xlink:href="#Noto Sans-4a" transform="translate(63.62305 0)"/>'
    )
    assert shortened(written) == (
        '<path id="f0_4a" d="M 1 2"/><path id="f1_4a" d="M 3 4"/><path id="m5d" d="M 5 6"/>'
        '<use xlink:href="#f0_4a"/><use xlink:href="#f1_4a" x="63.62"/>'
    )


def test_a_shortened_drawing_has_the_same_parts(tmp_path: Path) -> None:
    drawn().savefig(tmp_path / "long.svg", metadata={"Date": None})
    long = (tmp_path / "long.svg").read_text(encoding="utf-8")
    short = shortened(long)
    tags = re.compile(r"<[a-zA-Z]+")
    assert tags.findall(short) == tags.findall(re.sub("<!--.*?-->", "", long))
    numbers = [
        np.array(re.findall(r"-?\d+(?:\.\d+)?", " ".join(re.findall(' d="([^"]*)"', t))), float) for t in (long, short)
    ]
    np.testing.assert_allclose(numbers[1], numbers[0], atol=0.005 + 1e-9)
    assert shortened(short) == short


def test_a_picture_of_few_colours_looks_the_same(tmp_path: Path) -> None:
    figure = drawn()
    _, png = save(figure, tmp_path / "few", Words.EN)
    figure.savefig(tmp_path / "all.png", dpi=150)
    few, every = (np.asarray(Image.open(p).convert("RGB"), dtype=int) for p in (png, tmp_path / "all.png"))
    assert few.shape == every.shape
    assert np.abs(few - every).max() <= 24
    assert np.abs(few - every).mean() < 0.2
    assert png.stat().st_size < 0.6 * (tmp_path / "all.png").stat().st_size
