"""Which wall clock the stamps of a log show, and the office's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from adminsim.files.located import InputError, Located
from adminsim.files.stamps import NO_TIME, NO_ZONE, Precision
from adminsim.logs.mapping import LOCAL
from adminsim.logs.rows import Notice

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from adminsim.files.stamps import Stamps
    from adminsim.logs.table import Table

DAY_S, HOUR_S = 86400, 3600
MIDNIGHTS_ABROAD = {16: "Asia/Shanghai", 22: "Europe/Amsterdam", 23: "Europe/Amsterdam"}
"""Hours of UTC at which days begin elsewhere, with a zone where they do."""
SUSPECT = 0.05
"""Share of stamps at one and the same instant of the day that makes one look."""


def office_time(stamps: Stamps, zone: str) -> NDArray[np.int64]:
    """Return the office's wall clock in seconds since 1970; `NO_TIME` where a stamp is not read.

    Parameters
    ----------
    stamps : Stamps
        As they were read.
    zone : str
        The office's zone; stamps without a zone of their own are in it. `as_written` takes the wall clock as it is.
    """
    if zone == LOCAL or not (stamps.offset_s != NO_ZONE).any():
        return stamps.local_s
    import pandas as pd

    has_zone = stamps.is_read & (stamps.offset_s != NO_ZONE)
    utc = (stamps.local_s[has_zone] - stamps.offset_s[has_zone]).astype("datetime64[s]")
    there = pd.DatetimeIndex(utc).tz_localize("UTC").tz_convert(zone).tz_localize(None)
    local = stamps.local_s.copy()
    local[has_zone] = there.to_numpy().astype("datetime64[s]").astype(np.int64)
    return local


def check_zones(table: Table, stamps: Stamps, zone: str) -> list[Notice]:
    """Refuse zones that mean nothing together; return what is to be said about them.

    Raises
    ------
    InputError
        If some stamps have a zone and others have none, or if the zones are not those of one place, and the map does
        not say which is the office's.
    """
    if zone != LOCAL:
        return []
    read = stamps.offset_s[stamps.is_read]
    offsets = np.unique(read)
    if len(offsets) < 2 and (not len(offsets) or offsets[0] != 0):
        return []
    has_none = bool((offsets == NO_ZONE).any())
    apart = offsets[-1] - offsets[0] if not has_none else 0
    if has_none or len(offsets) > 2 or apart not in (0, HOUR_S):
        told = [_text(int(offset)) for offset in offsets if offset != NO_ZONE]
        odd = np.flatnonzero(stamps.is_read & (stamps.offset_s != read[0]))
        row = int(table.places[odd[0]])
        code = "log-zones-some" if has_none else "log-zones-mixed"
        raise InputError([Located(table.path, row, None, code, {"zones": told})])
    return _utc_days(stamps) if set(offsets.tolist()) == {0} else []


def _utc_days(stamps: Stamps) -> list[Notice]:
    """Return a notice where days seem to begin at another hour than midnight."""
    local = stamps.local_s[stamps.is_read]
    of_day = local % DAY_S
    at = {hour: int((of_day == hour * HOUR_S).sum()) for hour in (0, *MIDNIGHTS_ABROAD)}
    hour = max(MIDNIGHTS_ABROAD, key=lambda one: at[one])
    if at[hour] < SUSPECT * len(local) or at[hour] <= at[0]:
        return []
    values = {"hour": f"{hour}:00", "zone": MIDNIGHTS_ABROAD[hour]}
    return [Notice("log-utc-days", at[hour], values)]


def at_day_precision(stamps: Stamps, local_s: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which stamps tell the day only: no time is written, or it is midnight to the second."""
    dates = (stamps.precision == Precision.DAY) | (local_s % DAY_S == 0)
    told: NDArray[np.bool_] = dates & (local_s != NO_TIME)
    return told


def _text(offset: int) -> str:
    sign = "-" if offset < 0 else "+"
    return f"{sign}{abs(offset) // HOUR_S:02d}:{abs(offset) % HOUR_S // 60:02d}"
