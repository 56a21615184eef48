import pytest
import rdflib
from rdflib import RDF, SH, URIRef

from policycascade.ontology import ontology_graph, shapes_graph
from policycascade.ontology.terms import ONTOLOGY, PC

SHAPES = shapes_graph()
NAMED = sorted(
    {
        shape
        for kind in (SH.NodeShape, SH.PropertyShape, SH.SPARQLConstraint)
        for shape in SHAPES.subjects(RDF.type, kind)
        if isinstance(shape, URIRef) and SHAPES.value(shape, SH.message)
    }
)


def test_there_are_shapes() -> None:
    assert len(NAMED) >= 40


@pytest.mark.parametrize("shape", NAMED, ids=lambda shape: str(shape).rpartition("#")[2])
def test_every_message_is_in_both_languages(shape: URIRef) -> None:
    messages = [one for one in SHAPES.objects(shape, SH.message) if isinstance(one, rdflib.Literal)]
    assert sorted(str(one.language) for one in messages) == ["en", "zh"]


def test_every_property_shape_belongs_to_a_shape_with_a_target() -> None:
    targeted = {
        shape
        for target in (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
        for shape in SHAPES.subjects(target, None)
    }
    for shape in SHAPES.subjects(RDF.type, SH.PropertyShape):
        assert targeted & set(SHAPES.subjects(SH.property, shape)), shape


def test_shapes_speak_of_terms_that_exist() -> None:
    ours = f"{ONTOLOGY}#"
    concepts = set(ontology_graph().subjects(RDF.type, rdflib.SKOS.Concept))
    for term in {one for triple in SHAPES for one in triple if isinstance(one, URIRef)}:
        if str(term).startswith(ours):
            assert hasattr(PC, str(term).removeprefix(ours)), term
        elif str(term).startswith(f"{ONTOLOGY}/"):
            assert term in concepts, term
