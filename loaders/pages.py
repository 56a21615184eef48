"""Printed pages become lines and grids: furniture set aside, paragraphs and tables made whole.

What the layout shows for certain is settled here (the right margin reached, a first line indented,
a title centred over two lines); the rest is left to the joining by words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from policycascade.loaders import chrome
from policycascade.loaders.furniture import find_furniture
from policycascade.loaders.layout import lay_out
from policycascade.loaders.numbering import opens_block
from policycascade.loaders.page_tables import OpenTable
from policycascade.loaders.printed import Entry, Page, PrintedLine, plain_line, stacked
from policycascade.loaders.running import Draft, Item, Line, make_line
from policycascade.loaders.text import arrange

#: A line is full if it ends within this many type heights of the right margin (a mark that may
#: not begin a line, or a figure that is not broken, takes two characters to the next).
SLACK = 2.0
#: A line this much short (in type heights) ends its paragraph.
SHORT = 4.0
#: The margins of a column narrower than this (in type heights) are only the ends of its words.
NARROW = 10.0
#: A line beginning this far in (in type heights) is indented; a centred one stands farther in,
#: and its two sides differ by no more than the indentation.
INDENT, CENTRED = 0.8, 2.6
#: Types differ in size from this ratio on.
SIZE = 1.15
#: Lines of one paragraph are no farther apart than this many times the usual distance.
APART = 1.4
_UNFINISHED = re.compile("[，、（《“]$")
_FINISHED = re.compile("[。！？；：][”’）》]*$")
#: A line of a title page that is whole: a sentence, an organ, a document number, a date.
_WHOLE = re.compile(r"[。！？；：日号]$|(?:[局厅委办府室部会院司处]|文件)$|〔")
#: A line of its own below a title: its document number, its date.
_DATED = re.compile(r"〔|^[（(]?\d{4}年(?:\d|[）)]?$)")
#: What is not broken at the end of a line: a figure or Latin word, a character and its marks.
_WORD = re.compile(
    r"[“‘（《〈「]*(?:[!-~]+|[^“‘（《〈「])(?:[，。、；：！？％”’）》〉」]+|[“‘（《〈「]+.)*"
)
_LEADER = re.compile(r"(?:[.．·…‥_-]\s*){3,}\d{0,3}$")


def read_pages(pages: Sequence[Page]) -> Draft:
    """Read pages as one running text."""
    laid = lay_out(pages)
    lines = [entry for page in laid for entry in page if isinstance(entry, PrintedLine)]
    em, pitch = median([line.height for line in lines] or [1.0]), _pitch(laid)
    furniture = find_furniture(laid, [page.height for page in pages], em, pitch)
    whole = _Whole(pitch, em)
    for page in laid:
        whole.turned = True
        notes = _Whole(pitch, em)
        for entry, foot in zip(page, _feet(page, furniture, em), strict=True):
            if id(entry) in furniture and isinstance(entry, PrintedLine):
                whole.aside.append(plain_line(entry).aside(furniture=True))
            elif foot:
                notes.add(entry)
            else:
                whole.add(entry)
        notes.finish()
        whole.aside += notes.items
    whole.finish()
    marked = chrome.set_aside([item if isinstance(item, Line) else None for item in whole.items])
    items = [line or item for line, item in zip(marked, whole.items, strict=True)]
    return arrange(items, "".join(glyph.text for page in pages for glyph in page.glyphs))


def _feet(page: Sequence[Entry], furniture: set[int], em: float) -> list[bool]:
    """Which lines are footnotes: smaller than the text, with nothing of it below."""
    feet: list[bool] = []
    text_below = False
    for entry in reversed(page):
        small = isinstance(entry, PrintedLine) and entry.height * SIZE < em
        text_below = text_below or not (small or id(entry) in furniture)
        feet.append(small and not text_below)
    return feet[::-1]


def _pitch(pages: Sequence[Sequence[Entry]]) -> float:
    """How far one line stands below the other, in heights of the type."""
    steps = [
        (below.top - above.top) / above.height
        for page in pages
        for above, below in pairwise(page)
        if isinstance(above, PrintedLine) and isinstance(below, PrintedLine)
    ]
    return median([step for step in steps if step > 0] or [2.0])


@dataclass(slots=True)
class _Whole:
    """The running text as it grows; furniture and notes inside a paragraph wait for its end.

    Attributes:
        pitch: how far lines stand apart, in heights of their type.
        em: the height of most of the type.
        lines: the lines of the paragraph at hand.
        opens: it is certain that it began where ``lines`` begin.
        table: the table at hand, which the next page may go on with.
        turned: a page was turned since the last line or table.
    """

    pitch: float
    em: float
    items: list[Item] = field(default_factory=list)
    lines: list[PrintedLine] = field(default_factory=list)
    opens: bool = False
    table: OpenTable | None = None
    aside: list[Item] = field(default_factory=list)
    turned: bool = False

    def add(self, entry: Entry) -> None:
        """Take in the next line or table of a page."""
        if isinstance(entry, PrintedLine):
            if self.table and self.turned and self.table.is_continued(plain_line(entry)):
                self.aside.append(plain_line(entry).aside())
                return
            follows = self._follows(entry)
            if not follows:
                self.finish()
                self.opens = follows is False
            self.lines.append(entry)
        elif self.table and self.turned and self.table.fits(entry):
            self.aside += self.table.go_on(entry)
        else:
            self.finish()
            self.table = OpenTable(entry)
        self.turned = False

    def finish(self) -> None:
        """End the paragraph or the table at hand."""
        if self.lines:
            pieces = stacked([line.runs for line in self.lines])
            self.items.append(make_line(pieces, opens=self.opens))
        if self.table:
            self.items += self.table.items()
        self.items += self.aside
        self.lines, self.table, self.aside = [], None, []

    def _follows(self, line: PrintedLine) -> bool | None:
        """Whether a line is the rest of the paragraph at hand; ``None`` where it may be either."""
        if not self.lines:
            return None if self.items and not self.table else False
        before = self.lines[-1]
        em = max(before.height, line.height)
        words = plain_line(before).text
        if em > SIZE * min(before.height, line.height) or _is_entry(before, words):
            return False
        if not self.turned and line.top - before.top > APART * self.pitch * em:
            return False
        if _is_centred(before) or _is_centred(line):
            both = _is_centred(before) and _is_centred(line) and not self.turned
            new = _WHOLE.search(words) or _DATED.search(plain_line(line).text) or _opens(line)
            title = em > SIZE * self.em and not new
            return (True if title else None) if both else False
        short = before.right - before.x1
        if line.x0 - line.left > INDENT * em and not _UNFINISHED.search(words):
            return False
        if _opens(line) and (short > SLACK * em or _FINISHED.search(words)):
            return False
        if short <= SLACK * em or short < _first_word(line):
            return True if before.right - before.left > NARROW * em else None
        return False if short > SHORT * em else None


def _first_word(line: PrintedLine) -> float:
    """How wide what comes first on a line is, and is never broken."""
    run = line.runs[0]
    word = _WORD.match(run.text)
    return run.glyphs[word.end() - 1].x1 - run.x0 if word else 0.0


def _opens(line: PrintedLine) -> bool:
    return opens_block(plain_line(line).text)


def _is_entry(line: PrintedLine, words: str) -> bool:
    """Whether a line is an entry of a contents list: its page number stands at its end."""
    last = line.runs[-1].text
    return bool(_LEADER.search(words)) or (len(line.runs) > 1 and last.isdecimal())


def _is_centred(line: PrintedLine) -> bool:
    """Whether a line stands in the middle, farther in than a first line is."""
    before, behind = line.x0 - line.left, line.right - line.x1
    em = line.height
    return before > CENTRED * em and abs(before - behind) < INDENT * 2 * em
