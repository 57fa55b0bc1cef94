"""A document of Word in the manner of official papers, with bytes that depend on nothing but its content."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, Any

from adminsim.files.sheets.workbook import NoReportsError

if TYPE_CHECKING:
    from adminsim.messages import Words

MADE = dt.datetime(2000, 1, 1)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
BODY, HEADING, TITLE = "仿宋", "黑体", "宋体"
"""Fonts that Chinese offices have: for text, for headings, and for the title."""
OTHERWISE = {BODY: "FangSong", HEADING: "SimHei", TITLE: "SimSun"}
"""What the same fonts are called in systems of other languages."""
LATIN = "Times New Roman"
WIDTH_CM = 16.0
"""Of the text on a page of A4."""


class Paper:
    """A document that is being written.

    Parameters
    ----------
    words : Words
        Its language.

    Raises
    ------
    NoReportsError
        If python-docx is not installed.
    """

    def __init__(self, words: Words) -> None:
        try:
            from docx import Document
        except ImportError:
            raise NoReportsError from None
        self._document: Any = Document()
        self._words = words
        self._set_page()
        self._set_fonts()

    def title(self, text: str) -> None:
        """Write the title."""
        paragraph = self._document.add_paragraph()
        paragraph.alignment = 1
        self._spaced(paragraph, after=4)
        self._run(paragraph, text, TITLE, 20, bold=True)

    def heading(self, text: str) -> None:
        """Write the heading of a part; it is one for those who go by the outline, too."""
        paragraph = self._document.add_paragraph(style="Heading 1")
        self._spaced(paragraph, before=8, after=2)
        self._run(paragraph, text, HEADING, 13)

    def text(self, text: str, size: float = 11.5) -> None:
        """Write a paragraph."""
        from docx.shared import Pt

        paragraph = self._document.add_paragraph()
        self._spaced(paragraph, after=2)
        paragraph.paragraph_format.first_line_indent = Pt(2 * size) if self._words.language == "zh" else None
        self._run(paragraph, text, BODY, size)

    def item(self, text: str) -> None:
        """Write an entry of a list."""
        paragraph = self._document.add_paragraph(style="List Bullet")
        self._spaced(paragraph, after=1)
        self._run(paragraph, text, BODY, 11.5)

    def table(self, headings: list[str], rows: list[list[str]], widths_cm: list[float], shades: list[str]) -> None:
        """Write a table; the last cell of each row has the colour named in `shades`."""
        from docx.shared import Cm

        table = self._document.add_table(rows=1, cols=len(headings), style="Table Grid")
        table.autofit = False
        for cell, text in zip(table.rows[0].cells, headings, strict=True):
            self._cell(cell, text, HEADING)
            _shade(cell, "D9E2F3")
        for row, shade in zip(rows, shades, strict=True):
            cells = table.add_row().cells
            for cell, text in zip(cells, row, strict=True):
                self._cell(cell, text, BODY)
            _shade(cells[-1], shade)
        for column, width in zip(table.columns, widths_cm, strict=True):
            column.width = Cm(width)
        for row_of_table in table.rows:
            for cell, width in zip(row_of_table.cells, widths_cm, strict=True):
                cell.width = Cm(width)
        _repeat(table.rows[0])

    def picture(self, png: bytes, caption: str, described: str, height_cm: float) -> None:
        """Put a picture with what it shows below it, no wider than the text and no higher than `height_cm`."""
        from docx.shared import Cm

        paragraph = self._document.add_paragraph()
        paragraph.alignment = 1
        self._spaced(paragraph, before=4)
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(BytesIO(png), width=Cm(WIDTH_CM))
        if shape.height > Cm(height_cm):
            shape.width, shape.height = round(shape.width * Cm(height_cm) / shape.height), Cm(height_cm)
        shape._inline.docPr.set("descr", described)
        below = self._document.add_paragraph()
        below.alignment = 1
        self._spaced(below, after=4)
        self._run(below, caption, HEADING, 10.5)

    def break_page(self) -> None:
        """Go on on a new page."""
        from docx.enum.text import WD_BREAK

        paragraph = self._document.paragraphs[-1]
        paragraph.add_run().add_break(WD_BREAK.PAGE)

    def made(self, title: str) -> bytes:
        """Return the document."""
        properties = self._document.core_properties
        properties.title, properties.author = title, "adminsim"
        properties.created = properties.modified = MADE
        properties.language = "zh-CN" if self._words.language == "zh" else "en-GB"
        page = BytesIO()
        self._document.save(page)
        return _undated(page)

    def _set_page(self) -> None:
        from docx.shared import Cm

        section = self._document.sections[0]
        section.page_width, section.page_height = Cm(21.0), Cm(29.7)
        section.left_margin = section.right_margin = Cm((21.0 - WIDTH_CM) / 2)
        section.top_margin, section.bottom_margin = Cm(2.2), Cm(2.0)
        foot = section.footer.paragraphs[0]
        foot.alignment = 1
        self._run(foot, "— ", BODY, 10)
        _add_field(foot.add_run(), "PAGE")
        self._run(foot, " —", BODY, 10)

    def _set_fonts(self) -> None:
        """State fonts once for the styles that are used, and by which other names they may be found."""
        from docx.oxml.ns import qn
        from docx.shared import Pt, RGBColor

        for name, font in (("Normal", BODY), ("Heading 1", HEADING), ("List Bullet", BODY)):
            style: Any = self._document.styles[name]
            style.font.name, style.font.size = LATIN, Pt(11.5)
            style.font.bold, style.font.color.rgb = None, RGBColor(0, 0, 0)
            fonts = style.element.rPr.rFonts
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            fonts.set(qn("w:ascii"), LATIN)
            fonts.set(qn("w:hAnsi"), LATIN)
            fonts.set(qn("w:eastAsia"), font)
        for part in self._document.part.package.iter_parts():
            if str(part.partname) == "/word/fontTable.xml":
                part._blob = _with_other_names(part.blob)

    def _cell(self, cell: Any, text: str, font: str) -> None:
        paragraph = cell.paragraphs[0]
        self._spaced(paragraph)
        self._run(paragraph, text, font, 10.5)

    def _run(self, paragraph: Any, text: str, font: str, size: float, bold: bool = False) -> None:
        from docx.oxml.ns import qn
        from docx.shared import Pt

        run = paragraph.add_run(text)
        run.font.name, run.font.size, run.font.bold = LATIN, Pt(size), bold or None
        run._element.rPr.rFonts.set(qn("w:eastAsia"), font)

    def _spaced(self, paragraph: Any, before: float = 0, after: float = 0) -> None:
        from docx.shared import Pt

        form = paragraph.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), 1.15


def _add_field(run: Any, code: str) -> None:
    """Add a field that the reader's program fills in."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", None), (None, code), ("end", None)):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.text = text
        run._element.append(element)


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:color"), "auto")
    shade.set(qn("w:fill"), colour)
    cell._element.get_or_add_tcPr().append(shade)


def _repeat(row: Any) -> None:
    """Have a row head the table on each of its pages."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _with_other_names(table: bytes) -> bytes:
    """Return a table of fonts in which ours have the names that systems of other languages give them."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in OTHERWISE.items()
    )
    return table.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")


def _undated(page: BytesIO) -> bytes:
    """Return a packed document without the time at which it was packed."""
    made = BytesIO()
    with zipfile.ZipFile(page) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in given.namelist():
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            out.writestr(info, given.read(name))
    return made.getvalue()
