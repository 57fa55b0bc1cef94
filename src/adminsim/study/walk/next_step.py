"""What to do next: the first target that is not met, what stands in its way, and which reforms touch that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from adminsim.engine.variants import routes_of
from adminsim.reforms import VOCABULARY, RouteReform
from adminsim.study.findings.verdict import Verdict
from adminsim.study.walk.advice import steps_by_name, touching_reforms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adminsim.reforms.base import Reform
    from adminsim.study.findings.compare import Comparison
    from adminsim.study.findings.verdict import Judgement
    from adminsim.study.walk.obstacles import Obstacle


MORE_PEOPLE = 4
"""How many people more are tried."""


class Ask(NamedTuple):
    """A command that answers more.

    Attributes
    ----------
    command : str
        Its name.
    vary : str
        For ``sweep`` the figure and its values, as the command takes them.
    """

    command: Literal["search", "sweep", "promise", "preview", "walk"]
    vary: str = ""


@dataclass(frozen=True)
class NextStep:
    """What stands in the way of a target, and what touches it.

    Attributes
    ----------
    judgement : Judgement
        The target with its verdict: the first one that is missed, else the first one that is undecided.
    obstacles : tuple of Obstacle
        What holds the most time on its clock, the largest first.
    in_use, switched_off : tuple of str
        Reforms of the file that touch the largest, by name: those that are on and those that are off.
    others : tuple of str
        Reforms of the vocabulary that touch it and that the file does not state for it.
    asks : tuple of Ask
        Commands that answer more, the nearest first.
    """

    judgement: Judgement
    obstacles: tuple[Obstacle, ...]
    in_use: tuple[str, ...]
    switched_off: tuple[str, ...]
    others: tuple[str, ...]
    asks: tuple[Ask, ...]


def next_step(comparison: Comparison) -> NextStep | None:
    """Return what to look at next; None where every target is met, or nothing that takes time stands in the way."""
    for verdict in (Verdict.MISSED, Verdict.UNDECIDED):
        for judgement in comparison.judgements:
            found = comparison.obstacles(judgement.target) if judgement.verdict is verdict else ()
            if found:
                return _about(comparison, judgement, found)
    return None


def _about(comparison: Comparison, judgement: Judgement, found: tuple[Obstacle, ...]) -> NextStep:
    first = found[0]
    chain = first.chain
    route = steps_by_name(comparison, chain)
    here = {first.step: route[first.step]} if first.step in route else {}
    kinds = touching_reforms(first.part, here, route)
    written = [
        reform
        for reform in comparison.scenario.written.reforms
        if reform.reform in kinds and _is_there(comparison, reform, chain, first)
    ]
    stated = {reform.reform for reform in written}
    return NextStep(
        judgement,
        found,
        in_use=tuple(reform.subject for reform in written if reform.enabled),
        switched_off=tuple(reform.subject for reform in written if not reform.enabled),
        others=tuple(kind for kind in VOCABULARY if kind in kinds and kind not in stated),
        asks=tuple(_asks(comparison, judgement, first)),
    )


def _asks(comparison: Comparison, judgement: Judgement, first: Obstacle) -> Iterator[Ask]:
    """Yield what to ask next.

    Which package is the cheapest, where the file says what may be chosen for the target; else how many people it takes,
    where files wait for people whose number the file states; else where the time goes. And which limit is kept instead,
    where a limit is missed.
    """
    target, search = judgement.target, comparison.scenario.written.search
    varied = _people_to_vary(comparison, first)
    if search is not None and (not search.targets or target.name in search.targets):
        yield Ask("search")
    elif varied:
        yield Ask("sweep", varied)
    else:
        yield Ask("preview" if first.part == "queue" else "walk")
    if judgement.verdict is Verdict.MISSED and target.kind == "within":
        yield Ask("promise")


def _people_to_vary(comparison: Comparison, first: Obstacle) -> str:
    """Return the number of people for whom files wait, as a figure of the file, and more; empty if there is none."""
    department = comparison.scenario.baseline.departments.get(first.who or "")
    if first.part != "queue" or department is None or department.staff is None:
        return ""
    staff = round(department.staff.value)
    return f"departments.{first.who}.staff={staff}:{staff + MORE_PEOPLE}:{MORE_PEOPLE + 1}"


def _is_there(comparison: Comparison, reform: Reform, chain: str, obstacle: Obstacle) -> bool:
    """Tell whether a reform is about the step of an obstacle, or about a department that does it."""
    if not isinstance(reform, RouteReform):
        concerned = {getattr(reform, "department", ""), *getattr(reform, "departments", ())}
        return bool(concerned & set((obstacle.who or "").split("+")))
    system = comparison.scenario.baseline
    if chain not in reform.chains_of(system):
        return False
    names, _ = reform.named_steps()
    routes = routes_of(comparison.scenario.reformed)[chain]
    known = [name for name in names if name in system.chains[chain].steps]
    return (
        not names
        or obstacle.step in known
        or any(obstacle.step in route.standing_for(name) for route in routes for name in known)
    )
