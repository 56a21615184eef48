"""Overviews of a scene: one card for what belongs together, and the links between such cards.

``chapters``: a plan's targets, its programmes, the tasks of a chapter, the documents of a level
that no plan was drafted from. ``plans``: a plan with all that is in it, all documents of a level.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable

from policycascade.visualize.labels import group
from policycascade.visualize.scene import Card, Line, Scene

Seen = tuple[list[Card], list[Line]]


def chapters(scene: Scene, lang: str) -> Seen:
    """Join the cards of a plan by kind and chapter, and their lines with them."""
    return _joined(scene, lambda card: card.bundle, lang)


def plans(scene: Scene, lang: str) -> Seen:
    """Join the cards of a plan with it, and their lines with them."""
    return _joined(scene, lambda card: card.block, lang)


def condensed(scene: Scene, lang: str) -> Scene:
    """A scene of chapters only: what is left of one that is too large to be held by a page.

    A line then stands for all links of one relation between two chapters and has no evidence.
    """
    cards, _ = chapters(scene, lang)
    home = {card.id: card.bundle or card.id for card in scene.cards}
    alike: dict[tuple[str, str, str], list[Line]] = defaultdict(list)
    for line in scene.lines:
        alike[home[line.upper], home[line.lower], line.relation].append(line)
    lines = (
        Line(
            id="\n".join(key),
            upper=key[0],
            lower=key[1],
            relation=key[2],
            confidence=max(line.confidence for line in members),
            count=len(members),
        )
        for key, members in sorted(alike.items())
    )
    return Scene(cards=tuple(cards), lines=tuple(lines), left_out=scene.left_out)


def _joined(scene: Scene, of: Callable[[Card], str], lang: str) -> Seen:
    """Join cards that share a name, and the lines between what they are joined to.

    A line keeps the id of one of the lines it stands for; how many they are, and of which
    relations, the page counts from the lines themselves, as filters change it.
    """
    members: dict[str, list[Card]] = defaultdict(list)
    alone: dict[str, Card] = {}
    for card in scene.cards:
        if of(card):
            members[of(card)].append(card)
        else:
            alone[card.id] = card
    cards = [card for card in alone.values() if card.id not in members]
    for name, inside in members.items():
        cards.append(_whole(name, inside, alone.get(name), lang))
    home = {card.id: of(card) or card.id for card in scene.cards}
    lines: dict[tuple[str, str], Line] = {}
    for line in scene.lines:
        ends = home[line.upper], home[line.lower]
        if ends[0] != ends[1]:
            lines.setdefault(ends, dataclasses.replace(line, upper=ends[0], lower=ends[1]))
    return cards, list(lines.values())


def _whole(name: str, inside: Iterable[Card], head: Card | None, lang: str) -> Card:
    """The card that stands for those ``inside``: their plan, or one of its own."""
    held = sorted(inside, key=lambda card: (card.order, card.id))
    count = sum(card.members or 1 for card in held)
    if head:
        return dataclasses.replace(head, members=count)
    first = held[0]
    return dataclasses.replace(
        first,
        id=name,
        label=_label(name, first.kind, lang),
        status="linked" if any(card.status == "linked" for card in held) else first.status,
        home=name if first.kind == "document" else first.home,
        bundle="",
        block="" if first.kind == "document" else first.block,
        nature="",
        members=count,
        details={},
    )


def _label(name: str, kind: str, lang: str) -> str:
    return name.split("/", 2)[2] or group("kind", lang)[kind]
