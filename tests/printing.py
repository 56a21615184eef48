"""Sets a plan made of parts as plain text, HTML, DOCX, PDF and OFD, as people would."""

from __future__ import annotations

import functools
import html
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from one_plan import Entry, Heading, Part, Rows, Title
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from policycascade.loaders.printed import Page, make_runs

#: Where systems keep a Chinese font with TrueType outlines, which can go into a PDF.
FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/wenquanyi/wqy-microhei/wqy-microhei.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)


@functools.cache
def font() -> str | None:
    """The name of a Chinese font for PDF, if the system has one."""
    for path in FONTS:
        if Path(path).is_file():
            try:
                pdfmetrics.registerFont(TTFont("han", path, subfontIndex=0))
            except TTFError:
                continue
            return "han"
    return None


def _printed(part: Part) -> str:
    if isinstance(part, Heading):
        return part.number + part.text
    if isinstance(part, Entry):
        return f"{part.text}{'.' * 40}{part.page}"
    assert not isinstance(part, Rows)
    return part.text


# ---------------------------------------------------------------- text and HTML


def as_text(parts: Iterable[Part]) -> bytes:
    lines: list[str] = []
    for part in parts:
        rows = part.rows if isinstance(part, Rows) else ()
        lines += [f"| {' | '.join(row)} |" for row in rows] or [_printed(part)]
    return "\n".join(lines).encode()


def as_html(parts: Iterable[Part]) -> bytes:
    lines = ["<html><head><meta charset='utf-8'></head><body><div id='zoom'>"]
    for part in parts:
        if isinstance(part, Rows):
            rows = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in part.rows)
            lines.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        else:
            tag = f"h{part.level + 1}" if isinstance(part, Heading) else "p"
            lines.append(f"<{tag}>{html.escape(_printed(part))}</{tag}>")
    return "\n".join([*lines, "</div></body></html>"]).encode()


# ---------------------------------------------------------------- DOCX

#: 一、（一）1. as Word counts them: format and text of each level.
LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCountingThousand", "（%2）"))


def _numbering(document: Any) -> str:
    """Give the document a list of the levels; its number."""
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(LEVELS)
    )
    root = document.part.numbering_part.element
    definition = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'
    root.insert(0, parse_xml(definition))
    number = f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'
    root.append(parse_xml(number))
    return "90"


def as_docx(parts: Iterable[Part]) -> bytes:
    document = docx.Document()
    number = _numbering(document)
    document.styles.add_style("toc 1", 1)
    for part in parts:
        if isinstance(part, Rows):
            table = document.add_table(len(part.rows), len(part.rows[0]))
            for row, texts in zip(table.rows, part.rows, strict=True):
                for cell, text in zip(row.cells, texts, strict=True):
                    cell.text = text
        elif isinstance(part, Heading):
            paragraph = document.add_heading(part.text, part.level)
            properties = paragraph._p.get_or_add_pPr()
            level = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{part.level - 1}"/>'
            properties.append(parse_xml(f'{level}<w:numId w:val="{number}"/></w:numPr>'))
        elif isinstance(part, Entry):
            document.add_paragraph(f"{part.text}\t{part.page}", style="toc 1")
        else:
            document.add_paragraph(part.text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


# ---------------------------------------------------------------- PDF


def as_pdf(parts: Sequence[Part], head: str = "", **given: Any) -> bytes:
    """Set in the manner of GB/T 9704: 16 points, 28 characters a line, numbers at the foot."""
    name = font()
    assert name, "no font: the caller skips"
    body = ParagraphStyle(
        "body", fontName=name, fontSize=16, leading=28, wordWrap="CJK", firstLineIndent=32
    )
    flush = ParagraphStyle("flush", body, firstLineIndent=0)
    title = ParagraphStyle("title", flush, fontSize=22, leading=36, alignment=TA_CENTER)
    cell = ParagraphStyle("cell", flush, fontSize=10.5, leading=15)

    def furniture(canvas: Any, made: Any) -> None:
        canvas.setFont(name, 10)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 50, head)
        canvas.drawCentredString(A4[0] / 2, 45, f"— {made.page} —")

    story: list[Any] = []
    for part in parts:
        if isinstance(part, Rows):
            rows = [[Paragraph(html.escape(text), cell) for text in row] for row in part.rows]
            lines = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
            wide = (448 - 140) / (len(part.rows[0]) - 1)
            widths = [wide, 140, *[wide] * (len(part.rows[0]) - 2)]
            story.append(Table(rows, colWidths=widths, repeatRows=1, style=lines))
        else:
            style = title if isinstance(part, Title) else flush if isinstance(part, Entry) else body
            story.append(Paragraph(html.escape(_printed(part)), style))
    file = io.BytesIO()
    margin = (A4[0] - 448) / 2 - 6
    made = SimpleDocTemplate(
        file, pagesize=A4, leftMargin=margin, rightMargin=margin, invariant=1, **given
    )
    made.build(story, onFirstPage=furniture, onLaterPages=furniture)
    return file.getvalue()


# ---------------------------------------------------------------- OFD

_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


def as_ofd(pdf: bytes) -> bytes:
    """The pages of a PDF as OFD: every run of print a text object, every rule a path."""
    import pypdfium2

    from policycascade.loaders.pdf_page import read_page

    pages: list[str] = []
    with pypdfium2.PdfDocument(pdf) as made:
        for index in range(len(made)):
            pages.append(_ofd_page(read_page(made, index, 0)[0]))
    names = [f"Pages/Page_{number}/Content.xml" for number in range(len(pages))]
    listed = "".join(f'<ofd:Page ID="{n}" BaseLoc="{name}"/>' for n, name in enumerate(names))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    return package(
        {
            "OFD.xml": f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocInfo><ofd:Title>规划</ofd:Title>"
            "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {_OFD}><ofd:CommonData>{area}</ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            **{f"Doc_0/{name}": page for name, page in zip(names, pages, strict=True)},
        }
    )


def _ofd_page(page: Page) -> str:
    objects = []
    for run in make_runs(page.glyphs):
        x, y, wide, high = (
            _MM * place for place in (run.x0, run.top, run.x1 - run.x0, run.bottom - run.top)
        )
        steps = " ".join(f"{_MM * (b.x0 - a.x0):.3f}" for a, b in pairwise(run.glyphs))
        size = _MM * run.height
        objects.append(
            f'<ofd:TextObject Boundary="{x:.3f} {y:.3f} {wide:.3f} {high:.3f}" Size="{size:.3f}">'
            f'<ofd:TextCode X="0" Y="{0.86 * size:.3f}" DeltaX="{steps}">'
            f"{html.escape(run.text)}</ofd:TextCode></ofd:TextObject>"
        )
    for rule in page.rules:
        x0, y0, x1, y1 = (_MM * place for place in rule)
        line = f"M 0 0 L {x1 - x0:.3f} {y1 - y0:.3f}"
        objects.append(
            f'<ofd:PathObject Boundary="{x0:.3f} {y0:.3f} {x1 - x0:.3f} {y1 - y0:.3f}">'
            f"<ofd:AbbreviatedData>{line}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    layer = f"<ofd:Layer>{''.join(objects)}</ofd:Layer>"
    return f"<ofd:Page {_OFD}><ofd:Content>{layer}</ofd:Content></ofd:Page>"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP of parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()
