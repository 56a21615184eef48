"""Stages: what the lower plan sets for an earlier year on the way to a linked figure."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence

from policycascade.cascade.phrases import figure_words
from policycascade.model import Link, Relation, Target, Words


def with_stages(
    links: Sequence[Link], missing: Sequence[Link], lowers: Mapping[str, Target]
) -> tuple[list[Link], list[Link]]:
    """Give every stage to the link it leads to; it is no target of the lower plan's own.

    A plan that takes up 500 for 2024 and sets 300 for 2022 on the way has one target, not a second
    one without a source. A figure for a later year goes beyond what was taken up, and stays.

    Args:
        links: the linked targets.
        missing: the dropped and the local ones.
        lowers: the lower plan's targets by their ids.
    """
    stages: dict[str, list[Link]] = defaultdict(list)
    for link in missing:
        if link.relation is Relation.LOCAL and (goal := _goal(link, links, lowers)):
            stages[goal.id].append(link)
    taken = {stage.id for found in stages.values() for stage in found}
    return (
        [_led_to(link, stages[link.id], lowers) if link.id in stages else link for link in links],
        [link for link in missing if link.id not in taken],
    )


def _goal(stage: Link, links: Sequence[Link], lowers: Mapping[str, Target]) -> Link | None:
    """The linked target of the same indicator and unit for the next later year."""
    own = _lower(stage, lowers)
    later = [
        (end.year_to, link.id, link)
        for link in links
        if link.relation is not Relation.UNDECIDED and (end := _lower(link, lowers))
        if own and (own.indicator, own.unit) == (end.indicator, end.unit)
        if own.year_to and end.year_to and own.year_to < end.year_to
    ]
    return min(later, default=(0, "", None))[2]


def _lower(link: Link, lowers: Mapping[str, Target]) -> Target | None:
    return lowers.get(link.lower.record) if link.lower else None


def _led_to(link: Link, stages: Sequence[Link], lowers: Mapping[str, Target]) -> Link:
    """A link that says which stages lead to it."""
    goals = sorted(
        (goal for stage in stages if (goal := _lower(stage, lowers))),
        key=lambda goal: (goal.year_to or 0, goal.id),
    )
    said = [(goal.year_to, figure_words(goal)) for goal in goals]
    zh = "、".join(f"{year}年{figure.zh}" for year, figure in said)
    en = ", ".join(f"{figure.en} for {year}" for year, figure in said)
    said_zh, said_en = f"下级另设阶段目标：{zh}", f"the lower plan also sets stages: {en}"
    if link.why is not None:
        said_zh, said_en = f"{link.why.zh}；{said_zh}", f"{link.why.en}; {said_en}"
    return dataclasses.replace(link, why=Words(zh=said_zh, en=said_en))
