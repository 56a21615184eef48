"""How sure a fact can be: no surer than the page it was read from by OCR."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import TypeVar

from policycascade.model import Document, Doubt, Plan, Record, Span

R = TypeVar("R", bound=Record)


def weigh(plan: Plan, document: Document) -> Plan:
    """Multiply the confidence of every fact by that of the page it stands on."""
    from policycascade.loaders.ocr import read_confidences

    pages = read_confidences(document.metadata)
    if not pages:
        return plan
    return dataclasses.replace(
        plan,
        tasks=_weighed(plan.tasks, document, pages),
        citations=_weighed(plan.citations, document, pages),
        programmes=_weighed(plan.programmes, document, pages),
        targets=_weighed(plan.targets, document, pages),
        outturns=_weighed(plan.outturns, document, pages),
        doubts=tuple(_weighed_doubt(doubt, document, pages) for doubt in plan.doubts),
    )


def _weighed(records: Iterable[R], document: Document, pages: Mapping[int, float]) -> tuple[R, ...]:
    return tuple(
        dataclasses.replace(
            record,
            confidence=round(record.confidence * _sure(record.evidence.span, document, pages), 3),
        )
        for record in records
    )


def _weighed_doubt(doubt: Doubt, document: Document, pages: Mapping[int, float]) -> Doubt:
    sure = min([_sure(side.span, document, pages) for side in doubt.sides] or [1.0])
    return dataclasses.replace(doubt, confidence=round(doubt.confidence * sure, 3))


def _sure(span: Span, document: Document, pages: Mapping[int, float]) -> float:
    """The least confidence of the pages that a span touches; 1 for pages with a text layer."""
    first = bisect_right(document.segments, span.start, key=lambda segment: segment.start) - 1
    touched = set()
    for segment in document.segments[max(first, 0) :]:
        if segment.start >= span.end:
            break
        touched.add(segment.page)
    return min([pages.get(page, 1.0) for page in touched if page is not None] or [1.0])
