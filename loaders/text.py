"""Plain text: lines, pipe and tab tables, broken paragraphs, site chrome."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from policycascade.loaders import chrome, joining, tables
from policycascade.loaders.running import (
    Draft,
    Grid,
    GridCell,
    Item,
    Line,
    TooMuch,
    make_line,
    printed,
)
from policycascade.loaders.spacing import Spacing
from policycascade.model import BlockKind, Words

#: The longest of the five plans has 388 lines and 20,136 characters; a yearbook of 1,000 pages has
#: some 50,000 and 1,500,000.
MAX_LINES, MAX_CHARACTERS = 200_000, 4_000_000
#: A paragraph's first line: two full-width spaces, four half-width ones, or a tab.
INDENT = re.compile("\u3000{2}|[ \u00a0]{4}|\t")


def read_text(text: str) -> Draft:
    """Read plain text."""
    return arrange(chrome_and_tables(split_lines(text)), text)


def split_lines(text: str) -> Iterator[Line]:
    """The lines that are not blank, each with its place in the source.

    Raises:
        TooMuch: beyond ``MAX_LINES`` or ``MAX_CHARACTERS``.
    """
    start = 0
    raws = text.splitlines(keepends=True)
    if len(raws) > MAX_LINES or len(text) > MAX_CHARACTERS:
        raise TooMuch(
            f"超过 {MAX_LINES} 行或 {MAX_CHARACTERS} 字，请拆分后再读 "
            f"(more than {MAX_LINES} lines or {MAX_CHARACTERS} characters: split the file first)"
        )
    for raw in raws:
        line = make_line([printed(raw, start)], indented=INDENT.match(raw) is not None)
        start += len(raw)
        if line.text:
            yield line


def chrome_and_tables(lines: Iterable[Line]) -> list[Item]:
    """Set chrome aside and find the tables printed with pipes or tabs."""
    marked = chrome.set_aside(list(lines))
    return list(tables.find_grids([line for line in marked if line]))


def arrange(items: Iterable[Item], source: str) -> Draft:
    """Join what was broken, tidy white space, and note what was set aside."""
    spacing = Spacing(source)
    arranged: list[Item] = []
    for item in joining.join(list(items)):
        if isinstance(item, Grid):
            arranged.append(_tidy_grid(item, spacing))
        else:
            line = spacing.tidy(item)
            if line.text:
                arranged.append(line)
    return Draft(arranged, notes=_notes(arranged))


def _tidy_grid(grid: Grid, spacing: Spacing) -> Grid:
    cells = (
        GridCell(
            spacing.tidy(make_line(cell.pieces)).pieces,
            cell.row,
            cell.col,
            cell.rowspan,
            cell.colspan,
        )
        for cell in grid.cells
    )
    return Grid(tuple(cells), grid.rows, grid.cols, grid.separator)


def _notes(items: Iterable[Item]) -> tuple[Words, ...]:
    count = sum(isinstance(item, Line) and item.kind is BlockKind.ASIDE for item in items)
    if not count:
        return ()
    return (
        Words(
            zh=f"{count} 行网页附加文字、页码或目录已另置，不作正文",
            en=f"{count} lines of site chrome, page numbers or contents were set aside",
        ),
    )
