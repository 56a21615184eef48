"""Printed pages: glyphs and rules where they stand on the paper, from PDF, OFD or a picture.

Coordinates are points (or pixels) from the upper left corner, the page turned as it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from policycascade.loaders.running import GridCell, Line, Piece, make_line, printed, put_in


class Glyph(NamedTuple):
    """One printed character; ``start`` is its place in the file's own text."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    start: int

    @property
    def height(self) -> float:
        """About the size of the type."""
        return self.bottom - self.top


class Rule(NamedTuple):
    """A straight line drawn across (``top == bottom``) or down (``x0 == x1``) the page."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def across(self) -> bool:
        """Whether it is horizontal."""
        return self.x1 - self.x0 >= self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Page:
    """A page as printed; the glyphs in the order in which the file has them."""

    number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    rules: Sequence[Rule] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs side by side, without a gap that could part two columns.

    Attributes:
        height: about the size of the type.
    """

    glyphs: tuple[Glyph, ...]
    x0: float
    top: float
    x1: float
    bottom: float
    height: float

    @property
    def text(self) -> str:
        """What is printed."""
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of print, its runs from left to right.

    Attributes:
        left, right: the margins of the column, cell or box it stands in.
        framed: it stands in a part of the page, not in its body.
    """

    runs: tuple[Run, ...]
    left: float
    right: float
    framed: bool = False

    @property
    def x0(self) -> float:
        """Where its first glyph begins."""
        return self.runs[0].x0

    @property
    def x1(self) -> float:
        """Where its last glyph ends."""
        return self.runs[-1].x1

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(run.top for run in self.runs)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(run.bottom for run in self.runs)

    @property
    def height(self) -> float:
        """About the size of the type."""
        return median(glyph.height for run in self.runs for glyph in run.glyphs)


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of a page.

    Attributes:
        xs: where its columns begin and end, from the left edge of the first.
        ruled: rules show where; else its last column ends with its longest words.
        lines: the same as running text, where there is one row only.
    """

    cells: tuple[GridCell, ...]
    rows: int
    cols: int
    left: float
    top: float
    bottom: float
    xs: tuple[float, ...]
    ruled: bool = True
    lines: tuple[PrintedLine, ...] = ()


Entry = PrintedLine | PrintedTable

#: Glyphs stand on one line if their middles differ by less than this share of the lower one.
SAME_LINE = 0.5
#: A gap as wide as this many times the height of the type may part two columns; justified lines of
#: Chinese type have gaps up to 0.3, a heading and its number up to 1.
COLUMN_GAP = 1.2
#: Latin words and figures this far apart (in heights of the type) are two.
WORD_GAP = 0.2


def same_line(one: Glyph | Run, two: Glyph | Run) -> bool:
    """Whether two boxes stand on one line of print."""
    apart = abs((one.top + one.bottom) - (two.top + two.bottom)) / 2
    return apart < SAME_LINE * min(one.height, two.height)


def make_runs(glyphs: Iterable[Glyph]) -> list[Run]:
    """Part glyphs, in the order of the file, where a line ends or a gap is wide."""
    runs: list[Run] = []
    current: list[Glyph] = []
    before: Glyph | None = None
    for glyph in glyphs:
        blank = glyph.text.isspace()
        if before is not None and not blank and _parts(before, glyph):
            runs.append(_run(current))
            current = []
        if current or not blank:
            current.append(glyph)
        if not blank:
            before = glyph
    if current:
        runs.append(_run(current))
    return runs


def _parts(before: Glyph, glyph: Glyph) -> bool:
    gap = glyph.x0 - before.x1
    em = max(before.height, glyph.height)
    return not same_line(before, glyph) or not -em < gap < COLUMN_GAP * em


def _run(glyphs: list[Glyph]) -> Run:
    while glyphs[-1].text.isspace():
        glyphs.pop()
    inked = [glyph for glyph in glyphs if not glyph.text.isspace()]
    return Run(
        tuple(glyphs),
        inked[0].x0,
        min(glyph.top for glyph in inked),
        max(glyph.x1 for glyph in inked),
        max(glyph.bottom for glyph in inked),
        median(glyph.height for glyph in inked),
    )


def make_rows(runs: Iterable[Run]) -> list[list[Run]]:
    """Lay runs out in rows, from the top down, each from left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (run.top + run.bottom, run.x0)):
        if rows and any(same_line(run, other) for other in rows[-1]):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.x0) for row in rows]


def pieces_of(runs: Sequence[Run], gap: str = " ") -> list[Piece]:
    """The pieces of runs on one line; ``gap`` is put where they stand apart."""
    pieces: list[Piece] = []
    for number, run in enumerate(runs):
        if number:
            before = runs[number - 1]
            wide = run.x0 - before.x1 >= COLUMN_GAP * max(before.height, run.height)
            pieces += [put_in(gap)] if wide or _latin(before, run) else []
        pieces += glyph_pieces(run.glyphs)
    return pieces


def _latin(before: Run | Glyph, run: Run | Glyph) -> bool:
    return before.text[-1:].isascii() and run.text[:1].isascii()


def glyph_pieces(glyphs: Iterable[Glyph]) -> list[Piece]:
    """Glyphs that follow one another in the file grow into one piece.

    A space that the file does not have is put in where Latin words stand apart.
    """
    pieces: list[Piece] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before and _latin(before, glyph) and glyph.x0 - before.x1 > WORD_GAP * glyph.height:
            pieces.append(put_in(" "))
        before = None if glyph.text.isspace() else glyph
        last = pieces[-1] if pieces else None
        if last and last.start is not None and last.start + last.length == glyph.start:
            pieces[-1] = printed(last.text + glyph.text, last.start)
        else:
            pieces.append(printed(glyph.text, glyph.start))
    return pieces


def stacked(rows: Sequence[Sequence[Run]]) -> list[Piece]:
    """The pieces of several lines of print that say one thing: a cell, a broken title."""
    pieces: list[Piece] = []
    for row in rows:
        more = pieces_of(row)
        if pieces and more and pieces[-1].text[-1:].isascii() and more[0].text[:1].isascii():
            pieces.append(put_in(" "))
        pieces += more
    return pieces


def plain_line(line: PrintedLine, gap: str = " ") -> Line:
    """A printed line without the marks of its layout."""
    return make_line(pieces_of(line.runs, gap))
