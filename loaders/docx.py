"""DOCX: paragraphs with the numbers Word prints, headings by style, tables with merged cells.

The parts are read as XML: real files have dangling references that stop libraries, and keep
contents lists, tracked changes and text boxes where those do not look.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from policycascade.errors import LoadError
from policycascade.loaders import chrome
from policycascade.loaders.docx_numbers import Numbering, W
from policycascade.loaders.docx_styles import Styles, value
from policycascade.loaders.docx_text import read_words
from policycascade.loaders.fetch import Fetched
from policycascade.loaders.package import Package
from policycascade.loaders.running import (
    Draft,
    Grid,
    GridCell,
    Item,
    Line,
    Piece,
    TooMuch,
    make_line,
    printed,
    put_in,
)
from policycascade.loaders.text import arrange
from policycascade.model import BlockKind, Words

#: The longest heading; a longer paragraph of a heading style is text that begins with its heading.
MAX_HEADING = 80
#: A table has at least so many rows and columns; with fewer, it frames running text.
MIN_SIDE = 2
#: No table of a plan is wider.
MAX_COLUMNS = 200
#: A document of 1,000 pages has some 30,000 paragraphs.
MAX_PARAGRAPHS = 200_000

_AROUND = {f"{W}{name}" for name in ("ins", "moveTo", "customXml", "smartTag", "sdtContent")}
_CORE = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
    "{http://purl.org/dc/elements/1.1/}subject": "subject",
    "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}keywords": "keywords",
    "{http://purl.org/dc/terms/}created": "created",
    "{http://purl.org/dc/terms/}modified": "modified",
}


def read_docx(fetched: Fetched) -> Draft:
    """Read a DOCX.

    Raises:
        UnsupportedFormat: if it is something else.
        LoadError: if it is damaged, locked or too much, or lxml is not installed.
    """
    with Package(fetched, "DOCX") as package:
        main = next(iter(package.related("", "officeDocument")), "word/document.xml")
        document = package.tree(main)
        body = document.find(f"{W}body") if document is not None else None
        if body is None:
            raise package.damaged()

        def parts(kind: str) -> list[Any]:
            trees = [package.tree(name) for name in package.related(main, kind)]
            return [tree for tree in trees if tree is not None]

        flow = _Flow(
            Styles(next(iter(parts("styles")), None)),
            Numbering(next(iter(parts("numbering")), None)),
        )
        try:
            flow.furniture(parts("header"))
            flow.blocks(body)
            flow.notes([*parts("footnotes"), *parts("endnotes")])
            flow.furniture(parts("footer"))
        except TooMuch as error:
            raise LoadError(fetched.source, str(error)) from error
        core = package.related("", "core-properties")
        metadata = _metadata(package.tree(core[0]) if core else None)
    marked = chrome.set_aside([item if isinstance(item, Line) else None for item in flow.items])
    items = [line or item for line, item in zip(marked, flow.items, strict=True)]
    draft = arrange(items, "\n".join(flow.texts))
    return Draft(draft.items, metadata, draft.notes + flow.told())


def _metadata(core: Any | None) -> dict[str, str]:
    found = {}
    for element in core if core is not None else ():
        name = _CORE.get(element.tag)
        text = " ".join((element.text or "").split())
        if name and text:
            found[name] = text
    return found


@dataclass(slots=True)
class _Flow:
    """Walks the body and lays its text out in lines and grids.

    Attributes:
        texts: all that was printed, one after the other: the source that offsets count in.
    """

    styles: Styles
    numbering: Numbering
    items: list[Item] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    at: int = 0
    revised: bool = False
    boxes: int = 0
    aside: int = 0  # how many open elements are a contents list

    def blocks(self, parent: Any) -> None:
        """Read the paragraphs and tables in an element."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag == f"{W}sdt":
                contents = _is_contents(child)
                self.aside += contents
                self.blocks(child)
                self.aside -= contents
            elif child.tag in _AROUND:
                self.revised = self.revised or child.tag == f"{W}ins"
                self.blocks(child)

    def _paragraph(self, paragraph: Any) -> None:
        aside = self.aside > 0 or self.styles.is_contents(paragraph)
        level = None if aside else self.styles.level(paragraph)
        lines, boxes = self._lines(paragraph)
        for number, line in enumerate(lines):
            if aside:
                line = line.aside()
            elif level and len(line.text) <= MAX_HEADING:
                line = dataclasses.replace(line, kind=BlockKind.HEADING, level=level)
            self.items.append(dataclasses.replace(line, opens=number == 0))
        for box in boxes:
            self.boxes += 1
            self.blocks(box)

    def _lines(self, paragraph: Any) -> tuple[list[Line], list[Any]]:
        """The lines of a paragraph, with what Word prints before it, and its text boxes."""
        words = read_words(paragraph)
        self.revised = self.revised or words.revised
        label = self.styles.label(paragraph, self.numbering) if words.text.strip() else ""
        lines = [make_line([self._print(text)]) for text in (label + words.text).split("\n")]
        return [line for line in lines if line.text], words.boxes

    def _print(self, text: str) -> Piece:
        """Write to the source.

        Raises:
            TooMuch: beyond ``MAX_PARAGRAPHS``.
        """
        if len(self.texts) > MAX_PARAGRAPHS:
            raise TooMuch(f"超过 {MAX_PARAGRAPHS} 段 (more than {MAX_PARAGRAPHS} paragraphs)")
        piece = printed(text, self.at)
        self.texts.append(text)
        self.at += len(text) + 1
        return piece

    # ------------------------------------------------------------ tables

    def _table(self, table: Any) -> None:
        rows = [list(_cells(row)) for row in _within(table, "tr")]
        rows = [row for row in rows if row]
        if len(rows) < MIN_SIDE or max(len(row) for row in rows) < MIN_SIDE or self.aside:
            for row in rows:
                for cell in row:
                    self.blocks(cell.element)
            return
        grid: list[GridCell] = []
        open_cells: dict[int, int] = {}  # column → index of the cell that goes on downwards
        for number, row in enumerate(rows):
            for cell in row:
                above = open_cells.get(cell.col)
                if cell.goes_on and above is not None:
                    grown = grid[above]
                    grid[above] = dataclasses.replace(grown, rowspan=number - grown.row + 1)
                    continue
                open_cells[cell.col] = len(grid)
                pieces = tuple(self._cell(cell.element))
                grid.append(GridCell(pieces, number, cell.col, 1, cell.span))
        cols = max(cell.col + cell.colspan for cell in grid)
        self.items.append(Grid(tuple(grid), len(rows), cols, "\t"))

    def _cell(self, cell: Any) -> Iterator[Piece]:
        """The text of a cell on one line; tables in it are read cell by cell."""
        begun = False
        for paragraph in cell.iter(f"{W}p"):
            if any(above.tag.endswith("}Fallback") for above in paragraph.iterancestors()):
                continue
            for line in self._lines(paragraph)[0]:
                if begun:
                    yield put_in(" ")
                begun = True
                yield from line.pieces

    # ------------------------------------------------------------ around the body

    def notes(self, roots: Iterable[Any]) -> None:
        """Read foot- and endnotes, as asides; those of a type are separators."""
        for root in roots:
            for note in root:
                if note.get(f"{W}type") in {None, "normal"}:
                    self._asides(note)

    def furniture(self, roots: Iterable[Any]) -> None:
        """Read the running heads or feet, each text once."""
        seen: set[str] = set()
        for root in roots:
            text = "".join(root.itertext()).strip()
            if text not in seen:
                self._asides(root)
            seen.add(text)

    def _asides(self, root: Any) -> None:
        for paragraph in root.iter(f"{W}p"):
            lines, _ = self._lines(paragraph)
            self.items += [dataclasses.replace(line.aside(), opens=True) for line in lines]

    def told(self) -> tuple[Words, ...]:
        """What a user should know."""
        notes = []
        if self.revised:
            zh, en = "文档带修订，按全部接受读取", "tracked changes were read as accepted"
            notes.append(Words(zh=zh, en=en))
        if self.boxes:
            zh = f"{self.boxes} 个文本框的文字排在所附段落之后"
            en = f"the text of {self.boxes} text boxes stands after the paragraphs they belong to"
            notes.append(Words(zh=zh, en=en))
        return tuple(notes)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell as the file has it: ``goes_on`` if it is the lower part of the one above."""

    element: Any
    col: int
    span: int
    goes_on: bool


def _cells(row: Any) -> Iterator[_Cell]:
    col = _count(value(row, "trPr", "gridBefore"), 0)
    for cell in _within(row, "tc"):
        span = min(_count(value(cell, "tcPr", "gridSpan"), 1), MAX_COLUMNS)
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        if col < MAX_COLUMNS:
            yield _Cell(cell, col, span, goes_on)
        col += span


def _within(parent: Any, name: str) -> Iterable[Any]:
    """The rows or cells of a table, also those that controls and changes wrap."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _AROUND or child.tag == f"{W}sdt":
            yield from _within(child, name)


def _count(given: str | None, default: int) -> int:
    return int(given) if given and given.isdecimal() and len(given) < 6 else default


def _is_contents(control: Any) -> bool:
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
