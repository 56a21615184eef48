"""What a word is worth: rare words weigh more, and likeness is counted by their weight."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from heapq import nsmallest
from itertools import repeat

#: So many of the words that two texts share are named in a sentence.
NAMED = 5


class Weights:
    """Inverse document frequency of words over the units of both plans.

    >>> weights = weigh([{"就业", "地图"}, {"就业"}])
    >>> weights.table["地图"] > weights.table["就业"]
    True
    """

    def __init__(self, table: Mapping[str, float]) -> None:
        self.table = table
        heaviest = sorted(table, key=lambda word: (-table[word], -len(word), word))
        self._rank = {word: n for n, word in enumerate(heaviest)}
        self._masses: dict[frozenset[str], float] = {}

    def overlap(self, ours: frozenset[str], theirs: frozenset[str]) -> float:
        """Weighted Dice: twice what both say, by what each says. Symmetric, 0 to 1."""
        each = self._known_mass(ours) + self._known_mass(theirs)
        return 2 * self._mass(ours & theirs) / each if each else 0.0

    def covered(self, ours: frozenset[str], theirs: frozenset[str], doubt: float = 0.0) -> float:
        """The share of our words, by weight, that stand in theirs too.

        ``doubt`` is weight counted as not covered, so that a handful of words proves little.
        """
        all_ours = self._known_mass(ours) + doubt
        return self._mass(ours & theirs) / all_ours if all_ours else 0.0

    def rarest(self, words: Collection[str]) -> list[str]:
        """The words that weigh most, heaviest first; of equals the longer one.

        >>> weigh([{"就业", "地图"}, {"就业"}]).rarest({"就业", "地图"})
        ['地图', '就业']
        """
        if len(words) == 1:
            return list(words)
        known = (word for word in words if word in self._rank)
        return nsmallest(NAMED, known, key=self._rank.__getitem__)

    def named(self, words: frozenset[str], unsure: frozenset[str]) -> list[str]:
        """The rarest of the words, of those a reader knows as words if there are any.

        >>> weigh([{"就业", "业地"}]).named(frozenset({"就业", "业地"}), frozenset({"业地"}))
        ['就业']
        """
        return self.rarest(words - unsure or words)

    def _known_mass(self, words: frozenset[str]) -> float:
        """The mass of an element's words, which is asked for again and again."""
        mass = self._masses.get(words)
        if mass is None:
            mass = self._masses[words] = self._mass(words)
        return mass

    def _mass(self, words: Iterable[str]) -> float:
        return math.fsum(map(self.table.get, words, repeat(0.0)))


def weigh(units: Iterable[Collection[str]]) -> Weights:
    """Weigh words by how few of the units hold them."""
    seen: Counter[str] = Counter()
    total = 0
    for unit in units:
        total += 1
        seen.update(set(unit))
    return Weights(
        {word: math.log((total + 1) / (count + 0.5)) for word, count in sorted(seen.items())}
    )
