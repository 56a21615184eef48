"""What is worth reading in a pair of plans: sentences that the sources bear out, with the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from policycascade.cascade.clues import COUNTERPART, clues
from policycascade.cascade.context import Context
from policycascade.cascade.documents import is_higher
from policycascade.cascade.measuring import APART
from policycascade.cascade.naming import plans, regions
from policycascade.cascade.own_findings import doubts, weaker_than_outturn
from policycascade.cascade.phrases import day
from policycascade.cascade.resolving import is_younger
from policycascade.cascade.shares import BaseShare
from policycascade.cascade.target_findings import (
    changed_nature,
    compared_targets,
    dropped_targets,
    finding,
    shares_apart,
)
from policycascade.model import (
    Derivation,
    ElementKind,
    Finding,
    Link,
    Relation,
    Severity,
)


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
        *overviews(context, links, owed=derivation is not None),
        *weaker_than_outturn(context),
        *doubts(context),
    ]
    unique = {finding.id: finding for finding in found}
    return tuple(sorted(unique.values(), key=lambda finding: -finding.severity.rank))


def about_the_pair(context: Context, derivation: Derivation | None) -> list[Finding]:
    """What a reader must know before comparing: no derivation, wrong order, other field."""
    return [
        *_descent(context, derivation),
        *_levels(context),
        *_frames(context),
        *_unread(context),
    ]


def _descent(context: Context, derivation: Derivation | None) -> list[Finding]:
    """How the two plans are joined, where that is not by a plain citation."""
    ours, theirs = plans(context)
    upper, lower = context.upper.plan, context.lower.plan
    found = []
    if upper.id == lower.id:
        zh, en = (
            "两个文件是同一份规划，以下是它与自身的对照",
            "both files are one and the same plan",
        )
        found.append(finding("same_plan", Severity.NOTICE, zh, en))
    elif derivation is None:
        zh = f"{theirs.zh}没有引用{ours.zh}，也没有推定的源流关系；以下只是内容对照，不是承接"
        en = f"{theirs.en} neither cites {ours.en} nor is presumed to derive from it: what follows "
        en += "is a comparison of contents, no cascade"
        found.append(finding("no_derivation", Severity.NOTICE, zh, en))
    elif derivation.relation is Relation.PRESUMED:
        zh = f"{theirs.zh}没有引用{ours.zh}；源流关系是按地区、领域和规划期推定的"
        en = f"{theirs.en} does not cite {ours.en}: the derivation is presumed"
        found.append(finding("presumed", Severity.NOTICE, zh, en))
    if not is_younger(upper, lower) or upper.issued is None:
        return found
    late, early = day(upper.issued), lower.issued or lower.published
    if early is not None:
        what_zh, what_en = ("印发", "issued") if lower.issued else ("公布", "published")
        zh = f"倒挂：{ours.zh}于{late.zh}印发，晚于{theirs.zh}{what_zh}的{day(early).zh}"
        en = f"inverted: {ours.en} was issued on {late.en}, after {theirs.en} was {what_en}"
        en += f" on {day(early).en}"
        found.append(finding("inverted", Severity.WARNING, zh, en))
    return found


def _levels(context: Context) -> list[Finding]:
    upper, lower = context.upper.plan, context.lower.plan
    if upper.level is lower.level is not None:
        zh = "两份规划属同一行政层级，不是上下级关系"
        en = "both plans are of one administrative level: neither is above the other"
        return [finding("same_level", Severity.NOTICE, zh, en)]
    if is_higher(lower.level, upper.level):
        zh = "次序颠倒：作为上级的规划，其行政层级低于作为下级的规划"
        en = "turned round: the plan taken as the upper one is of the lower level"
        return [finding("levels_reversed", Severity.WARNING, zh, en)]
    return []


def _frames(context: Context) -> list[Finding]:
    """Plans of other fields or periods answer other questions."""
    upper, lower = context.upper.plan, context.lower.plan
    ours, theirs = regions(context)
    found = []
    if upper.field and lower.field and upper.field != lower.field:
        zh = f"领域不同：{ours.zh}为{upper.field}，{theirs.zh}为{lower.field}"
        en = f"the fields differ: {upper.field} and {lower.field}"
        found.append(finding("other_field", Severity.NOTICE, zh, en))
    if upper.period and lower.period and upper.period != lower.period:
        periods = [f"{p.start}—{p.end}年" for p in (upper.period, lower.period)]
        zh = f"规划期不同：{ours.zh}为{periods[0]}，{theirs.zh}为{periods[1]}"
        en = f"the periods differ: {periods[0][:-1]} and {periods[1][:-1]}"
        found.append(finding("other_period", Severity.NOTICE, zh, en))
    return found


def _unread(context: Context) -> list[Finding]:
    """Where no targets or tasks were read there is nothing to compare, and that is said."""
    return [
        finding(
            kind,
            Severity.NOTICE,
            f"{name.zh}中没有读出{what_zh}，这方面无从比较",
            f"no {what_en} was read in {name.en}: there is nothing to compare",
        )
        for side, name in zip((context.upper, context.lower), plans(context), strict=True)
        for kind, records, what_zh, what_en in (
            ("no_targets", side.plan.targets, "量化目标", "target"),
            ("no_tasks", side.plan.tasks, "任务", "task"),
        )
        if not records
    ]


_KIND_NAMES = {
    ElementKind.TARGET: ("项目标", "targets"),
    ElementKind.PROGRAMME: ("个项目", "programmes"),
    ElementKind.TASK: ("项末级任务", "tasks without sub-tasks"),
}
_RELATION_ZH = {
    Relation.SAME: "一致",
    Relation.STRICTER: "加码",
    Relation.LOOSER: "打折",
    Relation.SHARE: "分担",
    Relation.NOT_COMPARABLE: "不可比",
    Relation.CARRIED: "承接",
    Relation.MERGED: "合并",
    Relation.SPLIT: "拆分",
    Relation.NARROWED: "收窄",
    Relation.RENAMED: "改名",
    Relation.SPECIFIED: "细化",
}


def overviews(context: Context, links: Sequence[Link], *, owed: bool) -> list[Finding]:
    """How many elements of each kind were taken up, and how; without a derivation: have a match."""
    sides = context.upper.units, context.lower.units
    wholes = {unit.task.id for units in sides for unit in units if not unit.leaf}
    return [
        found
        for kind in _KIND_NAMES
        if (
            found := _overview(
                context,
                kind,
                [k for k in links if k.kind is kind and not _heads(k, wholes)],
                owed=owed,
            )
        )
        is not None
    ]


def _heads(link: Link, wholes: Collection[str]) -> bool:
    """Whether a link tells of a heading: what stands under it is counted itself."""
    end = link.upper or link.lower
    return end is not None and end.record in wholes


def _overview(
    context: Context, kind: ElementKind, rows: Sequence[Link], *, owed: bool
) -> Finding | None:
    ours, theirs = regions(context)
    word_zh, word_en = _KIND_NAMES[kind]
    uppers = {link.upper.record for link in rows if link.upper}
    if not uppers:
        return None
    taken = {link.upper.record for link in rows if link.upper and link.relation not in APART}
    how = Counter(link.relation for link in rows if link.relation not in APART)
    did_zh, did_en = ("承接了", "took up") if owed else ("有对应的", "has a counterpart to")
    zh = f"{ours.zh}的{len(uppers)}{word_zh}中，{theirs.zh}{did_zh}{len(taken)}{word_zh[0]}"
    en = f"of the {len(uppers)} {word_en} of {ours.en}, {theirs.en} {did_en} {len(taken)}"
    if unlike := len(taken - _alike(rows)):
        zh += f"，其中{unlike}{word_zh[0]}不可比"
        en += f", {unlike} of them not comparable"
    if how:
        how_zh = "、".join(f"{_RELATION_ZH[relation]}{how[relation]}" for relation in sorted(how))
        names = {relation: relation.value.replace("_", " ") for relation in how}
        how_en = ", ".join(f"{names[relation]} {how[relation]}" for relation in sorted(how))
        if own := sum(COUNTERPART in link.flags for link in rows):
            how_zh += f"；其中{own}对是下级自己的对应项目，未必是同一项目"
            how_en += f"; {own} to a counterpart of the lower plan's own"
        zh, en = f"{zh}（共{how.total()}对对应：{how_zh}）", f"{en} ({how.total()} links: {how_en})"
    waiting = {k.upper.record for k in rows if k.upper and k.relation is Relation.UNDECIDED}
    if waiting - taken:
        zh += f"，{len(waiting - taken)}{word_zh[0]}待定"
        en += f", {len(waiting - taken)} undecided"
    if local := [link for link in rows if link.relation is Relation.LOCAL]:
        zh += f"；{theirs.zh}另有{len(local)}{word_zh}没有在上级规划中找到来源"
        en += f"; for {len(local)} {word_en} of {theirs.en} no source was found above"
        if (known := clues(local)) is not None:
            zh += f"，其中{known.zh}"
            en += f" ({known.en})"
    return finding(f"{kind.value}_overview", Severity.INFO, zh, en)


def _alike(rows: Sequence[Link]) -> set[str]:
    """The upper elements that are joined with one they can be compared with."""
    apart = (*APART, Relation.NOT_COMPARABLE)
    return {link.upper.record for link in rows if link.upper and link.relation not in apart}
