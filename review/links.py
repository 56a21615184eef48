"""Verdicts put on the links between two plans, before measures and findings are taken of them.

Among links of its kind a verdict changes what it is about and nothing else: a rejected pair is
taken out, and an end that nothing else links becomes dropped or local; an accepted or corrected
pair is linked whether or not it was found again. Tasks are linked after targets and programmes are
settled, since those they share speak for them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policycascade.model import (
    ElementKind,
    End,
    Figure,
    Link,
    Method,
    Plan,
    Programme,
    Reason,
    Relation,
    Review,
    Task,
    Verdict,
    Words,
    make_id,
)
from policycascade.review.facts import SURE
from policycascade.review.keys import LINKED
from policycascade.review.parts import is_gap, recounted
from policycascade.review.words import word

#: Relations that say how the figures of two targets compare.
_COMPARED = (Relation.SAME, Relation.STRICTER, Relation.LOOSER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A verdict on a link, its ends found in the plans at hand.

    Attributes:
        upper, lower: ids of the records at each end, any of which may stand for the element; none
            where the link has no such end.
    """

    review: Review
    upper_plan: str
    lower_plan: str
    upper: frozenset[str]
    lower: frozenset[str]

    @property
    def relation(self) -> Relation:
        """The relation that the verdict lets stand."""
        return Relation(self.review.corrections.get("relation", self.review.found))

    def is_about(self, link: Link) -> bool:
        """Whether the verdict is on this link of its two plans."""
        ends = ((link.upper, self.upper), (link.lower, self.lower))
        return LINKED[link.kind] == self.review.kind and all(
            bool(ids & _places(end, link)) if end is not None else not ids for end, ids in ends
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a decision.

    Attributes:
        link: id of the link it was put on.
        found: the relation that was found between the ends, if one was.
        since: what was judged to be missing has been linked since, so that nothing was done.
    """

    link: str
    found: Relation | None = None
    since: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """One end that links join: the record that stands for it, and its other places."""

    end: End
    also: tuple[End, ...]

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all its records."""
        return frozenset(end.record for end in (self.end, *self.also))


def _elements(links: Iterable[Link], place: int) -> list[Element]:
    """The elements at one end (0 the upper) of links; each is in some link, be it as missing."""
    found: dict[str, Element] = {}
    for link in links:
        end = (link.upper, link.lower)[place]
        if end is not None:
            also = tuple(other for other in link.also if other.plan == end.plan)
            found.setdefault(end.record, Element(end, also))
    return list(found.values())


def _among(found: Iterable[Element], ids: frozenset[str]) -> Element | None:
    """The element that has one of these records."""
    return next((element for element in found if element.ids & ids), None)


def settle(
    decisions: Sequence[Decision], upper: Plan, lower: Plan, links: Sequence[Link]
) -> tuple[Sequence[Link], dict[int, Outcome]]:
    """Put decisions, oldest first, on the links of one kind between two plans.

    Returns:
        the links as settled, and by its place what became of each decision whose ends are here.
    """
    table = _Table(upper, lower, links)
    outcomes = {}
    for place, decision in enumerate(decisions):
        here = (decision.upper_plan, decision.lower_plan) == (upper.id, lower.id)
        if here and links and LINKED[links[0].kind] == decision.review.kind:
            outcome = table.put(decision)
            if outcome is not None:
                outcomes[place] = outcome
    return (table.result(), outcomes) if outcomes else (links, outcomes)


class _Table:
    """The links of one kind between two plans while they are settled."""

    def __init__(self, upper: Plan, lower: Plan, links: Sequence[Link]) -> None:
        self.plans = (upper, lower)
        self.before = links
        self.links = list(links)
        self.sides = (_elements(links, 0), _elements(links, 1))
        self.unsaid: set[str] = set()

    def put(self, decision: Decision) -> Outcome | None:
        """Put one decision, if its ends are elements here."""
        ends = (_among(self.sides[0], decision.upper), _among(self.sides[1], decision.lower))
        if ends[0] is not None and ends[1] is not None:
            return self._pair(decision, ends[0], ends[1])
        one = ends[0] or ends[1]
        if one is None or (decision.upper and decision.lower):
            return None
        return self._gap(decision, one, Relation.DROPPED if ends[0] else Relation.LOCAL)

    def _pair(self, decision: Decision, upper: Element, lower: Element) -> Outcome:
        ends = {upper.end.record, lower.end.record}
        found = next((link for link in self.links if _ends(link) == ends), None)
        outcome = Outcome(
            link=make_id("link", upper.end.record, lower.end.record),
            found=found.relation if found else None,
        )
        if decision.review.verdict is Verdict.REJECT:
            self.links = [link for link in self.links if link is not found]
            return outcome
        made = self._settled(decision, found or self._fresh(upper, lower))
        if found is not None:
            self.links[self.links.index(found)] = made
        else:
            self.links.append(made)
        self.links = [link for link in self.links if not (is_gap(link) and _ends(link) <= ends)]
        return outcome

    def _gap(self, decision: Decision, element: Element, relation: Relation) -> Outcome:
        record = element.end.record
        gap = next((k for k in self.links if is_gap(k) and _ends(k) == {record}), None)
        lacking = self.plans[1 if relation is Relation.DROPPED else 0].id
        outcome = Outcome(link=make_id("link", relation.value, record, lacking), since=gap is None)
        if gap is None:
            return outcome
        if decision.review.verdict is Verdict.REJECT:
            self.links.remove(gap)
            self.unsaid.add(record)
        else:
            self.links[self.links.index(gap)] = _sure(gap, decision.review)
        return outcome

    def _settled(self, decision: Decision, link: Link) -> Link:
        review, relation = decision.review, decision.relation
        if link.relation is relation:
            return _sure(link, review)
        reasons = tuple(reason for reason in link.reasons if reason.feature != link.relation)
        share = None
        if relation is Relation.SHARE:
            share = _share(*self._records(link))
        change = link.amplification
        if not {relation, link.relation} <= set(_COMPARED):
            change = None
        changed = dataclasses.replace(
            link,
            relation=relation,
            reasons=reasons,
            share=share,
            amplification=change,
            flags=(),
            why=said(review),
        )
        return _sure(changed, review)

    def _records(self, link: Link) -> tuple[object, ...]:
        ends = (link.upper, link.lower)
        return tuple(
            next(r for r in _records(plan, link.kind) if end and r.id == end.record)
            for plan, end in zip(self.plans, ends, strict=True)
        )

    def _fresh(self, upper: Element, lower: Element) -> Link:
        """A link that was not found (again), as the review found it."""
        kind = self.before[0].kind
        return Link(
            id=make_id("link", upper.end.record, lower.end.record),
            kind=kind,
            relation=Relation.UNDECIDED,
            name=self._name(0, upper),
            upper=upper.end,
            lower=lower.end,
            confidence=SURE,
            method=Method.REVIEWED,
            also=(*upper.also, *lower.also),
        )

    def _name(self, place: int, element: Element) -> str:
        records = _records(self.plans[place], self.before[0].kind)
        return next(called(r) for r in records if r.id == element.end.record)

    def result(self) -> tuple[Link, ...]:
        """The links as settled, with what lost its last link as dropped or local."""
        return (*recounted(self.links, self.before), *self._lost())

    def _lost(self) -> Iterable[Link]:
        for place, relation in ((0, Relation.DROPPED), (1, Relation.LOCAL)):
            linked = {e.end.record for e in _elements(self.links, place)} | self.unsaid
            for element in self.sides[place]:
                if element.end.record not in linked:
                    yield self._missing(place, relation, element)

    def _missing(self, place: int, relation: Relation, element: Element) -> Link:
        record = element.end.record
        rejected = next(k for k in self.before if record in _ends(k) and not is_gap(k))
        nearest = (rejected.lower, rejected.upper)[place]
        label = nearest.label if nearest else ""
        return Link(
            id=make_id("link", relation.value, record, self.plans[1 - place].id),
            kind=rejected.kind,
            relation=relation,
            name=self._name(place, element),
            upper=element.end if place == 0 else None,
            lower=element.end if place == 1 else None,
            confidence=SURE,
            method=Method.REVIEWED,
            nearest=nearest,
            why=Words(
                zh=f"审阅人驳回了与“{label}”的关联",
                en=f"a reviewer rejected the link with “{label}”",
            ),
            also=element.also,
        )


def _records(plan: Plan, kind: ElementKind) -> Sequence[Figure | Programme | Task]:
    lists: dict[ElementKind, Sequence[Figure | Programme | Task]] = {
        ElementKind.TARGET: plan.targets,
        ElementKind.PROGRAMME: plan.programmes,
        ElementKind.TASK: plan.tasks,
    }
    return lists[kind]


def called(record: Figure | Programme | Task) -> str:
    """What a link on this record is named."""
    if isinstance(record, Figure):
        return record.indicator
    return record.canonical if isinstance(record, Programme) else record.title


def _share(upper: object, lower: object) -> Decimal | None:
    """分担比: lower by upper figure, where both are given in one unit."""
    if not (isinstance(upper, Figure) and isinstance(lower, Figure)):
        return None
    if upper.unit != lower.unit or not upper.value or lower.value is None:
        return None
    return lower.value / upper.value


def _places(end: End, link: Link) -> set[str]:
    """The records that stand for one end of a link."""
    return {end.record, *(other.record for other in link.also if other.plan == end.plan)}


def _ends(link: Link) -> set[str]:
    return {end.record for end in (link.upper, link.lower) if end is not None}


def said(review: Review) -> Words:
    """What a reviewer said, as a sentence."""
    zh, en = (word("verdict", review.verdict, lang) for lang in ("zh", "en"))
    relation = review.corrections.get("relation")
    if relation:
        zh += f"为“{word('relation', relation, 'zh')}”"
        en += f" to {word('relation', relation, 'en')}"
    note = f" ({review.note})" if review.note else ""
    return Words(
        zh=f"{review.reviewer}于{review.day}审定:{zh}{note}",
        en=f"{review.reviewer}, {review.day}: {en}{note}",
    )


def _sure(link: Link, review: Review) -> Link:
    reason = Reason(feature=Method.REVIEWED.value, score=SURE, sentence=said(review))
    return dataclasses.replace(
        link, confidence=SURE, method=Method.REVIEWED, reasons=(*link.reasons, reason)
    )
