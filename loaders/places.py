"""The way back: where in the original file a character of the running text stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from policycascade.model import Document


class Position(NamedTuple):
    """A place in the original.

    Attributes:
        offset: characters from the start of the decoded file.
        page: 1-based page, where the format has pages.
        cell: sheet and cell, where the format has cells.
    """

    offset: int
    page: int | None = None
    cell: str | None = None


def source_position(document: Document, offset: int) -> Position:
    """Find where in the file the character at ``offset`` of the running text stands.

    For what the loader put in (a newline, the mark between two cells) it is the place where the
    words before it end.

    Raises:
        ValueError: if the text has no such place.
    """
    if not 0 <= offset <= len(document.text):
        raise ValueError(f"no place in the text: {offset}")
    index = bisect_right(document.segments, offset, key=lambda segment: segment.start) - 1
    if index < 0:
        return Position(0)
    segment = document.segments[index]
    into = offset - segment.start
    if into >= segment.length:
        into = segment.source_length
    elif segment.length != segment.source_length:
        into = 0
    return Position(segment.source_start + into, segment.page, segment.cell)
