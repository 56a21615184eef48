"""What a careful reader would query: figures of one document that do not go together.

Each check yields doubts with the words of both sides and a sentence that says what is wrong.
Precision before completeness: a check that cannot be sure says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product

from policycascade.extract.lapses import find_lapses, make_doubt
from policycascade.extract.shortfalls import distinct, find_shortfalls, same_span
from policycascade.extract.telling import shown, told
from policycascade.model import (
    Basis,
    Citation,
    Document,
    Doubt,
    Figure,
    Place,
    Plan,
    Target,
)

#: A plan may be drafted on a document of the year after its own date, not on a later one.
YEARS_AHEAD = 1


def find_doubts(document: Document, plan: Plan) -> tuple[Doubt, ...]:
    """Find what does not go together in a document, in the order of its first side."""
    checks: tuple[Callable[[Plan], Iterable[Doubt]], ...] = (
        _text_against_table,
        find_shortfalls,
        _sum_without_bracket,
        _unit_missing,
        _impossible_rate,
        _younger_citation,
    )
    found = [doubt for check in checks for doubt in check(plan)]
    found += find_lapses(document, plan)
    unique = {doubt.id: doubt for doubt in found}
    return tuple(sorted(unique.values(), key=lambda d: (d.sides[0].span, d.kind, d.id)))


# ---------------------------------------------------------------- text against table


def _text_against_table(plan: Plan) -> Iterator[Doubt]:
    """The same indicator for the same year with another value in the text than in the table."""
    for figures in (plan.targets, plan.outturns):
        groups: dict[tuple[object, ...], list[Figure]] = defaultdict(list)
        for figure in figures:
            groups[figure.indicator, figure.year_to].append(figure)
        for group in groups.values():
            texts = distinct(f for f in group if f.place is Place.TEXT)
            tables = distinct(f for f in group if f.place is Place.TABLE)
            for text, table in product(texts, tables):
                yield from _disagree(text, table)


def _disagree(text: Figure, table: Figure) -> Iterator[Doubt]:
    sides = (text.evidence, table.evidence)
    name = text.indicator
    if (text.value is None) != (table.value is None):
        yield make_doubt(
            "text_vs_table",
            sides,
            f"“{name}”正文为{told(text).zh}，表内为{told(table).zh}，一处随他处而定，一处是定数。",
            f"{name}: {told(text).en} in the text, {told(table).en} in the table.",
            0.7,
        )
    elif text.value is None or not same_span(text, table):
        return
    elif text.unit != table.unit and text.value == table.value:
        yield make_doubt(
            "unit_mismatch",
            sides,
            f"“{name}”数值相同，单位不同：正文“{text.unit}”，表内“{table.unit}”。",
            f"{name}: the same number in “{text.unit}” in the text, "
            f"in “{table.unit}” in the table.",
            0.8,
        )
    elif text.unit == table.unit and text.value != table.value:
        yield make_doubt(
            "text_vs_table",
            sides,
            f"“{name}”正文为{told(text).zh}，表内为{told(table).zh}。",
            f"{name}: {told(text).en} in the text, {told(table).en} in the table.",
            0.8,
        )


# ---------------------------------------------------------------- tables


def _sum_without_bracket(plan: Plan) -> Iterator[Doubt]:
    """A five-year sum without the brackets that mark the other sums of its table."""
    tables: dict[tuple[str, ...], list[Target]] = defaultdict(list)
    for target in plan.targets:
        if target.place is Place.TABLE:
            tables[target.evidence.section].append(target)
    for rows in tables.values():
        marked = [t for t in rows if t.value_raw.startswith(("[", "〔", "【", "［"))]
        for target in rows if marked else ():
            if target.basis is Basis.CUMULATIVE and target not in marked:
                yield make_doubt(
                    "sum_without_bracket",
                    (target.evidence, marked[0].evidence),
                    f"“{target.indicator}”的{shown(target.value, target.unit).zh}似应为累计数，"
                    "却没有表中其他累计数的方括号。",
                    f"{target.indicator}: {shown(target.value, target.unit).en} seems to be a sum, "
                    "but lacks the brackets that mark the other sums of the table.",
                    0.6,
                )


def _unit_missing(plan: Plan) -> Iterator[Doubt]:
    """A figure whose unit is not printed."""
    for figure in (*plan.targets, *plan.outturns):
        slashed = "/" in figure.value_raw and (figure.unit or "").startswith("元/")
        bare = slashed and "元" not in figure.value_raw
        if figure.method in ("table_part", "table_unitless") or bare:
            yield make_doubt(
                "unit_missing",
                (figure.evidence,),
                f"“{figure.indicator}”没有写明单位，按{shown(figure.value, figure.unit).zh}理解。",
                f"{figure.indicator}: no unit is printed; read as "
                f"{shown(figure.value, figure.unit).en}.",
                0.8,
            )


def _impossible_rate(plan: Plan) -> Iterator[Doubt]:
    """A share above 100 %; gross rates (毛入学率) and growth may be."""
    for figure in (*plan.targets, *plan.outturns):
        share = figure.indicator.endswith(("率", "比重", "占比", "比例"))
        if figure.unit == "%" and share and figure.value is not None and figure.value > 100:
            if "毛" in figure.indicator or "增" in figure.indicator:
                continue
            yield make_doubt(
                "unit_mismatch",
                (figure.evidence,),
                f"“{figure.indicator}”为{shown(figure.value, '%').zh}，超过100%。",
                f"{figure.indicator}: {shown(figure.value, '%').en} is above 100 %.",
                0.7,
            )


# ---------------------------------------------------------------- citations


def _younger_citation(plan: Plan) -> Iterator[Doubt]:
    """A cited document that did not exist when the plan was issued."""
    day = plan.issued or plan.published
    for citation in plan.citations if day else ():
        year = _yeartold(citation)
        if day and year and year > day.year + YEARS_AHEAD:
            yield make_doubt(
                "younger_citation",
                (citation.evidence,),
                f"本文{day.year}年印发，却引用{year}年的《{citation.title}》。",
                f"Issued in {day.year}, it cites 《{citation.title}》 of {year}.",
                0.8,
            )


def _yeartold(citation: Citation) -> int | None:
    """The year of its number, else the first of the years it covers."""
    number = citation.doc_number or ""
    for mark in ("〔", "[", "("):
        year = number.partition(mark)[2][:4]
        if year.isdigit():
            return int(year)
    return citation.period.start if citation.period else None
