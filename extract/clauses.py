"""Sentences and clauses: how far left and right of a figure its own words reach."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

_SENTENCE_END = re.compile(r"[。！？\n]+[”’」』）)]?")
_BREAKS = frozenset("，,；;：:。！？\n")
_OPENS = frozenset("（(")
_CLOSES = frozenset("）)")
#: A quoted name is short and holds no sentence; longer stretches are speech or a lost mark.
_NAME_RE = re.compile(
    r"“[^“”。；\n]{1,30}”|《[^《》\n]{1,80}》|「[^」\n]{1,30}」|\"[^\"。；\n]{1,30}\""
)


def split_sentences(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, its full stop included.

    >>> list(split_sentences("一是稳。二是进。"))
    [(0, 4), (4, 8)]
    """
    start = 0
    for match in _SENTENCE_END.finditer(text):
        yield start, match.end()
        start = match.end()
    if start < len(text):
        yield start, len(text)


def is_break(text: str, at: int) -> bool:
    """Whether a clause ends at this character; the comma of 12,345 ends none."""
    if text[at] not in _BREAKS:
        return False
    thousands = text[at] == "," and text[at - 1 : at].isdigit() and text[at + 1 : at + 4].isdigit()
    return not thousands


def clause_start(text: str, at: int, low: int) -> int:
    """Where the clause around ``at`` begins, not before ``low``; brackets close it off.

    >>> clause_start("全市稳步增长，参保率（含居民，下同）达到95%", 19, 0)
    7
    """
    depth = 0
    for place in range(at - 1, low - 1, -1):
        char = text[place]
        if char in _CLOSES:
            depth += 1
        elif char in _OPENS:
            if depth == 0:
                return place + 1
            depth -= 1
        elif depth == 0 and is_break(text, place):
            return place + 1
    return low


def clause_end(text: str, at: int, high: int, *, enumeration: bool = True) -> int:
    """Where the clause around ``at`` ends; with ``enumeration``, a 、 ends it too."""
    depth = 0
    for place in range(at, high):
        char = text[place]
        if char in _OPENS:
            depth += 1
        elif char in _CLOSES:
            if depth == 0:
                return place
            depth -= 1
        elif depth == 0 and (is_break(text, place) or (enumeration and char == "、")):
            return place
    return high


class Names:
    """Where a text holds quoted names and titles; a number inside one is part of the name."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in _NAME_RE.finditer(text)]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def cover(self, start: int, end: int) -> bool:
        """Whether ``start`` to ``end`` lies inside one."""
        place = bisect_right(self._starts, start) - 1
        return place >= 0 and end <= self._ends[place]
