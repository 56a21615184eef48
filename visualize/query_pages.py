"""The saved queries as pages: each question with its answer, and the SPARQL that asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from policycascade.graph.query import QueryResult, SavedQuery
from policycascade.model import Corpus
from policycascade.visualize.frame import number_words, render
from policycascade.visualize.labels import group

#: A page shows so many rows; the command line gives all of them.
ROWS = 300

Quoted = Mapping[tuple[str, str], tuple[str, str]]


def queries_page(answers: Sequence[tuple[SavedQuery, QueryResult]], lang: str = "zh") -> str:
    """Render the list of questions with the number of rows each gives."""
    return render(
        "queries.html", lang, "queries", title=group("page", lang)["menu_queries"], answers=answers
    )


def query_page(query: SavedQuery, result: QueryResult, quoted: Quoted, lang: str = "zh") -> str:
    """Render a question and its answer; quotes lead to their place in the plan."""
    rows = [
        [(_shown(cell), _where(cell, row, quoted)) for cell in row] for row in result.rows[:ROWS]
    ]
    return render(
        "query.html",
        lang,
        f"queries/{query.number:02}",
        title=query.title.get(lang),
        query=query,
        columns=[query.columns[c].get(lang) if c in query.columns else c for c in result.columns],
        rows=rows,
        total=len(result.rows),
    )


def quotes_of(corpus: Corpus) -> Quoted:
    """Title of the plan and words → ids of the plan and of the record that the words prove."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for plan in corpus.plans:
        records = (
            *plan.targets,
            *plan.outturns,
            *plan.programmes,
            *plan.tasks,
            *plan.citations,
        )
        for record in records:
            found.setdefault((plan.title, record.evidence.quote), (plan.id, record.id))
        for doubt in plan.doubts:
            for side in doubt.sides:
                found.setdefault((plan.title, side.quote), (plan.id, doubt.id))
    return found


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "✓" if cell else ""
    return number_words(cell) if hasattr(cell, "as_tuple") else str(cell)


def _where(cell: object, row: Sequence[object], quoted: Quoted) -> tuple[str, str] | None:
    """The record whose words a cell has, if a plan named in the same row has them."""
    if not isinstance(cell, str):
        return None
    held = (quoted.get((title, cell)) for title in row if isinstance(title, str))
    return next(filter(None, held), None)
