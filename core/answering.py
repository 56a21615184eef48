"""Saved queries and answers as the command line shows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from policycascade.errors import PolicyCascadeError

if TYPE_CHECKING:
    from policycascade.graph.query import QueryResult

_TRIPLES = {"turtle": "text/turtle", "jsonld": "application/ld+json"}


def list_queries(lang: str) -> str:
    """List the saved queries, each with its parameters, their defaults and what they mean."""
    from policycascade.graph.query import saved_queries

    lines = []
    for query in saved_queries():
        lines.append(f"{query.number:>2}  {query.name} ({query.name_en})  {query.title.get(lang)}")
        lines += [
            f"      {one.name}={one.default or '…'}  {one.about.get(lang)}"
            for one in query.parameters
        ]
    return "\n".join(lines)


def answer(
    kb: str | None,
    store: str | None,
    query: str,
    params: Mapping[str, str],
    limit: int | None,
    timeout: float | None,
) -> tuple[QueryResult, Callable[[str], str]]:
    """Ask a base or a remote store; give the answer, and how to draw it in a language.

    Raises:
        PolicyCascadeError: where drawing is asked of a remote store, whose graph is not here.
        QueryError: if the query is wrong; ``UnknownName`` for no such saved query.
    """
    from policycascade import open_kb
    from policycascade.graph.query import run_query
    from policycascade.graph.remote import remote

    if store:
        result = run_query(remote(store, timeout), query, params, limit)

        def refused(lang: str) -> str:
            raise PolicyCascadeError(
                "画图须给出知识库文件夹 (drawing needs the folder of the base)"
            )

        return result, refused
    base = open_kb(kb or "kb")
    result = base.ask(query, limit=limit, timeout=timeout, **params)
    return result, lambda lang: base.draw(result, lang=lang)


def render(result: QueryResult, form: str, lang: str, to_file: bool) -> str | bytes:
    """Give an answer in a form of ``query --format``.

    Raises:
        QueryError: if rows are asked for as triples.
    """
    if form == "csv":
        return result.to_csv(bom=to_file)
    if form == "tsv":
        return result.to_tsv()
    if form == "json":
        return result.to_json()
    if form == "xlsx":
        return result.to_xlsx(lang)
    if form in _TRIPLES:
        return result.to_rdf(_TRIPLES[form])
    return result.to_table(lang)
