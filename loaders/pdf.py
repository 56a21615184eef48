"""PDF: its text layer with its tables; pages that are pictures by OCR, where that is installed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from policycascade.errors import EmptyText, LoadError, UnsupportedFormat
from policycascade.loaders import ocr
from policycascade.loaders.extras import need
from policycascade.loaders.fetch import Fetched
from policycascade.loaders.landmarks import Place
from policycascade.loaders.pages import read_pages
from policycascade.loaders.pdf_page import LITTLE, Area, read_page
from policycascade.loaders.printed import Glyph, Page, Rule
from policycascade.loaders.running import Draft
from policycascade.model import Words

if TYPE_CHECKING:
    import pypdfium2

#: The thickest of the plans has some 100 pages, a yearbook 1,000.
MAX_PAGES = 2_000
#: A page is drawn for OCR at so many dots per point: 200 dpi; at 150 small type of tables is lost.
DRAWN = 200 / 72
DAMAGED = "PDF 已损坏，无法打开 (the PDF is damaged and cannot be opened)"
#: What pdfium says of a file it cannot open.
_PASSWORD = 4
#: Names of what a PDF says of itself, and ours for them.
_PROPERTIES = {
    "Title": "title",
    "Author": "author",
    "Subject": "subject",
    "Keywords": "keywords",
    "CreationDate": "created",
}


def read_pdf(fetched: Fetched) -> Draft:
    """Read a PDF.

    Raises:
        LoadError: if it is broken, locked or too long, or pypdfium2 is not installed.
        EmptyText: if all its pages are pictures and OCR is not installed.
    """
    pdf = _open(fetched)
    try:
        return _read(pdf, fetched.source)
    finally:
        pdf.close()


def _open(fetched: Fetched) -> pypdfium2.PdfDocument:
    pdfium = need("pypdfium2", "formats", fetched.source)
    if b"%PDF-" not in fetched.data[:1024]:
        raise UnsupportedFormat(
            fetched.source, "内容不是 PDF，请改用正确的扩展名 (this is no PDF: use its own suffix)"
        )
    try:
        pdf: pypdfium2.PdfDocument = pdfium.PdfDocument(fetched.data)
    except pdfium.PdfiumError as error:
        if error.err_code == _PASSWORD:
            reason = "PDF 有密码，请先解除 (it is locked by a password: remove it first)"
        else:
            reason = DAMAGED
        raise LoadError(fetched.source, reason) from error
    if len(pdf) > MAX_PAGES:
        pdf.close()
        raise LoadError(
            fetched.source,
            f"超过 {MAX_PAGES} 页，请拆分后再读 (more than {MAX_PAGES} pages: split it first)",
        )
    return pdf


def _read(pdf: pypdfium2.PdfDocument, source: str) -> Draft:
    import pypdfium2 as pdfium

    pages: list[Page] = []
    places: list[Place] = []
    seen: dict[int, float] = {}  # page → confidence of its OCR
    unread: list[int] = []
    damaged: list[int] = []
    start = 0
    for index in range(len(pdf)):
        try:
            page, pictures = read_page(pdf, index, start)
        except pdfium.PdfiumError:
            damaged.append(index + 1)
            continue
        if pictures and ocr.is_installed():
            page, sure = _recognised(pdf[index], page, pictures, start)
            seen |= sure
        elif pictures:
            unread.append(page.number)
        pages.append(page)
        places.append(Place(start, page=page.number))
        start = max([start, *(glyph.start + 1 for glyph in page.glyphs)])
    if unread and all(len(page.glyphs) < LITTLE for page in pages):
        raise EmptyText(source, ocr.MISSING)
    if damaged and not any(page.glyphs for page in pages):
        raise LoadError(source, DAMAGED)
    draft = read_pages(pages)
    return Draft(
        draft.items,
        _properties(pdf) | ocr.confidences(seen),
        draft.notes + _notes(unread, damaged) + ocr.notes(seen),
        tuple(places),
    )


def _recognised(
    printed: pypdfium2.PdfPage, page: Page, pictures: Sequence[Area], start: int
) -> tuple[Page, dict[int, float]]:
    """The page with what its pictures say, and how sure that is; a picture may say nothing."""
    scale = min(DRAWN, math.sqrt(ocr.MAX_DOTS / (page.width * page.height)))
    image = printed.render(scale=scale).to_numpy()
    glyphs, rules, scores = list(page.glyphs), list(page.rules), []
    start = max([start, *(glyph.start + 1 for glyph in glyphs)])
    for area in pictures:
        left, top, right, bottom = (int(scale * place) for place in area)
        part, sure = ocr.recognise(image[top:bottom, left:right], page.number, start)
        if len(part.glyphs) < LITTLE and area.size < page.width * page.height:
            continue  # a photograph, a seal
        ratio = (area.x1 - area.x0) / part.width
        glyphs += [_moved(glyph, area, ratio) for glyph in part.glyphs]
        rules += [_moved(rule, area, ratio) for rule in part.rules]
        scores.append(sure)
        start += len(part.glyphs)
    read = replace(page, glyphs=glyphs, rules=rules)
    return read, {page.number: min(scores)} if scores else {}


_Placed = TypeVar("_Placed", Glyph, Rule)


def _moved(thing: _Placed, area: Area, ratio: float) -> _Placed:
    """A glyph or rule of a part of the page, in the places of the page."""
    return thing._replace(
        x0=area.x0 + ratio * thing.x0,
        top=area.top + ratio * thing.top,
        x1=area.x0 + ratio * thing.x1,
        bottom=area.top + ratio * thing.bottom,
    )


def _properties(pdf: pypdfium2.PdfDocument) -> dict[str, str]:
    given = pdf.get_metadata_dict(skip_empty=True)
    return {ours: given[name] for name, ours in _PROPERTIES.items() if name in given}


def _notes(unread: list[int], damaged: list[int]) -> tuple[Words, ...]:
    notes = []
    if unread:
        numbers = ", ".join(map(str, unread))
        zh = f"第 {numbers} 页的图片未读；识别文字请运行 {ocr.INSTALL}"
        en = f"pictures on pages {numbers} were not read; to recognise them: {ocr.INSTALL}"
        notes.append(Words(zh=zh, en=en))
    if damaged:
        numbers = ", ".join(map(str, damaged))
        zh, en = f"第 {numbers} 页已损坏，未读", f"pages {numbers} are damaged and were not read"
        notes.append(Words(zh=zh, en=en))
    return tuple(notes)
