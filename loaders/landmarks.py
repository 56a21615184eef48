"""Pages and cells of the source: where each begins, and the segments that stand in them."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from policycascade.model import Segment


class Place(NamedTuple):
    """Where a page or a cell of the source begins."""

    start: int
    page: int | None = None
    cell: str | None = None


def mark_segments(segments: Iterable[Segment], places: Sequence[Place]) -> Iterator[Segment]:
    """Give segments their page or cell, cut where a new one begins.

    >>> whole = Segment(start=0, length=9, source_start=0, source_length=9)
    >>> pages = [Place(0, page=1), Place(5, page=2)]
    >>> [(part.start, part.length, part.page) for part in mark_segments([whole], pages)]
    [(0, 5, 1), (5, 4, 2)]
    """
    starts = [place.start for place in places]
    for segment in segments:
        index = max(bisect_right(starts, segment.source_start) - 1, 0)
        while places and segment.length == segment.source_length and index + 1 < len(places):
            first = places[index + 1].start - segment.source_start
            if first >= segment.length:
                break
            yield _within(segment, 0, first, places[index])
            segment = _within(segment, first, segment.length, places[index])
            index += 1
        yield _within(segment, 0, segment.length, places[index]) if places else segment


def _within(segment: Segment, begin: int, end: int, place: Place) -> Segment:
    """The characters ``begin`` to ``end`` of a segment, which stand in ``place``."""
    same = segment.length == segment.source_length
    return dataclasses.replace(
        segment,
        start=segment.start + begin,
        length=end - begin,
        source_start=segment.source_start + begin,
        source_length=end - begin if same else segment.source_length,
        page=place.page,
        cell=place.cell,
    )
