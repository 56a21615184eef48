"""Of what sort a quoted name is, by its own words: “科技贷”, “湘就业”, “四个意识”."""

from __future__ import annotations

import functools
import re

from policycascade.extract.programme_names import (
    Rule,
    holds_place,
    is_place,
    kind_of,
    listed,
    pattern,
)
from policycascade.model import ProgrammeKind

_POLICIES = re.compile(r".{2,}\d{1,3}条$")
_PLUS = re.compile(r"(?:[\u4e00-\u9fff]{2,4}|[A-Za-z]{2,3})\+.{2,}")
_NUMERAL = re.compile(r"[一二三四五六七八九十百千万两双多]|\d+")
_CODE = re.compile(r"[一二三四五六七八九十百千万两双\d][^,。;:、]*$")
_SHOULD = re.compile(
    r"应.尽.|凡.必.|唯.|[一二三四五六七八九十]+连.|零(?!工).*|让.*|不.*|准.*|十[一二三四五]五.*"
)

#: “15平方公里15万人口” counts.
_COUNTS = re.compile(r"\d(?:[十百千万亿])?(?:平方公里|平方米|公里|人口|人|元|亩|户|家)")
#: “项目攻坚年”, “作风建设月”: a campaign of so long; 周年, 百年 are none.
_TIMED = re.compile("[\u4e00-\u9fff]{4,}(?<![周百十千万多丰元青少])[年月周]")

#: Services whose names end in 即办 or 帮办 have so many characters.
MIN_SERVICE = 4
#: “15分钟医疗圈”, not “朋友圈”.
MIN_CIRCLE = 5
#: “主动仗” by itself names no campaign.
MIN_CAMPAIGN = 4
#: A name that begins with that of a county has more to it: “金寨米稻”.
MIN_LOCAL = 4


def is_plus(word: str) -> bool:
    """Whether a word joins a technology to a field.

    >>> is_plus("互联网+人社"), is_plus("AI+制造"), is_plus("1+1+N")
    (True, True, False)
    """
    return _PLUS.fullmatch(word) is not None


def is_figure(word: str) -> bool:
    """Whether a quoted word is doctrine, a slogan or a figure of speech.

    >>> is_figure("四个意识"), is_figure("应保尽保"), is_figure("双师型"), is_figure("跨省通办")
    (True, True, True, False)
    """
    return (
        word in listed("slogans")
        or bool(_SHOULD.fullmatch(word))
        or word.endswith(tuple(listed("slogan_endings")))
    )


def is_coded(word: str) -> bool:
    """Whether a word is built of numbers, as names of mechanisms are.

    >>> is_coded("一事双岗双审"), is_coded("1+1+N"), is_coded("四办")
    (True, True, False)
    """
    counted = len(_NUMERAL.findall(word)) >= 2 or word.isdigit()
    counted = counted and not _COUNTS.search(word)
    return counted and len(word) >= 3 and bool(_CODE.match(word))


def own_kind(word: str) -> ProgrammeKind | None:
    """The sort of initiative that a quoted word itself tells it is."""
    suffix = re.search(rf"(?<=..){pattern('suffixes')}$", word)
    if suffix:
        return kind_of(suffix[0])
    if _POLICIES.fullmatch(word) or word.endswith(tuple(listed("policies"))):
        return ProgrammeKind.POLICY_PACKAGE
    if word.endswith(tuple(listed("campaigns"))) and len(word) >= MIN_CAMPAIGN:
        return ProgrammeKind.CAMPAIGN
    if is_plus(word):
        return ProgrammeKind.MECHANISM
    return ProgrammeKind.CAMPAIGN if _TIMED.fullmatch(word) else None


@functools.cache
def _service() -> re.Pattern[str]:
    """赣服通, 皖事通, 渝快办, 蓉易办: a province's or a city's platform of services."""
    return re.compile(rf"{pattern('province_signs')}.[通办钉码]|.(?:事通|[易好里快心时]办)")


def _told_kind(word: str) -> ProgrammeKind | None:
    """The sort that the last noun of a coined name makes it, or 智慧 before a place."""
    if word.endswith(tuple(listed("platforms"))) or _service().fullmatch(word):
        return ProgrammeKind.PLATFORM
    if word.endswith(tuple(listed("brands"))) and len(word) >= 4:
        return ProgrammeKind.BRAND
    of_a_field = word[:2] in ("数字", "智慧") and word[2:] in listed("departments")
    if of_a_field or (word.startswith(tuple(listed("with_place"))) and is_place(word[2:])):
        return ProgrammeKind.PROGRAMME
    if word.endswith("圈") and len(word) >= MIN_CIRCLE:
        return ProgrammeKind.PROGRAMME
    if word.endswith(tuple(listed("services"))) and len(word) >= MIN_SERVICE:
        return ProgrammeKind.MECHANISM
    return None


def kind_by_name(word: str, sort: str, rule: Rule) -> ProgrammeKind | None:
    """The sort that a quoted word tells better than the noun after it: “技能江夏”行动."""
    if rule is Rule.QUOTED_HEAD:
        return _told_kind(word) if sort == "行动" else None
    if sort in listed("branded") and holds_place(word):
        return ProgrammeKind.BRAND
    return _told_kind(word)


def coined_kind(word: str, local: frozenset[str]) -> ProgrammeKind | None:
    """The sort of a coined name: by its ending, with a place in it, or built of numbers.

    Args:
        word: what stands in the quotation marks.
        local: short names of the counties that the text names; others may be ordinary words.
    """
    if kind := _told_kind(word):
        return kind
    of_here = len(word) >= MIN_LOCAL and word.startswith(tuple(local))
    if of_here or holds_place(word):
        return ProgrammeKind.BRAND
    return ProgrammeKind.MECHANISM if is_coded(word) else None
