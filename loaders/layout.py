"""A printed page laid out: its lines with their margins, and its tables, in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, product
from statistics import median

from policycascade.loaders.printed import (
    Entry,
    Glyph,
    Page,
    PrintedLine,
    PrintedTable,
    Run,
    make_rows,
    make_runs,
    stacked,
)
from policycascade.loaders.ruled import Box, RuledTable, find_ruled
from policycascade.loaders.running import GridCell
from policycascade.loaders.unruled import Row, find_unruled

#: No print is so small (points).
TINY = 1.0
#: A table has at least so many columns; with one, a frame holds running text.
MIN_COLUMNS = 2
#: Two columns of print: the gutter between them is in the middle part of the page, at most this
#: share of the lines crosses it, and each column has at least so many lines.
MIDDLE, CROSSING, MIN_LINES = (0.4, 0.6), 0.15, 8
#: The lines of a column are as long as this many times their type is high.
MIN_WIDTH = 8
#: A margin is shared by this share of the lines of a page, and by two at least.
SHARED = 0.1

#: The text is as wide as on this page of those that are full, from the narrowest up; a page of
#: short lines only does not show it, and one with a line too long does not change it.
USUAL = 0.75

#: Where something stands in the reading order of its page: frame, cell of the frame, height.
_Key = tuple[float, int, float, float]


@dataclass(frozen=True, slots=True)
class _Frame:
    """A part of the page with running text and margins of its own.

    Attributes:
        cell: its place among its like.
        drawn: it has walls; what it leaves free on the left it leaves on the right.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    cell: int
    runs: Sequence[Run]
    drawn: bool = True

    def holds(self, x: float, y: float) -> bool:
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom


def lay_out(pages: Sequence[Page]) -> list[list[Entry]]:
    """Find the lines and tables of pages; those of one size have one width of text."""
    laid = [_lay_out(page) for page in pages]
    widths: dict[float, list[float]] = {}
    for page, entries in zip(pages, laid, strict=True):
        body = [line for line in entries if isinstance(line, PrintedLine) and not line.framed]
        if len(body) >= MIN_LINES:
            widths.setdefault(round(page.width), []).append(body[0].right - body[0].left)
    for page, entries in zip(pages, laid, strict=True):
        known = sorted(widths.get(round(page.width), [0.0]))
        usual = known[int(USUAL * len(known))]
        entries[:] = [
            replace(entry, right=max(entry.right, entry.left + usual))
            if isinstance(entry, PrintedLine) and not entry.framed
            else entry
            for entry in entries
        ]
    return laid


def _lay_out(page: Page) -> list[Entry]:
    """Find the lines and tables of one page."""
    tables = find_ruled(page.rules)
    body, *inside = _owners([glyph for glyph in page.glyphs if glyph.height > TINY], tables)
    frames: list[_Frame] = []
    grids: list[PrintedTable] = []
    for table, glyphs in zip(tables, inside, strict=True):
        shares = _shares(table.boxes, glyphs)
        filled = [box for box, inside in shares if inside]
        if len({box.col for box in filled}) >= MIN_COLUMNS:
            grids.append(_table(table, shares))
            continue
        for cell, (box, share) in enumerate(shares):
            frames.append(_Frame(*box[:4], cell, make_runs(share)))
    runs = make_runs(body)
    for column in _columns(runs, page):
        frames.append(column)
        runs = [run for run in runs if run not in column.runs]
    found: list[tuple[_Key, Entry]] = []
    found += [(_key(grid.left + 1, grid.top + 1, frames), grid) for grid in grids]
    for frame in frames:
        found += [(_key(frame.x0, entry.top, [frame]), entry) for entry in _flow(frame.runs, frame)]
    found += [((entry.top, 0, entry.top, 0), entry) for entry in _flow(runs, None)]
    return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]


def _key(x: float, y: float, frames: Iterable[_Frame]) -> _Key:
    """The place in the reading order: that of the frame around it, if one is."""
    for frame in frames:
        if frame.holds(x, y):
            return frame.top, frame.cell, y, x
    return y, 0, y, x


def _middle(glyph: Glyph) -> tuple[float, float]:
    return (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2


def _owners(glyphs: Sequence[Glyph], tables: Sequence[RuledTable]) -> list[list[Glyph]]:
    """The glyphs of the body, then those of each table; of tables in tables the inner has them."""
    inner_first = sorted(
        range(len(tables)),
        key=lambda n: (tables[n].xs[-1] - tables[n].xs[0]) * (tables[n].ys[-1] - tables[n].ys[0]),
    )
    shared: list[list[Glyph]] = [[] for _ in range(len(tables) + 1)]
    for glyph in glyphs:
        at = _middle(glyph)
        shared[next((n for n in inner_first if tables[n].holds(*at)), -1) + 1].append(glyph)
    return shared


_Shares = list[tuple[Box, list[Glyph]]]


def _shares(boxes: Sequence[Box], glyphs: Sequence[Glyph]) -> _Shares:
    """What stands in each cell, row by row."""
    inside: dict[Box, list[Glyph]] = {
        box: [] for box in sorted(boxes, key=lambda box: (box.row, box.col))
    }
    for glyph in glyphs:
        at = _middle(glyph)
        box = next((box for box in boxes if box.holds(*at)), None)
        if box:
            inside[box].append(glyph)
    return list(inside.items())


def _table(table: RuledTable, shares: _Shares) -> PrintedTable:
    cells = tuple(
        GridCell(tuple(stacked(make_rows(make_runs(inside)))), *box[4:]) for box, inside in shares
    )
    alone = len({cell.row for cell in cells if cell.pieces}) == 1
    return PrintedTable(
        cells=cells,
        rows=len(table.ys) - 1,
        cols=len(table.xs) - 1,
        left=table.xs[0],
        top=table.ys[0],
        bottom=table.ys[-1],
        xs=tuple(x - table.xs[0] for x in table.xs),
        lines=tuple(_cell_lines(shares)) if alone else (),
    )


def _cell_lines(shares: _Shares) -> Iterator[PrintedLine]:
    for cell, (box, inside) in enumerate(shares):
        frame = _Frame(*box[:4], cell, make_runs(inside))
        yield from (entry for entry in _flow(frame.runs, frame) if isinstance(entry, PrintedLine))


# ---------------------------------------------------------------- running text


def _flow(runs: Sequence[Run], frame: _Frame | None) -> list[Entry]:
    """The lines, and the tables without rules, of a column of running text."""
    parts = list(find_unruled(make_rows(runs)))
    rows = [part for part in parts if not isinstance(part, PrintedTable)]
    left, right = _margins(rows) if rows else (0.0, 0.0)
    if frame and frame.drawn:
        right = max(right, frame.x1 - (left - frame.x0))
    return [
        part
        if isinstance(part, PrintedTable)
        else PrintedLine(tuple(part), left, right, frame is not None)
        for part in parts
    ]


def _margins(rows: Sequence[Row]) -> tuple[float, float]:
    """The leftmost place where several lines begin, the rightmost where several end."""
    em = median(run.height for row in rows for run in row)
    return (
        min(_shared([row[0].x0 for row in rows], em / 2)),
        max(_shared([row[-1].x1 for row in rows], em)),
    )


def _shared(places: Sequence[float], step: float) -> list[float]:
    """The places that several lines share, to within a step; all, if none is."""
    counts = Counter(round(place / step) for place in places)
    enough = max(2, SHARED * len(places))
    return [place for place in places if counts[round(place / step)] >= enough] or list(places)


def _columns(runs: Sequence[Run], page: Page) -> list[_Frame]:
    """The columns a page is set in, if it is; lines across both part them in bands."""
    gutter = _gutter(runs, page.width)
    if gutter is None:
        return []
    across = sorted(run.top for run in runs if run.x0 < gutter < run.x1)
    bands = pairwise([0.0, *across, page.height])
    columns: list[_Frame] = []
    for (top, bottom), cell in product(bands, (0, 1)):
        left, right = ((0.0, gutter), (gutter, page.width))[cell]
        inside = [
            run for run in runs if left <= run.x0 and run.x1 <= right and top <= run.top < bottom
        ]
        if inside:
            columns.append(_Frame(left, top, right, bottom, cell, inside, drawn=False))
    return columns


def _gutter(runs: Sequence[Run], width: float) -> float | None:
    """Where the fewest lines cross the middle of a page, if it is set in two columns."""
    first, last = (int(share * width) for share in MIDDLE)
    crossing = {x: sum(run.x0 < x < run.x1 for run in runs) for x in range(first, last + 1) if runs}
    if not crossing:
        return None
    least = min(crossing.values())
    best = [x for x, count in crossing.items() if count == least]
    gutter = best[len(best) // 2]
    left = [run for run in runs if run.x1 <= gutter]
    right = [run for run in runs if run.x0 >= gutter]
    enough = min(len(left), len(right)) >= MIN_LINES and least <= CROSSING * len(runs)
    return float(gutter) if enough and _abreast(left, right) else None


def _abreast(left: Sequence[Run], right: Sequence[Run]) -> bool:
    """Whether the lines of two columns are long enough to be running text on both sides."""
    return all(
        median(run.x1 - run.x0 for run in column) >= MIN_WIDTH * median(r.height for r in column)
        for column in (left, right)
    )
