"""The review workbook: a sheet for each kind, drop-downs, always the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from policycascade.review.conflicts import Conflict
from policycascade.review.fields import FIELDS, RELATIONS, field
from policycascade.review.rows import COLUMNS, Row
from policycascade.review.words import guide, head, names, nothing, word

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

#: A text that begins with one of these would be read as a formula when it is typed in again.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")
#: What XML cannot hold, escaped or not.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: No more characters fit a cell of the format.
LONGEST = 32_767
#: Points of a line of ten-point text, and the most lines of a row that are seen at once.
LINE, MOST_LINES = 14.0, 12
#: Columns of running text, and the width of all that have no other.
_WIDTHS = {
    "key": 10,
    "plan": 24,
    "upper_plan": 22,
    "lower_plan": 22,
    "section": 10,
    "name": 24,
    "found": 48,
    "quote": 60,
    "upper_quote": 44,
    "lower_quote": 44,
    "nearest": 28,
    "reasons": 44,
    "note": 32,
    "conflict": 48,
    "indicator": 24,
    "canonical": 24,
    "corrected_indicator": 20,
    "corrected_canonical": 20,
}
_WIDTH = 11
_CONFLICT = (
    "kind",
    "upper_plan",
    "lower_plan",
    "upper_quote",
    "lower_quote",
    "verdict",
    "reviewer",
    "day",
    "note",
    "conflict",
)
#: The first date a ZIP can carry stands for "no date".
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_FONT = "Microsoft YaHei"
_DARK, _FILL_IN = "164A85", "FFF7D6"


def write_workbook(
    rows: Iterable[Row], conflicts: Sequence[Conflict], path: Path, lang: str = "zh"
) -> None:
    """Write everything there is to review, all of it or nothing."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    _guide(book.create_sheet(word("sheets", "guide", lang)), lang)
    sheets: dict[str, list[Row]] = {kind: [] for kind in FIELDS}
    for row in rows:
        sheets[row.kind].append(row)
    for kind, listed in sheets.items():
        page = book.create_sheet(word("sheets", kind, lang))
        _table(page, COLUMNS[kind], [_cells(row, lang) for row in listed], lang)
        _drop_downs(page, kind, len(listed), lang)
    if conflicts:
        page = book.create_sheet(word("sheets", "conflicts", lang))
        _table(page, _CONFLICT, [_conflict_cells(one, lang) for one in conflicts], lang)
    book.properties.creator = "policycascade"
    book.properties.created = datetime(*_NO_DATE)
    buffer = io.BytesIO()
    book.save(buffer)
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_bytes(_without_dates(buffer.getvalue()))
    beside.replace(path)


def _cells(row: Row, lang: str) -> dict[str, str | float]:
    cells: dict[str, str | float] = {"key": row.key, **row.cells}
    if row.confidence is not None:
        cells["confidence"] = round(row.confidence, 3)
    review = row.review
    if review is not None:
        cells["verdict"] = word("verdict", review.verdict, lang)
        cells |= {"reviewer": review.reviewer, "day": review.day.isoformat(), "note": review.note}
        for name, kept in review.corrections.items():
            if (known := field(row.kind, name)) is not None:
                cells[f"corrected_{name}"] = known.show_correction(kept, lang)
    return cells


def _conflict_cells(conflict: Conflict, lang: str) -> dict[str, str | float]:
    review = conflict.review
    return {
        "kind": word("sheets", review.kind, lang),
        "upper_plan": review.plans[0],
        "lower_plan": review.plans[-1] if len(review.plans) > 1 else "",
        "upper_quote": review.quotes[0],
        "lower_quote": review.quotes[-1] if len(review.quotes) > 1 else "",
        "verdict": word("verdict", review.verdict, lang),
        "reviewer": review.reviewer,
        "day": review.day.isoformat(),
        "note": review.note,
        "conflict": conflict.why.get(lang),
    }


def _guide(page: Worksheet, lang: str) -> None:
    from openpyxl.styles import Alignment, Font

    page.column_dimensions["A"].width = 100
    for number, sentence in enumerate(guide(lang), 1):
        cell = page.cell(number, 1, sentence)
        cell.font = Font(name=_FONT, size=11)
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _table(
    page: Worksheet, columns: Sequence[str], rows: Iterable[Mapping[str, str | float]], lang: str
) -> None:
    """Write heads and rows; what a person fills in stands on another ground."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    filled_in = PatternFill("solid", fgColor=_FILL_IN)
    plain, wrapped = Font(name=_FONT, size=10), Alignment(vertical="top", wrap_text=True)
    clipped = Alignment(vertical="top")
    for number, name in enumerate(columns, 1):
        page.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, _WIDTH)
        cell = page.cell(1, number, head(name, lang))
        cell.font = Font(name=_FONT, size=10, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=_DARK)
        cell.alignment = Alignment(vertical="center", wrap_text=True)
    by_hand = [columns[0] == "key" and _by_hand(name) for name in columns]
    for place, cells in enumerate(rows, 2):
        for number, name in enumerate(columns, 1):
            if not (by_hand[number - 1] or cells.get(name)):
                continue
            below = _put(page, place, number, cells.get(name, ""))
            below.font, below.alignment = plain, clipped if name == "key" else wrapped
            if by_hand[number - 1]:
                below.fill = filled_in
        page.row_dimensions[place].height = _height(cells)
    page.freeze_panes = "B2"
    page.auto_filter.ref = page.dimensions


def _height(cells: Mapping[str, str | float]) -> float:
    """The height of a row in which its texts are seen whole, but for very long ones."""
    lines = 1
    for name, text in cells.items():
        if isinstance(text, str) and name != "key":
            room = _WIDTHS.get(name, _WIDTH) - 1
            lines = max(lines, sum(ceil(_columns(part) / room) or 1 for part in text.split("\n")))
    return LINE * min(lines, MOST_LINES) + 4


def _columns(text: str) -> int:
    """How wide a text is, in widths of a digit: two for a Chinese character."""
    return sum(2 if east_asian_width(char) in "WFA" else 1 for char in text)


def _by_hand(column: str) -> bool:
    return column.startswith("corrected_") or column in ("verdict", "reviewer", "day", "note")


def _put(page: Worksheet, row: int, number: int, value: str | float) -> Cell:
    """Set a cell; text stays text, whatever a plan's words begin with."""
    from openpyxl.cell.cell import Cell

    cell = page.cell(row, number)
    assert isinstance(cell, Cell)
    if isinstance(value, float):
        cell.value = value
        return cell
    text = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", value)[:LONGEST]
    cell.number_format = "@"
    if text:
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.startswith(FORMULA_STARTS)
    return cell


def _drop_downs(page: Worksheet, kind: str, count: int, lang: str) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for number, column in enumerate(COLUMNS[kind], 1):
        choice = _choice(kind, column)
        if choice and count:
            group = column.removeprefix("corrected_")
            known = field(kind, group)
            empty = [nothing(lang)] if known is not None and known.empty else []
            words = ",".join([word(group, name, lang) for name in choice] + empty)
            validation = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
            letter = get_column_letter(number)
            validation.add(f"{letter}2:{letter}{count + 1}")
            page.add_data_validation(validation)


def _choice(kind: str, column: str) -> Sequence[str]:
    """What can be chosen in a column, if it is one with a choice."""
    if column == "verdict":
        return names("verdict")
    known = field(kind, column.removeprefix("corrected_"))
    if not column.startswith("corrected_") or known is None or known.values is None:
        return ()
    return RELATIONS.get(kind) or names(known.name)


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
                stamp = rb"(<dcterms:(created|modified)[^>]*>)[^<]*"
                content = re.sub(stamp, rb"\g<1>" + constant, content)
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, content)
    return buffer.getvalue()
