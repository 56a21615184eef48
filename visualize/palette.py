"""How things look: data only.

Node kinds by colour and icon, relations by colour and dash, levels by the lane they are drawn in.
Colours keep a contrast of 3 to 1 with white as lines and icons, 4.5 to 1 as text (tested).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policycascade.model import Level, Relation


@dataclass(frozen=True, slots=True)
class Look:
    """A kind of card: the colour and shape of its mark, its width and height in the picture."""

    colour: str
    icon: str
    width: int = 264
    height: int = 30


@dataclass(frozen=True, slots=True)
class Stroke:
    """A relation's line: its colour, and the lengths of dash and gap (none for a whole line)."""

    colour: str
    dash: tuple[int, ...] = ()


INK, MUTED, PAPER = "#1d2430", "#5a6472", "#ffffff"

#: Kinds of node that are drawn; the icons are those of ``templates/network.js``.
LOOKS: Mapping[str, Look] = {
    "plan": Look("#164a85", "plan", height=38),
    "document": Look("#5a6472", "document", height=38),
    "target": Look("#b45309", "disc"),
    "programme": Look("#7c3aed", "diamond"),
    "task": Look("#1f6b5c", "square"),
}

STROKES: Mapping[str, Stroke] = {
    Relation.SAME: Stroke("#1f5fa8"),
    Relation.SHARE: Stroke("#3f7fc4"),
    Relation.STRICTER: Stroke("#9a3412"),
    Relation.LOOSER: Stroke("#b7791f"),
    Relation.NOT_COMPARABLE: Stroke("#6d4c8d", (3, 4)),
    Relation.CARRIED: Stroke("#1f5fa8"),
    Relation.MERGED: Stroke("#2b7a78"),
    Relation.SPLIT: Stroke("#2b7a78", (8, 4)),
    Relation.NARROWED: Stroke("#b7791f", (8, 4)),
    Relation.RENAMED: Stroke("#2b7a78"),
    Relation.SPECIFIED: Stroke("#3f7fc4"),
    Relation.BASIS: Stroke("#1d2430"),
    Relation.IMPLEMENTS: Stroke("#1d2430", (8, 4)),
    Relation.MENTION: Stroke("#7a8594", (2, 4)),
    Relation.PRESUMED: Stroke("#7a8594", (8, 4)),
    Relation.UNDECIDED: Stroke("#7a8594", (2, 4)),
}

#: What became of an element: shown on its card, and a filter of its own.
STATUS: Mapping[str, str] = {
    "linked": "#1f5fa8",
    "dropped": "#9a3412",
    "local": "#1f6b5c",
    "undecided": "#5a6472",
    "alone": "#5a6472",
}

#: The lanes, highest level first. What has no level that could be read comes before them: nearly
#: always a document that plans cite.
LANES: tuple[str, ...] = ("unknown", *(level.value for level in Level))
