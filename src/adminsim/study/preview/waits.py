"""Expected waits of queues: Erlang's formula, its correction for other variability, and a fluid for changing rates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil, exp, floor
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

WITHIN_INTERVAL = (1 / 6, 1 / 2, 5 / 6)
"""Where in each interval the fluid is looked at: the middles of its thirds."""


@lru_cache(maxsize=4096)
def _erlang(load: float, staff: int) -> float:
    """Return the mean wait in an M/M/c queue, in mean times of service."""
    offered, lost = load * staff, 1.0
    for number in range(1, staff + 1):
        lost = offered * lost / (number + offered * lost)
    return lost / (1 - load * (1 - lost)) / (staff * (1 - load))


def erlang_wait(load: float, staff: float, service_s: float) -> float:
    """Return the mean wait in an M/M/c queue (Erlang 1917; Gross et al. 2008, section 3.3).

    Parameters
    ----------
    load : float
        Utilisation of one person, in [0, 1).
    staff : float
        People, at least 1; between whole numbers the wait is interpolated.
    service_s : float
        Mean time of service, in seconds.

    Returns
    -------
    float
        Seconds.
    """
    fewer, more = floor(staff), ceil(staff)
    low = _erlang(load, fewer)
    return service_s * (low if more == fewer else low + (staff - fewer) * (_erlang(load, more) - low))


def general_wait(
    load: float, staff: float, service_s: float, service_cv2: float, arrivals_cv2: float = 1.0, together: float = 0.0
) -> float:
    """Return the mean wait in a G/G/c queue, approximately.

    Parameters
    ----------
    load, staff, service_s : float
        As for `erlang_wait`.
    service_cv2 : float
        Squared coefficient of variation of the time of service.
    arrivals_cv2 : float
        Variance of the number of arrivals over its mean, 1 for a Poisson process; batches left out.
    together : float
        How many others an arrival finds in its own batch, on average.

    Returns
    -------
    float
        Seconds.

    Notes
    -----
    Allen and Cunneen (Allen 1990, section 5.3.5), exact for Poisson arrivals and one server (Pollaczek 1930); for more
    regular arrivals with the correction of Kraemer and Langenbach-Belz (1976). The work ahead in the own batch is
    added, which is exact for one server and exponential service (Gross et al. 2008, section 4.1).
    """
    wait = erlang_wait(load, staff, service_s) * (arrivals_cv2 + service_cv2) / 2
    if arrivals_cv2 < 1.0 and wait > 0.0:
        wait *= exp(-2 * (1 - load) * (1 - arrivals_cv2) ** 2 / (3 * load * (arrivals_cv2 + service_cv2)))
    return wait + together / 2 * service_s / staff / (1 - load)


@dataclass(frozen=True)
class Course:
    """What comes to a department, and who is there, as step functions of time.

    Attributes
    ----------
    edges : ndarray of float64, shape (n + 1,)
        Instants in seconds since the start, ascending.
    rate : ndarray of float64, shape (n,)
        Expected visits a second in each interval.
    in_person : ndarray of float64, shape (n,)
        Those of them whose applicant comes in person, and so waits from the opening only.
    staff : ndarray of int64, shape (n,)
        People on duty in each interval, 0 while closed; parts of people where overtime is spread over the shifts.
    month : ndarray of int64, shape (n,)
        The number of the month in which each interval lies.
    """

    edges: Floats
    rate: Floats
    in_person: Floats
    staff: Ints | Floats
    month: Ints

    @cached_property
    def lengths(self) -> Floats:
        """Return the lengths of the intervals, in seconds."""
        found: Floats = np.diff(self.edges)
        return found

    @property
    def is_staff_steady(self) -> bool:
        """Whether there are always as many people on duty while there is anybody."""
        return len(np.unique(self.staff[self.staff > 0])) == 1

    @property
    def is_steady(self) -> bool:
        """Whether visits come within open time only, at one rate, to one number of staff."""
        is_open = self.staff > 0
        if not self.is_staff_steady or self.rate[~is_open].any():
            return False
        rate = self.rate[is_open]
        return bool(np.ptp(rate) <= 1e-9 * rate.max())

    @property
    def is_always_open(self) -> bool:
        """Whether somebody is on duty at every instant."""
        return bool(self.staff.all())

    @cached_property
    def mean_staff(self) -> float:
        """Mean number of people on duty while there is anybody; 0 where there never is."""
        on_duty_s = _dot(self.lengths, self.staff > 0)
        return _dot(self.lengths, self.staff) / on_duty_s if on_duty_s else 0.0

    def load(self, service_s: float) -> float:
        """Return the work that comes over the work that is done when all are busy: by those on duty, and overtime."""
        on_duty_s = _dot(self.staff, self.lengths)
        load = _dot(self.rate, self.lengths) * service_s / on_duty_s
        return load / (1.0 + min(load, 1.0) * self._finishing(service_s) / on_duty_s)

    def _finishing(self, service_s: float) -> float:
        """Return the work, in seconds, of those who finish what is in hand after their shift has ended."""
        staff = self.staff[self.staff > 0]
        fewer = np.flatnonzero(np.diff(staff) < 0)
        if not len(fewer):
            return 0.0
        pairs, counts = np.unique(np.stack((staff[fewer], staff[fewer + 1])), axis=1, return_counts=True)
        over = 0.0
        for (here, left), count in zip(pairs.T.tolist(), counts.tolist(), strict=True):
            over += count * sum((number - left) / number for number in range(left + 1, here + 1))
        return service_s * over

    def between(self, first_s: float, last_s: float) -> Course:
        """Return the part between two instants, both of them edges."""
        first, last = np.searchsorted(self.edges, (first_s, last_s))
        return self.part(int(first), int(last))

    def part(self, first: int, last: int) -> Course:
        """Return the intervals from number `first` up to `last`."""
        inside, edges = slice(first, last), self.edges[first : last + 1]
        return Course(edges, self.rate[inside], self.in_person[inside], self.staff[inside], self.month[inside])


def _dot(first: NDArray[Any], second: NDArray[Any]) -> float:
    """Return the inner product without the threads that a library of matrices would have wait for it."""
    return float(np.einsum("i,i", first, second))


@dataclass(frozen=True)
class Waits:
    """Mean waits of the visits to a department, in seconds: in open time, and by the calendar."""

    open_s: float
    elapsed_s: float


def fluid_waits(
    course: Course, service_s: float, backlog_s: float, steady_s: Floats, first_s: float, last_s: float
) -> Waits:
    """Return the mean waits of the visits that come between two instants, approximately.

    A fluid with the expected rates waits wherever more comes than staff can do, or while it is closed (Newell 1982,
    ch. 2). To that the wait of chance is added, less the longer the fluid waits, for then chance moves
    little; it is stretched by the share of open hours, as it is for arrivals within them.

    Parameters
    ----------
    course : Course
        Rates and staff from the start on.
    service_s : float
        Mean time of service.
    backlog_s : float
        Work that waits at the start, in seconds.
    steady_s : ndarray of float64, shape (n,)
        The wait of chance in each interval, in open seconds.
    first_s, last_s : float
        The measured time; what comes later counts as capacity only.
    """
    edges, lengths = course.edges, course.lengths
    able = np.concatenate(([0.0], np.cumsum(course.staff * lengths)))
    is_open = course.staff > 0
    open_s = np.concatenate(([0.0], np.cumsum(np.where(is_open, lengths, 0.0))))
    net = (course.rate * service_s - course.staff) * lengths
    balance = backlog_s + np.concatenate(([0.0], np.cumsum(net)))
    queued = balance - np.minimum(np.minimum.accumulate(balance), 0.0)
    measured = np.flatnonzero((edges[:-1] >= first_s) & (edges[1:] <= last_s) & (course.rate > 0))
    weight = course.rate[measured] * lengths[measured]
    at_home = 1.0 - course.in_person[measured] / course.rate[measured]
    stretch = (last_s - first_s) / float(np.diff(np.interp((first_s, last_s), edges, open_s))[0])
    begins, takes, able_here = edges[measured], lengths[measured], able[measured]
    works, owed, more = (course.staff * lengths)[measured], queued[measured], net[measured]
    # What comes while nobody is on duty is looked at when somebody is again.
    opens = np.minimum(np.searchsorted(able, able_here, side="right") - 1, len(course.staff) - 1)
    waits = np.zeros(2)
    for part in WITHIN_INTERVAL:
        now = begins + part * takes
        done = able_here + part * works
        ahead = np.maximum(owed + part * more, 0.0)
        waiting = np.flatnonzero(ahead)
        place = opens.copy()
        place[waiting] = np.searchsorted(able, (done + ahead)[waiting], side="right") - 1
        until = _done_at(done + ahead, place, edges, able, course.staff)
        opening = _done_at(done, opens, edges, able, course.staff)
        fluid = np.interp(until, edges, open_s) - np.interp(now, edges, open_s)
        chance = steady_s[measured]
        total = chance + fluid
        chance = np.divide(chance**2, total, out=np.zeros_like(total), where=total > 0)
        elapsed = until - opening + at_home * (opening - now) + chance * stretch
        waits += np.array([_dot(weight, fluid + chance), _dot(weight, elapsed)])
    return Waits(*(waits / len(WITHIN_INTERVAL) / weight.sum()))


def _done_at(target: Floats, place: Ints, edges: Floats, able: Floats, staff: Ints | Floats) -> Floats:
    """Return the instants at which the staff will have worked so much, each in its interval; at most the last edge."""
    place = np.minimum(place, len(staff) - 1)
    people = np.maximum(staff[place], 1)
    found: Floats = np.minimum(edges[place] + np.maximum(target - able[place], 0.0) / people, edges[-1])
    return found
