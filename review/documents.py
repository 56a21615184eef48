"""Verdicts put on the links between documents, before any two plans are compared.

A rejected link is taken out, so that its plans are compared no more; an accepted or corrected one
holds, with the reviewer's name. What is not found (again) is not made up: without a citation or a
presumption there is nothing that the verdict was on.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence

from policycascade.model import Derivation, Method, Plan, Reason, Relation, Stub, Verdict
from policycascade.review.facts import SURE
from policycascade.review.keys import document_key, ends_of, name_of, plan_key
from policycascade.review.links import Decision, Outcome, said
from policycascade.review.words import normal

#: Id of a document → its key and what it is called.
Names = Mapping[str, tuple[str, str]]


def names_of(plans: Iterable[Plan], stubs: Iterable[Stub]) -> Names:
    """What reviews call every document, in the base or outside it."""
    outside = {stub.id: (document_key(stub), stub.title) for stub in stubs}
    return outside | {plan.id: (plan_key(plan), name_of(plan)) for plan in plans}


def is_about(decision: Decision, derivation: Derivation, names: Names) -> bool:
    """Whether a verdict is on this link; a document outside may have come into the base since."""
    if decision.lower_plan != derivation.lower:
        return False
    key, name = names[derivation.upper]
    review = decision.review
    return ends_of(review.key)[0] == key or normal(review.plans[0]) == normal(name)


def join(
    decisions: Sequence[Decision], derivations: Sequence[Derivation], names: Names
) -> tuple[tuple[Derivation, ...], dict[int, Outcome]]:
    """Put decisions on the links between documents.

    Returns:
        the links that stand, and by its place what became of each decision whose link was found.
    """
    outcomes: dict[int, Outcome] = {}
    standing = []
    for derivation in derivations:
        places = [n for n, one in enumerate(decisions) if is_about(one, derivation, names)]
        if places:
            place = places[-1]
            outcomes[place] = Outcome(link=derivation.id, found=derivation.relation)
            if decisions[place].review.verdict is Verdict.REJECT:
                continue
            derivation = _settled(derivation, decisions[place])
        standing.append(derivation)
    return tuple(standing), outcomes


def _settled(derivation: Derivation, decision: Decision) -> Derivation:
    sentence = said(decision.review)
    reason = Reason(feature=Method.REVIEWED.value, score=SURE, sentence=sentence)
    return dataclasses.replace(
        derivation,
        relation=Relation(decision.relation),
        method=Method.REVIEWED,
        confidence=SURE,
        reasons=(*derivation.reasons, reason),
    )
