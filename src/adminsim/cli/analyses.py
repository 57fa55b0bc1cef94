"""The commands that simulate: each states what is its own, above what `analysis_options` gives to all."""

from __future__ import annotations

from functools import partial
from typing import Any

import click

from adminsim.cli.asked import (
    FORMATS,
    Asked,
    Design,
    analysis_options,
    design_options,
    replications_option,
    seed_option,
)
from adminsim.cli.commands import Choice, Command, argument, option
from adminsim.cli.mistakes import DONE, TARGET_MISSED

_command = partial(click.command, cls=Command)


@_command()
@argument("scenarios", metavar="SCENARIO...", nargs=-1, required=True)
@design_options
@option("--keep-records", is_flag=True, help="cli-option-keep-records")
@option("--no-figures", is_flag=True, help="cli-option-no-figures")
@option("--log", "event_log", metavar="FILE", type=click.Path(), help="cli-option-log")
@option("--details", is_flag=True, help="cli-option-details")
@option("--require-targets", is_flag=True, help="cli-option-require-targets")
@analysis_options(forms=FORMATS)
def run(asked: Asked, scenarios: tuple[str, ...], design: Design, **more: Any) -> int:
    """Simulate baseline and reforms."""
    from adminsim.cli.run import run_scenarios

    return TARGET_MISSED if run_scenarios(asked, scenarios, design, **more) else DONE


@_command()
@argument("scenario")
@design_options
@analysis_options("cli-option-walk-out")
def walk(asked: Asked, scenario: str, design: Design) -> None:
    """Say where the time goes."""
    from adminsim.cli.walk import show_walk

    show_walk(asked, scenario, design)


@_command("warm-up")
@argument("scenario")
@option("--pilots", metavar="N", type=click.IntRange(1, 1000), default=10, help="cli-option-pilots")
@seed_option
@analysis_options("cli-option-warm-up-out")
def warm_up(asked: Asked, scenario: str, pilots: int, seed: int | None) -> None:
    """Recommend a warm-up."""
    from adminsim.cli.warm_up import show_warm_up

    show_warm_up(asked, scenario, pilots, seed)


@_command()
@argument("scenario")
@option("--limit", metavar="LENGTH", help="cli-option-limit")
@seed_option
@replications_option("cli-option-years")
@analysis_options("cli-option-promise-out")
def promise(asked: Asked, scenario: str, **own: Any) -> None:
    """Say which limit could be promised."""
    from adminsim.cli.promise import show_promise

    show_promise(asked, scenario, **own)


@_command()
@argument("scenario")
@option("--limit", metavar="LENGTH", required=True, help="cli-option-breakdown-limit")
@option("--by", type=Choice(["step", "procedure"]), default="step", help="cli-option-breakdown-by")
@option("--share", metavar="SHARE", type=click.FloatRange(0.5, 0.999), default=0.95, help="cli-option-breakdown-share")
@option("--chain", metavar="NAME", help="cli-option-breakdown-chain")
@seed_option
@replications_option("cli-option-years")
@analysis_options("cli-option-breakdown-out")
def breakdown(asked: Asked, scenario: str, **own: Any) -> None:
    """Break a limit down into limits of steps or procedures."""
    from adminsim.cli.breakdown import show_breakdown

    show_breakdown(asked, scenario, **own)


@_command()
@argument("scenario")
@option("--since", metavar="DATE", help="cli-option-since")
@seed_option
@replications_option("cli-option-years")
@analysis_options("cli-option-backlog-out")
def backlog(asked: Asked, scenario: str, **own: Any) -> None:
    """Follow backlogs week by week."""
    from adminsim.cli.backlog import show_backlog

    show_backlog(asked, scenario, **own)


@_command()
@argument("scenario")
@seed_option
@replications_option("cli-option-years")
@analysis_options("cli-option-bureaus-out")
def bureaus(asked: Asked, scenario: str, **own: Any) -> None:
    """Say what each bureau did with its time."""
    from adminsim.cli.bureaus import show_bureaus

    show_bureaus(asked, scenario, **own)


@_command()
@argument("scenario")
@option("--chain", metavar="NAME", help="cli-option-chain")
@option("--measure", metavar="TARGET", help="cli-option-measure")
@option("--exact", is_flag=True, help="cli-option-exact")
@seed_option
@replications_option("cli-option-attribute-replications")
@analysis_options("cli-option-attribute-out")
def attribute(asked: Asked, scenario: str, **about: Any) -> None:
    """Say which reform did it."""
    from adminsim.cli.attribute import show_attribution

    show_attribution(asked, scenario, **about)


@_command()
@argument("scenario")
@option("--list", "is_list", is_flag=True, help="cli-option-list")
@option(
    "--space", "points", metavar="[POINTS]", is_flag=False, flag_value=0, type=click.IntRange(0, 2**20),
    help="cli-option-space",
)  # fmt: skip
@seed_option
@replications_option("cli-option-assumptions-replications")
@analysis_options("cli-option-assumptions-out")
def assumptions(asked: Asked, scenario: str, **about: Any) -> None:
    """List assumptions and what they do."""
    from adminsim.cli.assumptions import show_assumptions

    show_assumptions(asked, scenario, **about)


@_command()
@argument("scenario")
@option("--vary", metavar="PATH=FROM:TO:STEPS", multiple=True, required=True, help="cli-option-vary")
@seed_option
@replications_option("cli-option-sweep-replications")
@analysis_options("cli-option-sweep-out")
def sweep(asked: Asked, scenario: str, **about: Any) -> None:
    """Say what becomes of the targets along a figure."""
    from adminsim.cli.sweep import show_sweep

    show_sweep(asked, scenario, **about)


@_command()
@argument("scenario")
@option("--front", "is_front", is_flag=True, help="cli-option-front")
@option("--step", metavar="POINTS", type=click.IntRange(1, 50), default=1, help="cli-option-step")
@seed_option
@replications_option("cli-option-search-replications")
@analysis_options("cli-option-search-out")
def search(asked: Asked, scenario: str, **about: Any) -> None:
    """Find the cheapest package that meets the targets."""
    from adminsim.cli.search import show_search

    show_search(asked, scenario, **about)


@_command("page")
@argument("scenario")
@option("--switch", "switches", metavar="NAME", multiple=True, help="cli-option-switch")
@option("--slider", "sliders", metavar="PATH=FROM:TO:STEPS", multiple=True, help="cli-option-slider")
@seed_option
@replications_option("cli-option-page-replications")
@analysis_options("cli-option-page-out", forms=None, metavar="FILE", required=True)
def make_page(asked: Asked, scenario: str, **about: Any) -> None:
    """Write one HTML file that answers at once."""
    from adminsim.cli.one_page import write_page

    write_page(asked, scenario, **about)


ANALYSES = (run, walk, warm_up, promise, breakdown, backlog, bureaus, attribute, assumptions, sweep, search, make_page)
"""In the order in which one meets them."""
