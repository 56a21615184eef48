"""A report as a Word document: real headings, numbered tables whose heads repeat, East Asian fonts.

Needs python-docx (extra ``formats``). Charts stand above the tables they are drawn from, where this
machine can draw them (extra ``charts`` and a Chinese font); else the tables stand alone.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade.errors import MissingExtra
from policycascade.model import Relation
from policycascade.reports.blocks import (
    Block,
    Cell,
    Chart,
    Grid,
    Heading,
    Line,
    Paragraph,
    Points,
    Report,
    Style,
    caption,
)
from policycascade.reports.packing import NO_DATE, without_dates, write_whole
from policycascade.reports.png import can_draw, to_png
from policycascade.reports.svg import COLOURS, legal

if TYPE_CHECKING:
    from docx.document import Document as Doc
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph as Para
    from docx.text.run import Run

_LATIN, _EAST = "Calibri", "Microsoft YaHei"
_INK, _MUTED, _WARN, _HEAD = "1D2430", "5A6472", "9A3412", "E9EDF3"
#: Points: running text, tables, captions and small print.
_BODY, _TABLE, _SMALL = 10.5, 9.0, 8.5
#: Centimetres between the margins of an A4 page.
_WIDTH, _MARGIN = 17.4, 1.8
#: The least share of a column: room for a number of two digits.
_NARROWEST = 6


def write_docx(report: Report, path: str | Path) -> None:
    """Write any report to ``path``, all of it or nothing.

    Raises:
        MissingExtra: if python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise MissingExtra("DOCX", "formats") from error
    document = docx.Document()
    _set_up(document, report)
    for part in _title(document, report):
        part.paragraph_format.space_after = 0
    for block in report.blocks:
        _put(document, block, report.lang)
    buffer = io.BytesIO()
    document.save(buffer)
    write_whole(path, without_dates(buffer.getvalue()))


def _set_up(document: Doc, report: Report) -> None:
    """Page, fonts of every style in use, properties; nothing of the template's author or date."""
    from docx.shared import Cm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Cm(21.0), Cm(29.7)
    page.left_margin = page.right_margin = Cm(_MARGIN)
    page.top_margin = page.bottom_margin = Cm(2.0)
    sizes = {"Normal": _BODY, "Title": 18, "Heading 1": 15, "Heading 2": 12, "Caption": 9.5}
    sizes |= {"List Bullet": _BODY, "List Bullet 2": _TABLE}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.name, style.font.size = _LATIN, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        _fonts(fonts, report.lang)
        style.font.color.rgb = RGBColor.from_string(_INK)
        style.font.italic = False
    document.styles["Caption"].paragraph_format.keep_with_next = True
    document.styles["Caption"].paragraph_format.space_before = Pt(8)
    document.styles["Caption"].paragraph_format.space_after = Pt(3)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)
    _page_number(page.footer.paragraphs[0])
    properties = document.core_properties
    properties.author = properties.last_modified_by = "policycascade"
    properties.title = legal(f"{report.kicker} {' → '.join(report.title)}")[:250]
    properties.comments = ""
    properties.language = "zh-CN" if report.lang == "zh" else "en"
    properties.created = properties.modified = datetime(*NO_DATE)


def _fonts(element: Any, lang: str) -> None:
    """Name the fonts of both scripts; in Chinese, marks both scripts have (“”) are Chinese."""
    from docx.oxml.ns import qn

    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        element.attrib.pop(qn(f"w:{theme}"), None)
    for name, font in (("ascii", _LATIN), ("hAnsi", _LATIN), ("eastAsia", _EAST)):
        element.set(qn(f"w:{name}"), font)
    if lang == "zh":
        element.set(qn("w:hint"), "eastAsia")


def _page_number(paragraph: Para) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _title(document: Doc, report: Report) -> Iterator[Para]:
    kicker = document.add_paragraph()
    _run(kicker, report.kicker, colour=_MUTED)
    yield kicker
    for number, name in enumerate(report.title):
        yield document.add_paragraph(legal(f"{'→ ' if number else ''}{name}"), style="Title")


def _put(document: Doc, block: Block, lang: str) -> None:
    from docx.shared import Pt

    if isinstance(block, Heading):
        number = f"{block.number}  " if block.number else ""
        document.add_heading(legal(f"{number}{block.text}"), level=block.depth - 1)
    elif isinstance(block, Paragraph):
        for line in block.lines:
            _line(document.add_paragraph(), line, block.tone)
    elif isinstance(block, Points):
        _points(document, block)
    else:
        title = document.add_paragraph(style="Caption")
        _run(title, caption(block, lang))
        if isinstance(block, Chart) and can_draw():
            _picture(document, block)
        _table(document, block.data if isinstance(block, Chart) else block)
        note = block.note if isinstance(block, Chart) else ""
        below = document.add_paragraph()
        below.paragraph_format.space_before = Pt(3)
        _run(below, note, size=_SMALL, colour=_MUTED)


def _picture(document: Doc, chart: Chart) -> None:
    """A chart of the page's width, with its caption for those who cannot see it."""
    from docx.shared import Cm

    document.add_picture(io.BytesIO(to_png(chart.svg)), width=Cm(_WIDTH))
    document.inline_shapes[-1]._inline.docPr.set("descr", legal(chart.caption))
    place = document.paragraphs[-1].paragraph_format
    place.space_after, place.keep_with_next = 0, True


def _points(document: Doc, block: Points) -> None:
    for item in block.items:
        paragraph = document.add_paragraph(style="List Bullet")
        if item.label:
            heavy = item.weight in ("warning", "error")
            _run(paragraph, f"{item.label}  ", bold=True, colour=_WARN if heavy else _MUTED)
        _run(paragraph, item.text)
        if item.refs:
            names = " ".join(f"[{name}]" for _, name in item.refs)
            _run(paragraph, f" {names}", size=_SMALL, colour=_MUTED)
        for proof in item.proofs:
            _line(document.add_paragraph(style="List Bullet 2"), proof, size=_TABLE)


def _table(document: Doc, grid: Grid) -> None:
    """A ruled table of the page's width; its head stands on every page, no row is torn."""
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table = document.add_table(rows=1, cols=len(grid.heads), style="Table Grid")
    table.autofit = False
    table._tbl.tblPr.append(_margins())
    wide = [max(head.width, _NARROWEST) for head in grid.heads]
    widths = [Cm(_WIDTH * width / sum(wide)) for width in wide]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    head_row = table.rows[0]
    head_row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, head in zip(head_row.cells, grid.heads, strict=True):
        cell.paragraphs[0].paragraph_format.space_after = 0
        _run(cell.paragraphs[0], head.text, size=_TABLE, bold=True)
        _shade(cell, _HEAD)
    for row in grid.rows:
        made = table.add_row()
        made._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, lines in zip(made.cells, row.cells, strict=True):
            _cell(cell, lines)
    for made in table.rows:
        for cell, width in zip(made.cells, widths, strict=True):
            cell.width = width


def _margins() -> Any:
    """Space between the rules and the words of a cell, in twentieths of a point."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", 50), ("left", 80), ("bottom", 50), ("right", 80)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def _shade(cell: _Cell, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shading = OxmlElement("w:shd")
    for key, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shading.set(qn(f"w:{key}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _cell(cell: _Cell, lines: Cell) -> None:
    shown: Sequence[Line] = [line for line in lines if line.style is not Style.REASON]
    for number, line in enumerate(shown):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph.paragraph_format.space_after = 0
        _line(paragraph, line, size=_TABLE)


def _line(paragraph: Para, line: Line, tone: str = "plain", size: float = _BODY) -> None:
    if line.style is Style.QUOTE:
        if line.label:
            _run(paragraph, f"{line.label} ", size=size, bold=True, colour=_MUTED)
        _run(paragraph, f"「{line.text}」", size=size)
        _run(paragraph, f" {line.where}" if line.where else "", size=_SMALL, colour=_MUTED)
    elif line.style is Style.RELATION and line.relation:
        _run(paragraph, line.text, size=size, bold=True, colour=_readable(line.relation))
    else:
        muted = line.style is Style.MUTED or tone == "muted"
        warn = line.style is Style.TAG or tone == "warn"
        colour = _MUTED if muted else _WARN if warn else _INK
        bold = line.style is Style.STRONG or tone == "strong"
        _run(paragraph, line.text, size=size, bold=bold, colour=colour)


def _readable(relation: Relation) -> str:
    """The darker of a relation's two colours, which can be read on white."""
    return min(COLOURS[relation], key=lambda colour: sum(bytes.fromhex(colour[1:]))).lstrip("#")


def _run(
    paragraph: Para,
    words: str,
    *,
    size: float | None = None,
    bold: bool = False,
    colour: str = _INK,
) -> Run:
    from docx.shared import Pt, RGBColor

    run = paragraph.add_run(legal(" ".join(words.split(" "))))
    run.font.bold = bold or None
    if size:
        run.font.size = Pt(size)
    run.font.color.rgb = RGBColor.from_string(colour.upper())
    return run
