"""Pairs that are each other's nearest: what has no rival is more likely meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from policycascade.cascade.assign import Pair
from policycascade.cascade.features import Judged
from policycascade.model import Reason, Words

#: What it adds at most to be each other's nearest. On two annotated cascades, of 湖南 → 株洲 and of
#: an invented zone's scheme, whose short tasks share few words, the right pairs without a copied
#: word score 0.23 to 0.28 with no rival, the best wrong ones 0.29 with one.
ALONE = 0.10
#: From this much above the next best of either it counts in full.
AHEAD = 0.25


def with_nearest(judged: Mapping[Pair, Judged]) -> dict[Pair, Judged]:
    """Add to every pair how far it stands out among all pairs of either of its elements."""
    ranks: tuple[dict[int, list[float]], ...] = (defaultdict(list), defaultdict(list))
    for pair, result in judged.items():
        for place in (0, 1):
            ranks[place][pair[place]].append(result.score)
    for scores in (*ranks[0].values(), *ranks[1].values()):
        scores.sort(reverse=True)
    return {
        pair: _ahead(
            result, max(_rival(ranks[place][pair[place]], result.score) for place in (0, 1))
        )
        for pair, result in judged.items()
    }


def _rival(scores: list[float], own: float) -> float:
    """The best of the others: of all scores, the own one left out once."""
    if scores[0] != own:
        return scores[0]
    return scores[1] if len(scores) > 1 else 0.0


def _ahead(result: Judged, rival: float) -> Judged:
    if result.score <= rival:
        return result
    lead = min(1.0, (result.score / rival - 1) / AHEAD) if rival else 1.0
    reason = Reason(
        feature="nearest",
        score=lead,
        sentence=Words(
            zh="两级互为最接近的任务", en="each is the nearest to the other of all tasks"
        ),
    )
    return Judged(result.total + ALONE * lead, (*result.reasons, reason))
