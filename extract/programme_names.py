"""What a programme is called, of what sort it is, whose it is: from the words of its name."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from policycascade.extract.words import alternation, words
from policycascade.model import Level, ProgrammeKind
from policycascade.ontology.folding import bare_name
from policycascade.ontology.programmes import KnownProgramme
from policycascade.ontology.regions import regions, short_name

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

#: A region is cut off a name only where this much is left: off 湖南省高技能人才振兴计划, but not
#: off 湖南技能大赛.
MIN_WITHOUT_PLACE = 6
#: Counties of two characters (乾县) have no short name.
MIN_COUNTY = 2

_YEARS = re.compile(r"\((?:试行|\d{4}).*?\)")
_VERSION = re.compile(r"\d\.\d版?$")
_PLACE_KINDS = "省市区县州盟旗"
_LASTING = re.compile(
    r"(?:[一二两三五十]|\d+)年(?=行动|攻坚|计划|专项)|\(?\d{4}(?:年|-\d{4}年?)?\)?$"
)
_INNER_MARKS = re.compile(r"[,;:()《》!。-]")


class Rule(StrEnum):
    """Which rule of the grammar found a name; also the ``method`` of the record."""

    VOCABULARY = "vocabulary"
    QUOTED_NAME = "quoted-name"  # “高薪优岗开发计划”
    QUOTED_HEAD = "quoted-head"  # “湘就业”平台
    QUOTED_NOUN = "quoted-noun"  # “四办”改革
    QUOTED_COINED = "quoted-coined"  # “株洲工匠”, 强化“一事双岗双审”
    QUOTED_BARE = "quoted-bare"  # 推行“只进一扇门”
    QUOTED_LIST = "quoted-list"  # “A、B、C”四创联动
    LED = "led"  # 实施就业服务提升工程
    UNLED = "unled"  # a heading, or a later item of a list
    SHARED = "shared"  # 就业创业促进 in 就业创业促进、青年见习计划
    COUNTED = "counted"  # A、B、C三项行动计划
    TITLED = "titled"  # 落实《工伤预防五年行动计划》
    DESIGNATED = "designated"  # 创建返乡创业示范县
    NUMBERED = "numbered"  # 稳就业16条
    ELECTED = "elected"  # 评选湖南省技术能手
    PILOT = "pilot"  # 申报…改革试点
    SERVICE = "service"  # 湖北人社23℃服务
    CHIEF = "chief"  # 推行路长制
    SEAT = "seat"  # 建设洛阳龙门实验室
    HEADED = "headed"  # 核心技术攻坚工程, a heading by itself
    BOXED = "boxed"  # 大遗址数字孪生项目, an item of a box
    ARTISANS = "artisans"  # 入选浙江工匠
    GATHERING = "gathering"  # 承办世界声学大会
    CENSUS = "census"  # 第五次全国经济普查


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A stretch of the folded text that names a programme.

    Attributes:
        name: the words of the name, still as folded; see ``canonical``.
        members: of a list that is one mechanism.
        known: the programme of the vocabulary that it names.
    """

    start: int
    end: int
    name: str
    kind: ProgrammeKind
    rule: Rule
    members: tuple[str, ...] = ()
    known: KnownProgramme | None = None

    def overlaps(self, other: Candidate) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Candidate) -> bool:
        """Whether the other stands inside this one and is shorter."""
        inside = self.start <= other.start and other.end <= self.end
        return inside and other.end - other.start < self.end - self.start


@functools.cache
def pattern(*lists: str) -> str:
    """An alternation of the words in the given lists of the lexicon."""
    lexicon = words("programmes")
    return alternation(word for name in lists for word in lexicon[name])


@functools.cache
def listed(name: str) -> frozenset[str]:
    """The words of one list of the lexicon."""
    return frozenset(words("programmes")[name])


def kind_of(noun: str) -> ProgrammeKind:
    """The sort of initiative that the noun at the end of a name makes it."""
    lexicon = words("programmes")
    return ProgrammeKind(lexicon["suffixes"].get(noun) or lexicon["quoted_suffixes"][noun])


@functools.cache
def _places() -> dict[str, Level]:
    """Full names of all regions; short names of provinces and prefectures."""
    places: dict[str, Level] = {}
    for region in regions():
        if region.level is Level.NATIONAL:
            continue
        places.setdefault(region.name, region.level)
        if region.level in (Level.PROVINCE, Level.PREFECTURE):
            places.setdefault(short_name(region), region.level)
    return {name: level for name, level in places.items() if name not in listed("no_places")}


@functools.cache
def _place_finder() -> tuple[AhoCorasick, tuple[str, ...]]:
    from ahocorasick_rs import AhoCorasick, MatchKind

    found = tuple(sorted(_places()))
    return AhoCorasick(found, matchkind=MatchKind.LeftmostLongest), found


def _places_in(name: str) -> list[tuple[int, int]]:
    """Where names of regions stand in ``name``."""
    return [(start, end) for _, start, end in _place_finder()[0].find_matches_as_indexes(name)]


def place_at_start(name: str) -> tuple[str, Level] | None:
    """The region whose name ``name`` begins with.

    >>> place_at_start("株洲高技能人才振兴工程")
    ('株洲', <Level.PREFECTURE: 'prefecture'>)
    """
    found = _places_in(name)
    if not found or found[0][0] > 0:
        return None
    place = name[: found[0][1]]
    return place, _places()[place]


def holds_place(name: str) -> bool:
    """Whether the name of a region stands in ``name``, or one that stands for a province."""
    return bool(_places_in(name)) or bool(_signs().match(name))


def counties_in(text: str) -> frozenset[str]:
    """Short names of the counties that ``text`` names in full.

    >>> sorted(counties_in("金寨县人民政府、株洲市、江夏区"))
    ['江夏', '金寨']
    """
    named = {text[slice(*place)] for place in _places_in(text)}
    return frozenset(
        name[:-1] for name in named if _places()[name] is Level.COUNTY and len(name) > MIN_COUNTY
    )


@functools.cache
def _short_places() -> frozenset[str]:
    """Short names of all regions, counties too: only where a word before tells it is a place."""
    return frozenset(short_name(region) for region in regions())


def is_place(name: str) -> bool:
    """Whether a name holds that of a region, or is a county's without 市 or 县: 数字|敦煌.

    >>> is_place("敦煌"), is_place("株洲建设"), is_place("校园")
    (True, True, False)
    """
    return name in _short_places() or holds_place(name)


@functools.cache
def _signs() -> re.Pattern[str]:
    """Coined names: 湘就业; with a name like 荆楚 anywhere."""
    return re.compile(
        rf"{pattern('province_signs')}[\u4e00-\u9fff]{{2,5}}$|.*{pattern('province_names')}"
    )


def canonical(name: str) -> str:
    """The name under which another plan would be recognised to name the same.

    >>> canonical("“株洲高技能人才振兴工程”"), canonical("湖南省政府特殊津贴制度")
    ('高技能人才振兴工程', '湖南省政府特殊津贴制度')
    >>> canonical("“江苏技能状元大赛”"), canonical("“好品山东·菏泽好礼”")
    ('江苏技能状元大赛', '好品山东菏泽好礼')
    >>> canonical("人力资源和社会保障行风建设提升三年行动方案(2021-2023年)")
    '人社行风建设提升行动'
    """
    name = _LASTING.sub("", _VERSION.sub("", _YEARS.sub("", name)))
    name = name.replace("行动方案", "行动").replace("平台系统", "平台")
    for long, short in words("programmes")["abbreviations"].items():
        name = name.replace(long, short)
    name = bare_name(_INNER_MARKS.sub("", name))
    name = re.sub(rf"^(?:{pattern('scopes')}+|第.{{1,2}}期)(?=.{{4}})", "", name)
    place = place_at_start(name)
    if place is None or name.startswith(place[0] + "政府"):
        return name
    rest = name[len(place[0]) :]
    of_place = place[0][-1] in _PLACE_KINDS or name.endswith(tuple(listed("run_by_places")))
    return rest if of_place and len(rest) >= MIN_WITHOUT_PLACE else name


def printed_owner(before: str, name: str) -> Level | None:
    """The level that the name begins with, or that stands right before it.

    >>> printed_owner("实施", "湖南省高技能人才振兴计划"), printed_owner("开展全市", "暖冬行动")
    (<Level.PROVINCE: 'province'>, <Level.PREFECTURE: 'prefecture'>)
    """
    name, before = bare_name(name), bare_name(before)
    if place := place_at_start(name):
        return place[1]
    beside = [start for start, end in _places_in(before) if end == len(before)]
    if beside:
        return _places()[before[beside[0] :]]
    for level, heads in words("programmes")["owners"].items():
        if name.startswith(tuple(heads)) or before.endswith(tuple(heads)):
            return Level(level)
    return None


def coined_owner(name: str) -> Level | None:
    """The level of the region whose name, or the sign of a province, is worked into a name.

    >>> coined_owner("“湘就业”"), coined_owner("技能江夏")
    (<Level.PROVINCE: 'province'>, None)
    """
    name = bare_name(name)
    if _signs().match(name):
        return Level.PROVINCE
    inside = _places_in(name)
    return _places()[name[slice(*inside[0])]] if inside else None
