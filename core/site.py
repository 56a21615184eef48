"""The static site of a knowledge base: start page, graph views and reports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.model import Cascade, Corpus, ElementKind

if TYPE_CHECKING:
    from policycascade.graph.trace import Graph, Trace

#: The forms of a report.
FORMS = ("html", "xlsx")

#: At most so many traces are drawn at build; any other is drawn by ``policycascade view KB NAME``.
DRAWN_TRACES = 12


def file_name(*parts: str) -> str:
    """Make a file name of words, safe on every system.

    >>> file_name("湖南省", "一/二 三")
    '湖南省-一_二_三'
    """
    return re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "_", "-".join(parts)).strip("._")[:80]


def pair_name(corpus: Corpus, cascade: Cascade) -> str:
    """Name a pair of plans for a file: the regions' names and the lower plan's id."""
    upper, lower = corpus.plan(cascade.upper), corpus.plan(cascade.lower)
    names = (plan.region.name if plan.region else plan.id for plan in (upper, lower))
    return file_name(*names, lower.id.rpartition("-")[2][:6])


def write_reports(
    folder: Path, corpus: Corpus, lang: str, forms: Iterable[str] = FORMS
) -> list[Path]:
    """Write the report of each cascade in each form; give the files written."""
    from policycascade.reports.html import render_html
    from policycascade.reports.xlsx import write_xlsx

    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for cascade in corpus.cascades:
        for form in forms:
            path = folder / f"{pair_name(corpus, cascade)}.{form}"
            if form == "html":
                path.write_text(render_html(corpus, cascade, lang), encoding="utf-8")
            else:
                write_xlsx(corpus, cascade, path, lang)
            written.append(path)
    return written


def write_site(folder: Path, corpus: Corpus) -> None:
    """Write ``site/`` into a knowledge-base folder: start page, views and reports, zh and en."""
    from policycascade.graph.network import build_graph
    from policycascade.visualize.site import Pages, start_page

    graph = build_graph(corpus)
    traces = _traces(graph, corpus)
    for lang, other in (("zh", ("English", "index.en.html")), ("en", ("中文", "index.html"))):
        site = folder / "site"
        places = Pages(
            views=[_draw_all(site, graph, lang)],
            traces=[_draw_trace(site, graph, found, lang) for found in traces],
            reports=_reports(site, corpus, lang),
            data=[("graph.nq", "../graph.nq"), ("facts.jsonl", "../facts.jsonl")],
            other=other,
        )
        name = "index.html" if lang == "zh" else "index.en.html"
        (site / name).write_text(start_page(corpus, places, lang), encoding="utf-8")


def _put(site: Path, folder: str, name: str, page: str) -> str:
    """Write a page of the site; give its address relative to the start page."""
    path = site / folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page, encoding="utf-8")
    return f"{folder}/{name}"


def _draw_all(site: Path, graph: Graph, lang: str) -> tuple[str, str]:
    from policycascade.visualize.network import draw

    title = "全库图谱" if lang == "zh" else "The whole base"
    suffix = "" if lang == "zh" else ".en"
    return title, _put(site, "views", f"all{suffix}.html", draw(graph, title, lang))


def _draw_trace(site: Path, graph: Graph, found: Trace, lang: str) -> tuple[str, str]:
    from policycascade.visualize.network import draw_trace

    suffix = "" if lang == "zh" else ".en"
    name = f"{file_name(found.name)}{suffix}.html"
    return found.name, _put(site, "views", name, draw_trace(graph, found, lang))


def _reports(site: Path, corpus: Corpus, lang: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    folder = "reports" if lang == "zh" else "reports/en"
    written = write_reports(site / folder, corpus, lang)
    pages: dict[tuple[str, str], list[tuple[str, str]]] = {}
    pairs = ((c.upper, c.lower) for c in corpus.cascades for _ in FORMS)
    for pair, path in zip(pairs, written, strict=True):
        place = (path.suffix[1:].upper(), f"{folder}/{path.name}")
        pages.setdefault(pair, []).append(place)
    return pages


def _traces(graph: Graph, corpus: Corpus) -> list[Trace]:
    """Follow the elements worth a view of their own: most often linked first, targets first."""
    from policycascade.graph.trace import trace

    count: dict[str, int] = {}
    for kind in (ElementKind.TARGET, ElementKind.PROGRAMME):
        for cascade in corpus.cascades:
            for link in cascade.links:
                if link.kind is kind and link.upper and link.lower:
                    count[link.name] = count.get(link.name, 0) + 1
    names = sorted(count, key=lambda name: -count[name])
    return [trace(graph, name) for name in names[:DRAWN_TRACES]]
