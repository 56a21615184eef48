"""Pairs that are each other's nearest: what has no rival is more likely meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from policycascade.cascade.assign import Pair
from policycascade.cascade.features import TOLD, Judged
from policycascade.model import Reason, Words

#: What it adds at most to be each other's nearest. On the annotated cascade of 湖南 → 株洲 and on
#: those of two invented plans, whose short tasks share few words, right pairs without a copied word
#: score 0.23 to 0.29 and have no rival, the best wrong ones 0.26 to 0.29 and have one.
ALONE = 0.10
#: From this much above the next best of either it counts in full.
AHEAD = 0.25
#: A pair is no rival if its other task has a partner more than twice as good, unless it is the best
#: that the one task has: what a task is most like says where it came from, taken or not.
TAKEN = 0.5


def with_nearest(judged: Mapping[Pair, Judged]) -> dict[Pair, Judged]:
    """Add to every pair how far it stands out among the rival pairs of either of its elements."""
    best: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for pair, result in judged.items():
        for place in (0, 1):
            best[place][pair[place]] = max(result.score, best[place].get(pair[place], 0.0))
    rivals: tuple[dict[int, list[Pair]], ...] = (defaultdict(list), defaultdict(list))
    for pair, result in sorted(judged.items(), key=lambda row: -row[1].score):
        for place in (0, 1):
            other = TAKEN * best[1 - place][pair[1 - place]]
            if result.score >= min(other, best[place][pair[place]]):
                rivals[place][pair[place]].append(pair)
    return {
        pair: _ahead(result, max(_next(judged, rivals[k][pair[k]], pair) for k in (0, 1)))
        for pair, result in judged.items()
    }


def _next(judged: Mapping[Pair, Judged], rivals: Sequence[Pair], own: Pair) -> float:
    """The score of the best pair beside the own one; ``rivals`` stand best first."""
    return next((judged[pair].score for pair in rivals if pair != own), 0.0)


def _ahead(result: Judged, rival: float) -> Judged:
    if result.score <= rival:
        return result
    lead = min(1.0, (result.score / rival - 1) / AHEAD) if rival else 1.0
    total = result.total + ALONE * lead
    if lead < TOLD:
        return Judged(total, result.reasons)
    reason = Reason(
        feature="nearest",
        score=lead,
        sentence=Words(
            zh="两级的末级任务中都没有别的与之更相近",
            en="of the tasks without sub-tasks neither is nearer to any other",
        ),
    )
    return Judged(total, (*result.reasons, reason))
