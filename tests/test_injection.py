"""Hostile words in every field of a plan go through everything that is made of them: none acts.

Two bases are attacked: one read from text files, one of records that no reader would let through.
"""

from __future__ import annotations

import contextlib
import csv
import html
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree

import networkx as nx
import openpyxl
import pytest
import rdflib
from click.testing import CliRunner
from hostile import PAYLOADS, hostile_files, hostile_reading
from pages import outside_addresses, tab
from pyoxigraph import RdfFormat, parse
from served import Served, ask

import policycascade as pc
from policycascade import kb as kb_module
from policycascade import reviewing
from policycascade.cli import cli
from policycascade.errors import PolicyCascadeError
from policycascade.graph.validate import validate
from policycascade.kb import KnowledgeBase
from policycascade.model import Review, Verdict
from policycascade.review.keys import Register
from policycascade.review.rows import Shown, rows_of
from policycascade.server.settings import Settings
from policycascade.terminal import legible

#: A cell that begins so is a formula to a spreadsheet.
FORMULA = re.compile(r"[=+\-@\t\r＝＋－＠]")
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?", re.IGNORECASE)
#: Words that a person may type as a name or a note.
NAMES = [text for text in PAYLOADS if text.isprintable() and text == " ".join(text.split())]
#: What moves a cursor, rings a bell, hides or turns text about.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]|\r(?!\n)")


def from_records(folder: Path) -> KnowledgeBase:
    """A base of hostile records, with hostile verdicts on some of them."""
    reading = hostile_reading()
    plain = reviewing.judge(reading, ())[0]
    register = Register(reading.plans, reading.documents)
    shown = rows_of(Shown(register=register, corpus=plain), "zh")
    rows = [row for row in shown if row.kind in ("target", "task_link")]
    reviews = [
        Review(
            key=row.key,
            kind=row.kind,
            plans=row.plans,
            quotes=row.quotes,
            found=row.found,
            verdict=Verdict.ACCEPT,
            reviewer=text,
            day=date(2026, 1, 5),
            note=text,
        )
        for row, text in zip(rows, NAMES, strict=False)
    ]
    corpus, conflicts = reviewing.judge(reading, reviews)
    kb_module.write(folder, reading, corpus, reviews, conflicts)
    return pc.open_kb(folder)


@pytest.fixture(scope="module", params=["records", "files"])
def kb(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder = tmp_path_factory.mktemp("attacked")
    if request.param == "records":
        return from_records(folder / "kb")
    (folder / "plans").mkdir()
    list(hostile_files(folder / "plans"))
    return pc.build(folder / "plans", folder / "kb")


def run(*args: object, given: str | None = None) -> str:
    result = CliRunner().invoke(cli, [*map(str, args)], input=given)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_attacks_are_read_as_facts(kb: KnowledgeBase) -> None:
    assert len(kb.corpus.cascades) == 1
    links = kb.corpus.cascades[0].links
    assert sum(link.upper is not None and link.lower is not None for link in links) > 40


# ---------------------------------------------------------------- pages


def pages_of(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.html"))


def test_every_page_asks_nobody_and_leads_where_there_is_something(kb: KnowledgeBase) -> None:
    site = kb.path / "site"
    for path in pages_of(site):
        text = path.read_text("utf-8")
        assert outside_addresses(text) == [], path
        for address in re.findall(r"""\s(?:href|src)=["']([^"']*)["']""", text):
            place = urlsplit(html.unescape(address))
            assert place.scheme in ("", "data"), (path, address)
            if not place.scheme and place.path:
                assert (path.parent / unquote(place.path)).exists(), (path, address)


@pytest.mark.browser
def test_no_page_runs_a_plan(
    kb: KnowledgeBase, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    drawn = tmp_path / "图.html"
    construct = "CONSTRUCT { ?a pc:derivesFrom ?b } WHERE { ?a pc:derivesFrom ?b }"
    run("query", kb.path, "-", "--draw", drawn, given=construct)
    run("report", kb.path, "-o", tmp_path / "reports", "--format", "html")
    site = [path for path in pages_of(kb.path / "site") if ".en." not in path.name]
    of_kind = 1 if request.node.callspec.params["kb"] == "files" else 3  # the kinds are the same
    folders = {path.parent: [p for p in site if p.parent == path.parent] for path in site}
    site = [path for paths in folders.values() for path in paths[:of_kind]]
    with tab() as browser:
        for path in (*site, *pages_of(tmp_path), kb.path / "site" / "index.en.html"):
            browser.visit(path)
        search = browser.visit(kb.path / "site" / "search.html").locator("#search-box")
        for text in PAYLOADS:
            search.fill(text)
        view = browser.visit(kb.path / "site" / "views" / "all.html")
        for text in PAYLOADS[:3]:
            view.locator("#search").fill(text[:12])
            view.locator("#search").press("Enter")


# ---------------------------------------------------------------- tables


def no_formula(path: Path) -> int:
    """See that no cell of a workbook is a formula; give how many cells it has."""
    cells = 0
    for page in openpyxl.load_workbook(path).worksheets:
        for row in page.iter_rows():
            for cell in row:
                cells += cell.value is not None
                assert cell.data_type in ("s", "n", "inlineStr", "d", "b"), (path, cell.value)
                if isinstance(cell.value, str) and cell.value.startswith(tuple("=+-@\t\r")):
                    assert cell.quotePrefix, (path, page.title, cell.coordinate)
    return cells


def no_formula_text(text: str) -> int:
    """See that no cell of CSV is a formula; give how many cells it has."""
    return no_formula_rows(list(csv.reader(io.StringIO(text, newline=""))))


def no_formula_rows(rows: list[list[str]]) -> int:
    """See that no cell is a formula; give how many there are."""
    assert len({len(row) for row in rows}) == 1
    for row in rows:
        for cell in row:
            assert not FORMULA.match(cell) or NUMBER.fullmatch(cell), cell
    return sum(map(len, rows))


def test_no_formula_comes_from_a_plan(kb: KnowledgeBase, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        for form in ("xlsx", "csv"):
            run("report", kb.path, "-o", tmp_path / "reports", "--lang", lang, "--format", form)
    run("export", kb.path, "-o", tmp_path / "export", "--format", "csv")
    run("review", "export", kb.path, "-o", tmp_path / "审阅.xlsx")
    run("review", "export", kb.path, "-o", tmp_path / "review.xlsx", "--lang", "en")
    (tmp_path / "queries").mkdir()
    for query in kb.queries:
        found, stem = kb.ask(query.name), tmp_path / "queries" / str(query.number)
        stem.with_suffix(".xlsx").write_bytes(found.to_xlsx())
        stem.with_suffix(".csv").write_bytes(found.to_csv(bom=True).encode())
        stem.with_suffix(".tsv").write_bytes(found.to_tsv().encode())
    books = [*tmp_path.rglob("*.xlsx"), *kb.path.rglob("*.xlsx")]
    texts = [path for where in (tmp_path, kb.path) for path in where.rglob("*.csv")]
    texts = [path for path in texts if path.is_file()]
    assert len(books) > 20
    assert len(texts) > 20
    assert sum(map(no_formula, books)) > 5000
    assert sum(no_formula_text(path.read_bytes().decode("utf-8-sig")) for path in texts) > 5000
    for path in tmp_path.rglob("*.tsv"):
        lines = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        no_formula_rows(lines)


def test_a_workbook_goes_round(kb: KnowledgeBase, tmp_path: Path) -> None:
    sheet, copy = tmp_path / "审阅.xlsx", tmp_path / "kb"
    shutil.copytree(kb.path, copy)
    run("review", "export", copy, "-o", sheet)
    assert "新裁定 0 条" in run("review", "apply", copy, sheet, "--name", "=1+1")
    book = openpyxl.load_workbook(sheet)
    page = book["任务关联"]
    heads = [str(cell.value) for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        if row[0].value and not row[heads.index("裁定")].value:
            row[heads.index("裁定")].value = "驳回"
            row[heads.index("说明")].value = PAYLOADS[0]
    book.save(sheet)
    run("review", "apply", copy, sheet, "--name", PAYLOADS[2])
    assert {review.reviewer for review in pc.open_kb(copy).corpus.reviews} >= {PAYLOADS[2]}


# ---------------------------------------------------------------- other tools


def test_every_format_reads_back(kb: KnowledgeBase, tmp_path: Path) -> None:
    run("export", kb.path, "-o", tmp_path, "--licence", "https://example.org/l")
    graph = nx.read_graphml(tmp_path / "graph.graphml")
    assert len(graph) == len(nx.read_gexf(tmp_path / "graph.gexf")) == len(kb.graph)
    assert len(json.loads((tmp_path / "graph.json").read_text("utf-8"))["nodes"]) == len(graph)
    for path in [*tmp_path.glob("*.xml"), tmp_path / "graph.graphml", tmp_path / "graph.gexf"]:
        ElementTree.parse(path)
    counts = {
        len({(q.subject, q.predicate, q.object) for q in parse(path=tmp_path / name, format=form)})
        for name, form in (
            ("graph.ttl", RdfFormat.TURTLE),
            ("graph.trig", RdfFormat.TRIG),
            ("graph.nq", RdfFormat.N_QUADS),
        )
    }
    counts |= {
        len(rdflib.Dataset(default_union=True).parse(tmp_path / name, format=form))
        for name, form in (("graph.rdf", "xml"), ("graph.jsonld", "json-ld"))
    }
    assert len(counts) == 1
    json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    assert {path.suffix for path in tmp_path.iterdir()} >= {".cypher", ".csv", ".parquet"}
    rows = list(csv.reader((tmp_path / "neo4j-nodes.csv").open(encoding="utf-8", newline="")))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == len(graph) + 1


def test_reports_are_what_they_should_be(kb: KnowledgeBase, tmp_path: Path) -> None:
    from docx import Document

    run("report", kb.path, "-o", tmp_path, "--charts", tmp_path / "charts")
    assert len(list(tmp_path.glob("*.docx"))) == 2
    for path in tmp_path.glob("*.docx"):
        assert Document(str(path)).paragraphs
    for path in tmp_path.rglob("*.svg"):
        assert "<script" not in path.read_text("utf-8")
        ElementTree.parse(path)
    for path in tmp_path.glob("*.md"):
        text = path.read_text("utf-8")
        assert not re.search(r"(?<!\\)<(?!br>)|(?<!\\)\]\(|(?<!\\)!\[", text)
    for path in tmp_path.glob("*.json"):
        json.loads(path.read_text("utf-8"))


def test_the_words_stand_in_the_graph_as_they_are(kb: KnowledgeBase) -> None:
    found = set(kb.query("SELECT ?label { ?target a pc:Target ; rdfs:label ?label }").label)
    assert any("<script>" in label for label in found)
    for violation in validate(kb.path / "graph.nq"):
        assert violation.text.zh


def test_a_name_or_parameter_is_no_query(kb: KnowledgeBase) -> None:
    before = len(kb.rdf)
    for text in PAYLOADS:
        with contextlib.suppress(PolicyCascadeError):
            kb.trace(text)
        with contextlib.suppress(PolicyCascadeError):
            kb.ask("断点", level=text)
    assert len(kb.rdf) == before


def test_the_endpoint_answers_in_forms_that_read_back(kb: KnowledgeBase) -> None:
    asked = "SELECT ?label { ?element rdfs:label ?label } ORDER BY ?label"
    with Served(kb.path, Settings()) as address:
        bodies = {
            form: ask(f"{address}/sparql", {"query": asked}, accept=form)[2]
            for form in ("application/sparql-results+json", "application/sparql-results+xml")
        }
        table = ask(f"{address}/sparql", {"query": asked}, accept="text/csv")[2].decode()
        for text in PAYLOADS:
            status, head, said = ask(f"{address}/sparql", {"query": text})
            assert (status, head["X-Content-Type-Options"]) == (400, "nosniff")
            assert head["Content-Type"].startswith("text/plain"), said
            assert ask(f"{address}/{quote(text)}")[0] in (404, 400, 200)
        assert ask(f"{address}/%2e%2e/manifest.json")[0] == 404
    rows = json.loads(bodies["application/sparql-results+json"])["results"]["bindings"]
    found = ElementTree.fromstring(bodies["application/sparql-results+xml"])
    namespace = "{http://www.w3.org/2005/sparql-results#}"
    assert len(found.findall(f".//{namespace}result")) == len(rows) > 100
    assert len(list(csv.reader(io.StringIO(table, newline="")))) == len(rows) + 1


# ---------------------------------------------------------------- the terminal


def test_the_terminal_obeys_no_plan(kb: KnowledgeBase) -> None:
    obeyed = [text for text in PAYLOADS if UNSEEN.search(text)]
    names = {link.name for link in kb.corpus.cascades[0].links}
    said = [run("trace", kb.path, "--", name) for name in sorted(names & {*obeyed})[:3]]
    said += [run("query", kb.path, name) for name in ("传导", "断点", "项目", "证据")]
    said += [legible(text) for text in obeyed]
    assert not any(UNSEEN.search(one) for one in said)
