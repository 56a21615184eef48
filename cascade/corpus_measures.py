"""The measures of design.md section 6 that take more than two plans."""

from __future__ import annotations

from collections.abc import Mapping

from policycascade.cascade.balance import balances
from policycascade.cascade.context import Side
from policycascade.cascade.funnel import funnels
from policycascade.cascade.likeness import likenesses
from policycascade.cascade.lineage import parents
from policycascade.cascade.progress import progresses
from policycascade.model import Corpus, Measure


def measure_corpus(corpus: Corpus, sides: Mapping[str, Side]) -> tuple[Measure, ...]:
    """Funnels along chains, balances over children, likeness up and across, progress."""
    above = parents(corpus)
    return (
        *funnels(corpus, above),
        *balances(corpus, above),
        *likenesses(corpus, above, sides),
        *progresses(corpus),
    )
