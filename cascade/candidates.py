"""Which pairs are worth comparing: of each element the partners that share its rarer words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from policycascade.cascade.assign import Pair

#: How many of the likeliest partners of each element are compared feature by feature. On the
#: annotated cascade the right partner is among the first five.
LIKELIEST = 10
#: A word that joins more pairs than this says nothing of any and costs most of the time.
TOO_MANY = 4000


def likely(
    uppers: Sequence[Collection[str]],
    lowers: Sequence[Collection[str]],
    weights: Mapping[str, float],
) -> list[Pair]:
    """The pairs worth comparing, by the weight of the words that both hold.

    >>> likely([{"就业"}, {"社保"}], [{"社保", "基金"}], {"就业": 1, "社保": 1, "基金": 1})
    [(1, 0)]
    """
    holders: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for place, elements in ((0, uppers), (1, lowers)):
        for n, words in enumerate(elements):
            for word in words:
                holders[word][place].append(n)
    shared: dict[Pair, float] = defaultdict(float)
    for word, (above, below) in sorted(holders.items()):
        if len(above) * len(below) <= TOO_MANY:
            weight = weights.get(word, 0.0)
            for n in above:
                for m in below:
                    shared[n, m] += weight
    partners: tuple[dict[int, list[tuple[float, Pair]]], ...] = (
        defaultdict(list),
        defaultdict(list),
    )
    for pair, weight in shared.items():
        for place in (0, 1):
            partners[place][pair[place]].append((-weight, pair))
    return sorted(
        {
            pair
            for side in partners
            for rows in side.values()
            for _, pair in sorted(rows)[:LIKELIEST]
        }
    )
