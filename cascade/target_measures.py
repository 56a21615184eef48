"""Measures of linked targets: shares, amplification, hardness, nature, comparability."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from policycascade.cascade.context import Context, Side
from policycascade.cascade.figures import additive, unit
from policycascade.cascade.goals import Goal
from policycascade.cascade.measuring import APART, measure, unique
from policycascade.cascade.naming import pair_name
from policycascade.cascade.shares import BaseShare
from policycascade.model import (
    ElementKind,
    Link,
    Measure,
    Op,
    Relation,
    Target,
    Wording,
    Words,
)


def linked_targets(context: Context, links: Iterable[Link]) -> list[tuple[Link, Target, Target]]:
    """The pairs of targets that are linked."""
    ours = {target.id: target for target in context.upper.plan.targets}
    theirs = {target.id: target for target in context.lower.plan.targets}
    return [
        (link, ours[link.upper.record], theirs[link.lower.record])
        for link in links
        if link.kind is ElementKind.TARGET
        and link.relation not in APART
        and link.upper
        and link.lower
    ]


def shares(context: Context, links: Iterable[Link], bases: Iterable[BaseShare]) -> list[Measure]:
    """分担比: lower by upper figure of every additive volume, and of the plans' own past figures.

    The ratio is ours. Where the shares lie far apart, the volumes were hardly counted in one way.
    """
    found = []
    for link, upper, lower in linked_targets(context, links):
        if link.relation is Relation.SHARE and link.share is not None:
            parts = (lower.value, upper.value)
            if lower.basis is not upper.basis:  # a yearly figure was turned into a sum
                parts = (link.share, Decimal(1))
            name = pair_name(upper, lower)
            label = Words(zh=f"分担比：{name.zh}", en=f"share: {name.en}")
            found.append(
                measure(
                    "share",
                    f"target/{link.name}",
                    label,
                    *parts,
                    members=(link.id,),
                    methods={link.method.value: 1},
                )
            )
    for base in bases:
        label = Words(
            zh=f"已有数之比：{base.indicator}", en=f"ratio of past figures: {base.indicator}"
        )
        found.append(
            measure(
                "base_share",
                f"outturn/{base.indicator}",
                label,
                base.part,
                base.whole,
                members=(base.upper.id, base.lower.id),
            )
        )
    return unique(found)


def amplifications(context: Context, links: Iterable[Link]) -> list[Measure]:
    """加码幅度: how much more the lower plan asks for, by the indicator's own direction.

    Points for rates, s·(v_c − v_p); lower by upper for levels (Li, Liu, Weng & Zhou 2019, Economic
    Journal 129:2888–2915).
    """
    from policycascade.ontology.indicators import find_indicator

    return unique(
        Measure(
            name="amplification",
            scope=f"target/{link.name}",
            label=Words(
                zh=f"加码幅度：{pair_name(upper, lower).zh}",
                en=f"amplification: {pair_name(upper, lower).en}",
            ),
            numerator=None,
            denominator=None,
            value=link.amplification,
            unit="1" if additive(find_indicator(link.name), upper) else upper.unit or "",
            members=(link.id,),
            methods={link.method.value: 1},
        )
        for link, upper, lower in linked_targets(context, links)
        if link.amplification is not None
    )


def hardness(side: Side, scope: str) -> Measure:
    """刚性: hard (确保, 不低于, 以上) among the targets worded hard or soft (力争, 左右, 约).

    After the target-wording literature; targets worded neither way are left out, and one that is
    printed in text and table counts once.
    """
    worded = [(goal, found) for goal in side.goals if (found := _worded(goal)) is not None]
    hard = [goal for goal, found in worded if found is Wording.HARD]
    which = Words(zh="下级", en="lower plan")
    if scope.endswith("upper"):
        which = Words(zh="上级", en="upper plan")
    return measure(
        "hardness",
        scope,
        Words(zh=f"{which.zh}目标刚性", en=f"hardness of targets, {which.en}"),
        Decimal(len(hard)),
        Decimal(len(worded)),
        members=tuple(goal.lead.id for goal in hard),
        note=Words(
            zh=f"只计措辞可分硬软的目标：{len(side.goals)}项中{len(worded)}项",
            en=f"only targets worded hard or soft count: {len(worded)} of {len(side.goals)}",
        )
        if worded
        else None,
        drawn=True,
    )


def _worded(goal: Goal) -> Wording | None:
    """How a target is worded: soft where it is so anywhere; 不低于 something named is hard too."""
    words = {target.wording for target in goal.places}
    if Wording.SOFT in words:
        return Wording.SOFT
    tied = any(t.value is None and t.relative_to and t.op in _BOUNDS for t in goal.places)
    return Wording.HARD if tied or Wording.HARD in words else None


_BOUNDS = (Op.GE, Op.GT, Op.LE, Op.LT)


def nature_agreement(context: Context, links: Iterable[Link]) -> Measure:
    """属性一致率: linked targets that are 约束性 or 预期性 in both plans alike. Ours.

    Only targets to which both plans give a nature count.
    """
    pairs = linked_targets(context, links)
    known = [row for row in pairs if row[1].nature is not None and row[2].nature is not None]
    equal = [row for row in known if row[1].nature is row[2].nature]
    left = len(pairs) - len(known)
    note = Words(
        zh=f"{left}对目标至少一级未标明约束性或预期性，不计入",
        en=f"{left} pairs are left out: at least one plan gives no nature",
    )
    return measure(
        "nature_agreement",
        "target",
        Words(zh="属性一致率", en="agreement of nature"),
        Decimal(len(equal)),
        Decimal(len(known)),
        members=tuple(row[0].id for row in equal),
        note=note if left else None,
        drawn=True,
    )


def comparability(context: Context, links: Iterable[Link]) -> Measure:
    """可比率: linked targets of equal unit, basis, target year and (where printed) base year.

    It says nothing of who is counted how: shares that lie too far apart are named in the note.
    """
    pairs = linked_targets(context, links)
    found = [(row, differs_in(*_printed(context, row[0]))) for row in pairs]
    apart = [(row, what) for row, what in found if what is not None]
    like = [row for row, what in found if what is None]
    far = [row for row in like if "share_outlier" in row[0].flags]
    parts = []
    if apart:
        zh = "、".join(f"{pair_name(*row[1:]).zh}（{what.zh}）" for row, what in apart)
        en = ", ".join(f"{pair_name(*row[1:]).en} ({what.en})" for row, what in apart)
        parts.append(Words(zh=f"未计入：{zh}", en=f"left out: {en}"))
    if far:
        zh = "、".join(pair_name(*row[1:]).zh for row in far)
        en = ", ".join(pair_name(*row[1:]).en for row in far)
        parts.append(
            Words(
                zh=f"已计入而分担比偏离过远、口径存疑：{zh}",
                en=f"counted, though their shares make the way of counting doubtful: {en}",
            )
        )
    return measure(
        "comparability",
        "target",
        Words(zh="可比率", en="comparability"),
        Decimal(len(like)),
        Decimal(len(pairs)),
        members=tuple(row[0].id for row in like),
        note=Words(zh="；".join(p.zh for p in parts), en="; ".join(p.en for p in parts))
        if parts
        else None,
        drawn=True,
    )


def _printed(context: Context, link: Link) -> tuple[list[Target], list[Target]]:
    """The targets of a link at both ends, wherever the plans print them."""
    ends = {end.record for end in (link.upper, link.lower, *link.also) if end is not None}
    above, below = (
        [target for target in side.plan.targets if target.id in ends]
        for side in (context.upper, context.lower)
    )
    return above, below


def differs_in(uppers: Iterable[Target], lowers: Iterable[Target]) -> Words | None:
    """In what two targets differ that must be equal for a comparison, if they do.

    A target may stand in text and table: it is enough that one printing above and one below agree,
    be it one that is tied to the upper level's figure and prints none.
    """
    above, below = (
        [target for target in places if target.value is not None or target.relative_to] or places
        for places in map(list, (uppers, lowers))
    )
    found = [_differ(ours, theirs) for ours in above for theirs in below]
    return None if None in found else found[0]


def _differ(upper: Target, lower: Target) -> Words | None:
    tied = None in (upper.value, lower.value)
    rows = (
        (unit(upper.unit), unit(lower.unit), Words(zh="单位", en="unit")),
        (upper.basis, lower.basis, Words(zh="时间口径", en="basis")),
        (upper.year_to, lower.year_to, Words(zh="目标年", en="target year")),
        (_base_year(upper), _base_year(lower), Words(zh="基期", en="base year")),
    )
    for ours, theirs, what in rows:
        silent = None in (ours, theirs) and (tied or what.en.endswith("year"))
        if not silent and ours != theirs:
            return what
    return None


def _base_year(target: Target) -> int | None:
    return target.baseline.year if target.baseline else None
