"""Stamps as people write them are read as they are meant, and nothing is guessed."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from adminsim.files.stamps import NO_ZONE, Precision, order_of, read_stamps

EPOCH = dt.datetime(1970, 1, 1)
WRITTEN = {
    "2018-01-05T09:30:00": dt.datetime(2018, 1, 5, 9, 30),
    "2018/1/5 9:30": dt.datetime(2018, 1, 5, 9, 30),
    "2018年1月5日": dt.datetime(2018, 1, 5),
    "2018年1月5日 9时30分": dt.datetime(2018, 1, 5, 9, 30),
    "2018-1-5 下午3:20": dt.datetime(2018, 1, 5, 15, 20),
    "2018-1-5 上午12:20": dt.datetime(2018, 1, 5, 0, 20),
    "2018-1-5 下午12:20": dt.datetime(2018, 1, 5, 12, 20),
    "2018-01-05 3:20:07 PM": dt.datetime(2018, 1, 5, 15, 20, 7),
    "2018-01-05 12:05 am": dt.datetime(2018, 1, 5, 0, 5),
    "20180105": dt.datetime(2018, 1, 5),
    "2018.1.5 09:30": dt.datetime(2018, 1, 5, 9, 30),
    "05-Jan-2018 9:30": dt.datetime(2018, 1, 5, 9, 30),
    "2018-01-05T09:30:59.999": dt.datetime(2018, 1, 5, 9, 30, 59),
    "2016-02-29": dt.datetime(2016, 2, 29),
}
UNREADABLE = [
    "", "soon", "2018-02-30", "2018-13-01", "2018-01-05 24:00", "2018-01-05 9:60", "1900-01-00", "5/1/2018",
    "2017-02-29", "2018-01-05 13:00 PM", "18-01-05", "43105",
]  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_a_stamp_is_read_as_it_is_meant(text: str) -> None:
    found = read_stamps([text])
    assert EPOCH + dt.timedelta(seconds=int(found.local_s[0])) == WRITTEN[text]
    assert found.offset_s[0] == NO_ZONE


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_no_stamp_is_not_read(text: str) -> None:
    assert not read_stamps([text]).is_read[0]


def test_many_shapes_together_are_read_as_each_alone() -> None:
    texts = [*WRITTEN, *UNREADABLE] * 3
    together = read_stamps(texts)
    alone = [read_stamps([text]).local_s[0] for text in texts]
    assert together.local_s.tolist() == alone


@pytest.mark.parametrize(
    ("text", "offset"),
    [("2018-01-05T09:30Z", 0), ("2018-01-05T09:30+08:00", 28800), ("2018-01-05 09:30:00 -0530", -19800)],
)
def test_a_zone_is_told_and_the_wall_clock_stays(text: str, offset: int) -> None:
    found = read_stamps([text])
    assert found.offset_s[0] == offset
    assert (found.local_s[0] % 86400) == 9.5 * 3600


def test_the_precision_of_a_stamp_is_that_of_its_text() -> None:
    found = read_stamps(["2018-01-05", "2018-01-05 00:00", "2018-01-05 00:00:00"])
    assert found.precision.tolist() == [Precision.DAY, Precision.MINUTE, Precision.SECOND]


def test_day_and_month_are_told_apart_by_the_file_as_a_whole_or_not_at_all() -> None:
    assert order_of(["1/2/2018", "13/2/2018"]) == "dmy"
    assert order_of(["1/2/2018", "2/13/2018"]) == "mdy"
    assert order_of(["1/2/2018", "3/4/2018"]) is None
    assert order_of(["13/2/2018", "2/13/2018"]) is None
    assert order_of(["2018-01-05"]) == "ymd"
    day_first, month_first = (read_stamps(["1/2/2018"], order).local_s[0] for order in ("dmy", "mdy"))
    assert EPOCH + dt.timedelta(seconds=int(day_first)) == dt.datetime(2018, 2, 1)
    assert EPOCH + dt.timedelta(seconds=int(month_first)) == dt.datetime(2018, 1, 2)


def test_the_number_of_a_day_in_a_spreadsheet_is_read_where_that_is_allowed() -> None:
    found = read_stamps(["43105.5", "43105"], serials=True)
    assert found.local_s.tolist() == [(43105 - 25569) * 86400 + 43200, (43105 - 25569) * 86400]
    assert found.is_serial.all()
    assert np.array_equal(found.local_s[1:] // 86400, [(dt.date(2018, 1, 5) - dt.date(1970, 1, 1)).days])
