"""A figure with what it is said of, and the place it stands in."""

from __future__ import annotations

from dataclasses import dataclass

from policycascade.extract.quantities import Quantity
from policycascade.model import Indicator


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One figure and what it is said of.

    Attributes:
        start, end: the shortest clause that carries both, as offsets of the text read.
        printed: the words that name its indicator, as printed.
        words: the clause it stands in, for basis and wording.
        method: the case that applied.
        start_value: the figure it starts from, if the sentence gives it.
        tied: what the figure is a share or a multiple of, if not a measure by itself.
        subject: what a bare name that follows is said of (增长6%).
        part: one of several parts of a figure before (其中).
        verb: that the names behind it in a list share (参加养老保险14万人、工伤保险10万人).
    """

    start: int
    end: int
    quantity: Quantity
    indicator: Indicator
    printed: str
    words: str
    method: str
    start_value: Quantity | None = None
    tied: str | None = None
    subject: str = ""
    part: bool = False
    verb: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a figure stands: the words left of it, the noun right of it, the sentence's start."""

    text: str
    low: int
    left: str
    noun: str
    stop: int
