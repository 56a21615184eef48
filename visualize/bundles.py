"""The overview of a scene: one card for a plan's targets, its programmes, a chapter's tasks.

Documents outside the base that no plan was drafted from (laws to be carried out, say) become one
card per level.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict

from policycascade.visualize.labels import group, say
from policycascade.visualize.scene import Card, Line, Scene


def bundled(scene: Scene, lang: str) -> tuple[list[Card], list[Line]]:
    """Join the cards of a plan by kind and chapter, and their lines with them.

    A line of the overview keeps the id of one of the lines it stands for; how many they are, and
    of which relations, the page counts from the lines themselves, as filters change it.
    """
    members: dict[str, list[Card]] = defaultdict(list)
    cards: list[Card] = []
    for card in scene.cards:
        if card.bundle:
            members[card.bundle].append(card)
        else:
            cards.append(card)
    for bundle, inside in members.items():
        first = min(inside, key=lambda card: (card.order, card.id))
        linked = any(card.status == "linked" for card in inside)
        cards.append(
            dataclasses.replace(
                first,
                id=bundle,
                label=_label(bundle, first.kind, lang),
                status="linked" if linked else first.status,
                home=bundle if first.kind == "document" else first.home,
                bundle="",
                members=len(inside),
                details={},
            )
        )
    home = {card.id: card.bundle or card.id for card in scene.cards}
    lines: dict[tuple[str, str], Line] = {}
    for line in scene.lines:
        ends = home[line.upper], home[line.lower]
        lines.setdefault(ends, dataclasses.replace(line, upper=ends[0], lower=ends[1]))
    return cards, list(lines.values())


def _label(bundle: str, kind: str, lang: str) -> str:
    if kind == "document":
        return say("documents_of", lang)
    part = bundle.split("/", 2)[2]
    return part or group("kind", lang)[kind]
