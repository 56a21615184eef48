"""A real server: ``oxigraph serve`` on this machine, pushed to and asked."""

import http.server
import shutil
import socket
import subprocess
import sysconfig
import threading
import time
import urllib.request
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import ClassVar

import networkx as nx
import openpyxl
import pytest
import rdflib
from click.testing import CliRunner

import policycascade as pc
from policycascade.cli import cli
from policycascade.elsewhere import ServedBase
from policycascade.errors import KnowledgeBaseError, QueryError
from policycascade.examples import four_levels
from policycascade.graph.query import SavedQuery, run_query, saved_queries
from policycascade.graph.remote import StoreError, endpoints, push, remote
from policycascade.kb import write
from policycascade.model import Review, Verdict
from policycascade.review.keys import Register
from policycascade.review.rows import Shown, rows_of
from policycascade.reviewing import judge

OXIGRAPH = shutil.which("oxigraph", path=sysconfig.get_path("scripts"))
NEEDS_IT = pytest.mark.skipif(OXIGRAPH is None, reason="the oxigraph server is not installed")
COUNT = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    address, folder = f"127.0.0.1:{free_port()}", tmp_path_factory.mktemp("oxigraph")
    command = [str(OXIGRAPH), "serve", "--location", str(folder), "--bind", address]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            with urllib.request.urlopen(f"http://{address}/", timeout=1):
                break
        except OSError:
            time.sleep(0.05)
    yield f"http://{address}"
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def pushed(server: str, nquads: Path) -> str:
    assert push(nquads, endpoints(server)) == 7
    return server


def count(server: str) -> int:
    ((found,),) = remote(server)(COUNT, None).rows
    assert isinstance(found, int)
    return found


@NEEDS_IT
@pytest.mark.parametrize("query", saved_queries(), ids=lambda query: query.name)
def test_the_server_answers_as_the_store_does(
    pushed: str, store: rdflib.Dataset, query: SavedQuery
) -> None:
    assert run_query(remote(pushed), query.name) == run_query(store, query.name)


@NEEDS_IT
def test_a_push_may_be_repeated_and_drops_what_is_gone(
    pushed: str, nquads: Path, tmp_path: Path
) -> None:
    whole = count(pushed)
    push(nquads, endpoints(pushed))
    assert count(pushed) == whole == sum(1 for _ in nquads.open("rb"))
    lines = nquads.read_text("utf-8").splitlines(keepends=True)
    gone = next(line.split()[-2] for line in lines if "/graph/plan-" in line.split()[-2])
    smaller = tmp_path / "smaller.nq"
    smaller.write_text("".join(line for line in lines if line.split()[-2] != gone), "utf-8")
    push(smaller, endpoints(pushed))
    assert count(pushed) == sum(1 for _ in smaller.open("rb"))
    push(nquads, endpoints(pushed))
    assert count(pushed) == whole


@NEEDS_IT
def test_a_push_that_breaks_off_changes_nothing(pushed: str, nquads: Path, tmp_path: Path) -> None:
    whole = count(pushed)
    broken = tmp_path / "broken.nq"
    lines = nquads.read_text("utf-8").splitlines(keepends=True)
    broken.write_text("".join(lines[:500]) + "this is no triple <urn:x> .\n", "utf-8")
    with pytest.raises(StoreError, match="旧库未变"):
        push(broken, endpoints(pushed))
    assert count(pushed) == whole


@NEEDS_IT
def test_triples_and_wrong_queries(pushed: str) -> None:
    made = run_query(remote(pushed), "CONSTRUCT WHERE { ?a pc:cascadesTo ?b }")
    assert made.triples
    with pytest.raises(QueryError, match="SPARQL"):
        run_query(remote(pushed), "SELECT ?x { ?x pc:unit ")


def test_a_server_that_is_away_gets_one_line(nquads: Path) -> None:
    address = f"http://127.0.0.1:{free_port()}"
    for act in (lambda: push(nquads, endpoints(address)), lambda: remote(address)("ASK {}", None)):
        with pytest.raises(StoreError, match="连不上") as error:
            act()
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("url", ["ftp://x/", "localhost:7878", "http://u:p@localhost/"])
def test_what_is_no_address(url: str) -> None:
    with pytest.raises(StoreError):
        endpoints(url)


class Refusing(http.server.BaseHTTPRequestHandler):
    """Says which credentials came, and refuses."""

    seen: ClassVar[list[str | None]] = []

    def do_POST(self) -> None:
        self.seen.append(self.headers["Authorization"])
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_error(401)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def refusing() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize(
    ("known", "sent"),
    [
        ({}, None),
        ({"USER": "u", "PASSWORD": "p"}, "Basic dTpw"),
        ({"TOKEN": "t", "USER": "u"}, "Bearer t"),
    ],
)
def test_credentials_come_from_the_environment(
    refusing: str, known: dict[str, str], sent: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USER", "PASSWORD", "TOKEN"):
        monkeypatch.delenv(f"POLICYCASCADE_STORE_{name}", raising=False)
    for name, value in known.items():
        monkeypatch.setenv(f"POLICYCASCADE_STORE_{name}", value)
    with pytest.raises(StoreError, match="POLICYCASCADE_STORE"):
        remote(refusing)("ASK {}", None)
    assert Refusing.seen[-1] == sent


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The four-level example with a verdict on one of its facts."""
    folder = tmp_path_factory.mktemp("remote") / "kb"
    kb = pc.build(four_levels(), folder)
    register = Register(kb.reading.plans, kb.reading.documents)
    rows = rows_of(Shown(register=register, corpus=kb.corpus), "zh")
    row = next(row for row in rows if row.kind == "target")
    review = Review(
        key=row.key,
        kind=row.kind,
        plans=row.plans,
        quotes=row.quotes,
        found=row.found,
        verdict=Verdict.REJECT,
        reviewer="张三",
        day=date(2026, 1, 5),
    )
    corpus, conflicts = judge(kb.reading, [review])
    write(folder, kb.reading, corpus, [review], conflicts)
    return folder


@NEEDS_IT
def test_a_base_comes_back_from_the_server_as_it_was(server: str, base: Path) -> None:
    folder = pc.open_kb(base)
    push(base / "graph.nq", endpoints(server))
    served = ServedBase(server)
    assert len(folder.reviews) == len(folder.corpus.reviews) == 1
    assert served.corpus == folder.corpus
    assert served.reading == folder.reading
    assert (served.reviews, served.conflicts) == (folder.reviews, folder.conflicts)
    assert nx.utils.graphs_equal(served.graph, folder.graph)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file; of a workbook its cells, as it holds the time of day."""
    return {
        str(path.relative_to(folder)): cells(path) if path.suffix == ".xlsx" else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def cells(path: Path) -> bytes:
    book = openpyxl.load_workbook(path)
    return repr([[cell.value for row in page for cell in row] for page in book]).encode()


@NEEDS_IT
def test_the_command_line(server: str, base: Path, tmp_path: Path) -> None:
    def run(*args: str) -> str:
        done = CliRunner().invoke(cli, list(args))
        assert done.exit_code == 0, done.output
        return done.stdout

    run("push", str(base), server)
    for name, *options in (["query", "--format", "csv", "断点"], ["trace", "新增学位数"]):
        there = run(name, "--store", server, *options)
        assert there == run(name, *options[:-1], str(base), options[-1])
    for form in ("html", "csv", "json", "xlsx"):
        run("report", str(base), "--format", form, "-o", str(tmp_path / "here"))
        run("report", "--store", server, "--format", form, "-o", str(tmp_path / "there"))
    assert contents(tmp_path / "here") == contents(tmp_path / "there")


@NEEDS_IT
def test_a_server_without_a_base_says_so(server: str, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.nq"
    foreign.write_text("", "utf-8")
    push(foreign, endpoints(server))
    done = CliRunner().invoke(cli, ["trace", "--store", server, "就业"])
    assert isinstance(done.exception, KnowledgeBaseError)
    assert "push" in str(done.exception)
