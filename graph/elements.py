"""The one reading both graphs are made of; ``kinds`` says what the nodes and edges mean."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from policycascade.graph.documents import document_elements
from policycascade.graph.facts import plan_elements
from policycascade.graph.kinds import Edge, Node
from policycascade.graph.links import cascade_edges, citation_elements, derivation_edges
from policycascade.model import Corpus

__all__ = ["Edge", "Node", "elements"]


def elements(corpus: Corpus) -> tuple[list[Node], list[Edge]]:
    """Read a corpus as nodes and edges, in an order that depends on their ids alone.

    Raises:
        ValueError: if two different records bear one id, or a link names a record that is not
            there: a graph of such input would be wrong.
    """
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str], Edge] = {}
    for element in _all(corpus):
        if isinstance(element, Edge):
            known = edges.setdefault((element.id, element.kind), element)
            if known != element and "relation" in element.attributes:
                raise ValueError(f"two different links have the id {element.id}")
        elif nodes.setdefault(element.id, element) != element and "plan" in element.attributes:
            raise ValueError(f"two different records have the id {element.id}")
    for edge in edges.values():
        missing = {edge.source, edge.target}.difference(nodes)  # "-" would go through all nodes
        if missing:
            raise ValueError(f"{edge.kind} {edge.id}: no record {'、'.join(sorted(missing))}")
    return (
        [nodes[key] for key in sorted(nodes)],
        [edges[key] for key in sorted(edges)],
    )


def _all(corpus: Corpus) -> Iterator[Node | Edge]:
    yield from chain.from_iterable(map(plan_elements, corpus.plans))
    yield from chain.from_iterable(map(document_elements, corpus.stubs))
    yield from citation_elements(corpus)
    yield from derivation_edges(corpus)
    yield from cascade_edges(corpus)
