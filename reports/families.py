"""How the plans of a corpus hang together: chains of levels, parents with children, peers."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from policycascade.model import (
    Cascade,
    Corpus,
    ElementKind,
    Figure,
    Link,
    Plan,
    Programme,
    Relation,
    Role,
)
from policycascade.reports.naming import short_names
from policycascade.reports.pair import ONE_ENDED, Pair

#: A chain has at least so many plans; a family at least so many children.
CHAIN, CHILDREN = 3, 2

_APART = (*ONE_ENDED, Relation.UNDECIDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one child says of a target of its parent; no link where it says nothing."""

    child: Plan
    link: Link | None
    figure: Figure | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """One target of a parent with what each of its children says of it."""

    name: str
    figure: Figure | None
    parts: tuple[Part, ...]

    @property
    def shares(self) -> list[Part]:
        """The children that take a part of it."""
        return [p for p in self.parts if p.link and p.link.relation is Relation.SHARE]

    @property
    def missing(self) -> list[Plan]:
        """The children that take no part of it."""
        taking = {one.child.id for one in self.shares}
        return [one.child for one in self.parts if one.child.id not in taking]


@dataclass(frozen=True)
class Families:
    """A corpus with its plans by id and by how they derive from each other."""

    corpus: Corpus

    @functools.cached_property
    def names(self) -> dict[str, str]:
        """What to call each plan where there is little room."""
        return short_names(self.corpus.plans)

    @functools.cached_property
    def _cascades(self) -> dict[tuple[str, str], Cascade]:
        return {(one.upper, one.lower): one for one in self.corpus.cascades}

    def pair(self, upper: Plan, lower: Plan) -> Pair | None:
        """The two plans with what joins them, if they were compared."""
        cascade = self._cascades.get((upper.id, lower.id))
        return Pair(self.corpus, cascade) if cascade else None

    @functools.cached_property
    def children(self) -> dict[str, list[Plan]]:
        """Plan id → the plans that derive from it directly, of a lower level, in corpus order."""
        order = {plan.id: number for number, plan in enumerate(self.corpus.plans)}
        down: dict[str, set[str]] = defaultdict(set)
        for upper, lower in self._cascades:
            if upper in order and lower in order and self._falls(upper, lower):
                down[upper].add(lower)
        direct = {
            upper: {
                lower
                for lower in lowers
                if not any(lower in down.get(middle, ()) for middle in lowers - {lower})
            }
            for upper, lowers in down.items()
        }
        return {
            upper: [self.corpus.plan(one) for one in sorted(lowers, key=order.__getitem__)]
            for upper, lowers in sorted(direct.items(), key=lambda item: order[item[0]])
        }

    def _falls(self, upper: str, lower: str) -> bool:
        above, below = self.corpus.plan(upper).level, self.corpus.plan(lower).level
        return above is None or below is None or above.rank < below.rank

    @functools.cached_property
    def parent(self) -> dict[str, str]:
        """Lower plan id → the first plan it directly derives from."""
        found: dict[str, str] = {}
        for upper, lowers in self.children.items():
            for lower in lowers:
                found[lower.id] = upper  # later in the corpus: the nearer level
        return found

    def chains(self) -> list[tuple[Plan, ...]]:
        """Ways of at least three plans from the top down, each as long as it can be."""
        lowers = {lower.id for below in self.children.values() for lower in below}
        open_ways: list[tuple[Plan, ...]] = [
            (plan,) for plan in self.corpus.plans if plan.id not in lowers
        ]
        found: list[tuple[Plan, ...]] = []
        while open_ways:
            way = open_ways.pop(0)
            below = [plan for plan in self.children.get(way[-1].id, ()) if plan not in way]
            open_ways[:0] = [(*way, plan) for plan in below]
            if not below and len(way) >= CHAIN:
                found.append(way)
        return found

    def families(self) -> list[tuple[Plan, list[Plan]]]:
        """The plans that have several children."""
        every = [(self.corpus.plan(one), lowers) for one, lowers in self.children.items()]
        return [(plan, lowers) for plan, lowers in every if len(lowers) >= CHILDREN]

    def shared(self, parent: Plan, children: Sequence[Plan]) -> list[Shared]:
        """The parent's targets in document order, with what each child says of them."""
        pairs = [(child, self.pair(parent, child)) for child in children]
        tops: dict[str, tuple[str, Figure | None]] = {}
        found: dict[tuple[str, str], tuple[Link, Figure | None]] = {}
        for child, pair in pairs:
            for numbered in pair.numbered if pair else ():
                link = numbered.link
                if not pair or link.kind is not ElementKind.TARGET or link.upper is None:
                    continue
                tops.setdefault(link.upper.record, (link.name, pair.figure(link.upper)))
                if link.lower and link.relation not in _APART:
                    both = (link, pair.figure(link.lower))
                    found.setdefault((link.upper.record, child.id), both)
        order = sorted(tops.items(), key=lambda item: _start(item[1][1]))
        return [
            Shared(
                name=name,
                figure=figure,
                parts=tuple(
                    Part(
                        child=child,
                        link=found.get((top, child.id), (None, None))[0],
                        figure=found.get((top, child.id), (None, None))[1],
                    )
                    for child in children
                ),
            )
            for top, (name, figure) in order
        ]

    def peers(self) -> list[tuple[str, list[Plan]]]:
        """Plans of one level, where there are several; by level, highest first."""
        by_level: dict[str, list[Plan]] = defaultdict(list)
        for plan in self.corpus.plans:
            if plan.level:
                by_level[plan.level.value].append(plan)
        return [(level, plans) for level, plans in by_level.items() if len(plans) > 1]


def named(plans: Sequence[Plan]) -> list[tuple[str, list[tuple[Plan, Programme]]]]:
    """Programmes that several of the plans name as their own, the most widely named first."""
    found: dict[str, dict[str, tuple[Plan, Programme]]] = defaultdict(dict)
    for plan in plans:
        for programme in plan.programmes:
            if not programme.past:
                found[programme.canonical].setdefault(plan.id, (plan, programme))
    common = [(name, list(who.values())) for name, who in found.items() if len(who) > 1]
    return sorted(common, key=lambda item: (-len(item[1]), item[0]))


def counted(plan: Plan) -> Counter[str]:
    """How many facts of each list a plan has; its own title is no citation."""
    lists = ("tasks", "targets", "programmes", "outturns", "doubts")
    cited = sum(citation.role is not Role.SELF for citation in plan.citations)
    return Counter({"citations": cited} | {name: len(getattr(plan, name)) for name in lists})


def _start(figure: Figure | None) -> int:
    return figure.evidence.span.start if figure else 0
