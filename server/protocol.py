"""SPARQL 1.1 Protocol: what a request asks, in its three forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

#: No longer query is read.
BODY = 1 << 20


class BadRequest(Exception):
    """A request that the protocol does not know.

    Attributes:
        status: the HTTP status to answer with.
    """

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the graphs the request itself names; no query asks for the description."""

    query: str | None
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()


def read_get(query_string: str) -> Asked:
    """Read a GET."""
    return _asked(_parameters(query_string))


def read_post(content_type: str, body: bytes, query_string: str) -> Asked:
    """Read a POST of a form, or of the bare query with its graphs in the address.

    Raises:
        BadRequest: for any other content, an update, or more or fewer queries than one.
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind == UPDATE:
        raise BadRequest(403, "只读，不收更新 (read-only: no updates)")
    if kind not in (FORM, QUERY):
        raise BadRequest(415, f"请用 (send) {FORM} 或 (or) {QUERY}")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest(400, "不是 UTF-8 (not UTF-8)") from None
    if kind == QUERY:
        parameters = _parameters(query_string)
        if "query" in parameters:
            raise BadRequest(400, "只能有一个查询 (one query only)")
        asked = _asked({**parameters, "query": [text]})
    else:
        asked = _asked(_parameters(text))
    if asked.query is None:
        raise BadRequest(400, "没有查询 (no query)")
    return asked


def _parameters(text: str) -> Mapping[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except ValueError:
        raise BadRequest(400, "参数无法读取 (the parameters cannot be read)") from None


def _asked(parameters: Mapping[str, list[str]]) -> Asked:
    if "update" in parameters:
        raise BadRequest(403, "只读，不收更新 (read-only: no updates)")
    queries = parameters.get("query", [])
    if len(queries) > 1:
        raise BadRequest(400, "只能有一个查询 (one query only)")
    return Asked(
        query=queries[0] if queries else None,
        default_graphs=parameters.get("default-graph-uri", []),
        named_graphs=parameters.get("named-graph-uri", []),
    )
