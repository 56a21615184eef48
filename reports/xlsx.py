"""The cascade-consistency report as a workbook: one sheet per table, the same bytes every time."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from math import ceil
from pathlib import Path
from unicodedata import east_asian_width

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from policycascade.model import Cascade, Corpus
from policycascade.reports.pair import Pair
from policycascade.reports.sheets import sheets
from policycascade.reports.tables import COUNT, TEXT, Sheet, Value

#: No more characters fit a cell of the format.
LONGEST = 32_767
#: A text that begins with one of these would be read as a formula when it is typed in again.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
#: Points: the height of a line of ten-point text, and the tallest row the format allows.
LINE, TALLEST = 14, 409
#: Characters of width that can still be read side by side on a landscape A4 page.
PRINTED = 220
#: The first date a ZIP can carry stands for "no date": the same input gives the same bytes.
_NO_DATE = (1980, 1, 1, 0, 0, 0)

_FONT = "Microsoft YaHei"
_HEAD = PatternFill("solid", fgColor="164A85")
_LINE = Border(bottom=Side(style="thin", color="D9DDE3"))


def write_xlsx(corpus: Corpus, cascade: Cascade, path: str | Path, lang: str = "zh") -> None:
    """Write the report on one pair of plans to ``path``, all of it or nothing."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets(Pair(corpus, cascade), lang):
        _write_sheet(book.create_sheet(sheet.title), sheet)
    book.properties.creator = "policycascade"
    book.properties.created = datetime(*_NO_DATE)
    buffer = io.BytesIO()
    book.save(buffer)
    target = Path(path)
    beside = target.with_name(target.name + ".part")
    beside.write_bytes(_without_dates(buffer.getvalue()))
    beside.replace(target)


def _write_sheet(page: Worksheet, sheet: Sheet) -> None:
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
            _put(cell, value)
            if isinstance(value, Decimal | int):
                cell.number_format = column.form if column.form != TEXT else "General"
            cell.font = Font(name=_FONT, size=10)
            middle = "center" if column.form == COUNT else None
            cell.alignment = Alignment(vertical="top", horizontal=middle, wrap_text=True)
            cell.border = _LINE
        page.row_dimensions[row].height = _height(sheet, values)
    page.row_dimensions[1].height = 32
    page.freeze_panes = page.cell(2, sheet.frozen + 1).coordinate
    page.auto_filter.ref = page.dimensions
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
    text = ILLEGAL_CHARACTERS_RE.sub("\N{REPLACEMENT CHARACTER}", value)
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    cell.value = text
    cell.data_type = "s"
    if text.startswith(FORMULA_STARTS):
        cell.quotePrefix = True


def _without_dates(workbook: bytes) -> bytes:
    """Pack the workbook again with constant dates in place of the clock's."""
    constant = datetime(*_NO_DATE).isoformat().encode() + b"Z"
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as old,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(
                    rb"(<dcterms:(created|modified)[^>]*>)[^<]*", rb"\g<1>" + constant, content
                )
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return buffer.getvalue()
