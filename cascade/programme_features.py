"""What speaks for a programme of the lower plan being one of the upper."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from policycascade.cascade.context import Context
from policycascade.cascade.features import Feature
from policycascade.cascade.initiatives import AROUND, Initiative
from policycascade.cascade.phrases import quoted
from policycascade.cascade.places import elsewhere
from policycascade.cascade.reuse import copied_between
from policycascade.cascade.wording import bare, in_order
from policycascade.model import ProgrammeKind, Reason, Words

if TYPE_CHECKING:
    from policycascade.ontology.programmes import KnownProgramme

#: Names that share so much are called alike.
ALIKE = 0.5
#: A name of fewer characters is left over in many others.
SHORTEST = 4
#: In tasks that are linked two names must be this alike, or their sentences, for that to count:
#: right pairs of invented plans have 0.32 and more, or 0.8; else gaps would only look less sure.
SOMEWHAT, SAME_SENTENCE = 0.3, 0.5
#: What a programme is called need not stay: 革命文物保护利用工程, 太行革命文物保护利用行动.
_ENDING = re.compile("(?:工程|计划|行动|项目|活动)$")
#: What many plans do to what they name: 提升 and 提质 and 振兴 tell no two apart.
_BETTERING = re.compile(
    "新时代|高质量|提质增效|提质|提升|振兴|强基|建设|发展|促进|培育|培养|攻坚|壮大|引育|集聚|汇聚"
)
#: Without those words one name may have so many characters more than the other.
FEW_MORE = 2
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


def same_name(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """Both plans name it, and the vocabulary knows it under one name."""
    name = Words(zh="同一项目", en="the same programme")
    if upper.whole_area and lower.whole_area:
        name = Words(zh="名称相同，各为本地区的", en="one name, each of its own area")
    return Reason(
        feature="same_name",
        score=float(upper.key == lower.key),
        sentence=Words(zh=f"{name.zh}：{upper.name}", en=f"{name.en}: {upper.name}"),
    )


def alike_name(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """The names, without the regions' own, share their rarer characters."""
    score = context.name_weights.overlap(upper.pieces, lower.pieces)
    how = ("名称相近", "alike in name") if score >= ALIKE else ("名称有共同的字", "names overlap")
    if upper.stem == lower.stem:
        how = ("不计地名和年份，名称相同", "the same name, places and years aside")
    if upper.name == lower.name:
        how = ("名称相同", "the same name")
    return Reason(
        feature="alike_name",
        score=score,
        sentence=Words(
            zh=f"{how[0]}：{quoted(upper.name)}与{quoted(lower.name)}",
            en=f"{how[1]}: {quoted(upper.name)} and {quoted(lower.name)}",
        ),
    )


def shortened(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """One name is the other with words left out (就业数字地图, 就业地图)."""
    short, long = sorted((upper.stem, lower.stem), key=len)
    cut = not in_order(short, long)
    if cut:
        short, long = sorted((_ENDING.sub("", short), _ENDING.sub("", long)), key=len)
    bettered = not in_order(short, long)
    if bettered:
        short, long = sorted((_core(short), _core(long)), key=len)
    kept = len(short) >= SHORTEST and upper.stem != lower.stem and in_order(short, long)
    kept = kept and not (bettered and len(long) - len(short) > FEW_MORE)
    plain = all(bare(i.name).text == i.stem for i in (upper, lower))
    ours, theirs = (quoted(i.name if plain else i.stem) for i in (upper, lower))
    aside = [Words(zh="地名和年份", en="places and years")] * (not plain)
    aside += [Words(zh="末尾的类名", en="the kind at the end")] * cut
    aside += [Words(zh="提升、建设一类的词和近义词", en="words like 提升, and synonyms")] * bettered
    zh = f"不计{'、'.join(one.zh for one in aside)}，" if aside else ""
    en = f"without {' and '.join(one.en for one in aside)}, " if aside else ""
    if short == long:
        zh, en = f"{zh}两名相同", f"{en}the names are the same"
    else:
        zh, en = f"{zh}一名只比另一名少字", f"{en}one name only leaves out characters of the other"
    return Reason(
        feature="shortened",
        score=len(short) / len(long) if kept else 0.0,
        sentence=Words(zh=f"{zh}：{ours}与{theirs}", en=f"{en}: {ours} and {theirs}"),
    )


def _core(name: str) -> str:
    """What a programme betters: 县域高中 of 县域高中振兴, 县域普通高中 of 县域普通高中发展提升.

    >>> _core("新时代文物人才建设"), _core("文博人才强基")
    ('文物人才', '文物人才')
    """
    return _BETTERING.sub("", name.replace("文博", "文物").replace("英才", "人才"))


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
            zh=f"{where[0]}前后各{AROUND}字内有{copied}字在成段照录的文字中（零星短句不计，无关规划也有的字串不作起点）",
            en=f"{where[1]}{copied} of the {2 * AROUND} characters around it stand in copied "
            "passages (short runs not counted; wording that unrelated plans share starts none)",
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


def same_task(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """Under two names, but in tasks that are linked: the one may stand for the other."""
    together = upper.key != lower.key and (upper.name, lower.name) in context.together
    alike = together and (
        context.name_weights.overlap(upper.pieces, lower.pieces) >= SOMEWHAT
        or same_surroundings(upper, lower, context).score >= SAME_SENTENCE
        or shortened(upper, lower, context).score > 0
    )
    return Reason(
        feature="same_task",
        score=float(alike),
        sentence=Words(zh="所在的任务互相对应", en="the tasks that name them answer one another"),
    )


def same_heading(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """Under two names, but alone in the headings of tasks that are linked one to one."""
    headed = upper.key != lower.key and (upper.name, lower.name) in context.headed
    return Reason(
        feature="same_heading",
        score=float(headed and upper.lead.kind is lower.lead.kind),
        sentence=Words(
            zh="各在互相对应的任务的标题中",
            en="they stand in the headings of tasks that answer one another",
        ),
    )


def both_known(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """The vocabulary knows both, as two programmes."""
    two = upper.key != lower.key and {upper.name, lower.name} <= known_programmes().keys()
    return Reason(
        feature="both_known",
        score=float(two),
        sentence=Words(zh="词表中是两个不同的项目", en="the vocabulary has them as two programmes"),
    )


@functools.cache
def known_programmes() -> Mapping[str, KnownProgramme]:
    """The vocabulary's programmes by their names."""
    from policycascade.ontology.programmes import programmes

    return {programme.canonical: programme for programme in programmes()}


def other_place(upper: Initiative, lower: Initiative, context: Context) -> Reason:
    """The upper plan's bears the name of a place that is not the lower plan's."""
    place = elsewhere(upper.name, context.upper.plan.region, context.lower.plan.region)
    return Reason(
        feature="other_place",
        score=float(bool(place) and upper.key != lower.key),
        sentence=Words(
            zh=f"上级的项目冠{place}之名，不是下级规划的地区",
            en=f"the upper programme is named after {place}, not the lower plan's region",
        ),
    )


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
    Feature(shortened, 0.25, bonus=True),
    Feature(counterpart, 0.15, bonus=True),
    Feature(same_task, 0.15, bonus=True),
    Feature(same_heading, 0.40, bonus=True),
    Feature(both_known, -0.40, bonus=True),
    Feature(other_place, -0.40, bonus=True),
)
