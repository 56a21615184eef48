"""The endpoint as clients see it: urllib, curl, SPARQLWrapper, rdflib's SPARQLStore."""

import csv
import http.client
import io
import json
import logging
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit
from xml.etree import ElementTree

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from served import Served, ask

from policycascade.errors import PolicyCascadeError
from policycascade.graph.answers import SOLUTIONS, TRIPLES, Question
from policycascade.graph.store import open_store, write_store
from policycascade.server.app import serve as run
from policycascade.server.guarding import LOG
from policycascade.server.pool import Pool
from policycascade.server.settings import Settings

SELECT = "SELECT ?plan ?title WHERE { ?plan a pc:Plan ; dcterms:title ?title } ORDER BY ?title"
CONSTRUCT = "CONSTRUCT { ?a pc:cascadesTo ?b } WHERE { ?a pc:cascadesTo ?b }"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def rows(server: str, query: str, **more: object) -> list[dict[str, dict[str, str]]]:
    status, _, body = ask(f"{server}/sparql", {"query": query, **more})
    assert status == 200, body
    found: list[dict[str, dict[str, str]]] = json.loads(body)["results"]["bindings"]
    return found


# ---------------------------------------------------------------- three ways to ask


def test_get_and_both_posts_answer_alike(server: str) -> None:
    address = f"{server}/sparql"
    form = urlencode({"query": SELECT}).encode()
    answers = [
        ask(address, {"query": SELECT}),
        ask(address, body=form, kind="application/x-www-form-urlencoded"),
        ask(address, body=SELECT.encode(), kind="application/sparql-query; charset=utf-8"),
    ]
    assert [status for status, *_ in answers] == [200] * 3
    assert len({body for *_, body in answers}) == 1
    assert len(json.loads(answers[0][2])["results"]["bindings"]) == 4


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"parameters": {"query": ["ASK {}", "ASK {}"]}}, 400),
        ({"parameters": {"update": "CLEAR ALL"}}, 403),
        ({"body": b"CLEAR ALL", "kind": "application/sparql-update"}, 403),
        ({"body": b"update=CLEAR+ALL", "kind": "application/x-www-form-urlencoded"}, 403),
        ({"body": b"x=1", "kind": "application/x-www-form-urlencoded"}, 400),
        ({"body": b"ASK {}", "kind": "text/plain"}, 415),
        ({"body": b"\xff\xfe", "kind": "application/sparql-query"}, 400),
        ({"body": b"#" * 1_100_000, "kind": "application/sparql-query"}, 413),
        ({"parameters": {"query": "SELECT ?s WHERE { ?s ?p"}}, 400),
        ({"parameters": {"query": "INSERT DATA { <a:b> <a:b> <a:b> }"}}, 400),
        ({"parameters": {"query": "LOAD <http://example.org/>"}}, 400),
        ({"parameters": {"query": "ASK { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"}}, 400),
        ({"parameters": {"query": "ASK {}", "default-graph-uri": "no address"}}, 400),
        ({"parameters": {"query": SELECT}, "accept": "image/png"}, 406),
    ],
)
def test_what_is_wrong_gets_a_status_and_a_sentence(
    server: str, sent: dict[str, object], status: int
) -> None:
    got, headers, body = ask(f"{server}/sparql", **sent)  # type: ignore[arg-type]
    assert got == status
    assert headers["content-type"] == "text/plain; charset=utf-8"
    assert len(body.decode().strip().splitlines()) == 1


def test_a_wrong_query_is_told_where(server: str) -> None:
    *_, body = ask(f"{server}/sparql", {"query": "SELECT * WHERE {\n ?s ?p }"})
    assert "第 2 行" in body.decode()


@pytest.mark.parametrize(
    "query",
    [
        "ASK { <http://a/\\u0041#x> ?p ?o . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "ASK { pc:a\\#b ?p ?o . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "ASK { ?s ?p ?o } #\rSERVICE <http://127.0.0.1:1/> { ?s ?p ?o }",
        "ASK { ?s ?p ?a FILTER(?a<'>') SERVICE <http://127.0.0.1:1/> { ?s ?p 'x' } }",
        "ASK { ?s ?p ?a . service#\n silent ?a { ?s ?p ?o } }",
        "ASK { ?s ?p ?a . SERVICE pc:x{} }",
    ],
)
def test_no_disguise_lets_a_call_to_another_server_through(server: str, query: str) -> None:
    status, _, body = ask(f"{server}/sparql", {"query": query})
    assert status == 400
    assert "SERVICE" in body.decode()


# ---------------------------------------------------------------- forms of answers


@pytest.mark.parametrize("accept", [*SOLUTIONS, "application/json", "application/xml", "text/*"])
def test_rows_come_in_the_form_asked_for(server: str, accept: str) -> None:
    status, headers, body = ask(f"{server}/sparql", {"query": SELECT}, accept)
    assert status == 200
    kind = headers["content-type"].partition(";")[0]
    if accept in SOLUTIONS:
        assert kind == accept
    assert headers["x-result-rows"] == "4"
    text = body.decode()
    if "json" in kind:
        assert len(json.loads(text)["results"]["bindings"]) == 4
    elif "xml" in kind:
        assert len(ElementTree.fromstring(text).findall(".//{*}result")) == 4
    elif "csv" in kind:
        assert len(list(csv.reader(io.StringIO(text)))) == 5
    else:
        assert text.splitlines()[0] == "?plan\t?title"
        assert text.splitlines()[1].endswith("@zh")


@pytest.mark.parametrize("accept", TRIPLES)
def test_triples_come_in_the_form_asked_for(server: str, accept: str) -> None:
    status, headers, body = ask(f"{server}/sparql", {"query": CONSTRUCT}, accept)
    assert status == 200
    assert headers["content-type"].partition(";")[0] == accept
    format_ = {"application/rdf+xml": "xml", "application/ld+json": "json-ld"}.get(accept, "turtle")
    assert len(rdflib.Graph().parse(data=body, format=format_)) == int(headers["x-result-rows"])


@pytest.mark.parametrize("accept", SOLUTIONS[:2])
def test_yes_and_no(server: str, accept: str) -> None:
    *_, body = ask(f"{server}/sparql", {"query": "ASK { ?s a pc:Plan }"}, accept)
    assert b"true" in body


def test_quality_decides(server: str) -> None:
    accept = "text/csv;q=0.4, application/sparql-results+xml;q=0.9, text/turtle"
    _, headers, _ = ask(f"{server}/sparql", {"query": SELECT}, accept)
    assert headers["content-type"] == "application/sparql-results+xml"


# ---------------------------------------------------------------- graphs


COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
NAMED = "SELECT (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } }"


def number(server: str, query: str, **more: object) -> int:
    return int(rows(server, query, **more)[0]["n"]["value"])


def test_the_request_may_name_the_graphs(server: str) -> None:
    links = "https://w3id.org/policycascade/id/graph/links"
    vocabulary = "https://w3id.org/policycascade/id/graph/vocabulary"
    whole, one = number(server, COUNT), number(server, COUNT, **{"default-graph-uri": links})
    both = number(server, COUNT, **{"default-graph-uri": [links, vocabulary]})
    assert 0 < one < both < whole
    assert number(server, NAMED, **{"default-graph-uri": links}) == 0
    assert number(server, NAMED, **{"named-graph-uri": links}) == one
    assert number(server, COUNT, **{"named-graph-uri": links}) == 0
    asked_in_query = COUNT.replace("WHERE", f"FROM <{links}> WHERE")
    assert number(server, asked_in_query) == one
    assert number(server, asked_in_query, **{"default-graph-uri": vocabulary}) == both - one


def test_without_a_query_it_describes_itself(server: str) -> None:
    _, headers, body = ask(f"{server}/sparql", accept="text/turtle")
    assert headers["content-type"].startswith("text/turtle")
    found = rdflib.Graph().parse(data=body, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    assert found.value(None, sd.endpoint, rdflib.URIRef(f"{server}/sparql"))
    assert len(set(found.subjects(rdflib.RDF.type, sd.NamedGraph))) == 7
    assert len(set(found.objects(None, sd.resultFormat))) == 8


# ---------------------------------------------------------------- limits


def test_too_long_a_query_is_really_stopped(serve: type[Served], base: Path) -> None:
    with serve(base, Settings(timeout=5, workers=1)) as address:
        status, _, body = ask(f"{address}/sparql", {"query": ENDLESS})
        assert status == 503
        assert "LIMIT" in body.decode()
        assert rows(address, SELECT)


@pytest.mark.parametrize(
    ("settings", "cut"), [(Settings(rows=3), "rows"), (Settings(size=4_000), "size")]
)
def test_a_cut_answer_is_whole_and_says_so(
    serve: type[Served], base: Path, settings: Settings, cut: str
) -> None:
    with serve(base, settings) as address:
        for accept in SOLUTIONS[:3]:
            _, headers, body = ask(f"{address}/sparql", {"query": "SELECT * { ?s ?p ?o }"}, accept)
            assert headers["x-result-truncated"] == cut
            assert len(body) <= settings.size
            if "json" in accept:
                json.loads(body)
            elif "xml" in accept:
                ElementTree.fromstring(body)
        _, headers, body = ask(f"{address}/sparql", {"query": "CONSTRUCT WHERE { ?s ?p ?o }"})
        assert headers["x-result-truncated"] == cut
        assert len(rdflib.Graph().parse(data=body)) == int(headers["x-result-rows"])


def test_a_rebuilt_base_is_seen(base: Path, tmp_path: Path) -> None:
    import asyncio

    small = tmp_path / "graph.nq"
    small.write_text("<a:b> <a:b> <a:b> <a:b> .\n", "utf-8")
    write_store(base / "graph.nq", tmp_path / "store")

    async def twice() -> list[int]:
        pool = Pool(tmp_path / "store", 1, 20)
        question = Question(query="SELECT * WHERE { ?s ?p ?o }")
        first = (await pool.ask(question)).rows
        write_store(small, tmp_path / "store")
        second = (await pool.ask(question)).rows
        pool.close()
        return [first, second]

    first, second = asyncio.run(twice())
    assert first > second == 1


# ---------------------------------------------------------------- who may ask


def test_the_token_is_needed_and_enough(serve: type[Served], base: Path) -> None:
    with serve(base, Settings(token="令牌")) as address:
        for path in ("/", "/sparql"):
            status, headers, _ = ask(address + path)
            assert status == 401
            assert "Basic" in headers["www-authenticate"]
            assert ask(address + path, headers={"Authorization": "Bearer x"})[0] == 401
        basic = "Basic OuS7pOeJjA=="
        assert ask(f"{address}/", headers={"Authorization": basic})[0] == 200


def test_others_reach_nothing_without_a_token(base: Path) -> None:
    with pytest.raises(PolicyCascadeError, match="令牌"):
        run(base, "0.0.0.0", 0, Settings())


def test_a_foreign_name_for_this_machine_is_refused(server: str) -> None:
    assert ask(f"{server}/sparql", headers={"Host": "evil.example"})[0] == 421


def test_cors_is_off_unless_asked_for(serve: type[Served], server: str, base: Path) -> None:
    origin = {"Origin": "https://example.org"}
    _, headers, _ = ask(f"{server}/sparql", {"query": SELECT}, headers=origin)
    assert headers["access-control-allow-origin"] is None
    with serve(base, Settings(origins=("https://example.org",))) as address:
        _, headers, _ = ask(f"{address}/sparql", {"query": SELECT}, headers=origin)
        assert headers["access-control-allow-origin"] == "https://example.org"


def test_a_browser_may_ask_whether_it_may_without_the_token(
    serve: type[Served], base: Path
) -> None:
    settings = Settings(origins=("https://example.org",), token="secret")
    wish = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    with serve(base, settings) as address:

        def preflight(origin: str) -> tuple[int, str]:
            line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=20)
            line.request("OPTIONS", "/sparql", headers={"Origin": origin, **wish})
            answer = line.getresponse()
            allowed = answer.getheader("access-control-allow-headers", "")
            return answer.status, allowed.lower()

        status, allowed = preflight("https://example.org")
        assert status == 200
        assert "authorization" in allowed
        assert preflight("https://evil.example")[0] == 400
        origin = {"Origin": "https://example.org"}
        assert ask(f"{address}/sparql", {"query": SELECT}, headers=origin)[0] == 401
        shown = {**origin, "Authorization": "Bearer secret"}
        status, headers, _ = ask(f"{address}/sparql", {"query": SELECT}, headers=shown)
        assert status == 200
        assert headers["access-control-allow-origin"] == "https://example.org"


def test_the_log_does_not_tell_what_was_asked(
    server: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, LOG.name):
        ask(f"{server}/sparql", {"query": "ASK { ?s ?p '秘密' }"})
        ask(f"{server}/sparql", {"query": "ASK { ?s ?p '秘密'"})
        for _ in range(200):  # the line is written once the answer is away
            if len(caplog.records) == 2:
                break
            time.sleep(0.01)
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == 2
    assert lines[0].startswith("GET /sparql 200 ")
    assert not [line for line in lines if "ASK" in line or "秘密" in line or "%" in line]


def test_the_site_is_served_beside_it(server: str) -> None:
    status, headers, body = ask(f"{server}/")
    assert (status, "开始" in body.decode()) == (200, True)
    assert headers["content-type"].startswith("text/html")
    assert ask(f"{server}/..%2fgraph.nq")[0] == 404


# ---------------------------------------------------------------- other clients


def test_sparqlwrapper(server: str) -> None:
    from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper

    for method, form in (("GET", JSON), (POST, JSON), (POST, XML), (POST, CSV)):
        client = SPARQLWrapper(f"{server}/sparql")
        client.setMethod(method)
        client.setQuery(SELECT)
        client.setReturnFormat(form)
        found: Any = client.queryAndConvert()
        if form == JSON:
            assert len(found["results"]["bindings"]) == 4
    client.setRequestMethod(POSTDIRECTLY)
    client.setQuery(CONSTRUCT)
    client.setReturnFormat(TURTLE)
    triples: Any = client.queryAndConvert()
    assert len(rdflib.Graph().parse(data=triples)) > 0


def test_rdflib_sparql_store(server: str, base: Path) -> None:
    for method in ("GET", "POST", "POST_FORM"):
        store = SPARQLStore(f"{server}/sparql", method=method, returnFormat="json")
        remote = rdflib.Graph(store)
        local = open_store(base / "store")
        assert set(remote.query(SELECT)) == set(local.query(SELECT))


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl(server: str) -> None:
    command = ["curl", "-sS", "-H", "Accept: text/csv", "--data-urlencode", f"query={SELECT}"]
    done = subprocess.run([*command, f"{server}/sparql"], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[0] == "plan,title"
