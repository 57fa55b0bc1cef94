"""The command line as tests call it, and a small scenario that runs in an instant."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from click.testing import CliRunner

from adminsim.cli import main
from adminsim.messages import Words

if TYPE_CHECKING:
    from adminsim.study.findings.compare import Comparison

PERIODS = (
    "period: {start: 2018-01-01, warm_up: 30 d, cohort: 90 d, run_out: 30 d}",
    "period: {start: 2018-01-01, warm_up: 2 d, cohort: 10 d, run_out: 5 d}",
)
RUN = ("--replications", "2", "--workers", "1")


class Outcome(NamedTuple):
    """What a call did."""

    status: int
    out: str
    err: str


def call(*words: str, given: str | bytes | None = None) -> Outcome:
    """Call the command line in this process; that a machine has no Chinese font is left out of what it says."""
    result = CliRunner().invoke(main, list(words), input=given)
    err = result.stderr
    for spoken in Words:
        err = err.replace(spoken.say("figure-no-chinese-font") + "\n", "")
    return Outcome(result.exit_code, result.stdout, err)


def make_small(folder: Path) -> None:
    """Write the smallest example, with a short period, as small.yaml into the current folder."""
    assert call("new", str(folder / "small"), "--from", "smallest").status == 0
    baseline = folder / "small" / "baseline.yaml"
    text = baseline.read_text(encoding="utf-8")
    assert PERIODS[0] in text
    baseline.write_text(text.replace(*PERIODS), encoding="utf-8")


def draw_little(comparison: Comparison, folder: Path, words: Words = Words.EN) -> tuple[list[Path], dict[str, str]]:
    """Draw a figure that takes no time."""
    path = folder / "figure.svg"
    path.write_text(f"<svg><!-- {comparison.scenario.name} {words.language} --></svg>\n", encoding="utf-8")
    return [path], {"language": words.language}
