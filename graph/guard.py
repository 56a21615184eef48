r"""What may be asked: questions only, and what is said of a query that is wrong.

>>> refuse("SELECT * WHERE { ?s ?p 'insert' }")
>>> refuse("SELECT * { <x> ?p ?o#\rSERVICE<http://example.org/>{} }")
Traceback (most recent call last):
...
policycascade.errors.QueryError: 只能提问，不能用 SERVICE (questions only; SERVICE is refused)
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from policycascade.errors import QueryError
from policycascade.graph.mapping import PREFIXES
from policycascade.ontology.terms import ONTOLOGY, SCHEMES

#: Prefixes that every query may use without declaring them.
KNOWN_PREFIXES: Mapping[str, str] = {
    **PREFIXES,
    **{scheme: f"{ONTOLOGY}/{scheme}#" for scheme in (*SCHEMES.values(), "organrole")},
}

#: Words that only updates use; SPARQL has no other bare words like them.
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
    |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'
    |<(?:[^<>"{}|^`\\\s]|\\[uU][0-9A-Fa-f]+)*>|\#[^\n\r]*|[?$]\w+|@\w+
    |[\w.-]*:(?:[\w.%:-]|\\.)*|(?P<word>\w+)''',
    re.VERBOSE | re.DOTALL,
)
_GAP = r"(?:\s|\#[^\n\r]*(?:[\n\r]|$))*"
#: A call to another server, wherever it stands: which ``<`` begins an address and which compares is
#: the engine's to tell, so this looks at the bare text and would rather refuse too much.
_SERVICE = re.compile(
    rf"service{_GAP}(?:silent{_GAP})?(?:<[^>]*>|[?$]\w+|[^\s{{}}<>?$\#]*:(?:\\.|[^\s{{])*){_GAP}\{{",
    re.IGNORECASE,
)
_WHERE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)

#: So much of an engine's own message is shown.
_SHOWN = 120


def words(query: str) -> set[str]:
    """The bare words of a query, in small letters: no names, strings, addresses or comments."""
    return {token["word"].lower() for token in _TOKEN.finditer(query) if token["word"]}


def refuse(query: str) -> None:
    """Refuse what is no question.

    Raises:
        QueryError: for an update, or a call to another server.
    """
    found = {"service"} if _SERVICE.search(query) else _REFUSED & words(query)
    if found:
        bare = min(found).upper()
        raise QueryError(query, f"只能提问，不能用 {bare} (questions only; {bare} is refused)")


def names_graphs(query: str) -> bool:
    """Whether a query says itself which graphs it asks (FROM)."""
    return "from" in words(query)


def explain(query: str, message: str) -> str:
    """Say in one line where a query is wrong and what to look at."""
    found = _WHERE.search(message)
    if found is None:
        return f"SPARQL 语法错误 (syntax error): {' '.join(message.split())[:_SHOWN]}"
    line, column, expected = found.groups()
    expected = " ".join(expected.split())
    if "Prefix not found" in expected:
        known = "、".join(sorted(KNOWN_PREFIXES))
        hint = f"前缀没有声明；不必声明的有 (undeclared prefix; these need none): {known}"
    elif query.count("{") != query.count("}"):
        hint = f"花括号不配对 (braces do not match): {query.count('{')} {{, {query.count('}')} }}"
    elif "unbound" in expected:
        hint = "SELECT 中的变量未在分组或条件中出现 (a selected variable is not grouped or bound)"
    else:
        hint = expected if len(expected) <= _SHOWN else f"{expected[: _SHOWN - 1]}…"
    return f"SPARQL 第 {line} 行第 {column} 列 (line {line}, column {column}): {hint}"
