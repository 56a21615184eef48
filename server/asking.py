"""The page to ask on: SPARQL with the saved questions as a menu, a table, files and a drawing."""

from __future__ import annotations

import asyncio
import dataclasses
import re
import time
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycascade.errors import QueryError, UnknownName
from policycascade.graph.answers import Question
from policycascade.graph.drawn import named_part
from policycascade.graph.guard import KNOWN_PREFIXES
from policycascade.graph.query import run_query
from policycascade.graph.results import Cell, QueryResult
from policycascade.graph.saved import find_query, saved_queries
from policycascade.graph.sources import ACCEPT, Found, Source, read_answer
from policycascade.graph.worker import Stopped, Worker
from policycascade.server.base import json_of
from policycascade.server.explore import AROUND
from policycascade.server.forms import form_of
from policycascade.server.naming import named_nodes, node_of
from policycascade.server.pages import lang_of, page, told, words
from policycascade.server.pictures import pictures
from policycascade.server.pool import AskerGone
from policycascade.server.protocol import BadRequest
from policycascade.server.terms import short, terms
from policycascade.visualize.labels import group

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.routing import BaseRoute

    from policycascade.graph.trace import Graph
    from policycascade.server.base import Shelf
    from policycascade.server.pool import Pool

#: A page shows so many rows; files have all that the server answers.
SHOWN = 2_000

#: Form → media type, and what writes it.
FILES: Mapping[str, tuple[str, Callable[[QueryResult, str], str | bytes]]] = {
    "csv": ("text/csv; charset=utf-8", lambda result, _: result.to_csv(bom=True)),
    "tsv": ("text/tab-separated-values; charset=utf-8", lambda result, _: result.to_tsv()),
    "json": ("application/json", lambda result, _: result.to_json()),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda result, lang: result.to_xlsx(lang),
    ),
    "ttl": ("text/turtle; charset=utf-8", lambda result, _: result.to_rdf()),
}

#: Parameters whose values are codes that the pages have words for.
CODED = ("kind", "nature", "level", "relation", "role")

_WHERE = re.compile(r"line (\d+), column (\d+)")
_FAILED = (QueryError, UnknownName, Stopped, BadRequest)


class Asking:
    """The pages to ask on."""

    def __init__(self, shelf: Shelf, pool: Pool, rows: int) -> None:
        self.shelf, self.pool, self.rows = shelf, pool, rows

    def routes(self) -> list[BaseRoute]:
        """Give the routes."""
        from starlette.routing import Route

        return [
            Route("/query", self.page),
            Route("/query/terms", self.terms),
            Route("/query/answer", self.answer, methods=["POST"]),
            Route("/query/file", self.file, methods=["POST"]),
            Route("/query/drawing", self.drawing, methods=["POST"]),
        ]

    async def page(self, request: Request) -> Response:
        """Show the editor."""
        t = words(lang_of(request))
        saved = [_menu(query, lang_of(request)) for query in saved_queries()]
        return page(
            "query.html",
            request,
            title=t["menu_query"],
            saved=saved,
            pictures=pictures(lang_of(request)),
            forms=list(FILES),
            seconds=self.pool.timeout,
        )

    async def terms(self, request: Request) -> Response:
        """Give what the editor completes."""
        return json_of(await asyncio.to_thread(terms))

    async def answer(self, request: Request) -> Response:
        """Answer a query with rows to show, or with what is wrong and where."""
        begin = time.perf_counter()
        try:
            result = await self._result(request, SHOWN)
        except AskerGone:
            return json_of({"error": "stopped"})
        except _FAILED as error:
            return json_of({"error": str(error)} | _place(error))
        graph = (await self.shelf.now()).graph
        lang = lang_of(request)
        shown = await asyncio.to_thread(_table, graph, result, lang)
        return json_of(shown | {"seconds": round(time.perf_counter() - begin, 3)})

    async def file(self, request: Request) -> Response:
        """Answer a query with a file."""
        from starlette.responses import Response

        lang = lang_of(request)
        try:
            form = await form_of(request)
            media, write = FILES[form.get("form", "csv")]
            result = await self._result(request, self.rows, form)
            content = await asyncio.to_thread(write, result, lang)
        except (*_FAILED, AskerGone, KeyError) as error:
            return told(request, 400, words(lang)["failed"], str(error))
        name = f"policycascade-result.{form.get('form', 'csv')}"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        }
        return Response(content, media_type=media, headers=headers)

    async def drawing(self, request: Request) -> Response:
        """Answer a query with a drawing of what it names."""
        from starlette.responses import HTMLResponse

        lang = lang_of(request)
        graph = (await self.shelf.now()).graph
        try:
            result = await self._result(request, SHOWN)
            drawn = await asyncio.to_thread(_drawing, graph, result, lang)
        except (*_FAILED, AskerGone) as error:
            return told(request, 400, words(lang)["failed"], str(error))
        return HTMLResponse(drawn, headers={"Cache-Control": "no-store"})

    async def _result(
        self, request: Request, rows: int, form: Mapping[str, str] | None = None
    ) -> QueryResult:
        form = form if form is not None else await form_of(request)
        query = form.get("query", "")
        if "{" not in query:
            raise QueryError(query, words(lang_of(request))["no_query"])
        limit = min(rows, self.rows)
        timeout = self.pool.timeout
        result = await self.pool.run(
            lambda worker: run_query(_source(worker, timeout), query, limit=limit),
            request.is_disconnected,
        )
        saved = find_query(form["saved"]) if form.get("saved") else None
        return dataclasses.replace(result, labels=saved.columns) if saved else result


def _source(worker: Worker, timeout: float) -> Source:
    def ask(query: str, limit: int | None) -> Found:
        more = None if limit is None else limit + 1
        return read_answer(
            worker.ask(Question(query=query, accept=ACCEPT, rows=more), timeout), limit
        )

    return ask


def _menu(query: Any, lang: str) -> dict[str, Any]:
    """A saved question as the menu has it."""
    return {
        "name": query.name if lang == "zh" else query.name_en,
        "key": query.name,
        "title": query.title.get(lang),
        "about": query.about.get(lang),
        "none": query.none.get(lang) if query.none else "",
        "text": query.with_params({"lang": lang}) if _has_lang(query) else query.text,
        "params": [
            {
                "name": one.name,
                "default": one.default,
                "numeric": one.numeric,
                "about": one.about.get(lang),
                "values": [(value, _value_words(one.name, value, lang)) for value in one.values],
            }
            for one in query.parameters
            if one.name != "lang"
        ],
    }


def _value_words(parameter: str, value: str, lang: str) -> str:
    """What a value that may be chosen is called; empty for all of them."""
    return group(parameter, lang).get(value, value) if parameter in CODED else value


def _has_lang(query: Any) -> bool:
    return any(one.name == "lang" for one in query.parameters)


def _place(error: Exception) -> dict[str, int]:
    found = _WHERE.search(str(error))
    return {"line": int(found[1]), "column": int(found[2])} if found else {}


_SPACES = sorted(KNOWN_PREFIXES.items(), key=lambda item: -len(item[1]))


def _table(graph: Graph, result: QueryResult, lang: str) -> dict[str, Any]:
    return {
        "columns": result.heads(lang),
        "rows": [[_cell(graph, value) for value in row] for row in result.rows],
        "cut": result.cut,
        "triples": bool(result.triples),
        "draws": bool(result.triples or named_nodes(graph, result)),
    }


def _cell(graph: Graph, value: Cell) -> Any:
    """A value as the table shows it: of an element of the base its name and where to trace it."""
    node = node_of(graph, value)
    if node:
        return {"text": graph.nodes[node]["label"], "node": node}
    if isinstance(value, str):
        return short(value, _SPACES) or value
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def _drawing(graph: Graph, result: QueryResult, lang: str) -> str:
    from policycascade.visualize.network import draw

    if result.triples:
        part = named_part(graph, result)
    else:
        nodes = named_nodes(graph, result)
        if not nodes:
            raise QueryError("", words(lang)["nothing_to_draw"])
        part = graph.subgraph({*nodes} | {graph.nodes[n].get("plan", n) for n in nodes}).copy()
    return draw(part, words(lang)["result"], lang, AROUND)
