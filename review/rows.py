"""What a reviewer is shown: a row for every fact and every link, before any file format."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from policycascade.model import (
    Citation,
    Corpus,
    Derivation,
    Doubt,
    Figure,
    Link,
    Method,
    Plan,
    Programme,
    Relation,
    Review,
    Task,
)
from policycascade.review.docket import sort_out
from policycascade.review.documents import Names, is_about, names_of
from policycascade.review.fields import FIELDS
from policycascade.review.keys import LINKED, PLAN_LINK, Entry, Register, ends_of, name_of
from policycascade.review.links import Decision, called
from policycascade.review.words import word

_JUDGED = ("confidence", "method", "verdict")
_SIGNED = ("reviewer", "day", "note")
_LINK = (
    "key",
    "upper_plan",
    "lower_plan",
    "name",
    "relation",
    "upper_quote",
    "lower_quote",
    "nearest",
    "reasons",
)


def _columns(kind: str) -> tuple[str, ...]:
    fields = tuple(one.name for one in FIELDS[kind])
    corrected = tuple(f"corrected_{name}" for name in fields)
    if kind in LINKED.values():
        left_out = ("name", "upper_quote", "nearest") if kind == PLAN_LINK else ()
        shown = tuple(name for name in _LINK if name not in left_out)
        return (*shown, *_JUDGED, *corrected, *_SIGNED)
    shown = {"citation": ("name", *fields), "doubt": ("found",)}.get(kind, fields)
    return ("key", "plan", "section", *shown, "quote", *_JUDGED, *corrected, *_SIGNED)


#: Kind → the columns of its sheet.
COLUMNS: Mapping[str, tuple[str, ...]] = {kind: _columns(kind) for kind in FIELDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One fact or link as it is shown, with the verdict on it, if there is one.

    Attributes:
        found: what was found, as it goes into a review; of a link its relation.
        confidence: what the program gave it; none for a link that is no longer found.
        cells: what is shown, by column.
        nearest: of a missing end, key and words of the candidate that came nearest.
    """

    key: str
    kind: str
    plans: tuple[str, ...]
    quotes: tuple[str, ...]
    found: str
    confidence: float | None
    cells: Mapping[str, str]
    review: Review | None = None
    nearest: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything there is to review.

    Attributes:
        register: the facts as they were read, without any verdict.
        corpus: how they are linked, with every verdict applied.
        reviews: every verdict, in the order in which they were given.
    """

    register: Register
    corpus: Corpus
    reviews: tuple[Review, ...] = ()


def rows_of(shown: Shown, lang: str) -> list[Row]:
    """A row for each fact and link; what nobody judged first, then what is least sure."""
    docket = sort_out(shown.register, shown.reviews)
    judged = {entry.key: review for review, entry in docket.facts}
    rows = [_fact_row(one, judged.get(one.key), lang) for one in shown.register.entries.values()]
    rows += _link_rows(shown, docket.links, lang)
    rows += _document_rows(shown, docket.documents, lang)
    return sorted(rows, key=_order)


def _order(row: Row) -> tuple[int, bool, bool, float]:
    undecided = row.found == Relation.UNDECIDED.value
    sure = 1.0 if row.confidence is None else row.confidence
    return list(FIELDS).index(row.kind), row.review is not None, not undecided, sure


def _fact_row(entry: Entry, review: Review | None, lang: str) -> Row:
    fact = entry.facts[0]
    shown = {one.name: one.show(getattr(fact, one.attribute), lang) for one in FIELDS[entry.kind]}
    if isinstance(fact, Citation):
        shown["name"] = fact.title
    if isinstance(fact, Doubt):
        shown["found"] = fact.note.get(lang)
        section = fact.sides[0].section
    else:
        section = fact.evidence.section
    return Row(
        key=entry.key,
        kind=entry.kind,
        plans=(name_of(entry.plan),),
        quotes=(entry.quote,),
        found=" ".join(filter(None, shown.values())),
        confidence=fact.confidence,
        cells={
            "plan": name_of(entry.plan),
            "section": "/".join(section),
            "quote": entry.quote,
            "method": "" if isinstance(fact, Doubt) else fact.method,
            **shown,
        },
        review=review,
    )


# ---------------------------------------------------------------- links


def _link_rows(shown: Shown, decisions: Sequence[Decision], lang: str) -> Iterator[Row]:
    """The links as they stand, then those that a verdict took out.

    What became dropped or local because its link was rejected is that verdict's consequence and
    no row of its own.
    """
    seen: set[str] = set()
    for cascade in shown.corpus.cascades:
        pair = (cascade.upper, cascade.lower)
        here = [d for d in decisions if (d.upper_plan, d.lower_plan) == pair]
        for link in cascade.links:
            review = next((d.review for d in reversed(here) if d.is_about(link)), None)
            gap = link.relation in (Relation.DROPPED, Relation.LOCAL)
            if review is None and gap and link.method is Method.REVIEWED:
                continue
            plans = (shown.corpus.plan(cascade.upper), shown.corpus.plan(cascade.lower))
            seen.add(review.key if review else "")
            yield _link_row(shown.register, link, plans, review, lang)
    for decision in decisions:
        if decision.review.key not in seen:
            yield _gone_row(shown.register, decision.review, lang)


def _link_row(
    register: Register, link: Link, plans: tuple[Plan, Plan], review: Review | None, lang: str
) -> Row:
    key = register.link_key(link, *plans)
    quotes = [
        register.entries[end].quote if end in register.entries else "" for end in ends_of(key)
    ]
    nearest = None
    if link.nearest is not None and link.nearest.record in register.keys:
        near = register.keys[link.nearest.record]
        nearest = (near, register.entries[near].quote)
    why = link.why.get(lang) if link.why else ""
    found = review.found if review else link.relation.value
    return Row(
        key=key,
        kind=LINKED[link.kind],
        plans=(name_of(plans[0]), name_of(plans[1])),
        quotes=(quotes[0], quotes[1]),
        found=found,
        confidence=link.confidence,
        cells={
            "upper_plan": name_of(plans[0]),
            "lower_plan": name_of(plans[1]),
            "name": link.name,
            "relation": word("relation", found, lang),
            "upper_quote": quotes[0],
            "lower_quote": quotes[1],
            "nearest": nearest[1] if nearest else "",
            "reasons": "\n".join(
                filter(None, [why, *(r.sentence.get(lang) for r in link.reasons)])
            ),
            "method": word("method", link.method, lang),
        },
        review=review,
        nearest=nearest,
    )


def _document_rows(shown: Shown, decisions: Sequence[Decision], lang: str) -> Iterator[Row]:
    """The links between documents as they stand, then those that a verdict took out."""
    names = names_of(shown.corpus.plans, shown.corpus.stubs)
    seen: set[str] = set()
    for derivation in shown.corpus.derivations:
        about = [one.review for one in decisions if is_about(one, derivation, names)]
        seen |= {review.key for review in about}
        yield _document_row(derivation, names, about[-1] if about else None, lang)
    for decision in decisions:
        if decision.review.key not in seen:
            yield _gone_row(shown.register, decision.review, lang)


def _document_row(derivation: Derivation, names: Names, review: Review | None, lang: str) -> Row:
    (upper, upper_name), (lower, lower_name) = names[derivation.upper], names[derivation.lower]
    quote = "\n".join(dict.fromkeys(proof.quote for proof in derivation.evidence))
    found = review.found if review else derivation.relation.value
    return Row(
        key=f"{upper}~{lower}",
        kind=PLAN_LINK,
        plans=(upper_name, lower_name),
        quotes=("", quote),
        found=found,
        confidence=derivation.confidence,
        cells={
            "upper_plan": upper_name,
            "lower_plan": lower_name,
            "relation": word("relation", found, lang),
            "lower_quote": quote,
            "reasons": "\n".join(reason.sentence.get(lang) for reason in derivation.reasons),
            "method": word("method", derivation.method, lang),
        },
        review=review,
    )


def _gone_row(register: Register, review: Review, lang: str) -> Row:
    """A link that a verdict took out, as the review remembers it."""
    ends = [register.entries[end] for end in ends_of(review.key) if end in register.entries]
    first = ends[0].facts[0] if ends else None
    return Row(
        key=review.key,
        kind=review.kind,
        plans=review.plans,
        quotes=review.quotes,
        found=review.found,
        confidence=None,
        cells={
            "upper_plan": review.plans[0],
            "lower_plan": review.plans[1],
            "name": called(first) if isinstance(first, Figure | Programme | Task) else "",
            "relation": word("relation", review.found, lang),
            "upper_quote": review.quotes[0],
            "lower_quote": review.quotes[1],
        },
        review=review,
    )
