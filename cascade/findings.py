"""What is worth reading in a pair of plans: sentences that the sources bear out, with the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal

from policycascade.cascade.context import Context
from policycascade.cascade.documents import is_higher
from policycascade.cascade.measuring import APART
from policycascade.cascade.own_findings import doubts, weaker_than_outturn
from policycascade.cascade.phrases import figure_words, percent, quoted
from policycascade.cascade.shares import BaseShare, Ground, Usual, outliers, share_links
from policycascade.cascade.target_measures import linked_targets
from policycascade.model import (
    Derivation,
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


def find_all(
    context: Context,
    links: Sequence[Link],
    bases: Sequence[BaseShare],
    derivation: Derivation | None,
) -> tuple[Finding, ...]:
    """All findings of a pair, weightiest first, in document order within one weight."""
    found = [
        *about_the_pair(context, derivation),
        *shares_apart(context, links, bases),
        *compared_targets(context, links),
        *dropped_targets(context, links, owed=derivation is not None),
        *changed_nature(context, links),
        *overviews(context, links),
        *weaker_than_outturn(context),
        *doubts(context),
    ]
    unique = {finding.id: finding for finding in found}
    return tuple(sorted(unique.values(), key=lambda finding: -finding.severity.rank))


def names(context: Context) -> tuple[str, str]:
    """What to call the two plans; by title where they are of one region."""
    upper, lower = context.upper.plan, context.lower.plan
    if upper.region is None or lower.region is None or upper.region.code == lower.region.code:
        return f"《{upper.title}》", f"《{lower.title}》"
    return upper.region.name, lower.region.name


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


def about_the_pair(context: Context, derivation: Derivation | None) -> list[Finding]:
    """What a reader must know before comparing: no derivation, wrong order, other field."""
    upper, lower = context.upper.plan, context.lower.plan
    ours, theirs = names(context)
    found = []
    if derivation is None:
        zh = f"{theirs}的规划没有引用{ours}的规划,也没有推定的源流关系;以下只是内容对照"
        en = f"the plan of {theirs} neither cites that of {ours} nor is presumed to derive from it"
        found.append(finding("no_derivation", Severity.NOTICE, zh, en))
    elif derivation.relation is Relation.PRESUMED:
        zh = f"{theirs}的规划没有引用{ours}的规划;源流关系系按地区、领域和规划期推定"
        en = f"the plan of {theirs} does not cite that of {ours}: the derivation is presumed"
        found.append(finding("presumed", Severity.NOTICE, zh, en))
    elif derivation.inverted:
        zh = f"倒挂:上级规划印发于{upper.issued},晚于下级的{lower.issued or lower.published}"
        en = f"inverted: the upper plan ({upper.issued}) is younger than the lower one"
        found.append(finding("inverted", Severity.WARNING, zh, en))
    if upper.level is lower.level is not None:
        zh, en = "两份规划属同一行政层级", "both plans are of one administrative level"
        found.append(finding("same_level", Severity.NOTICE, zh, en))
    elif is_higher(lower.level, upper.level):
        zh, en = "“上级”规划的行政层级低于“下级”规划", "the upper plan is of the lower level"
        found.append(finding("levels_reversed", Severity.WARNING, zh, en))
    if upper.field and lower.field and upper.field != lower.field:
        zh = f"领域不同:{ours}为{upper.field},{theirs}为{lower.field}"
        en = f"the fields differ: {upper.field} and {lower.field}"
        found.append(finding("other_field", Severity.NOTICE, zh, en))
    if upper.period and lower.period and upper.period != lower.period:
        periods = [f"{p.start}—{p.end}" for p in (upper.period, lower.period)]
        zh = f"规划期不同:{ours}为{periods[0]},{theirs}为{periods[1]}"
        en = f"the periods differ: {periods[0]} and {periods[1]}"
        found.append(finding("other_period", Severity.NOTICE, zh, en))
    for plan, name in ((upper, ours), (lower, theirs)):
        if not plan.targets:
            zh, en = f"{name}的规划中没有读出量化目标", f"no target was read in the plan of {name}"
            found.append(finding("no_targets", Severity.NOTICE, zh, en))
    return found


def shares_apart(
    context: Context, links: Sequence[Link], bases: Sequence[BaseShare]
) -> list[Finding]:
    """Shares of volumes that can hardly come from one way of counting."""
    shares, far = share_links(links), outliers(links, bases)
    listed = [link for link in links if link.id in shares]
    odd = [link for link in listed if link.id in far]
    if not odd:
        return []
    ours, theirs = names(context)
    every_zh = "、".join(f"{link.name}{percent(shares[link.id])}" for link in listed)
    every_en = ", ".join(f"{link.name} {percent(shares[link.id])}" for link in listed)
    grounds = list(dict.fromkeys(_usual_words(far[link.id]) for link in odd))
    usual_zh = ";".join(ground.zh for ground in grounds)
    usual_en = "; ".join(ground.en for ground in grounds)
    odd_zh, odd_en = "、".join(k.name for k in odd), ", ".join(k.name for k in odd)
    overview = finding(
        "shares_apart",
        Severity.WARNING,
        f"{theirs}占{ours}可加总目标之比:{every_zh};{usual_zh}。{odd_zh}与此相差一倍以上,"
        "不像出自同一口径",
        f"shares of {theirs} in the volumes of {ours}: {every_en}; {usual_en}. "
        f"{odd_en}: off by a factor of two or more, hardly counted in one way",
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
            zh=f"两级都给出的{count}项已有数据之比在{low}至{high}之间,中位数{median}",
            en=f"{count} past figures given by both lie between {low} and {high}, median {median}",
        )
    return Words(
        zh=f"{count}项分担比的中位数为{median}", en=f"the median of the {count} shares is {median}"
    )


def _outlier(context: Context, row: tuple[Link, Target, Target], usual: Usual) -> Finding:
    link, upper, lower = row
    share = percent(link.share or Decimal(0))
    above, below, usually = figure_words(upper), figure_words(lower), _usual_words(usual)
    ours, theirs = names(context)
    return finding(
        "share_outlier",
        Severity.WARNING,
        f"{quoted(link.name)}:{theirs}{below.zh},占{ours}{above.zh}的{share},而{usually.zh}",
        f"{link.name}: {below.en} in {theirs} is {share} of {above.en} in {ours}, while "
        f"{usually.en}",
        (link.upper, link.lower),
        (link,),
    )


def compared_targets(context: Context, links: Iterable[Link]) -> list[Finding]:
    """Targets that are the same, stricter, looser or not comparable, with both figures."""
    ours, theirs = names(context)
    found = []
    for link, upper, lower in linked_targets(context, links):
        if link.relation not in _RELATIONS or link.why is None:
            continue
        kind, severity = _RELATIONS[link.relation]
        above, below = figure_words(upper), figure_words(lower)
        named_zh = quoted(lower.indicator) if lower.indicator != upper.indicator else ""
        named_en = f" ({lower.indicator})" if named_zh else ""
        zh = f"{quoted(link.name)}:{ours}{above.zh},{theirs}{named_zh}{below.zh};{link.why.zh}"
        en = f"{link.name}: {above.en} in {ours}, {below.en}{named_en} in {theirs}; {link.why.en}"
        found.append(finding(kind, severity, zh, en, (link.upper, link.lower, *link.also), (link,)))
    return found


def dropped_targets(context: Context, links: Iterable[Link], *, owed: bool) -> list[Finding]:
    """Targets of the upper plan for which the lower one has none.

    Without a derivation between the plans nothing is owed, and it is no more than information.
    """
    ours, theirs = names(context)
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
        zh = f"{ours}的目标{quoted(link.name)}({figure.zh})在{theirs}的规划中没有找到对应目标"
        en = f"no target in the plan of {theirs} answers {link.name} ({figure.en}) of {ours}"
        found.append(finding("dropped_target", severity, zh, en, (link.upper,), (link,)))
    return found


def changed_nature(context: Context, links: Iterable[Link]) -> list[Finding]:
    """Targets that were binding above and are expected below (软化), or the other way (硬化)."""
    found = []
    for link, upper, lower in linked_targets(context, links):
        if upper.nature is None or lower.nature is None or upper.nature is lower.nature:
            continue
        if upper.nature is Nature.BINDING:
            zh = f"{quoted(link.name)}由上级的约束性指标变为下级的预期性指标"
            en = f"{link.name} is binding in the upper plan and expected in the lower one"
            found.append(
                finding("softened", Severity.WARNING, zh, en, (link.upper, link.lower), (link,))
            )
        else:
            zh = f"{quoted(link.name)}由上级的预期性指标变为下级的约束性指标"
            en = f"{link.name} is expected in the upper plan and binding in the lower one"
            found.append(
                finding("hardened", Severity.NOTICE, zh, en, (link.upper, link.lower), (link,))
            )
    return found


_KIND_NAMES = {
    ElementKind.TARGET: ("目标", "targets"),
    ElementKind.PROGRAMME: ("项目", "programmes"),
    ElementKind.TASK: ("任务", "tasks"),
}
_RELATION_ZH = {
    Relation.SAME: "相同",
    Relation.STRICTER: "更严",
    Relation.LOOSER: "更宽",
    Relation.SHARE: "分担",
    Relation.NOT_COMPARABLE: "不可比",
    Relation.CARRIED: "承接",
    Relation.MERGED: "合并",
    Relation.SPLIT: "拆分",
    Relation.NARROWED: "收窄",
    Relation.RENAMED: "改称",
    Relation.SPECIFIED: "细化",
}


def overviews(context: Context, links: Sequence[Link]) -> list[Finding]:
    """How many elements of each kind were taken up, and how."""
    ours, theirs = names(context)
    found = []
    for kind, (word_zh, word_en) in _KIND_NAMES.items():
        rows = [link for link in links if link.kind is kind]
        uppers = {link.upper.record for link in rows if link.upper}
        taken = {link.upper.record for link in rows if link.upper and link.relation not in APART}
        local = sum(link.relation is Relation.LOCAL for link in rows)
        if not uppers:
            continue
        how = Counter(link.relation for link in rows if link.relation not in APART)
        how_zh = "、".join(f"{_RELATION_ZH[relation]}{how[relation]}" for relation in sorted(how))
        how_en = ", ".join(f"{relation.value} {how[relation]}" for relation in sorted(how))
        zh = f"{ours}的{len(uppers)}项{word_zh}中,{theirs}承接了{len(taken)}项"
        en = f"of the {len(uppers)} {word_en} of {ours}, {theirs} took up {len(taken)}"
        zh += f"(对应关系:{how_zh})" if how else ""
        en += f" (links: {how_en})" if how else ""
        zh += f";另有{local}项在上级规划中没有找到来源"
        en += f"; {local} of its own have no source above"
        found.append(finding(f"{kind.value}_overview", Severity.INFO, zh, en))
    return found
