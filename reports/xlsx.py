"""The cascade-consistency report as a workbook: one sheet per table, the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from math import ceil
from pathlib import Path
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from policycascade.reports.packing import NO_DATE, without_dates, write_whole
from policycascade.reports.svg import legal
from policycascade.reports.tables import COUNT, FORMULA_STARTS, TEXT, Sheet, Value

#: No more characters fit a cell of the format.
LONGEST = 32_767
#: Points: the height of a line of ten-point text, and the tallest row the format allows.
LINE, TALLEST = 14, 409
#: Characters of width that can still be read side by side on a landscape A4 page.
PRINTED = 220

_FONT = "Microsoft YaHei"
_HEAD = PatternFill("solid", fgColor="164A85")
_LINE = Border(bottom=Side(style="thin", color="D9DDE3"))


def write_xlsx(sheets: Iterable[Sheet], path: str | Path) -> None:
    """Write the tables of a report to ``path``, all of it or nothing."""
    book = Workbook()
    book.remove(book.worksheets[0])
    looks = _Looks(book)
    for sheet in sheets:
        _write_sheet(book.create_sheet(sheet.title), sheet, looks)
    book.properties.creator = "policycascade"
    book.properties.created = datetime(*NO_DATE)
    buffer = io.BytesIO()
    book.save(buffer)
    write_whole(path, without_dates(buffer.getvalue()))


class _Looks(dict[tuple[str, bool], str]):
    """The named styles of a workbook: styling cells singly took half of the time."""

    def __init__(self, book: Workbook) -> None:
        super().__init__()
        self._book = book

    def __missing__(self, key: tuple[str, bool]) -> str:
        form, is_number = key
        name = self[key] = f"policycascade {len(self) + 1}"
        look = NamedStyle(name)
        if is_number and form != TEXT:
            look.number_format = form
        look.font = Font(name=_FONT, size=10)
        middle = "center" if form == COUNT else None
        look.alignment = Alignment(vertical="top", horizontal=middle, wrap_text=True)
        look.border = _LINE
        self._book.add_named_style(look)
        return name


def _write_sheet(page: Worksheet, sheet: Sheet, looks: _Looks) -> None:
    for number, column in enumerate(sheet.columns, 1):
        page.column_dimensions[get_column_letter(number)].width = column.width
        head = page.cell(1, number)
        _put(head, column.head)
        head.font = Font(name=_FONT, size=10, bold=True, color="FFFFFF")
        head.fill = _HEAD
        head.alignment = Alignment(vertical="center", wrap_text=True)
    for row, values in enumerate(sheet.rows, 2):
        for number, (column, value) in enumerate(zip(sheet.columns, values, strict=True), 1):
            cell = page.cell(row, number)
            cell.style = looks[column.form, isinstance(value, Decimal | int)]
            _put(cell, value)
        page.row_dimensions[row].height = _height(sheet, values)
    page.row_dimensions[1].height = 32
    page.freeze_panes = page.cell(2, sheet.frozen + 1).coordinate
    page.auto_filter.ref = page.dimensions
    if sheet.frozen:
        page.print_title_cols = f"A:{get_column_letter(sheet.frozen)}"
    _set_up_print(page, sum(column.width for column in sheet.columns))


def _height(sheet: Sheet, values: Sequence[Value]) -> float:
    """The height of a row in which every text is seen whole, as far as the format allows."""
    lines = 1
    for column, value in zip(sheet.columns, values, strict=True):
        if isinstance(value, str):
            room = max(2, column.width - 1)
            lines = max(lines, sum(ceil(_cells(part) / room) or 1 for part in value.split("\n")))
    return float(min(lines * LINE + 5, TALLEST))


def _cells(text: str) -> int:
    """How many columns of the width of a digit a text takes: two for a Chinese character."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _set_up_print(page: Worksheet, width: int) -> None:
    """Landscape A4, as many pages side by side as can be read, the head on every page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = 9
    page.page_setup.fitToWidth = ceil(width / PRINTED)
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"


def _put(cell: Cell | MergedCell, value: Value) -> None:
    """Set a cell; text stays text, whatever a plan's words begin with."""
    if isinstance(cell, MergedCell):
        raise TypeError("a sheet of ours has no merged cells")
    if not isinstance(value, str):
        cell.value = value
        return
    text = legal(value)
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    cell.value = text
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True
