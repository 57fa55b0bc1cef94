"""Records as an event log that process-mining tools read: XES (IEEE 1849) or CSV."""

from __future__ import annotations

import csv
import gzip
import io
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import numpy as np

from adminsim.engine.tables import cases_frame, visits_frame
from adminsim.messages.said import Said

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from adminsim.engine.kept import Kept

STAGES = {"enable": "ready", "start": "start", "complete": "end"}
"""What an event tells of a visit, and the instant of it: ready, begun, done."""
COLUMNS = ("case_id", "activity", "lifecycle", "timestamp", "resource", "visit", "result")
"""Columns of an event."""
OF_CASES = ("case_type", "submitted", "decided", "outcome")
"""Columns that are the same for all events of a case."""
ENDINGS = (".xes", ".csv", ".xes.gz", ".csv.gz")
_OFFSET = re.compile(r"[-+]\d{2}:\d{2}")
_CASES_AT_ONCE = 20_000
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <global scope="trace">
    <string key="concept:name" value=""/>
  </global>
  <global scope="event">
    <string key="concept:name" value=""/>
    <date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/>
    <string key="lifecycle:transition" value="complete"/>
  </global>
  <classifier name="Activity" keys="concept:name"/>
"""


class LogNameError(Said, ValueError):
    """A log cannot be written under this name, or with this zone."""


def check_log_name(path: str | os.PathLike[str]) -> None:
    """Refuse a name that does not say which format is meant.

    Raises
    ------
    LogNameError
        For any other ending than .xes or .csv, each also with .gz.
    """
    if not str(path).lower().endswith(ENDINGS):
        raise LogNameError("export-ending", {"path": str(path), "allowed": ", ".join(ENDINGS)})


def write_log(records: Kept, path: str | os.PathLike[str], offset: str = "+08:00") -> None:
    """Write records as a log: see `Records.to_log`."""
    check_log_name(path)
    if not _OFFSET.fullmatch(offset):
        raise LogNameError("export-offset", {"given": offset})
    name = str(path).lower()
    write = _xes if name.removesuffix(".gz").endswith(".xes") else _csv
    # Neither name nor time of writing goes into the packed file, so that the same records give the same bytes.
    with Path(path).open("wb") as raw:
        packed: Any = gzip.GzipFile("", "wb", fileobj=raw, mtime=0) if name.endswith(".gz") else raw
        with io.TextIOWrapper(packed, encoding="utf-8", newline="") as text:
            for part in write(records, offset):
                text.write(part)


def _csv(records: Kept, offset: str) -> Iterator[str]:
    page = io.StringIO()
    csv.writer(page, lineterminator="\n").writerow([*COLUMNS, *OF_CASES])
    yield page.getvalue()
    cases = _cases(records, offset)
    for events in _events(records, offset):
        rows = events.join(cases, on="case_row").drop(columns="case_row")
        yield rows.to_csv(index=False, header=False, lineterminator="\n")


def _xes(records: Kept, offset: str) -> Iterator[str]:
    yield _HEAD
    cases = _cases(records, offset)
    kinds = {"submitted": "date", "decided": "date"}
    for events in _events(records, offset):
        lines: list[str] = []
        here = None
        heads = cases.loc[events["case_row"].unique()]
        names = dict(zip(heads.index, events.drop_duplicates("case_row")["case_id"], strict=True))
        told = {
            row: "".join(
                _attribute(kinds.get(key, "string"), key, value, 4)
                for key, value in zip(OF_CASES, values, strict=True)
                if value
            )
            for row, *values in heads.itertuples()
        }
        for row, _, activity, stage, at, resource, visit, result in events.itertuples(index=False):
            if row != here:
                lines.append("" if here is None else "  </trace>\n")
                lines.append("  <trace>\n" + _attribute("string", "concept:name", names[row], 4) + told[row])
                here = row
            lines.append(
                "    <event>\n"
                + _attribute("string", "concept:name", activity, 6)
                + _attribute("string", "lifecycle:transition", stage, 6)
                + _attribute("date", "time:timestamp", at, 6)
                + (_attribute("string", "org:resource", resource, 6) if resource else "")
                + f'      <int key="visit" value="{visit}"/>\n'
                + (_attribute("string", "result", result, 6) if result else "")
                + "    </event>\n"
            )
        yield "".join([*lines, "  </trace>\n" if lines else ""])
    yield "</log>\n"


def _attribute(kind: str, key: str, value: str, indent: int) -> str:
    return f'{" " * indent}<{kind} key="{key}" value="{escape(value, _QUOTES)}"/>\n'


_QUOTES = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}


def _cases(records: Kept, offset: str) -> pd.DataFrame:
    """Return what is told of each case, by row of the table of cases."""
    import pandas as pd

    cases = cases_frame(records)
    return pd.DataFrame(
        {
            "case_type": cases["case_type"].astype(str),
            "submitted": _written(cases["submitted"].to_numpy(), offset),
            "decided": _written(cases["decided"].to_numpy(), offset),
            "outcome": cases["outcome"].astype(str),
        }
    )


def _events(records: Kept, offset: str) -> Iterator[pd.DataFrame]:
    """Yield the events of some thousand cases after the other, by case and time."""
    visits = visits_frame(records)
    chains = list(records.plan.chains)
    first_row = np.cumsum([0, *records.sizes])[:-1]
    case_row = first_row[[chains.index(name) for name in visits["chain"].cat.categories]][visits["chain"].cat.codes]
    case_row = case_row + visits["case"].to_numpy()
    for first in range(0, sum(records.sizes), _CASES_AT_ONCE):
        some = np.flatnonzero((case_row >= first) & (case_row < first + _CASES_AT_ONCE))
        if len(some):
            yield _events_of(visits.iloc[some], case_row[some], offset)


def _events_of(visits: pd.DataFrame, case_row: NDArray[np.int64], offset: str) -> pd.DataFrame:
    import pandas as pd

    count = len(STAGES)
    at = np.stack([visits[name].to_numpy() for name in STAGES.values()], axis=1).ravel()
    department = visits["department"].astype(object).where(visits["department"].notna(), "").to_numpy()
    person = [f"{name} {number}" if name else "" for name, number in zip(department, visits["staff"], strict=True)]
    # Nobody has a visit in hand before it begins.
    resource = [text for who in person for text in ("", who, who)]
    result = [text for how in visits["outcome"].astype(str) for text in ("", "", how)]
    events = pd.DataFrame(
        {
            "case_row": np.repeat(case_row, count),
            "case_id": np.repeat([f"{c}-{n}" for c, n in zip(visits["chain"], visits["case"], strict=True)], count),
            "activity": np.repeat(visits["step"].astype(object).to_numpy(), count),
            "lifecycle": np.tile(list(STAGES), len(visits)),
            "timestamp": _written(at, offset),
            "resource": resource,
            "visit": np.repeat(visits["visit"].to_numpy(), count),
            "result": result,
        }
    )
    known = ~np.isnat(at)
    order = np.lexsort((np.arange(len(at)), at, events["case_row"].to_numpy()))
    told: pd.DataFrame = events.iloc[order[known[order]]]
    return told


def _written(instants: NDArray[Any], offset: str) -> NDArray[Any]:
    """Return instants as ISO 8601 writes them, with the offset; nothing where there is none."""
    seconds = instants.astype("datetime64[s]")
    texts = np.char.add(np.datetime_as_string(seconds, unit="s"), offset).astype(object)
    return np.where(np.isnat(seconds), "", texts)
