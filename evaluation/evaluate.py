"""Whole annotation files against what the program finds: the door of this room.

How plans are read and compared is handed in, so that this room knows no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from policycascade.evaluation.annotations import (
    FACT_KINDS,
    LINK_KINDS,
    CascadeAnnotation,
    PlanAnnotation,
    Row,
)
from policycascade.evaluation.compare import Places, normal, overlap, places
from policycascade.evaluation.scores import (
    ATTRIBUTES,
    Score,
    kappa,
    score_links,
    score_lone,
    score_records,
    span_f1,
)

#: Front-matter fields that are checked, besides region code and period.
PLAN_FIELDS = ("title", "level", "issuer", "doc_number", "issued")


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two readings of one plan agree on a kind of record.

    Attributes:
        kappa: Cohen's κ of each label over the records both found; ``None`` where undefined.
        exact, overlapping: F1 of the passages.
    """

    kind: str
    exact: float
    overlapping: float
    kappa: Mapping[str, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The scores of one annotation file.

    Attributes:
        plan: front-matter field → whether it is right (empty for a cascade).
        agreement: per kind (empty for a cascade).
    """

    file: str
    scores: tuple[Score, ...]
    plan: Mapping[str, bool]
    agreement: tuple[Agreement, ...] = ()


def evaluate_plan(gold: PlanAnnotation, read: Callable[[Path], Row]) -> Evaluation:
    """Score the facts that ``read`` (source → an entry of ``documents``) finds in a plan."""
    facts = read(gold.source)
    scores, agreement = [], []
    for kind in FACT_KINDS:
        if kind not in gold.kinds:
            continue
        found = [row for row in facts[kind] if _in_scope(row, gold)]
        scores.append(score_records(kind, gold.kinds[kind], found, gold.text))
        agreement.append(_agreement(kind, gold.kinds[kind], found, gold.text))
    return Evaluation(
        file=gold.file.name,
        scores=tuple(scores),
        plan=_front_matter(gold.plan, facts["plan"]),
        agreement=tuple(agreement),
    )


def _in_scope(row: Row, gold: PlanAnnotation) -> bool:
    if gold.scope is None:
        return True
    start, end = gold.scope
    return any(start <= at < end for at, _ in places(gold.text, row.get("quote")))


def _front_matter(wanted: Row, found: Row) -> dict[str, bool]:
    right = {
        field: normal(str(wanted[field])) == normal(str(found.get(field)))
        for field in PLAN_FIELDS
        if field in wanted
    }
    if "region_code" in wanted:
        region: Mapping[str, Any] = found.get("region") or {}
        right["region_code"] = wanted["region_code"] == region.get("code")
    if "period" in wanted:
        right["period"] = list(wanted["period"] or ()) == list(found.get("period") or ())
    return right


def _agreement(kind: str, one: tuple[Row, ...], other: list[Row], text: str) -> Agreement:
    spots: list[Places] = [places(text, row.get("quote")) for row in other]
    both = []
    for row in one:
        place = places(text, row.get("quote"))
        partner = next((j for j, spot in enumerate(spots) if overlap(place, spot)), None)
        if partner is not None:
            both.append((row, other[partner]))
    labels = [name for name in ATTRIBUTES[kind] if name not in ("year_to", "unit")]
    return Agreement(
        kind=kind,
        exact=span_f1(one, other, text, exact=True),
        overlapping=span_f1(one, other, text, exact=False),
        kappa={name: kappa([(a.get(name), b.get(name)) for a, b in both]) for name in labels},
    )


def evaluate_cascade(gold: CascadeAnnotation, link: Callable[[Path, Path], Row]) -> Evaluation:
    """Score what ``link`` (upper, lower → a cascade of schema 1) finds between two plans."""
    found = link(gold.upper, gold.lower)
    scores = []
    for kind in LINK_KINDS:
        if kind not in gold.kinds:
            continue
        rows = gold.kinds[kind]
        scores.append(score_links(kind, rows, found[kind], gold.upper_text, gold.lower_text))
        scores.append(score_lone(kind, "dropped", rows, found[kind], gold.upper_text))
        scores.append(score_lone(kind, "local", rows, found[kind], gold.lower_text))
    return Evaluation(file=gold.file.name, scores=tuple(scores), plan={})
