"""Checking a dataset against the shapes: what does not fit is listed, with words to find it by."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.model import Words

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A thing that does not fit a shape.

    Attributes:
        shape: local name of the shape, such as ``target-year``.
        node: address of the thing; ``value`` what is wrong with it, where there is such a value.
        text: what is wrong, with the name of the thing and of its document.
    """

    shape: str
    node: str
    value: str | None
    text: Words


def validate(source: Path | rdflib.Graph) -> list[Violation]:
    """Check a graph, or a file of one, against the shapes; an empty list means that it fits.

    Raises:
        KnowledgeBaseError: if the file is missing or is no RDF.
    """
    import pyshacl

    from policycascade.ontology import shapes_graph

    data = _in_memory(source)
    shapes = shapes_graph()
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert not isinstance(report, bytes | str | Exception)
    return sorted(_violations(data, shapes, report), key=lambda one: (one.shape, one.node))


def _in_memory(source: Path | rdflib.Graph) -> rdflib.Graph:
    """Copy to one graph in memory: pySHACL over a store is slower by orders of magnitude."""
    import rdflib

    copy = rdflib.Graph()
    if isinstance(source, rdflib.Graph):
        for triple in source.triples((None, None, None)):
            copy.add(triple)
        return copy
    from pyoxigraph import RdfFormat, serialize

    from policycascade.graph.rows import read_quads

    triples = (quad.triple for quad in read_quads(source))
    return copy.parse(data=serialize(triples, format=RdfFormat.N_TRIPLES), format="nt")


def _violations(
    data: rdflib.Graph, shapes: rdflib.Graph, report: rdflib.Graph
) -> Iterator[Violation]:
    from rdflib import RDF, SH

    for result in report.subjects(RDF.type, SH.ValidationResult):
        node, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        constraint = report.value(result, SH.sourceConstraint)
        shape = constraint or report.value(result, SH.sourceShape)
        if node is None or shape is None:
            continue
        shown = None if value is None or value == node else _name(data, value)
        yield Violation(
            shape=str(shape).rpartition("#")[2],
            node=str(node),
            value=shown,
            text=_sentence(data, shapes, shape, node, shown),
        )


def _sentence(
    data: rdflib.Graph, shapes: rdflib.Graph, shape: Node, node: Node, value: str | None
) -> Words:
    from rdflib import SH, Literal

    messages = {
        message.language: str(message)
        for message in shapes.objects(shape, SH.message)
        if isinstance(message, Literal)
    }
    place = _name(data, node)
    document = _document(data, node)
    zh_end = f"；实为 {value}" if value else ""
    en_end = f"; found {value}" if value else ""
    return Words(
        zh=f"{document}{'：' if document else ''}{place}：{messages.get('zh', shape)}{zh_end}",
        en=f"{document}{': ' if document else ''}{place}: {messages.get('en', shape)}{en_end}",
    )


def _name(data: rdflib.Graph, node: Node) -> str:
    """What a reader would call it: its label, its words, or the end of its address."""
    from rdflib import RDFS, SKOS, URIRef

    from policycascade.ontology.terms import PC

    if not isinstance(node, URIRef):
        return str(node)
    for source, path in ((node, RDFS.label), (node, PC.quote), (node, SKOS.prefLabel)):
        found = sorted(map(str, data.objects(source, path)))
        if found:
            return f"{found[-1]}（{str(node).rpartition('/')[2]}）"
    return str(node)


def _document(data: rdflib.Graph, node: Node) -> str:
    """The title of the plan it stands in, or of the plans it joins."""
    from rdflib import DCTERMS

    from policycascade.ontology.terms import PC

    paths = (PC.inPlan, PC.upperPlan, PC.lowerPlan)
    plans = [plan for path in paths for plan in data.objects(node, path)]
    titles = [str(title) for plan in plans for title in data.objects(plan, DCTERMS.title)]
    return " → ".join(titles)
