"""Numbered headings → sections, whatever numbering styles a plan nests and in whatever order.

Which style stands inside which is read from the plan itself: a style whose count starts again
after each heading of another style stands inside that one. Where the plan gives no evidence the
usual order holds (篇 章 节 一、 (一) 1. (1) ① 一是).
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from policycascade.extract.headings import (
    Heading,
    Line,
    find_candidates,
    find_lost,
    read_lines,
)
from policycascade.extract.numbering import Style
from policycascade.model import BlockKind, Document, Section, Span

#: A heading's count may jump this far: one or two numbers were lost or misprinted.
MAX_GAP = 2

#: How often a plan must show the reverse of the usual nesting before it is believed.
MIN_REVERSALS = 2

#: How many headings ahead a box looks for the one that carries on the count around it.
LOOK_AHEAD = 40

_NEVER_IN_BOX = {Style.ANNEX, Style.PART, Style.CHAPTER, Style.SECTION, Style.BOX}


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A heading in its place: the path to it and the section it opens."""

    heading: Heading
    section: Section


@dataclass(slots=True)
class _Open:
    """A heading whose section has not ended, and how far each style has counted below it."""

    heading: Heading | None = None
    path: tuple[str, ...] = ()
    last: dict[Style, Heading] = field(default_factory=dict)

    def count(self, style: Style) -> int | None:
        """How far ``style`` has counted."""
        latest = self.last.get(style)
        return latest.ordinal if latest else None

    @property
    def style(self) -> Style | None:
        return self.heading.style if self.heading else None


class _Nesting:
    """Which numbering style stands inside which, in one document."""

    def __init__(self, candidates: Sequence[Sequence[Heading]]) -> None:
        self.starts: Counter[tuple[Style, Style]] = Counter()
        self.children: Counter[tuple[Style, Style]] = Counter()
        latest: dict[Style, int] = {}
        before: Style | None = None
        for place, (heading, *_) in enumerate(candidates):
            style = heading.style
            if style is None or style is Style.ITEM:
                continue
            if heading.ordinal == 1:
                since = latest.get(style, -1)
                self.starts.update((s, style) for s, at in latest.items() if at > since)
                if before is not None:
                    self.children[before, style] += 1
            latest[style] = place
            before = style

    def inside(self, inner: Style, outer: Style) -> bool:
        """Whether headings of ``inner`` stand under headings of ``outer``."""
        if inner is outer:
            return False
        usual = outer.rank < inner.rank
        for_usual, against = self.starts[outer, inner], self.starts[inner, outer]
        if not usual:
            for_usual, against = against, for_usual
        return usual != (against >= MIN_REVERSALS and against > for_usual)


class _Outline:
    """Walk the candidates and keep those that carry on a count."""

    def __init__(self, candidates: Sequence[Sequence[Heading]]) -> None:
        self.candidates = candidates
        self.decimal = any(one.style is Style.DECIMAL for one, *_ in candidates)
        self.gaps: list[tuple[Heading, Heading]] = []
        self.nesting = _Nesting(candidates)
        self.stack = [_Open()]
        self.counted: dict[Style, int] = {}
        self.kept: list[tuple[Heading, tuple[str, ...]]] = []

    def walk(self) -> list[tuple[Heading, tuple[str, ...]]]:
        for place, readings in enumerate(self.candidates):
            for heading in readings:
                parents = self._parents(heading, place)
                if parents:
                    self._open(heading, parents)
                    break
        return self.kept

    def _open(self, heading: Heading, parents: int) -> None:
        del self.stack[parents:]
        parent = self.stack[-1]
        if heading.style is not None and heading.ordinal is not None:
            before = parent.last.get(heading.style)
            if before and heading.ordinal - (before.ordinal or 0) == 2:
                self.gaps.append((before, heading))
            parent.last[heading.style] = heading
            if self._box() is None:
                self.counted[heading.style] = heading.ordinal
        number = heading.number or heading.title
        opened = _Open(heading, (*parent.path, number))
        self.stack.append(opened)
        self.kept.append((heading, opened.path))

    def _box(self) -> int | None:
        """The place of the open box, if one is open."""
        for depth, node in enumerate(self.stack):
            if node.style is Style.BOX:
                return depth
        return None

    def _parents(self, heading: Heading, place: int) -> int:
        """How many open headings stay open above ``heading``; 0 where it is none."""
        style, box = heading.style, self._box()
        if style is None:
            return self._above_level(heading)
        if style is Style.BOX:
            return self._above_box(box)
        if style is Style.ANNEX:
            return 1 if self.kept else 0
        if style is Style.ITEM:
            return self._as_item(heading, box)
        if style is Style.SPACED and (heading.run_in or not self.decimal):
            return 0
        outer = self._above(style, self.stack[:box])
        if box is None or style in _NEVER_IN_BOX:
            return outer if self._counts(heading, self.stack[outer - 1]) else 0
        inner = box + self._above(style, self.stack[box:])
        if self._in_box(heading, place, inner, outer):
            return inner
        return outer if self._counts(heading, self.stack[outer - 1]) else 0

    def _above(self, style: Style, stack: Sequence[_Open]) -> int:
        for depth, node in enumerate(stack):
            if node.style is style:
                return depth
        depth = len(stack)
        while depth > 1:
            above = stack[depth - 1].style
            if above is None or self.nesting.inside(style, above):
                break
            depth -= 1
        return depth

    def _above_level(self, heading: Heading) -> int:
        """A heading of the format ends those of its level; numbers in plain lines stay above."""
        for depth, node in enumerate(self.stack):
            level = node.heading.level if node.heading else None
            if level is not None and level >= (heading.level or 0):
                return depth
        return len(self.stack)

    def _above_box(self, box: int | None) -> int:
        """A box stands beside run-in headings, not inside their paragraph."""
        depth = box or len(self.stack)
        while depth > 1 and (above := self.stack[depth - 1].heading) and above.run_in:
            depth -= 1
        return depth

    def _as_item(self, heading: Heading, box: int | None) -> int:
        """An item counts on; without a number it stands in a box that numbers none."""
        if box is None:
            return 0
        if heading.ordinal is None:
            here = self.stack[box]
            numbers_none = here.heading is not None and not (here.heading.has_table or here.last)
            return box + 1 if numbers_none else 0
        expected = (self.stack[box].count(Style.ITEM) or 0) + 1
        return box + 1 if heading.ordinal == expected else 0

    def _counts(self, heading: Heading, parent: _Open) -> bool:
        """Whether the number carries on, or starts, a count under ``parent``."""
        style, ordinal = heading.style, heading.ordinal
        if style is None or ordinal is None:
            return False
        if style in (Style.DECIMAL, Style.SUBDECIMAL) and not self._prefixed(heading):
            return False
        if ordinal == 1:
            return True
        last = parent.count(style)
        if last is not None:
            return 0 <= ordinal - last <= 1 + MAX_GAP
        running = self.counted.get(style, 0)
        return 0 < ordinal - running <= 1 + MAX_GAP or ordinal <= 1 + MAX_GAP

    def _prefixed(self, heading: Heading) -> bool:
        """Whether 3.2 stands under 3, and 3.2.1 under 3.2."""
        prefix = heading.number.replace("．", ".").rpartition(".")[0]
        return any(
            node.heading and (node.heading.number == prefix or str(node.heading.ordinal) == prefix)
            for node in self.stack
        )

    def _in_box(self, heading: Heading, place: int, inner: int, outer: int) -> bool:
        """Whether the heading is an item of the open box rather than the text around it."""
        style, box = heading.style, self.stack[self._box() or 0]
        if style is None or heading.ordinal is None or (box.heading and box.heading.has_table):
            return False
        parent, around = self.stack[inner - 1], self.stack[outer - 1]
        if heading.ordinal != (parent.count(style) or 0) + 1:
            return False
        if style not in around.last:
            usual = around.style is not None and self.nesting.children[around.style, style] > 0
            follows = box.heading is not None and heading.line == box.heading.line + 1
            return follows or heading.ordinal != 1 or not usual
        if heading.ordinal != (around.count(style) or 0) + 1:
            return True
        return self._comes_again(heading, place)

    def _comes_again(self, heading: Heading, place: int) -> bool:
        """Whether the same number follows once more before a heading further out."""
        for later, *_ in self.candidates[place + 1 : place + LOOK_AHEAD]:
            if later.style is None or later.style is Style.BOX:
                continue
            if later.style is heading.style:
                if later.ordinal == heading.ordinal:
                    return True
            elif heading.style and self.nesting.inside(heading.style, later.style):
                return False
        return False


def _walk(lines: Sequence[Line]) -> list[tuple[Heading, tuple[str, ...]]]:
    """Walk twice where a heading lost its number: it may take others under it."""
    candidates = find_candidates(lines)
    outline = _Outline(candidates)
    kept = outline.walk()
    lost = [found for gap in outline.gaps if (found := find_lost(lines, *gap)) is not None]
    if not lost:
        return kept
    candidates += [[heading] for heading in lost]
    return _Outline(sorted(candidates, key=lambda readings: readings[0].line)).walk()


def find_nodes(document: Document) -> tuple[Node, ...]:
    """Find the headings of ``document`` and the sections they open, in document order."""
    kept = _walk(read_lines(document))
    end = max((b.span.end for b in document.blocks if b.kind is not BlockKind.ASIDE), default=0)
    nodes: list[Node] = []
    ends: dict[int, int] = {}
    for heading, path in reversed(kept):
        depth = len(path)
        until = min((at for d, at in ends.items() if d <= depth), default=end)
        body = document.text[heading.span.start : until].rstrip()
        section = Section(
            number=heading.number,
            path=path,
            title=heading.title,
            depth=depth,
            span=Span(heading.span.start, heading.span.start + len(body)),
        )
        nodes.append(Node(heading=heading, section=section))
        ends = {d: at for d, at in ends.items() if d < depth} | {depth: heading.span.start}
    return tuple(reversed(nodes))


def find_sections(document: Document) -> tuple[Section, ...]:
    """Find the numbered sections of ``document``, in document order."""
    return tuple(node.section for node in find_nodes(document))


def section_path(sections: Sequence[Section], offset: int) -> tuple[str, ...]:
    """Name the headings above the character at ``offset``, outermost first.

    ``sections`` are those of ``find_sections``.
    """
    at = bisect_right(sections, offset, key=lambda section: section.span.start)
    for section in reversed(sections[:at]):
        if offset < section.span.end:
            return section.path
    return ()
