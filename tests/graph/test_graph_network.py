import json

import networkx as nx
import rdflib
import three_levels as t

from policycascade.graph.kinds import NodeKind
from policycascade.graph.mapping import NODE_CLASSES
from policycascade.graph.rdf import BASE
from policycascade.graph.statements import term


def test_attributes_are_plain_json(graph: "nx.MultiDiGraph[str]") -> None:
    data = nx.node_link_data(graph)
    assert json.loads(json.dumps(data, ensure_ascii=False, allow_nan=False)) == data


def test_node_ids_are_the_local_names_of_the_rdf_subjects(
    graph: "nx.MultiDiGraph[str]", dataset: rdflib.Dataset
) -> None:
    for kind in NodeKind:
        address = rdflib.URIRef(term(NODE_CLASSES[kind][0]).strip("<>"))
        subjects = {str(s).removeprefix(BASE) for s in dataset.subjects(rdflib.RDF.type, address)}
        assert subjects == {n for n, said in graph.nodes(data=True) if said["kind"] == kind}, kind


def test_edges_are_the_triples(graph: "nx.MultiDiGraph[str]", dataset: rdflib.Dataset) -> None:
    for kind, name in (("derives_from", "derivesFrom"), ("cascades_to", "cascadesTo")):
        address = rdflib.URIRef(f"https://w3id.org/policycascade/ns#{name}")
        triples = {
            (str(s).removeprefix(BASE), str(o).removeprefix(BASE))
            for s, o in dataset.subject_objects(address)
        }
        assert triples == {(u, v) for u, v, said in graph.edges(data=True) if said["kind"] == kind}


def test_a_link_carries_both_quotes_and_its_reasons(graph: "nx.MultiDiGraph[str]") -> None:
    (edge,) = graph.get_edge_data(t.C_JOBS.id, t.P_JOBS.id).values()
    assert edge["kind"] == "derives_from"
    assert (edge["label"], edge["label_en"]) == ("分担", "share")
    assert edge["quote"] == t.C_JOBS.evidence.quote
    assert edge["quote_upper"] == t.P_JOBS.evidence.quote
    assert edge["share"] == 0.1
    assert edge["reasons"][0]["zh"]


def test_a_fact_carries_its_plan_and_words(graph: "nx.MultiDiGraph[str]") -> None:
    said = graph.nodes[t.P_JOBS.id]
    assert said["plan_title"] == t.PROVINCIAL.title
    assert (said["level"], said["value"], said["nature"]) == ("province", 3000000, "expected")
    assert said["quote"] == t.P_JOBS.evidence.quote
    assert said["section"] == ["二"]
    assert "relative_to" not in said
