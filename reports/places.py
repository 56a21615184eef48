"""Where a quote stands, in words."""

from __future__ import annotations

from collections.abc import Sequence

from policycascade.model import Document, Evidence

#: A citing clause ends where its sentence does.
_ENDS = "。！？\n"
#: A sentence longer than this is no sentence; the words as they were found stand alone.
LONGEST_CLAUSE = 400


def place(evidence: Evidence) -> str:
    """Where a quote stands, as the numbers of the headings above it.

    >>> from policycascade.model import Span
    >>> place(Evidence(quote="就业", span=Span(0, 2), section=("四", "(一)", "3")))
    '四 › (一) › 3'
    """
    return path(evidence.section)


def path(numbers: Sequence[str]) -> str:
    """Numbers of headings, outermost first, on one line."""
    return " › ".join(numbers)


def whole_sentence(evidence: Evidence, document: Document | None) -> Evidence:
    """The sentence a quote stands in, where the text is at hand; else the quote itself."""
    if document is None or document.quote(evidence.span) != evidence.quote:
        return evidence
    body = document.text
    start = max(body.rfind(mark, 0, evidence.span.start) for mark in _ENDS) + 1
    ends = [at for mark in _ENDS if (at := body.find(mark, evidence.span.end)) >= 0]
    end = min(ends, default=len(body))
    if end < len(body) and body[end] != "\n":
        end += 1
    if end - start > LONGEST_CLAUSE:
        return evidence
    return document.evidence(start, end, evidence.section)
