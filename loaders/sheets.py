"""XLSX and CSV: indicator tables and plans coded by hand, every cell with its address.

Rows with one filled cell above and below a table are its title and its notes; a sheet whose rows
all have one is running text.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from statistics import median_low
from typing import TYPE_CHECKING, NamedTuple

from policycascade.errors import LoadError
from policycascade.loaders.archive import DAMAGED, open_zip
from policycascade.loaders.decode import decode_bytes
from policycascade.loaders.fetch import MAX_BYTES, MAX_TEXT, Fetched, bounded
from policycascade.loaders.landmarks import Place
from policycascade.loaders.package import check_package
from policycascade.loaders.printed_numbers import print_value
from policycascade.loaders.running import (
    Draft,
    Grid,
    GridCell,
    Item,
    make_line,
    printed,
    put_in,
)
from policycascade.loaders.text import arrange
from policycascade.model import Words

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

#: A sheet of a plan has some hundred rows, a statistical one some ten thousand.
MAX_ROWS, MAX_COLUMNS = 50_000, 200
#: A table has at least so many rows and columns; with fewer, its cells are lines.
MIN_SIDE = 2
#: Names that programs give to sheets and that say nothing.
UNNAMED = ("sheet", "工作表", "表格")
#: What separates the cells of a CSV, the usual first.
SEPARATORS = ",\t;|"
#: So many lines show which it is.
SAMPLE = 30
#: What openpyxl raises on files that other programs wrote wrongly, or that are damaged.
BROKEN = (
    *DAMAGED,
    *(KeyError, TypeError, AttributeError, IndexError, SyntaxError, AssertionError),
)


class Filled(NamedTuple):
    """A cell with something in it; places are counted from 1, as sheets do."""

    text: str
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(slots=True)
class _Sheets:
    """The running text of all sheets as it grows; ``texts`` is the source offsets count in."""

    items: list[Item] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    at: int = 0

    def add(self, name: str, cells: Iterable[Filled]) -> None:
        """Take in a sheet; ``name`` is empty where it says nothing."""
        if name:
            self._lines([Filled(name, 0, 0)], name)
        rows = [list(row) for _, row in groupby(cells, key=lambda cell: cell.row)]
        for block in _blocks(rows):
            begin, end = 0, len(block)
            while begin < end and len(block[begin]) < MIN_SIDE:
                begin += 1
            while end > begin and len(block[end - 1]) < MIN_SIDE:
                end -= 1
            if end - begin < MIN_SIDE:
                begin = end = len(block)
            for row in block[:begin]:
                self._lines(row, name)
            if begin < end:
                self._grid(block[begin:end], name)
            for row in block[end:]:
                self._lines(row, name)

    def _print(self, cell: Filled, sheet: str) -> GridCell:
        piece = printed(cell.text, self.at)
        address = f"{_letters(cell.col)}{cell.row}" if cell.row else None
        self.places.append(Place(self.at, cell=f"{sheet}!{address}" if sheet else address))
        self.texts.append(cell.text)
        self.at += len(cell.text) + 1
        return GridCell((piece,), cell.row, cell.col, cell.rowspan, cell.colspan)

    def _lines(self, row: Sequence[Filled], sheet: str) -> None:
        pieces = [
            piece
            for number, cell in enumerate(row)
            for piece in (*([put_in("\t")] if number else []), *self._print(cell, sheet).pieces)
        ]
        self.items.append(make_line(pieces, opens=True))

    def _grid(self, rows: Sequence[Sequence[Filled]], sheet: str) -> None:
        first = min(row[0].col for row in rows)
        cells = [
            GridCell(
                self._print(cell, sheet).pieces,
                number,
                cell.col - first,
                min(cell.rowspan, len(rows) - number),
                cell.colspan,
            )
            for number, row in enumerate(rows)
            for cell in row
        ]
        cols = max(cell.col + cell.colspan for cell in cells)
        self.items.append(Grid(tuple(_full(cells, len(rows), cols)), len(rows), cols, "\t"))

    def draft(self, notes: tuple[Words, ...] = ()) -> Draft:
        """All of it."""
        draft = arrange(self.items, "\n".join(self.texts))
        return Draft(draft.items, {}, draft.notes + notes, tuple(self.places))


def _blocks(rows: Sequence[Sequence[Filled]]) -> Iterator[list[Sequence[Filled]]]:
    """Part rows where the sheet has an empty one."""
    block: list[Sequence[Filled]] = []
    below = 0
    for row in rows:
        if block and row[0].row > below:
            yield block
            block = []
        block.append(row)
        below = max(below, max(cell.row + cell.rowspan for cell in row))
    if block:
        yield block


def _full(cells: Sequence[GridCell], rows: int, cols: int) -> list[GridCell]:
    """The cells of a grid with the empty ones between them."""
    taken = {
        (row, col)
        for cell in cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for col in range(cell.col, cell.col + cell.colspan)
    }
    empty = (
        GridCell((), row, col)
        for row in range(rows)
        for col in range(cols)
        if (row, col) not in taken
    )
    return sorted([*cells, *empty], key=lambda cell: (cell.row, cell.col))


def _letters(col: int) -> str:
    """The name of a column: A … Z, AA."""
    letters = ""
    while col:
        col, letter = divmod(col - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


# ---------------------------------------------------------------- workbooks


def read_workbook(fetched: Fetched) -> Draft:
    """Read the visible sheets of an XLSX.

    Raises:
        UnsupportedFormat: if it is something else.
        LoadError: if it is damaged, locked or too large.
    """
    import openpyxl

    check_package(fetched, "XLSX")
    with open_zip(fetched.source, fetched.data, "XLSX") as package:
        if sum(part.file_size for part in package.infolist()) > MAX_BYTES:
            raise LoadError(
                fetched.source, "表格太大，请拆分 (the workbook is too large: split it)"
            )
    sheets, hidden = _Sheets(), 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # features of Excel that openpyxl leaves out
            book = openpyxl.load_workbook(io.BytesIO(fetched.data), data_only=True)
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                hidden += 1
                continue
            name = "" if sheet.title.lower().startswith(UNNAMED) else sheet.title
            sheets.add(name, _cells(sheet))
    except BROKEN as error:
        raise LoadError(fetched.source, "XLSX 已损坏 (the XLSX file is damaged)") from error
    notes = (Words(zh=f"{hidden} 张隐藏工作表未读", en=f"{hidden} hidden sheets were not read"),)
    return sheets.draft(notes if hidden else ())


def _cells(sheet: Worksheet) -> Iterator[Filled]:
    spans = {
        (area.min_row, area.min_col): (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
        for area in sheet.merged_cells.ranges
    }
    # The cells that are there: iter_rows makes those between, and a stray one may be far away.
    for (row, col), cell in sorted(sheet._cells.items()):
        text = print_value(cell.value, cell.number_format)
        if text and row <= MAX_ROWS and col <= MAX_COLUMNS:
            yield Filled(text, row, col, *spans.get((row, col), (1, 1)))


# ---------------------------------------------------------------- CSV


def read_csv(fetched: Fetched) -> Draft:
    """Read a CSV, whatever mark parts its cells.

    Raises:
        UnsupportedFormat: if it is no text.
        LoadError: if it has too many rows, or a field without end.
    """
    data = bounded(fetched.source, fetched.data, MAX_TEXT)
    decoded = decode_bytes(data, fetched.source, fetched.charset)
    sheets = _Sheets()
    try:
        rows = csv.reader(io.StringIO(decoded.text, newline=""), delimiter=_separator(decoded.text))
        sheets.add("", _fields(rows))
    except csv.Error as error:
        raise LoadError(fetched.source, f"CSV 有误 (the CSV is wrong: {error})") from error
    return sheets.draft(decoded.notes)


def _separator(text: str) -> str:
    """The mark that cuts most of the first lines into most cells."""
    lines = text.splitlines()[:SAMPLE] or [""]
    return max(SEPARATORS, key=lambda mark: median_low(line.count(mark) for line in lines))


def _fields(rows: Iterable[Sequence[str]]) -> Iterator[Filled]:
    for number, row in enumerate(rows, 1):
        if number > MAX_ROWS:
            raise csv.Error(f"more than {MAX_ROWS} rows")
        for col, text in enumerate(row[:MAX_COLUMNS], 1):
            if text.strip():
                yield Filled(text.strip(), number, col)
