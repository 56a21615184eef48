"""One page of a PDF as pdfium sees it: its glyphs, its rules, whether it is a picture."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from policycascade.loaders.printed import Glyph, Page, Rule
from policycascade.loaders.radicals import without_radicals

if TYPE_CHECKING:
    import pypdfium2


class Area(NamedTuple):
    """A part of a page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def size(self) -> float:
        """How much of the page it takes."""
        return (self.x1 - self.x0) * (self.bottom - self.top)


#: From a point of the PDF (origin below) to a point of the page as it is read (origin above).
Turn = Callable[[float, float], tuple[float, float]]

#: A rule is at most so thick and so askew (points).
THIN = 3.0
#: A text turned by more than this (radians) against its page is a watermark or a map's label.
ASKEW = 0.1
#: A page with more paths than this is a drawing; its rules are no tables.
MAX_PATHS = 5_000
#: Forms within forms are followed so deep.
DEPTH = 5
#: A picture on a page with text may hold a table if it takes this share of the page.
LARGE, MAX_PICTURES = 0.08, 50
#: Stands for a glyph that the file names no character for.
LOST = "\ufffd"
#: A page with more of them than this share is read as a picture, and so is one with a picture and
#: fewer characters than that (a page number, a stamp).
MOST_LOST, LITTLE = 0.3, 30
#: pdfium's sign for a hyphen at the end of a line.
_HYPHEN = 2


def read_page(pdf: pypdfium2.PdfDocument, index: int, start: int) -> tuple[Page, list[Area]]:
    """Read page ``index``, and say where on it there are pictures that may hold text.

    The whole page is one if its text layer says next to nothing. ``start`` is how many characters
    the pages before it have.
    """
    page = pdf[index]
    left, bottom, right, top = _sheet(page)
    rotation = page.get_rotation()
    turn = _turn(rotation, left, bottom, right, top)
    width, height = right - left, top - bottom
    if rotation in (90, 270):
        width, height = height, width
    glyphs = [
        glyph
        for glyph in _glyphs(page, start, turn, rotation)
        if 0 <= glyph.x0 + glyph.x1 <= 2 * width and 0 <= glyph.top < height
    ]
    drawn, pictures = _drawn(page, turn)
    rules = [
        rule
        for rule in drawn
        if -width <= rule.x0 <= rule.x1 <= 2 * width
        and -height <= rule.top <= rule.bottom <= 2 * height
    ]
    page.close()
    whole = Area(0.0, 0.0, width, height)
    lost = sum(glyph.text == LOST for glyph in glyphs)
    if lost > MOST_LOST * len(glyphs):
        glyphs, pictures = [], [whole]
    elif pictures and len(glyphs) < LITTLE:
        pictures = [whole]
    else:
        pictures = [picture for picture in pictures if _may_speak(picture, whole, glyphs)]
    return Page(index + 1, width, height, glyphs, rules), pictures


def _may_speak(picture: Area, page: Area, glyphs: Sequence[Glyph]) -> bool:
    """Whether a picture is large enough for a table, and no background of the text."""
    if not (picture.x0 < picture.x1 <= page.x1 and picture.top < picture.bottom <= page.bottom):
        return False
    inside = sum(
        picture.x0 <= glyph.x0 < picture.x1 and picture.top <= glyph.top < picture.bottom
        for glyph in glyphs
    )
    return picture.size >= LARGE * page.size and inside < LITTLE


def _sheet(page: pypdfium2.PdfPage) -> tuple[float, float, float, float]:
    """What is shown of a page, before it is turned."""
    media, crop = page.get_mediabox(), page.get_cropbox()
    return (
        max(media[0], crop[0]),
        max(media[1], crop[1]),
        min(media[2], crop[2]),
        min(media[3], crop[3]),
    )


def _turn(rotation: int, left: float, bottom: float, right: float, top: float) -> Turn:
    turns: dict[int, Turn] = {
        0: lambda x, y: (x - left, top - y),
        90: lambda x, y: (y - bottom, x - left),
        180: lambda x, y: (right - x, y - bottom),
        270: lambda x, y: (top - y, right - x),
    }
    return turns[rotation]


def _glyphs(page: pypdfium2.PdfPage, start: int, turn: Turn, rotation: int) -> Iterator[Glyph]:
    """The upright characters of the text layer, in the order of the file."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    box, high, last = pdfium.FS_RECTF(), 0, Glyph("", 0, 0, 0, 0, start)
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue  # spaces and line ends that pdfium makes up; the layout knows better
        character = _character(code)
        if character.isspace():  # it stands where the glyph before it ends
            yield Glyph(" ", last.x1, last.top, last.x1, last.bottom, start + index)
            continue
        askew = math.remainder(
            pdfium.FPDFText_GetCharAngle(text, index) + math.radians(rotation), math.tau
        )
        if abs(askew) < ASKEW and pdfium.FPDFText_GetLooseCharBox(text, index, box):
            (x0, y0), (x1, y1) = turn(box.left, box.top), turn(box.right, box.bottom)
            last = Glyph(character, *_upright(x0, y0, x1, y1), start + index)
            yield last
    text.close()


def _character(code: int) -> str:
    """What a code of the text layer stands for."""
    character = "-" if code == _HYPHEN else without_radicals(chr(code))
    return character if character.isprintable() or character.isspace() else LOST


def _upright(x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _drawn(page: pypdfium2.PdfPage, turn: Turn) -> tuple[list[Rule], list[Area]]:
    """The straight lines and thin boxes drawn on a page, and its pictures."""
    import pypdfium2.raw as pdfium

    rules: list[Rule] = []
    pictures: list[Area] = []
    paths = 0
    for drawn in page.get_objects(max_depth=DEPTH):
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE and len(pictures) < MAX_PICTURES:
            left, bottom, right, top = drawn.get_bounds()
            pictures.append(Area(*_upright(*turn(left, top), *turn(right, bottom))))
        if drawn.type == pdfium.FPDF_PAGEOBJ_PATH and paths <= MAX_PATHS:
            paths += 1
            rules += _strokes(drawn, turn)
    return (rules if paths <= MAX_PATHS else []), pictures


def _strokes(path: pypdfium2.PdfObject, turn: Turn) -> Iterator[Rule]:
    """The rules of one path: each straight line of it, and a filled thin box as one."""
    import pypdfium2.raw as pdfium

    if _is_white(path):
        return
    matrix, around = path.get_matrix(), path.container
    while around is not None:
        matrix, around = matrix.multiply(around.get_matrix()), around.container
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    figures = [points]
    for number in range(min(pdfium.FPDFPath_CountSegments(path), MAX_PATHS)):
        segment = pdfium.FPDFPath_GetPathSegment(path, number)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO:
            return
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            points = []
            figures.append(points)
        points.append(turn(*matrix.on_point(x.value, y.value)))
        if pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    for figure in figures:
        yield from _straight(figure)


def _straight(points: list[tuple[float, float]]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(points):
        rule = Rule(*_upright(x0, y0, x1, y1))
        if min(rule.x1 - rule.x0, rule.bottom - rule.top) <= THIN:
            yield rule


def _is_white(path: pypdfium2.PdfObject) -> bool:
    """Whether a path only fills with white, as programs do behind text."""
    import pypdfium2.raw as pdfium

    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(path, mode, stroke) or stroke.value:
        return False
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if mode.value == pdfium.FPDF_FILLMODE_NONE:
        return True
    if not pdfium.FPDFPageObj_GetFillColor(path, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) > 250 or alpha.value == 0
