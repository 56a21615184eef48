"""Indicator tables: rows of indicators with units, baselines, targets, outturns and natures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from policycascade.extract import basis
from policycascade.extract.cells import Unit, read_cell, read_unit
from policycascade.extract.columns import (
    Column,
    Layout,
    Role,
    read_layout,
)
from policycascade.extract.drafts import Draft
from policycascade.extract.quantities import Quantity, half_width, read_wording
from policycascade.extract.relative import read_relations
from policycascade.extract.rows import Context, Row, lay_rows
from policycascade.extract.timing import Calendar, SectionIndex, Tense
from policycascade.model import (
    Baseline,
    Basis,
    BlockKind,
    Cell,
    Document,
    Indicator,
    Op,
    Place,
    Table,
)
from policycascade.ontology.indicators import clean_name, find_indicator

CONFIDENCE = 0.95
#: Taken off where the vocabulary does not know the indicator.
UNKNOWN_LESS = 0.05
#: Notes on a table, and its title with the unit of all, stand this near.
NOTE_REACH = 300
#: Characters between the two parts of a table that a page break divides: a page number, 续表.
MOST_BETWEEN = 12

_PERCENT = Unit("%", Decimal(1))
_ROUND_SUMS = re.compile(
    r"[（(]\s*[）)](?:内|中|里|表示|为)[^。；\n]{0,10}(?:累计|积累|五年|5年|合计)"
)
_ALL_UNITS = re.compile(r"单位[:：]\s*([^\s，,；;）)]{1,8})")
_NUMBERED = re.compile(r"^\s*(?:\d{1,3}\s*[.．、]|[（(]\d{1,3}[）)]|[①-⑳])\s*")


def find_table_figures(
    document: Document,
    index: SectionIndex,
    calendar: Calendar | None,
    plain: Iterable[Table] = (),
) -> Iterator[Draft]:
    """Read the targets and outturns of every indicator table of a document.

    Args:
        document: what was loaded.
        index: its sections.
        calendar: the years of the plan.
        plain: tables among its lines, of ``plain_tables.find_plain_tables``.
    """
    for table in plain:
        yield from _read_table(document, table, read_layout(table, calendar), index, calendar)
    above: Layout | None = None
    for block in document.blocks:
        if block.kind is not BlockKind.TABLE or block.table is None:
            if block.kind is BlockKind.HEADING or _parts(document.quote(block.span)):
                above = None
            continue
        table = document.tables[block.table]
        layout = read_layout(table, calendar)
        if layout is None and above is not None and abs(table.cols - above.width) <= 1:
            layout = Layout(above.columns, 0, above.width)  # the rest of it, on the next page
        above = layout
        yield from _read_table(document, table, layout, index, calendar)


def _read_table(
    document: Document,
    table: Table,
    layout: Layout | None,
    index: SectionIndex,
    calendar: Calendar | None,
) -> Iterator[Draft]:
    """Read the rows of a table whose columns are known."""
    if layout is None:
        return
    start, end = table.span.start, table.span.end
    before = document.text[max(0, start - NOTE_REACH) : end]
    behind = document.text[end : end + NOTE_REACH]
    path, tense = index.at(start)
    unit = _ALL_UNITS.search(before)
    context = Context(
        layout=layout,
        path=path,
        past=_is_past(layout, tense, calendar),
        round_sums=bool(_ROUND_SUMS.search(before) or _ROUND_SUMS.search(behind)),
        unit=read_unit(unit[1]) if unit else None,
        calendar=calendar,
    )
    for row in lay_rows((table.row(r) for r in range(layout.first_row, table.rows)), context):
        yield from _read_row(row, context)


def _parts(text: str) -> bool:
    """Whether running text between two tables parts them: more than a page number or 续表."""
    return len(re.sub(r"[\s\d—\-–|续表]", "", text)) > MOST_BETWEEN


def _is_past(layout: Layout, tense: Tense | None, calendar: Calendar | None) -> bool:
    """Whether a table tells what was achieved, by its columns, else by its chapter."""
    years = [c.year for c in layout.columns if c.role is Role.TARGET and c.year]
    if calendar and years and max(years) >= calendar.first:
        return False
    return tense is Tense.PAST or (layout.has(Role.OUTTURN) and not layout.has(Role.TARGET))


def _read_row(row: Row, table: Context) -> Iterator[Draft]:
    outturns = row.of(Role.OUTTURN)
    if table.past:
        known = outturns or (row.of(Role.BASELINE) + row.of(Role.TARGET))[-1:]
        yield from _drafts(row, known, Tense.PAST, table, None)
        return
    if table.layout.has(Role.PAST_TARGET):
        yield from _drafts(row, outturns, Tense.PAST, table, None)
    baseline = _baseline(row, table.calendar)
    ahead = list(_drafts(row, row.of(Role.TARGET), Tense.FUTURE, table, baseline))
    yield from ahead
    rates = row.of(Role.GROWTH)
    if ahead and _is_rate(row.unit):
        return  # a rate's own yearly change says nothing new
    if ahead:
        rates = [(c, x) for c, x in rates if "[" not in half_width(x.text)]
    yield from _drafts(row, rates, Tense.FUTURE, table, None if ahead else baseline)


def _baseline(row: Row, calendar: Calendar | None) -> Baseline | None:
    """The figure a row starts from: its last column before the plan's first year."""
    cells = row.of(Role.BASELINE) or row.of(Role.OUTTURN)
    read = read_cell(cells[-1][1].text, row.unit) if cells else None
    if read is None:
        return None
    column, cell = cells[-1]
    indicator = find_indicator(row.name, read[0].unit)
    return Baseline(
        value=read[0].value,
        unit=basis.meant_unit(read[0].unit, row.name, row.name, indicator),
        year=column.year or (calendar.first - 1 if calendar else None),
        value_raw=cell.text.strip(),
    )


def _drafts(
    row: Row,
    cells: Iterable[tuple[Column, Cell]],
    tense: Tense,
    table: Context,
    baseline: Baseline | None,
) -> Iterator[Draft]:
    for column, cell in cells:
        growing = _grows(row, column, cell)
        read = read_cell(cell.text, _PERCENT if growing else row.unit)
        tie = None if read else next(read_relations(cell.text), None)
        if read is None and tie is None:
            continue
        quantity, bracketed = read if read else (None, False)
        summed = bracketed and ("(" not in half_width(cell.text) or table.round_sums)
        printed = _NUMBERED.sub("", row.name).strip()
        name = _growing(printed) if growing else printed
        indicator = find_indicator(name, quantity.unit if quantity else None)
        unit = quantity.unit if quantity else indicator.unit
        unit = basis.meant_unit(unit, printed, printed, indicator)
        span = _span(name, cell.text, column, indicator, unit, quantity, summed, tense, table)
        op = quantity.op if quantity else tie.op if tie else None
        yield Draft(
            tense=tense,
            start=row.start,
            end=row.end,
            section=table.path,
            indicator=indicator,
            printed=clean_name(name),
            op=op or Op.EQ,
            value=quantity.value if quantity else None,
            unit=unit,
            value_raw=cell.text.strip(),
            basis=span.basis,
            year_from=span.first,
            year_to=span.last,
            method=_method(row, quantity),
            confidence=round(CONFIDENCE - (0 if indicator.known else UNKNOWN_LESS), 2),
            nature=row.nature,
            baseline=baseline,
            relative_to=tie.to if tie else None,
            wording=read_wording("", cell.text),
            place=Place.TABLE,
            value_to=quantity.upper if quantity else None,
        )


def _method(row: Row, quantity: Quantity | None) -> str:
    """Whether a unit is printed with a figure, only with the row it is a part of, or nowhere."""
    if row.unit_above:
        return "table_part"
    nowhere = quantity is not None and quantity.unit is None and not quantity.state
    return "table_unitless" if nowhere else "table"


def _grows(row: Row, column: Column, cell: Cell) -> bool:
    """Whether a cell is a yearly rate of change of a row that is no rate itself."""
    summed = "[" in half_width(cell.text)
    return column.role is Role.GROWTH and not summed and not _is_rate(row.unit)


def _is_rate(unit: Unit | None) -> bool:
    return unit is not None and unit.base in ("%", "‰")


def _growing(name: str) -> str:
    """The name of a column of yearly rates: 地区生产总值 becomes its growth."""
    return name if re.search("增长|增速|降低|下降", name) else name + "年均增长"


def _span(
    name: str,
    cell: str,
    column: Column,
    indicator: Indicator,
    unit: str | None,
    quantity: Quantity | None,
    summed: bool,
    tense: Tense,
    table: Context,
) -> basis.Span:
    """Basis and years of a cell: by its bracket, its words, then the nature of the indicator."""
    calendar = table.calendar
    first = last = None
    if calendar:
        first, last = calendar.before if tense is Tense.PAST else (calendar.first, calendar.last)
    last = column.year or last
    first = min(first, last) if first and last else first
    if summed:
        return basis.Span(Basis.CUMULATIVE, first, last)
    if basis.is_annual(name + cell) or column.role is Role.GROWTH:
        return basis.Span(Basis.ANNUAL, first, last)
    if quantity is None and indicator.kind == "growth":
        return basis.Span(Basis.ANNUAL, first, last)
    if quantity is None or quantity.state:
        held = basis.Span(Basis.KEEP, first, last)
        return held if tense is Tense.FUTURE else basis.Span(Basis.END, last, last)
    flow = basis.is_flow(name, name, indicator, unit)
    if flow or indicator.kind == "growth":
        yearly = first == last or (not flow and "增" in indicator.canonical)
        return basis.Span(Basis.ANNUAL if yearly else Basis.CUMULATIVE, first, last)
    return basis.Span(Basis.END, last, last)
