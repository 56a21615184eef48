"""Every kind of page of a site, written from a corpus as the build would, without a store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from printed import printed

from policycascade.graph.network import build_graph
from policycascade.graph.query import QueryResult, saved_queries
from policycascade.model import Corpus
from policycascade.visualize import network, views
from policycascade.visualize.element_pages import (
    index_page,
    indicator_page,
    programme_page,
    read_entries,
)
from policycascade.visualize.frame import ASSETS, Addresses, asset
from policycascade.visualize.methods_page import Made, methods_page
from policycascade.visualize.plan_page import plan_page, plans_page
from policycascade.visualize.query_pages import queries_page, query_page, quotes_of
from policycascade.visualize.reader import pair_page, reader_page
from policycascade.visualize.region_pages import region_page, regions_of, regions_page
from policycascade.visualize.search import search_data, search_page
from policycascade.visualize.site import Pages, start_page


def write_site(folder: Path, corpus: Corpus, lang: str = "zh") -> list[Path]:
    """Write all pages and what they share; give the pages, one of each kind and of each plan."""
    entries = read_entries(corpus)
    assets = {name: asset(name) for name in ASSETS}
    assets |= {
        views.LIBRARY: network.library(),
        views.SCRIPT: network.script(),
        views.STYLE: network.style(),
        "index.js": search_data(corpus, entries),
    }
    (folder / "assets").mkdir(parents=True)
    for name, text in assets.items():
        (folder / "assets" / name).write_text(text, "utf-8")
    made = []
    for address, page in _pages(corpus, lang):
        path = folder / address
        path.parent.mkdir(exist_ok=True)
        path.write_text(page, "utf-8")
        made.append(path)
    return made


def _pages(corpus: Corpus, lang: str) -> Iterator[tuple[str, str]]:
    to, entries, regions = Addresses(lang), read_entries(corpus), regions_of(corpus)
    texts = {plan.id: printed(plan) for plan in corpus.plans}
    yield to.page("index"), start_page(corpus, Pages(), lang)
    yield to.page("plans"), plans_page(corpus, lang)
    yield to.page("regions"), regions_page(corpus, regions, lang)
    yield to.page("search"), search_page(lang)
    made = Made(documents=texts, skipped=[("x.pdf", plan.title) for plan in corpus.plans])
    yield to.page("methods"), methods_page(corpus, made, lang)
    for kind in ("indicators", "programmes"):
        yield to.page(kind), index_page(entries, kind, lang)
    for plan in corpus.plans:
        yield to.plan(plan.id), plan_page(corpus, plan, lang)
        yield to.reader(plan.id), reader_page(corpus, plan, texts[plan.id], lang)
    for cascade in corpus.cascades:
        yield to.pair(cascade.upper, cascade.lower), pair_page(corpus, cascade, texts, lang)
    for code in regions:
        yield to.region(code), region_page(corpus, regions, code, lang)
    for name in entries.figures:
        yield to.indicator(name), indicator_page(entries, name, lang)
    for name in entries.mentions:
        yield to.programme(name), programme_page(entries, name, lang)
    query = saved_queries()[0]
    rows = [(plan.title, task.evidence.quote) for plan in corpus.plans for task in plan.tasks]
    result = QueryResult(("plan", "quote"), tuple(rows))
    yield to.page("queries"), queries_page([(query, result)], lang)
    yield to.query(query.number), query_page(query, result, quotes_of(corpus), lang)
    yield from _views(corpus, lang)


def _views(corpus: Corpus, lang: str) -> Iterator[tuple[str, str]]:
    graph, entries = build_graph(corpus), read_entries(corpus)
    around = views.around_views(corpus, entries, lang)
    for view in (
        *views.views_of_base(corpus, graph, lang),
        *views.views_of_plans(corpus, graph, lang),
        *views.views_of_elements(entries, graph, lang),
    ):
        yield Addresses(lang).view(view.name), views.render_view(graph, view, lang, around)
