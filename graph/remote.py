"""A knowledge base on a SPARQL 1.1 server: asking it, and putting a base there.

``push`` never leaves a base half there. Each named graph is sent to a waiting place by the Graph
Store Protocol (PUT, so that a broken push may simply be repeated); when all have arrived, one
update moves them into place and drops the graphs of plans that are gone. Until that update is
done the server answers from the old base.

User and password, or a token, come from the environment: ``POLICYCASCADE_STORE_USER``,
``POLICYCASCADE_STORE_PASSWORD``, ``POLICYCASCADE_STORE_TOKEN``.
"""

from __future__ import annotations

import base64
import os
import tempfile
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPException
from itertools import groupby
from pathlib import Path
from typing import IO
from urllib.parse import urlencode, urlsplit

from policycascade.errors import PolicyCascadeError, QueryError
from policycascade.graph.answers import Answer
from policycascade.graph.guard import KNOWN_PREFIXES, explain
from policycascade.graph.sources import ACCEPT, Found, Source, read_answer

#: Seconds without a sign of life after which a server counts as away.
PATIENCE = 60

#: Where a graph waits until all have arrived.
_WAITING = "urn:policycascade:waiting:"


class StoreError(PolicyCascadeError):
    """A remote store is away, refuses, or stopped midway."""


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Where a server takes queries, updates, and graphs (Graph Store Protocol)."""

    query: str
    update: str
    graphs: str


def endpoints(url: str, update: str | None = None, graphs: str | None = None) -> Endpoints:
    """Give the addresses of a server; a bare address is laid out as Oxigraph's.

    >>> endpoints("http://localhost:7878").query
    'http://localhost:7878/query'
    >>> endpoints("http://localhost:3030/kb/query").graphs
    'http://localhost:3030/kb/store'

    Raises:
        StoreError: if ``url`` is no http address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise StoreError(f"{url}: 须是 http 网址 (must be an http address)")
    if parts.username or parts.password:
        raise StoreError(
            "用户名和密码请放在环境变量 POLICYCASCADE_STORE_USER、POLICYCASCADE_STORE_PASSWORD 中 "
            "(put user and password into the environment, not into the address)"
        )
    bare = url.rstrip("/")
    root = bare.removesuffix("/query")
    query = f"{bare}/query" if not parts.path.strip("/") else bare
    return Endpoints(query, update or f"{root}/update", graphs or f"{root}/store")


def remote(url: str, timeout: float | None = None) -> Source:
    """Ask a server; its answers see the union of the graphs, where it can be told so."""
    place = endpoints(url).query

    def ask(query: str, limit: int | None) -> Found:
        prefixes = "".join(f"PREFIX {name}: <{one}> " for name, one in KNOWN_PREFIXES.items())
        form = urlencode({"query": prefixes + query, "union-default-graph": "true"})
        headers = {"Accept": ACCEPT, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            media, body = _send("POST", place, form.encode(), headers, timeout or PATIENCE)
        except _Refused as refused:
            if refused.status == 400:
                raise QueryError(query, explain(query, refused.said)) from None
            raise StoreError(str(refused)) from None
        try:
            return read_answer(Answer(media_type=media, body=body, rows=0), limit)
        except (SyntaxError, ValueError):
            raise StoreError(f"{place}: 不是 SPARQL 结果 (no SPARQL answer): {media}") from None

    return ask


def push(nquads: Path, to: Endpoints, say: Callable[[str], None] = lambda _: None) -> int:
    """Put the base of an N-Quads file on a server in place of the one there; give the graphs sent.

    Args:
        nquads: the file, lines of one graph together.
        to: where.
        say: is told each graph as it is sent.

    Raises:
        StoreError: if the server is away, refuses or stops midway: the old base is still there.
    """
    sent: list[str] = []
    try:
        old = _graphs_there(to)
        for graph, lines in _by_graph(nquads):
            say(graph)
            sent.append(graph)
            _put(to, f"{_WAITING}{len(sent)}", lines)
        _update(to, _into_place(sent, [graph for graph in old if graph not in sent]))
    except _Refused as refused:
        with suppress(StoreError):
            _update(to, [f"DROP SILENT GRAPH <{_WAITING}{n}>" for n in range(1, len(sent) + 1)])
        kept = "服务器上的旧库未变，可重新 push (the old base is still there; push again)"
        raise StoreError(f"{refused};{kept}") from None
    return len(sent)


def _into_place(sent: Sequence[str], gone: Sequence[str]) -> list[str]:
    moves = [f"MOVE <{_WAITING}{n}> TO <{graph}>" for n, graph in enumerate(sent, 1)]
    return moves + [f"DROP SILENT GRAPH <{graph}>" for graph in gone]


def _graphs_there(to: Endpoints) -> list[str]:
    """The graphs of the base that a former push left: each says by which run it was made."""
    query = "SELECT ?g { GRAPH ?links { ?g prov:wasGeneratedBy ?run } GRAPH ?g {} }"
    return [str(row[0]) for row in remote(to.query)(query, None).rows]


def _by_graph(nquads: Path) -> Iterator[tuple[str, Iterator[str]]]:
    with nquads.open(encoding="utf-8") as file:
        for graph, lines in groupby(file, key=lambda line: line.rsplit(" ", 2)[1]):
            end = f" {graph} .\n"
            yield graph[1:-1], (line.removesuffix(end) + " .\n" for line in lines)


def _put(to: Endpoints, graph: str, lines: Iterator[str]) -> None:
    with tempfile.TemporaryFile() as file:
        for line in lines:
            file.write(line.encode())
        size = file.tell()
        file.seek(0)
        headers = {"Content-Type": "application/n-triples", "Content-Length": str(size)}
        _send("PUT", f"{to.graphs}?{urlencode({'graph': graph})}", file, headers)


def _update(to: Endpoints, steps: Sequence[str]) -> None:
    text = " ;\n".join(steps).encode()
    _send("POST", to.update, text, {"Content-Type": "application/sparql-update"})


class _Refused(StoreError):
    """The server answered with an error, or not at all (status 0)."""

    def __init__(self, status: int, said: str, sentence: str) -> None:
        self.status, self.said = status, said
        super().__init__(sentence)


def _send(
    method: str,
    url: str,
    body: bytes | IO[bytes],
    headers: dict[str, str],
    timeout: float = PATIENCE,
) -> tuple[str, bytes]:
    """Send a request; give the form of the answer and the answer."""
    server = f"{urlsplit(url).scheme}://{urlsplit(url).netloc}"
    request = urllib.request.Request(url, body, headers | _credentials(), method=method)
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.headers.get("Content-Type", ""), answer.read()
    except urllib.error.HTTPError as error:
        said = " ".join(error.read().decode("utf-8", "replace").split())
        if error.code in (401, 403):
            why = (
                "不准许；用户名、密码或令牌见环境变量 POLICYCASCADE_STORE_* "
                "(refused; set the credentials in the environment)"
            )
        else:
            why = f"答复 {error.code} (answered {error.code}): {said[:200]}"
        raise _Refused(error.code, said, f"{server}: {why}") from None
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise _Refused(
            0, "", f"{server}: 连不上或中断 (away, or broke off): {reason or type(error).__name__}"
        ) from None


def _credentials() -> dict[str, str]:
    token = os.environ.get("POLICYCASCADE_STORE_TOKEN")
    if token:
        return {"Authorization": f"Bearer {token}"}
    user = os.environ.get("POLICYCASCADE_STORE_USER")
    if not user:
        return {}
    pair = f"{user}:{os.environ.get('POLICYCASCADE_STORE_PASSWORD', '')}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}
