"""A figure on its way to a record: all that is known of it before it is a target or an outturn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from policycascade.extract.timing import Tense
from policycascade.model import (
    Baseline,
    Basis,
    Document,
    Indicator,
    Nature,
    Op,
    Outturn,
    Place,
    Target,
    Wording,
    make_id,
)

_R = TypeVar("_R", Target, Outturn)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The fields of ``Figure``, with offsets of the document in place of evidence."""

    tense: Tense
    start: int
    end: int
    section: tuple[str, ...]
    indicator: Indicator
    printed: str
    op: Op
    value: Decimal | None
    unit: str | None
    value_raw: str
    basis: Basis
    year_from: int | None
    year_to: int | None
    method: str
    confidence: float
    nature: Nature | None = None
    baseline: Baseline | None = None
    relative_to: str | None = None
    wording: Wording | None = None
    place: Place = Place.TEXT
    value_to: Decimal | None = None


def finish(
    document: Document, drafts: Iterable[Draft]
) -> tuple[tuple[Target, ...], tuple[Outturn, ...]]:
    """Make records of drafts, in document order, with identifiers made of their content."""
    targets: list[Target] = []
    outturns: list[Outturn] = []
    seen: Counter[tuple[object, ...]] = Counter()
    for draft in sorted(drafts, key=lambda d: (d.start, d.end, d.indicator.canonical)):
        if draft.tense is Tense.FUTURE:
            targets.append(_record(Target, "target", document, draft, seen))
        else:
            outturns.append(_record(Outturn, "outturn", document, draft, seen))
    return tuple(targets), tuple(outturns)


def _record(
    record: type[_R], kind: str, document: Document, draft: Draft, seen: Counter[tuple[object, ...]]
) -> _R:
    evidence = document.evidence(draft.start, draft.end, draft.section)
    canonical = draft.indicator.canonical
    content = (kind, _SPACE.sub("", evidence.quote), canonical, draft.value, draft.relative_to)
    seen[content] += 1
    return record(
        id=make_id(*content, seen[content]),
        evidence=evidence,
        confidence=draft.confidence,
        method=draft.method,
        indicator=canonical,
        indicator_raw=draft.printed,
        op=draft.op,
        value=draft.value,
        unit=draft.unit,
        value_raw=draft.value_raw,
        basis=draft.basis,
        year_from=draft.year_from,
        year_to=draft.year_to,
        nature=draft.nature,
        baseline=draft.baseline,
        relative_to=draft.relative_to,
        wording=draft.wording,
        place=draft.place,
        value_to=draft.value_to,
    )
