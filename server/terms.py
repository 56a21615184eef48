"""What the editor completes: the terms of our ontology with their names, and the prefixes."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

from policycascade.graph.guard import KNOWN_PREFIXES

if TYPE_CHECKING:
    import rdflib

#: The order in which terms of one name are offered.
_KINDS = ("Class", "ObjectProperty", "DatatypeProperty", "Concept", "ConceptScheme")


@functools.cache
def terms() -> dict[str, Any]:
    """Give prefixes with their addresses, and terms as name, kind and labels, by name."""
    from rdflib import OWL, RDF, SKOS

    from policycascade.ontology import ontology_graph

    graph = ontology_graph()
    spaces = sorted(KNOWN_PREFIXES.items(), key=lambda item: -len(item[1]))
    found: dict[str, list[str]] = {}
    for kind in _KINDS:
        space = SKOS if kind.startswith("Concept") else OWL
        for subject in graph.subjects(RDF.type, space[kind]):
            name = short(str(subject), spaces)
            if name and name not in found:
                found[name] = [name, kind, *_labels(graph, subject)]
    return {"prefixes": dict(KNOWN_PREFIXES), "terms": [found[name] for name in sorted(found)]}


def short(address: str, spaces: list[tuple[str, str]]) -> str:
    """The prefixed name of an address; nothing where no prefix fits."""
    for prefix, space in spaces:
        if address.startswith(space) and address[len(space) :].replace("_", "a").isalnum():
            return f"{prefix}:{address[len(space) :]}"
    return ""


def _labels(graph: rdflib.Graph, subject: Any) -> tuple[str, str]:
    from rdflib import RDFS, SKOS, Literal

    said = {
        label.language: str(label)
        for name in (RDFS.label, SKOS.prefLabel)
        for label in graph.objects(subject, name)
        if isinstance(label, Literal)
    }
    return said.get("zh", ""), said.get("en", "")
