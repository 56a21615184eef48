"""Indicator tables that lost their grid: every cell, or every row, a line of its own.

Text copied from a page, and pages that draw tables with breaks, give head and rows of a table as
short lines. The head tells how many columns there are. Where every cell is a line, a row begins at
each line that reads like the name of an indicator and has cells behind it; where every row is a
line, white space parts its cells. The result is a ``Table`` as the loaders make them, so that one
reader serves all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policycascade.extract.cells import read_cell, read_unit
from policycascade.extract.columns import VALUES, Role, is_blank, nature_of, role_of
from policycascade.extract.quantities import half_width
from policycascade.extract.relative import read_relations
from policycascade.extract.timing import Calendar
from policycascade.model import BlockKind, Cell, Document, Span, Table

#: A cell is not longer; the longest name of an indicator in the annotated plans has 34 characters.
LONGEST_CELL = 45
#: A head has so many cells at least and at most; fewer rows are no table.
LEAST_HEAD, MOST_HEAD, LEAST_ROWS = 3, 10, 2
#: Lines in a row that are part of none: 一、发展水平, cells of a row that has too many.
MOST_STRAY = 8
#: Chinese characters of a value besides its number: 力争达到…以上.
MOST_WORDS = 8

_PROSE = re.compile(r"[。；！？]|，.*，")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_VALUE = re.compile(r"^[\[(（【〔<>≥≤＜＞~]*\s*(?:[\u4e00-\u9fff]{0,5})?-?[\d.]+")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A cell to be: its words and where they stand."""

    text: str
    span: Span


def find_plain_tables(document: Document, calendar: Calendar | None) -> Iterator[Table]:
    """Find the tables of a document that have no grid."""
    lines = list(_lines(document))
    at = 0
    while at < len(lines):
        found = _by_rows(lines, at, calendar) or _by_cells(lines, at, calendar)
        if found:
            rows, at = found
            yield _laid_out(rows)
        else:
            at += 1


def _lines(document: Document) -> Iterator[_Piece | None]:
    """The short lines of running text; ``None`` stands for what ends a table."""
    for block in document.blocks:
        text = document.quote(block.span).strip()
        if not text:
            continue
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.HEADING) or _PROSE.search(text):
            yield None
        else:
            yield _Piece(text, document.evidence(block.span.start, block.span.end).span)


def _heads(pieces: Sequence[_Piece], calendar: Calendar | None) -> bool:
    """Whether these are the heads of an indicator table's columns."""
    roles = []
    for piece in pieces:
        roles.append(role_of(piece.text, calendar))
        if roles[-1] is None:
            return False
    return (
        LEAST_HEAD <= len(roles) <= MOST_HEAD
        and Role.NAME in roles
        and not VALUES.isdisjoint(roles)
    )


_Rows = tuple[list[list[_Piece]], int]


def _by_rows(lines: Sequence[_Piece | None], at: int, calendar: Calendar | None) -> _Rows | None:
    """The table whose head is the line ``at``, one row a line, and the line behind it."""
    head = _words(lines[at])
    if len(head) < LEAST_HEAD or not _heads(head, calendar):
        return None
    rows, last, place = [head], at, at + 1
    while place < len(lines) and lines[place] is not None and place - last <= MOST_STRAY:
        words = _words(lines[place])
        named = sum(_is_name(word.text) for word in words[:2])
        if named and len(words) <= len(head) + 1 and any(map(_is_value, words[1:])):
            rows.append(words)
            last = place
        place += 1
    return (rows, last + 1) if len(rows) > LEAST_ROWS else None


def _words(line: _Piece | None) -> list[_Piece]:
    if line is None:
        return []
    start = line.span.start
    return [
        _Piece(match[0], Span(start + match.start(), start + match.end()))
        for match in _WORD.finditer(line.text)
    ]


def _by_cells(lines: Sequence[_Piece | None], at: int, calendar: Calendar | None) -> _Rows | None:
    """The table whose head begins at the line ``at``, one cell a line, and the line behind it."""
    head: list[_Piece] = []
    for line in lines[at : at + MOST_HEAD]:
        if line is None or role_of(line.text, calendar) is None or line.text.endswith("表"):
            break
        head.append(line)
    if not _heads(head, calendar):
        return None
    rows, last, place = [head], at + len(head), at + len(head)
    while place < len(lines) and lines[place] is not None and place - last <= MOST_STRAY:
        row = _row(lines, place, len(head))
        rows += [row] if row else []
        place += len(row) or 1
        last = place if row else last
    return (rows, last) if len(rows) > LEAST_ROWS else None


def _row(lines: Sequence[_Piece | None], at: int, width: int) -> list[_Piece]:
    """The row that begins at a line: the name and the cells up to the next name.

    Empty where none begins, and where it has more cells than the head or lacks more than one:
    which is which is unknown.
    """
    row: list[_Piece] = []
    for line in lines[at : at + width + 1]:
        numbered = len(row) == 1 and not _is_name(row[0].text)
        if line is None or len(line.text) > LONGEST_CELL:
            break
        if _is_name(line.text) and row and not numbered:
            break
        row.append(line)
    named = any(_is_name(piece.text) for piece in row[:2])
    fits = named and width - 1 <= len(row) <= width and any(map(_is_value, row[1:]))
    return row if fits else []


def _is_name(text: str) -> bool:
    """Whether a cell names an indicator: words, and no figure, unit, nature or tie."""
    if len(_CHINESE.findall(text)) < 2 or nature_of(text) or read_unit(text):
        return False
    return not _is_figure(text) and next(read_relations(text), None) is None


def _is_figure(text: str) -> bool:
    plain = half_width(text)
    figure = _VALUE.match(plain) and read_cell(plain, None)
    return bool(figure) and len(_CHINESE.findall(text)) <= MOST_WORDS and _ends(plain)


def _ends(text: str) -> bool:
    """Whether nothing but units and bounds stands behind the number: 99%以上, not 3岁以下幼儿."""
    read = read_cell(text, None)
    return read is not None and len(_CHINESE.findall(text[read[0].end :])) < 2


def _is_value(piece: _Piece) -> bool:
    text = piece.text
    return is_blank(text) or _is_figure(text) or next(read_relations(text), None) is not None


def _laid_out(rows: Sequence[Sequence[_Piece]]) -> Table:
    cells = tuple(
        Cell(text=piece.text, span=piece.span, row=row, col=col)
        for row, pieces in enumerate(rows)
        for col, piece in enumerate(pieces)
    )
    width = max(len(pieces) for pieces in rows)
    span = Span(cells[0].span.start, cells[-1].span.end)
    return Table(span=span, cells=cells, rows=len(rows), cols=width)
