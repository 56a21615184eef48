"""What the graph may say, and the words of the world: vocabularies, regions, terms."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import rdflib

__all__ = ["ontology_graph", "shapes_graph"]


def ontology_graph() -> rdflib.Graph:
    """Read the ontology: classes, properties and concept schemes."""
    return _graph("policycascade.ttl")


def shapes_graph() -> rdflib.Graph:
    """Read the SHACL shapes that every graph of ours must fit."""
    return _graph("shapes.ttl")


def _graph(name: str) -> rdflib.Graph:
    import rdflib

    source = files("policycascade.ontology").joinpath(name).read_text("utf-8")
    return rdflib.Graph().parse(data=source, format="turtle")
