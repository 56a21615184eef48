"""Split and merged tasks: what they are once a reviewer took some of their parts out."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from policycascade.model import Link, Method, Reason, Relation, Words


def is_gap(link: Link) -> bool:
    """Whether a link says that one end is missing."""
    return link.upper is None or link.lower is None


def recounted(links: Sequence[Link], before: Sequence[Link]) -> list[Link]:
    """Count the parts of split and merged tasks again where some were taken out."""
    counted = []
    for link in links:
        place = {Relation.SPLIT: 0, Relation.MERGED: 1}.get(link.relation)
        if place is not None and link.method is not Method.REVIEWED:
            was, now = _parts(before, link, place), _parts(links, link, place)
            link = link if was == now else _of_parts(link, now)
        counted.append(link)
    return counted


def _parts(links: Iterable[Link], link: Link, place: int) -> int:
    """How many links stand at the end of a link that was split (0) or merged (1)."""
    end = (link.upper, link.lower)[place]
    return sum(
        end == (other.upper, other.lower)[place]
        for other in links
        if not is_gap(other) and other.relation is not Relation.UNDECIDED
    )


def _of_parts(link: Link, count: int) -> Link:
    relation = Relation.CARRIED if count == 1 else link.relation
    reasons = [reason for reason in link.reasons if reason.feature != link.relation]
    sentence = Words(
        zh=f"其余部分经审阅驳回，现有{count}项对应",
        en=f"a reviewer rejected the other parts; {count} are left",
    )
    reason = Reason(feature=relation.value, score=1.0, sentence=sentence)
    return dataclasses.replace(link, relation=relation, reasons=(*reasons, reason))
