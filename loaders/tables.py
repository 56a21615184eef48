"""Tables printed with pipes, tabs or wide gaps become grids.

With or without pipes at the ends, with rows of differing length; a line of dashes under a header
is no row, and a second header begins a second table (a page parts 株洲's indicators in two).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policycascade.loaders.running import (
    Grid,
    GridCell,
    Item,
    Line,
    Piece,
    Tape,
    make_line,
    put_in,
)
from policycascade.loaders.spacing import compact
from policycascade.model import BlockKind

PIPES, TABS, GAPS = "|｜", "\t", " \u00a0\u3000"
#: Cells in a line of text taken from a PDF are parted by two spaces or more.
_PARTINGS = {PIPES: r"[|｜]", TABS: r"\t+", GAPS: r"[ \u00a0\u3000]{2,}"}
_RULE = re.compile(r"[|｜]*(?:-{2,}|:-+:?|-+:)(?:[|｜]+(?:-{2,}|:-+:?|-+:))*[|｜]*")
#: A table parted by tabs has at least so many columns; label and value make no table.
MIN_TAB_COLUMNS = 3
#: … and one parted by gaps at least so many rows, most of them of one length.
MIN_GAP_ROWS, MIN_OF_ONE_LENGTH = 3, 0.6


def find_grids(lines: Sequence[Line]) -> Iterator[Item]:
    """Give the lines back, runs of rows as grids."""
    number = 0
    while number < len(lines):
        for marks in (PIPES, TABS, GAPS):
            end = number
            while end < len(lines) and _is_row(lines[end], marks):
                end += 1
            rows = lines[number:end]
            if _is_table(rows, marks):
                yield from _grids(rows, marks)
                number = end
                break
        else:
            line = lines[number]
            if not is_rule(line):
                yield unpiped(line) if line.kind is BlockKind.ASIDE else line
            number += 1


def is_rule(line: Line) -> bool:
    """Whether a line is the dashes between a header and its rows, which are not printed."""
    return line.text[:1] in set("|｜:-") and _RULE.fullmatch(compact(line.text)) is not None


def unpiped(line: Line) -> Line:
    """An aside line without pipes at its ends, its cells parted like those of a table."""
    if not any(pipe in line.text for pipe in PIPES):
        return line
    pieces: list[Piece] = []
    tape = Tape(line.pieces)
    for begin, end in _bounds(line.text.strip(PIPES + " "), PIPES):
        offset = len(line.text) - len(line.text.lstrip(PIPES + " "))
        if begin < end:
            pieces += [put_in(" | ")] if pieces else []
            pieces += tape.cut(begin + offset, end + offset)
    return make_line(pieces, kind=line.kind, furniture=line.furniture)


def _is_row(line: Line, marks: str) -> bool:
    if line.kind is not BlockKind.PARAGRAPH:
        return False
    if marks is GAPS:
        return _columns(line, marks) >= MIN_TAB_COLUMNS and "。" not in line.text
    return any(mark in line.text for mark in marks)


def _columns(line: Line, marks: str) -> int:
    return len(re.findall(_PARTINGS[marks], line.text)) + 1


def _is_table(rows: Sequence[Line], marks: str) -> bool:
    """Whether a run of lines with pipes or tabs in them is a table."""
    if marks is not PIPES:
        columns = [_columns(row, marks) for row in rows]
        if marks is GAPS:
            most = max((columns.count(count) for count in set(columns)), default=0)
            return len(rows) >= MIN_GAP_ROWS and most >= MIN_OF_ONE_LENGTH * len(rows)
        return len(rows) > 1 and min(columns) >= MIN_TAB_COLUMNS
    if len(rows) == 1:
        text = rows[0].text
        return len(text) > 1 and text[0] in PIPES and text[-1] in PIPES
    return len(rows) > 1


def _grids(rows: Sequence[Line], marks: str) -> Iterator[Grid]:
    """Part a run of rows at second headers: rows that a line of dashes follows."""
    starts = [0]
    starts += [
        number
        for number, (row, below) in enumerate(pairwise(rows))
        if number and is_rule(below) and not is_rule(row)
    ]
    for begin, end in pairwise([*starts, len(rows)]):
        printed = [row for row in rows[begin:end] if not is_rule(row)]
        if printed:
            yield _grid(printed, marks)


def _grid(rows: Sequence[Line], marks: str) -> Grid:
    """Cut rows into cells; a pipe at an end is a frame if most rows have one there."""
    framed = sum(row.text[0] in PIPES for row in rows) * 2 > len(rows)
    closed = sum(row.text[-1] in PIPES for row in rows) * 2 > len(rows)
    cells: list[GridCell] = []
    cols = 0
    for number, row in enumerate(rows):
        bounds, tape = _bounds(row.text, marks), Tape(row.pieces)
        if framed and row.text[0] in PIPES:
            bounds = bounds[1:]
        if closed and row.text[-1] in PIPES and len(bounds) > 1:
            bounds = bounds[:-1]
        cols = max(cols, len(bounds))
        for col, (begin, end) in enumerate(bounds):
            cell = make_line(tape.cut(begin, end))
            cells.append(GridCell(cell.pieces, number, col))
    separator = " | " if marks is PIPES else "\t"
    return Grid(tuple(cells), len(rows), cols, separator)


def _bounds(text: str, marks: str) -> list[tuple[int, int]]:
    """Where the cells of a row begin and end."""
    ends = [found.span() for found in re.finditer(_PARTINGS[marks], text)]
    return list(
        zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)], strict=True)
    )
