"""SPARQL 1.1 Service Description: what the endpoint speaks and which graphs it has."""

from __future__ import annotations

from collections.abc import Iterable

from policycascade.graph.answers import SOLUTIONS, TRIPLES, negotiate, write_triples

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"

#: What W3C calls the forms of answers.
_RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)
assert len(_RESULTS) == len(SOLUTIONS) + len(TRIPLES)

#: Asks for the graphs of the base.
GRAPHS = "SELECT DISTINCT ?graph WHERE { GRAPH ?graph { } } ORDER BY ?graph"


def describe(endpoint: str, graphs: Iterable[str], accept: str) -> tuple[str, bytes]:
    """Give the description in a form the asker reads, and the name of the form.

    Raises:
        NotAcceptable: if it reads none.
    """
    from pyoxigraph import NamedNode, Triple

    media = negotiate(accept, TRIPLES, {})
    kind = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    service, dataset, default = (
        NamedNode(endpoint + part) for part in ("#service", "#dataset", "#default")
    )

    def sd(name: str) -> NamedNode:
        return NamedNode(SD + name)

    said = [
        Triple(service, kind, sd("Service")),
        Triple(service, sd("endpoint"), NamedNode(endpoint)),
        Triple(service, sd("supportedLanguage"), sd("SPARQL11Query")),
        Triple(service, sd("feature"), sd("UnionDefaultGraph")),
        Triple(service, sd("defaultDataset"), dataset),
        Triple(dataset, kind, sd("Dataset")),
        Triple(dataset, sd("defaultGraph"), default),
        Triple(default, kind, sd("Graph")),
    ]
    said += [Triple(service, sd("resultFormat"), NamedNode(FORMATS + one)) for one in _RESULTS]
    for number, graph in enumerate(graphs, 1):
        named = NamedNode(f"{endpoint}#graph-{number}")
        said += [
            Triple(dataset, sd("namedGraph"), named),
            Triple(named, kind, sd("NamedGraph")),
            Triple(named, sd("name"), NamedNode(graph)),
        ]
    return media, write_triples(said, media)
