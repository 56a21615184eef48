"""纵横比: whether a plan is more like the one above it than like those beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from policycascade.cascade.context import Side
from policycascade.cascade.lineage import Parents, place_name
from policycascade.cascade.weights import weigh
from policycascade.model import Corpus, Measure, Plan, Words


def likenesses(corpus: Corpus, above: Parents, sides: Mapping[str, Side]) -> list[Measure]:
    """Likeness to the plan above minus the mean likeness to plans of the same level.

    After Chen, Liao & Yi 2025, who find horizontal likeness above vertical: likeness alone proves
    no descent. Likeness is the cosine of the tasks' words, rare ones weighing more (TF-IDF).
    """
    beside = {plan.id: _beside(plan, corpus.plans) for plan in corpus.plans}
    rows = [
        (plan, upper)
        for plan in corpus.plans
        for upper in corpus.plans
        if upper.id in above[plan.id] and beside[plan.id] and sides[plan.id].units
    ]
    if not rows:
        return []
    alike = cosines([sides[plan.id] for plan in corpus.plans])
    at = {plan.id: n for n, plan in enumerate(corpus.plans)}
    found = []
    for plan, upper in rows:
        vertical = alike[at[plan.id]][at[upper.id]]
        across = [alike[at[plan.id]][at[other]] for other in beside[plan.id]]
        found.append(_measure(plan, upper, vertical, across))
    return found


def _beside(plan: Plan, plans: Sequence[Plan]) -> list[str]:
    """Other plans of the same level, field and period."""
    return [
        other.id
        for other in plans
        if other.id != plan.id
        and other.level is plan.level is not None
        and (other.field, other.period) == (plan.field, plan.period)
    ]


def cosines(sides: Sequence[Side]) -> list[list[float]]:
    """How alike each two plans are in the words of their tasks, 0 to 1."""
    import numpy as np

    weights = weigh([unit.terms for side in sides for unit in side.units]).table
    column = {word: n for n, word in enumerate(weights)}
    counts = np.zeros((len(sides), len(column)))
    for row, side in enumerate(sides):
        for unit in side.units:
            for word, count in unit.words.items():
                counts[row, column[word]] += count * weights[word]
    lengths = np.linalg.norm(counts, axis=1, keepdims=True)
    counts /= np.where(lengths == 0, 1, lengths)
    table: list[list[float]] = np.round(counts @ counts.T, 6).tolist()
    return table


def _measure(plan: Plan, upper: Plan, vertical: float, across: Sequence[float]) -> Measure:
    mean = sum(across) / len(across)
    here, there = place_name(plan), place_name(upper)
    return Measure(
        name="vertical_horizontal",
        scope=f"plan/{upper.id}>{plan.id}",
        label=Words(zh=f"纵横比：{here}", en=f"vertical less horizontal likeness: {here}"),
        numerator=None,
        denominator=None,
        value=Decimal(str(round(vertical - mean, 4))),
        unit="1",
        note=Words(
            zh=f"与上级{there}相似度{vertical:.2f}，与同级{len(across)}份规划平均{mean:.2f}",
            en=f"{vertical:.2f} to {there} above, {mean:.2f} on average to {len(across)} plans of "
            "its level",
        ),
    )
