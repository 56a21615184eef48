"""Rows of a base in its graph: what is written is what is read."""

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse, serialize

from policycascade.errors import KnowledgeBaseError
from policycascade.graph.rdf import write_nquads
from policycascade.graph.rows import ENDINGS, Row, rows_of_file, rows_of_store
from policycascade.graph.sources import in_process
from policycascade.model import Corpus

#: A text that no literal may hold as it is, and one that ends a string and a statement.
HARD = ["\ufffe\uffff", '"\\ .\n<a:b> <c:d> "e', "\x00\x07\x7f\u2028", "城镇新增就业"]


@pytest.fixture(scope="module")
def rows(invented: Corpus) -> list[Row]:
    facts = [
        Row(kind="facts", number=number, key=plan.id, json=json.dumps([hard], ensure_ascii=False))
        for number, (plan, hard) in enumerate(zip(invented.plans, HARD, strict=True))
    ]
    return [Row(kind="manifest", number=0, key="", json="{}"), *facts]


@pytest.fixture(scope="module")
def written(invented: Corpus, rows: list[Row], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("rows") / "graph.nq"
    write_nquads(invented, path, rows=rows)
    return path


def plain(rows: list[tuple[str, str]]) -> list[tuple[str, object]]:
    return [(key, json.loads(row)) for key, row in rows]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_form_of_a_graph_keeps_them(
    written: Path, rows: list[Row], tmp_path: Path, ending: str
) -> None:
    form = RdfFormat.from_extension(ending[1:])
    assert form
    quads = parse(path=str(written), format=RdfFormat.N_QUADS)
    triples = quads if form.supports_datasets else (quad.triple for quad in quads)
    serialize(triples, str(tmp_path / f"graph{ending}"), format=form)
    found = rows_of_file(tmp_path / f"graph{ending}")
    assert plain(found["facts"]) == [(r.key, json.loads(r.json)) for r in rows[1:]]
    assert plain(found["manifest"]) == [("", {})]


def test_a_store_gives_them_in_order(written: Path, rows: list[Row]) -> None:
    store = Store()
    store.bulk_load(path=str(written), format=RdfFormat.N_QUADS)
    found = list(rows_of_store(in_process(store), "facts"))
    assert plain(found) == [(r.key, json.loads(r.json)) for r in rows[1:]]


def test_they_stand_with_their_plan(written: Path, rows: list[Row]) -> None:
    for line in written.read_text("utf-8").splitlines():
        if "ns#rowKey" in line and rows[1].key in line.split()[2]:
            assert line.split()[-2].endswith(f"graph/{rows[1].key}>")
            break
    else:
        pytest.fail("no row")


def test_what_is_no_graph_says_so(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeBaseError, match=r"\.ttl"):
        rows_of_file(tmp_path / "plan.docx")
    with pytest.raises(KnowledgeBaseError, match="读不了"):
        rows_of_file(tmp_path / "missing.ttl")
