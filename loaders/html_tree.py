"""HTML as a tree that knows where in the source its text stands.

The usual parsers give a tree without places, and take time that grows with the square of the
nesting: lexbor had not finished a million nested ``<div>`` (5 MB) after three minutes. This one
reads in one pass, closes what HTML lets authors leave open, and never fails.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from policycascade.loaders.running import Piece, TooMuch, printed

#: More tags than this no document has; a plan of 200 pages saved by Word has some 50,000.
MAX_TAGS = 500_000

_ATTRIBUTES = r"""(?:[^>=]|=\s*(?:"[^"]*(?:"|\Z)|'[^']*(?:'|\Z))?)*+"""
_MARKUP = re.compile(
    rf"""
      <!--(?:-?>|.*?(?:--!?>|\Z))
    | <(?P<raw>script|style|textarea|title|iframe|xmp)\b{_ATTRIBUTES}(?:>|\Z)
      .*?(?:</(?P=raw)\b[^>]*(?:>|\Z)|\Z)
    | <(?P<end>/?)(?P<tag>[a-z][^\s/>]*)(?P<attributes>{_ATTRIBUTES})(?:>|\Z)
    | <[!?/][^>]*(?:>|\Z)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s>]+)))?""")
_TOKEN = re.compile(r"&(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});?|[^&]+|&", re.I)


def _names(names: str) -> frozenset[str]:
    return frozenset(names.split())


_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_SECTIONS = _names("table tbody thead tfoot")
_ROWS = _SECTIONS | {"tr"}
_TABLE_TAGS = _ROWS | {"td", "th", "caption"}
_SCOPES = _names("table td th caption")
#: Tags that begin a line of their own; those of a paragraph end an open ``<p>``.
_ENDS_P = _names(
    "address article aside blockquote center dd div dl dt fieldset figure footer form h1 h2 h3 h4 "
    "h5 h6 header hr li main nav ol p pre section table ul"
)
BLOCKS = _ENDS_P | _TABLE_TAGS | _names("body html option select noscript")


@dataclass(slots=True, eq=False)
class Node:
    """An element; its children are elements and stretches of the source that hold text.

    Attributes:
        number: its place among all elements in document order; parents come before children.
        table: the innermost table it stands in.
        nested: for a table, whether another stands in it.
    """

    tag: str
    number: int
    parent: Node | None
    raw: str = ""
    table: Node | None = None
    nested: bool = False
    children: list[Node | tuple[int, int]] = field(default_factory=list)

    @property
    def attributes(self) -> dict[str, str]:
        """Names in small letters, with values."""
        return attributes(self.raw)


@dataclass(slots=True)
class Tree:
    """All elements of a page in document order; the first is the page itself."""

    source: str
    nodes: list[Node]

    def pieces(self, begin: int, end: int) -> Iterator[Piece]:
        """The text of a stretch of the source, entities decoded."""
        for token in _TOKEN.finditer(self.source, begin, end):
            text = token.group()
            decoded = html.unescape(text) if text[0] == "&" else text
            if decoded == text:
                yield printed(text, token.start())
            elif decoded:
                yield Piece(decoded, token.start(), len(text))


def attributes(raw: str) -> dict[str, str]:
    """Read the inside of a tag.

    >>> attributes(' id=zoom class="TRS_Editor main" hidden')
    {'id': 'zoom', 'class': 'TRS_Editor main', 'hidden': ''}
    """
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(raw):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


def parse(source: str) -> Tree:
    """Parse a page.

    Raises:
        TooMuch: beyond ``MAX_TAGS``.
    """
    builder = _Builder()
    at = 0
    for markup in _MARKUP.finditer(source):
        builder.text(source, at, markup.start())
        at = markup.end()
        tag = (markup["tag"] or "").lower()
        if tag and markup["end"]:
            builder.close(tag)
        elif tag:
            builder.open(tag, markup["attributes"])
        if len(builder.nodes) > MAX_TAGS:
            raise TooMuch(
                f"网页的标签超过 {MAX_TAGS} 个，请另存为文本 "
                f"(more than {MAX_TAGS} tags: save the page as text)"
            )
    builder.text(source, at, len(source))
    return Tree(source, builder.nodes)


class _Builder:
    """Opens and closes elements; ``scopes`` count what is open inside each table and cell."""

    def __init__(self) -> None:
        root = Node("html", 0, None)
        self.nodes = [root]
        self.stack = [root]
        self.scopes = [Counter[str]()]
        self.tables: list[Node] = []

    def text(self, source: str, begin: int, end: int) -> None:
        if begin < end:
            self.stack[-1].children.append((begin, end))

    def open(self, tag: str, raw: str) -> None:
        if tag in {"html", "body", "head"}:
            return
        self._close_implied(tag)
        parent = self.stack[-1]
        node = Node(tag, len(self.nodes), parent, raw, self.tables[-1] if self.tables else None)
        parent.children.append(node)
        self.nodes.append(node)
        if tag in _VOID:
            return
        self.stack.append(node)
        if tag == "table":
            for outer in self.tables[-1:]:
                outer.nested = True
            self.tables.append(node)
        if tag in _SCOPES:
            self.scopes.append(Counter())
        else:
            self.scopes[-1][tag] += 1

    def _close_implied(self, tag: str) -> None:
        """Close what a start tag ends: a paragraph, an item, a cell, a row."""
        if tag in _ENDS_P and self.scopes[-1]["p"]:
            self._pop_through("p")
        if (tag in {"li", "option"} and self.stack[-1].tag == tag) or (
            tag in {"dd", "dt"} and self.stack[-1].tag in {"dd", "dt"}
        ):
            self._pop()
        if self.tables and tag in {"td", "th"}:
            self._pop_to(_ROWS)
        elif self.tables and tag == "tr":
            self._pop_to(_SECTIONS)
        elif self.tables and tag in {"tbody", "thead", "tfoot", "caption"}:
            self._pop_to(frozenset({"table"}))

    def close(self, tag: str) -> None:
        """Close an element; an end tag that nothing in its table or cell opened says nothing."""
        if tag in _TABLE_TAGS:
            if self.tables:
                self._pop_to(frozenset({tag, "table"}))
                if self.stack[-1].tag == tag:
                    self._pop()
        elif self.scopes[-1][tag]:
            self._pop_through(tag)

    def _pop_to(self, tags: frozenset[str]) -> None:
        while self.stack[-1].tag not in tags:
            self._pop()

    def _pop_through(self, tag: str) -> None:
        self._pop_to(frozenset({tag}))
        self._pop()

    def _pop(self) -> None:
        node = self.stack.pop()
        if node.tag in _SCOPES:
            self.scopes.pop()
        else:
            self.scopes[-1][node.tag] -= 1
        if node.tag == "table":
            self.tables.pop()
