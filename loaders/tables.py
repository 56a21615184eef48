"""Tables printed with pipes or tabs become grids.

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

PIPES, TABS = "|｜", "\t"
_RULE = re.compile(r"[|｜]*(?:-{2,}|:-+:?|-+:)(?:[|｜]+(?:-{2,}|:-+:?|-+:))*[|｜]*")
#: A table parted by tabs has at least so many columns; label and value make no table.
MIN_TAB_COLUMNS = 3


def find_grids(lines: Sequence[Line]) -> Iterator[Item]:
    """Give the lines back, runs of rows as grids."""
    number = 0
    while number < len(lines):
        for marks in (PIPES, TABS):
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
    return line.kind is BlockKind.PARAGRAPH and any(mark in line.text for mark in marks)


def _is_table(rows: Sequence[Line], marks: str) -> bool:
    """Whether a run of lines with pipes or tabs in them is a table."""
    if marks is TABS:
        columns = [len(re.findall(r"\t+", row.text)) + 1 for row in rows]
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
    separator = "\t" if marks is TABS else " | "
    return Grid(tuple(cells), len(rows), cols, separator)


def _bounds(text: str, marks: str) -> list[tuple[int, int]]:
    """Where the cells of a row begin and end."""
    mark = rf"[{re.escape(marks)}]" if marks is PIPES else r"\t+"
    ends = [found.span() for found in re.finditer(mark, text)]
    return list(
        zip([0, *(end for _, end in ends)], [*(start for start, _ in ends), len(text)], strict=True)
    )
