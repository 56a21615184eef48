"""Targets as the comparison sees them: one goal, be it printed in text and table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from policycascade.cascade.wording import bare, pieces
from policycascade.model import Target

_PART = re.compile(r"其\s*中[:：,，]?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A target with all places where it stands (text and table).

    ``lead`` is the first that has a figure, and of those that also says whether it is binding.

    Attributes:
        pieces: the pairs of characters of its names.
    """

    lead: Target
    places: tuple[Target, ...]
    pieces: frozenset[str]


def read_goals(targets: Sequence[Target]) -> tuple[Goal, ...]:
    """Gather the places of each target, in the order of the plan."""
    named: dict[str, list[list[Target]]] = defaultdict(list)
    groups: list[list[Target]] = []
    for target in targets:
        alike = named[target.indicator]
        home = next((g for g in alike if all(same_goal(target, t) for t in g)), None)
        if home is None:
            home = []
            groups.append(home)
            alike.append(home)
        home.append(target)
    return tuple(map(_goal, groups))


def _goal(group: Sequence[Target]) -> Goal:
    lead = max(group, key=lambda t: (t.value is not None, t.nature is not None))
    names = (bare(name).text for name in (lead.indicator, lead.indicator_raw))
    return Goal(
        lead=lead,
        places=tuple(group),
        pieces=frozenset[str]().union(*(pieces(name) for name in names)),
    )


def same_goal(one: Target, other: Target) -> bool:
    """Whether two records are one target printed twice, as in text and table.

    The same indicator for the same year, unless both give a figure in different units or over
    different times (每年 5 万 beside 五年 25 万). Figures may differ: that is a doubt of the plan.
    """
    if one.indicator != other.indicator:
        return False
    if None not in (one.year_to, other.year_to) and one.year_to != other.year_to:
        return False
    if None in (one.value, other.value) or one.value == other.value:
        return True
    return one.basis is other.basis and one.unit == other.unit and one.place is not other.place


def wholes(goals: Sequence[Goal], text: str) -> dict[str, str]:
    """Of every target that is printed as 其中 the indicator it is a part of, by its id."""
    found: dict[str, str] = {}
    for goal in goals:
        for place in goal.places:
            start = place.evidence.span.start
            printed = "其中" in place.evidence.quote[:8] or "其中" in place.indicator_raw[:4]
            if not printed and not _PART.search(text[max(0, start - 6) : start]):
                continue
            before = [
                (other.evidence.span.start, n)
                for n, candidate in enumerate(goals)
                for other in candidate.places
                if candidate is not goal
                and other.evidence.span.start < start
                and other.place is place.place
            ]
            if before:
                found.setdefault(goal.lead.id, goals[max(before)[1]].lead.indicator)
    return found
