"""Asking a graph: saved queries by name, or SPARQL text.

Only questions: an update, ``LOAD`` or ``SERVICE`` is refused before the engine sees it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from policycascade.errors import QueryError, UnknownName
from policycascade.graph.guard import KNOWN_PREFIXES, refuse
from policycascade.graph.nearness import nearest
from policycascade.graph.results import QueryResult
from policycascade.graph.saved import SavedQuery, find_query, near_names, saved_queries
from policycascade.graph.sources import Source, of_rdflib
from policycascade.model import Words

if TYPE_CHECKING:
    import rdflib

__all__ = ["QueryResult", "SavedQuery", "full_text", "run_query", "saved_queries"]

_BEGINS = re.compile(r"\s*(?:#[^\n]*\n\s*)*(?:select|ask|construct|describe|prefix|base)\b", re.I)
_PREFIXED = re.compile(r"(?<![\w<])([A-Za-z]\w*):(?!//)")
_DECLARED = re.compile(r"prefix\s+(\w*):", re.IGNORECASE)


def run_query(
    source: rdflib.Graph | Source,
    query: str,
    params: Mapping[str, str] | None = None,
    limit: int | None = None,
) -> QueryResult:
    """Answer a saved query (by number, Chinese or English name) or SPARQL text.

    Args:
        source: the dataset, or a way to ask it.
        query: name or text; the usual prefixes need not be declared.
        params: values for the parameters of a saved query.
        limit: no more rows than this.

    Raises:
        UnknownName: if it is no text and no saved query has this name; if a parameter or its value
            is unknown, and where nothing is found because nothing in the base has such a name.
        QueryError: if the text is wrong, or would do more than ask.
    """
    text, labels = _text(query, params or {})
    refuse(text)
    ask = source if callable(source) else of_rdflib(source)
    found = ask(text, limit)
    if params and not found.rows and limit != 0:
        _check_names(ask, query, params)
    return QueryResult(found.columns, found.rows, labels, found.triples or (), found.cut)


def _check_names(ask: Source, query: str, params: Mapping[str, str]) -> None:
    """Refuse a name that nothing in the base has; an empty answer would say something else."""
    saved = find_query(query)
    for parameter in saved.parameters if saved else ():
        value = params.get(parameter.name)
        if value and parameter.among:
            pattern = f"SELECT DISTINCT ?found WHERE {{ {parameter.among} }} ORDER BY ?found"
            names = [str(name) for (name,) in ask(pattern, None).rows]
            if not any(value in name for name in names):
                raise UnknownName(value, nearest(value, names))


def full_text(query: str, params: Mapping[str, str] | None = None) -> str:
    """Give the SPARQL that is asked, with its parameters and the prefixes it uses declared.

    Raises:
        UnknownName: if it is no text and no saved query has this name.
        QueryError: for a wrong parameter.
    """
    text, _ = _text(query, params or {})
    used = set(_PREFIXED.findall(text)) - set(_DECLARED.findall(text))
    declared = (
        f"PREFIX {name}: <{KNOWN_PREFIXES[name]}>\n"
        for name in sorted(used & KNOWN_PREFIXES.keys())
    )
    return "".join(declared) + text


def _text(query: str, params: Mapping[str, str]) -> tuple[str, Mapping[str, Words]]:
    saved = find_query(query)
    if saved:
        return saved.with_params(params), saved.columns
    if "{" not in query and not _BEGINS.match(query):
        raise UnknownName(query.strip(), near_names(query), "query")
    if params:
        raise QueryError(query, "只有预存查询有参数 (only saved queries take parameters)")
    return query, {}
