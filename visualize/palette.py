"""How things look: data only.

Node kinds by colour and icon, relations by colour and dash, levels by the lane they are drawn in;
each colour for light and for dark surroundings. As lines and icons they keep a contrast of 3 to 1
with what they are drawn on, as text 4.5 to 1 (tested).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from policycascade.model import Level, Relation


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour on light and on dark ground."""

    light: str
    dark: str

    @property
    def css(self) -> str:
        """The colour as a style sheet takes it, following the system."""
        return f"light-dark({self.light}, {self.dark})"


@dataclass(frozen=True, slots=True)
class Look:
    """A kind of card: the colour and shape of its mark, its width and height in the picture."""

    tone: Tone
    icon: str
    width: int = 264
    height: int = 30


@dataclass(frozen=True, slots=True)
class Stroke:
    """A relation's line: its colour, and the lengths of dash and gap (none for a whole line)."""

    tone: Tone
    dash: tuple[int, ...] = ()


#: What everything else is drawn with; ``fill`` is the ground of a card, ``lane`` and ``other``
#: those of the levels in turn.
GROUNDS: Mapping[str, Tone] = {
    "ink": Tone("#1d2430", "#e6e9ee"),
    "muted": Tone("#566070", "#a3adba"),
    "paper": Tone("#ffffff", "#14181e"),
    "fill": Tone("#ffffff", "#1e242c"),
    "soft": Tone("#f4f6f9", "#1e242c"),
    "line": Tone("#d9dde3", "#39424e"),
    "edge": Tone("#c3c9d1", "#4a5563"),
    "lane": Tone("#f8f9fb", "#181d24"),
    "other": Tone("#f0f3f7", "#1b2129"),
    "link": Tone("#1f5fa8", "#8ebdf0"),
    "upper": Tone("#164a85", "#8ebdf0"),
    "lower": Tone("#1f6b5c", "#6fc9b3"),
}

#: The colour of words on a card that is filled with its kind's colour.
ON_COLOUR = "#ffffff"

_BLUE, _SKY = Tone("#1f5fa8", "#7db2ee"), Tone("#3f7fc4", "#5b9ae0")
_TEAL, _OCHRE = Tone("#2b7a78", "#6fc9b3"), Tone("#a1670f", "#e3bb62")
_RUST, _GREY = Tone("#9a3412", "#f0a181"), Tone("#6d7885", "#98a3b0")

#: A line that stands for links of several relations.
MIXED = _GREY

#: Kinds of node that are drawn; the icons are those of ``templates/picture.js``.
LOOKS: Mapping[str, Look] = {
    "plan": Look(Tone("#164a85", "#3a72b8"), "plan", height=52),
    "document": Look(Tone("#566070", "#a3adba"), "document", height=38),
    "target": Look(Tone("#b45309", "#eda95a"), "disc"),
    "programme": Look(Tone("#7c3aed", "#b79bf5"), "diamond"),
    "task": Look(Tone("#1f6b5c", "#6fc9b3"), "square"),
}

STROKES: Mapping[str, Stroke] = {
    Relation.SAME: Stroke(_BLUE),
    Relation.SHARE: Stroke(_SKY),
    Relation.STRICTER: Stroke(_RUST),
    Relation.LOOSER: Stroke(_OCHRE),
    Relation.NOT_COMPARABLE: Stroke(Tone("#6d4c8d", "#c0a3e0"), (3, 4)),
    Relation.CARRIED: Stroke(_BLUE),
    Relation.MERGED: Stroke(_TEAL),
    Relation.SPLIT: Stroke(_TEAL, (8, 4)),
    Relation.NARROWED: Stroke(_OCHRE, (8, 4)),
    Relation.RENAMED: Stroke(_TEAL),
    Relation.SPECIFIED: Stroke(_SKY),
    Relation.BASIS: Stroke(GROUNDS["ink"]),
    Relation.IMPLEMENTS: Stroke(GROUNDS["ink"], (8, 4)),
    Relation.MENTION: Stroke(_GREY, (2, 4)),
    Relation.PRESUMED: Stroke(_GREY, (8, 4)),
    Relation.UNDECIDED: Stroke(_GREY, (2, 4)),
}

#: What became of an element: shown on its card, and a filter of its own.
STATUS: Mapping[str, Tone] = {
    "linked": Tone("#1f5fa8", "#8ebdf0"),
    "dropped": Tone("#9a3412", "#f0a181"),
    "local": Tone("#1f6b5c", "#6fc9b3"),
    "undecided": Tone("#566070", "#a3adba"),
    "alone": Tone("#566070", "#a3adba"),
}

#: The lanes, highest level first. What has no level that could be read comes before them: nearly
#: always a document that plans cite.
LANES: tuple[str, ...] = ("unknown", *(level.value for level in Level))
