"""Saved queries and answers as the command line shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
