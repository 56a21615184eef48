"""The static site of a knowledge base: start page, graph views and reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from policycascade.model import Cascade, Corpus, ElementKind

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
    folder: Path, corpus: Corpus, lang: str, forms: Iterable[str] = ("html", "xlsx")
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


def traced_names(corpus: Corpus) -> Iterator[str]:
    """Name the elements worth a view of their own: those linked in most cascades, targets first."""
    count: dict[str, int] = {}
    for kind in (ElementKind.TARGET, ElementKind.PROGRAMME):
        linked = (
            link.name
            for cascade in corpus.cascades
            for link in cascade.links
            if link.kind is kind and link.upper and link.lower
        )
        for name in linked:
            count[name] = count.get(name, 0) + 1
    yield from sorted(count, key=lambda name: -count[name])
