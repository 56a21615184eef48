import pytest

from policycascade.model import Relation
from policycascade.visualize.palette import INK, LOOKS, MUTED, PAPER, STATUS, STROKES


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def on_paper(colour: str) -> float:
    return (luminance(PAPER) + 0.05) / (luminance(colour) + 0.05)


@pytest.mark.parametrize("colour", [INK, MUTED, *STATUS.values(), LOOKS["plan"].colour])
def test_text_can_be_read(colour: str) -> None:
    assert on_paper(colour) >= 4.5


@pytest.mark.parametrize(
    "colour", [*(look.colour for look in LOOKS.values()), *(s.colour for s in STROKES.values())]
)
def test_marks_and_lines_can_be_seen(colour: str) -> None:
    assert on_paper(colour) >= 3


def test_every_relation_that_joins_two_ends_has_a_stroke() -> None:
    assert set(STROKES) == set(Relation) - {Relation.DROPPED, Relation.LOCAL}


def test_kinds_differ_in_colour_and_shape() -> None:
    assert len({look.colour for look in LOOKS.values()}) == len(LOOKS)
    assert len({look.icon for look in LOOKS.values()}) == len(LOOKS)
