"""The rows of a base's own files, kept word for word in its graph: from them it is made again.

The triples say what a base means to any tool; order, running text and the reasons behind a figure
they do not hold. So each row of the base's files also stands in the graph as one string of JSON
(``pc:Row``): with the plan it belongs to, or among the links. Whoever reads a base back, from a
file or a server, reads these rows, and gets what was written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.errors import KnowledgeBaseError
from policycascade.graph.nquads import ILLEGAL, literal, text
from policycascade.graph.sources import Source
from policycascade.graph.statements import Statements, term
from policycascade.model import make_id
from policycascade.ontology.terms import ONTOLOGY

if TYPE_CHECKING:
    from pyoxigraph import Quad

_QUERY = """SELECT ?key ?json WHERE {{
  ?row pc:rowKind "{kind}" ; pc:rowNumber ?number ; pc:rowKey ?key ; pc:rowJson ?json
}} ORDER BY ?number ?key"""

#: What no literal can hold, JSON can name.
_NAMED = str.maketrans({chr(code): f"\\u{code:04x}" for code in ILLEGAL})

_PROPERTIES = {f"{ONTOLOGY}#row{name}": name for name in ("Kind", "Number", "Key", "Json")}

#: Files of a graph that rows can be read from, by ending.
ENDINGS = (".ttl", ".trig", ".nq", ".nt", ".rdf", ".jsonld")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of one of a base's files.

    Attributes:
        kind: which file: ``manifest``, ``facts``, ``text`` …
        number: its place among the rows of its kind.
        key: what it is about: a plan id, or nothing.
        json: the row itself.
    """

    kind: str
    number: int
    key: str
    json: str


def say_rows(to: Statements, rows: Iterable[Row], plans: Iterable[str]) -> None:
    """Say every row beside what is said of the corpus; ``plans`` have graphs of their own."""
    homes = {plan: to.at(f"graph/{plan}") for plan in plans}
    for row in rows:
        graph = homes.get(row.key, to.links)
        here = to.at(make_id("row", row.kind, row.key, row.number, row.json))
        said = {
            "a": term("pc:Row"),
            "pc:rowKind": text(row.kind),
            "pc:rowNumber": literal(row.number),
            "pc:rowKey": text(row.key),
            "pc:rowJson": text(row.json.translate(_NAMED)),
        }
        to.say(graph, here, said)


def rows_of_store(source: Source, kind: str) -> Iterator[tuple[str, str]]:
    """Ask a store for the rows of one kind, in order: key and JSON of each."""
    for key, row in source(_QUERY.format(kind=kind), None).rows:
        yield str(key), str(row)


def rows_of_file(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Read the rows in a graph file, by kind: key and JSON of each, in order.

    Raises:
        KnowledgeBaseError: if the file cannot be read, or is no RDF.
    """
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for quad in read_quads(path):
        name = _PROPERTIES.get(quad.predicate.value)
        if name:
            found[str(quad.subject)][name] = getattr(quad.object, "value", "")
    rows = (row for row in found.values() if len(row) == len(_PROPERTIES))
    kinds: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (int(row["Number"]), row["Key"])):
        kinds[row["Kind"]].append((row["Key"], row["Json"]))
    return kinds


def read_quads(path: Path) -> Iterator[Quad]:
    """Read a graph file, whatever its form; its ending tells.

    Raises:
        KnowledgeBaseError: if it cannot be read, or is no RDF.
    """
    from pyoxigraph import RdfFormat, parse

    form = RdfFormat.from_extension(path.suffix.lstrip(".").lower())
    if form is None:
        known = "、".join(ENDINGS)
        raise KnowledgeBaseError(path, f"不是图文件；可用 (no graph file; these are): {known}")
    try:
        yield from parse(path=str(path), format=form, base_iri=path.resolve().as_uri())
    except (OSError, SyntaxError) as error:
        why = " ".join(str(error).split())
        raise KnowledgeBaseError(path, f"读不了 (cannot be read): {why}") from error
