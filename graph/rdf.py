"""The graph as RDF: N-Quads written as text, in named graphs, always the same bytes.

Named graphs: ``<base>graph/<plan id>`` holds what one plan says, with the words that prove it;
``<base>graph/links`` all that joins documents, and the run; ``<base>graph/vocabulary`` indicators,
programmes, regions, organisations; the ontology stands in the graph of its own address. So one
document can be replaced alone. The address of a node is the base and its id.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.errors import PolicyCascadeError
from policycascade.graph.mapping import PREFIXES
from policycascade.graph.measuring import say_measures
from policycascade.graph.nquads import iri
from policycascade.graph.reviews import say_reviews
from policycascade.graph.rows import Row, say_rows
from policycascade.graph.statements import Statements, Texts
from policycascade.model import Corpus
from policycascade.ontology.terms import ONTOLOGY

if TYPE_CHECKING:
    import rdflib

BASE = "https://w3id.org/policycascade/id/"

_BASE = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|^`\\%]*[/#]", re.IGNORECASE)


def write_nquads(
    corpus: Corpus,
    path: Path,
    base: str = BASE,
    texts: Texts | None = None,
    rows: Iterable[Row] = (),
) -> None:
    """Write the dataset of a corpus, all of it or nothing.

    Args:
        corpus: plans and how they join.
        path: file to write.
        base: where the addresses of this corpus begin; ends in ``/`` or ``#``.
        texts: plan id → document; gives evidence the words around each quote.
        rows: the base's own rows, from which it can be made again.

    Raises:
        PolicyCascadeError: if ``base`` is no such address.
        ValueError: if the corpus contradicts itself; see ``elements``.
    """
    lines = nquads(corpus, base, texts, rows)
    beside = path.with_name(f".{path.name}.tmp")
    with beside.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(lines)
    beside.replace(path)


def to_rdf(corpus: Corpus, base: str = BASE, texts: Texts | None = None) -> rdflib.Dataset:
    """Give the same dataset in rdflib's memory; its default graph is the union of all graphs."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    for prefix, address in PREFIXES.items():
        dataset.bind(prefix, address)
    dataset.parse(data="".join(nquads(corpus, base, texts)), format="nquads")
    return dataset


def nquads(
    corpus: Corpus, base: str = BASE, texts: Texts | None = None, rows: Iterable[Row] = ()
) -> Iterator[str]:
    """Give the lines of the dataset; see ``write_nquads``."""
    if not _BASE.fullmatch(base):
        raise PolicyCascadeError(
            f"{base}: 不能作为网址前缀，须以 / 或 # 结尾 (no base address; it must end in / or #)"
        )
    statements = Statements(base, texts or {})
    quads = statements.of(corpus)
    say_reviews(statements, corpus)
    say_measures(statements, corpus)
    say_rows(statements, rows, (plan.id for plan in corpus.plans))
    return chain(quads.lines(), _ontology())


def _ontology() -> Iterator[str]:
    """The ontology's own triples, in the graph of its address."""
    from pyoxigraph import RdfFormat, parse

    source = files("policycascade.ontology").joinpath("policycascade.ttl").read_bytes()
    graph = iri(ONTOLOGY)
    triples = parse(source, format=RdfFormat.TURTLE)
    return iter(sorted(f"{t.subject} {t.predicate} {t.object} {graph} .\n" for t in triples))
