from collections.abc import Iterator

import pytest
from contrast import AA, GRAPHICS, contrast

from policycascade.model import Relation
from policycascade.visualize.palette import (
    GROUNDS,
    LOOKS,
    MIXED,
    ON_COLOUR,
    STATUS,
    STROKES,
    Tone,
)

SCHEMES = ("light", "dark")


def of(tone: Tone, scheme: str) -> str:
    return str(getattr(tone, scheme))


def words_on_grounds() -> Iterator[tuple[str, str]]:
    """Which words stand on which grounds in the pictures and beside them."""
    for ground in ("paper", "fill", "soft", "lane", "other"):
        yield from (("ink", ground), ("muted", ground), ("link", ground))
    for side in ("upper", "lower"):
        yield side, "paper"


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(("words", "ground"), list(words_on_grounds()))
def test_words_can_be_read(words: str, ground: str, scheme: str) -> None:
    assert contrast(of(GROUNDS[words], scheme), of(GROUNDS[ground], scheme)) >= AA


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("status", STATUS)
def test_what_became_of_an_element_can_be_read(status: str, scheme: str) -> None:
    for ground in ("paper", "fill"):
        assert contrast(of(STATUS[status], scheme), of(GROUNDS[ground], scheme)) >= AA


@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_on_a_plan_can_be_read(scheme: str) -> None:
    assert contrast(ON_COLOUR, of(LOOKS["plan"].tone, scheme)) >= AA


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize(
    "tone", {MIXED, *(k.tone for k in LOOKS.values()), *(s.tone for s in STROKES.values())}
)
def test_marks_and_lines_can_be_seen(tone: Tone, scheme: str) -> None:
    for ground in ("paper", "fill", "lane", "other"):
        assert contrast(of(tone, scheme), of(GROUNDS[ground], scheme)) >= GRAPHICS


def test_every_relation_that_joins_two_ends_has_a_stroke() -> None:
    assert set(STROKES) == set(Relation) - {Relation.DROPPED, Relation.LOCAL}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_kinds_differ_in_colour_and_shape(scheme: str) -> None:
    assert len({of(look.tone, scheme) for look in LOOKS.values()}) == len(LOOKS)
    assert len({look.icon for look in LOOKS.values()}) == len(LOOKS)
