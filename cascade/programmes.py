"""Programmes: carried on under their name, renamed, specified, dropped, or local."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

from policycascade.cascade.assign import Pair, assign
from policycascade.cascade.candidates import likely
from policycascade.cascade.clues import COUNTERPART, ONLY_PAST, PART_OF, SPOKEN_OF, of_upper
from policycascade.cascade.context import Context, Side
from policycascade.cascade.features import judge
from policycascade.cascade.initiatives import Initiative, without_years
from policycascade.cascade.links import (
    Element,
    Matching,
    joined,
    missing,
    undecided,
)
from policycascade.cascade.phrases import quoted
from policycascade.cascade.programme_features import (
    PROGRAMME_FEATURES,
    SHORTEST,
    is_counterpart,
    known_programmes,
)
from policycascade.cascade.reuse import stretch
from policycascade.cascade.wording import bare, in_order, pieces
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
#: From here on an achievement is named beside a missing programme that nothing planned is near:
#: 湖湘工匠 and 株洲工匠 have 0.39, 技能大赛 and 技能大奖 0.34.
ALIKE = 0.36
#: Characters that come and go in a name that stays the same: 人力资源(和)社会保障信息化建设工程.
_SMALL = str.maketrans("", "", "和与及的")
#: Of a missing programme's name so many characters, and so much of it by weight, stand together in
#: the other text: they are named (真抓实干 of 真抓实干督查激励, not 就业创业 of 就业创业示范市县).
LEAST_PART = 4
LEAST_WEIGHT = 0.4
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
    gone = {initiative.lead.id: initiative for initiative in (*uppers, *lowers)}
    kept = [uppers[n] for n, _ in pairs]
    alone = (_past(context, link, gone) for link in missing(matching, [*pairs, *doubtful]))
    links += [_part_of(link, kept) for link in alone]
    return tuple(of_upper(context, link) for link in links)


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


def _part_of(link: Link, kept: Sequence[Initiative]) -> Link:
    """Say of a dropped programme that another, which was carried on, holds it as a part."""
    if link.relation is not Relation.DROPPED:
        return link
    known = known_programmes().get(link.name)
    whole = next((i for i in kept if link.name in i.lead.members), None)
    source = ("", "")
    if whole is None and known is not None and known.part_of:
        whole = next((i for i in kept if i.name == known.part_of), None)
        source = ("据词表，", "by the vocabulary ")
    if whole is None:
        return link
    name, why = quoted(whole.lead.mention), link.why or Words(zh="", en="")
    return dataclasses.replace(
        link,
        flags=(*link.flags, PART_OF),
        why=Words(
            zh=f"{why.zh}；{source[0]}它是{name}的组成部分，后者有对应",
            en=f"{why.en}; {source[1]}it is a part of {name}, which has a counterpart",
        ),
    )


def _past(context: Context, link: Link, gone: Mapping[str, Initiative]) -> Link:
    """Say so where the other plan names a missing programme, but not as one it plans."""
    dropped = link.relation is Relation.DROPPED
    side = context.lower if dropped else context.upper
    which_zh, which_en = ("下级", "lower") if dropped else ("上级", "upper")
    here = link.upper if dropped else link.lower
    found = _achieved(context, gone[here.record], side) if here is not None else None
    if found is not None and (found[1] or link.nearest is None):
        past, named = found
        words = quoted(past.lead.mention)
        like_zh, like_en = ("只把它", "it only") if named else (f"把相近的{words}", f"{words}")
        return dataclasses.replace(
            link,
            flags=(*link.flags, ONLY_PAST) if named else link.flags,
            nearest=side.end(past.lead, past.lead.mention),
            why=Words(
                zh=f"{which_zh}{like_zh}写作已有成绩",
                en=f"the {which_en} plan names {like_en} as an achievement of the time before",
            ),
        )
    stem = gone[here.record].stem if here is not None else ""
    said = _said(side, link.name, stem)
    if said is not None:
        words = quoted(said.label)
        outside = said.record == side.plan.id
        return dataclasses.replace(
            link,
            flags=(*link.flags, SPOKEN_OF),
            nearest=said,
            why=Words(
                zh=f"{which_zh}{'在任务以外的文字中' if outside else '文本'}写有{words}，"
                "但没有读作要开展的项目，未必没有承接",
                en=f"the {which_en} text says {words}{' outside its tasks' if outside else ''}, "
                "which was not read as a planned programme; it may be taken up all the same",
            ),
        )
    part = _part_said(context, side, stem) if link.nearest is None else None
    if part is None or link.why is None:
        return link
    words = quoted(part.label)
    return dataclasses.replace(
        link,
        nearest=part,
        why=Words(
            zh=f"{link.why.zh}；{which_zh}文本写有其名称中的{words}",
            en=f"{link.why.en}; the {which_en} text says {words}, a part of its name",
        ),
    )


def _achieved(context: Context, missing: Initiative, side: Side) -> tuple[Initiative, bool] | None:
    """The past programme of the other plan that is the missing one (true), or is nearest to it."""
    above, best = side is context.lower, ALIKE
    near: Initiative | None = None
    for past in (initiative for initiative in side.initiatives if initiative.past):
        if past.key == missing.key:
            return past, True
        ends = (missing, past) if above else (past, missing)
        score = judge(PROGRAMME_FEATURES, *ends, context).score
        if score >= best:
            near, best = past, score
    return (near, False) if near is not None else None


def _part_said(context: Context, side: Side, stem: str) -> End | None:
    """Where a text holds a good part of a programme's name in one piece, the longest there is."""
    for size in range(len(stem) - 1, LEAST_PART - 1, -1):
        for start in range(len(stem) - size + 1):
            part = stem[start : start + size]
            at = side.bare.text.find(part, _body(side))
            if at < 0 or context.name_weights.covered(pieces(stem), pieces(part)) < LEAST_WEIGHT:
                continue
            found = side.place(side.bare.span(at, at + size))
            if bare(found.label).text == found.label:
                return found
    return None


def _body(side: Side) -> int:
    """Where the first chapter begins, in bare characters: the contents name what stands later."""
    first = min((section.span.start for section in side.plan.sections), default=0)
    return stretch(side.bare, 0, first)[1]


def _said(side: Side, name: str, stem: str) -> End | None:
    """Where a text holds a programme's name, or another that it goes by, outside of programmes.

    Others are those of the vocabulary, the name without the region's own, and a strategy's without
    the word 战略.
    """
    known = known_programmes().get(name)
    others = (*known.aliases, *known.quoted) if known else ()
    forms = (name, *others, stem, name.removesuffix("战略"))
    for words in dict.fromkeys(bare(form).text for form in forms):
        at = side.bare.text.find(words, _body(side)) if len(words) >= SHORTEST else -1
        while at >= 0:
            span = side.bare.span(at, at + len(words))
            if not any(p.evidence.span.overlaps(span) for p in side.plan.programmes):
                return side.place(span)
            at = side.bare.text.find(words, at + 1)
    return None
