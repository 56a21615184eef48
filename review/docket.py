"""Which verdict is about what: evidence found again, contradictions weighed, the rest listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from policycascade.model import Review, Verdict
from policycascade.review import conflicts
from policycascade.review.conflicts import Conflict
from policycascade.review.keys import LINKED, PLAN_LINK, Entry, Register, ends_of, is_plan
from policycascade.review.links import Decision

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Docket:
    """Verdicts with what they are about, and those that cannot be applied.

    Attributes:
        facts: on facts.
        links: on links between elements.
        documents: on links between documents.
    """

    facts: Sequence[tuple[Review, Entry]]
    links: Sequence[Decision]
    documents: Sequence[Decision]
    conflicts: Sequence[Conflict]


def sort_out(register: Register, reviews: Iterable[Review]) -> Docket:
    """Find what verdicts are about; of several on one thing the newest counts, the last of equals.

    Args:
        register: the facts of the plans, as they were read.
        reviews: in the order in which they were given.
    """
    entries: dict[str, list[tuple[Review, Entry]]] = defaultdict(list)
    decisions: dict[str, list[tuple[Review, Decision]]] = defaultdict(list)
    lost: dict[str, list[tuple[Review, Conflict]]] = defaultdict(list)
    for review in reviews:
        is_link = review.kind in LINKED.values()
        found = _decision(register, review) if is_link else _entry(register, review)
        if isinstance(found, Conflict):
            lost[review.key].append((review, found))
        elif isinstance(found, Entry):
            entries[found.key].append((review, found))
        else:
            decisions[_ends_key(found)].append((review, found))
    facts = [_newest(rows) for rows in entries.values()]
    links = sorted((_newest(rows)[1] for rows in decisions.values()), key=lambda d: d.review.day)
    gone = [_newest(rows)[1] for rows in lost.values()]
    left = [one for one in gone if not (one.kind == "not_read" and _idle(register, one.review))]
    given = [[review for review, _ in rows] for rows in entries.values()]
    given += [[review for review, _ in rows] for rows in decisions.values()]
    given += [[review for review, _ in rows] for rows in lost.values()]
    left += [conflict for one in given for conflict in _overruled(one)]
    return Docket(
        facts=facts,
        links=[one for one in links if one.review.kind != PLAN_LINK],
        documents=[one for one in links if one.review.kind == PLAN_LINK],
        conflicts=left,
    )


def _newest(rows: Sequence[tuple[Review, T]]) -> tuple[Review, T]:
    return max(enumerate(rows), key=lambda row: (row[1][0].day, row[0]))[1]


def _ends_key(decision: Decision) -> str:
    plans = (decision.review.kind, decision.upper_plan, decision.lower_plan)
    return " ".join((*plans, *sorted(decision.upper), "~", *sorted(decision.lower)))


def _overruled(given: Sequence[Review]) -> list[Conflict]:
    """What other reviewers than the last decided otherwise: of each the newest verdict."""
    winner = _newest([(review, None) for review in given])[0]
    last = {review.reviewer: review for review in sorted(given, key=lambda review: review.day)}
    return [
        conflicts.overruled(review, winner)
        for review in last.values()
        if review.reviewer != winner.reviewer
        and (review.verdict, review.corrections) != (winner.verdict, winner.corrections)
    ]


def _idle(register: Register, review: Review) -> bool:
    """Whether what was rejected is not read from its words in any other way either."""
    if review.verdict is not Verdict.REJECT or review.kind in LINKED.values():
        return False
    return not register.overlapping(review.key, review.plans[0], review.quotes[0])


def _entry(register: Register, review: Review) -> Entry | Conflict:
    found = register.find(review.key, review.plans[0], review.quotes[0])
    if not found:
        return conflicts.gone(register, review, review.plans[0], review.quotes[0])
    return found[0] if len(found) == 1 else conflicts.ambiguous(review, len(found))


def _decision(register: Register, review: Review) -> Decision | Conflict:
    if review.kind == PLAN_LINK:
        return _on_documents(register, review)
    ends = []
    for key, name, quote in zip(ends_of(review.key), review.plans, review.quotes, strict=True):
        end = _end(register, review, key, name, quote)
        if isinstance(end, Conflict):
            return end
        ends.append(end)
    (upper_plan, upper), (lower_plan, lower) = ends
    return Decision(
        review=review, upper_plan=upper_plan, lower_plan=lower_plan, upper=upper, lower=lower
    )


def _on_documents(register: Register, review: Review) -> Decision | Conflict:
    """A verdict on two documents; which one the upper is, is seen when documents are linked."""
    lower = _end(register, review, ends_of(review.key)[1], review.plans[1], "")
    if isinstance(lower, Conflict):
        return lower
    nothing = frozenset[str]()
    upper = ends_of(review.key)[0]
    return Decision(
        review=review, upper_plan=upper, lower_plan=lower[0], upper=nothing, lower=nothing
    )


def _end(
    register: Register, review: Review, key: str, name: str, quote: str
) -> tuple[str, frozenset[str]] | Conflict:
    """The plan and the records at one end of a link; no records where the end is missing."""
    if is_plan(key):
        plans = [register.plans[key]] if key in register.plans else register.named(name)
        if not plans:
            return conflicts.gone(register, review, name, quote)
        if len(plans) > 1:
            return conflicts.ambiguous(review, len(plans))
        return plans[0].id, frozenset()
    found = register.find(key, name, quote)
    if not found:
        return conflicts.gone(register, review, name, quote)
    if len({entry.plan.id for entry in found}) > 1 or (
        len(found) > 1 and review.kind != "programme_link"
    ):
        return conflicts.ambiguous(review, len(found))
    return found[0].plan.id, frozenset().union(*(entry.ids for entry in found))
