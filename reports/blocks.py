"""What a report is made of before any file format: headings, sentences, lists, tables, charts.

Every page, document and text of this room is drawn from these blocks, so that no format can say
what another does not.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from policycascade.model import End, Evidence, Relation
from policycascade.reports.places import place
from policycascade.reports.words import say, word

#: Where words stand: the plan's id and the first and last place in its text.
Spot = tuple[str, int, int]


class Style(StrEnum):
    """How a line is to be read."""

    TEXT = "text"
    STRONG = "strong"
    MUTED = "muted"
    QUOTE = "quote"
    TAG = "tag"
    RELATION = "relation"
    REASON = "reason"  # folded away in a page, left to the workbook elsewhere


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a cell or paragraph.

    Attributes:
        where: of a quote: the numbers of the headings above it.
        side: ``upper`` or ``lower``, where a quote needs to say which plan it is from.
        label: what stands before a quote (上级, 另见).
        relation: of a relation's badge.
        spot: of a quote: what its address in a reader is looked up by.
    """

    text: str
    style: Style = Style.TEXT
    where: str = ""
    side: str = ""
    label: str = ""
    relation: Relation | None = None
    spot: Spot | None = None


Cell = Sequence[Line]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of depth 2 (a section, in the contents) or 3."""

    text: str
    anchor: str
    depth: int = 2
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; ``tone`` is ``plain muted warn cite`` or ``strong``."""

    lines: Cell
    tone: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """An item of a list.

    Attributes:
        label: a word before it: how much it weighs, what sort of doubt it is.
        weight: the severity, for its colour.
        refs: anchors of the rows it rests on, and what they are called.
        proofs: quotes under it.
    """

    text: str
    label: str = ""
    weight: str = ""
    refs: Sequence[tuple[str, str]] = ()
    proofs: Cell = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """A list; ``form`` is ``plain``, ``lead``, ``findings`` or ``doubts``."""

    items: Sequence[Point]
    form: str = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column, and how wide the column is relative to the others."""

    text: str
    width: int = 10
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table; findings lead to its anchor."""

    cells: Sequence[Cell]
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table to be read."""

    caption: str
    heads: Sequence[Head]
    rows: Sequence[Row]
    number: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture; where a format draws none, its figures stand in ``data``.

    Attributes:
        name: for a file.
    """

    name: str
    svg: str
    caption: str
    note: str
    data: Grid
    number: int | None = None


Block = Heading | Paragraph | Points | Grid | Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A whole report; the title may have two lines (upper and lower plan)."""

    kicker: str
    title: Sequence[str]
    lang: str
    blocks: Sequence[Block]

    @property
    def charts(self) -> list[Chart]:
        """The pictures, in order."""
        return [block for block in self.blocks if isinstance(block, Chart)]


def make_report(kicker: str, title: Sequence[str], lang: str, blocks: Iterable[Block]) -> Report:
    """Number sections, tables and charts, and close the report."""
    counts = {Heading: 0, Grid: 0, Chart: 0}
    numbered: list[Block] = []
    for block in blocks:
        if isinstance(block, Grid | Chart) or (isinstance(block, Heading) and block.depth == 2):
            counts[type(block)] += 1
            block = dataclasses.replace(block, number=counts[type(block)])
        numbered.append(block)
    return Report(kicker=kicker, title=title, lang=lang, blocks=numbered)


def caption(block: Grid | Chart, lang: str) -> str:
    """A caption with its number: 表 3　目标."""
    key = "table_no" if isinstance(block, Grid) else "figure_no"
    if block.number is None:
        return block.caption
    return say(key, lang, n=block.number, text=block.caption)


def text(*lines: str, style: Style = Style.TEXT) -> tuple[Line, ...]:
    """Lines of one style; empty ones are left out."""
    return tuple(Line(text=line, style=style) for line in lines if line)


def paragraph(words: str, tone: str = "plain") -> Paragraph:
    """A paragraph of one line."""
    return Paragraph(lines=text(words), tone=tone)


def quote(
    evidence: Evidence | None, plan: str, *, label: str = "", side: str = ""
) -> tuple[Line, ...]:
    """A quote of the plan with this id, with its place; nothing for no evidence."""
    if evidence is None:
        return ()
    line = Line(
        text=evidence.quote,
        style=Style.QUOTE,
        where=place(evidence),
        label=label,
        side=side,
        spot=(plan, evidence.span.start, evidence.span.end),
    )
    return (line,)


def end_quote(end: End | None, *, label: str = "", side: str = "") -> tuple[Line, ...]:
    """The words at an end of a link."""
    return quote(end.evidence, end.plan, label=label, side=side) if end else ()


def badge(relation: Relation, lang: str) -> tuple[Line, ...]:
    """A relation as a coloured word."""
    label = word("relation", relation, lang)
    return (Line(text=label, style=Style.RELATION, relation=relation),)
