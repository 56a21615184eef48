"""Asking a graph: saved queries by name, or SPARQL text; answers as table, CSV, JSON or DataFrame.

Only questions: an update, ``LOAD`` or ``SERVICE`` is refused before the engine sees it.
"""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from policycascade.errors import QueryError, UnknownName
from policycascade.graph.mapping import PREFIXES
from policycascade.graph.saved import SavedQuery, find_query, near_names, saved_queries
from policycascade.model import Words
from policycascade.ontology.terms import ONTOLOGY, SCHEMES

if TYPE_CHECKING:
    import pandas as pd
    import rdflib

__all__ = ["QueryResult", "SavedQuery", "run_query", "saved_queries"]

Cell = str | int | float | bool | Decimal | date | None

#: Prefixes that every query may use without declaring them.
KNOWN_PREFIXES: Mapping[str, str] = {
    **PREFIXES,
    **{scheme: f"{ONTOLOGY}/{scheme}#" for scheme in (*SCHEMES.values(), "organrole")},
}

#: Words that only updates and remote calls use; SPARQL has no other bare words like them.
_REFUSED = {
    "add",
    "clear",
    "copy",
    "create",
    "delete",
    "drop",
    "insert",
    "load",
    "move",
    "service",
}
_TOKEN = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^'\\]|\\.|'(?!\'\'))*\'\'\'
    |"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'
    |<[^<>"{}|^`\\\s]*>|\#[^\n]*|[?$]\w+|@\w+|[\w.-]*:[\w.%\\-]*|(?P<word>\w+)''',
    re.VERBOSE | re.DOTALL,
)
_BEGINS = re.compile(r"\s*(?:#[^\n]*\n\s*)*(?:select|ask|construct|describe|prefix|base)\b", re.I)
_WHERE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)

#: A table on a screen shows so much of a cell.
CELL_WIDTH = 48


def _plain(value: Cell) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _width(shown: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in shown)


def _cut(shown: str, width: int) -> str:
    shown = " ".join(shown.split())
    if _width(shown) <= width:
        return shown
    while _width(shown) > width - 1:
        shown = shown[:-1]
    return shown + "…"


def _show(value: Cell) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(_plain(value))


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The answer to a question.

    Attributes:
        columns: variable names; an ASK has ``answer``, a CONSTRUCT subject, predicate, object.
        labels: what the columns of a saved query show.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    labels: Mapping[str, Words] = field(default_factory=dict)

    def to_table(self, lang: str = "zh") -> str:
        """Show the rows in aligned columns; long cells are cut, so use CSV or JSON to keep all."""
        heads = [self.labels[c].get(lang) if c in self.labels else c for c in self.columns]
        lines = [[_cut(cell, CELL_WIDTH) for cell in heads]]
        lines += [[_cut(_show(cell), CELL_WIDTH) for cell in row] for row in self.rows]
        widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
        lines.insert(1, ["-" * width for width in widths])
        shown = (
            "  ".join(
                cell + " " * (width - _width(cell))
                for cell, width in zip(line, widths, strict=True)
            ).rstrip()
            for line in lines
        )
        return "\n".join(shown) + f"\n({len(self.rows)} 行 rows)\n"

    def to_csv(self, bom: bool = False) -> str:
        """Give CSV (RFC 4180); with a byte-order mark spreadsheets read Chinese right."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows([_show(cell) for cell in row] for row in self.rows)
        return ("\ufeff" if bom else "") + out.getvalue()

    def to_json(self) -> str:
        """Give JSON: the columns, and one object a row."""
        rows = [dict(zip(self.columns, map(_plain, row), strict=True)) for row in self.rows]
        answer = {"columns": list(self.columns), "rows": rows}
        return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"

    def to_dataframe(self) -> pd.DataFrame:
        """Give a pandas table."""
        import pandas as pd

        rows = [[_plain(cell) for cell in row] for row in self.rows]
        return pd.DataFrame(rows, columns=list(self.columns))


def run_query(
    store: rdflib.Graph, query: str, params: Mapping[str, str] | None = None
) -> QueryResult:
    """Answer a saved query (by number, Chinese or English name) or SPARQL text.

    Args:
        store: the dataset, in a store or in memory.
        query: name or text; the usual prefixes need not be declared.
        params: values for the parameters of a saved query.

    Raises:
        UnknownName: if it is no text and no saved query has this name.
        QueryError: if the text is wrong, or would do more than ask.
    """
    saved = find_query(query)
    if saved:
        return _ask(store, saved.with_params(params or {}), saved.columns)
    if "{" not in query and not _BEGINS.match(query):
        raise UnknownName(query.strip(), near_names(query))
    if params:
        raise QueryError(query, "只有预存查询有参数 (only saved queries take parameters)")
    return _ask(store, query, {})


def _ask(store: rdflib.Graph, query: str, labels: Mapping[str, Words]) -> QueryResult:
    _refuse(query)
    try:
        result = store.query(query, initNs=dict(KNOWN_PREFIXES))
        if result.type == "ASK":
            return QueryResult(("answer",), ((result.askAnswer,),))
        if result.type != "SELECT":
            triples = sorted(result.graph or ())
            rows = tuple(tuple(map(_cell, triple)) for triple in triples)
            return QueryResult(("subject", "predicate", "object"), rows)
        names = tuple(map(str, result.vars or ()))
        found: Iterable[Any] = result
        rows = tuple(tuple(map(_cell, row)) for row in found)
        return QueryResult(names, rows, labels)
    except SyntaxError as error:
        raise QueryError(query, _explain(query, str(error))) from None
    except OSError as error:
        raise QueryError(query, f"查询没有做完 (the query did not finish): {error}") from error


def _refuse(query: str) -> None:
    for token in _TOKEN.finditer(query):
        bare = (token["word"] or "").lower()
        if bare in _REFUSED:
            raise QueryError(
                query,
                f"只能提问,不能用 {bare.upper()} (questions only; {bare.upper()} is refused)",
            )


def _explain(query: str, message: str) -> str:
    """Say in one line where a query is wrong and what to look at."""
    found = _WHERE.search(message)
    if found is None:
        return f"SPARQL 语法错误 (syntax error): {' '.join(message.split())[:120]}"
    line, column, expected = found.groups()
    expected = " ".join(expected.split())
    if "Prefix not found" in expected:
        known = "、".join(sorted(KNOWN_PREFIXES))
        hint = f"前缀没有声明;不必声明的有 (undeclared prefix; these need none): {known}"
    elif query.count("{") != query.count("}"):
        hint = f"花括号不配对 (braces do not match): {query.count('{')} {{, {query.count('}')} }}"
    elif "unbound" in expected:
        hint = "SELECT 中的变量未在分组或条件中出现 (a selected variable is not grouped or bound)"
    else:
        hint = _cut(expected, 120)
    return f"SPARQL 第 {line} 行第 {column} 列 (line {line}, column {column}): {hint}"


def _cell(term: Any) -> Cell:
    """Give a Python value for an rdflib term; addresses and words in a language are strings."""
    from rdflib import Literal

    if term is None:
        return None
    value = term.toPython() if isinstance(term, Literal) else None
    return value if isinstance(value, int | float | Decimal | date) else str(term)
