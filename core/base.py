"""What can be read of a knowledge base, wherever it is kept: a folder, a graph file, a server.

Each keeps the same rows of JSON by kind: ``manifest`` (format, version, sources, what was skipped,
verdicts that were not applied), ``facts`` and ``as_read`` (one plan each), ``cascade`` (one pair),
``around`` (stubs, derivations, measures of the corpus, reviews), ``reviews`` (all verdicts),
``text`` (one running text each).
"""

from __future__ import annotations

import contextlib
import functools
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade.embedding import Model, agreed
from policycascade.errors import KnowledgeBaseError, UnknownName
from policycascade.facts import Json, cascade_from_json, converter, plan_from_json
from policycascade.model import Cascade, Corpus, Derivation, Document, Measure, Plan, Review, Stub
from policycascade.pipeline import Reading, Skipped, order

if TYPE_CHECKING:
    import pandas as pd

    from policycascade.graph.query import QueryResult, SavedQuery
    from policycascade.graph.trace import Graph, Trace
    from policycascade.review.conflicts import Conflict
    from policycascade.visualize.inline import Page

FORMAT = "policycascade-kb"
VERSION = 1

#: Every kind of row, in the order they are written.
KINDS = ("manifest", "facts", "as_read", "cascade", "around", "reviews", "text")


class Base(ABC):
    """A knowledge base opened for reading.

    Attributes:
        place: where it is, as a reader would say.
        manifest: what the base says of itself.
    """

    place: str
    manifest: Mapping[str, Any]

    @abstractmethod
    def rows(self, kind: str) -> Iterable[tuple[str, Json]]:
        """Give the rows of one kind, each with the id of the plan it is about, or nothing."""

    def check(self, manifest: Mapping[str, Any]) -> Mapping[str, Any]:
        """Give the manifest, if this program reads such a base.

        Raises:
            KnowledgeBaseError: if not.
        """
        if manifest.get("format") != FORMAT or manifest.get("version") != VERSION:
            found = manifest.get("version", "?")
            raise KnowledgeBaseError(
                self.place,
                f"知识库版本是 {found}，本程序读版本 {VERSION}；请用原文件重新 build "
                f"(version {found}, this program reads {VERSION}; build it again from its sources)",
            )
        return manifest

    @contextlib.contextmanager
    def sound(self) -> Iterator[None]:
        """Say of rows that cannot be read that the base is incomplete."""
        try:
            yield
        except (OSError, KeyError, TypeError, ValueError) as error:
            raise KnowledgeBaseError(
                self.place, f"知识库不完整({error})；请重新 build (incomplete; build it again)"
            ) from error

    @functools.cached_property
    def corpus(self) -> Corpus:
        """Everything in the base, as records."""
        made = converter()
        with self.sound():
            ((_, around),) = self.rows("around")
            return Corpus(
                plans=tuple(plan_from_json(row) for _, row in self.rows("facts")),
                stubs=tuple(made.structure(row, Stub) for row in around["stubs"]),
                derivations=tuple(made.structure(row, Derivation) for row in around["derivations"]),
                cascades=tuple(cascade_from_json(row) for _, row in self.rows("cascade")),
                measures=tuple(made.structure(row, Measure) for row in around.get("measures", ())),
                reviews=tuple(made.structure(row, Review) for row in around.get("reviews", ())),
            )

    @property
    def plans(self) -> tuple[Plan, ...]:
        """The plans, highest level first."""
        return self.corpus.plans

    def plan(self, name: str) -> Plan:
        """The plan with this id or title, or the only one of this region or with these words.

        Raises:
            UnknownName: if there is none, or several; carries the titles that may be meant.
        """
        from policycascade.graph.nearness import nearest

        exact = [plan for plan in self.plans if name in (plan.id, plan.title)]
        there = [p for p in self.plans if p.region and name in (p.region.name, p.region.code)]
        found = exact or there or [plan for plan in self.plans if name in plan.title]
        if len(found) != 1:
            titles = [plan.title for plan in found or self.plans]
            raise UnknownName(name, titles if found else nearest(name, titles), "plan")
        return found[0]

    @property
    def cascades(self) -> tuple[Cascade, ...]:
        """Every comparison of an upper with a lower plan."""
        return self.corpus.cascades

    def cascade(self, upper: str, lower: str) -> Cascade:
        """The comparison of two plans, each named as for ``plan``.

        Raises:
            UnknownName: if there is no such plan, or the two are not compared.
        """
        ends = self.plan(upper), self.plan(lower)
        for cascade in self.cascades:
            if (cascade.upper, cascade.lower) == tuple(plan.id for plan in ends):
                return cascade
        titles = {plan.id: plan.title for plan in self.plans}
        pairs = [f"{titles[one.upper]} → {titles[one.lower]}" for one in self.cascades]
        raise UnknownName(" → ".join(plan.title for plan in ends), pairs, "cascade")

    def frame(self, kind: str = "targets") -> pd.DataFrame:
        """Every record of a kind as a pandas table, a column for each attribute.

        Args:
            kind: ``plans``, ``tasks``, ``programmes``, ``targets``, ``outturns`` or ``links``.

        Raises:
            UnknownName: for any other.
        """
        import pandas as pd

        from policycascade.graph.exports.tables import tables

        found = {table.name: table for table in tables(self.graph)}
        if kind not in found:
            raise UnknownName(kind, list(found), "table")
        return pd.DataFrame(list(found[kind].rows), columns=list(found[kind].columns))

    @property
    def skipped(self) -> tuple[Skipped, ...]:
        """The sources that gave no plan, and why."""
        return tuple(Skipped(**row) for row in self.manifest["skipped"])

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The verdicts that were not applied, or overruled, and why."""
        from policycascade.review.conflicts import Conflict

        made = converter()
        return tuple(made.structure(row, Conflict) for row in self.manifest.get("conflicts", ()))

    @property
    def model(self) -> Model | None:
        """The embedding model that its tasks were compared with, if any."""
        with self.sound():
            said = [row.get("embed") for _, row in self.rows("manifest")]
            return agreed(Model(**row) if row else None for row in said)

    @functools.cached_property
    def reviews(self) -> tuple[Review, ...]:
        """Every verdict that reviewers gave, applied or not."""
        made = converter()
        with self.sound():
            return tuple(made.structure(row, Review) for _, row in self.rows("reviews"))

    @property
    def reading(self) -> Reading:
        """What was read to make the base, without the verdicts of reviewers."""
        with self.sound():
            rows = [row for kind in ("as_read", "facts") for _, row in self.rows(kind)]
            plans: dict[str, Plan] = {}
            for plan in map(plan_from_json, rows):
                plans.setdefault(plan.id, plan)
            return Reading(
                plans=tuple(sorted(plans.values(), key=order)),
                documents={plan: self.documents[plan] for plan in plans},
                skipped=self.skipped,
                model=self.model,
            )

    @functools.cached_property
    def documents(self) -> Mapping[str, Document]:
        """The text of every plan with its layout, by plan id."""
        made = converter()
        with self.sound():
            return {plan: made.structure(row, Document) for plan, row in self.rows("text")}

    def document(self, plan_id: str) -> Document:
        """The text of a plan with its layout."""
        return self.documents[plan_id]

    @functools.cached_property
    def graph(self) -> Graph:
        """The graph as networkx sees it."""
        from policycascade.graph.network import build_graph

        return build_graph(self.corpus)

    def trace(self, name: str, lang: str = "zh") -> Trace:
        """Follow a goal, programme or task up and down the levels; a notebook shows it inline.

        Raises:
            UnknownName: if nothing has this name; carries the nearest names.
        """
        from policycascade.graph.trace import trace
        from policycascade.visualize.inline import shown

        return shown(trace(self.graph, name), lang)

    def view(
        self,
        name: str | None = None,
        lang: str = "zh",
        *,
        plan: str | None = None,
        pair: tuple[str, str] | None = None,
    ) -> Page:
        """Draw the whole base, the way of one element, a plan, or a pair; shown in a notebook.

        Args:
            name: of an element whose way is drawn.
            lang: ``zh`` or ``en``.
            plan: id, title or region of a plan that is drawn with what it is linked to.
            pair: those of an upper and a lower plan that are drawn side by side.

        Raises:
            UnknownName: if nothing has this name; carries the nearest names.
        """
        from policycascade.visualize.inline import Page
        from policycascade.visualize.network import draw, draw_part, draw_trace
        from policycascade.visualize.parts import pair_part, plan_part

        if plan is not None:
            one = self.plan(plan)
            return Page(draw_part(self.graph, plan_part(self.graph, one.id), one.title, lang))
        if pair is not None:
            upper, lower = map(self.plan, pair)
            part, title = (
                pair_part(self.graph, upper.id, lower.id),
                f"{upper.title} → {lower.title}",
            )
            return Page(draw_part(self.graph, part, title, lang))
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

        return write_reports(Path(folder), self.corpus, lang, forms, self.documents)

    # ------------------------------------------------------------ questions

    @property
    def queries(self) -> tuple[SavedQuery, ...]:
        """The saved queries: what ``query`` takes by name, number or English name."""
        from policycascade.graph.query import saved_queries

        return saved_queries()

    @abstractmethod
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

    def query(self, query: str, **params: str) -> pd.DataFrame:
        """Answer a saved query (by name) or SPARQL text, as a table."""
        return self.ask(query, limit=None, timeout=None, **params).to_dataframe()

    def draw(self, result: QueryResult, title: str = "查询结果", lang: str = "zh") -> str:
        """Draw what a CONSTRUCT names of this base as a self-contained page.

        Raises:
            QueryError: if the result is no graph, or names nothing of this base.
        """
        from policycascade.graph.drawn import named_part
        from policycascade.visualize.network import draw

        return draw(named_part(self.graph, result), title, lang)


def numbered_rows(base: Base) -> Iterator[tuple[str, int, str, Json]]:
    """Every row of a base: its kind, its place in its kind, what it is about, and itself."""
    for kind in KINDS:
        for number, (key, row) in enumerate(base.rows(kind)):
            yield kind, number, key, row
