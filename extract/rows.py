"""The rows of an indicator table, laid into its columns, with their units and natures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from policycascade.extract.cells import Unit, read_unit
from policycascade.extract.columns import Column, Layout, Role, align, is_blank, nature_of
from policycascade.extract.quantities import half_width
from policycascade.extract.timing import Calendar
from policycascade.model import Cell, Nature

_BRACKETED = re.compile(r"[（(\[【〔]([^（(\[【〔）)\]】〕]*)[）)\]】〕]")
_PART = re.compile(r"^\s*(?:\d{1,3}\s*[.．、]\s*)?其\s*中")


@dataclass(frozen=True, slots=True)
class Row:
    """One row, laid into columns, and what it takes from the table around it.

    Attributes:
        unit_above: it prints no unit and takes that of the row it is a part of (其中).
    """

    cells: dict[Column, Cell]
    name: str
    unit: Unit | None
    nature: Nature | None
    start: int
    end: int
    unit_above: bool

    def of(self, role: Role) -> list[tuple[Column, Cell]]:
        """The filled cells of a role."""
        return [(c, x) for c, x in self.cells.items() if c.role is role and not is_blank(x.text)]


@dataclass(frozen=True, slots=True)
class Context:
    """What all rows of a table share.

    Attributes:
        past: it tells what was achieved.
        round_sums: its note says that （ ） too holds a sum over the years, not only [ ].
    """

    layout: Layout
    path: tuple[str, ...]
    past: bool
    round_sums: bool
    unit: Unit | None
    calendar: Calendar | None


def lay_rows(rows: Iterable[tuple[Cell, ...]], table: Context) -> Iterator[Row]:
    """Lay out the rows; a row of one cell is a group, not an indicator."""
    before: Unit | None = None
    for cells in rows:
        if sum(not is_blank(cell.text) for cell in cells) < 2:
            continue
        laid = align(cells, table.layout)
        name = next((cell for column, cell in laid.items() if column.role is Role.NAME), None)
        if name is None:
            continue
        unit = _unit(laid, name.text, table.layout) or table.unit
        above = unit is None and before is not None and bool(_PART.match(name.text))
        before = before if above else unit
        end = max(cell.span.end for cell in laid.values() if not is_blank(cell.text))
        yield Row(laid, name.text, before, _nature(laid), name.span.start, end, above)


def _unit(laid: Mapping[Column, Cell], name: str, layout: Layout) -> Unit | None:
    """The unit of a row: its own column's, else in brackets after the name, else in a head."""
    for column, cell in laid.items():
        if column.role is Role.UNIT and (unit := read_unit(cell.text)):
            return unit
    heads = [column.head for column in layout.columns]
    for inner in [*reversed(_BRACKETED.findall(half_width(name))), *_inner(heads)]:
        for part in re.split("[,，、]", inner):
            if unit := read_unit(part):
                return unit
    return None


def _inner(heads: Iterable[str]) -> Iterator[str]:
    for head in heads:
        yield from _BRACKETED.findall(head)


def _nature(laid: Mapping[Column, Cell]) -> Nature | None:
    for column, cell in laid.items():
        if column.role is Role.NATURE and (found := nature_of(cell.text)):
            return Nature(found)
    return None
