"""Tables without rules, or with rules across only: lines of print whose parts stand in columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from policycascade.loaders.printed import PrintedTable, Run, stacked
from policycascade.loaders.running import GridCell

#: A table has at least so many columns, and so many rows that fill them; two columns side by side
#: are a label and its value, or running text.
MIN_COLUMNS, MIN_ROWS = 3, 3
#: A line with less in it belongs to the row whose middle is within this many type heights (the
#: lines of a cell stand 1.2 to 1.5 apart, rows more).
REACH = 1.6

Row = Sequence[Run]


@dataclass(frozen=True, slots=True)
class _Column:
    x0: float
    x1: float


def find_unruled(rows: Sequence[Row]) -> Iterator[Row | PrintedTable]:
    """Give the rows of a column of print back, those of a table as one."""
    number = 0
    while number < len(rows):
        end = number + 1
        if len(rows[number]) >= MIN_COLUMNS:
            while end < len(rows) and _goes_on(rows, end):
                end += 1
        table = _table(rows[number:end]) if end - number >= MIN_ROWS else None
        if table:
            yield table
        else:
            yield from rows[number:end]
        number = end


def _goes_on(rows: Sequence[Row], end: int) -> bool:
    """Whether the table goes on with row ``end``: it has columns, or one near to it has."""
    if len(rows[end]) >= MIN_COLUMNS:
        return True
    near = [rows[end - 1], *rows[end + 1 : end + 2]]
    return any(len(row) >= MIN_COLUMNS and _apart(rows[end], row) <= REACH for row in near)


def _middle(row: Row) -> float:
    return median((run.top + run.bottom) / 2 for run in row)


def _apart(one: Row, two: Row) -> float:
    """How far two rows stand apart, in heights of the type."""
    return abs(_middle(one) - _middle(two)) / min(run.height for run in (*one, *two))


def _table(rows: Sequence[Row]) -> PrintedTable | None:
    full = [row for row in rows if len(row) >= MIN_COLUMNS]
    columns = _columns(full)
    if len(full) < MIN_ROWS or len(columns) < MIN_COLUMNS:
        return None
    stacks: list[list[Row]] = [[row] for row in full]
    for row in rows:
        if len(row) < MIN_COLUMNS:
            min(stacks, key=lambda stack: _apart(row, stack[0])).append(row)
    cells: list[GridCell] = []
    for number, stack in enumerate(stacks):
        stack.sort(key=_middle)
        for col, column in enumerate(columns):
            inside = [[run for run in row if _column_of(run, columns) is column] for row in stack]
            cells.append(GridCell(tuple(stacked([row for row in inside if row])), number, col))
    left = columns[0].x0
    return PrintedTable(
        cells=tuple(cells),
        rows=len(stacks),
        cols=len(columns),
        left=left,
        top=min(run.top for row in rows for run in row),
        bottom=max(run.bottom for row in rows for run in row),
        xs=(*(column.x0 - left for column in columns), columns[-1].x1 - left),
        ruled=False,
    )


def _columns(rows: Sequence[Row]) -> list[_Column]:
    """Where the parts of all rows stand together."""
    columns: list[_Column] = []
    for run in sorted((run for row in rows for run in row), key=lambda run: run.x0):
        if columns and run.x0 < columns[-1].x1:
            columns[-1] = _Column(columns[-1].x0, max(columns[-1].x1, run.x1))
        else:
            columns.append(_Column(run.x0, run.x1))
    return columns


def _column_of(run: Run, columns: Sequence[_Column]) -> _Column:
    middle = (run.x0 + run.x1) / 2
    return min(columns, key=lambda column: max(column.x0 - middle, middle - column.x1))
