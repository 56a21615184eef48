"""How links are written down, whatever they join."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from policycascade.cascade.assign import Pair, assign
from policycascade.cascade.context import Context, Side
from policycascade.cascade.features import Judged, calibrated
from policycascade.cascade.phrases import quoted
from policycascade.model import (
    ElementKind,
    End,
    Link,
    Method,
    Reason,
    Record,
    Relation,
    Words,
    make_id,
)

Table = Sequence[tuple[float, float]]

#: Below this score the best of the others is nearest by chance only and is not named.
NEAREST = 0.2
#: How sure a gap is at most: of 107 elements of the annotated cascade that were found to be dropped
#: or local 102 were.
SURE = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What a link can join: a record, its canonical name, what to call it, its other places."""

    record: Record
    name: str
    label: str
    also: tuple[Record, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Matching:
    """All the pairs of one kind in a pair of plans.

    Attributes:
        judged: the pairs worth a look, by the elements' places.
        linked: the score from which a pair is linked; below it, down to ``undecided``, it waits
            for a reviewer.
        confidence: (score, share of such pairs that were right).
        gap: how sure it is at most that an element has no counterpart.
    """

    context: Context
    kind: ElementKind
    uppers: Sequence[Element]
    lowers: Sequence[Element]
    judged: Mapping[Pair, Judged]
    linked: float
    undecided: float
    confidence: Table
    gap: float = SURE

    @property
    def scores(self) -> dict[Pair, float]:
        """The score of every pair worth a look."""
        return {pair: judged.score for pair, judged in self.judged.items()}


def joined(
    matching: Matching,
    pair: Pair,
    relation: Relation,
    method: Method,
    reason: Reason | None = None,
) -> Link:
    """Write down that two elements belong together."""
    upper, lower = matching.uppers[pair[0]], matching.lowers[pair[1]]
    judged = matching.judged[pair]
    sides = ((matching.context.upper, upper), (matching.context.lower, lower))
    return Link(
        id=make_id("link", upper.record.id, lower.record.id),
        kind=matching.kind,
        relation=relation,
        name=upper.name,
        upper=_end(matching.context.upper, upper),
        lower=_end(matching.context.lower, lower),
        confidence=calibrated(judged.score, matching.confidence),
        method=method,
        reasons=judged.reasons if reason is None else (*judged.reasons, reason),
        also=tuple(side.end(place, e.label) for side, e in sides for place in e.also),
    )


def undecided(matching: Matching, taken: Collection[Pair]) -> list[Pair]:
    """The pairs of elements left over that are too alike to be refused, too unlike to be linked."""
    uppers, lowers = {n for n, _ in taken}, {m for _, m in taken}
    rest = {
        (n, m): score
        for (n, m), score in matching.scores.items()
        if n not in uppers and m not in lowers and score < matching.linked
    }
    return assign(rest, matching.undecided)


def missing(matching: Matching, taken: Collection[Pair]) -> list[Link]:
    """Dropped and local: the elements in no pair, each with the nearest one that was refused."""
    links = []
    for place, relation in ((0, Relation.DROPPED), (1, Relation.LOCAL)):
        nearest = _nearest(matching, place)
        by_score = sorted(taken, key=lambda pair: (matching.judged[pair].score, pair[place] * -1))
        owners = {pair[1 - place]: pair[place] for pair in by_score}
        paired = {pair[place] for pair in taken}
        for n in range(len((matching.uppers, matching.lowers)[place])):
            if n not in paired:
                score, rival = nearest.get(n, (0.0, None))
                near = None if score < NEAREST else rival
                links.append(_missing(matching, place, n, relation, (score, near), owners))
    return links


def _nearest(matching: Matching, place: int) -> dict[int, tuple[float, int]]:
    """Of every element at one end the best partner at the other, the first of equals."""
    best: dict[int, tuple[float, int]] = {}
    for pair, judged in sorted(matching.judged.items()):
        if judged.score > best.get(pair[place], (0.0, 0))[0]:
            best[pair[place]] = (judged.score, pair[1 - place])
    return best


def _missing(
    matching: Matching,
    place: int,
    n: int,
    relation: Relation,
    near: tuple[float, int | None],
    owners: Mapping[int, int],
) -> Link:
    score, m = near
    element, end = _at(matching, place, n)
    rival = None if m is None else _at(matching, 1 - place, m)
    why = _NOTHING[matching.kind]
    if m is not None and rival is not None:
        owner = _at(matching, place, owners[m])[0] if m in owners else None
        if score < matching.linked:
            why = _too_low(matching, rival[0], score)
        elif owner is None:
            why = _left(rival[0])
        else:
            pair = (owners[m], m) if place == 0 else (m, owners[m])
            why = _given(rival[0], owner, matching.judged[pair].score > score, place)
    side, other = (matching.context.upper, matching.context.lower)[:: 1 - 2 * place]
    return Link(
        id=make_id("link", relation.value, element.record.id, other.plan.id),
        kind=matching.kind,
        relation=relation,
        name=element.name,
        upper=end if place == 0 else None,
        lower=end if place == 1 else None,
        confidence=min(
            matching.gap,
            round(1 - calibrated(min(score, matching.linked), matching.confidence), 3),
        ),
        method=Method.WORDING,
        nearest=rival[1] if rival else None,
        why=why,
        also=tuple(side.end(record, element.label) for record in element.also),
    )


def _at(matching: Matching, place: int, n: int) -> tuple[Element, End]:
    element = (matching.uppers, matching.lowers)[place][n]
    return element, _end((matching.context.upper, matching.context.lower)[place], element)


#: Said of an element to which none of its kind in the other plan comes near; the plan may still
#: speak of the matter in other words.
_NOTHING = {
    kind: Words(zh=f"没有找到可对应的{zh}", en=f"no {en} was found that answers it")
    for kind, zh, en in (
        (ElementKind.TARGET, "目标", "target"),
        (ElementKind.PROGRAMME, "项目", "programme"),
        (ElementKind.TASK, "任务", "task"),
    )
}


def _given(rival: Element, owner: Element, better: bool, place: int) -> Words:
    """That the best candidate went to another; that one fits better, or all fit better so."""
    here, there = ("上级", "下级") if place == 0 else ("下级", "上级")
    but_zh = "但它更符合" if better else "但它已对应"
    but_en = "fits {} better" if better else "already answers {}"
    return Words(
        zh=f"得分最高的是{there}的{quoted(rival.label)}，{but_zh}{here}的{quoted(owner.label)}",
        en=f"{quoted(rival.label)} scores highest, but that {but_en.format(quoted(owner.label))}",
    )


def _left(rival: Element) -> Words:
    name = quoted(rival.label)
    return Words(zh=f"得分最高的是{name}，未采纳", en=f"{name} scores highest, but was not taken")


def _too_low(matching: Matching, rival: Element, score: float) -> Words:
    score = math.floor(score * 100) / 100  # 0.247 is not among the undecided ones, from 0.25 on
    return Words(
        zh=f"得分最高的是{quoted(rival.label)}，得分{score:.2f}，低于{matching.linked:.2f}",
        en=f"{quoted(rival.label)} scores highest, {score:.2f}, below {matching.linked:.2f}",
    )


def _end(side: Side, element: Element) -> End:
    return side.end(element.record, element.label)
