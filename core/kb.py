"""A knowledge base: one folder with the facts, the graph, the store, the site and the reports.

Written beside and moved into place, so that a build that is killed leaves the old base as it was.

    manifest.json     format, version, sources, what was skipped, verdicts that were not applied,
                      the embedding model, if one was used
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

import contextlib
import dataclasses
import functools
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade import __version__
from policycascade.base import FORMAT, VERSION, Base, numbered_rows
from policycascade.beside import folder_beside
from policycascade.embedding import Model, agreed, model_in
from policycascade.errors import KnowledgeBaseError
from policycascade.facts import Json, cascade_json, converter, plan_json
from policycascade.model import Corpus, Document, Review
from policycascade.pipeline import Progress, Reading, nothing_read, silent

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Store

    from policycascade.graph.query import QueryResult
    from policycascade.review.conflicts import Conflict

#: Kind of row → the file that holds it.
_FILES = {
    "manifest": "manifest.json",
    "facts": "facts.jsonl",
    "as_read": "as_read.jsonl",
    "cascade": "cascades.jsonl",
    "around": "documents.json",
}


def build_kb(
    sources: Sequence[str | Path],
    out: Path,
    progress: Progress = silent,
    reviews: str | Path | None = None,
    embed: str | Path | None = None,
) -> KnowledgeBase:
    """Read, link and write; see ``policycascade.build``.

    The verdicts of the base that stands at ``out``, of bases among the sources and of the file
    ``reviews`` are applied and kept. So is the embedding model that these bases were linked with,
    unless ``embed`` names another, or none (``""``).
    """
    from policycascade import reviewing
    from policycascade.merge import base_at, read_all

    _put_back(out)  # its verdicts are kept
    opened = [(source, base_at(source)) for source in sources]
    bases = [base for _, base in opened if base]
    model = _model(embed, out, bases)
    given = [reviewing.filed(out), *(base.reviews for base in bases)]
    given += [reviewing.read_file(reviews)] if reviews else []
    verdicts = reviewing.together(given)
    files = [source for source, base in opened if not base]
    reading = dataclasses.replace(read_all(files, bases, progress), model=model)
    if not reading.plans:
        raise nothing_read(sources, reading.skipped)
    corpus, conflicts = reviewing.judge(reading, verdicts, progress)
    write(out, reading, corpus, verdicts, conflicts, progress)
    return KnowledgeBase(out)


def _model(embed: str | Path | None, out: Path, bases: Sequence[Base]) -> Model | None:
    """The embedding model to link with, ready: as asked for, else as the bases were linked."""
    if embed is not None:
        model = model_in(embed) if str(embed) else None
    else:
        models = [base.model for base in bases]
        with contextlib.suppress(KnowledgeBaseError):  # a damaged one is built anew
            former = KnowledgeBase(out).model
            models += [former] if former else []
        model = agreed(models)
    if model:
        model.load()
    return model


def _write_json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _write_lines(path: Path, rows: Iterable[Json]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in rows:
            file.write(_line(row) + "\n")


def _read_lines(path: Path) -> Iterable[Json]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def write(
    folder: Path,
    reading: Reading,
    corpus: Corpus,
    reviews: Sequence[Review] = (),
    conflicts: Sequence[Conflict] = (),
    progress: Progress = silent,
) -> None:
    """Write the knowledge base of ``corpus`` to ``folder``, all of it or nothing.

    Args:
        folder: where to.
        reading: what was read, without any verdict.
        corpus: how it is linked, with every verdict applied.
        reviews: all verdicts.
        conflicts: those that were not applied.
        progress: shows how far the pages are.

    Raises:
        KnowledgeBaseError: if ``folder`` exists and is no knowledge base.
    """
    from policycascade import reviewing
    from policycascade.review.lock import locked
    from policycascade.revising import marked

    if folder.exists() and not (folder / "manifest.json").is_file() and any(folder.iterdir()):
        raise KnowledgeBaseError(
            folder,
            "已有别的内容，请换一个输出目录 "
            "(exists and is no knowledge base; choose another folder)",
        )
    corpus = marked(corpus, reading.documents, folder)
    with folder_beside(folder) as beside:
        _write_facts(beside, reading, corpus, conflicts)
        reviewing.write(beside, reviews)
        _write_graph(beside, corpus, reading)
        from policycascade.site import write_site

        write_site(beside, corpus, reading.documents, progress)
        with locked(folder):  # verdicts given while this was at work are kept
            reviewing.write(beside, reviewing.together([reviews, reviewing.filed(folder)]))
            _move_into_place(beside, folder)


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
    if reading.model:
        manifest["embed"] = made.unstructure(reading.model)
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


def _line(row: Json) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _write_graph(folder: Path, corpus: Corpus, reading: Reading) -> None:
    """Write the graph of a base whose other files stand in the folder; their rows go with it.

    But for the sources that were skipped: they tell of one run, not of what the base holds.
    """
    from policycascade.graph.rdf import write_nquads
    from policycascade.graph.rows import Row
    from policycascade.graph.store import write_store

    unsaid: dict[str, Json] = {"manifest": {"skipped": []}}
    rows = (
        Row(kind=kind, number=number, key=key, json=_line(row | unsaid.get(kind, {})))
        for kind, number, key, row in numbered_rows(KnowledgeBase(folder))
    )
    write_nquads(corpus, folder / "graph.nq", texts=reading.documents, rows=rows)
    write_store(folder / "graph.nq", folder / "store")


class KnowledgeBase(Base):
    """A knowledge base in a folder, opened for reading.

    Raises:
        KnowledgeBaseError: if there is none at ``path`` or it is of another version.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        self.place = str(path)
        _put_back(self.path)
        self.manifest = self.check(self._manifest())

    def _manifest(self) -> Mapping[str, Any]:
        file = self.path / "manifest.json"
        if not file.is_file():
            raise KnowledgeBaseError(
                self.path,
                "这里没有知识库；先运行 policycascade build 规划文件夹 -o kb "
                "(no knowledge base here; build one first)",
            )
        try:
            manifest = json.loads(file.read_text("utf-8"))
        except (ValueError, OSError):
            return {}
        return manifest if isinstance(manifest, dict) else {}

    def rows(self, kind: str) -> Iterator[tuple[str, Json]]:
        """Give the rows of one kind from the file that holds them."""
        if kind == "text":
            for source in self.manifest["sources"]:
                plan = source["plan"]
                yield plan, next(iter(_read_lines(self.path / "texts" / f"{plan}.json")))
        elif kind == "reviews":
            made = converter()
            yield from (("", made.unstructure(review)) for review in self.reviews)
        elif kind in ("manifest", "around"):
            yield "", json.loads((self.path / _FILES[kind]).read_text("utf-8"))
        elif (file := self.path / _FILES[kind]).is_file() or kind != "as_read":
            for row in _read_lines(file):
                yield ("" if kind == "cascade" else row["plan"]["id"]), row

    def document(self, plan_id: str) -> Document:
        """The text of a plan with its layout."""
        row = next(iter(_read_lines(self.path / "texts" / f"{plan_id}.json")))
        return converter().structure(row, Document)

    @functools.cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Every verdict that reviewers gave, applied or not."""
        from policycascade.reviewing import filed

        return filed(self.path)

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

    def ask(
        self,
        query: str,
        *,
        limit: int | None = None,
        timeout: float | None = None,
        **params: str,
    ) -> QueryResult:
        """Answer a saved query (by name) or SPARQL text; see ``Base.ask``."""
        from policycascade.graph.query import run_query
        from policycascade.graph.sources import in_process, in_worker

        folder = self.path / "store"
        source = in_process(self._store) if timeout is None else in_worker(folder, timeout)
        return run_query(source, query, params, limit)
