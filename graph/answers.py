"""Answers of the store in the forms of SPARQL 1.1, within limits, always whole documents.

A SELECT stops at the last row that fits, a CONSTRUCT at the last triple; the document is closed
properly and ``Answer.cut`` says what was reached.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from policycascade.graph.guard import KNOWN_PREFIXES, names_graphs
from policycascade.graph.mapping import PREFIXES

if TYPE_CHECKING:
    from pyoxigraph import QuerySolutions, QueryTriples, Store, Triple

SOLUTIONS = (
    "application/sparql-results+json",
    "application/sparql-results+xml",
    "text/csv",
    "text/tab-separated-values",
)
#: Other names for the same forms, as clients ask for them.
_ALSO = {"application/json": SOLUTIONS[0], "application/xml": SOLUTIONS[1]}
TRIPLES = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked of a store.

    Attributes:
        accept: what the asker reads, as in HTTP; empty for anything.
        default_graphs, named_graphs: addresses; none of either means the whole base.
        rows, size: no more rows or triples, and bytes, are answered.
    """

    query: str
    accept: str = ""
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()
    rows: int | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A document.

    Attributes:
        cut: the limit that was reached, ``rows`` or ``size``, if any.
    """

    media_type: str
    body: bytes
    rows: int
    cut: str = ""


class NotAcceptable(Exception):
    """No form that the asker reads."""


def negotiate(accept: str, offered: Sequence[str], also: Mapping[str, str] = _ALSO) -> str:
    """Choose the form an ``Accept`` header likes best; the first offered one wins a tie.

    >>> negotiate("text/html, text/csv;q=0.9, */*;q=0.1", SOLUTIONS)
    'text/csv'
    >>> negotiate("", SOLUTIONS)
    'application/sparql-results+json'

    Raises:
        NotAcceptable: if it likes none.
    """
    wishes = [_wish(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    best: tuple[float, int, int, str] | None = None
    for place, media in enumerate((*offered, *(name for name in also if also[name] in offered))):
        fits = [(wish.count("*"), -q) for wish, q in wishes if _fits(wish, media)]
        if fits and (q := -min(fits)[1]) > 0:
            best = max(best or (0.0, 0, 0, ""), (q, -min(fits)[0], -place, media))
    if best is None:
        raise NotAcceptable(f"有 (offered): {', '.join(offered)}")
    return also.get(best[3], best[3])


def _wish(part: str) -> tuple[str, float]:
    name, *parameters = (piece.strip().lower() for piece in part.split(";"))
    for parameter in parameters:
        if parameter.startswith("q="):
            try:
                return name, float(parameter[2:])
            except ValueError:
                return name, 0.0
    return name, 1.0


def _fits(wish: str, media: str) -> bool:
    return wish in ("*/*", media) or (wish.endswith("/*") and media.startswith(wish[:-1]))


def answer(store: Store, question: Question) -> Answer:
    """Answer a question; the query must have passed ``guard.refuse``.

    Raises:
        SyntaxError: if it is wrong.
        OSError: if the store could not answer.
        NotAcceptable: if the asker reads no form of such an answer.
    """
    from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions

    graphs: dict[str, Any] = {"use_default_graph_as_union": not names_graphs(question.query)}
    if question.default_graphs or question.named_graphs:
        graphs = {
            "default_graph": [NamedNode(name) for name in question.default_graphs],
            "named_graphs": [NamedNode(name) for name in question.named_graphs],
        }
    found = store.query(question.query, prefixes=dict(KNOWN_PREFIXES), **graphs)
    if isinstance(found, QueryBoolean):
        return _boolean(bool(found), negotiate(question.accept, SOLUTIONS))
    if isinstance(found, QuerySolutions):
        return _solutions(found, question, negotiate(question.accept, SOLUTIONS))
    return _triples(found, question, negotiate(question.accept, TRIPLES, {}))


def _boolean(value: bool, media: str) -> Answer:
    word = str(value).lower()
    shown = {
        SOLUTIONS[0]: f'{{"head":{{}},"boolean":{word}}}',
        SOLUTIONS[1]: f"{_XML_HEAD}<head/><boolean>{word}</boolean></sparql>",
    }.get(media, word)
    return Answer(media_type=media, body=shown.encode(), rows=1)


# ---------------------------------------------------------------- rows


@dataclass(frozen=True, slots=True)
class _Form:
    """How rows are written: what comes before, each row, between two rows, after."""

    head: Callable[[Sequence[str]], str]
    row: Callable[[Sequence[str], Sequence[Any]], str]
    between: str
    tail: str


def _solutions(found: QuerySolutions, question: Question, media: str) -> Answer:
    form = _FORMS[media]
    names = [variable.value for variable in found.variables]
    parts = [form.head(names).encode()]
    size, rows, cut = len(parts[0]) + len(form.tail), 0, ""
    for solution in found:
        if question.rows is not None and rows >= question.rows:
            cut = "rows"
            break
        part = ((form.between if rows else "") + form.row(names, tuple(solution))).encode()
        size += len(part)
        if question.size is not None and size > question.size:
            cut = "size"
            break
        parts.append(part)
        rows += 1
    parts.append(form.tail.encode())
    return Answer(media_type=media, body=b"".join(parts), rows=rows, cut=cut)


def _kind(term: Any) -> tuple[str, str]:
    from pyoxigraph import BlankNode, NamedNode

    if isinstance(term, NamedNode):
        return "uri", term.value
    return ("bnode", term.value) if isinstance(term, BlankNode) else ("literal", term.value)


def _json_row(names: Sequence[str], values: Sequence[Any]) -> str:
    row = {}
    for name, term in zip(names, values, strict=True):
        if term is not None:
            kind, value = _kind(term)
            row[name] = {"type": kind, "value": value} | (_extra(term) if kind == "literal" else {})
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"))


def _extra(literal: Any) -> dict[str, str]:
    if literal.language:
        return {"xml:lang": literal.language}
    if literal.datatype.value == f"{PREFIXES['xsd']}string":
        return {}
    return {"datatype": literal.datatype.value}


_XML_HEAD = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _xml_head(names: Sequence[str]) -> str:
    variables = "".join(f"<variable name={quoteattr(name)}/>" for name in names)
    return f"{_XML_HEAD}<head>{variables}</head><results>\n"


def _xml_row(names: Sequence[str], values: Sequence[Any]) -> str:
    from policycascade.graph.exports.flat import clean

    cells = []
    for name, term in zip(names, values, strict=True):
        if term is not None:
            kind, value = _kind(term)
            extra = _extra(term) if kind == "literal" else {}
            said = "".join(f" {key}={quoteattr(one)}" for key, one in extra.items())
            shown = escape(clean(value), {"\r": "&#13;"})
            cells.append(
                f"<binding name={quoteattr(name)}><{kind}{said}>{shown}</{kind}></binding>"
            )
    return f"<result>{''.join(cells)}</result>"


def _csv_line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _csv_row(_: Sequence[str], values: Sequence[Any]) -> str:
    def cell(term: Any) -> str:
        kind, value = ("", "") if term is None else _kind(term)
        return f"_:{value}" if kind == "bnode" else value

    return _csv_line(map(cell, values))


_FORMS: Mapping[str, _Form] = {
    SOLUTIONS[0]: _Form(
        lambda names: f'{{"head":{{"vars":{json.dumps(names)}}},"results":{{"bindings":[\n',
        _json_row,
        ",\n",
        "\n]}}\n",
    ),
    SOLUTIONS[1]: _Form(_xml_head, _xml_row, "\n", "\n</results></sparql>\n"),
    SOLUTIONS[2]: _Form(_csv_line, _csv_row, "", ""),
    SOLUTIONS[3]: _Form(
        lambda names: "\t".join(f"?{name}" for name in names) + "\n",
        lambda _, values: "\t".join("" if one is None else str(one) for one in values) + "\n",
        "",
        "",
    ),
}

# ---------------------------------------------------------------- triples


def _triples(found: QueryTriples, question: Question, media: str) -> Answer:
    kept: list[Triple] = []
    size, cut = 0, ""
    for triple in found:
        if question.rows is not None and len(kept) >= question.rows:
            cut = "rows"
            break
        size += len(str(triple).encode())
        if question.size is not None and size > question.size:
            cut = "size"
            break
        kept.append(triple)
    return Answer(media_type=media, body=write_triples(kept, media), rows=len(kept), cut=cut)


def write_triples(triples: Iterable[Triple], media: str) -> bytes:
    """Write triples in a form of ``TRIPLES``, in an order that depends on them alone."""
    from pyoxigraph import Quad, RdfFormat, serialize

    from policycascade.graph.exports.rdf import to_jsonld

    ordered = sorted(triples, key=str)
    if media == "application/ld+json":
        return to_jsonld(Quad(*triple) for triple in ordered).encode()
    form = RdfFormat.from_media_type(media)
    assert form is not None
    written = serialize(ordered, format=form, prefixes=dict(PREFIXES))
    assert written is not None
    return written
