"""Review files read as tables: a workbook, or CSV as spreadsheets write it."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from policycascade.errors import ReviewError
from policycascade.review.words import column
from policycascade.review.workbook import FORMULA_STARTS

Cells = Mapping[str, str]

#: Bytes a workbook may unpack to; one of 10,000 verdicts has a few million.
LARGEST = 256 * 1024 * 1024

_NEEDED = ("key", "verdict")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ValueError,
    TypeError,
    SyntaxError,
    NotImplementedError,
)


def read_rows(path: Path) -> Iterator[tuple[str, int, Cells]]:
    """Every row of every table of verdicts in a file, with its sheet and number.

    Raises:
        ReviewError: if the file cannot be read or has no such table.
    """
    tables = _csv(path) if path.suffix.lower() in (".csv", ".txt") else _xlsx(path)
    found = False
    for sheet, table in tables:
        heads = [column(text) for text in table[0]] if table else []
        if not set(_NEEDED) <= set(heads):
            continue
        found = True
        for number, row in enumerate(table[1:], 2):
            cells = {
                name: text for name, text in zip(heads, row, strict=False) if name and text.strip()
            }
            if cells:
                yield sheet, number, cells
    if not found:
        reason = "不是审阅表：没有“键”和“裁定”两列 (no review file: no columns Key and Verdict)"
        raise ReviewError(path, [reason])


def _csv(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """A CSV file; spreadsheets of Chinese systems write it in GB 18030."""
    raw = _bytes(path)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        try:
            rows = list(csv.reader(io.StringIO(text, newline="")))
        except csv.Error as error:
            raise ReviewError(path, [f"不是CSV文件 (no CSV file): {error}"]) from error
        yield "", [[unguarded(cell) for cell in row] for row in rows]
        return
    raise ReviewError(path, ["文字编码不明，请另存为 UTF-8 (unknown encoding; save as UTF-8)"])


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ReviewError(path, [f"读不了文件 (cannot be read): {error.strerror}"]) from error


def guarded(cell: str) -> str:
    """Text that a spreadsheet would take for a formula, marked as text.

    >>> guarded("=1+1"), guarded("五年"), unguarded(guarded("'-"))
    ("'=1+1", '五年', "'-")
    """
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA_STARTS) else cell


def unguarded(cell: str) -> str:
    """The text that was marked.

    >>> unguarded("'=1+1"), unguarded("'t Hooft")
    ('=1+1', "'t Hooft")
    """
    marked = cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS)
    return cell[1:] if marked else cell


def _xlsx(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    raw = io.BytesIO(_bytes(path))
    try:
        with zipfile.ZipFile(raw) as parts:
            size = sum(part.file_size for part in parts.infolist())
        if size > LARGEST:
            raise ReviewError(path, ["展开后过大，不是审阅表 (too large when unpacked)"])
        book = load_workbook(raw, read_only=True, data_only=True)
        pages = [
            (page.title, [list(map(_text, row)) for row in page.iter_rows(values_only=True)])
            for page in book.worksheets
        ]
    except (InvalidFileException, *_BROKEN) as error:
        reason = "不是可读的 XLSX 或 CSV 文件 (no XLSX or CSV file that can be read)"
        raise ReviewError(path, [reason]) from error
    for title, rows in pages:
        yield f"工作表“{title}”", rows


def _text(value: object) -> str:
    """A cell's value as a person would type it.

    >>> _text(2025.0), _text(datetime(2026, 1, 5)), _text(None)
    ('2025', '2026-01-05', '')
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
