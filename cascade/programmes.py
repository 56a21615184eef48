"""Programmes: carried on under their name, renamed, specified, dropped, or local."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from policycascade.cascade.assign import Pair, assign
from policycascade.cascade.candidates import likely
from policycascade.cascade.clues import COUNTERPART, of_upper
from policycascade.cascade.context import Context
from policycascade.cascade.features import judge
from policycascade.cascade.initiatives import Initiative, without_years
from policycascade.cascade.links import Element, Matching, joined, missing, undecided
from policycascade.cascade.mentions import part_of, with_mention
from policycascade.cascade.phrases import quoted
from policycascade.cascade.programme_features import PROGRAMME_FEATURES, is_counterpart
from policycascade.cascade.wording import bare, in_order
from policycascade.model import ElementKind, Link, Method, Reason, Relation, Words

LINKED = 0.5
UNDECIDED = 0.4
#: Characters that come and go in a name that stays the same: 人力资源(和)社会保障信息化建设工程.
_SMALL = str.maketrans("", "", "和与及的")
CONFIDENCE = ((0.0, 0.0), (0.4, 0.4), (0.5, 0.6), (0.7, 0.85), (1.0, 0.98))


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
            for n, m in _worth_comparing(uppers, lowers, context)
        },
        linked=LINKED,
        undecided=UNDECIDED,
        confidence=CONFIDENCE,
    )
    totals = {pair: judged.total for pair, judged in matching.judged.items()}
    pairs = assign(totals, LINKED)
    doubtful = undecided(matching, pairs)
    links = [_joined(matching, pair, uppers[pair[0]], lowers[pair[1]]) for pair in pairs]
    links += [joined(matching, pair, Relation.UNDECIDED, Method.WORDING) for pair in doubtful]
    gone = {initiative.lead.id: initiative for initiative in (*uppers, *lowers)}
    kept = [uppers[n] for n, _ in pairs]
    alone = (with_mention(context, link, gone) for link in missing(matching, [*pairs, *doubtful]))
    links += [part_of(link, kept) for link in alone]
    return tuple(of_upper(context, link) for link in links)


def _worth_comparing(
    uppers: Sequence[Initiative], lowers: Sequence[Initiative], context: Context
) -> list[Pair]:
    """The pairs that share the rarer characters of their names, and headings of linked tasks."""
    named = likely(
        [upper.pieces for upper in uppers],
        [lower.pieces for lower in lowers],
        context.name_weights.table,
    )
    headed = {
        (n, m)
        for n, upper in enumerate(uppers)
        for m, lower in enumerate(lowers)
        if (upper.name, lower.name) in context.headed
    }
    return sorted({*named, *headed})


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
    other = other or (upper.whole_area and lower.whole_area)
    return dataclasses.replace(link, flags=(COUNTERPART,)) if other else link


def _relation(upper: Initiative, lower: Initiative) -> tuple[Relation, Words]:
    ours, theirs = quoted(upper.lead.mention), quoted(lower.lead.mention)
    if not one_name(upper, lower) or _of_each(upper, lower):
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
    return Relation.CARRIED, _printed(upper, lower)


def _of_each(upper: Initiative, lower: Initiative) -> bool:
    """Whether each plan only ever names its own region's: 湖北省信息平台, 宜昌市信息平台."""
    ours, theirs = ({bare(m.mention).text for m in i.mentions} for i in (upper, lower))
    return is_counterpart(upper, lower) and not ours & theirs


def _printed(upper: Initiative, lower: Initiative) -> Words:
    """How both plans print a name that they share: any two of their mentions may be the same."""
    ours, theirs = upper.lead.mention, lower.lead.mention
    if bare(ours).text == bare(theirs).text:
        return Words(zh="沿用同一名称", en="carried on under the same name")
    above = {bare(without_years(m.mention)).text: m.mention for m in upper.mentions[::-1]}
    for name in dict.fromkeys((theirs, *(m.mention for m in lower.mentions))):
        other = above.get(bare(without_years(name)).text)
        if other is not None:
            years_zh, years_en = ("（所注年份不计）", " (years left out)")
            if without_years(other) == other and without_years(name) == name:
                years_zh = years_en = ""
            return Words(
                zh=f"两级都写有{quoted(name)}{years_zh}，沿用同一名称",
                en=f"both plans print {quoted(name)}{years_en}: carried on under the same name",
            )
    more_zh = more_en = ""
    if in_order(bare(theirs).text, bare(ours).text):
        more_zh, more_en = "，下级所称少于上级，范围可能较窄", ", which says less: perhaps narrower"
    return Words(
        zh=f"同一项目，上级写作{quoted(ours)}，下级写作{quoted(theirs)}{more_zh}",
        en=f"one programme, printed {quoted(ours)} above and {quoted(theirs)} below{more_en}",
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
