"""What a department can do at the most: the work that the rules let its shifts do while files never run out."""

from __future__ import annotations

from heapq import heappop, heappush
from itertools import cycle
from typing import TYPE_CHECKING, Protocol

import numpy as np

from adminsim.model.calendar import DAY_S
from adminsim.model.timeline import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adminsim.engine.capacity import Duty
    from adminsim.model.duration import Duration
    from adminsim.model.timeline import Timeline


class Kinds(Protocol):
    """Kinds of visits: of each how many there are, its work, and the factor by which it takes longer in open time."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[tuple[float, Duration | float, float]]: ...


WEEK_S = 7 * DAY_S
FILES = 4096
"""How many files are drawn; they come again and again."""
ENOUGH = 4000
"""After how many files a whole number of weeks stands for the rest."""
AHEAD = 50
"""How many files wait, of which the first that fits is taken."""


def able_s(
    duty: Duty,
    office: Timeline,
    works: Kinds,
    workday_s: float,
    first: int,
    last: int,
) -> float:
    """Return the open seconds of work that a department can do between two instants.

    With one number of people whenever it is open that is their time on duty. Where a shift ends in open time, what is
    in hand is finished; where nothing is begun that would not end in time, the last of a day is idle. Both are found by
    letting the department work on files that never run out.

    Parameters
    ----------
    works : Kinds
        For each kind of visit how many there are, its work as stated (or its mean, in seconds), and the factor by which
        it takes longer in open time.
    """
    on_duty_s = float(duty.staff_seconds(first, last))
    goes_on = on_duty_s != duty.most * office.open_between(first, last)
    if not on_duty_s or not works or not (goes_on or duty.stays):
        return on_duty_s
    done, until = _saturated(duty, office, _files(works, workday_s), first, last)
    part_s = float(duty.staff_seconds(first, until))
    return done * on_duty_s / part_s if part_s else on_duty_s


def share_leaving(arrivals: float, service_s: float, staff: int, patience_s: float) -> float:
    """Return the share of visits that leave an M/M/c+M queue (Palm 1943).

    The number of visits there is a birth and death process: arrivals up, down what is served and who loses patience.
    """
    weight, total, queued = 1.0, 1.0, 0.0
    number = 0
    while number <= staff or weight > total * 1e-12:
        number += 1
        weight *= arrivals / (min(number, staff) / service_s + max(number - staff, 0) / patience_s)
        total += weight
        queued += max(number - staff, 0) * weight
        if total > 1e200:
            weight, total, queued = weight / total, 1.0, queued / total
    return queued / total / patience_s / arrivals


def _files(works: Kinds, workday_s: float) -> Iterator[int]:
    """Return lengths of files without end, in the shares of their kinds; the same at each call."""
    generator = np.random.Generator(np.random.Philox(0))
    weights = np.array([weight for weight, _, _ in works])
    kind = generator.choice(len(works), FILES, p=weights / weights.sum())
    u = generator.random(FILES)
    seconds = np.empty(FILES)
    for position, (_, work, factor) in enumerate(works):
        own = kind == position
        seconds[own] = (work if isinstance(work, float) else work.quantile(u[own], workday_s)) * factor
    return cycle(np.maximum(np.rint(seconds), 1.0).astype(np.int64).tolist())


def _saturated(duty: Duty, office: Timeline, files: Iterator[int], first: int, last: int) -> tuple[float, int]:
    """Return the work begun by a department that never runs out of files, and until when."""
    queue = [next(files) for _ in range(AHEAD if duty.stays else 1)]
    in_hand: list[int] = []
    now, done, count = first, 0.0, 0
    while now < last:
        while in_hand and in_hand[0] <= now:
            heappop(in_hand)
        while len(in_hand) < duty.at(now):
            place = next(
                (i for i, file in enumerate(queue) if _fits(duty, in_hand, now, office.finish(now, file))), None
            )
            if place is None:
                break
            file = queue.pop(place)
            queue.append(next(files))
            heappush(in_hand, office.finish(now, file))
            done, count = done + file, count + 1
        following = min(in_hand[0] if in_hand else NEVER, duty.next_start(now))
        week = (now - first) // WEEK_S
        if count >= ENOUGH and (following - first) // WEEK_S > week:
            return done, first + (week + 1) * WEEK_S
        now = following
    return done, last


def _fits(duty: Duty, in_hand: list[int], now: int, end: int) -> bool:
    if not duty.stays:
        return True
    stays = enumerate(duty.stays_at(now))
    return all(end <= until or sum(other > until for other in in_hand) < longer for longer, until in stays)
