"""Broken paragraphs made whole: lines that a page or a narrow column broke are joined again.

A line is joined to the next only where it shows itself unfinished and the next does not show
itself new. Blank lines do not count: texts made from PDF have them in the middle of sentences,
others have none between paragraphs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from policycascade.loaders.numbering import opens_block
from policycascade.loaders.running import Item, Line, Piece, make_line, put_in
from policycascade.model import BlockKind

#: The line ends a sentence or a clause: 。！？；： with any closing marks, or 。(说明).
_FINISHED = re.compile(r"[。！？!?；;：:…][”’\"'」』）)】》〉\]]*$|[。！？；][（(][^（）()]*[）)]$")
_STOP = re.compile("[。！？；]")
_COMMA = re.compile("[，,]")
_MARK = re.compile("[，,。；;：:、]")
#: No line begins with these; a line that does is the rest of the line before.
_CANNOT_BEGIN = re.compile("[，。、；：！？）》】〉」』”’％,;)%]")
#: No title ends with these; a line that does goes on (but 扩大社会参与, 推进科学普及 are whole).
_HANGING = re.compile(
    "(?:[，,、《（(〈“或把]|(?<![目标])的|(?<![温缓调共饱柔祥谐])和|(?<![参赋给])与"
    "|(?<![普涉触波顾危])及|(?<![大小干名健])将)$"
)
#: A full line holds 28 characters (GB/T 9704); the first is indented by 2. On 株洲, whose pages cut
#: 27 paragraphs, the part before a cut is never narrower than 25.
MIN_PROSE = 22
#: Headings of the five plans are at most 45 wide; a longer line without 。 is prose.
MAX_HEADING = 50
#: The end of a line is judged by so many characters.
ENDING = 100
#: A file is hard-wrapped where this share of its lines is as wide as the column, within the
#: tolerance (no line begins with 。, so lines vary by a character or two), and few are wider.
WRAPPED, TOLERANCE, WIDER, MIN_COLUMN, MIN_LINES = 0.4, 2.5, 0.05, 20, 8
#: Paragraphs are indented in a file if this share of its lines is; then a full line that ends in 。
#: goes on in one that is not.
INDENTED = 0.1


def width(text: str) -> float:
    """How wide a line prints: 1 for a Chinese character, ½ for an ASCII one.

    >>> width("新增28.58万人")
    6.5
    """
    return len(text) - len(text.encode("ascii", "ignore")) / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """How the file is laid out: its column if it has one, and whether paragraphs are indented."""

    column: float | None
    indents: bool


def find_layout(lines: Sequence[Line]) -> Layout:
    """Find how a file is laid out, from its lines."""
    indented = sum(line.indented for line in lines)
    return Layout(column_width(lines), indented >= INDENTED * max(len(lines), 1))


def column_width(lines: Iterable[Line]) -> float | None:
    """The width of the column if the file was broken into lines of one width, else ``None``."""
    texts = [line.text for line in lines if line.kind is BlockKind.PARAGRAPH]
    widths = Counter(round(width(text)) for text in texts)
    if len(texts) < MIN_LINES:
        return None

    def near(column: int) -> int:
        return sum(widths[column - step] for step in range(int(TOLERANCE) + 1))

    column = max(sorted(widths), key=near)
    wider = sum(count for size, count in widths.items() if size > column + TOLERANCE)
    if column < MIN_COLUMN or near(column) < WRAPPED * len(texts) or wider > WIDER * len(texts):
        return None
    full = [text for text in texts if 0 <= column - round(width(text)) <= TOLERANCE]
    marked = sum(_MARK.search(text) is not None for text in full)
    return column if marked * 2 >= len(full) else None


@dataclass(slots=True)
class Paragraph:
    """The lines joined so far, and what the next line must know of them."""

    lines: list[Line] = field(default_factory=list)
    numbered: bool = False
    stop: bool = False
    comma: bool = False
    open_marks: int = 0
    width: float = 0

    def add(self, line: Line) -> None:
        """Take in one more line."""
        text = line.text
        self.numbered = self.numbered or (not self.lines and opens_block(text))
        self.lines.append(line)
        self.stop = self.stop or _STOP.search(text) is not None
        self.comma = self.comma or _COMMA.search(text) is not None
        self.open_marks += sum(map(text.count, "《（(")) - sum(map(text.count, "》）)"))
        self.width += width(text)

    def goes_on(self, line: Line, layout: Layout) -> bool:
        """Whether ``line`` is the rest of this paragraph."""
        last = self.lines[-1].text
        if line.opens or opens_block(line.text):
            return False
        if _CANNOT_BEGIN.match(line.text):
            return True
        if line.indented:
            return False
        full = layout.column is not None and width(last) >= layout.column - TOLERANCE - 1
        if _FINISHED.search(last[-ENDING:]):
            return full and layout.indents
        if self.open_marks > 0 or _HANGING.search(last):
            return True
        if layout.column is not None:
            return full
        if not (_MARK.search(line.text) or width(line.text) >= MIN_PROSE):
            return False
        if self.stop or self.width >= MAX_HEADING:
            return True
        return self.comma and not self.numbered and self.width >= MIN_PROSE

    def whole(self) -> Line:
        """The paragraph as one line."""
        if len(self.lines) == 1:
            return self.lines[0]
        return make_line(_pieces(self.lines), opens=self.lines[0].opens)


def _pieces(lines: Sequence[Line]) -> Iterator[Piece]:
    """The pieces of all lines; a space parts Latin words and figures that a line end parted."""
    before = ""
    for line in lines:
        if before and before[-1:].isascii() and line.text[:1].isascii():
            yield put_in(" ")
        yield from line.pieces
        before = line.text


def join(items: Sequence[Item]) -> list[Item]:
    """Join what was broken; furniture in the middle of a paragraph moves behind it."""
    layout = find_layout([item for item in items if isinstance(item, Line)])
    joined: list[Item] = []
    paragraph, furniture = Paragraph(), list[Line]()

    def finish() -> None:
        nonlocal paragraph
        if paragraph.lines:
            joined.append(paragraph.whole())
        joined.extend(furniture)
        paragraph = Paragraph()
        furniture.clear()

    for item in items:
        if isinstance(item, Line) and item.furniture and paragraph.lines:
            furniture.append(item)
        elif isinstance(item, Line) and item.kind is BlockKind.PARAGRAPH:
            if not (paragraph.lines and paragraph.goes_on(item, layout)):
                finish()
            paragraph.add(item)
        else:
            finish()
            joined.append(item)
    finish()
    return joined
