"""What the columns of an indicator table hold, and which cell of a row stands in which column."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from policycascade.extract.cells import read_cell, read_unit
from policycascade.extract.quantities import half_width
from policycascade.extract.relative import read_relations
from policycascade.extract.timing import Calendar
from policycascade.extract.words import alternation, words
from policycascade.model import Cell, Table

#: A head stands in the first rows; a title and a row for units may stand above it.
HEAD_ROWS = 5
#: Heads that stand alone on a line are shorter than sentences that hold the same words.
LONGEST_HEAD = 14
_YEAR_RE = re.compile(r"(20\d\d)\s*年?")
_INDEX_RE = re.compile(r"\(?\d{1,3}\)?[.、]?|[一二三四五六七八九十]{1,3}")
_SPACE = re.compile(r"\s+")


class Role(StrEnum):
    """What a column holds."""

    INDEX = "index"
    GROUP = "group"
    NAME = "name"
    UNIT = "unit"
    NATURE = "nature"
    BASELINE = "baseline"
    TARGET = "target"
    PAST_TARGET = "past_target"
    OUTTURN = "outturn"
    GROWTH = "growth"
    NOTE = "note"


VALUES = frozenset({Role.BASELINE, Role.TARGET, Role.PAST_TARGET, Role.OUTTURN, Role.GROWTH})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, its place in the grid, the year and unit its head names."""

    role: Role
    col: int
    year: int | None
    head: str


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a table, left to right, and where its rows begin."""

    columns: tuple[Column, ...]
    first_row: int
    width: int

    def has(self, role: Role) -> bool:
        """Whether some column has this role."""
        return any(column.role is role for column in self.columns)


def _plain(text: str) -> str:
    return _SPACE.sub("", half_width(text))


@functools.cache
def _head_patterns() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    heads = words("tables")["heads"]
    return tuple((Role(role), re.compile(alternation(forms))) for role, forms in heads.items())


def _role(head: str, year: int | None, calendar: Calendar | None) -> Role | None:
    """The role of a column by the words of its head."""
    for role, pattern in _head_patterns():
        if pattern.search(head):
            if role is Role.TARGET and year and calendar and year < calendar.first:
                return Role.BASELINE
            return role
    if year is None:
        return None
    return Role.BASELINE if calendar and year < calendar.first else Role.TARGET


def role_of(head: str, calendar: Calendar | None) -> Role | None:
    """The role of a column whose head is printed so; ``None`` for what is no head.

    >>> [role_of(head, None) for head in ("指  标", "2025年", "属性", "城镇化率")]
    [<Role.NAME: 'name'>, <Role.TARGET: 'target'>, <Role.NATURE: 'nature'>, None]
    """
    if len(head) > LONGEST_HEAD:
        return None
    found = _columns([_plain(head)], calendar)
    return found[0].role if found else None


def _grid(table: Table, rows: int) -> list[list[str]]:
    """The printed text of the first rows, spanned cells repeated."""
    grid = [[""] * table.cols for _ in range(min(rows, table.rows))]
    for cell in table.cells:
        for row in range(cell.row, min(cell.row + cell.rowspan, len(grid))):
            for col in range(cell.col, min(cell.col + cell.colspan, table.cols)):
                grid[row][col] = _plain(cell.text)
    return grid


def read_layout(table: Table, calendar: Calendar | None) -> Layout | None:
    """Find the head of an indicator table; ``None`` where it has none."""
    grid = _grid(table, HEAD_ROWS)
    for row, heads in enumerate(grid):
        columns = _columns(heads, calendar)
        if not _is_head(columns, heads):
            continue
        last = row
        if row + 1 < len(grid) and _is_second_head(grid[row + 1], heads):
            last = row + 1
            both = [a if a == b else a + b for a, b in zip(heads, grid[last], strict=True)]
            columns = _columns(both, calendar)
        return Layout(_named(columns, table.cols), last + 1, table.cols)
    return None


def _columns(heads: Sequence[str], calendar: Calendar | None) -> list[Column]:
    found = []
    for col, head in enumerate(heads):
        years = [int(year) for year in _YEAR_RE.findall(head)]
        year = years[-1] if years else None
        role = _role(head, year, calendar) if head else None
        if role is not None and len(head) <= 30:
            found.append(Column(role, col, year, head))
    return found


def _is_head(columns: Sequence[Column], heads: Sequence[str]) -> bool:
    roles = {column.role for column in columns}
    filled = {head for head in heads if head}
    return (
        len(filled) > 1
        and len(roles) > 1
        and bool(roles & VALUES)
        and (
            Role.NAME in roles or Role.GROUP in roles or Role.UNIT in roles or Role.NATURE in roles
        )
    )


def _is_second_head(heads: Sequence[str], above: Sequence[str]) -> bool:
    """A second head row repeats or divides the first: years under 目标值."""
    new = [head for head, over in zip(heads, above, strict=True) if head and head != over]
    return bool(new) and all(_YEAR_RE.fullmatch(h) or _role(h, None, None) for h in new)


def _named(columns: list[Column], width: int) -> tuple[Column, ...]:
    """Settle which column names the indicator: of several, the last is it and the others group."""
    names = [c for c in columns if c.role is Role.NAME]
    if not names:
        taken = {c.col for c in columns}
        groups = [c for c in columns if c.role is Role.GROUP]
        if groups and len(columns) == len(taken):
            last = groups[-1]
            columns[columns.index(last)] = Column(Role.NAME, last.col, None, last.head)
        else:
            free = next((col for col in range(width) if col not in taken), None)
            if free is not None:
                columns = sorted([*columns, Column(Role.NAME, free, None, "")], key=lambda c: c.col)
    for name in names[:-1]:
        columns[columns.index(name)] = Column(Role.GROUP, name.col, None, name.head)
    return tuple(columns)


# ---------------------------------------------------------------- rows


def nature_of(text: str) -> str | None:
    """约束性 → binding, 预期性 → expected."""
    plain = _plain(text)
    for nature, forms in words("tables")["natures"].items():
        if len(plain) <= 6 and any(form in plain for form in forms):
            return str(nature)
    return None


def is_blank(text: str) -> bool:
    """Whether a cell holds nothing: empty, a dash."""
    return _plain(text) in words("tables")["blanks"]


@functools.lru_cache(maxsize=4096)
def _fits(text: str, role: Role) -> float:
    """How well a cell's text fits a column; weights order the cases, they are no probabilities."""
    plain = _plain(text)
    if role is Role.NOTE:
        return 0.1
    if role is Role.NAME:
        said = len(re.findall(r"[\u4e00-\u9fff]", plain)) > 1
        return 2.0 if said and not nature_of(plain) and not read_unit(plain) else -2.0
    if is_blank(plain):
        return 0.3
    if role is Role.INDEX:
        return (
            3.0 if re.fullmatch(r"\(?\d{1,3}\)?[.、]?|[一二三四五六七八九十]{1,3}", plain) else -3.0
        )
    if role is Role.GROUP:
        return 1.0 if not re.search(r"\d", plain) and not nature_of(plain) else -1.0
    if role is Role.UNIT:
        return 3.0 if read_unit(plain) else -2.0
    if role is Role.NATURE:
        return 4.0 if nature_of(plain) else -3.0
    if nature_of(plain):
        return -4.0
    if read_cell(plain, None) or next(read_relations(plain), None):
        return 2.0
    return -1.0 if read_unit(plain) else 0.4


#: A cell of no column: before the name it is a group the head does not know, after it a misfit.
_EXTRA = {False: 0.5, True: 2.5}
_SKIP = {Role.INDEX: 0.0, Role.GROUP: 0.0, Role.NOTE: 0.0, Role.NAME: -4.0}


def align(cells: Sequence[Cell], layout: Layout) -> dict[Column, Cell]:
    """Lay the cells of a row into the columns, left to right, whatever was merged or shifted.

    A group cell that spans rows leaves the rows below it one cell short; a group cell that the
    head does not know makes its row one too long. Of all ways to lay the cells in order, the one
    that fits best is taken.
    """
    columns = layout.columns
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [
        [(float("-inf"), ())] * (len(cells) + 1) for _ in range(len(columns) + 1)
    ]
    best[0][0] = (0.0, ())
    for i in range(len(columns) + 1):
        named = any(column.role is Role.NAME for column in columns[:i])
        for j in range(len(cells) + 1):
            score, pairs = best[i][j]
            if score == float("-inf"):
                continue
            if i < len(columns):
                skip = score + _SKIP.get(columns[i].role, -0.6)
                best[i + 1][j] = max(best[i + 1][j], (skip, pairs), key=lambda state: state[0])
            if j < len(cells):
                extra = score - (0.05 if is_blank(cells[j].text) else _EXTRA[named])
                best[i][j + 1] = max(best[i][j + 1], (extra, pairs), key=lambda state: state[0])
            if i < len(columns) and j < len(cells):
                placed = 0.3 if cells[j].col == columns[i].col else 0.0
                fit = score + placed + _fits(cells[j].text, columns[i].role)
                here = (fit, (*pairs, (i, j)))
                best[i + 1][j + 1] = max(best[i + 1][j + 1], here, key=lambda state: state[0])
    return {columns[i]: cells[j] for i, j in best[-1][-1][1]}
