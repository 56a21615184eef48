"""Marking facts in a text: spans that nest, overlap or cross become well-formed markup."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from policycascade.model import Document, Plan, Span
from policycascade.visualize.frame import figure_words
from policycascade.visualize.labels import group


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One passage that proves something.

    Attributes:
        anchor: what an address ends in to come here; empty for an organ.
        record: id of the record it belongs to.
        note: kind, name and figure in a line.
        state: ``linked``, ``dropped``, ``local``, or nothing.
        page: address of the page of its indicator or programme.
        ways: addresses of the passages it is joined with, each with what to call it.
    """

    anchor: str
    record: str
    kind: str
    span: Span
    note: str
    state: str = ""
    page: str = ""
    ways: tuple[tuple[str, str], ...] = ()


def facts_of(plan: Plan, lang: str) -> list[Fact]:
    """Every passage of a plan that proves a fact, in document order."""
    found = [*_records(plan, lang), *_doubts(plan, lang), *_front(plan, lang)]
    return sorted(found, key=lambda fact: (fact.span.start, -fact.span.end, fact.kind, fact.anchor))


def _fact(kind: str, lang: str, span: Span, anchor: str, words: Sequence[str], of: str) -> Fact:
    note = " · ".join(filter(None, (group("fact", lang)[kind], *words)))
    return Fact(anchor=anchor, record=of, kind=kind, span=span, note=note)


def _records(plan: Plan, lang: str) -> Iterable[Fact]:
    for task in plan.tasks:
        yield _fact("task", lang, task.evidence.span, task.id, [task.title], task.id)
        for organ in task.organs:
            yield _fact("organ", lang, organ.evidence.span, "", [organ.name], task.id)
    for kind, figures in (("target", plan.targets), ("outturn", plan.outturns)):
        for one in figures:
            words = [one.indicator, figure_words(one, lang)]
            yield _fact(kind, lang, one.evidence.span, one.id, words, one.id)
    for named in plan.programmes:
        yield _fact("programme", lang, named.evidence.span, named.id, [named.canonical], named.id)
    for cited in plan.citations:
        yield _fact("citation", lang, cited.evidence.span, cited.id, [cited.title], cited.id)


def _doubts(plan: Plan, lang: str) -> Iterable[Fact]:
    for doubt in plan.doubts:
        for number, side in enumerate(doubt.sides, 1):
            anchor = doubt.id if number == 1 else f"{doubt.id}.{number}"
            yield _fact("doubt", lang, side.span, anchor, [doubt.note.get(lang)], doubt.id)


def _front(plan: Plan, lang: str) -> Iterable[Fact]:
    names = group("front", lang)
    for key, proof in plan.front.items():
        yield _fact("front", lang, proof.span, f"front-{key}", [names.get(key, key)], "")


@dataclass(frozen=True, slots=True, order=True)
class _Piece:
    """A stretch of a fact inside one block or cell."""

    start: int
    before: int  # minus its end, so that the longer of two begins first
    number: int

    @property
    def end(self) -> int:
        return -self.before


class Marker:
    """Marks the facts of one document; a fact's anchor stands where its first character is shown.

    A fact that runs over several cells, or that crosses another, is marked in several pieces.
    """

    def __init__(self, document: Document, facts: Sequence[Fact]) -> None:
        self._text = document.text
        self._facts = facts
        self._anchored: set[int] = set()

    def marked(self, within: Span) -> Markup:
        """The characters of ``within``, escaped, with their facts marked."""
        queue = self._pieces(within)
        done: list[str] = []
        opened: list[_Piece] = []
        at = within.start
        while queue or opened:
            if opened and (not queue or opened[-1].end <= queue[0].start):
                done += [escape(self._text[at : opened[-1].end]), self._end(opened[-1])]
                at = opened.pop().end
                continue
            piece = heapq.heappop(queue)
            if opened and piece.end > opened[-1].end:
                edge = opened[-1].end
                heapq.heappush(queue, _Piece(edge, piece.before, piece.number))
                piece = _Piece(piece.start, -edge, piece.number)
            done += [escape(self._text[at : piece.start]), self._begin(piece.number)]
            at = piece.start
            opened.append(piece)
        return Markup("").join(map(Markup, [*done, escape(self._text[at : within.end])]))

    def _pieces(self, within: Span) -> list[_Piece]:
        pieces = [
            _Piece(
                max(fact.span.start, within.start),
                -min(fact.span.end, within.end),
                number,
            )
            for number, fact in enumerate(self._facts)
            if fact.span.overlaps(within) and fact.span.start < fact.span.end
        ]
        heapq.heapify(pieces)
        return pieces

    def _begin(self, number: int) -> Markup:
        fact = self._facts[number]
        first = number not in self._anchored
        self._anchored.add(number)
        return Markup('<mark{} class="{}" data-of="{}" title="{}"{}{}>').format(
            Markup(' id="{}"').format(fact.anchor) if first and fact.anchor else "",
            f"{fact.kind} {fact.state}".strip(),
            fact.record,
            fact.note,
            Markup(' data-page="{}"').format(fact.page) if fact.page else "",
            Markup(' tabindex="0"') if first and fact.anchor else "",
        )

    def _end(self, piece: _Piece) -> Markup:
        fact = self._facts[piece.number]
        if piece.end != fact.span.end:
            return Markup("</mark>")
        ways = (
            Markup('<a class="go" href="{}" aria-label="{}" title="{}"></a>').format(to, name, name)
            for to, name in fact.ways
        )
        return Markup("</mark>") + Markup("").join(ways)
