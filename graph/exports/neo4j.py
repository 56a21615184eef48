"""Neo4j: CSV for ``neo4j-admin database import`` and a Cypher script that loads the same files.

Cells are exact, without guards for spreadsheets: Neo4j is to see the words as they stand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.graph.exports.flat import Row, columns, edge_rows, node_rows, write_csv

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

_TYPES: Mapping[type, str] = {str: "", int: ":long", float: ":double", bool: ":boolean"}
_READ = {"": "{}", ":long": "toInteger({})", ":double": "toFloat({})", ":boolean": "toBoolean({})"}

#: Columns with a meaning of their own: what heads them in the files.
_NODE_HEADS = {"id": "id:ID", "kind": ":LABEL"}
_EDGE_HEADS = {"source": ":START_ID", "target": ":END_ID", "kind": ":TYPE"}


def write_neo4j(graph: Graph, folder: Path) -> list[Path]:
    """Write nodes, edges and the script to ``folder``; give the files."""
    nodes, edges = node_rows(graph), edge_rows(graph)
    for row in nodes:
        row["kind"] = str(row["kind"]).capitalize()
    for row in edges:
        row["kind"] = str(row["kind"]).upper()
    written = {
        "neo4j-nodes.csv": _table(nodes, _NODE_HEADS),
        "neo4j-edges.csv": _table(edges, _EDGE_HEADS),
        "neo4j-load.cypher": _script(nodes, edges),
    }
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return [folder / name for name in written]


def _heads(table: Sequence[Row], special: Mapping[str, str]) -> dict[str, str]:
    return {
        name: special.get(name, f"{name}{_TYPES[kind]}") for name, kind in columns(table).items()
    }


def _table(table: Sequence[Row], special: Mapping[str, str]) -> str:
    heads = _heads(table, special)
    return write_csv(heads.values(), ([row.get(name, "") for name in heads] for row in table))


def _script(nodes: Sequence[Row], edges: Sequence[Row]) -> str:
    """One statement for each label and type: Cypher cannot take them from a cell."""
    parts = [
        "// Put neo4j-nodes.csv and neo4j-edges.csv into Neo4j's import folder, then run this with",
        "//   cypher-shell -f neo4j-load.cypher",
        "// or, into a new database and much faster:",
        "//   neo4j-admin database import full --nodes=neo4j-nodes.csv \\",
        "//     --relationships=neo4j-edges.csv neo4j",
        "CREATE CONSTRAINT element_id IF NOT EXISTS FOR (n:Element) REQUIRE n.id IS UNIQUE;",
    ]
    read = "LOAD CSV WITH HEADERS FROM 'file:///{}' AS row WITH row WHERE row.`{}` = '{}'"
    sets = _sets(nodes, _NODE_HEADS, "n")
    for label in sorted({str(row["kind"]) for row in nodes}):
        parts.append(
            read.format("neo4j-nodes.csv", ":LABEL", label)
            + f"\nMERGE (n:Element {{id: row.`id:ID`}}) SET n:{label}, {sets};"
        )
    sets = _sets(edges, _EDGE_HEADS, "r")
    for kind in sorted({str(row["kind"]) for row in edges}):
        parts.append(
            read.format("neo4j-edges.csv", ":TYPE", kind)
            + "\nMATCH (a:Element {id: row.`:START_ID`}), (b:Element {id: row.`:END_ID`})"
            + f"\nMERGE (a)-[r:{kind} {{id: row.`id`}}]->(b) SET {sets};"
        )
    return "\n".join(parts) + "\n"


def _sets(table: Sequence[Row], special: Mapping[str, str], variable: str) -> str:
    heads = _heads(table, special)
    plain = {name: head for name, head in heads.items() if name not in special and name != "id"}
    return ", ".join(
        f"{variable}.`{name}` = " + _READ[head[len(name) :]].format(f"row.`{head}`")
        for name, head in plain.items()
    )
