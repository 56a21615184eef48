"""The pages of the site that are read rather than looked at: texts, facts, answers, search."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.answering import in_language
from policycascade.pipeline import Progress, silent

if TYPE_CHECKING:
    from policycascade.graph.query import QueryResult, SavedQuery
    from policycascade.kb import KnowledgeBase
    from policycascade.model import Document
    from policycascade.visualize.element_pages import Entries

#: Each page by its address without folder depth or ending, and what makes it.
Written = Iterator[tuple[str, str]]


def write_pages(
    site: Path, kb: KnowledgeBase, entries: Entries, progress: Progress = silent
) -> None:
    """Write all pages of a base whose facts, texts and store stand in its folder, zh and en."""
    from policycascade.visualize import network, views
    from policycascade.visualize.frame import ASSETS, asset, suffix
    from policycascade.visualize.search import search_data

    documents = {plan.id: kb.document(plan.id) for plan in kb.plans}
    for lang in ("zh", "en"):
        answers = [
            (
                query,
                kb.ask(query.name, limit=None, timeout=None, **in_language(query.name, {}, lang)),
            )
            for query in kb.queries
        ]
        pages = _pages(kb, documents, answers, entries, lang)
        for name, page in progress(pages, "写出网页"):
            path = site / f"{name}{suffix(lang)}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page, encoding="utf-8")
    assets = {name: asset(name) for name in ASSETS}
    assets[views.LIBRARY] = network.library()
    assets[views.SCRIPT] = network.script()
    assets[views.STYLE] = network.style()
    assets["index.js"] = search_data(kb.corpus, entries)
    for name, text in assets.items():
        path = site / "assets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _pages(
    kb: KnowledgeBase,
    documents: dict[str, Document],
    answers: list[tuple[SavedQuery, QueryResult]],
    entries: Entries,
    lang: str,
) -> Written:
    from policycascade.visualize.methods_page import Made, methods_page
    from policycascade.visualize.plan_page import plan_page, plans_page
    from policycascade.visualize.query_pages import queries_page, query_page, quotes_of
    from policycascade.visualize.reader import pair_page, reader_page
    from policycascade.visualize.region_pages import region_page, regions_of, regions_page
    from policycascade.visualize.search import search_page

    corpus = kb.corpus
    regions = regions_of(corpus)
    for code in regions:
        yield f"regions/{code}", region_page(corpus, regions, code, lang)
    yield "regions", regions_page(corpus, regions, lang)
    for plan in corpus.plans:
        yield f"read/{plan.id}", reader_page(corpus, plan, documents[plan.id], lang)
        yield f"plans/{plan.id}", plan_page(corpus, plan, lang)
    for cascade in corpus.cascades:
        yield (
            _stem("pair", cascade.upper, cascade.lower),
            pair_page(corpus, cascade, documents, lang),
        )
    yield from _elements(entries, lang)
    quoted = quotes_of(corpus)
    for query, result in answers:
        yield f"queries/{query.number:02}", query_page(query, result, quoted, lang)
    skipped = [(Path(item.source).name, item.reason) for item in kb.skipped]
    yield "methods", methods_page(corpus, Made(documents=documents, skipped=skipped), lang)
    yield "queries", queries_page(answers, lang)
    yield "plans", plans_page(corpus, lang)
    yield "search", search_page(lang)


def _stem(kind: str, *names: str) -> str:
    from policycascade.visualize.frame import Addresses

    address: str = getattr(Addresses("zh"), kind)(*names)
    return address.removesuffix(".html")


def _elements(entries: Entries, lang: str) -> Written:
    from policycascade.visualize.element_pages import (
        index_page,
        indicator_page,
        programme_page,
    )

    for name in entries.figures:
        yield _stem("indicator", name), indicator_page(entries, name, lang)
    for name in entries.mentions:
        yield _stem("programme", name), programme_page(entries, name, lang)
    for kind in ("indicators", "programmes"):
        yield kind, index_page(entries, kind, lang)
