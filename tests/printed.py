"""Documents around made-up plans: each quote of a plan is printed where its span says.

Between quotes there is nothing but full stops; a passage that would break the law of evidence is
refused, so that a test cannot pass on a text that no loader could give.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from policycascade.model import Block, BlockKind, Document, Evidence, Plan, Span


def proofs(plan: Plan) -> Iterable[Evidence]:
    for records in (plan.tasks, plan.citations, plan.programmes, plan.targets, plan.outturns):
        yield from (record.evidence for record in records)
    for doubt in plan.doubts:
        yield from doubt.sides
    yield from plan.front.values()


def printed(plan: Plan) -> Document:
    """One paragraph that holds every quote of ``plan`` at its place."""
    held = list(proofs(plan))
    text = ["．"] * (max((proof.span.end for proof in held), default=0) + 1)
    for proof in held:
        text[proof.span.start : proof.span.end] = proof.quote
    whole = "".join(text)
    for proof in held:
        assert whole[proof.span.start : proof.span.end] == proof.quote, proof
    return Document(
        name=plan.source.name,
        media_type="text/plain",
        sha256=hashlib.sha256(whole.encode()).hexdigest(),
        text=whole,
        blocks=(Block(kind=BlockKind.PARAGRAPH, span=Span(0, len(whole))),),
    )
