"""A knowledge base: one folder with the facts, the graph, the store, the site and the reports.

Written beside and moved into place, so that a build that is killed leaves the old base as it was.

    manifest.json     format, version, sources, what was skipped, verdicts that were not applied
    facts.jsonl       one document of schema 1 a line
    cascades.jsonl    one cascade a line
    documents.json    stubs, derivations between documents, measures of the corpus
    reviews.csv       the verdicts of reviewers, all that were ever given
    as_read.jsonl     the plans that verdicts changed, as they were read
    texts/            running text, blocks and tables of each plan
    graph.nq          the RDF dataset; store/ is the same in Oxigraph
    site/             index.html, graph views, reports
"""

from __future__ import annotations

import functools
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade import __version__
from policycascade.errors import KnowledgeBaseError, NotAPlan
from policycascade.facts import (
    Json,
    cascade_from_json,
    cascade_json,
    converter,
    plan_from_json,
    plan_json,
)
from policycascade.model import Corpus, Derivation, Document, Measure, Plan, Review, Stub
from policycascade.pipeline import Progress, Reading, Skipped, silent

if TYPE_CHECKING:
    import pandas as pd
    import rdflib
    from pyoxigraph import Store

    from policycascade.graph.query import QueryResult, SavedQuery
    from policycascade.graph.trace import Graph, Trace
    from policycascade.review.conflicts import Conflict
    from policycascade.visualize.inline import Page

FORMAT = "policycascade-kb"
VERSION = 1


def build_kb(
    sources: Sequence[str | Path],
    out: Path,
    progress: Progress = silent,
    reviews: str | Path | None = None,
) -> KnowledgeBase:
    """Read, link and write; see ``policycascade.build``.

    The verdicts of the base that stands at ``out``, of bases among the sources and of the file
    ``reviews`` are applied and kept.
    """
    from policycascade import reviewing
    from policycascade.merge import is_base, read_all

    _put_back(out)  # its verdicts are kept
    bases = [out, *(source for source in sources if is_base(source))]
    given = [reviewing.filed(base) for base in bases]
    given += [reviewing.read_file(reviews)] if reviews else []
    verdicts = reviewing.together(given)
    reading = read_all(sources, progress)
    if not reading.plans:
        reasons = "；".join(f"{item.source}: {item.reason}" for item in reading.skipped)
        raise NotAPlan(
            "、".join(map(str, sources)),
            f"没有读到规划 (no plan found){': ' + reasons if reasons else ''}",
        )
    corpus, conflicts = reviewing.judge(reading, verdicts)
    write(out, reading, corpus, verdicts, conflicts)
    return KnowledgeBase(out)


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_lines(path: Path, rows: Iterable[Json]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")


def _read_lines(path: Path) -> Iterable[Json]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def write(
    folder: Path,
    reading: Reading,
    corpus: Corpus,
    reviews: Sequence[Review] = (),
    conflicts: Sequence[Conflict] = (),
) -> None:
    """Write the knowledge base of ``corpus`` to ``folder``, all of it or nothing.

    Args:
        folder: where to.
        reading: what was read, without any verdict.
        corpus: how it is linked, with every verdict applied.
        reviews: all verdicts.
        conflicts: those that were not applied.

    Raises:
        KnowledgeBaseError: if ``folder`` exists and is no knowledge base.
    """
    from policycascade import reviewing

    if folder.exists() and not (folder / "manifest.json").is_file() and any(folder.iterdir()):
        raise KnowledgeBaseError(
            folder,
            "已有别的内容,请换一个输出目录 "
            "(exists and is no knowledge base; choose another folder)",
        )
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".tmp", dir=folder.parent))
    try:
        _write_facts(beside, reading, corpus, conflicts)
        reviewing.write(beside, reviews)
        _write_graph(beside, corpus, reading)
        from policycascade.site import write_site

        write_site(beside, corpus, reading.documents)
        beside.chmod(0o755)
        _move_into_place(beside, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def _old(folder: Path) -> Path:
    """Where the former base stands while the new one takes its place."""
    return folder.with_name(f".{folder.name}.old.tmp")


def _put_back(folder: Path) -> None:
    """Put the former base back where a build was killed just between the two moves."""
    if _old(folder).is_dir() and not folder.exists():
        _old(folder).replace(folder)


def _move_into_place(beside: Path, folder: Path) -> None:
    _put_back(folder)
    old = _old(folder)
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        folder.replace(old)
    beside.replace(folder)
    shutil.rmtree(old, ignore_errors=True)


def _write_facts(
    folder: Path, reading: Reading, corpus: Corpus, conflicts: Sequence[Conflict]
) -> None:
    made = converter()
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "tool": __version__,
        "sources": [{"plan": plan.id, **made.unstructure(plan.source)} for plan in corpus.plans],
        "skipped": made.unstructure(reading.skipped),
        "conflicts": made.unstructure(tuple(conflicts)),
    }
    _write_json(folder / "manifest.json", manifest)
    _write_lines(folder / "facts.jsonl", map(plan_json, corpus.plans))
    changed = [plan for plan in reading.plans if plan != corpus.plan(plan.id)]
    if changed:
        _write_lines(folder / "as_read.jsonl", map(plan_json, changed))
    _write_lines(folder / "cascades.jsonl", map(cascade_json, corpus.cascades))
    around = {
        "stubs": made.unstructure(corpus.stubs),
        "derivations": made.unstructure(corpus.derivations),
        "measures": made.unstructure(corpus.measures),
        "reviews": made.unstructure(corpus.reviews),
    }
    _write_json(folder / "documents.json", around)
    texts = folder / "texts"
    texts.mkdir()
    for plan in corpus.plans:
        row = made.unstructure(reading.documents[plan.id], Document)
        _write_lines(texts / f"{plan.id}.json", [row])


def _write_graph(folder: Path, corpus: Corpus, reading: Reading) -> None:
    from policycascade.graph.rdf import write_nquads
    from policycascade.graph.store import write_store

    write_nquads(corpus, folder / "graph.nq", texts=reading.documents)
    write_store(folder / "graph.nq", folder / "store")


class KnowledgeBase:
    """A knowledge base opened for reading.

    Raises:
        KnowledgeBaseError: if there is none at ``path`` or it is of another version.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        _put_back(self.path)
        self.manifest = self._manifest()

    def _manifest(self) -> Mapping[str, Any]:
        file = self.path / "manifest.json"
        if not file.is_file():
            raise KnowledgeBaseError(
                self.path,
                "这里没有知识库;先运行 policycascade build 规划文件夹 -o kb "
                "(no knowledge base here; build one first)",
            )
        try:
            manifest: Mapping[str, Any] = json.loads(file.read_text("utf-8"))
        except (ValueError, OSError):
            manifest = {}
        if manifest.get("format") != FORMAT or manifest.get("version") != VERSION:
            found = manifest.get("version", "?")
            raise KnowledgeBaseError(
                self.path,
                f"知识库版本是 {found},本程序读版本 {VERSION};请用原文件重新 build "
                f"(version {found}, this program reads {VERSION}; build it again from its sources)",
            )
        return manifest

    @functools.cached_property
    def corpus(self) -> Corpus:
        """Everything in the base, as records."""
        made = converter()
        try:
            around = json.loads((self.path / "documents.json").read_text("utf-8"))
            return Corpus(
                plans=tuple(map(plan_from_json, _read_lines(self.path / "facts.jsonl"))),
                stubs=tuple(made.structure(row, Stub) for row in around["stubs"]),
                derivations=tuple(made.structure(row, Derivation) for row in around["derivations"]),
                cascades=tuple(map(cascade_from_json, _read_lines(self.path / "cascades.jsonl"))),
                measures=tuple(made.structure(row, Measure) for row in around.get("measures", ())),
                reviews=tuple(made.structure(row, Review) for row in around.get("reviews", ())),
            )
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise KnowledgeBaseError(
                self.path, f"知识库不完整({error});请重新 build (incomplete; build it again)"
            ) from error

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans, highest level first."""
        return self.corpus.plans

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The sources that gave no plan, and why."""
        return tuple(Skipped(**row) for row in self.manifest["skipped"])

    @property
    def reading(self) -> Reading:
        """What was read to make the base, without the verdicts of reviewers."""
        file = self.path / "as_read.jsonl"
        changed = [plan_from_json(row) for row in _read_lines(file)] if file.is_file() else []
        as_read = {plan.id: plan for plan in changed}
        return Reading(
            plans=tuple(as_read.get(plan.id, plan) for plan in self.plans),
            documents={plan.id: self.document(plan.id) for plan in self.plans},
            skipped=self.skipped,
        )

    @functools.cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Every verdict that reviewers gave, applied or not."""
        from policycascade.reviewing import filed

        return filed(self.path)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The verdicts that were not applied, or overruled, and why."""
        from policycascade.review.conflicts import Conflict

        made = converter()
        return tuple(made.structure(row, Conflict) for row in self.manifest.get("conflicts", ()))

    def export_review(self, path: str | Path, lang: str = "zh") -> None:
        """Write the workbook in which people judge facts and links."""
        from policycascade.reviewing import export

        export(self.path, Path(path), lang)

    def apply_review(self, file: str | Path, name: str = "", today: date | None = None) -> int:
        """Take the verdicts of a workbook or CSV file in; the base is written anew.

        Args:
            file: a review file.
            name: who reviewed, where a row does not say.
            today: the day of verdicts without a date; else that of the clock.

        Returns:
            how many verdicts are new; open the base again to see what came of them.

        Raises:
            ReviewError: if the file does not fit; the base stays as it was.
        """
        from policycascade.reviewing import apply

        return apply(self.path, Path(file), name, today or date.today())

    def document(self, plan_id: str) -> Document:
        """The text of a plan with its layout."""
        row = next(iter(_read_lines(self.path / "texts" / f"{plan_id}.json")))
        return converter().structure(row, Document)

    @functools.cached_property
    def graph(self) -> Graph:
        """The graph as networkx sees it."""
        from policycascade.graph.network import build_graph

        return build_graph(self.corpus)

    @functools.cached_property
    def _store(self) -> Store:
        from policycascade.graph.store import open_oxigraph

        return open_oxigraph(self.path / "store")

    @functools.cached_property
    def rdf(self) -> rdflib.Dataset:
        """The graph as rdflib sees it, answered by Oxigraph; read-only."""
        from policycascade.graph.store import open_store

        return open_store(self.path / "store")

    def export(
        self, folder: str | Path, formats: Iterable[str] = ("csv",), licence: str | None = None
    ) -> list[Path]:
        """Write the base in other tools' formats, with a description; give the files.

        Args:
            folder: where to write.
            formats: some of ``policycascade.graph.exports.writing.FORMATS``.
            licence: address of the licence to state in the description.
        """
        from policycascade.graph.exports.package import About
        from policycascade.graph.exports.writing import export

        title = f"政策传导图谱，{len(self.plans)} 份规划 ({len(self.plans)} plans)"
        about = About(title=title, licence=licence, version=self.manifest["tool"])
        return export(self.graph, self.path / "graph.nq", Path(folder), formats, about)

    def trace(self, name: str, lang: str = "zh") -> Trace:
        """Follow a goal, programme or task up and down the levels; a notebook shows it inline.

        Raises:
            UnknownName: if nothing has this name; carries the nearest names.
        """
        from policycascade.graph.trace import trace
        from policycascade.visualize.inline import shown

        return shown(trace(self.graph, name), lang)

    def view(self, name: str | None = None, lang: str = "zh") -> Page:
        """Draw the whole base, or the way of one element; a notebook shows it inline.

        Raises:
            UnknownName: if nothing has this name; carries the nearest names.
        """
        from policycascade.visualize.inline import Page
        from policycascade.visualize.network import draw, draw_trace

        if name is None:
            title = "全库图谱" if lang == "zh" else "The whole base"
            return Page(draw(self.graph, title, lang))
        return Page(draw_trace(self.graph, self.trace(name), lang))

    def report(
        self,
        folder: str | Path = "reports",
        forms: Iterable[str] = ("html", "xlsx"),
        lang: str = "zh",
    ) -> list[Path]:
        """Write the reports on the base and on each linked pair of plans; give the files.

        Args:
            folder: where to write; made if need be.
            forms: some of ``html xlsx docx md csv json``.
            lang: ``zh`` or ``en``.

        Raises:
            MissingExtra: if a form needs a package that is not installed.
        """
        from policycascade.site import write_reports

        texts = {plan.id: self.document(plan.id) for plan in self.plans}
        return write_reports(Path(folder), self.corpus, lang, forms, texts)

    @property
    def queries(self) -> tuple[SavedQuery, ...]:
        """The saved queries: what ``query`` takes by name, number or English name."""
        from policycascade.graph.query import saved_queries

        return saved_queries()

    def ask(
        self,
        query: str,
        *,
        limit: int | None = None,
        timeout: float | None = None,
        **params: str,
    ) -> QueryResult:
        """Answer a saved query (by name) or SPARQL text.

        Args:
            query: name or text.
            limit: no more rows than this.
            timeout: seconds after which the work is stopped.
            **params: parameters of a saved query.

        Raises:
            QueryError: if the query is wrong; ``UnknownName`` for no such saved query.
            Stopped: if it takes longer than ``timeout``.
        """
        from policycascade.graph.query import run_query
        from policycascade.graph.sources import in_process, in_worker

        folder = self.path / "store"
        source = in_process(self._store) if timeout is None else in_worker(folder, timeout)
        return run_query(source, query, params, limit)

    def draw(self, result: QueryResult, title: str = "查询结果", lang: str = "zh") -> str:
        """Draw what a CONSTRUCT names of this base as a self-contained page.

        Raises:
            QueryError: if the result is no graph, or names nothing of this base.
        """
        from policycascade.graph.drawn import named_part
        from policycascade.visualize.network import draw

        return draw(named_part(self.graph, result), title, lang)

    def query(self, query: str, **params: str) -> pd.DataFrame:
        """Answer a saved query (by name) or SPARQL text, as a table."""
        return self.ask(query, limit=None, timeout=None, **params).to_dataframe()
