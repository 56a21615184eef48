"""Lost, doubled and missing words: where the printed text itself is at fault."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from policycascade.extract.clauses import clause_end, clause_start
from policycascade.extract.quantities import half_width
from policycascade.extract.words import alternation, words
from policycascade.model import Document, Doubt, Evidence, Plan, Section, Words, make_id
from policycascade.ontology.indicators import find_indicator

#: At most these many places are shown of one lapse that a text repeats.
MOST_PLACES = 8

_RUN_TOGETHER = re.compile(r"\d+(?:\.\d+)?%(?:[ \u3000]?\d+(?:\.\d+)?%)+")
_BROKEN = re.compile(r"\ufffd+|□{2,}|\?{3,}")
#: Characters of its clause shown on either side of a lapse.
_AROUND = 12
_TWICE = re.compile(r"^(.{4,})\1$")


def find_lapses(document: Document, plan: Plan) -> Iterator[Doubt]:
    """Find lost, doubled and missing words."""
    yield from _lost_scope(plan)
    yield from _run_together(document, plan)
    yield from _broken(document)
    yield from _twice(document, plan)
    yield from _missing(document, plan)


def make_doubt(kind: str, sides: Sequence[Evidence], zh: str, en: str, confidence: float) -> Doubt:
    """Make a doubt; its identifier comes from its kind and the words of its sides."""
    return Doubt(
        id=make_id("doubt", kind, *("".join(side.quote.split()) for side in sides)),
        kind=kind,
        sides=tuple(sides),
        note=Words(zh=zh, en=en),
        confidence=confidence,
    )


def _around(document: Document, match: re.Match[str], section: tuple[str, ...] = ()) -> Evidence:
    """A match with a little of its clause on either side."""
    text = document.text
    start = clause_start(text, match.start(), max(0, match.start() - _AROUND))
    end = clause_end(text, match.end(), min(len(text), match.end() + _AROUND), enumeration=False)
    return document.evidence(start, end, section)


def _lost_scope(plan: Plan) -> Iterator[Doubt]:
    """全基本养老保险参保率: behind 全 a 区, 市 or 县 was lost."""
    sides = [
        figure.evidence
        for figure in (*plan.outturns, *plan.targets)
        if figure.indicator_raw.startswith("全")
        and find_indicator(figure.indicator_raw[1:]).known
        and figure.evidence.quote.startswith(figure.indicator_raw[:2])
    ]
    if sides:
        yield make_doubt(
            "lost_characters",
            sides[:MOST_PLACES],
            f"“全”字之后似缺“区/市/县”等字（如“{sides[0].quote}”），仅读出的指标中就有{len(sides)}处。",
            f"A character such as “区” seems lost behind “全” (“{sides[0].quote}”), "
            f"{len(sides)} times among the figures read.",
            0.8,
        )


def _run_together(document: Document, plan: Plan) -> Iterator[Doubt]:
    """60%99%65%96%以上: the marks between figures were lost."""
    for match in _RUN_TOGETHER.finditer(half_width(document.text)):
        side = _around(document, match, _path(plan, match.start()))
        yield make_doubt(
            "lost_characters",
            [side],
            f"几个数连写，缺少顿号：“{side.quote}”。",
            f"Several figures run together without marks: “{side.quote}”.",
            0.9,
        )


def _broken(document: Document) -> Iterator[Doubt]:
    """Replacement characters: the text was garbled before it was loaded."""
    sides = [_around(document, match) for match in _BROKEN.finditer(document.text)]
    if sides:
        yield make_doubt(
            "lost_characters",
            sides[:MOST_PLACES],
            f"有{len(sides)}处乱码。",
            f"Garbled characters in {len(sides)} places.",
            0.9,
        )


def _twice(document: Document, plan: Plan) -> Iterator[Doubt]:
    """A heading printed twice over."""
    for section in plan.sections:
        if _TWICE.match(section.title):
            yield make_doubt(
                "duplicated_text",
                [_heading(document, section)],
                f"标题重复印了两遍：“{section.title}”。",
                f"The heading is printed twice over: “{section.title}”.",
                0.9,
            )


@functools.cache
def _announces() -> re.Pattern[str]:
    return re.compile(alternation(words("doubts")["announces"]))


def _missing(document: Document, plan: Plan) -> Iterator[Doubt]:
    """A chapter that announces indicators and has neither a section nor a table of them."""
    for section in plan.sections:
        if not _announces().search(section.title):
            continue
        inner = [s for s in plan.sections if s is not section and s.span in section.span]
        held = any(_announces().search(s.title) for s in inner) or any(
            table.span in section.span for table in document.tables
        )
        if not held and (inner or _is_empty(document, section)):
            title = section.title.replace("“", "‘").replace("”", "’")
            yield make_doubt(
                "missing_text",
                [_heading(document, section)],
                f"标题“{title}”预告了指标，其下却没有指标表，疑有缺失。",
                f"The heading “{title}” announces indicators, but no table follows: probably lost.",
                0.7,
            )


def _is_empty(document: Document, section: Section) -> bool:
    body = document.quote(section.span).strip()
    return len(body) <= len(section.number) + len(section.title) + 4


def _heading(document: Document, section: Section) -> Evidence:
    start = section.span.start
    line = document.text.find("\n", start, section.span.end)
    end = line if line >= 0 else section.span.end
    at = document.text.find(section.title, start, end)
    return document.evidence(start, at + len(section.title) if at >= 0 else end, section.path)


def _path(plan: Plan, offset: int) -> tuple[str, ...]:
    inner = [s for s in plan.sections if s.span.start <= offset < s.span.end]
    return max(inner, key=lambda s: s.depth).path if inner else ()
