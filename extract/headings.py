"""Lines that may be headings: their number, their title, and where the title ends."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from policycascade.extract.chapters import is_chapter
from policycascade.extract.numbering import Mark, Style, read_marks, renumber
from policycascade.extract.words import alternation, words
from policycascade.model import Block, BlockKind, Document, Span

#: The longest heading of the annotated plans has 44 characters; a first sentence longer than
#: this is a numbered paragraph, not a heading.
MAX_TITLE = 80

#: A heading that lost its number is a line so short at least and at most.
MIN_LOST, MAX_LOST = 4, 30

#: 一、 counts the works of a chapter, where so many chapters without numbers stand before it.
MIN_PLAIN_CHAPTERS = 2

#: “工作目标：到2025年…” is a run-in heading only where what stands before the colon is short.
MAX_BEFORE_COLON = 24

_TITLE_END = re.compile(
    r"[。；;！]|[:：](?=.)|[（(【](?=[^（）()【】]*(?:责任单位|责任部门|牵头|负责|配合)[^（）()【】]*[）)】])"
)
#: 一是…。二是…。 in one line is a sentence that lists.
_INLINE = re.compile(r"[。；;][二三]是")
_LISTED = re.compile(r"[；;]\s*(?:和|以及)?$")
_CONTENTS_TAIL = re.compile(r"(?:[.．·…‥]\s*){2,}\d{0,3}\s*$|\s{2,}\d{1,3}\s*$|\t\d{1,3}\s*$")
_SPACES_IN_HANZI = re.compile(r"(?<=[^\x00-\x7f])[ \t\u3000\xa0]+(?=[^\x00-\x7f])")
_MARKUP = re.compile(r"[*#_]{1,3}")
_LEAD = " \t\u3000\xa0#*>"
_BULLETS = "●○•■◆▪◇★☆▶►▲△※"
_TITLE_LINE = re.compile(r"目\s*录|.*(?:规划|纲要|方案|计划|意见|报告|通知|》)[）)]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One printed line of a block.

    Attributes:
        level: the heading level its format gave it.
        in_table: it is the head cell of a table of several columns.
        before_table: a table stands right after it.
    """

    start: int
    text: str
    level: int | None = None
    in_table: bool = False
    before_table: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A line read as a heading.

    Attributes:
        style: ``None`` for a heading without a number that its format marks as one.
        span: number and title as printed.
        run_in: the body begins in the heading's own line.
        has_table: a table is the body, so that no items are to be expected.
        line: index of its line.
    """

    style: Style | None
    number: str
    ordinal: int | None
    title: str
    span: Span
    run_in: bool
    line: int
    level: int | None = None
    has_table: bool = False


def clean_title(text: str) -> str:
    """Leave out mark-up, the spaces of broken lines and the stop at the end.

    >>> clean_title("**实施 重点工程。**")
    '实施重点工程'
    """
    text = _MARKUP.sub("", text)
    return _SPACES_IN_HANZI.sub("", text).strip(" \t\u3000\xa0。：:；;")


def read_lines(document: Document) -> list[Line]:
    """List the lines a heading could stand in: no asides, and of wide tables only the head cell.

    A box is often set as a table of one column, or as the head row of its table.
    """
    blocks = [block for block in document.blocks if block.kind is not BlockKind.ASIDE]
    found: list[Line] = []
    for block, after in itertools.zip_longest(blocks, blocks[1:]):
        before_table = after is not None and _columns(document, after) > 1
        for span, in_table in _spans(document, block):
            at = span.start
            for text in document.quote(span).split("\n"):
                if text.strip():
                    line = Line(
                        start=at,
                        text=text,
                        level=block.level,
                        in_table=in_table,
                        before_table=before_table,
                    )
                    found.append(line)
                at += len(text) + 1
    return found


def _columns(document: Document, block: Block) -> int:
    return document.tables[block.table].cols if block.table is not None else 0


def _spans(document: Document, block: Block) -> Iterator[tuple[Span, bool]]:
    if block.kind is not BlockKind.TABLE or block.table is None:
        yield block.span, False
        return
    table = document.tables[block.table]
    for cell in table.cells:
        if table.cols == 1 or (cell.row, cell.col) == (0, 0):
            yield cell.span, table.cols > 1


def _read(line: Line, number: int, mark: Mark) -> Heading | None:
    """Cut number and title out of ``line``; ``None`` where the line is no heading."""
    rest = line.text[mark.end :]
    end = len(rest)
    for stop in _TITLE_END.finditer(rest):
        if stop[0] not in ":：" or stop.start() <= MAX_BEFORE_COLON:
            end = stop.start()
            break
    title = clean_title(rest[:end])
    if len(title) > MAX_TITLE or (not title and mark.style not in (Style.BOX, Style.ANNEX)):
        return None
    listing = mark.style is Style.IS and _INLINE.search(rest)
    if listing or (line.in_table and mark.style is not Style.BOX):
        return None
    lead = len(line.text) - len(line.text.lstrip(_LEAD))
    shown = mark.end + len(rest[:end].rstrip(_LEAD))
    return Heading(
        style=mark.style,
        number=mark.number,
        ordinal=mark.ordinal,
        title=title,
        span=Span(line.start + lead, line.start + max(shown, lead + 1)),
        run_in=bool(clean_title(rest[end:])),
        line=number,
        level=line.level,
        has_table=line.in_table or line.before_table,
    )


def _unnumbered(line: Line, number: int, begun: bool) -> Heading | None:
    """Read a heading that only its format marks; titles before the outline begins are none."""
    title = clean_title(line.text)
    if line.level is None or not title or (not begun and _TITLE_LINE.fullmatch(title)):
        return None
    start = line.start + len(line.text) - len(line.text.lstrip(_LEAD))
    return Heading(
        style=None,
        number="",
        ordinal=None,
        title=title,
        span=Span(start, line.start + len(line.text.rstrip(_LEAD))),
        run_in=False,
        line=number,
        level=line.level,
        has_table=line.before_table,
    )


@functools.cache
def _box_item() -> re.Pattern[str]:
    ends = alternation(words("tasks")["box_items"])
    run_in = rf"[^，,。；;：:、]{{2,{MAX_BEFORE_COLON}}}{ends}(?=[：:。].)"
    return re.compile(rf"{run_in}|[^，,。；;：:、\s]{{2,{MAX_BEFORE_COLON}}}{ends}(?=\s|$)")


def _named_item(line: Line, number: int) -> Heading | None:
    """Read a line that would be an item of a box without numbers: 就业提升工程：…."""
    text = line.text.strip(_LEAD + _BULLETS)
    match = _box_item().match(text)
    if match is None or line.in_table:
        return None
    start = line.start + line.text.index(text)
    return Heading(
        style=Style.ITEM,
        number="",
        ordinal=None,
        title=clean_title(match[0]),
        span=Span(start, start + match.end()),
        run_in=True,
        line=number,
    )


def _chapter_lines(found: Sequence[Line]) -> set[int]:
    """Lines that only name a chapter (2023年工作回顾), in a text that numbers none of them."""
    outer = (Style.PART, Style.CHAPTER, Style.SECTION)
    marked = [(number, mark) for number, line in enumerate(found) for mark in read_marks(line.text)]
    if any(line.level for line in found) or any(mark.style in outer for _, mark in marked):
        return set()
    chapters = {
        number
        for number, line in enumerate(found)
        if len(line.text) <= MAX_LOST and not line.in_table and is_chapter(line.text.strip(_LEAD))
    }
    if any(is_chapter(clean_title(found[n].text[mark.end :])) for n, mark in marked):
        return set()
    counted = [number for number, mark in marked if mark.style is Style.HANZI]
    above = [number for number in chapters if counted and number < counted[0]]
    return chapters if not counted or len(above) >= MIN_PLAIN_CHAPTERS else set()


def find_candidates(found: Sequence[Line]) -> list[list[Heading]]:
    """Give, for each line that may be a heading, its readings, the likeliest first.

    Lines of a printed table of contents are left out.
    """
    chapters = _chapter_lines(found)
    found = [replace(line, level=1) if n in chapters else line for n, line in enumerate(found)]
    candidates: list[list[Heading]] = []
    begun = False
    for number, line in enumerate(found):
        marks = read_marks(line.text)
        readings = [h for mark in marks if (h := _read(line, number, mark))]
        if not marks and (plain := _unnumbered(line, number, begun)):
            readings = [plain]
        elif not marks and (item := _named_item(line, number)):
            readings = [item]
        if readings and not _CONTENTS_TAIL.search(line.text):
            begun = begun or bool(readings[0].number)
            candidates.append(readings)
    return _without_contents(_without_lists(found, candidates))


def _without_lists(
    found: Sequence[Line], candidates: Sequence[list[Heading]]
) -> Iterator[list[Heading]]:
    """Leave out the items of a list: numbered lines that end in ；, and the last that ends it."""
    open_item: Heading | None = None
    for readings in candidates:
        first = readings[0]
        follows = (
            open_item is not None
            and first.style is open_item.style
            and first.line == open_item.line + 1
        )
        listed = bool(first.number) and _LISTED.search(found[first.line].text) is not None
        open_item = first if listed else None
        if not listed and not follows:
            yield readings


def _without_contents(candidates: Iterable[list[Heading]]) -> list[list[Heading]]:
    """Drop headings right above another one that are printed again further down."""
    kept: list[list[Heading]] = []
    later: set[tuple[Style | None, str, str]] = set()
    below: int | None = None
    for readings in reversed(list(candidates)):
        key = ((first := readings[0]).style, first.number, first.title)
        bare = not first.run_in and below is not None and below - first.line == 1
        below = first.line
        if bare and key in later:
            continue
        later.add(key)
        kept.append(readings)
    return kept[::-1]


def find_lost(lines: Sequence[Line], before: Heading, after: Heading) -> Heading | None:
    """Find the heading that lost its number between two siblings two numbers apart.

    It is the only line between them that looks as they do: a short line without a stop, or a
    short first sentence with more after it. Its number is the one that is missing.
    """
    run_in = before.run_in and after.run_in
    looks = re.compile(
        rf"[^。；：:，,！？]{{{MIN_LOST},{MAX_LOST}}}(?:{'。.+' if run_in else ''})", re.DOTALL
    )
    missing = (after.ordinal or 0) - 1
    found = [
        number
        for number in range(before.line + 1, after.line)
        if not read_marks(lines[number].text)
        and not lines[number].in_table
        and looks.fullmatch(lines[number].text.strip(_LEAD))
    ]
    if len(found) != 1:
        return None
    mark = Mark(after.style or Style.ITEM, renumber(after.number, missing), missing, 0)
    return _read(lines[found[0]], found[0], mark)
