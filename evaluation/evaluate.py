"""Whole annotation files against what the program finds: the door of this room.

How plans are read and compared is handed in, so that this room knows no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policycascade.errors import AnnotationError
from policycascade.evaluation.agreement import Agreement, on_ends, on_records
from policycascade.evaluation.annotations import (
    FACT_KINDS,
    LINK_KINDS,
    CascadeAnnotation,
    PlanAnnotation,
    Row,
)
from policycascade.evaluation.compare import normal, places
from policycascade.evaluation.scores import (
    Score,
    score_links,
    score_lone,
    score_records,
)

#: Front-matter fields that are checked, besides region code and period.
PLAN_FIELDS = ("title", "level", "issuer", "doc_number", "issued")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """The scores of one annotation file.

    Attributes:
        plan: front-matter field → whether it is right (empty for a cascade).
        front: front-matter field → what is annotated and what was found, where they differ.
        agreement: per kind; of a cascade per kind and end, with κ of the relation.
    """

    file: str
    scores: tuple[Score, ...]
    plan: Mapping[str, bool]
    front: Mapping[str, tuple[str, str]] = field(default_factory=dict)
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
        agreement.append(on_records(kind, gold.kinds[kind], found, gold.text))
    pairs = _front_matter(gold.plan, facts["plan"])
    return Evaluation(
        file=gold.file.name,
        scores=tuple(scores),
        plan={name: normal(one) == normal(other) for name, (one, other) in pairs.items()},
        front={name: pair for name, pair in pairs.items() if normal(pair[0]) != normal(pair[1])},
        agreement=tuple(agreement),
    )


def _in_scope(row: Row, gold: PlanAnnotation) -> bool:
    if gold.scope is None:
        return True
    start, end = gold.scope
    return any(start <= at < end for at, _ in places(gold.text, row.get("quote")))


def _front_matter(wanted: Row, found: Row) -> dict[str, tuple[str, str]]:
    """Each annotated field of the front matter, as annotated and as found."""
    region: Mapping[str, Any] = found.get("region") or {}
    given = {name: found.get(name) for name in PLAN_FIELDS}
    given |= {"region_code": found.get("region_code") or region.get("code")}
    given |= {"period": found.get("period")}
    return {
        name: (_shown(wanted[name]), _shown(value))
        for name, value in given.items()
        if name in wanted
    }


def _shown(value: object) -> str:
    if isinstance(value, list | tuple):
        return "–".join(map(str, value))
    return "" if value is None else str(value)


def evaluate_cascade(gold: CascadeAnnotation, link: Callable[[Path, Path], Row]) -> Evaluation:
    """Score what ``link`` (upper, lower → a cascade of schema 1) finds between two plans."""
    found = link(gold.upper, gold.lower)
    texts = {"upper": gold.upper_text, "lower": gold.lower_text}
    scores, agreement = [], []
    for kind in LINK_KINDS:
        if kind not in gold.kinds:
            continue
        rows = gold.kinds[kind]
        scores.append(score_links(kind, rows, found[kind], gold.upper_text, gold.lower_text))
        scores.append(score_lone(kind, "dropped", rows, found[kind], gold.upper_text))
        scores.append(score_lone(kind, "local", rows, found[kind], gold.lower_text))
        agreement += [on_ends(kind, rows, found[kind], side, texts) for side in texts]
    return Evaluation(
        file=gold.file.name, scores=tuple(scores), plan={}, agreement=tuple(agreement)
    )


def compare_annotations(
    one: PlanAnnotation | CascadeAnnotation, other: PlanAnnotation | CascadeAnnotation
) -> Evaluation:
    """Score a second annotator's file against a first one's, as if a program had found it.

    Raises:
        AnnotationError: if the two are not of the same texts.
    """
    same = _sources(one) == _sources(other)
    if same and isinstance(one, PlanAnnotation) and isinstance(other, PlanAnnotation):
        none: dict[str, tuple[Row, ...]] = dict.fromkeys(FACT_KINDS, ())
        rows: Row = {"plan": other.plan, **none, **other.kinds}
        return evaluate_plan(one, lambda source: rows)
    if same and isinstance(one, CascadeAnnotation) and isinstance(other, CascadeAnnotation):
        links = {kind: list(map(_as_found, other.kinds.get(kind, ()))) for kind in LINK_KINDS}
        return evaluate_cascade(one, lambda upper, lower: links)
    raise AnnotationError(
        other.file, f"与 {one.file} 标注的不是同一份原文 (annotates another text than {one.file})"
    )


def _sources(of: PlanAnnotation | CascadeAnnotation) -> tuple[Path, ...]:
    return (of.source,) if isinstance(of, PlanAnnotation) else (of.upper, of.lower)


def _as_found(row: Row) -> Row:
    """An annotated link in the form of schema 1."""
    ends = {
        side: {"quote": row.get(f"{side}_quote"), "title": row.get(f"{side}_title")}
        for side in ("upper", "lower")
        if row.get(f"{side}_quote") or row.get(f"{side}_title")
    }
    return {"upper": None, "lower": None} | dict(row) | ends
