"""分解平衡: what the targets of the plans below come to against the one they share in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from policycascade.cascade.figures import comparable
from policycascade.cascade.footing import terms_of
from policycascade.cascade.lineage import Parents
from policycascade.cascade.measuring import measure, unique
from policycascade.model import Corpus, Link, Measure, Plan, Relation, Target, Words

#: A single child's part is its share; a balance takes more.
LEAST = 2


@dataclass(frozen=True, slots=True)
class _Part:
    """What one child takes of an upper target, brought to the upper's basis."""

    child: Plan
    link: Link
    upper: Decimal
    lower: Decimal


def balances(corpus: Corpus, above: Parents) -> list[Measure]:
    """Sum the parts of every volume that several direct children share in; name who is missing.

    A yearly figure is made the sum over the plans' common period where the other one is a sum;
    figures that cannot be brought to one basis or year are refused, and said. Ours.
    """
    plans = {plan.id: plan for plan in corpus.plans}
    shared: dict[str, list[tuple[Plan, Link]]] = defaultdict(list)
    for cascade in corpus.cascades:
        if cascade.upper in above[cascade.lower]:
            for link in cascade.links:
                if link.upper and link.lower and link.relation in _COUNTED:
                    shared[link.upper.record].append((plans[cascade.lower], link))
    targets = {target.id: (plan, target) for plan in corpus.plans for target in plan.targets}
    children: dict[str, list[Plan]] = defaultdict(list)
    for plan in corpus.plans:
        for upper in above[plan.id]:
            children[upper].append(plan)
    found = []
    for record, rows in shared.items():
        if record in targets:
            plan, target = targets[record]
            parts = _parts(plan, target, rows)
            if len(parts) >= LEAST:
                found.append(_balance(plan, target, parts, rows, children[plan.id]))
    return unique(found)


_COUNTED = (Relation.SHARE, Relation.NOT_COMPARABLE)


def _parts(plan: Plan, target: Target, rows: Iterable[tuple[Plan, Link]]) -> list[_Part]:
    """One part for each region: two plans of one region do not count twice."""
    found: dict[str, _Part] = {}
    for child, link in rows:
        if link.relation is not Relation.SHARE or child.region is None or link.lower is None:
            continue
        lower = next((t for t in child.targets if t.id == link.lower.record), None)
        if lower is None or lower.value is None or target.value is None:
            continue
        whole, part = comparable(target, lower, terms_of(plan, child))
        found.setdefault(child.region.code, _Part(child, link, whole, part))
    return list(found.values())


def _balance(
    plan: Plan,
    target: Target,
    parts: Sequence[_Part],
    rows: Sequence[tuple[Plan, Link]],
    children: Sequence[Plan],
) -> Measure:
    whole = max(part.upper for part in parts)
    total = sum((part.lower * whole / part.upper for part in parts), Decimal(0))
    region = plan.region.name if plan.region else f"《{plan.title}》"
    present = {p.child.region.code: p.child.region.name for p in parts if p.child.region}
    refused = {
        child.region.name
        for child, link in rows
        if child.region and child.region.code not in present
        and link.relation is Relation.NOT_COMPARABLE
    }  # fmt: skip
    with_plan = {child.region.code: child.region.name for child in children if child.region}
    missing = {c: n for c, n in (_regions_below(plan) | with_plan).items() if c not in present}
    return measure(
        "balance",
        f"target/{plan.id}/{target.indicator}",
        Words(
            zh=f"分解平衡率：{region}{target.indicator}",
            en=f"balance: {target.indicator} of {region}",
        ),
        total,
        whole,
        unit=target.unit or "",
        members=tuple(part.link.id for part in parts),
        note=_note(present, missing, [n for c, n in with_plan.items() if c in missing], refused),
    )


def _regions_below(plan: Plan) -> dict[str, str]:
    """The regions right below a plan's own: those that should have a part."""
    from policycascade.ontology.regions import regions

    if plan.region is None:
        return {}
    code = plan.region.code
    return {r.code: r.name for r in regions() if r.ancestors and r.ancestors[-1] == code}


def _note(
    present: Mapping[str, str],
    missing: Mapping[str, str],
    silent: Sequence[str],
    refused: Iterable[str],
) -> Words:
    zh = f"已计{len(present)}个下级：{'、'.join(present.values())}"
    en = f"{len(present)} children counted: {', '.join(present.values())}"
    if missing:
        zh += f"；缺{len(missing)}个：{'、'.join(missing.values())}"
        en += f"; {len(missing)} missing: {', '.join(missing.values())}"
    others = sorted(refused)
    unsaid = [name for name in silent if name not in others]
    if unsaid:
        zh += f"。其中有规划而没有这项目标的：{'、'.join(unsaid)}"
        en += f". With a plan but without this target: {', '.join(unsaid)}"
    if others:
        zh += f"。有这项目标而口径不同、未计入的：{'、'.join(others)}"
        en += f". With this target on other terms, left out: {', '.join(others)}"
    return Words(zh=zh, en=en)
