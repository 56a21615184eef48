"""The tables of a report as CSV: one file each, UTF-8 with a mark so that Excel reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from policycascade.reports.figures import plain
from policycascade.reports.packing import write_whole
from policycascade.reports.tables import FORMULA_STARTS, Sheet, Value


def write_csv(sheets: Iterable[Sheet], folder: str | Path) -> list[Path]:
    """Write each table to ``folder`` under its name; give the files."""
    written = []
    for sheet in sheets:
        path = Path(folder) / f"{sheet.title}.csv"
        write_whole(path, render_csv(sheet).encode("utf-8-sig", "replace"))
        written.append(path)
    return written


def render_csv(sheet: Sheet) -> str:
    """One table as text; numbers are written out, all their digits and no grouping."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(column.head for column in sheet.columns)
    writer.writerows(map(_cell, row) for row in sheet.rows)
    return buffer.getvalue()


def _cell(value: Value) -> str:
    """A cell; an apostrophe keeps a text that looks like a formula from being one.

    >>> _cell("=1+1"), _cell("一致"), _cell(None), _cell(-3)
    ("'=1+1", '一致', '', '-3')
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        return str(value) if isinstance(value, int) else plain(value)
    text = value.replace("\x00", "\N{REPLACEMENT CHARACTER}")
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
