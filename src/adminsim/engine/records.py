"""The records of a run, as those who look at a run ask for them: tables with names and local times, and a log."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from adminsim.engine.kept import Kept

if TYPE_CHECKING:
    import os

    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.draws import Draws
    from adminsim.engine.fields import CaseEnds
    from adminsim.engine.plan import Plan
    from adminsim.model.system import System


class Records(Kept):
    """The records of one run: what is kept of it, with the tables that are made of it.

    Attributes
    ----------
    system : System
        What was run.
    plan : Plan
        Its layout, with calendars and names.
    visit_rows : structured ndarray
        One row for each visit, with the fields of `VISIT_FIELDS`, sorted by chain, step name, case and visit.
    drawn : tuple of ChainDraws
        What was drawn for each case, by chain.
    ends : CaseEnds
        When and how each case was decided.
    extended : ndarray of bool
        By row of the table of visits, whether the limit of the visit was extended.
    """

    @cached_property
    def visits(self) -> pd.DataFrame:
        """All visits as a table with names and local times (datetime64[s])."""
        from adminsim.engine.tables import visits_frame

        return visits_frame(self)

    @cached_property
    def cases(self) -> pd.DataFrame:
        """All cases as a table with names and local times (datetime64[s])."""
        from adminsim.engine.tables import cases_frame

        return cases_frame(self)

    def to_log(self, path: str | os.PathLike[str], offset: str = "+08:00") -> None:
        """Write all visits as an event log that process-mining tools read.

        Parameters
        ----------
        path : str or path
            A name that ends in .xes or .csv; with .gz behind it the file is packed.
        offset : str
            Distance of local time from UTC, which each stamp carries.

        Raises
        ------
        LogNameError
            If the name tells no format, or the offset is none.

        Notes
        -----
        Each visit is three events: `enable` when it is ready, `start` and `complete`; those that did not come to pass
        are left out. The person at work is ``department number``. Case type, submission, decision and outcome are told
        of each case; a case without any visit does not appear.
        """
        from adminsim.engine.as_log import write_log

        write_log(self, path, offset)


def make_records(system: System, plan: Plan, draws: Draws, visits: NDArray[Any], ends: CaseEnds) -> Records:
    """Put the records of a run together from what an engine returns."""
    return Records(system, plan, visits, draws.cases, ends, _extended(plan, draws, visits))


def _extended(plan: Plan, draws: Draws, visits: NDArray[Any]) -> NDArray[np.bool_]:
    """Return of which visits the limit was extended; one value for all where no step has an extension."""
    if not plan.nodes.extension.any():
        return np.broadcast_to(np.False_, len(visits))
    node, order = visits["node"], draws.order
    place = order.start[node] + visits["case"] * order.stride[node] + visits["visit"] - 1
    extended: NDArray[np.bool_] = draws.by_visit["extended"][place]
    return extended
