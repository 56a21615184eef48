"""A whole corpus: documents joined, and every plan compared with those it derives from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from policycascade.cascade.documents import link_documents
from policycascade.cascade.pairs import Settle, as_found, compare
from policycascade.model import Corpus, Derivation, Document, Plan, Relation

#: Along these relations elements are linked; a mere mention says nothing of contents.
CASCADING = (Relation.BASIS, Relation.IMPLEMENTS, Relation.PRESUMED)


def link_corpus(
    plans: Sequence[Plan], texts: Mapping[str, Document], settle: Settle = as_found
) -> Corpus:
    """Link documents, then the elements of every pair that is joined by more than a mention.

    Args:
        plans: highest level first.
        texts: plan id → the document it was read from.
        settle: what a reviewer decided about the links; see ``compare``.
    """
    derivations, stubs = link_documents(plans)
    known = {plan.id: plan for plan in plans}
    around = _families(plans, derivations)
    cascades = []
    for derivation in derivations:
        if derivation.upper not in known or derivation.relation not in CASCADING:
            continue
        pair = (derivation.upper, derivation.lower)
        unrelated = [
            plan.id for plan in plans if all(not around[plan.id] & around[end] for end in pair)
        ]
        upper, lower = known[pair[0]], known[pair[1]]
        cascades.append(compare(upper, lower, derivation, texts, unrelated, settle))
    return Corpus(
        plans=tuple(plans), stubs=stubs, derivations=derivations, cascades=tuple(cascades)
    )


def _families(
    plans: Sequence[Plan], derivations: Iterable[Derivation]
) -> dict[str, frozenset[str]]:
    """Each plan with all that it derives from, at any distance: relatives share one of these.

    A law that two plans carry out makes them no relatives; a plan that both do does.
    """
    known = {plan.id for plan in plans}
    above: dict[str, set[str]] = defaultdict(set)
    for derivation in derivations:
        outside = derivation.relation is Relation.IMPLEMENTS and derivation.upper not in known
        if derivation.relation in CASCADING and not outside:
            above[derivation.lower].add(derivation.upper)
    families = {}
    for plan in plans:
        family, fresh = {plan.id}, [plan.id]
        while fresh:
            found = above[fresh.pop()] - family
            family |= found
            fresh += sorted(found)
        families[plan.id] = frozenset(family)
    return families
