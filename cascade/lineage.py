"""How plans stand above each other in a corpus: direct parents, and the chains they make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from policycascade.cascade.documents import CASCADING
from policycascade.model import Corpus, Plan

#: Plan id → ids of the plans right above it, sorted.
Parents = Mapping[str, tuple[str, ...]]


def parents(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Of every plan those of a higher level that it derives from with none in between."""
    known = {plan.id for plan in corpus.plans}
    above: dict[str, set[str]] = defaultdict(set)
    for derivation in corpus.derivations:
        if derivation.cascade and derivation.relation in CASCADING and derivation.upper in known:
            above[derivation.lower].add(derivation.upper)

    def over(plan: str) -> set[str]:
        return above[plan] | {top for upper in sorted(above[plan]) for top in over(upper)}

    return {
        plan.id: tuple(sorted(above[plan.id] - {top for up in above[plan.id] for top in over(up)}))
        for plan in corpus.plans
    }


def chains(above: Parents) -> Iterator[tuple[str, ...]]:
    """Every way down from a plan that has none above it, to each plan below, longest last."""

    def down_to(plan: str) -> Iterator[tuple[str, ...]]:
        if not above[plan]:
            yield (plan,)
        for upper in above[plan]:
            for chain in down_to(upper):
                yield (*chain, plan)

    found = [chain for plan in above for chain in down_to(plan)]
    yield from sorted(found, key=len)


def place_name(plan: Plan) -> str:
    """What to call a plan where its level is what matters: by its region, else by its title."""
    return plan.region.name if plan.region else f"《{plan.title}》"
