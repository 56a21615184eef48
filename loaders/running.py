"""The running text: pieces of the source become lines and grids, and these a Document's text.

Every reader gives lines and grids made of pieces; each piece knows where in the source it stands,
so that whatever is cut, joined or set aside later still maps back to the file.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from policycascade.loaders.landmarks import Place
from policycascade.model import Block, BlockKind, Cell, Segment, Span, Table, Words


class TooMuch(ValueError):
    """The file is built to be more than a document; the message says what to do."""


class Piece(NamedTuple):
    """Characters and the stretch of the source they came from.

    ``start`` is ``None`` for what the loader put in. Where ``length`` is ``len(text)``, the text
    stands in the source as it is; elsewhere (an HTML entity) the whole piece stands for the whole
    stretch.
    """

    text: str
    start: int | None
    length: int

    @property
    def same(self) -> bool:
        """Whether each character has its own place in the source."""
        return self.start is not None and self.length == len(self.text)


def printed(text: str, start: int) -> Piece:
    """Make the piece that stands in the source at ``start`` as it is."""
    return Piece(text, start, len(text))


def put_in(text: str) -> Piece:
    """Make a piece that the source does not have: a separator."""
    return Piece(text, None, 0)


class Tape:
    """Pieces laid end to end, to be cut anywhere.

    >>> Tape([printed("就业", 7), Piece("&", 9, 5), printed("社保", 14)]).cut(1, 4)
    [Piece(text='业', start=8, length=1), Piece(text='&', start=9, length=5), \
Piece(text='社', start=14, length=1)]
    """

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.ends = list(accumulate(len(piece.text) for piece in pieces))

    def cut(self, begin: int, end: int) -> list[Piece]:
        """The pieces of the characters ``begin`` to ``end``."""
        kept: list[Piece] = []
        for index in range(bisect_right(self.ends, begin), len(self.pieces)):
            piece = self.pieces[index]
            at = self.ends[index] - len(piece.text)
            if at >= end:
                break
            first, last = max(begin - at, 0), min(end - at, len(piece.text))
            text = piece.text[first:last]
            if piece.same and piece.start is not None:
                piece = printed(text, piece.start + first)
            if text:
                kept.append(Piece(text, piece.start, piece.length))
        return kept


@dataclass(frozen=True, slots=True)
class Line:
    """One line as the source has it; ``text`` is what its pieces say together.

    Attributes:
        opens: the format itself begins a new block here (a list item, an HTML paragraph).
        indented: a paragraph's first line by its indentation.
        furniture: a page number or running head, which may stand in the middle of a paragraph.
    """

    pieces: tuple[Piece, ...]
    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    opens: bool = False
    indented: bool = False
    furniture: bool = False

    def aside(self, *, furniture: bool = False) -> Line:
        """The same line as chrome."""
        return dataclasses.replace(
            self, kind=BlockKind.ASIDE, level=None, furniture=furniture or self.furniture
        )


def make_line(pieces: Iterable[Piece], **marks: object) -> Line:
    """Make a line of its pieces, white space at both ends cut off."""
    pieces = tuple(pieces)
    text = "".join(piece.text for piece in pieces)
    begin, end = len(text) - len(text.lstrip()), len(text.rstrip())
    if begin or end < len(text):
        pieces, text = tuple(Tape(pieces).cut(begin, end)), text[begin:end]
    return Line(pieces, text, **marks)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell of a grid: its printed pieces and the places it covers."""

    pieces: tuple[Piece, ...]
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table before it has its place in the running text; ``separator`` parts its cells."""

    cells: tuple[GridCell, ...]
    rows: int
    cols: int
    separator: str


Item = Line | Grid


@dataclass(frozen=True, slots=True)
class Draft:
    """What a reader makes of a file: lines and grids in reading order, and what it noted.

    Attributes:
        places: where its pages or cells begin, in order.
    """

    items: list[Item]
    metadata: Mapping[str, str] = dataclasses.field(default_factory=dict)
    notes: tuple[Words, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(slots=True)
class RunningText:
    """The text as it grows, with everything that points into it."""

    parts: list[str] = dataclasses.field(default_factory=list)
    blocks: list[Block] = dataclasses.field(default_factory=list)
    tables: list[Table] = dataclasses.field(default_factory=list)
    segments: list[Segment] = dataclasses.field(default_factory=list)
    at: int = 0

    def write(self, piece: Piece) -> None:
        """Add a piece; neighbours in text and source grow into one segment."""
        self.parts.append(piece.text)
        start, self.at = self.at, self.at + len(piece.text)
        if piece.start is None:
            return
        last = self.segments[-1] if self.segments else None
        if (
            last is not None
            and piece.same
            and last.length == last.source_length
            and last.start + last.length == start
            and last.source_start + last.source_length == piece.start
        ):
            start, source = last.start, last.source_start
            self.segments.pop()
        else:
            source = piece.start
        self.segments.append(
            Segment(
                start=start,
                length=self.at - start,
                source_start=source,
                source_length=piece.start + piece.length - source,
            )
        )

    def add_line(self, line: Line) -> None:
        """Add a line as one block."""
        start = self.at
        for piece in line.pieces:
            self.write(piece)
        self.write(put_in("\n"))
        self.blocks.append(Block(kind=line.kind, span=Span(start, self.at), level=line.level))

    def add_grid(self, grid: Grid) -> None:
        """Add a table as one block, one line for each of its rows."""
        start = self.at
        rows: list[list[GridCell]] = [[] for _ in range(grid.rows)]
        for cell in grid.cells:
            rows[cell.row].append(cell)
        cells = [cell for row in rows for cell in self._add_row(row, grid.separator)]
        span = Span(start, self.at)
        self.blocks.append(Block(kind=BlockKind.TABLE, span=span, table=len(self.tables)))
        self.tables.append(Table(span=span, cells=tuple(cells), rows=grid.rows, cols=grid.cols))

    def _add_row(self, row: list[GridCell], separator: str) -> Iterable[Cell]:
        for number, cell in enumerate(row):
            if number:
                self.write(put_in(separator))
            start = self.at
            for piece in cell.pieces:
                self.write(piece)
            yield Cell(
                text="".join(piece.text for piece in cell.pieces),
                span=Span(start, self.at),
                row=cell.row,
                col=cell.col,
                rowspan=cell.rowspan,
                colspan=cell.colspan,
            )
        self.write(put_in("\n"))


def compose(items: Iterable[Item]) -> RunningText:
    """Write lines and grids into one running text."""
    running = RunningText()
    for item in items:
        if isinstance(item, Grid):
            running.add_grid(item)
        else:
            running.add_line(item)
    return running
