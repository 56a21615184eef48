"""A whole corpus: documents joined, and every plan compared with those it derives from."""

from __future__ import annotations

import dataclasses
import functools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from policycascade.cascade.context import read_side
from policycascade.cascade.corpus_measures import measure_corpus
from policycascade.cascade.documents import CASCADING, link_documents
from policycascade.cascade.meaning import Encode
from policycascade.cascade.pairs import (
    MOST_UNRELATED,
    Settle,
    as_found,
    compare_sides,
    read_stranger,
)
from policycascade.model import Corpus, Derivation, Document, Plan, Relation, Stub

#: Puts what reviewers decided on the links between documents.
Join = Callable[[Sequence[Derivation], Sequence[Stub]], Sequence[Derivation]]


def _as_found(derivations: Sequence[Derivation], _: Sequence[Stub]) -> Sequence[Derivation]:
    return derivations


#: Shows how far the comparing is; gets the pairs to compare.
Watch = Callable[[Sequence[Derivation]], Iterable[Derivation]]


def _unwatched(pairs: Sequence[Derivation]) -> Iterable[Derivation]:
    return pairs


def link_corpus(
    plans: Sequence[Plan],
    texts: Mapping[str, Document],
    settle: Settle = as_found,
    join: Join = _as_found,
    encode: Encode | None = None,
    watch: Watch = _unwatched,
) -> Corpus:
    """Link documents, then the elements of every pair that is joined by more than a mention.

    Args:
        plans: highest level first.
        texts: plan id → the document it was read from.
        settle: what a reviewer decided about the links; see ``compare``.
        join: what a reviewer decided about the links between documents.
        encode: an embedding model; see ``compare``.
        watch: shows how far the comparing is.
    """
    found, outside = link_documents(plans)
    derivations = tuple(join(found, outside))
    cited = {derivation.upper for derivation in derivations}
    stubs = tuple(stub for stub in outside if stub.id in cited)
    around = _families(plans, derivations)
    sides = {plan.id: read_side(plan, texts[plan.id], encode) for plan in plans}
    stranger = functools.cache(lambda plan_id: read_stranger(sides[plan_id].bare))
    compared = [d for d in derivations if d.upper in sides and d.relation in CASCADING]
    cascades = []
    for derivation in watch(compared):
        pair = (derivation.upper, derivation.lower)
        unrelated = [
            plan.id for plan in plans if all(not around[plan.id] & around[end] for end in pair)
        ]
        strangers = [stranger(plan_id) for plan_id in unrelated[:MOST_UNRELATED]]
        upper, lower = (sides[end] for end in pair)
        cascades.append(compare_sides(upper, lower, derivation, strangers, settle))
    made = Corpus(
        plans=tuple(plans), stubs=stubs, derivations=derivations, cascades=tuple(cascades)
    )
    return dataclasses.replace(made, measures=measure_corpus(made, sides))


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
