"""What the script of a page is given: cards, lines, places, colours and words, as plain JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from policycascade.ontology.topics import topics
from policycascade.visualize.labels import group
from policycascade.visualize.layout import Layout
from policycascade.visualize.palette import (
    GROUNDS,
    LANES,
    LOOKS,
    MIXED,
    ON_COLOUR,
    STATUS,
    STROKES,
    Tone,
)
from policycascade.visualize.scene import Card, Line, Scene

Json = dict[str, Any]
#: Plan, start and end of a passage → address of its place in the reader.
Places = Mapping[tuple[str, int, int], str]
#: What a reader sees, and the address.
Way = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What a page of the site finds around it; a page that stands alone has nothing.

    Attributes:
        assets: address of the folder with the drawing library, script and style, which else are
            part of the page.
        home: address of the start page.
        other: address of the same picture in the other language.
        ways: node → the pages about it.
    """

    assets: str = ""
    places: Places = field(default_factory=dict)
    home: str = ""
    other: str = ""
    ways: Mapping[str, Sequence[Way]] = field(default_factory=dict)


ALONE = Around()


def payload(
    scene: Scene,
    cards: Mapping[str, Card],
    modes: Mapping[str, Layout],
    lang: str,
    around: Around,
) -> Json:
    """Give everything that the page draws and says."""
    names = ("ui", "kind", "level", "status", "relation", "nature")
    proofs = Proofs(around.places)
    return {
        "cards": {card.id: _card(card, around, proofs) for card in cards.values()},
        "lines": [_line(line, proofs) for line in scene.lines],
        "proofs": proofs.listed,
        "modes": {name: _mode(layout) for name, layout in modes.items()},
        "lanes": list(LANES),
        "looks": {
            kind: {"icon": look.icon, "width": look.width, "height": look.height}
            for kind, look in LOOKS.items()
        },
        "colours": {scheme: _colours(scheme) for scheme in ("light", "dark")},
        "words": {name: dict(group(name, lang)) for name in names} | {"topic": _topics(lang)},
        "filters": _filters(scene),
    }


def _topics(lang: str) -> dict[str, str]:
    return {topic.id: topic.label_en if lang == "en" else topic.id for topic in topics()}


def _filters(scene: Scene) -> Json:
    held = {
        "kind": {card.kind for card in scene.cards},
        "level": {card.lane for card in scene.cards},
        "status": {card.status for card in scene.cards},
        "nature": {card.nature for card in scene.cards} - {""},
        "relation": {line.relation for line in scene.lines},
    }
    order = {
        "kind": LOOKS,
        "level": LANES,
        "nature": ("binding", "expected", "unstated"),
        "relation": STROKES,
        "status": STATUS,
    }
    found = {name: [key for key in keys if key in held[name]] for name, keys in order.items()}
    found["topic"] = sorted({card.topic for card in scene.cards if card.topic})
    return found


def _colours(scheme: str) -> Json:
    def of(tone: Tone) -> str:
        return tone.dark if scheme == "dark" else tone.light

    return {
        **{name: of(tone) for name, tone in GROUNDS.items()},
        "onColour": ON_COLOUR,
        "mixed": of(MIXED),
        "kinds": {kind: of(look.tone) for kind, look in LOOKS.items()},
        "strokes": {relation: of(stroke.tone) for relation, stroke in STROKES.items()},
        "states": {status: of(tone) for status, tone in STATUS.items()},
    }


class Proofs:
    """The quotes of a page, each held once, however many cards and lines it proves."""

    def __init__(self, places: Places) -> None:
        self.listed: list[Json] = []
        self._places = places
        self._numbers: dict[tuple[object, str], int] = {}

    def numbers(self, proofs: Iterable[Json]) -> list[int]:
        """Where each quote stands in the list; with the address of its place, if it has one."""
        return [self._number(proof) for proof in proofs]

    def _number(self, proof: Json) -> int:
        at, section = proof["at"], proof["section"]
        number = self._numbers.setdefault((at, section), len(self.listed))
        if number == len(self.listed):
            said = {"quote": proof["quote"], "section": section, "href": self._places.get(at)}
            self.listed.append(_said(said))
        return number


def _said(said: Json) -> Json:
    """What the page does not know by itself: all that is empty is left out."""
    return {name: value for name, value in said.items() if value}


def _line(line: Line, proofs: Proofs) -> Json:
    quotes = line.details.get("quotes", {})
    said = {
        "id": line.id,
        "upper": line.upper,
        "lower": line.lower,
        "relation": line.relation,
        "count": line.count if line.count > 1 else None,
        **line.details,
        "quotes": {side: proofs.numbers(quotes.get(side, ())) for side in ("upper", "lower")},
    }
    return _said(said) | {"confidence": line.confidence}


def _card(card: Card, around: Around, proofs: Proofs) -> Json:
    return _said(
        {
            "kind": card.kind,
            "label": card.label,
            "lane": card.lane,
            "home": card.home,
            "status": card.status,
            "bundle": card.bundle,
            "block": card.block,
            "members": card.members,
            "topic": card.topic,
            "nature": card.nature,
            "fields": card.details.get("fields", []),
            "quotes": proofs.numbers(card.details.get("quotes", ())),
            "ways": around.ways.get(card.id, []),
        }
    )


def _mode(layout: Layout) -> Json:
    return {
        "places": {card: list(place) for card, place in layout.places.items()},
        "lanes": [{"name": n.name, "left": n.left, "right": n.right} for n in layout.lanes],
        "bottom": layout.bottom,
    }
