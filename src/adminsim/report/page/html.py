"""The page as text: template, style, scripts, what it is told, and the figures."""

from __future__ import annotations

import json
import re
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from adminsim.messages import Words
from adminsim.report.kit.style import named
from adminsim.report.page.live import live_part
from adminsim.report.page.packed import packed
from adminsim.report.page.told import told

if TYPE_CHECKING:
    from adminsim.study.grid.grid import Grid

SCRIPTS = ("inflate.js", "numbers.js", "charts.js", "live.js", "watch.js", "page.js")
"""In the order in which they are run."""
DROPPED = (0, 8)
"""Binary digits of which the page does without: none of figures by run, whose differences count; of figures of all runs
nearly five decimal digits are left."""


def page(grid: Grid) -> str:
    """Return the page of a grid: one HTML file that asks for nothing else."""
    label, live = grid.scenario.written.label, live_part(grid)
    data = {**told(grid), "live": live[0] if live is not None else None}
    parts = {
        "TITLE": escape(named(label, grid.scenario.name, Words.EN)),
        "NOSCRIPT": escape(" ".join(words.say("page-at-noscript") for words in Words)),
        "CSS": _own("page.css"),
        "TOLD": _inside_script(json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)),
        "GRID": packed([grid.by_run.reshape(len(grid.values), -1), grid.of_all], DROPPED),
        "YEARS": live[1] if live is not None else "",
        "KERNEL": live[2] if live is not None else "",
        "SCRIPT": "\n".join(_own(name) for name in SCRIPTS),
    }
    return re.sub(r"@([A-Z]+)@", lambda found: parts[found[1]], _own("page.html"))


def _own(name: str) -> str:
    """Return a file that stands beside this one."""
    return (files("adminsim.report.page") / name).read_text(encoding="utf-8")


def _inside_script(text: str) -> str:
    """Return JSON that ends no script element."""
    return text.replace("</", "<\\/").replace("<!--", "<\\!--")
