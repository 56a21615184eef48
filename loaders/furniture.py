"""Running heads, running feet and page numbers: what a page prints around its text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from policycascade.loaders.printed import Entry, PrintedLine, plain_line
from policycascade.loaders.spacing import compact

#: Furniture is among so many lines at each end of a page, within this share of its height.
ENDS, ZONE = 3, 0.15
#: What comes again does so at the same height, to within this share of the page's height.
PLACE = 0.01
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    r"[-—–─·.~]*(?:\d{1,4}(?:[/／]\d{1,4})?|[ivxⅰ-ⅹⅠ-Ⅹ]{1,6}|第\d{1,4}页(?:[,，/／]?共\d{1,4}页)?)[-—–─·.~]*",
    re.IGNORECASE,
)


def find_furniture(pages: Sequence[Sequence[Entry]], heights: Sequence[float]) -> set[int]:
    """Find the lines, by identity, that stand alike at the ends of several pages, and page numbers.

    Digits do not count in the comparison: the page number is often in the running foot.
    """
    seen = defaultdict[str, list[tuple[int, float, PrintedLine]]](list)
    found: set[int] = set()
    for number, (page, height) in enumerate(zip(pages, heights, strict=True)):
        for line in _ends(page, height):
            words = compact(plain_line(line).text)
            seen[_NUMBER.sub("#", words)].append((number, line.top / height, line))
            if _PAGE_NUMBER.fullmatch(words) and line in (page[0], page[-1]):
                found.add(id(line))
    for places in seen.values():
        for number, top, line in places:
            if any(other != number and abs(at - top) <= PLACE for other, at, _ in places):
                found.add(id(line))
    return found


def _ends(page: Sequence[Entry], height: float) -> list[PrintedLine]:
    """The first and last lines of a page that are near its edges."""
    near = [*page[:ENDS], *page[max(ENDS, len(page) - ENDS) :]]
    return [
        entry
        for entry in near
        if isinstance(entry, PrintedLine)
        and not ZONE * height < (entry.top + entry.bottom) / 2 < (1 - ZONE) * height
    ]
