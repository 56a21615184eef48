from importlib.resources import files

import owlrl  # type: ignore[import-untyped]
import pyoxigraph as ox
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, BNode, URIRef

from policycascade.graph.kinds import EDGE_LABELS
from policycascade.graph.links import RELATION_LABELS
from policycascade.graph.mapping import EDGE_PROPERTIES, NODE_CLASSES, PREFIXES, PROPERTIES
from policycascade.ontology import ontology_graph
from policycascade.ontology.terms import ONTOLOGY, PC, concept

DCAM = rdflib.Namespace("http://purl.org/dc/dcam/")
NS = f"{ONTOLOGY}#"

GRAPH = ontology_graph()
TERMS = sorted(
    subject
    for subject in GRAPH.subjects(RDFS.isDefinedBy, URIRef(ONTOLOGY))
    if isinstance(subject, URIRef) and subject.startswith(NS)
)
PROPERTIES_OF_OURS = [
    term
    for term in TERMS
    if {OWL.ObjectProperty, OWL.DatatypeProperty} & set(GRAPH.objects(term, RDF.type))
]


def local(term: object) -> str:
    return str(term).removeprefix(NS)


def languages(subject: rdflib.term.Node, predicate: URIRef) -> list[str | None]:
    objects = GRAPH.objects(subject, predicate)
    return sorted(one.language for one in objects if isinstance(one, rdflib.Literal))  # type: ignore[type-var]


def test_the_ontology_has_a_version_and_a_change_note() -> None:
    here = URIRef(ONTOLOGY)
    assert (here, RDF.type, OWL.Ontology) in GRAPH
    assert GRAPH.value(here, OWL.versionIRI)
    assert languages(here, SKOS.changeNote) == ["en", "zh"]


@pytest.mark.parametrize("term", TERMS, ids=local)
def test_every_term_is_named_and_defined_in_both_languages(term: URIRef) -> None:
    assert languages(term, RDFS.label) == ["en", "zh"]
    assert languages(term, RDFS.comment) == ["en", "zh"]


@pytest.mark.parametrize("term", PROPERTIES_OF_OURS, ids=local)
def test_every_property_says_what_it_joins(term: URIRef) -> None:
    for strict, loose in (
        (RDFS.domain, DCAM.domainIncludes),
        (RDFS.range, DCAM.rangeIncludes),
    ):
        found = [*GRAPH.objects(term, strict), *GRAPH.objects(term, loose)]
        assert found
        ours = [one for one in found if str(one).startswith(NS)]
        assert all(one in TERMS for one in ours)


def test_concepts_have_names_in_both_languages_and_a_scheme() -> None:
    concepts = list(GRAPH.subjects(RDF.type, SKOS.Concept))
    assert concepts
    for one in concepts:
        assert languages(one, SKOS.prefLabel) == ["en", "zh"], one
        scheme = GRAPH.value(one, SKOS.inScheme)
        assert languages(scheme, SKOS.prefLabel) == ["en", "zh"]  # type: ignore[arg-type]


def test_the_ontology_has_no_blank_nodes() -> None:
    assert not [term for triple in GRAPH for term in triple if isinstance(term, BNode)]


def test_labels_of_edges_and_relations_are_those_of_the_ontology() -> None:
    for kind, words in EDGE_LABELS.items():
        term = URIRef(NS + EDGE_PROPERTIES[kind][0].removeprefix("pc:"))
        assert {str(o) for o in GRAPH.objects(term, RDFS.label)} == {words.zh, words.en}
    for relation, words in RELATION_LABELS.items():
        labels = GRAPH.objects(URIRef(concept(relation)), SKOS.prefLabel)
        assert {str(o) for o in labels} == {words.zh, words.en}


def test_the_tables_of_the_graph_use_known_terms() -> None:
    names = [
        *PROPERTIES.values(),
        *(name for names in EDGE_PROPERTIES.values() for name in names),
        *(name for names in NODE_CLASSES.values() for name in names),
    ]
    for name in names:
        prefix, _, term = name.partition(":")
        assert prefix in PREFIXES
        assert prefix != "pc" or hasattr(PC, term)


def test_super_classes_written_out_are_those_of_the_ontology() -> None:
    for classes in NODE_CLASSES.values():
        ours = URIRef(NS + classes[0].removeprefix("pc:"))
        above = set(GRAPH.transitive_objects(ours, RDFS.subClassOf))
        for name in classes[1:]:
            prefix, _, term = name.partition(":")
            assert URIRef(PREFIXES[prefix] + term) in above, (ours, name)


def test_other_parsers_read_the_same_triples() -> None:
    source = files("policycascade.ontology").joinpath("policycascade.ttl").read_bytes()
    assert len(list(ox.parse(source, format=ox.RdfFormat.TURTLE))) == len(GRAPH)


def test_it_is_consistent_under_owl_rl() -> None:
    closed = rdflib.Graph()
    for triple in GRAPH:
        closed.add(triple)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closed)
    errors = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    assert not list(closed.subjects(RDF.type, errors))
    assert not list(closed.subjects(RDF.type, OWL.Nothing))
