"""Printed pages from a few lines of text, for the layout of which no PDF is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from policycascade.loaders.joining import width
from policycascade.loaders.pages import read_pages
from policycascade.loaders.printed import Glyph, Page, Rule
from policycascade.loaders.running import Grid, Line

#: Left edge, upper edge, words, size of the type.
Set = tuple[float, float, str, float]
SIZE, LEADING, LEFT, TOP = 16.0, 28.0, 80.0, 100.0


def glyphs(lines: Iterable[Set]) -> list[Glyph]:
    made: list[Glyph] = []
    for left, top, words, size in lines:
        x = left
        for character in words:
            wide = size * width(character)
            made.append(Glyph(character, x, top, x + wide, top + size, len(made)))
            x += wide
    return made


def column(words: str, left: float = LEFT, top: float = TOP, size: float = SIZE) -> list[Set]:
    """Lines of a text as they stand; each leading blank is one character's width."""
    lines = []
    for number, line in enumerate(words.split("\n")):
        blanks = len(line) - len(line.lstrip("　"))
        lines.append((left + blanks * size, top + number * LEADING, line.lstrip("　"), size))
    return lines


def page(lines: Iterable[Set], rules: Sequence[Rule] = (), number: int = 1) -> Page:
    return Page(number, 595, 842, glyphs(lines), rules)


def grid_rules(xs: Sequence[float], ys: Sequence[float]) -> list[Rule]:
    """Every rule of a table."""
    across = [Rule(xs[0], y, xs[-1], y) for y in ys]
    return across + [Rule(x, ys[0], x, ys[-1]) for x in xs]


def cells(rows: Sequence[Sequence[str]], xs: Sequence[float], ys: Sequence[float]) -> list[Set]:
    """Words set in the cells of a table."""
    return [
        (x + 2, y + 4, words, 10.0)
        for y, row in zip(ys, rows, strict=False)
        for x, words in zip(xs, row, strict=False)
        if words
    ]


def printed(*pages: Page) -> list[str]:
    """What is read: a line each, a table with bars between its cells, asides in brackets."""
    found = []
    for item in read_pages(pages).items:
        if isinstance(item, Line):
            found.append(f"({item.text})" if item.kind == "aside" else item.text)
        else:
            found += shown(item)
    return found


def shown(grid: Grid) -> list[str]:
    rows: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        rows[cell.row].append("".join(piece.text for piece in cell.pieces))
    return ["|".join(row) for row in rows]
