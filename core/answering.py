"""Saved queries and answers as the command line shows them."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from policycascade.model import Words

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


def in_language(query: str, params: Mapping[str, str], lang: str) -> dict[str, str]:
    """Have a saved query that knows languages answer in ``lang``, unless it is told otherwise."""
    from policycascade.graph.saved import find_query

    saved = find_query(query)
    knows = saved and any(parameter.name == "lang" for parameter in saved.parameters)
    return {"lang": lang, **params} if knows else dict(params)


def meaning(query: str) -> Words | None:
    """What it means that a saved query finds nothing, where that is not plain."""
    from policycascade.graph.saved import find_query

    saved = find_query(query)
    return saved.none if saved else None


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
        QueryError: if the query is wrong; ``UnknownName`` for no such saved query.
    """
    from policycascade import open_kb
    from policycascade.elsewhere import folder_or_server
    from policycascade.graph.query import run_query
    from policycascade.graph.remote import remote

    if store:  # whatever it holds; only drawing needs a base of ours there
        result = run_query(remote(store, timeout), query, params, limit)
        return result, lambda lang: folder_or_server(None, store).draw(result, lang=lang)
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
    screen = shutil.get_terminal_size().columns if sys.stdout.isatty() and not to_file else None
    return result.to_table(lang, screen)
