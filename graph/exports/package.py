"""What lies in an export: a Frictionless data package and a DCAT description beside the files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade.graph.exports.tables import schema, tables
from policycascade.graph.mapping import PREFIXES
from policycascade.graph.nquads import text as literal

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

#: What the files are, by the end of their names.
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".cypher": "text/plain",
    ".gexf": "application/gexf+xml",
    ".graphml": "application/graphml+xml",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".nq": "application/n-quads",
    ".parquet": "application/vnd.apache.parquet",
    ".rdf": "application/rdf+xml",
    ".trig": "application/trig",
    ".ttl": "text/turtle",
    ".xml": "application/xml",
}

_IANA = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the maker of a base says of it.

    Attributes:
        licence: address of the licence; nothing is claimed without one.
        version: of the program that wrote it.
    """

    title: str
    licence: str | None
    version: str

    @property
    def citation(self) -> str:
        """How to cite it."""
        return f"{self.title}. policycascade {self.version}."


def describe(graph: Graph, files: Sequence[Path], folder: Path, about: About) -> list[Path]:
    """Write ``datapackage.json`` and ``dcat.ttl`` for the files; give the two."""
    package, catalogue = folder / "datapackage.json", folder / "dcat.ttl"
    whole = json.dumps(_package(graph, files, about), ensure_ascii=False, indent=1)
    package.write_text(whole + "\n", encoding="utf-8", newline="\n")
    catalogue.write_text("\n".join(_dcat(files, about)) + "\n", encoding="utf-8", newline="\n")
    return [package, catalogue]


def _checksum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _package(graph: Graph, files: Iterable[Path], about: About) -> dict[str, Any]:
    known = {table.name: table for table in tables(graph)}
    resources: list[dict[str, Any]] = []
    for path in files:
        row: dict[str, Any] = {
            "name": path.name.lower().replace(".", "-"),
            "path": path.name,
            "format": path.suffix[1:],
            "mediatype": MEDIA_TYPES[path.suffix],
            "bytes": path.stat().st_size,
            "hash": f"sha256:{_checksum(path)}",
        }
        if path.suffix == ".csv":
            row |= {"encoding": "utf-8", "profile": "tabular-data-resource"}
        if path.suffix == ".csv" and path.stem in known:
            row["schema"] = {
                "fields": schema(known[path.stem]),
                "primaryKey": "id",
                "missingValues": [""],
            }
        resources.append(row)
    package: dict[str, Any] = {
        "name": "policycascade-export",
        "title": about.title,
        "profile": "data-package",
        "version": about.version,
        "citation": about.citation,
        "sources": [
            {"title": said["label"], "path": said["source"]}
            for _, said in graph.nodes(data=True)
            if said["kind"] == "plan"
        ],
        "resources": resources,
    }
    if about.licence:
        package["licenses"] = [{"path": about.licence}]
    return package


def _dcat(files: Iterable[Path], about: About) -> Iterable[str]:
    """Turtle by hand: addresses relative to the file itself, which rdflib would make absolute."""
    for prefix in ("dcat", "dcterms", "xsd"):
        yield f"@prefix {prefix}: <{PREFIXES[prefix]}> ."
    yield "@prefix spdx: <http://spdx.org/rdf/terms#> ."
    yield ""
    yield "<> a dcat:Dataset ;"
    yield f"  dcterms:title {literal(about.title)}@zh ;"
    yield f"  dcterms:bibliographicCitation {literal(about.citation)} ;"
    if about.licence:
        yield f"  dcterms:license <{about.licence}> ;"
    places = list(files)
    yield "  dcat:distribution " + ", ".join(f"<#{path.name}>" for path in places) + " ."
    for path in places:
        yield ""
        yield f"<#{path.name}> a dcat:Distribution ;"
        yield f"  dcat:downloadURL <{path.name}> ;"
        yield f"  dcat:mediaType <{_IANA}{MEDIA_TYPES[path.suffix]}> ;"
        yield f'  dcat:byteSize "{path.stat().st_size}"^^xsd:nonNegativeInteger ;'
        yield f"  spdx:checksum <#{path.name}-sha256> ."
        yield f"<#{path.name}-sha256> a spdx:Checksum ;"
        yield "  spdx:algorithm spdx:checksumAlgorithm_sha256 ;"
        yield f'  spdx:checksumValue "{_checksum(path)}"^^xsd:hexBinary .'
