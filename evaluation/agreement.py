"""How far two readings agree: on passages by F1, on labels by Cohen's κ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from policycascade.evaluation.annotations import Row
from policycascade.evaluation.compare import Places, overlap, places
from policycascade.evaluation.scores import ATTRIBUTES, place_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two readings agree on a kind of record, or on one end of the links of a kind.

    Attributes:
        kappa: Cohen's κ of each label over what both judged; ``None`` where undefined.
        exact, overlapping: F1 of the passages.
    """

    kind: str
    exact: float
    overlapping: float
    kappa: Mapping[str, float | None]


def on_records(kind: str, one: Sequence[Row], other: Sequence[Row], text: str) -> Agreement:
    """Agreement on the records of a kind: where they stand, and their labels."""
    spots: list[Places] = [places(text, row.get("quote")) for row in other]
    both = []
    for row in one:
        place = places(text, row.get("quote"))
        partner = next((j for j, spot in enumerate(spots) if overlap(place, spot)), None)
        if partner is not None:
            both.append((row, other[partner]))
    labels = [name for name in ATTRIBUTES[kind] if name not in ("year_to", "unit", "indicator")]
    return Agreement(
        kind=kind,
        exact=span_f1(one, other, text, exact=True),
        overlapping=span_f1(one, other, text, exact=False),
        kappa={name: kappa([(a.get(name), b.get(name)) for a, b in both]) for name in labels},
    )


def on_ends(
    kind: str, one: Sequence[Row], other: Sequence[Row], side: str, texts: Mapping[str, str]
) -> Agreement:
    """Agreement on the elements of one plan: which are spoken of, and what became of each."""
    mine, yours = ([_end(row, side) for row in rows] for rows in (one, other))
    a, b = ([row for row in rows if row["quote"]] for rows in (mine, yours))
    spots = [(places(texts[side], row["quote"]), row["relation"]) for row in b]
    labels = []
    for row in a:
        place = places(texts[side], row["quote"])
        met = [relation for spot, relation in spots if overlap(place, spot)]
        if met:
            labels.append((row["relation"], row["relation"] if row["relation"] in met else met[0]))
    return Agreement(
        kind=f"{kind} {side}",
        exact=span_f1(a, b, texts[side], exact=True),
        overlapping=span_f1(a, b, texts[side], exact=False),
        kappa={"relation": kappa(labels)},
    )


def _end(row: Row, side: str) -> dict[str, str | None]:
    """One end of a link as annotated (``upper_quote``, ``upper_title``) or as found."""
    end: Mapping[str, Any] = row.get(side) or {}
    quote = row.get(f"{side}_quote") or end.get("quote") or row.get(f"{side}_title")
    return {"quote": quote, "relation": row["relation"]}


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen's κ of two readers' labels; ``None`` without labels or where chance explains all.

    Source: Cohen 1960, Educational and Psychological Measurement 20:37-46.

    >>> kappa([("a", "a"), ("a", "a"), ("b", "b"), ("a", "b")])
    0.5
    """
    if not pairs:
        return None
    total = len(pairs)
    observed = sum(a == b for a, b in pairs) / total
    left, right = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(left[label] * right[label] for label in left) / total**2
    return None if chance == 1 else (observed - chance) / (1 - chance)


def span_f1(one: Sequence[Row], other: Sequence[Row], text: str, exact: bool) -> float:
    """F1 of two readers' passages: equal places where ``exact``, else overlapping ones."""
    a, b = [place_of(row, text) for row in one], [place_of(row, text) for row in other]

    def met(place: Places, among: Sequence[Places]) -> bool:
        if exact:
            return any(set(place) & set(candidate) for candidate in among)
        return any(overlap(place, candidate) for candidate in among)

    if not a and not b:
        return 1.0
    recall = sum(met(place, b) for place in a) / len(a) if a else 0.0
    precision = sum(met(place, a) for place in b) / len(b) if b else 0.0
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
