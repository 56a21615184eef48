"""Where a question goes: a store here, a process that can be stopped, or any rdflib graph.

Each is a function from query text and a limit of rows to what was ``Found``.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policycascade.errors import QueryError
from policycascade.graph.answers import Answer, Question
from policycascade.graph.guard import KNOWN_PREFIXES, explain, names_graphs
from policycascade.graph.mapping import PREFIXES
from policycascade.graph.results import Cell
from policycascade.graph.worker import Worker

if TYPE_CHECKING:
    import rdflib
    from pyoxigraph import Store, Triple

_XSD = PREFIXES["xsd"]
_READ: dict[str, Callable[[str], Cell]] = {
    f"{_XSD}integer": int,
    f"{_XSD}decimal": Decimal,
    f"{_XSD}double": float,
    f"{_XSD}float": float,
    f"{_XSD}boolean": lambda value: value in ("true", "1"),
    f"{_XSD}date": date.fromisoformat,
}
#: What a program asks another for.
ACCEPT = "application/sparql-results+json, application/n-triples;q=0.9"


@dataclass(frozen=True, slots=True)
class Found:
    """Rows, or triples of a CONSTRUCT; ``cut`` where there are more than were asked for."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = ()
    triples: tuple[Triple, ...] | None = None
    cut: bool = False


Source = Callable[[str, int | None], Found]


def cell(term: Any) -> Cell:
    """Give a Python value for a term; addresses and words in a language are strings."""
    if term is None:
        return None
    value = str(getattr(term, "value", term))
    read = _READ.get(term.datatype.value) if hasattr(term, "datatype") else None
    try:
        return read(value) if read else value
    except (ValueError, InvalidOperation):
        return value


def in_process(store: Store) -> Source:
    """Ask a store of this process: the fastest."""

    def ask(query: str, limit: int | None) -> Found:
        try:
            found = store.query(
                query,
                prefixes=dict(KNOWN_PREFIXES),
                use_default_graph_as_union=not names_graphs(query),
            )
            return _found(found, limit)
        except SyntaxError as error:
            raise QueryError(query, explain(query, str(error))) from None
        except OSError as error:
            raise QueryError(query, f"查询没有做完 (the query did not finish): {error}") from error

    return ask


def in_worker(folder: Path, timeout: float) -> Source:
    """Ask the store in ``folder`` in a process that is stopped after ``timeout`` seconds."""

    def ask(query: str, limit: int | None) -> Found:
        worker = Worker(folder)
        try:
            answer = worker.ask(Question(query=query, accept=ACCEPT, rows=limit), timeout)
        finally:
            worker.close()
        return read_answer(answer, limit)

    return ask


def of_rdflib(graph: rdflib.Graph) -> Source:
    """Ask any rdflib graph by the engine it has."""

    def ask(query: str, limit: int | None) -> Found:
        try:
            result = graph.query(query, initNs=dict(KNOWN_PREFIXES))
        except SyntaxError as error:
            raise QueryError(query, explain(query, str(error))) from None
        except OSError as error:
            raise QueryError(query, f"查询没有做完 (the query did not finish): {error}") from error
        if result.type in ("CONSTRUCT", "DESCRIBE"):
            assert result.graph is not None
            lines = result.graph.serialize(format="nt", encoding="utf-8")
            return read_answer(
                Answer(media_type="application/n-triples", body=lines, rows=0), limit
            )
        body = result.serialize(format="json")
        assert body is not None
        return read_answer(Answer(media_type="", body=body, rows=0), limit)

    return ask


def read_answer(answer: Answer, limit: int | None) -> Found:
    """Read an answer in N-Triples or SPARQL JSON."""
    from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results

    if "n-triples" in answer.media_type:
        quads = parse(answer.body, format=RdfFormat.N_TRIPLES)
        found = _triples((quad.triple for quad in quads), limit)
    else:
        found = _found(parse_query_results(answer.body, format=QueryResultsFormat.JSON), limit)
    return Found(found.columns, found.rows, found.triples, found.cut or bool(answer.cut))


def _found(found: Any, limit: int | None) -> Found:
    from pyoxigraph import QueryBoolean, QuerySolutions

    if isinstance(found, QueryBoolean):
        return Found(("answer",), ((bool(found),),))
    if not isinstance(found, QuerySolutions):
        return _triples(found, limit)
    names = tuple(variable.value for variable in found.variables)
    rows, cut = _limited(found, limit)
    return Found(names, tuple(tuple(map(cell, row)) for row in rows), None, cut)


def _triples(found: Iterable[Triple], limit: int | None) -> Found:
    triples, cut = _limited(found, limit)
    ordered = tuple(sorted(triples, key=str))
    rows = tuple(tuple(map(cell, triple)) for triple in ordered)
    return Found(("subject", "predicate", "object"), rows, ordered, cut)


def _limited(found: Iterable[Any], limit: int | None) -> tuple[Sequence[Any], bool]:
    if limit is None:
        return list(found), False
    taken = list(itertools.islice(found, limit + 1))
    return taken[:limit], len(taken) > limit
