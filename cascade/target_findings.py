"""What is worth reading of the targets of a pair: each sentence with both figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from policycascade.cascade.context import Context
from policycascade.cascade.naming import called, one_indicator, pair_name, plans, regions
from policycascade.cascade.phrases import figure_words, percent, quoted
from policycascade.cascade.shares import BaseShare, Ground, Usual, outliers, share_links
from policycascade.cascade.target_measures import linked_targets
from policycascade.model import (
    ElementKind,
    End,
    Finding,
    Link,
    Nature,
    Relation,
    Severity,
    Target,
    Words,
    make_id,
)

_RELATIONS = {
    Relation.SAME: ("same_target", Severity.INFO),
    Relation.STRICTER: ("stricter", Severity.NOTICE),
    Relation.LOOSER: ("looser", Severity.WARNING),
    Relation.NOT_COMPARABLE: ("not_comparable", Severity.NOTICE),
}


def finding(
    kind: str,
    severity: Severity,
    zh: str,
    en: str,
    ends: Iterable[End | None] = (),
    links: Iterable[Link] = (),
) -> Finding:
    """Write a finding down."""
    proofs = tuple(end for end in ends if end is not None)
    ids = tuple(link.id for link in links)
    return Finding(
        id=make_id("finding", kind, *(end.record for end in proofs), *ids, zh),
        kind=kind,
        severity=severity,
        sentence=Words(zh=zh, en=en),
        ends=proofs,
        links=ids,
    )


def shares_apart(
    context: Context, links: Sequence[Link], bases: Sequence[BaseShare]
) -> list[Finding]:
    """Shares of volumes that can hardly come from one way of counting."""
    shares, far = share_links(links), outliers(links, bases)
    listed = [link for link in links if link.id in shares]
    odd = [link for link in listed if link.id in far]
    if not odd:
        return []
    ours, theirs = regions(context)
    named = {row[0].id: called(row[1]) for row in linked_targets(context, listed)}
    grounds = list(dict.fromkeys(_usual_words(far[link.id]) for link in odd))
    usual_zh = "；".join(ground.zh for ground in grounds)
    usual_en = "; ".join(ground.en for ground in grounds)
    other = {row[0].id for row in linked_targets(context, listed) if not one_indicator(*row[1:])}
    apart = [k.id in other for k in odd]
    parts = [
        f"{quoted(named[k.id])}{'（两级指标名称不同）' * differs}的{percent(shares[k.id])}"
        for k, differs in zip(odd, apart, strict=True)
    ]
    parts_en = [
        f"{percent(shares[k.id])} of {named[k.id]}{' (named otherwise below)' * differs}"
        for k, differs in zip(odd, apart, strict=True)
    ]
    rest = [f"{quoted(named[k.id])}为{percent(shares[k.id])}" for k in listed if k not in odd]
    rest_en = [f"{named[k.id]} {percent(shares[k.id])}" for k in listed if k not in odd]
    overview = finding(
        "shares_apart",
        Severity.WARNING,
        f"{theirs.zh}的目标占{ours.zh}{'、'.join(parts)}，与参照相差一倍以上，可能不是同一口径"
        f"（{usual_zh}）" + (f"；其余：{'、'.join(rest)}" if rest else ""),
        f"the targets of {theirs.en} are {', '.join(parts_en)} in {ours.en}: at least twice or at "
        f"most half of the reference, perhaps not counted the same way ({usual_en})"
        + (f"; the others: {', '.join(rest_en)}" if rest else ""),
        [end for link in listed for end in (link.upper, link.lower)],
        listed,
    )
    rows = linked_targets(context, odd)
    return [overview, *(_outlier(context, row, far[row[0].id]) for row in rows)]


def _usual_words(usual: Usual) -> Words:
    low, high = percent(min(usual.shares)), percent(max(usual.shares))
    count, median = len(usual.shares), percent(usual.median)
    if usual.ground is Ground.OWN:
        return Words(
            zh=f"同一指标两级已有数据之比为{median}",
            en=f"the past figures of the same indicator give {median}",
        )
    if usual.ground is Ground.PAST:
        return Words(
            zh=f"两级都写出、指标相同（名称已归一）且可加总的{count}项已有数之比在{low}至{high}之间，中位数{median}",
            en=f"{count} past volumes printed by both give {low} to {high}, median {median}",
        )
    return Words(
        zh=f"{count}项分担比的中位数为{median}", en=f"the median of the {count} shares is {median}"
    )


def _outlier(context: Context, row: tuple[Link, Target, Target], usual: Usual) -> Finding:
    link, upper, lower = row
    share, usually = percent(link.share or Decimal(0)), _usual_words(usual)
    both = side_by_side(context, upper, lower)
    zh = f"{both.zh}；后者占前者的{share}，而{usually.zh}"
    en = f"{both.en}: a share of {share}, while {usually.en}"
    if not one_indicator(upper, lower):
        zh += "；两级指标名称不同，未必是同一指标"
        en += "; the names differ: perhaps not one indicator"
    return finding(
        "share_outlier",
        Severity.WARNING,
        zh,
        en,
        (link.upper, link.lower),
        (link,),
    )


def side_by_side(context: Context, upper: Target, lower: Target) -> Words:
    """Both figures under the indicator's name, or each under its own where the names differ."""
    ours, theirs = regions(context)
    above, below = figure_words(upper), figure_words(lower)
    if one_indicator(upper, lower):
        return Words(
            zh=f"{quoted(upper.indicator)}：{ours.zh}{above.zh}，{theirs.zh}{below.zh}",
            en=f"{upper.indicator}: {above.en} in {ours.en}, {below.en} in {theirs.en}",
        )
    here, there = called(upper), called(lower)
    return Words(
        zh=f"{ours.zh}{quoted(here)}{above.zh}，{theirs.zh}{quoted(there)}{below.zh}",
        en=f"{here}, {above.en} in {ours.en}; {there}, {below.en} in {theirs.en}",
    )


def compared_targets(context: Context, links: Iterable[Link]) -> list[Finding]:
    """Targets that are the same, stricter, looser or not comparable, with both figures."""
    found = []
    for link, upper, lower in linked_targets(context, links):
        if link.relation not in _RELATIONS or link.why is None:
            continue
        kind, severity = _RELATIONS[link.relation]
        both = side_by_side(context, upper, lower)
        zh, en = f"{both.zh}；{link.why.zh}", f"{both.en}; {link.why.en}"
        found.append(finding(kind, severity, zh, en, (link.upper, link.lower, *link.also), (link,)))
    return found


def dropped_targets(context: Context, links: Iterable[Link], *, owed: bool) -> list[Finding]:
    """Targets of the upper plan for which the lower one has none.

    Without a derivation between the plans nothing is owed, and it is no more than information.
    """
    (ours, _), (_, theirs) = regions(context), plans(context)
    targets = {target.id: target for target in context.upper.plan.targets}
    found = []
    for link in links:
        if link.kind is not ElementKind.TARGET or link.relation is not Relation.DROPPED:
            continue
        target = targets[link.upper.record] if link.upper else None
        if target is None:
            continue
        figure = figure_words(target)
        severity = Severity.WARNING if target.nature is Nature.BINDING else Severity.NOTICE
        if target.value is None or not owed:
            severity = Severity.INFO
        name = called(target)
        zh = f"{ours.zh}的目标{quoted(name)}（{figure.zh}）在{theirs.zh}中没有找到对应目标"
        en = f"no target was found in {theirs.en} that answers {name} ({figure.en}) of {ours.en}"
        found.append(finding("dropped_target", severity, zh, en, (link.upper,), (link,)))
    return found


def changed_nature(context: Context, links: Iterable[Link]) -> list[Finding]:
    """Targets that were binding above and are expected below (软化), or the other way (硬化)."""
    found = []
    for link, upper, lower in linked_targets(context, links):
        if upper.nature is None or lower.nature is None or upper.nature is lower.nature:
            continue
        softened = upper.nature is Nature.BINDING
        (was_zh, was_en), (is_zh, is_en) = (
            _NATURES[nature] for nature in (upper.nature, lower.nature)
        )
        name = pair_name(upper, lower)
        found.append(
            finding(
                "softened" if softened else "hardened",
                Severity.WARNING if softened else Severity.NOTICE,
                f"{quoted(name.zh)}：上级列为{was_zh}指标，下级列为{is_zh}指标",
                f"{name.en} is {was_en} in the upper plan and {is_en} in the lower one",
                (link.upper, link.lower),
                (link,),
            )
        )
    return found


_NATURES = {Nature.BINDING: ("约束性", "binding"), Nature.EXPECTED: ("预期性", "expected")}
