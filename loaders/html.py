"""HTML pages: the document and what stands around it, tables, and what the page says of itself."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from policycascade.loaders import chrome
from policycascade.loaders.html_content import ASIDE_TAGS, HIDDEN_TAGS, find_content, is_hidden
from policycascade.loaders.html_tree import BLOCKS, Node, Tree, attributes, parse
from policycascade.loaders.running import (
    Draft,
    Grid,
    GridCell,
    Item,
    Line,
    Piece,
    make_line,
    put_in,
)
from policycascade.loaders.spacing import compact
from policycascade.loaders.text import INDENT, arrange
from policycascade.model import BlockKind

_META = re.compile(r"<meta\b([^>]*)>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title", re.IGNORECASE | re.DOTALL)
_CHARSET = re.compile(rb"<meta\b[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_HEADING = re.compile("h([1-6])")
#: The charset is declared in the first bytes of a page; metadata is kept up to this length.
HEAD_BYTES, MAX_VALUE = 4096, 1000
#: Names under which government sites give the title of the document in ``<meta>``.
TITLE_NAMES = ("title", "ArticleTitle", "og:title")
#: A line outside the content is the document's title if the page is titled so; this is the
#: shortest (XX规划 alone is a menu's word).
MIN_TITLE = 8
#: A table that names so many data of the site is no table of the document, wherever it stands.
MIN_LABELS = 2
#: No table of a plan is wider; spans that say more are cut.
MAX_COLUMNS = 200


def declared_charset(data: bytes) -> str | None:
    """Find the character set a page says it is in."""
    found = _CHARSET.search(data[:HEAD_BYTES])
    return found.group(1).decode("ascii", "ignore") if found else None


def read_html(source: str) -> Draft:
    """Read a page; what stands outside its document becomes asides, headings excepted."""
    tree = parse(source)
    metadata = _metadata(source)
    flow = _Flow(tree, find_content(tree), _titles(metadata))
    flow.run()
    lines = [item if isinstance(item, Line) else None for item in flow.items]
    marked = chrome.set_aside(lines)
    items = [line or item for line, item in zip(marked, flow.items, strict=True)]
    draft = arrange(items, source)
    return Draft(draft.items, metadata, draft.notes)


def _metadata(source: str) -> dict[str, str]:
    """What the page says of itself: its title, and the names and values of ``<meta>``."""
    found: dict[str, str] = {}
    title = _TITLE.search(source)
    if title:
        found["title"] = " ".join(html.unescape(title.group(1)).split())[:MAX_VALUE]
    for meta in _META.finditer(source):
        given = attributes(meta.group(1))
        name = given.get("name") or given.get("property")
        value = " ".join(given.get("content", "").split())
        if name and value:
            found.setdefault(name[:MAX_VALUE], value[:MAX_VALUE])
    return found


def _titles(metadata: dict[str, str]) -> str:
    return "\n".join(compact(metadata.get(name, "")) for name in TITLE_NAMES)


@dataclass(slots=True)
class _Flow:
    """Walks the page and lays its text out in lines and grids."""

    tree: Tree
    content: Node
    titles: str
    items: list[Item] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    opens: bool = True
    inside: int = 0  # how many open elements are the content
    aside: int = 0  # how many open elements are never the document
    level: int | None = None
    breaks: int = 0

    def run(self) -> None:
        """Visit every element, without recursion: pages may be nested without end."""
        around = set(_ancestors(self.content))
        stack: list[tuple[Node, Iterator[Node | tuple[int, int]]]] = []
        node: Node | None = self.tree.nodes[0]
        while node or stack:
            if node:
                self._enter(node)
                stack.append((node, iter(node.children)))
                node = None
            for child in stack[-1][1]:
                if isinstance(child, tuple):
                    self._text(child)
                elif child.tag == "table" and child.number not in around and self._table(child):
                    continue
                elif child.tag not in HIDDEN_TAGS:
                    node = child
                    break
            else:
                self._leave(stack.pop()[0])
        self._flush()

    def _text(self, run: tuple[int, int]) -> None:
        self.pieces += self.tree.pieces(*run)

    def _enter(self, node: Node) -> None:
        if node.tag == "br":
            self._flush()
            self.breaks += 1
            self.opens = self.opens or self.breaks > 1
        elif node.tag in BLOCKS:
            self._flush()
            self.opens = True
        heading = _HEADING.fullmatch(node.tag)
        if heading:
            self.level = int(heading.group(1))
        self.inside += node is self.content
        self.aside += node.tag in ASIDE_TAGS or is_hidden(node)

    def _leave(self, node: Node) -> None:
        if node.tag in BLOCKS:
            self._flush()
            self.opens = True
        if _HEADING.fullmatch(node.tag):
            self.level = None
        self.inside -= node is self.content
        self.aside -= node.tag in ASIDE_TAGS or is_hidden(node)

    def _flush(self) -> None:
        line = make_line(self.pieces)
        indented = INDENT.match("".join(piece.text for piece in self.pieces)) is not None
        self.pieces.clear()
        if not line.text:
            return
        around = self.aside or not self.inside
        title = compact(line.text) if around else ""
        if around and not (MIN_TITLE <= len(title) <= chrome.MAX_LABEL and title in self.titles):
            kind = BlockKind.ASIDE
        else:
            kind = BlockKind.HEADING if self.level else BlockKind.PARAGRAPH
        level = self.level if kind is BlockKind.HEADING else None
        self.items.append(Line(line.pieces, line.text, kind, level, self.opens, indented))
        self.opens, self.breaks = False, 0

    def _table(self, table: Node) -> bool:
        """Lay out a data table; ``False`` for one that holds the page or a framed text."""
        rows, outside = _rows(table)
        if table.nested or len(rows) < 2 or max(map(len, rows)) < 2:
            return False
        for run in [(0, 0), *outside]:
            self._flush()
            self._text(run)
        self._flush()
        cells = [[self._cell(cell) for cell in row] for row in rows]
        words = ["".join(piece.text for piece in cell) for row in cells for cell in row]
        labels = sum(map(chrome.is_label, words))
        if self.inside and not self.aside and not is_hidden(table) and labels < MIN_LABELS:
            self.items.append(_grid(rows, cells))
        else:
            lines = map(_label_row, cells)
            self.items += [line.aside() for line in lines if line.text]
        self.opens = True
        return True

    def _cell(self, cell: Node) -> tuple[Piece, ...]:
        """The text of a cell on one line."""
        pieces: list[Piece] = []
        stack: list[Node | tuple[int, int]] = [cell]
        while stack:
            part = stack.pop()
            if isinstance(part, tuple):
                pieces += self.tree.pieces(*part)
            elif part.tag not in HIDDEN_TAGS:
                if pieces and (part.tag in BLOCKS or part.tag == "br"):
                    pieces.append(put_in(" "))
                stack += reversed(part.children)
        return make_line(pieces).pieces


def _label_row(cells: Sequence[Sequence[Piece]]) -> Line:
    """A row of a table outside the document: the 索引号 and its like, parted by tabs."""
    pieces: list[Piece] = []
    for cell in cells:
        pieces += [put_in("\t")] if pieces else []
        pieces += cell
    return make_line(pieces)


def _ancestors(node: Node) -> Iterator[int]:
    """The numbers of the elements around ``node``, itself included."""
    above: Node | None = node
    while above:
        yield above.number
        above = above.parent


def _rows(table: Node) -> tuple[list[list[Node]], list[tuple[int, int]]]:
    """The cells of a table row by row, and the text in it that stands in no cell."""
    rows: list[list[Node]] = [[]]
    outside: list[tuple[int, int]] = []
    stack: list[Node | tuple[int, int]] = [table]
    while stack:
        part = stack.pop()
        if isinstance(part, tuple):
            outside.append(part)
        elif part.tag in {"td", "th"}:
            rows[-1].append(part)
        elif part.tag not in HIDDEN_TAGS:
            rows += [[]] if part.tag == "tr" else []
            stack += reversed(part.children)
    return [row for row in rows if row], outside


def _grid(rows: Sequence[Sequence[Node]], texts: Sequence[Sequence[tuple[Piece, ...]]]) -> Grid:
    """Give each cell its place, as browsers do: beside and below what spans already cover."""
    cells: list[GridCell] = []
    covered: dict[int, int] = {}  # column → first row it is free in
    cols = 0
    for number, (row, printed) in enumerate(zip(rows, texts, strict=True)):
        col = 0
        for cell, pieces in zip(row, printed, strict=True):
            while covered.get(col, 0) > number:
                col += 1
            if col >= MAX_COLUMNS:
                col = MAX_COLUMNS - 1
            given = cell.attributes
            colspan = min(_span(given.get("colspan")) or 1, MAX_COLUMNS - col)
            rowspan = min(_span(given.get("rowspan")) or len(rows), len(rows) - number)
            covered.update(dict.fromkeys(range(col, col + colspan), number + rowspan))
            cells.append(GridCell(pieces, number, col, rowspan, colspan))
            col += colspan
            cols = max(cols, col)
    return Grid(tuple(cells), len(rows), cols, "\t")


def _span(given: str | None) -> int:
    """How many rows or columns a cell covers; 0 is “to the end” for rows."""
    digits = re.match(r"\s*(\d{1,4})", given or "1")
    return int(digits.group(1)) if digits else 1
