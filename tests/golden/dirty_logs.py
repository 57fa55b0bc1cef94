"""Dirty exports of approval systems, each with one slip: what it is called, its name, and what it holds."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

GOOD = """case,activity,time,person
1,received,2018-01-05 09:30,Li
1,decided,2018-01-09 15:00,Wang
2,received,2018-01-06 10:00,Li
2,decided,2018-01-12 11:00,Wang
"""
XES = """<?xml version="1.0" encoding="UTF-8"?>
<log xmlns="http://www.xes-standard.org/">
<trace><string key="concept:name" value="1"/>
<event><string key="concept:name" value="received"/><date key="time:timestamp" value="2018-01-05T09:30:00+08:00"/></event>
<event><string key="concept:name" value="decided"/><date key="time:timestamp" value="2018-01-09T15:00:00+08:00"/></event>
</trace>
<trace><string key="concept:name" value="2"/>
<event><string key="concept:name" value="received"/><date key="time:timestamp" value="2018-01-06T10:00:00+08:00"/></event>
<event><string key="concept:name" value="decided"/><date key="time:timestamp" value="2018-01-12T11:00:00+08:00"/></event>
</trace>
</log>
"""
ROWS = GOOD.splitlines(keepends=True)
PACKED = gzip.compress(GOOD.encode() * 50, mtime=0)
MIDNIGHTS = "case,activity,time\n" + "".join(
    f"{n},{what},2018-03-{day:02d}T{hour}:00:00Z\n"
    for n in range(1, 9)
    for what, day, hour in (("received", n, "16"), ("decided", n + 9, "16"))
)
MANY_DESKS = "case,activity,time,person\n" + "".join(
    f"{n},step {step},2018-03-{step:02d} 09:{n:02d},{'batch' if step < 7 else 'Li'}\n"
    for n in range(1, 4)
    for step in range(1, 9)
)


def book(rows: list[list[object]], merged: str = "") -> bytes:
    """Return a workbook of one sheet, written by hand: numbers as numbers, everything else as text."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = []
        for column, cell in enumerate(row):
            place = f"{chr(65 + column)}{number}"
            if isinstance(cell, (int, float)):
                cells.append(f'<c r="{place}"><v>{cell!r}</v></c>')
            elif cell != "":
                cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>')
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    spans = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>' if merged else ""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
        f'"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType='
        f'"{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type='
        f'"{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{head}<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="log" sheetId="1" '
        f'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type='
        f'"{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData>{spans}'
        f"</worksheet>",
    }  # fmt: skip
    page = io.BytesIO()
    with zipfile.ZipFile(page, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return page.getvalue()


HEADER: list[object] = ["case", "activity", "time"]


def csv(old: str, new: str) -> Callable[[], bytes]:
    """Return the good table with one slip."""
    assert old in GOOD
    return lambda: GOOD.replace(old, new, 1).encode()


REFUSED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "no column of the case": ("log.csv", csv("case,", "what,")),
    "no column of the activity": ("log.csv", csv("activity", "colour")),
    "no column of the instant": ("log.csv", csv("time", "weather")),
    "nothing but a header": ("log.csv", lambda: ROWS[0].encode()),
    "empty": ("log.csv", lambda: b""),
    "day and month undecidable": (
        "log.csv",
        lambda: (
            GOOD.replace("2018-01-0", "0")
            .replace("2018-01-12", "12/1/2018")
            .replace("05 ", "5/1/2018 ")
            .replace("09 1", "9/1/2018 1")
            .replace("06 ", "6/1/2018 ")
            .encode()
        ),
    ),
    "no instant can be read": ("log.csv", lambda: GOOD.replace("2018-", "year ").encode()),
    "row with too many cells": ("log.csv", csv("Wang\n2", "Wang,,x\n2")),
    "cut off within a row": ("log.csv", lambda: GOOD.encode()[:-24]),
    "cut off within quotation marks": ("log.csv", lambda: (GOOD + '3,"received').encode()),
    "packed and cut off": ("log.csv.gz", lambda: PACKED[:-20]),
    "packed and damaged": ("log.csv.gz", lambda: PACKED[:30] + b"xx" + PACKED[32:]),
    "XES cut off": ("log.xes", lambda: XES.encode()[:-30]),
    "XES not well formed": ("log.xes", lambda: XES.replace("</event>", "", 1).encode()),
    "XES with a document type": (
        "log.xes",
        lambda: XES.replace("<log ", '<!DOCTYPE log [<!ENTITY a "b">]>\n<log ', 1).encode(),
    ),
    "XML that is no log": ("log.xes", lambda: b"<html><body/></html>"),
    "some instants with a zone": ("log.csv", csv("2018-01-05 09:30", "2018-01-05 09:30+08:00")),
    "zones of several places": (
        "log.csv",
        lambda: (
            GOOD.replace("09:30", "09:30+08:00")
            .replace("15:00", "15:00+01:00")
            .replace("10:00", "10:00-05:00")
            .encode()
        ),
    ),
    "long numbers as a spreadsheet saves them": ("log.csv", csv("1,received", "3.70613E+17,received")),
    "long numbers in a sheet": (
        "log.xlsx",
        lambda: book([HEADER, [370613198001011234, "received", "2018-01-05"], [2, "received", "2018-01-05"]]),
    ),
    "two header rows": ("log.csv", lambda: (ROWS[0] + "Fall,Schritt,Zeit,Wer\n" + "".join(ROWS[1:])).encode()),
    "merged header": (
        "log.xlsx",
        lambda: book([["permits", "", ""], [1, "received", "2018-01-05"], [2, "received", "2018-01-06"]], "A1:C1"),
    ),
    "column twice": ("log.csv", csv("person", "activity")),
    "neither UTF-8 nor GB18030": ("log.csv", lambda: GOOD.encode() + b"3,\xff\xff,2018-01-05,Li\n"),
    "no workbook": ("log.xlsx", lambda: book([HEADER])[:200]),
}
WARNED: dict[str, tuple[str, Callable[[], bytes]]] = {
    "midnights": ("log.csv", lambda: GOOD.replace("09:30", "00:00").encode()),
    "days that begin at 16:00": ("log.csv", lambda: MIDNIGHTS.encode()),
    "duplicate": ("log.csv", lambda: (GOOD + ROWS[1]).encode()),
    "one case in two traces": ("log.xes", lambda: XES.replace('value="2"', 'value="1"').encode()),
    "empty rows": ("log.csv", lambda: (GOOD + ",,,\n\n").encode()),
    "total": ("log.csv", lambda: (GOOD + "合计,,2018-01-12,\n").encode()),
    "end before start": (
        "log.csv",
        lambda: (
            b"case,activity,start_time,end_time\n1,a,2018-01-05 10:00,2018-01-05 09:00\n"
            b"1,b,2018-01-06 10:00,2018-01-06 11:00\n"
        ),
    ),
    "numbers of days beside dates": ("log.csv", csv("2018-01-06 10:00", "43106.5")),
    "empty cell shown as a date": ("log.csv", csv("2018-01-06 10:00", "1900-01-00")),
    "number of a day in a sheet": (
        "log.xlsx",
        lambda: book([HEADER, [1, "received", 43105.25], [1, "decided", "2018/1/9 9:30"]]),
    ),
    "zeros before a number": (
        "log.csv",
        lambda: GOOD.replace("\n2,received", "\n123,received").replace("\n2,decided", "\n000123,decided").encode(),
    ),
    "one person at many desks": ("log.csv", lambda: MANY_DESKS.encode()),
    "rows without case, activity or instant": (
        "log.csv",
        lambda: (GOOD + ",received,2018-01-05,Li\n3,,2018-01-05,Li\n3,received,,Li\n3,received,soon,Li\n").encode(),
    ),
    "GB18030": ("log.csv", lambda: GOOD.replace("Li", "李").encode("gb18030")),
    "signature and semicolons": ("log.csv", lambda: b"\xef\xbb\xbf" + GOOD.replace(",", ";").encode()),
}
