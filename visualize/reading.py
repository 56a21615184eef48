"""A plan's running text as it was printed: headings, paragraphs, tables, asides folded away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from policycascade.model import Block, BlockKind, Document, Plan, Section, Span, Table
from policycascade.visualize.marks import Fact, Marker

#: A heading of the outline may have so many characters beside its number and title: the marks
#: that part them (“一、”, “（一）”, “第一章　”).
HEADING_MARKS = 4


#: Fields of the front matter that a cover, a notice or a site prints before the plan begins.
_NOTICE = ("issuer", "doc_number", "issued", "published")
_DATES = ("issued", "published")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A heading of the outline as the side shows it."""

    anchor: str
    depth: int
    title: str


def outline(plan: Plan, prefix: str = "") -> list[Part]:
    """The headings of a plan with the anchors they have in the text."""
    return [
        Part(
            anchor=f"{prefix}s{number}",
            depth=section.depth,
            title=f"{section.number} {section.title}".strip(),
        )
        for number, section in enumerate(plan.sections)
    ]


def text_of(document: Document, plan: Plan, facts: Sequence[Fact], prefix: str = "") -> Markup:
    """The running text with its facts marked; sections have the anchors of ``outline``.

    Where the plan itself begins is the anchor ``body``.

    Args:
        document: the text.
        plan: what was read from it.
        facts: the passages to mark.
        prefix: goes before the anchors of sections and of the body, where two texts share a page.
    """
    marker = Marker(document, facts)
    sections = _by_block(document, plan)
    body = body_block(document, plan)
    begin = Markup('<span class="at" id="{}body"></span>').format(prefix)
    parts: list[Markup] = []
    for aside, blocks in groupby(
        enumerate(document.blocks), key=lambda item: item[1].kind is BlockKind.ASIDE
    ):
        shown = Markup("\n").join(
            (begin if number == body else Markup(""))
            + _block(document, block, marker, sections.get(number, []), prefix)
            for number, block in blocks
        )
        fold = Markup('<details class="aside"><summary></summary>{}</details>')
        parts.append(fold.format(shown) if aside else shown)
    return Markup("\n").join(parts)


def body_block(document: Document, plan: Plan) -> int:
    """The block at which the plan itself begins, after cover, notice and contents.

    It is the last one before the first heading that prints nothing but the title, unless the notice
    comes after it; else the one below the date of the notice; else the first heading; without
    headings the first fact.
    """
    records = (*plan.targets, *plan.programmes, *plan.tasks, *plan.outturns)
    starts = [section.span.start for section in plan.sections]
    first = min(starts or [record.evidence.span.start for record in records], default=0)
    printed = [(plan.front[key].span.start, key in _DATES) for key in _NOTICE if key in plan.front]
    noticed, dated = max((one for one in printed if one[0] < first), default=(-1, False))
    title = _bare(plan.title)
    before = [
        number
        for number, block in enumerate(document.blocks)
        if noticed < block.span.start <= first and block.kind is not BlockKind.ASIDE
    ]
    titled = [n for n in before if _bare(document.quote(document.blocks[n].span)) == title]
    return next(iter([*titled[-1:], *(before[:1] if dated else ()), *before[-1:]]), 0)


Numbered = tuple[int, Section]


def _by_block(document: Document, plan: Plan) -> dict[int, list[Numbered]]:
    """For each block the sections that begin in it."""
    found: dict[int, list[Numbered]] = {}
    block = 0
    for numbered in sorted(enumerate(plan.sections), key=lambda item: item[1].span):
        while (
            block + 1 < len(document.blocks)
            and document.blocks[block].span.end <= numbered[1].span.start
        ):
            block += 1
        found.setdefault(block, []).append(numbered)
    return found


def _block(
    document: Document, block: Block, marker: Marker, sections: Sequence[Numbered], prefix: str
) -> Markup:
    anchors = Markup("").join(
        Markup('<span class="at" id="{}s{}"></span>').format(prefix, number)
        for number, _ in sections
    )
    if block.table is not None:
        return anchors + _table(document.tables[block.table], marker)
    words = marker.marked(block.span)
    depth = _heading(document, block, sections)
    tag = Markup(f"h{min(depth + 1, 6)}" if depth else "p")
    return Markup("<{}>{}{}</{}>").format(tag, anchors, words, tag)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def _heading(document: Document, block: Block, sections: Sequence[Numbered]) -> int:
    """How deep a heading the block is; 0 for a paragraph."""
    if len(sections) == 1:
        section = sections[0][1]
        printed, title = _bare(document.quote(block.span)), _bare(section.title)
        marks = len(printed) - len(_bare(section.number)) - len(title)
        if marks <= HEADING_MARKS and printed.rstrip("。：:").endswith(title.rstrip("。：:")):
            return section.depth
    return block.level or 1 if block.kind is BlockKind.HEADING else 0


def _table(table: Table, marker: Marker) -> Markup:
    rows = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(_cells(table, row, marker)))
        for row in range(table.rows)
    )
    return Markup(
        '<div class="scroll" tabindex="0"><table class="printed">{}</table></div>'
    ).format(rows)


def _cells(table: Table, row: int, marker: Marker) -> Iterator[Markup]:
    for cell in table.row(row):
        yield Markup("<td{}{}>{}</td>").format(
            Markup(f' rowspan="{cell.rowspan}"') if cell.rowspan > 1 else "",
            Markup(f' colspan="{cell.colspan}"') if cell.colspan > 1 else "",
            marker.marked(Span(cell.span.start, cell.span.end)),
        )
