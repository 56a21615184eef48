"""Explained scoring: a table of small features, each a score with its sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from policycascade.cascade.context import Context
from policycascade.model import Reason

Element = TypeVar("Element")

#: A reason weaker than this says next to nothing: it counts, but is not told.
TOLD = 0.05


@dataclass(frozen=True, slots=True)
class Feature(Generic[Element]):
    """One line of a table: what is compared, and how much it weighs.

    The weights of a table's plain features add up to 1; a ``bonus`` comes on top (or, negative,
    off) where there is something to compare at all.
    """

    compare: Callable[[Element, Element, Context], Reason]
    weight: float
    bonus: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair's weighted sum and the reasons worth telling (score of ``TOLD`` and above)."""

    total: float
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """The sum within 0 and 1."""
        return min(1.0, max(0.0, self.total))


def judge(
    table: Sequence[Feature[Element]],
    upper: Element,
    lower: Element,
    context: Context,
    before: Judged | None = None,
) -> Judged:
    """Score a pair by every feature of a table, on top of what was judged before."""
    total = before.total if before else 0.0
    reasons = list(before.reasons) if before else []
    for feature in table:
        reason = feature.compare(upper, lower, context)
        total += feature.weight * reason.score
        if reason.score >= TOLD:
            reasons.append(reason)
    return Judged(total, tuple(reasons))


def calibrated(score: float, table: Sequence[tuple[float, float]]) -> float:
    """Read a confidence off a table of (score, share of such pairs that were right).

    >>> calibrated(0.5, ((0.0, 0.0), (1.0, 0.9)))
    0.45
    """
    before = table[0]
    for point in table:
        if score < point[0]:
            share = (score - before[0]) / (point[0] - before[0])
            return round(before[1] + share * (point[1] - before[1]), 3)
        before = point
    return table[-1][1]
