import json
from pathlib import Path

import pytest
import rdflib

from policycascade.errors import KnowledgeBaseError
from policycascade.graph.store import open_store, write_store

COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


def count(dataset: rdflib.Dataset) -> int:
    return int(next(iter(dataset.query(COUNT)))[0])  # type: ignore[index,arg-type]


def test_plain_queries_see_all_graphs(store: rdflib.Dataset, nquads: Path) -> None:
    assert count(store) == len(nquads.read_text("utf-8").splitlines())


def canonical(dataset: rdflib.Dataset) -> set[tuple[str, ...]]:
    """Triples as text; Oxigraph spells out the type of a plain string, rdflib does not."""
    plain = "^^<http://www.w3.org/2001/XMLSchema#string>"
    triples = dataset.triples((None, None, None))
    return {tuple(term.n3().removesuffix(plain) for term in triple) for triple in triples}


def test_the_store_is_the_dataset(store: rdflib.Dataset, dataset: rdflib.Dataset) -> None:
    assert canonical(store) == canonical(dataset)


def test_several_can_read_while_one_writes(nquads: Path, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    write_store(nquads, folder)
    readers = [open_store(folder) for _ in range(2)]
    before = [count(reader) for reader in readers]
    write_store(nquads, folder)
    assert [count(reader) for reader in (*readers, open_store(folder))] == [before[0]] * 3


def test_nothing_can_be_written(store: rdflib.Dataset) -> None:
    with pytest.raises((OSError, RuntimeError)):
        store.add((rdflib.URIRef("a:a"), rdflib.URIRef("a:b"), rdflib.Literal("c")))


def test_a_file_that_is_no_nquads_leaves_the_old_store(nquads: Path, tmp_path: Path) -> None:
    folder, wrong = tmp_path / "store", tmp_path / "wrong.nq"
    write_store(nquads, folder)
    wrong.write_text("this is no quad\n", "utf-8")
    with pytest.raises(KnowledgeBaseError, match=r"wrong\.nq"):
        write_store(wrong, folder)
    with pytest.raises(KnowledgeBaseError):
        write_store(tmp_path / "missing.nq", folder)
    assert count(open_store(folder)) > 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["store", "wrong.nq"]


def test_something_else_is_not_overwritten(nquads: Path, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", "utf-8")
    with pytest.raises(KnowledgeBaseError):
        write_store(nquads, tmp_path)
    assert (tmp_path / "letter.txt").read_text("utf-8") == "dear"


@pytest.mark.parametrize(
    ("marker", "words"),
    [
        (None, "build"),
        ("no json", "build"),
        (json.dumps(["x"]), "不是"),
        (json.dumps({"format": "policycascade-store", "version": 99}), "99"),
        (json.dumps({"format": "policycascade-store", "version": 1}), "打不开"),
    ],
    ids=["missing", "damaged", "another program's", "another version", "no data"],
)
def test_what_cannot_be_opened_says_why(tmp_path: Path, marker: str | None, words: str) -> None:
    if marker is not None:
        (tmp_path / "store.json").write_text(marker, "utf-8")
    with pytest.raises(KnowledgeBaseError, match=words):
        open_store(tmp_path)
