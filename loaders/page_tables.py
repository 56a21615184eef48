"""Tables that go on over several pages: their parts become one grid."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from policycascade.loaders.printed import PrintedTable, plain_line
from policycascade.loaders.running import Grid, GridCell, Item, Line, Piece, make_line, put_in
from policycascade.loaders.spacing import compact

#: The columns of the parts stand within this many points of one another.
SHIFT = 6.0
#: A head has at most so many rows.
HEAD_ROWS = 3
#: A row that a page break cut goes on with at most this share of its cells.
CUT = 0.5
_CONTINUED = re.compile(
    r"[（(]?(?:续上?表|接上[表页]|续)[\d一二三四五六七八九十]*[）)]?|.{0,30}[（(]续[）)]"
)
_FIGURE = re.compile(r"\d")


class OpenTable:
    """A table that the next page may go on with."""

    def __init__(self, table: PrintedTable) -> None:
        self.table = table
        self.xs = table.xs
        self.rows = _rows(table)

    def is_continued(self, line: Line) -> bool:
        """Whether a line over the next part only says that the table goes on (续表)."""
        return _CONTINUED.fullmatch(compact(line.text)) is not None

    def fits(self, table: PrintedTable) -> bool:
        """Whether a table is as wide and has the same columns, or some of them merged."""
        fewer, more = sorted((self.xs, table.xs), key=len)
        if not (self.table.ruled and table.ruled):
            return len(fewer) == len(more) and _near(fewer[:-1], more[:-1])
        return _near(fewer, more) and abs(fewer[-1] - more[-1]) <= SHIFT

    def go_on(self, table: PrintedTable) -> list[Line]:
        """Take in the next part; its repeated head comes back as asides."""
        rows = _rows(table)
        if len(table.xs) > len(self.xs):
            self.rows = [_laid(row, self.xs, table.xs) for row in self.rows]
            self.xs = table.xs
        elif len(table.xs) < len(self.xs):
            rows = [_laid(row, table.xs, self.xs) for row in rows]
        repeated = 0
        while repeated < min(HEAD_ROWS, len(rows) - 1, len(self.rows)) and _same(
            rows[repeated], self.rows[repeated]
        ):
            repeated += 1
        head, rows = rows[:repeated], rows[repeated:]
        if _is_cut(rows[0], self.rows[-1]):
            self.rows[-1] = _joined(self.rows[-1], rows.pop(0))
        self.rows += rows
        return [_line(row).aside(furniture=True) for row in head]

    def items(self) -> list[Item]:
        """The whole table; one row alone is running text."""
        if self.table.lines and len(self.rows) == 1:
            return [dataclasses.replace(plain_line(line), opens=True) for line in self.table.lines]
        cells = [
            dataclasses.replace(cell, row=number)
            for number, row in enumerate(self.rows)
            for cell in row
        ]
        cols = max(cell.col + cell.colspan for cell in cells)
        return [Grid(tuple(cells), len(self.rows), cols, "\t")]


_Row = Sequence[GridCell]


def _rows(table: PrintedTable) -> list[_Row]:
    rows: list[list[GridCell]] = [[] for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row].append(cell)
    return [*rows]


def _near(places: Sequence[float], others: Sequence[float]) -> bool:
    """Whether there is another place near each."""
    return all(min(abs(x - y) for y in others) <= SHIFT for x in places)


def _laid(row: _Row, own: Sequence[float], finer: Sequence[float]) -> _Row:
    """A row in the columns of another part, which has more of them."""

    def nearest(x: float) -> int:
        return min(range(len(finer)), key=lambda col: abs(finer[col] - x))

    laid = []
    for cell in row:
        begin, end = nearest(own[cell.col]), nearest(own[cell.col + cell.colspan])
        laid.append(dataclasses.replace(cell, col=begin, colspan=max(1, end - begin)))
    return laid


def _text(cell: GridCell) -> str:
    return "".join(piece.text for piece in cell.pieces)


def _same(one: _Row, two: _Row) -> bool:
    return [compact(_text(cell)) for cell in one] == [compact(_text(cell)) for cell in two]


def _is_cut(row: _Row, above: _Row) -> bool:
    """Whether a row is the rest of the one above: few cells, each with words above.

    Where both have figures, they are two rows.
    """
    filled = [cell for cell in row if cell.pieces]
    begun = {cell.col: _text(cell) for cell in above if cell.pieces}
    return 0 < len(filled) <= CUT * len(row) and all(
        cell.colspan == 1
        and cell.col in begun
        and not (_FIGURE.search(_text(cell)) and _FIGURE.search(begun[cell.col]))
        for cell in filled
    )


def _joined(above: _Row, rest: _Row) -> _Row:
    more = {cell.col: cell.pieces for cell in rest}
    return [
        dataclasses.replace(cell, pieces=(*cell.pieces, *more.get(cell.col, ()))) for cell in above
    ]


def _line(row: _Row) -> Line:
    pieces: list[Piece] = []
    for cell in row:
        pieces += [put_in("\t")] if pieces else []
        pieces += cell.pieces
    return make_line(pieces)
