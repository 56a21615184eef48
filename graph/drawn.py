"""The part of a graph that a CONSTRUCT names, for drawing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policycascade.errors import QueryError
from policycascade.graph.mapping import EDGE_PROPERTIES
from policycascade.graph.results import QueryResult

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

#: Kind of edge → the local names of the properties that say it.
_SAID = {
    kind.value: tuple(name.partition(":")[2] for name in names)
    for kind, names in EDGE_PROPERTIES.items()
}


def named_part(graph: Graph, result: QueryResult) -> Graph:
    """Give the nodes that the triples name, with the plans they stand in, and the edges they say.

    Raises:
        QueryError: if the question gave no triples, or they name nothing of the graph.
    """
    said = result.to_networkx()
    ids = {address: address.rpartition("/")[2] for address in said}
    nodes = {node for node in ids.values() if node in graph}
    if not nodes:
        raise QueryError(
            "", "结果中没有库中的内容，画不出图 (the result names nothing of the base to draw)"
        )
    joined = {(ids[one], ids[two], name) for one, two, name in said.edges(keys=True)}
    plans = {graph.nodes[node].get("plan", node) for node in nodes}
    part: Graph = graph.subgraph(nodes | plans).copy()
    unsaid = [
        (one, two, key)
        for one, two, key, edge in part.edges(keys=True, data=True)
        if not any((one, two, name) in joined for name in _SAID[edge["kind"]])
    ]
    part.remove_edges_from(unsaid)
    return part
