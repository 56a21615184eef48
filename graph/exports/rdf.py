"""The dataset in the forms of RDF; those that know no named graphs get the union of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade.graph.mapping import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

    Term = NamedNode | BlankNode | Literal | Triple

_XSD = PREFIXES["xsd"]
#: JSON has numbers and truth values of its own for these.
_NATIVE = {f"{_XSD}boolean", f"{_XSD}integer"}


def write_rdf(nquads: Path, path: Path, form: str) -> None:
    """Write the dataset as ``turtle``, ``trig``, ``nquads``, ``rdfxml`` or ``jsonld``."""
    if form == "nquads":
        path.write_bytes(nquads.read_bytes())
        return
    from pyoxigraph import RdfFormat, parse, serialize

    quads = parse(path=str(nquads), format=RdfFormat.N_QUADS)
    if form == "jsonld":
        path.write_text(to_jsonld(quads), encoding="utf-8", newline="\n")
        return
    formats = {
        "turtle": RdfFormat.TURTLE,
        "trig": RdfFormat.TRIG,
        "rdfxml": RdfFormat.RDF_XML,
    }
    prefixes = dict(PREFIXES)
    if form == "trig":
        serialize(quads, str(path), format=formats[form], prefixes=prefixes)
        return
    triples = sorted({quad.triple for quad in quads}, key=str)
    serialize(triples, str(path), format=formats[form], prefixes=prefixes)


def to_jsonld(quads: Iterable[Quad]) -> str:
    """Give JSON-LD with a context: short names by prefix, one object for each subject."""
    from pyoxigraph import DefaultGraph

    shorten = _Shortener()
    ordered = sorted(quads, key=lambda quad: (str(quad.graph_name), str(quad)))
    graphs: list[dict[str, Any]] = []
    for name, inside in groupby(ordered, key=lambda quad: quad.graph_name):
        things = [
            _thing(shorten, subject, list(said))
            for subject, said in groupby(inside, key=lambda quad: quad.subject)
        ]
        if isinstance(name, DefaultGraph):
            graphs += things
        else:
            graphs.append({"@id": shorten.node(name), "@graph": things})
    whole = {"@context": {"@version": 1.1, **PREFIXES}, "@graph": graphs}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


class _Shortener:
    """Shortens addresses by the prefixes of the context."""

    def __init__(self, prefixes: Mapping[str, str] = PREFIXES) -> None:
        self.known: dict[str, str] = {}
        self.prefixes = sorted(prefixes.items(), key=lambda item: -len(item[1]))

    def name(self, address: str) -> str:
        if address not in self.known:
            self.known[address] = next(
                (
                    f"{prefix}:{address[len(begin) :]}"
                    for prefix, begin in self.prefixes
                    if address.startswith(begin) and not address[len(begin) :].startswith("//")
                ),
                address,
            )
        return self.known[address]

    def node(self, term: Any) -> str:
        from pyoxigraph import NamedNode

        return self.name(term.value) if isinstance(term, NamedNode) else str(term)


def _thing(shorten: _Shortener, subject: Term, said: list[Quad]) -> dict[str, Any]:
    thing: dict[str, Any] = {"@id": shorten.node(subject)}
    for predicate, quads in groupby(said, key=lambda quad: quad.predicate):
        values = [_value(shorten, quad.object) for quad in quads]
        if predicate.value == f"{PREFIXES['rdf']}type":
            thing["@type"] = [value["@id"] for value in values]
        else:
            thing[shorten.name(predicate.value)] = values[0] if len(values) == 1 else values
    return thing


def _value(shorten: _Shortener, term: Term) -> Any:
    from pyoxigraph import Literal

    if not isinstance(term, Literal):
        return {"@id": shorten.node(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    kind = term.datatype.value
    if kind == f"{_XSD}string":
        return term.value
    if kind in _NATIVE:
        return json.loads(term.value)
    return {"@value": term.value, "@type": shorten.name(kind)}
