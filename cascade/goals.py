"""Targets as the comparison sees them: one goal, be it printed in text and table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from policycascade.model import Target


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A target with all places where it stands (text and table); ``lead`` has the figure."""

    lead: Target
    places: tuple[Target, ...]


def read_goals(targets: Sequence[Target]) -> tuple[Goal, ...]:
    """Gather the places of each target; the first with a figure leads."""
    groups: list[list[Target]] = []
    for target in targets:
        home = next((g for g in groups if all(same_goal(target, t) for t in g)), None)
        if home is None:
            groups.append([target])
        else:
            home.append(target)
    return tuple(
        Goal(lead=next((t for t in group if t.value is not None), group[0]), places=tuple(group))
        for group in groups
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
