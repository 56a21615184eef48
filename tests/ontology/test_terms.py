from enum import StrEnum

import pytest
import rdflib
from rdflib import SKOS, URIRef

from policycascade import model
from policycascade.ontology import ontology_graph
from policycascade.ontology.terms import ONTOLOGY, PC, SCHEMES, concept


@pytest.fixture(scope="module")
def ontology() -> rdflib.Graph:
    return ontology_graph()


def test_terms_are_exactly_those_of_the_ontology(ontology: rdflib.Graph) -> None:
    defined = {
        str(subject).removeprefix(f"{ONTOLOGY}#")
        for subject in ontology.subjects(rdflib.RDFS.isDefinedBy, URIRef(ONTOLOGY))
        if str(subject).startswith(f"{ONTOLOGY}#")
    }
    assert set(PC.__annotations__) - {"_NS", "_fail"} == defined


def test_a_misspelt_term_raises() -> None:
    with pytest.raises(AttributeError, match="Plann"):
        PC.Plann  # noqa: B018


@pytest.mark.parametrize(("enum", "scheme"), SCHEMES.items(), ids=SCHEMES.values())
def test_a_scheme_holds_exactly_the_values_of_its_enum(
    ontology: rdflib.Graph, enum: type[StrEnum], scheme: str
) -> None:
    held = set(ontology.subjects(SKOS.inScheme, URIRef(f"{ONTOLOGY}/{scheme}")))
    assert held == {URIRef(concept(value)) for value in enum}


def test_every_enum_of_a_fact_or_link_has_a_scheme() -> None:
    enums = {
        one
        for one in vars(model).values()
        if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum
    }
    assert enums - set(SCHEMES) == {model.BlockKind, model.Severity}
