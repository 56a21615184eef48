"""The graph for network tools: GraphML (Gephi, yEd, Cytoscape), GEXF and node-link JSON.

GEXF has the time in which a node holds: from the day of issue, or the first day of the period,
to the last day of the period. Levels are words and, for layouts, ranks (0 national, growing
downwards).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade.graph.exports.flat import Cell, edge_rows, node_rows
from policycascade.model import Level

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]


def flat_graph(graph: Graph) -> Graph:
    """Give the graph with plain attributes, the rank of each level and a unique id on each edge."""
    import networkx as nx

    made: Graph = nx.MultiDiGraph()
    for row in node_rows(graph):
        rank = {"level_rank": Level(str(row["level"])).rank} if "level" in row else {}
        made.add_node(str(row.pop("id")), **row, **rank)
    for row in edge_rows(graph):
        source, target, key = (str(row.pop(name)) for name in ("source", "target", "id"))
        made.add_edge(source, target, key=key, **row)
    return made


def write_graphml(graph: Graph, path: Path) -> None:
    """Write GraphML; always by the standard library, since lxml gives other bytes."""
    import networkx as nx

    nx.write_graphml_xml(flat_graph(graph), path, named_key_ids=True)


def write_gexf(graph: Graph, path: Path) -> None:
    """Write GEXF 1.2 with time; the day of writing is left out."""
    from networkx.readwrite.gexf import GEXFWriter

    timed = flat_graph(graph)
    for node, said in timed.nodes(data=True):
        said.update(_time(graph.nodes[said.get("plan", node)]))
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(timed)
    for meta in writer.xml.iter():
        meta.attrib.pop("lastmodifieddate", None)
    with path.open("wb") as file:
        writer.write(file)


def _time(plan: Mapping[str, Any]) -> dict[str, Cell]:
    begin = plan.get("issued") or _day(plan.get("period_start"), "01-01")
    end = _day(plan.get("period_end"), "12-31")
    return {name: day for name, day in (("start", begin), ("end", end)) if day}


def _day(year: int | None, day: str) -> str | None:
    return f"{year}-{day}" if year else None


def write_node_link(graph: Graph, path: Path) -> None:
    """Write node-link JSON with every attribute as it is in the graph."""
    import networkx as nx

    data = nx.node_link_data(graph, edges="edges")
    path.write_text(json.dumps(data, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
