"""漏斗: how much of the first plan of a chain reaches the last, and what each step takes up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from policycascade.cascade.lineage import Parents, chains, place_name
from policycascade.cascade.measures import KINDS
from policycascade.cascade.measuring import APART, measure
from policycascade.model import Cascade, Corpus, ElementKind, Link, Measure, Words

#: A chain of fewer plans is a pair, whose coverage says it all.
LEAST = 3

Pairs = Mapping[tuple[str, str], Cascade]


def funnels(corpus: Corpus, above: Parents) -> list[Measure]:
    """Elements of the first plan that can be followed, step by step, down to the last of a chain.

    The effect was tested by 裴雷等 2016. Steps past a level are not counted; the note gives the
    coverage of every step, which is that of the pair.
    """
    pairs = {(cascade.upper, cascade.lower): cascade for cascade in corpus.cascades}
    names = {plan.id: place_name(plan) for plan in corpus.plans}
    return [
        _funnel(kind, words, chain, [pairs[step] for step in steps], names)
        for chain in chains(above)
        if len(chain) >= LEAST
        for steps in [list(pairwise(chain))]
        if all(step in pairs for step in steps)
        for kind, words in KINDS.items()
    ]


def _funnel(
    kind: ElementKind,
    words: Words,
    chain: Sequence[str],
    steps: Sequence[Cascade],
    names: Mapping[str, str],
) -> Measure:
    rows = [[link for link in step.links if link.kind is kind] for step in steps]
    whole = {link.upper.record for link in rows[0] if link.upper}
    reached = {record: {record} for record in whole}
    used: list[Link] = []
    for step in rows:
        reached, used = _step(reached, step)
    path = "→".join(names[plan] for plan in chain)
    counts = [_coverage(step) for step in rows]
    return measure(
        "funnel",
        f"{kind.value}/{'>'.join(chain)}",
        Words(zh=f"{words.zh}漏斗：{path}", en=f"funnel of {words.en}: {path}"),
        Decimal(len(set().union(*reached.values()))),
        Decimal(len(whole)),
        members=tuple(link.id for link in used),
        note=Words(
            zh=f"逐级承接：{'、'.join(counts)}", en=f"taken up step by step: {', '.join(counts)}"
        ),
        drawn=True,
    )


def _step(
    reached: Mapping[str, set[str]], links: Iterable[Link]
) -> tuple[dict[str, set[str]], list[Link]]:
    """Which first elements stand behind each element one plan further down."""
    found: dict[str, set[str]] = defaultdict(set)
    used = []
    for link in links:
        if link.relation in APART or link.upper is None or link.lower is None:
            continue
        if origins := reached.get(link.upper.record):
            found[link.lower.record] |= origins
            used.append(link)
    return dict(found), used


def _coverage(links: Sequence[Link]) -> str:
    whole = {link.upper.record for link in links if link.upper}
    taken = {link.upper.record for link in links if link.upper and link.relation not in APART}
    return f"{len(taken)}/{len(whole)}"
