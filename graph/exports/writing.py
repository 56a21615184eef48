"""Writing a knowledge base in other tools' formats, with a description of what was written."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.errors import PolicyCascadeError
from policycascade.graph.exports.neo4j import write_neo4j
from policycascade.graph.exports.network import write_gexf, write_graphml, write_node_link
from policycascade.graph.exports.package import About, describe
from policycascade.graph.exports.rdf import write_rdf
from policycascade.graph.exports.stratml import write_stratml
from policycascade.graph.exports.tables import write_parquet, write_tables

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

#: RDF format → how its file is called.
RDF = {
    "turtle": "graph.ttl",
    "trig": "graph.trig",
    "nquads": "graph.nq",
    "jsonld": "graph.jsonld",
    "rdfxml": "graph.rdf",
}
_NETWORK: Mapping[str, tuple[str, Callable[[Graph, Path], None]]] = {
    "graphml": ("graph.graphml", write_graphml),
    "gexf": ("graph.gexf", write_gexf),
    "json": ("graph.json", write_node_link),
}
_FOLDERS: Mapping[str, Callable[[Graph, Path], list[Path]]] = {
    "neo4j": write_neo4j,
    "stratml": write_stratml,
    "csv": write_tables,
    "parquet": write_parquet,
}
FORMATS = (*RDF, *_NETWORK, *_FOLDERS)

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|^`\\]+", re.IGNORECASE)


def available() -> tuple[str, ...]:
    """The formats that can be written here: Parquet only where pyarrow is installed."""
    return tuple(form for form in FORMATS if form != "parquet" or find_spec("pyarrow"))


def export(
    graph: Graph, nquads: Path, folder: Path, formats: Iterable[str], about: About
) -> list[Path]:
    """Write the formats and their description to ``folder``; give the files.

    Each file takes its place only when all are written.

    Args:
        graph: the base as networkx sees it.
        nquads: the same as RDF.
        folder: where to write; made if need be.
        formats: some of ``FORMATS``.
        about: title, licence and version for the description.

    Raises:
        PolicyCascadeError: for a licence that is no address, or Parquet without pyarrow.
    """
    if about.licence and not _ADDRESS.fullmatch(about.licence):
        raise PolicyCascadeError(
            f"{about.licence}: 许可须是网址 (a licence is given by its address)"
        )
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".export.", dir=folder) as made:
        beside = Path(made)
        files: list[Path] = []
        for form in dict.fromkeys(formats):
            files += _write(graph, nquads, beside, form)
        files += describe(graph, files, beside, about)
        return [path.replace(folder / path.name) for path in files]


def _write(graph: Graph, nquads: Path, folder: Path, form: str) -> list[Path]:
    if form in RDF:
        path = folder / RDF[form]
        write_rdf(nquads, path, form)
        return [path]
    if form in _NETWORK:
        name, write = _NETWORK[form]
        write(graph, folder / name)
        return [folder / name]
    return _FOLDERS[form](graph, folder)
