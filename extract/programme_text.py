"""A document as the search for programmes reads it: folded, line by line."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from policycascade.extract.preface import read_preface
from policycascade.extract.programme_names import counties_in
from policycascade.extract.title_page import find_title
from policycascade.model import BlockKind, Document, Section
from policycascade.ontology.folding import fold


class ProgrammeText:
    """The folded text of a document and what stands where in it.

    Attributes:
        text: folded; all places below are places in it.
        counties: short names of the counties that it names.
        title: of the plan, folded; empty where none is printed.
        body: where the first numbered section starts; before it stand titles and notices.
        headings: of tasks and safeguards, by where their lines start.
        box_items: titles of the items of boxes (专栏), by where their lines start.
    """

    def __init__(self, document: Document, sections: Sequence[Section]) -> None:
        self.folded = fold(document.text)
        self.text = self.folded.text
        self.counties = counties_in(self.text)
        title = find_title(read_preface(document, sections))
        self.title = fold(title.value).text if title else ""
        self.body = self._place(sections[0].span.start) if sections else 0
        self._breaks = [found.start() for found in re.finditer("\n", self.text)]
        self._blocks = [self._place(block.span.start) for block in document.blocks]
        self._kinds = [block.kind for block in document.blocks]
        boxed, plain = dict[int, str](), dict[int, str]()
        for section in sections:
            inside = any(number.startswith("专栏") for number in section.path[:-1])
            if inside or not section.path[-1].startswith("专栏"):
                line = self.line_span(self._place(section.span.start))[0]
                (boxed if inside else plain)[line] = fold(section.title).text
        self.box_items, self.headings = boxed, plain

    def _place(self, offset: int) -> int:
        return bisect_left(self.folded.offsets, offset)

    def block_kind(self, at: int) -> BlockKind:
        """The kind of the block that ``at`` stands in."""
        number = bisect_right(self._blocks, at) - 1
        return self._kinds[number] if number >= 0 else BlockKind.PARAGRAPH

    def line_span(self, at: int) -> tuple[int, int]:
        """Start and end of the line that ``at`` stands in."""
        number = bisect_left(self._breaks, at)
        start = self._breaks[number - 1] + 1 if number else 0
        return start, self._breaks[number] if number < len(self._breaks) else len(self.text)

    def line(self, at: int) -> str:
        """The line that ``at`` stands in."""
        start, end = self.line_span(at)
        return self.text[start:end]

    def sentence(self, at: int) -> str:
        """The sentence that ``at`` stands in."""
        first, last = self.line_span(at)
        start = max(first, self.text.rfind("。", first, at) + 1)
        stop = self.text.find("。", at, last)
        return self.text[start : last if stop < 0 else stop]

    def lines(self) -> Iterator[tuple[int, str]]:
        """Every line that is not empty, with where it starts."""
        start = 0
        for end in (*self._breaks, len(self.text)):
            if end > start:
                yield start, self.text[start:end]
            start = end + 1
