"""What a file says: one running text, its blocks and tables, and the way back to the file."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from policycascade.model.terms import BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A sentence the program made, in Chinese and in English."""

    zh: str
    en: str

    def get(self, lang: str) -> str:
        """The sentence in ``lang`` (``"zh"`` or ``"en"``)."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of ``Document.text``.

    Raises:
        ValueError: if it runs backwards or starts before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words that prove a record.

    Attributes:
        quote: exactly ``document.text[span.start:span.end]``.
        span: where it stands.
        section: numbers of the headings above it as printed, outermost first.
    """

    quote: str
    span: Span
    section: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One stretch of ``Document.text`` and where it stands in the original.

    ``text[start:start+length]`` came from ``source_start`` of the decoded file (characters for
    text, Markdown and HTML). Where the loader changed characters (an HTML entity, a full-width
    form), a segment maps ``length`` characters onto ``source_length``.

    Attributes:
        page: 1-based page, where the format has pages.
        cell: sheet and cell, where the format has cells.
    """

    start: int
    length: int
    source_start: int
    source_length: int
    page: int | None = None
    cell: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell: its printed text, where it stands, and the grid places it covers (0-based)."""

    text: str
    span: Span
    row: int
    col: int
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as printed: ``cells`` in reading order, with the span of the whole.

    Column meaning, group cells and shifted rows are the extractors' business, not the loader's.
    """

    span: Span
    cells: tuple[Cell, ...]
    rows: int
    cols: int

    def row(self, number: int) -> tuple[Cell, ...]:
        """The cells that start in row ``number``, left to right."""
        return tuple(cell for cell in self.cells if cell.row == number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the running text: heading, paragraph, table or aside.

    Attributes:
        level: 1–9 where the format itself says it is a heading of that level, else ``None``.
        table: index into ``Document.tables`` for a table block.
    """

    kind: BlockKind
    span: Span
    level: int | None = None
    table: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    r"""A loaded file: one running text, its blocks and tables, and the way back to the file.

    The text is what is printed, in reading order: one block per line (blocks end in ``\\n``),
    soft line breaks inside a paragraph joined, cells of a row parted by ``" | "`` where the source
    is a pipe table and by a tab elsewhere. Nothing printed is left out; chrome becomes ``ASIDE``
    blocks. No facts are read here.

    Attributes:
        name: file name or address.
        sha256: of the bytes as they were read.
        metadata: what the format itself says of the document (HTML ``<meta>``, DOCX properties).
        notes: what the loader did that a user should know (encoding guessed, chrome set aside).
    """

    name: str
    media_type: str
    sha256: str
    text: str
    blocks: tuple[Block, ...]
    tables: tuple[Table, ...] = ()
    segments: tuple[Segment, ...] = ()
    metadata: Mapping[str, str] = dataclasses.field(default_factory=dict)
    notes: tuple[Words, ...] = ()

    def quote(self, span: Span) -> str:
        """The words at ``span``."""
        return self.text[span.start : span.end]

    def evidence(self, start: int, end: int, section: tuple[str, ...] = ()) -> Evidence:
        """Evidence for the characters ``start`` to ``end``, white space at both ends left out."""
        quote = self.text[start:end]
        start += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        span = Span(start, start + len(quote))
        return Evidence(quote=quote, span=span, section=section)
