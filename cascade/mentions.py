"""Where the other plan names a missing programme after all, though not as one it plans."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from policycascade.cascade.clues import ONLY_PAST, PART_OF, SPOKEN_OF
from policycascade.cascade.context import Context, Side
from policycascade.cascade.features import judge
from policycascade.cascade.initiatives import Initiative
from policycascade.cascade.phrases import quoted
from policycascade.cascade.programme_features import (
    PROGRAMME_FEATURES,
    SHORTEST,
    known_programmes,
)
from policycascade.cascade.reuse import stretch
from policycascade.cascade.weights import Weights
from policycascade.cascade.wording import bare, pieces
from policycascade.model import End, Link, Relation, Words

#: From here on an achievement is named beside a missing programme that nothing planned is near:
#: 湖湘工匠 and 株洲工匠 have 0.39, 技能大赛 and 技能大奖 0.34.
ALIKE = 0.36
#: Of a missing element's name so many characters, whole words, and so much of it by weight, stand
#: together in the other text: they are named (真抓实干 of 真抓实干督查激励, not 就业创业 of
#: 就业创业示范市县). Of an indicator's end, which says whom it counts (退捕渔民), less is enough.
LEAST_PART = 4
LEAST_WEIGHT = 0.4
LEAST_END = 0.25
#: What a thing is called and how it is counted, at the end of a name: no part worth naming.
_CLASS = re.compile("(?:工程|计划|行动|项目|活动|人次|人数|户数|总量|数量|比例|率)+$")
#: Of a longer name no more is looked for.
LONGEST_NAME = 40


def with_mention(context: Context, link: Link, gone: Mapping[str, Initiative]) -> Link:
    """Say where the other plan names a missing programme: as achieved, in its text, in part.

    Args:
        context: the pair.
        link: of a dropped or local programme.
        gone: the programmes by the records that stand for them.
    """
    here = link.upper if link.relation is Relation.DROPPED else link.lower
    if here is None:
        return link
    missing = gone[here.record]
    side = context.lower if link.relation is Relation.DROPPED else context.upper
    pasts = [initiative for initiative in side.initiatives if initiative.past]
    own = next((past for past in pasts if past.key == missing.key), None)
    if own is not None:
        return _only_past(link, side, own)
    said = _said(side, link.name, missing.stem)
    if said is not None:
        return _spoken_of(link, side, said)
    if link.nearest is None:
        like = _nearest_past(context, missing, pasts, above=side is context.lower)
        if like is not None:
            return _like_past(link, side, like)
    return with_part(link, part_said(side, missing.stem, context.name_weights))


def _other(link: Link) -> tuple[str, str]:
    """What the plan that lacks the programme is called."""
    return ("下级", "lower") if link.relation is Relation.DROPPED else ("上级", "upper")


def _only_past(link: Link, side: Side, past: Initiative) -> Link:
    zh, en = _other(link)
    return dataclasses.replace(
        link,
        flags=(*link.flags, ONLY_PAST),
        nearest=side.end(past.lead, past.lead.mention),
        why=Words(
            zh=f"{zh}只把它写作已有成绩",
            en=f"the {en} plan names it only as an achievement of the time before",
        ),
    )


def _spoken_of(link: Link, side: Side, said: End) -> Link:
    zh, en = _other(link)
    words, outside = quoted(said.label), said.record == side.plan.id
    return dataclasses.replace(
        link,
        flags=(*link.flags, SPOKEN_OF),
        nearest=said,
        why=Words(
            zh=f"{zh}{'只在任务以外的文字中' if outside else '文本'}写有{words}，"
            "没有读作要开展的项目，未必没有承接",
            en=f"the {en} text says {words}{', only outside its tasks' if outside else ''}, "
            "not read as a planned programme; it may be taken up all the same",
        ),
    )


def _like_past(link: Link, side: Side, past: Initiative) -> Link:
    zh, en = _other(link)
    words = quoted(past.lead.mention)
    return dataclasses.replace(
        link,
        nearest=side.end(past.lead, past.lead.mention),
        why=Words(
            zh=f"{zh}的已有成绩中有名称相近的{words}",
            en=f"among the achievements of the {en} plan is {words}, alike in name",
        ),
    )


def with_part(link: Link, part: End | None) -> Link:
    """Say that the other plan's text holds a part of a missing element's name, if it does."""
    if part is None:
        return link
    (zh, en), words = _other(link), quoted(part.label)
    why = link.why or Words(zh="", en="")
    return dataclasses.replace(
        link,
        nearest=link.nearest or part,
        why=Words(
            zh=f"{why.zh}；{zh}文本写有其名称中的{words}",
            en=f"{why.en}; the {en} text says {words}, a part of its name",
        ),
    )


def _nearest_past(
    context: Context, missing: Initiative, pasts: Sequence[Initiative], *, above: bool
) -> Initiative | None:
    """The past programme of the other plan that is nearest to a missing one."""
    best, near = ALIKE, None
    for past in pasts:
        ends = (missing, past) if above else (past, missing)
        score = judge(PROGRAMME_FEATURES, *ends, context).score
        if score >= best:
            near, best = past, score
    return near


def part_said(
    side: Side, stem: str, weights: Weights, least_end: float = LEAST_WEIGHT
) -> End | None:
    """Where a text holds a good part of a name in one piece, the longest there is.

    Args:
        side: the plan whose text it is.
        stem: the name, bare.
        weights: of pairs of characters over the names of such elements.
        least_end: the share of the name's weight that is enough where the part is its end.
    """
    stem = stem[:LONGEST_NAME]
    core = _CLASS.sub("", stem)
    ends = [n for n in range(len(stem) + 1) if not _inside_word(stem, n)]
    longest = sorted(combinations(ends, 2), key=lambda part: (part[0] - part[1], part))
    for start, end in longest:
        part = stem[start:end]
        if part == stem or len(stem[start : min(end, len(core))]) < LEAST_PART:
            continue
        least = least_end if end == len(core) else LEAST_WEIGHT
        if weights.covered(pieces(stem), pieces(part)) >= least:
            for found in _places(side, part):
                if bare(found.label).text == found.label:
                    return found
    return None


def _inside_word(name: str, at: int) -> bool:
    """Whether a short word runs over a place of a name: 协调员 over the end of 劳动关系协调.

    >>> _inside_word("金牌劳动关系协调员", 8), _inside_word("世界技能大赛", 2)
    (True, False)
    """
    from policycascade.ontology.segment import is_word

    around = ((start, start + size) for size in (2, 3) for start in range(at - size + 1, at))
    return any(
        start >= 0 and end <= len(name) and is_word(name[start:end]) for start, end in around
    )


def _said(side: Side, name: str, stem: str) -> End | None:
    """Where a text holds a programme's name, or another that it goes by, outside of programmes.

    Others are those of the vocabulary, the name without the region's own, and a strategy's without
    the word 战略. A place in a task comes before others.
    """
    known = known_programmes().get(name)
    others = (*known.aliases, *known.quoted) if known else ()
    forms = (name, *others, stem, name.removesuffix("战略"))
    read = [programme.evidence.span for programme in side.plan.programmes]
    found = [
        place
        for words in dict.fromkeys(bare(form).text for form in forms)
        if len(words) >= SHORTEST
        for place in _places(side, words)
        if not any(span.overlaps(place.evidence.span) for span in read)
    ]
    return min(found, key=lambda place: place.record == side.plan.id, default=None)


def _places(side: Side, words: str) -> Iterator[End]:
    """Where a text holds some words, behind its contents, which only name what stands later."""
    first = min((section.span.start for section in side.plan.sections), default=0)
    at = side.bare.text.find(words, stretch(side.bare, 0, first)[1])
    while at >= 0:
        yield side.place(side.bare.span(at, at + len(words)))
        at = side.bare.text.find(words, at + 1)


def part_of(link: Link, kept: Sequence[Initiative]) -> Link:
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
