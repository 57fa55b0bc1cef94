"""Which variants of a chain there can be: one for each choice of pilots that makes a difference to the steps."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from adminsim.model.once import once

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.model.chain import Chain, RouteEdit
    from adminsim.model.step import Step
    from adminsim.model.system import System

    Bools = NDArray[np.bool_]

MOST = 128
"""So many variants are laid out for all replications of a study; where there can be more, those that occur in each."""


class Variants(NamedTuple):
    """The variants of a chain that its cases can walk, whatever is drawn.

    Attributes
    ----------
    pilots : tuple of frozenset of str
        By variant, the pilots that change its steps, of those that cover some cases only.
    turns : tuple of tuple of str and ndarray of int32
        The decisions one after the other: about which pilot, and for each place reached so far where it leads to if the
        pilot does not cover a case, and if it does. The last places are the variants.
    """

    pilots: tuple[frozenset[str], ...]
    turns: tuple[tuple[str, NDArray[np.int32]], ...]

    def of(self, covered: dict[str, Bools], count: int) -> NDArray[np.int32]:
        """Return the variant of each case, told which pilots cover it."""
        place = np.zeros(count, dtype=np.int32)
        for subject, following in self.turns:
            place = following[place, covered[subject].astype(np.int8)]
        return place


class _Place(NamedTuple):
    """What was decided about a case so far.

    Attributes
    ----------
    chain : Chain
        The chain as such cases walk it by what was decided.
    edits : tuple of int
        The positions of the pilots that made it so.
    pilots : frozenset of str
        Those of them that cover some cases only.
    again : frozenset of str
        The pilots that cover them and that are asked for once more.
    groups : ndarray of bool
        For which groups of cases it can be so; see `_can_be`.
    """

    chain: Chain
    edits: tuple[int, ...]
    pilots: frozenset[str]
    again: frozenset[str]
    groups: Bools


@once
def variants_of(system: System) -> dict[str, Variants | None]:
    """Return the variants of each chain; None where there can be more than `MOST`."""
    return {name: _variants(chain, system.period.start) for name, chain in system.walks.items()}


@once
def routes_of(system: System) -> dict[str, tuple[Chain, ...]]:
    """Return each chain as its cases can walk it, the routes of the most pilots first.

    Where there can be more than `MOST`, those of the cases that all pilots cover, all but one, one alone and none.
    """
    found: dict[str, tuple[Chain, ...]] = {}
    for name, variants in variants_of(system).items():
        chain = system.walks[name]
        covered = _some(chain) if variants is None else variants.pilots
        found[name] = tuple(chain.route(pilots) for pilots in sorted(dict.fromkeys(covered), key=len, reverse=True))
    return found


@once
def steps_met(system: System) -> dict[str, dict[str, Step]]:
    """Return by chain the steps that its cases can meet, by name: those of the cases of the most pilots first."""
    return {
        chain: {name: step for route in reversed(routes) for name, step in route.steps.items()}
        for chain, routes in routes_of(system).items()
    }


def _some(chain: Chain) -> list[frozenset[str]]:
    every = frozenset(pilot.subject for pilot in chain.pilots)
    alone = [frozenset({pilot.subject}) for pilot in chain.pilots]
    return [every, *(every - one for one in alone), *alone, frozenset()]


def _variants(chain: Chain, start: dt.date) -> Variants | None:
    groups = _groups(chain, start)
    nobody: frozenset[str] = frozenset()
    places = [_Place(chain.edited(()), (), nobody, nobody, np.ones(len(groups), dtype=bool))]
    turns = []
    for position, pilot in enumerate(chain.pilots):
        if pilot.holds_for_all:
            places = [_covered(chain, place, position) for place in places]
            continue
        places, following = _turn(chain, position, places, _can_be(chain, pilot.subject, groups))
        if len(places) > MOST:
            return None
        turns.append((pilot.subject, following))
    return Variants(tuple(place.pilots for place in places), tuple(turns))


def _turn(
    chain: Chain, position: int, places: list[_Place], can_be: tuple[Bools, Bools]
) -> tuple[list[_Place], NDArray[np.int32]]:
    """Return where a decision about a pilot leads to; what makes no difference leads to the same place."""
    subject = chain.pilots[position].subject
    is_new = subject not in {pilot.subject for pilot in chain.pilots[:position]}
    found: dict[tuple[frozenset[str], frozenset[str]], int] = {}
    behind: list[_Place] = []
    following = np.zeros((len(places), 2), dtype=np.int32)
    for number, place in enumerate(places):
        for is_covered in (False, True) if is_new else (subject in place.again,):
            groups = place.groups & can_be[is_covered]
            if not groups.any():
                continue
            after = (_covered(chain, place, position) if is_covered else place)._replace(groups=groups)
            at = found.setdefault((after.pilots, after.again), len(behind))
            if at == len(behind):
                behind.append(after)
            else:
                behind[at] = behind[at]._replace(groups=behind[at].groups | groups)
            following[number, int(is_covered)] = at
    return behind, following


def _covered(chain: Chain, place: _Place, position: int) -> _Place:
    """Return what was decided with a pilot that covers the cases too."""
    pilot = chain.pilots[position]
    edits = (*place.edits, position)
    edited = chain.edited(edits)
    if pilot.holds_for_all:
        return place._replace(chain=edited, edits=edits)
    own = frozenset({pilot.subject})
    is_asked_again = pilot.subject in {other.subject for other in chain.pilots[position + 1 :]}
    place = place._replace(again=place.again | own if is_asked_again else place.again - own)
    if _is_same(edited, place.chain):
        return place
    return place._replace(chain=edited, edits=edits, pilots=place.pilots | own)


def _is_same(one: Chain, other: Chain) -> bool:
    """Tell whether two chains are equal, in the order of their steps and documents too."""
    orders = ((list(chain.steps), list(chain.documents)) for chain in (one, other))
    return one == other and next(orders) == next(orders)


# Whom pilots can cover ------------------------------------------------------------------------------------------------

Group = tuple[str, dt.date]
"""The cases of a type that are submitted from a day on, until the next day on which a pilot changes."""


def _groups(chain: Chain, start: dt.date) -> list[Group]:
    days = {since for pilot in chain.pilots for since, _ in pilot.course if since is not None and since > start}
    return [(kind, day) for kind in chain.types for day in sorted({start, *days})]


def _can_be(chain: Chain, subject: str, groups: list[Group]) -> tuple[Bools, Bools]:
    """Return by group whether a case can be not covered by the pilots of a name, and whether it can be."""
    pilots = [pilot for pilot in chain.pilots if pilot.subject == subject]
    shares = np.array([[_share(pilot, *group) for group in groups] for pilot in pilots]).max(axis=0)
    return shares < 1.0, shares > 0.0


def _share(pilot: RouteEdit, kind: str, day: dt.date) -> float:
    """Return the share of a group that a pilot covers; see `adminsim.engine.population.is_covered`."""
    share = 0.0
    for since, coverage in pilot.course:
        if since is None or since <= day:
            share = coverage.share.value if not coverage.types or kind in coverage.types else 0.0
    return share
