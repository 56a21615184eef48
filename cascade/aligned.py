"""Aligned passages as data, for reading the two plans side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from policycascade.cascade.reuse import Chain, align, seeds
from policycascade.cascade.wording import Bare, bare_document
from policycascade.model import Document, Evidence, Plan, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of the lower plan that stands, word for word or nearly, in the upper one.

    Attributes:
        upper, lower: the words at either end, with their place and section.
        same: the pieces that are the same character by character, marks and spaces aside, as pairs
            of spans (upper, lower) in reading order; what lies between them was adapted.
        copied: characters that are the same, marks and spaces left out.
    """

    upper: Evidence
    lower: Evidence
    same: tuple[tuple[Span, Span], ...]
    copied: int


def passages(
    upper: Plan, lower: Plan, texts: Mapping[str, Document], unrelated: Sequence[str] = ()
) -> tuple[Passage, ...]:
    """Find the passages of the lower plan that stand in the upper one, in the lower one's order.

    Args:
        upper: the plan that may have been copied from.
        lower: the plan that may have copied.
        texts: plan id → the document it was read from.
        unrelated: ids, in ``texts``, of plans that have nothing to do with either; what they say
            too is everybody's wording and starts no passage.
    """
    common = frozenset[str]().union(*(seeds(bare_document(texts[p]).text) for p in unrelated))
    above, below = (bare_document(texts[plan.id]) for plan in (upper, lower))
    return tuple(
        Passage(
            upper=_evidence(upper, texts[upper.id], above.span(*chain.upper)),
            lower=_evidence(lower, texts[lower.id], below.span(*chain.lower)),
            same=_same(chain, above, below),
            copied=chain.copied,
        )
        for chain in align(above, below, common)
    )


def _same(chain: Chain, above: Bare, below: Bare) -> tuple[tuple[Span, Span], ...]:
    return tuple(
        (
            above.span(tile.upper, tile.upper + tile.length),
            below.span(tile.lower, tile.lower + tile.length),
        )
        for tile in chain.tiles
    )


def _evidence(plan: Plan, document: Document, span: Span) -> Evidence:
    """The words at a span, with the innermost section they begin in."""
    around = [s for s in plan.sections if s.span.start <= span.start < s.span.end]
    path = max(around, key=lambda s: s.span.start).path if around else ()
    return Evidence(quote=document.quote(span), span=span, section=path)
