import re
from datetime import date
from decimal import Decimal

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from policycascade.graph.nquads import Quads, iri, literal, text, word

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def legal(value: str) -> str:
    """The value with what XML, and so ``xsd:string``, cannot hold replaced."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\N{REPLACEMENT CHARACTER}", value)


def quad(object_: str, subject: str = "<a:s>") -> str:
    quads = Quads()
    quads.add("<a:g>", subject, "<a:p>", object_)
    return "".join(quads.lines())


def by_oxigraph(line: str) -> ox.Quad:
    (found,) = ox.parse(line, format=ox.RdfFormat.N_QUADS)
    assert isinstance(found, ox.Quad)
    return found


def by_rdflib(line: str) -> rdflib.term.Node:
    dataset = rdflib.Dataset()
    dataset.parse(data=line, format="nquads")
    (found,) = dataset.quads()
    return found[2]


@given(ANY_TEXT)
def test_any_text_survives(value: str) -> None:
    found = by_oxigraph(quad(text(value))).object
    assert isinstance(found, ox.Literal)
    assert found.value == legal(value)
    tagged = by_oxigraph(quad(word(value, "zh"))).object
    assert isinstance(tagged, ox.Literal)
    assert (tagged.value, tagged.language) == (legal(value), "zh")


NASTY = [
    'say "hi"',
    "line\nbreak\r\n\tand tab",
    'end" . <a:s> <a:p> "planted',
    "back\\slash \\u0041 \\",
    "> <x> ^^<y> @en",
    "\b\f\x00\x1f\x7f",
    "四级联动　“引号”\u2028",
]


@pytest.mark.parametrize("value", NASTY)
def test_what_could_break_out_of_a_line_does_not(value: str) -> None:
    assert str(by_rdflib(quad(text(value)))) == legal(value)


@given(ANY_TEXT)
def test_any_name_makes_an_address(name: str) -> None:
    line = quad('"x"', iri("https://example.org/id/", name))
    subject = by_oxigraph(line).subject
    assert isinstance(subject, ox.NamedNode)
    assert subject.value.startswith("https://example.org/id/")


@given(ANY_TEXT, ANY_TEXT)
def test_different_names_make_different_addresses(one: str, other: str) -> None:
    assert (iri("a:", one) == iri("a:", other)) == (one == other)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>'),
        (2025, '"2025"^^<http://www.w3.org/2001/XMLSchema#integer>'),
        (Decimal("1E+3"), '"1000"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (Decimal("0.00"), '"0"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (0.1, '"0.1"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (1e-07, '"0.0000001"^^<http://www.w3.org/2001/XMLSchema#decimal>'),
        (date(2021, 3, 1), '"2021-03-01"^^<http://www.w3.org/2001/XMLSchema#date>'),
        ("人", '"人"'),
    ],
)
def test_values_are_written_by_their_type(value: str, written: str) -> None:
    assert literal(value) == written


def test_a_quad_said_twice_is_said_once() -> None:
    quads = Quads()
    for _ in range(2):
        quads.add("<a:g>", "<a:s>", "<a:p>", '"x"')
    assert len(list(quads.lines())) == 1
