"""Tasks left over where chapters belong together: not very alike, but nearest each other."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from policycascade.cascade.assign import Pair
from policycascade.cascade.features import Judged
from policycascade.model import Reason, Words

#: So alike two tasks that are left over must be. On five invented pairs of plans the three that
#: come in by this are right, on the annotated cascade none comes in; at 0.20 none more.
LEAST = 0.22
#: So far the chapters of both must belong together.
BELONGS = 0.3


def left_over(
    judged: Mapping[Pair, Judged], taken: Collection[Pair], score: float
) -> dict[Pair, Judged]:
    """Pairs of tasks that are each other's best, stand in corresponding chapters, and are free.

    Args:
        judged: how alike the tasks are, their places counted.
        taken: pairs already linked.
        score: what such a pair is worth.
    """
    uppers, lowers = {n for n, _ in taken}, {m for _, m in taken}
    best: tuple[dict[int, float], dict[int, float]] = ({}, {})
    for pair, result in judged.items():
        for place in (0, 1):
            best[place][pair[place]] = max(result.score, best[place].get(pair[place], 0.0))
    return {
        (n, m): Judged(score, (*result.reasons, _REASON))
        for (n, m), result in judged.items()
        if n not in uppers and m not in lowers
        if max(LEAST, best[0][n], best[1][m]) <= result.score < score and _belong(result)
    }


def _belong(result: Judged) -> bool:
    places = (reason.score for reason in result.reasons if reason.feature == "same_place")
    return any(place >= BELONGS for place in places)


_REASON = Reason(
    feature="left_over",
    score=1.0,
    sentence=Words(
        zh="所在章节互相对应，两项都没有别的对应，且互为最相近",
        en="in chapters that belong together, neither has another counterpart or is nearer to any",
    ),
)
