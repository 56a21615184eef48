"""Running heads, running feet and page numbers: what a page prints around its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest

from policycascade.loaders.printed import Entry, PrintedLine, plain_line
from policycascade.loaders.spacing import compact

#: Furniture is among so many lines at each end of a page, within this share of its height.
ENDS, ZONE = 3, 0.15
#: Furniture differs in size from the text by this ratio, or stands off by so many line distances.
SIZE, GAP = 1.1, 1.25
#: What comes again does so at the same height, to within this share of the page's height.
PLACE = 0.01
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-—–─·.~]*(?:\d{1,4}(?:[/／]\d{1,4})?|[ivxⅰ-ⅹⅠ-Ⅹ]{1,6}|第\d{1,4}页(?:[,，/／]?共\d{1,4}页)?)[-—–─·.~]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Place:
    """A line near an edge of a page; the outermost has number 0."""

    page: int
    number: int
    line: PrintedLine
    height: float  # of its place, as a share of the page's
    apart: bool  # smaller or larger than the text, or farther from it than lines are


def find_furniture(
    pages: Sequence[Sequence[Entry]], heights: Sequence[float], em: float, pitch: float
) -> set[int]:
    """Find the lines, by identity, that stand alike at the ends of several pages, and page numbers.

    Digits do not count in the comparison: the page number is often in the running foot. ``em`` is
    the height of most type, ``pitch`` how far its lines stand apart.
    """
    seen = defaultdict[str, list[_Place]](list)
    numbers: set[int] = set()
    ends: list[list[_Place]] = []
    for page, (entries, height) in enumerate(zip(pages, heights, strict=True)):
        for inwards in (list(entries), list(reversed(entries))):
            end = list(_end(page, inwards, height, em, pitch))
            ends.append(end)
            for place in end:
                words = compact(plain_line(place.line).text)
                seen[_NUMBER.sub("#", words)].append(place)
                if place.number == 0 and place.apart and _PAGE_NUMBER.fullmatch(words):
                    numbers.add(id(place.line))
    again = numbers | {
        id(one.line)
        for places in seen.values()
        for one in places
        if any(one.page != two.page and abs(one.height - two.height) <= PLACE for two in places)
    }
    found: set[int] = set()
    for end in ends:
        outer = list(takewhile(lambda place: id(place.line) in again, end))
        while outer and not outer[-1].apart:
            outer.pop()
        found |= {id(place.line) for place in outer}
    return found


def _end(
    page: int, inwards: Sequence[Entry], height: float, em: float, pitch: float
) -> Iterator[_Place]:
    """The lines at one end of a page, from the edge inwards."""
    for number, (entry, inner) in enumerate(zip_longest(inwards[:ENDS], inwards[1 : ENDS + 1])):
        middle = (entry.top + entry.bottom) / 2 / height if entry else 0.5
        if not isinstance(entry, PrintedLine) or ZONE < middle < 1 - ZONE:
            return
        smaller, larger = sorted((entry.height, em))
        gap = abs(inner.top - entry.top) if inner else 0.0
        apart = larger > SIZE * smaller or gap > GAP * pitch * em
        yield _Place(page, number, entry, middle, apart)
