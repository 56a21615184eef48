"""Programmes: carried on under their name, renamed, specified, dropped, or local."""

from __future__ import annotations

import dataclasses
import functools

from policycascade.cascade.assign import Pair, assign
from policycascade.cascade.candidates import likely
from policycascade.cascade.context import Context
from policycascade.cascade.features import Feature, judge
from policycascade.cascade.initiatives import AROUND, Initiative
from policycascade.cascade.links import Element, Matching, joined, missing, undecided
from policycascade.cascade.phrases import quoted
from policycascade.cascade.reuse import copied_between
from policycascade.cascade.wording import bare, in_order
from policycascade.model import (
    ElementKind,
    Link,
    Method,
    ProgrammeKind,
    Reason,
    Relation,
    Words,
)

LINKED = 0.5
UNDECIDED = 0.4
#: Characters that come and go in a name that stays the same: 人力资源(和)社会保障信息化建设工程.
_SMALL = str.maketrans("", "", "和与及的")
#: A name of fewer characters is left over in many others.
SHORTEST = 4
_KINDS = {
    ProgrammeKind.PROGRAMME: "计划或工程",
    ProgrammeKind.CAMPAIGN: "行动或活动",
    ProgrammeKind.MECHANISM: "机制",
    ProgrammeKind.COMPETITION: "大赛",
    ProgrammeKind.BRAND: "品牌",
    ProgrammeKind.PLATFORM: "平台",
    ProgrammeKind.STRATEGY: "战略",
    ProgrammeKind.POLICY_PACKAGE: "政策组合",
}
#: A plan is carried out as an action, a way of working on a platform: 互联网+仲裁, 互联网+仲裁平台.
_NEAR = (
    {ProgrammeKind.PROGRAMME, ProgrammeKind.CAMPAIGN},
    {ProgrammeKind.MECHANISM, ProgrammeKind.PLATFORM},
)
CONFIDENCE = ((0.0, 0.0), (0.4, 0.4), (0.5, 0.6), (0.7, 0.85), (1.0, 0.98))


def same_name(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """Both plans name it, and the vocabulary knows it under one name."""
    return Reason(
        feature="same_name",
        score=float(upper.key == lower.key),
        sentence=Words(zh=f"同一项目：{upper.name}", en=f"the same programme: {upper.name}"),
    )


def alike_name(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """The names, without the regions' own, share their rarer characters."""
    return Reason(
        feature="alike_name",
        score=context.name_weights.overlap(upper.pieces, lower.pieces),
        sentence=Words(
            zh=f"名称相近：{quoted(upper.name)}与{quoted(lower.name)}",
            en=f"alike in name: {quoted(upper.name)} and {quoted(lower.name)}",
        ),
    )


def shortened(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """One name is the other with words left out (就业数字地图, 就业地图)."""
    short, long = sorted((upper.stem, lower.stem), key=len)
    kept = len(short) >= SHORTEST and short != long and in_order(short, long)
    return Reason(
        feature="shortened",
        score=len(short) / len(long) if kept else 0.0,
        sentence=Words(
            zh=f"一名为另一名的略称：{quoted(upper.name)}与{quoted(lower.name)}",
            en=f"one name is the other shortened: {quoted(upper.name)} and {quoted(lower.name)}",
        ),
    )


def same_surroundings(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """It stands in the same sentence: the words before and behind it were copied."""
    counts = {
        (there, here): sum(
            copied_between(context.tiles, above, below)
            for above, below in zip(upper.around[there], lower.around[here], strict=True)
        )
        for there in range(len(upper.around))
        for here in range(len(lower.around))
    }
    shown = upper.mentions.index(upper.lead), lower.mentions.index(lower.lead)
    best = max(counts, key=lambda pair: (counts[pair], pair == shown))
    copied = counts[best]
    where = ("", "") if best == shown else ("另一处提到它时，", "where it is named elsewhere, ")
    return Reason(
        feature="same_surroundings",
        score=min(1.0, copied / AROUND),
        sentence=Words(
            zh=f"{where[0]}前后各{AROUND}字内有{copied}字与上级相同",
            en=f"{where[1]}{copied} of the {AROUND} characters before and behind are the same",
        ),
    )


def counterpart(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """Each plan names its own region's: 湖南就业地图 and 株洲就业数字地图."""
    return Reason(
        feature="counterpart",
        score=float(is_counterpart(upper, lower)),
        sentence=Words(
            zh=f"同类而各冠本地名称：{quoted(upper.lead.mention)}与{quoted(lower.lead.mention)}",
            en=f"of one kind, each named after its own region: {quoted(upper.lead.mention)} and "
            f"{quoted(lower.lead.mention)}",
        ),
    )


def is_counterpart(upper: Initiative, lower: Initiative) -> bool:
    """Whether the lower plan has one of its own where the upper one has its own."""
    return upper.own and lower.own and upper.lead.kind is lower.lead.kind


def both_known(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """The vocabulary knows both, as two programmes."""
    known = known_names()
    two = upper.key != lower.key and {upper.name, lower.name} <= known
    return Reason(
        feature="both_known",
        score=float(two),
        sentence=Words(zh="词表中是两个不同的项目", en="the vocabulary has them as two programmes"),
    )


@functools.cache
def known_names() -> frozenset[str]:
    """The names of the vocabulary's programmes."""
    from policycascade.ontology.programmes import programmes

    return frozenset(programme.canonical for programme in programmes())


def same_kind(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """Both are of one kind (工程, 活动, 平台 …), or of kinds that pass into each other."""
    ours, theirs = upper.lead.kind, lower.lead.kind
    if ours is theirs:
        zh, en = f"同类：{_KINDS[ours]}", f"of one kind: {ours.value}"
    else:
        zh = f"类别相近：{_KINDS[ours]}与{_KINDS[theirs]}"
        en = f"of kinds that are near: {ours.value} and {theirs.value}"
    near = any({ours, theirs} <= kinds for kinds in _NEAR)
    return Reason(
        feature="same_kind",
        score=1.0 if ours is theirs else 0.5 * near,
        sentence=Words(zh=zh, en=en),
    )


#: The policy of the matcher: one name decides; otherwise name and sentence must speak together.
PROGRAMME_FEATURES = (
    Feature(alike_name, 0.60),
    Feature(same_surroundings, 0.30),
    Feature(same_kind, 0.10),
    Feature(same_name, 0.40, bonus=True),
    Feature(shortened, 0.20, bonus=True),
    Feature(counterpart, 0.15, bonus=True),
    Feature(both_known, -0.40, bonus=True),
)


def link_programmes(context: Context) -> tuple[Link, ...]:
    """Link the programmes of a pair of plans; what is named only as past is no plan."""
    uppers = [initiative for initiative in context.upper.initiatives if not initiative.past]
    lowers = [initiative for initiative in context.lower.initiatives if not initiative.past]
    matching = Matching(
        context=context,
        kind=ElementKind.PROGRAMME,
        uppers=[element(initiative) for initiative in uppers],
        lowers=[element(initiative) for initiative in lowers],
        judged={
            (n, m): judge(PROGRAMME_FEATURES, uppers[n], lowers[m], context)
            for n, m in likely(
                [upper.pieces for upper in uppers],
                [lower.pieces for lower in lowers],
                context.name_weights.table,
            )
        },
        linked=LINKED,
        undecided=UNDECIDED,
        confidence=CONFIDENCE,
    )
    pairs = assign(matching.scores, LINKED)
    doubtful = undecided(matching, pairs)
    links = [_joined(matching, pair, uppers[pair[0]], lowers[pair[1]]) for pair in pairs]
    links += [joined(matching, pair, Relation.UNDECIDED, Method.WORDING) for pair in doubtful]
    links += [_past(context, link) for link in missing(matching, [*pairs, *doubtful])]
    return tuple(links)


def element(initiative: Initiative) -> Element:
    """A programme as an end of links."""
    return Element(
        record=initiative.lead,
        name=initiative.name,
        label=initiative.lead.mention,
        also=tuple(m for m in initiative.mentions if m is not initiative.lead),
    )


def _joined(matching: Matching, pair: Pair, upper: Initiative, lower: Initiative) -> Link:
    relation, sentence = _relation(upper, lower)
    method = Method.PROGRAMME if upper.key == lower.key else Method.WORDING
    reason = Reason(feature=relation.value, score=1.0, sentence=sentence)
    link = joined(matching, pair, relation, method, reason)
    other = relation is Relation.RENAMED and is_counterpart(upper, lower)
    return dataclasses.replace(link, flags=("counterpart",)) if other else link


def _relation(upper: Initiative, lower: Initiative) -> tuple[Relation, Words]:
    ours, theirs = quoted(upper.lead.mention), quoted(lower.lead.mention)
    if not one_name(upper, lower):
        if is_counterpart(upper, lower):
            return Relation.RENAMED, Words(
                zh=f"下级换作本地的对应项目：{ours}→{theirs}，未必是同一项目改名",
                en=f"the lower plan names a counterpart of its own: {ours} → {theirs}",
            )
        return Relation.RENAMED, Words(
            zh=f"名称不同：{ours}→{theirs}", en=f"under another name: {ours} → {theirs}"
        )
    if lower.heading is not None and upper.heading is None:
        return Relation.SPECIFIED, Words(
            zh=f"下级为其单列{quoted(lower.heading.title)}",
            en="the lower plan gives it its own heading",
        )
    more = [member for member in lower.lead.members if member not in upper.lead.members]
    if more:
        return Relation.SPECIFIED, Words(
            zh=f"下级增列：{'、'.join(more)}", en=f"the lower plan adds: {', '.join(more)}"
        )
    if bare(upper.lead.mention).text == bare(lower.lead.mention).text:
        return Relation.CARRIED, Words(zh="沿用同一名称", en="carried on under the same name")
    return Relation.CARRIED, Words(
        zh=f"同一项目，上级写作{ours}，下级写作{theirs}",
        en=f"one programme, printed {ours} above and {theirs} below",
    )


def one_name(upper: Initiative, lower: Initiative) -> bool:
    """Whether both plans print one name, be it longer in one of them.

    A shared canonical name is not enough: “高技能人才振兴计划” and “高技能人才振兴工程” are one
    programme under two names.
    """
    if upper.key != lower.key:
        return False
    ours, theirs = ({p.translate(_SMALL) for p in side.printed} for side in (upper, lower))
    name = upper.key.translate(_SMALL)
    if all(any(name in printed for printed in side) for side in (ours, theirs)):
        return True
    return any(a in b or b in a for a in ours for b in theirs)


def _past(context: Context, link: Link) -> Link:
    """Say so where the other plan names a missing programme as an achievement only."""
    dropped = link.relation is Relation.DROPPED
    side = context.lower if dropped else context.upper
    past = next((i for i in side.initiatives if i.past and i.name == link.name), None)
    if past is None:
        return link
    which_zh, which_en = ("下级", "lower") if dropped else ("上级", "upper")
    return dataclasses.replace(
        link,
        nearest=side.end(past.lead, past.lead.mention),
        why=Words(
            zh=f"{which_zh}只把它写作已有成绩",
            en=f"the {which_en} plan names it only as an achievement of the time before",
        ),
    )
