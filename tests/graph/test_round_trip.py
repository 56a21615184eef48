"""Base → N-Quads → base: the same dataset, and the same bytes each time."""

from pathlib import Path

import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, parse, serialize

from policycascade.graph.rdf import write_nquads
from policycascade.graph.store import open_oxigraph, write_store
from policycascade.model import Corpus


def canonical(quads: object) -> Dataset:
    assert hasattr(quads, "__iter__")
    dataset = Dataset(quad for quad in quads if isinstance(quad, Quad))
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def test_through_the_store_and_back(store: rdflib.Dataset, nquads: Path, tmp_path: Path) -> None:
    first = open_oxigraph(nquads.parent / "store")
    written = tmp_path / "again.nq"
    serialize(first, str(written), format=RdfFormat.N_QUADS)
    write_store(written, tmp_path / "store")
    second = canonical(open_oxigraph(tmp_path / "store"))
    assert second == canonical(first)
    assert second == canonical(parse(path=str(nquads), format=RdfFormat.N_QUADS))


def test_writing_twice_gives_the_same_bytes(invented: Corpus, nquads: Path, tmp_path: Path) -> None:
    write_nquads(invented, tmp_path / "graph.nq")
    assert (tmp_path / "graph.nq").read_bytes() == nquads.read_bytes()
