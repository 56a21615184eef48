from collections.abc import Callable
from typing import Any

import pytest

from policycascade.loaders import source_position
from policycascade.model import Document, Segment

Make = Callable[..., Document]


def test_a_quote_is_found_in_the_file(document: Make) -> None:
    source = "　　第一章 总则\r\n\r\n| 甲 | 乙 |\r\n| 丙 | 丁 |\r\n"
    made = document(source)
    for words in ("第一章", "总则", "乙", "丁"):
        assert source_position(made, made.text.index(words)).offset == source.index(words)
    assert source_position(made, made.text.index("\n")).offset == source.index("\r")


def test_what_stands_for_an_entity_is_where_the_entity_begins(document: Make) -> None:
    source = "<p>占比&lt;60%</p>"
    made = document(source, "page.html")
    assert source_position(made, made.text.index("<")).offset == source.index("&lt;")
    assert source_position(made, made.text.index("60")).offset == source.index("60")


def test_pages_and_cells_are_told(document: Make) -> None:
    made = document("甲")
    page = Segment(start=0, length=1, source_start=4, source_length=1, page=2, cell="表1!B2")
    place = source_position(Document(**{**fields(made), "segments": (page,)}), 0)
    assert (place.offset, place.page, place.cell) == (4, 2, "表1!B2")


def fields(made: Document) -> dict[str, Any]:
    return {name: getattr(made, name) for name in made.__dataclass_fields__}


@pytest.mark.parametrize("offset", [-1, 3])
def test_a_place_outside_the_text_is_refused(document: Make, offset: int) -> None:
    with pytest.raises(ValueError, match="no place"):
        source_position(document("甲"), offset)
