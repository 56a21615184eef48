"""The verdicts of a knowledge base, ``reviews.csv``: all ever given, in a stable order."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from policycascade.model import Review
from policycascade.review.fields import FIELDS, field
from policycascade.review.keys import LINKED
from policycascade.review.tables import guarded
from policycascade.review.words import head, word

#: Every field that can be corrected of anything, each once.
_FIELDS = tuple(dict.fromkeys(one.name for fields in FIELDS.values() for one in fields))
COLUMNS = (
    "key",
    "kind",
    "plan",
    "quote",
    "lower_plan",
    "lower_quote",
    "found",
    "verdict",
    *(f"corrected_{name}" for name in _FIELDS),
    "reviewer",
    "day",
    "note",
)


def content(review: Review) -> Sequence[object]:
    """What makes a verdict another one: not where its words stand, nor what it was applied to."""
    changes = sorted(review.corrections.items())
    return (review.verdict, changes, review.reviewer, review.day, review.note)


def merged(filed: Iterable[Review], given: Iterable[Review]) -> tuple[Review, ...]:
    """All verdicts, each once, by plan, kind and words; of one thing oldest first."""
    known: dict[str, Review] = {}
    for review in (*filed, *given):
        known.setdefault(repr((review.key, *content(review))), review)
    return tuple(sorted(known.values(), key=lambda r: (r.plans, r.kind, r.quotes, r.key, r.day)))


def revised(filed: Iterable[Review], review: Review) -> tuple[Review, ...]:
    """All verdicts with one more; what the same person said of it that day was a slip."""
    return merged(withdrawn(filed, review.key, review.reviewer, review.day), [review])


def withdrawn(filed: Iterable[Review], key: str, reviewer: str, day: date) -> tuple[Review, ...]:
    """All verdicts but those that a person gave on one thing on one day."""
    return tuple(one for one in filed if (one.key, one.reviewer, one.day) != (key, reviewer, day))


def latest(reviews: Iterable[Review]) -> dict[str, Review]:
    """The newest verdict on each thing, the last of equals."""
    found: dict[str, Review] = {}
    for review in reviews:
        known = found.get(review.key)
        if known is None or review.day >= known.day:
            found[review.key] = review
    return found


def to_csv(reviews: Iterable[Review]) -> str:
    """Write verdicts as CSV (RFC 4180) that spreadsheets read right: BOM, and no formulas."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([head(name, "zh") for name in COLUMNS])
    for review in reviews:
        cells = _cells(review)
        writer.writerow([guarded(cells.get(name, "")) for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def _cells(review: Review) -> dict[str, str]:
    is_link = review.kind in LINKED.values()
    known = ((field(review.kind, name), kept) for name, kept in review.corrections.items())
    return {
        "key": review.key,
        "kind": word("sheets", review.kind, "zh"),
        "plan": review.plans[0],
        "quote": review.quotes[0],
        "lower_plan": review.plans[1] if is_link else "",
        "lower_quote": review.quotes[1] if is_link else "",
        "found": word("relation", review.found, "zh") if is_link else review.found,
        "verdict": word("verdict", review.verdict, "zh"),
        "reviewer": review.reviewer,
        "day": review.day.isoformat(),
        "note": review.note,
        **{
            f"corrected_{one.name}": one.show_correction(kept, "zh")
            for one, kept in known
            if one is not None
        },
    }
