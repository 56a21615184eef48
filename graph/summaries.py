"""What is worked out once when the graph is written, so that nobody goes along paths again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from policycascade.graph.kinds import Edge, EdgeKind, Node


def plans_above(nodes: Iterable[Node], edges: Iterable[Edge]) -> Mapping[str, int]:
    """How many plans stand above each element on the ways that cascade down to it."""
    homes = {node.id: str(node.attributes.get("plan", node.id)) for node in nodes}
    sources: defaultdict[str, list[str]] = defaultdict(list)
    for edge in edges:
        if edge.kind is EdgeKind.CASCADES_TO:
            sources[edge.target].append(edge.source)
    known: dict[str, frozenset[str]] = {}

    def above(element: str) -> frozenset[str]:
        """The way is short: a cascade goes down a level with every step."""
        if element not in known:
            ways = (above(source) | {homes[source]} for source in sources.get(element, ()))
            known[element] = frozenset().union(*ways)
        return known[element]

    return {element: len(above(element)) for element in sources}


def tops(nodes: Iterable[Node], edges: Iterable[Edge]) -> Mapping[str, str]:
    """The elements at the top of the ways that cascade down, and what they are called."""
    ways = [(edge.source, edge.target) for edge in edges if edge.kind is EdgeKind.CASCADES_TO]
    from_here = {source for source, _ in ways} - {target for _, target in ways}
    return {
        node.id: node.label for node in nodes if node.id in from_here and "plan" in node.attributes
    }
