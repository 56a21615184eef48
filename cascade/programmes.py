"""Programmes: carried on under their name, renamed, specified, dropped, or local."""

from __future__ import annotations

import dataclasses

from policycascade.cascade.assign import Pair, assign
from policycascade.cascade.candidates import likely
from policycascade.cascade.context import Context, Side
from policycascade.cascade.features import judge
from policycascade.cascade.initiatives import Initiative
from policycascade.cascade.links import Element, Matching, joined, missing, undecided
from policycascade.cascade.phrases import quoted
from policycascade.cascade.programme_features import (
    PROGRAMME_FEATURES,
    SHORTEST,
    is_counterpart,
    known_programmes,
)
from policycascade.cascade.wording import bare
from policycascade.model import (
    ElementKind,
    End,
    Link,
    Method,
    Reason,
    Relation,
    Words,
)

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
    """Say so where the other plan names a missing programme, but not as one it plans."""
    dropped = link.relation is Relation.DROPPED
    side = context.lower if dropped else context.upper
    which_zh, which_en = ("下级", "lower") if dropped else ("上级", "upper")
    past = next((i for i in side.initiatives if i.past and i.name == link.name), None)
    if past is not None:
        return dataclasses.replace(
            link,
            nearest=side.end(past.lead, past.lead.mention),
            why=Words(
                zh=f"{which_zh}只把它写作已有成绩",
                en=f"the {which_en} plan names it only as an achievement of the time before",
            ),
        )
    said = _said(side, link.name)
    if said is None:
        return link
    words = quoted(said.label)
    return dataclasses.replace(
        link,
        nearest=said,
        why=Words(
            zh=f"{which_zh}文本写有{words}，但没有作为项目读出，未必没有承接",
            en=f"the {which_en} text says {words}, which was not read as a programme",
        ),
    )


def _said(side: Side, name: str) -> End | None:
    """Where a text holds a programme's name, or another that the vocabulary has for it."""
    known = known_programmes().get(name)
    others = (*known.aliases, *known.quoted) if known else ()
    for form in (name, *others):
        words = bare(form).text
        at = side.bare.text.find(words) if len(words) >= SHORTEST else -1
        if at >= 0:
            return side.place(side.bare.span(at, at + len(words)))
    return None
