"""The static site of a knowledge base: start page, graph views, reports; see ``site_pages``."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from policycascade.model import Cascade, Corpus, Document, make_id
from policycascade.pipeline import Progress, silent

if TYPE_CHECKING:
    from policycascade.reports.files import Subject

    Named = tuple[str, Subject]
    Texts = Mapping[str, Document]
    Readers = Mapping[tuple[str, int, int], str]
    Place = tuple[str, str]

#: The forms of a report that a knowledge base holds, and what a reader is told they are.
FORMS = ("html", "xlsx")
LABELS = {
    "html": {"zh": "阅读报告", "en": "Read the report"},
    "xlsx": {"zh": "下载表格", "en": "Download the tables"},
}

#: Bytes of a file name: what every file system takes (255), less our endings.
LONGEST_NAME = 200

#: The start page leads to the pictures of so many indicators and programmes.
TRACES = 12


def file_name(*parts: str) -> str:
    """Make a file name of words, safe on every system and in an address.

    >>> file_name("湖南省", "3f2a"), file_name("一/二 三")
    ('湖南省-3f2a', '一_二_三-fa7b')
    """
    words = "-".join(parts)
    kept = re.sub(r"[^\w.()（）“”·-]+", "_", words).encode()[:LONGEST_NAME].decode(errors="ignore")
    safe = kept.strip("._-")
    return safe if safe and safe == words else f"{safe}-{make_id('', words)[1:5]}".lstrip("-")


def pair_name(corpus: Corpus, cascade: Cascade) -> str:
    """Name a pair of plans for a file: the regions' names and both plans' ids."""
    plans = corpus.plan(cascade.upper), corpus.plan(cascade.lower)
    names = (plan.region.name if plan.region else plan.id for plan in plans)
    return file_name(*names, *(plan.id.rpartition("-")[2][:4] for plan in plans))


def write_reports(
    folder: Path,
    corpus: Corpus,
    lang: str,
    forms: Iterable[str] = FORMS,
    texts: Texts | None = None,
) -> list[Path]:
    """Write the reports on the corpus and on each pair in each form; give the files written.

    Raises:
        MissingExtra: if a form needs a package that is not installed.
    """
    from policycascade.reports.files import write_report

    written = []
    for name, subject in subjects(corpus, lang, texts):
        for form in forms:
            path = folder / f"{name}.{form}"
            if form != "json":
                written += write_report(subject, form, path, lang)
            elif subject.cascade:
                _write_json(path, subject.cascade)
                written.append(path)
    return written


def write_charts(
    folder: Path, corpus: Corpus, lang: str, texts: Texts | None = None, form: str = "svg"
) -> list[Path]:
    """Write the pictures of all reports as SVG or PNG; give the files written.

    Raises:
        MissingExtra: if the form needs a package that is not installed.
    """
    from policycascade.reports import files

    return [
        path
        for name, subject in subjects(corpus, lang, texts)
        for path in files.write_charts(subject, folder, name, lang, form)
    ]


def subjects(
    corpus: Corpus, lang: str, texts: Texts | None = None, readers: Readers | None = None
) -> Iterator[Named]:
    """What reports are written on, and what each is called: the corpus, then every pair."""
    from policycascade.reports.files import Subject

    subject = Subject(corpus, texts=texts or {}, readers=readers or {})
    yield ("总报告" if lang == "zh" else "corpus"), subject
    for cascade in corpus.cascades:
        yield pair_name(corpus, cascade), dataclasses.replace(subject, cascade=cascade)


def _write_json(path: Path, cascade: Cascade) -> None:
    from policycascade.facts import cascade_json

    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(cascade_json(cascade), ensure_ascii=False, indent=1), "utf-8")


def write_site(
    folder: Path, corpus: Corpus, texts: Texts | None = None, progress: Progress = silent
) -> None:
    """Write ``site/`` into a knowledge-base folder that has all else, zh and en."""
    from policycascade.graph.network import build_graph
    from policycascade.kb import KnowledgeBase
    from policycascade.site_pages import write_pages
    from policycascade.site_views import write_views
    from policycascade.visualize.element_pages import read_entries
    from policycascade.visualize.site import Pages, start_page
    from policycascade.visualize.views import most_linked

    graph = build_graph(corpus)
    entries = read_entries(corpus)
    for lang in ("zh", "en"):
        site = folder / "site"
        reports = _reports(site, corpus, lang, texts, progress)
        pages = Pages(
            views=write_views(site, corpus, graph, entries, lang, progress),
            traces=most_linked(entries, lang, TRACES),
            overall=reports.pop(("", "")),
            reports=reports,
            data=[("graph.nq", "../graph.nq"), ("facts.jsonl", "../facts.jsonl")],
        )
        name = "index.html" if lang == "zh" else "index.en.html"
        (site / name).write_text(start_page(corpus, pages, lang), encoding="utf-8")
    write_pages(folder / "site", KnowledgeBase(folder), entries, progress)


def _reports(
    site: Path, corpus: Corpus, lang: str, texts: Texts | None, progress: Progress
) -> dict[tuple[str, str], list[Place]]:
    """Write all reports; their quotes lead to the reader. Of two plans; of none: on them all."""
    from policycascade.reports.files import write_report
    from policycascade.visualize.reader import places

    folder = Path("reports") if lang == "zh" else Path("reports/en")
    readers = places(corpus, lang, depth=len(folder.parts))
    pages: dict[tuple[str, str], list[Place]] = {}
    for name, subject in progress(list(subjects(corpus, lang, texts, readers)), "写出报告"):
        cascade = subject.cascade
        pair = (cascade.upper, cascade.lower) if cascade else ("", "")
        for form in FORMS:
            path = folder / f"{name}.{form}"
            write_report(subject, form, site / path, lang)
            pages.setdefault(pair, []).append((LABELS[form][lang], path.as_posix()))
    return pages
