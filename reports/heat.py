"""A heat map of indicators by plans: what each plan says, in the colour of what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policycascade.model import Relation
from policycascade.reports.svg import (
    COLOURS,
    GRID,
    MUTED,
    WIDTH,
    canvas,
    done,
    draw_legend,
    legend_entries,
    legend_rows,
    name,
    rect,
    shorten,
    wrap,
    write,
)

#: Room for the names of rows; the height of a row; room for the heads of columns.
_LEFT, _ROW, _HEAD = 230, 30, 62
_SMALL = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """One plan's word on one indicator; no relation where it has no plan above it."""

    text: str
    relation: Relation | None = None
    word: str = ""


def heat_map(
    rows: Sequence[str],
    columns: Sequence[str],
    cells: Sequence[Sequence[HeatCell | None]],
    title: str,
) -> str:
    """Draw rows of cells; an empty cell is a plan that says nothing of it."""
    present = [cell for row in cells for cell in row if cell]
    used = {cell.relation: cell.word for cell in present if cell.relation}
    legend = legend_rows(legend_entries(used)) if used else []
    top = 24 * len(legend) + _HEAD
    width = (WIDTH - _LEFT) / max(1, len(columns))
    root = canvas(top + len(rows) * _ROW, title)
    draw_legend(root, legend)
    for number, label in enumerate(columns):
        lines = wrap(label, width - 6, 3, 12)
        for line_number, words in enumerate(lines):
            y = top - 8 - 15 * (len(lines) - 1 - line_number)
            at = (_LEFT + width * (number + 0.5), y)
            write(root, at, words, text_anchor="middle", font_size="12", fill=MUTED)
    for row, label in enumerate(rows):
        y = top + row * _ROW
        words = shorten(label, _LEFT - 14, 12)
        name(write(root, (_LEFT - 10, y + 19), words, text_anchor="end", font_size="12"), label)
        for column, cell in enumerate(cells[row]):
            if cell is None:
                continue
            fill, ink = COLOURS[cell.relation] if cell.relation else ("#ffffff", MUTED)
            part = rect(root, (_LEFT + width * column, y, width - 2, _ROW - 2), fill)
            if not cell.relation:
                part.set("stroke", GRID)
            name(part, f"{columns[column]} {label}: {cell.text} {cell.word}".strip())
            middle = _LEFT + width * (column + 0.5) - 1
            seen = shorten(cell.text, width - 8, _SMALL)
            write(
                root, (middle, y + 18), seen, text_anchor="middle", font_size=str(_SMALL), fill=ink
            )
    return done(root)
