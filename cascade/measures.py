"""The measures of design.md section 6 that two levels allow, each with its parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal

from policycascade.cascade.context import Context
from policycascade.cascade.measuring import APART, measure
from policycascade.cascade.phrases import day
from policycascade.cascade.reuse import reused
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
        priority_order(context, links),
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


def priority_order(context: Context, links: Iterable[Link]) -> Measure:
    """优先级一致: Kendall's τ between the orders in which the two plans set their linked tasks."""
    ours = {unit.task.id: n for n, unit in enumerate(context.upper.units) if not unit.children}
    theirs = {unit.task.id: n for n, unit in enumerate(context.lower.units) if not unit.children}
    rows = [
        (ours[link.upper.record], theirs[link.lower.record], link.id)
        for link in links
        if link.kind is ElementKind.TASK
        and link.relation not in APART
        and link.upper
        and link.lower
        and link.upper.record in ours
        and link.lower.record in theirs
    ]
    signs = [
        (one[0] - two[0]) * (one[1] - two[1]) for n, one in enumerate(rows) for two in rows[n + 1 :]
    ]
    ordered = [sign for sign in signs if sign]
    balance = sum(1 if sign > 0 else -1 for sign in ordered)
    return measure(
        "priority_order",
        "task/leaf",
        Words(zh="任务顺序一致（肯德尔τ）", en="order of tasks (Kendall's τ)"),
        Decimal(balance) if ordered else None,
        Decimal(len(ordered)),
        members=tuple(row[2] for row in rows),
    )


def text_reuse(context: Context, unrelated: Sequence[Decimal]) -> tuple[Measure, Measure]:
    """文本复用率: characters of the lower plan inside passages aligned with the upper one.

    Local alignment as in legislative text reuse (Wilkerson, Smith & Stramp 2015; Linder et al.
    2020), wording that unrelated plans share left out; beside it the mean of the same figure for
    the unrelated plans.
    """
    size = len(context.lower.bare.text)
    own = measure(
        "text_reuse",
        "plan",
        Words(zh="文本复用率", en="text reuse"),
        Decimal(reused(context.passages)),
        Decimal(size),
        unit="characters",
    )
    note = Words(
        zh=f"{len(unrelated)}份无关规划的均值" if unrelated else "库中没有无关规划可作基线",
        en=f"mean over {len(unrelated)} unrelated plans"
        if unrelated
        else "the corpus has no unrelated plan to compare with",
    )
    base = measure(
        "text_reuse_unrelated",
        "plan",
        Words(zh="文本复用率（无关规划基线）", en="text reuse, unrelated plans"),
        sum(unrelated, Decimal(0)) if unrelated else None,
        Decimal(len(unrelated)),
        note=note,
    )
    return own, base
