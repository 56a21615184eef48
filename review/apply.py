"""Reviews put on a corpus: facts before linking, links before measuring; nothing is dropped."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Mapping, Sequence

from policycascade.model import (
    Corpus,
    Derivation,
    Document,
    Doubt,
    Link,
    Plan,
    Relation,
    Review,
    Stub,
    Verdict,
)
from policycascade.review import conflicts, documents
from policycascade.review.conflicts import Conflict
from policycascade.review.docket import sort_out
from policycascade.review.documents import names_of
from policycascade.review.facts import judge_plan
from policycascade.review.keys import LISTS, PLAN_LINK, Register
from policycascade.review.links import Decision, Outcome, settle

Settle = Callable[[Plan, Plan, Sequence[Link]], Sequence[Link]]
Join = Callable[[Sequence[Derivation], Sequence[Stub]], Sequence[Derivation]]
#: Links plans, with what reviewers decided about links of elements and of documents put in between.
LinkPlans = Callable[[Sequence[Plan], Settle, Join], Corpus]
#: Finds the doubts of a plan again after its figures were corrected.
FindDoubts = Callable[[Document, Plan], tuple[Doubt, ...]]

#: What doubts are found from; doubts themselves are judged after.
_DOUBTED = ("target", "outturn", "citation")


def apply_reviews(
    plans: Sequence[Plan],
    texts: Mapping[str, Document],
    reviews: Iterable[Review],
    link: LinkPlans,
    doubts: FindDoubts,
) -> tuple[Corpus, tuple[Conflict, ...]]:
    """Link plans with the verdicts of reviewers applied.

    Args:
        plans: as they were read, without any verdict.
        texts: plan id → the document it was read from.
        reviews: every verdict there is, in the order in which they were given.
        link: how plans are linked.
        doubts: how the doubts of a plan are found.

    Returns:
        the corpus, its reviews being those that were applied, and the verdicts that were not.
    """
    docket = sort_out(Register(plans, texts), reviews)
    by_id = {id: review for review, entry in docket.facts for id in entry.ids}
    judged = tuple(_judge(plan, by_id, texts, doubts) for plan in plans)
    there = {id for plan in judged for kind in LISTS for id in _ids(plan, kind)}
    decisions = [d for d in docket.links if _stands(d, there)]
    outcomes: dict[int, Outcome] = {}
    joins: dict[int, Outcome] = {}

    def joined(derivations: Sequence[Derivation], stubs: Sequence[Stub]) -> Sequence[Derivation]:
        standing, found = documents.join(docket.documents, derivations, names_of(judged, stubs))
        joins.update(found)
        return standing

    def settled(upper: Plan, lower: Plan, links: Sequence[Link]) -> Sequence[Link]:
        changed, found = settle(decisions, upper, lower, links)
        outcomes.update(found)
        return changed

    corpus = link(judged, settled, joined)
    left = [*docket.conflicts]
    left += [conflicts.end_rejected(d.review) for d in docket.links if not _stands(d, there)]
    applied = [_about(review, *sorted(entry.ids)) for review, entry in docket.facts]
    for decision, outcome in (
        *((one, joins.get(place)) for place, one in enumerate(docket.documents)),
        *((one, outcomes.get(place)) for place, one in enumerate(decisions)),
    ):
        conflict = _conflict(decision, outcome, corpus)
        left += [conflict] if conflict else []
        if outcome is not None and not outcome.since:
            applied.append(_about(decision.review, outcome.link))
    return dataclasses.replace(corpus, reviews=tuple(applied)), tuple(left)


def _ids(plan: Plan, kind: str) -> Iterable[str]:
    return (fact.id for fact in getattr(plan, LISTS[kind]))


def _about(review: Review, *ids: str) -> Review:
    return dataclasses.replace(review, about=ids)


def _judge(
    plan: Plan, verdicts: Mapping[str, Review], texts: Mapping[str, Document], doubts: FindDoubts
) -> Plan:
    judged = judge_plan(plan, verdicts, [kind for kind in LISTS if kind != "doubt"])
    if any(id in verdicts for kind in _DOUBTED for id in _ids(plan, kind)):
        judged = dataclasses.replace(judged, doubts=doubts(texts[plan.id], judged))
    return judge_plan(judged, verdicts, ["doubt"])


def _stands(decision: Decision, there: set[str]) -> bool:
    """Whether neither end of a link was rejected itself."""
    return all(not ids or ids & there for ids in (decision.upper, decision.lower))


def _conflict(decision: Decision, outcome: Outcome | None, corpus: Corpus) -> Conflict | None:
    """Why a decision about a link was not put on it, or not without a word."""
    review = decision.review
    if outcome is None and review.kind == PLAN_LINK:
        return None if review.verdict is Verdict.REJECT else conflicts.not_joined(review)
    if outcome is None:
        pair = (decision.upper_plan, decision.lower_plan)
        compared = any((c.upper, c.lower) == pair for c in corpus.cascades)
        return conflicts.no_element(review) if compared else conflicts.not_compared(review)
    if review.verdict is not Verdict.ACCEPT:
        return None
    if outcome.since:
        return conflicts.linked_since(review)
    if outcome.found in (None, Relation.UNDECIDED, Relation(review.found)):
        return None
    return conflicts.found_otherwise(review, str(outcome.found))
