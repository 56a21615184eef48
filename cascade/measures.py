"""The measures of design.md section 6 that two levels allow, each with its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from policycascade.cascade.context import Context
from policycascade.cascade.emphasis import emphasis
from policycascade.cascade.measuring import APART, measure
from policycascade.cascade.phrases import day
from policycascade.cascade.shares import BaseShare
from policycascade.cascade.target_measures import (
    amplifications,
    comparability,
    hardness,
    nature_agreement,
    shares,
)
from policycascade.model import (
    ElementKind,
    Link,
    Measure,
    Nature,
    Plan,
    Relation,
    Words,
)

KINDS = {
    ElementKind.TARGET: Words(zh="目标", en="targets"),
    ElementKind.PROGRAMME: Words(zh="项目", en="programmes"),
    ElementKind.TASK: Words(zh="任务", en="tasks"),
}


def measure_pair(
    context: Context, links: Sequence[Link], bases: Sequence[BaseShare]
) -> tuple[Measure, ...]:
    """All measures of a pair of plans but text reuse, in the order a report shows them."""
    return (
        *coverages(context, links),
        *traceabilities(links),
        *shares(context, links, bases),
        *amplifications(context, links),
        hardness(context.upper.plan, "target/upper"),
        hardness(context.lower.plan, "target/lower"),
        nature_agreement(context, links),
        comparability(context, links),
        lag(context.upper.plan, context.lower.plan),
        *emphasis(context, links),
    )


def coverages(context: Context, links: Iterable[Link]) -> list[Measure]:
    """承接率: the upper plan's elements that the lower one took up, by kind; binding targets apart.

    The ratio is ours; as a check it is that of requirements tracing (“no links from child”), as a
    dimension 主题承继 of 裴雷等 2016. Undecided elements count as not taken up and are named.
    """
    binding = {t.id for t in context.upper.plan.targets if t.nature is Nature.BINDING}
    leaves = {unit.task.id for unit in context.upper.units if not unit.children}
    scopes: list[tuple[str, Words, ElementKind, Collection[str] | None]] = [
        (kind.value, words, kind, None) for kind, words in KINDS.items()
    ]
    scopes.append(
        (
            "target/binding",
            Words(zh="约束性目标", en="binding targets"),
            ElementKind.TARGET,
            binding,
        )
    )
    scopes.append(
        (
            "task/leaf",
            Words(zh="末级任务", en="tasks without sub-tasks"),
            ElementKind.TASK,
            leaves,
        )
    )
    found = []
    for scope, words, kind, only in scopes:
        label = Words(zh=f"{words.zh}承接率", en=f"coverage of {words.en}")
        ends = [
            (link, link.upper.record)
            for link in links
            if link.kind is kind and link.upper and (only is None or link.upper.record in only)
        ]
        found.append(_ratio("coverage", scope, label, ends))
    return found


def traceabilities(links: Iterable[Link]) -> list[Measure]:
    """溯源率: the lower plan's elements with a source in the upper one; 创新率: one minus that.

    As in requirements tracing; 主题创新 of 裴雷等 2016.
    """
    found = []
    for kind, words in KINDS.items():
        ends = [(link, link.lower.record) for link in links if link.kind is kind and link.lower]
        label = Words(zh=f"{words.zh}溯源率", en=f"traceability of {words.en}")
        traced = _ratio("traceability", kind.value, label, ends)
        found.append(traced)
        own = None
        if traced.numerator is not None and traced.denominator is not None:
            own = traced.denominator - traced.numerator
        found.append(
            measure(
                "innovation",
                kind.value,
                Words(zh=f"{words.zh}创新率", en=f"innovation in {words.en}"),
                own,
                traced.denominator,
                members=tuple(link.id for link, _ in ends if link.relation in APART),
                drawn=True,
            )
        )
    return found


def _ratio(name: str, scope: str, label: Words, ends: Sequence[tuple[Link, str]]) -> Measure:
    """How many of the elements at one end of the links are joined to one at the other."""
    joined = [(link, end) for link, end in ends if link.relation not in APART]
    met = {end for _, end in joined}
    waiting = {end for link, end in ends if link.relation is Relation.UNDECIDED} - met
    note = Words(
        zh=f"另有{len(waiting)}项待定，按未承接计",
        en=f"{len(waiting)} more are undecided and count as not joined",
    )
    return measure(
        name,
        scope,
        label,
        Decimal(len(met)),
        Decimal(len({end for _, end in ends})),
        members=tuple(link.id for link, _ in joined),
        methods=Counter(link.method.value for link, _ in joined),
        note=note if waiting else None,
        drawn=True,
    )


def lag(upper: Plan, lower: Plan) -> Measure:
    """时滞: days from the upper plan's date of issue to the lower one's (policy diffusion)."""
    days, note = None, Words(zh="至少一份规划没有印发日期", en="a date of issue is not printed")
    if upper.issued and lower.issued:
        days = Decimal((lower.issued - upper.issued).days)
        note = Words(
            zh=f"{day(upper.issued).zh}→{day(lower.issued).zh}",
            en=f"{upper.issued} → {lower.issued}",
        )
    return Measure(
        name="lag",
        scope="plan",
        label=Words(zh="时滞（天）", en="lag (days)"),
        numerator=None,
        denominator=None,
        value=days,
        unit="day",
        note=note,
    )
