"""What an indicator's name says is counted: without the words of doing around it.

The words stand in ``vocab/name_words.yaml``. Names that agree in what is left are no proof of one
indicator, only a reason beside others.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Mapping
from importlib.resources import files

import yaml

_FILE = "vocab/name_words.yaml"
#: A core of fewer characters is found in many other names (人才, 企业).
SHORTEST = 4
#: A name's last word is so long.
END = 2

_BRACKET = re.compile(r"[（(\[【〔][^（(\[【〔）)\]】〕]*[）)\]】〕]")
_QUOTED = re.compile(r"[“\"‘「『].*?[”\"’」』]")
_MARKS = re.compile(r"[^\w]")
_MEASURE = re.compile(r"(?:人次数?|人数|数量|规模|[户家个件处所项]数|数)$")
#: 产值超10亿元的, 产值10亿元以上, 10亿元级: one size, said in several ways.
_SIZE = re.compile(
    r"(?:超过?|突破|达到?|过|大于|不低于)?(\d+(?:\.\d+)?[十百千万亿]*元)(?:以上|级)?的?"
)
#: 设区城市道路清扫率, 中心城区道路清扫率: of towns both times.
_TOWNS = re.compile(
    "^(?:设区城市|设区市|地级及以上城市|县级及以上城市|城市建成区|中心城区|主城区|城区)(?=.{4})"
)
#: 废弃矿山生态修复, 修复废弃矿山: what is done may stand behind.
_DONE = re.compile("(?:生态)?(?:修复|治理|整治|改造)$")
_WHOLE = re.compile(r"总(?:人数|量|数|规模|人口)$")


@functools.cache
def _data() -> Mapping[str, list[str] | dict[str, str]]:
    data: Mapping[str, list[str] | dict[str, str]] = yaml.safe_load(
        files("policycascade.ontology").joinpath(_FILE).read_text("utf-8")
    )
    return data


@functools.cache
def _words() -> dict[str, tuple[str, ...]]:
    return {kind: tuple(sorted(words, key=len, reverse=True)) for kind, words in _data().items()}


def is_flow(name: str) -> bool:
    """Whether a name says that something is added: 新增高技能人才 is no 高技能人才.

    >>> is_flow("新增高技能人才"), is_flow("高技能人才")
    (True, False)
    """
    return name.startswith(_words()["flows"])


def same_end(ours: str, theirs: str) -> bool:
    """Whether two names end in the same word, one that says what is counted.

    >>> same_end("适老化改造", "困难老年人家庭改造"), same_end("基础研究项目", "攻关项目")
    (True, False)
    """
    end = ours[-END:]
    return end == theirs[-END:] and end not in _words()["weak"]


def without_flow(name: str) -> str:
    """A name without the word in front that says that something is added.

    >>> without_flow("新增新型研发机构"), without_flow("新型研发机构")
    ('新型研发机构', '新型研发机构')
    """
    found = next((word for word in _words()["flows"] if name.startswith(word)), "")
    return name.removeprefix(found) if len(name) - len(found) >= SHORTEST else name


def core_name(name: str) -> str:
    """What is counted: no brackets, marks, fillers, words of doing in front, 数量 … behind.

    >>> core_name("培育软硬件产品"), core_name("新设人工智能专业（方向）")
    ('软硬件产品', '人工智能专业')
    >>> core_name("产值超10亿元的企业"), core_name("产值10亿元以上企业")
    ('产值10亿元企业', '产值10亿元企业')
    """
    words = _words()
    plain = _MARKS.sub("", _SIZE.sub(r"\1", _BRACKET.sub("", name)))
    for filler in words["fillers"]:
        plain = plain.replace(filler, "")
    plain = _TOWNS.sub("", plain)
    while found := next((w for w in words["actions"] if plain.startswith(w)), ""):
        if len(plain) - len(found) < SHORTEST:
            break
        plain = plain.removeprefix(found)
    plain = _DONE.sub("", plain) if len(_DONE.sub("", plain)) >= SHORTEST else plain
    return _MEASURE.sub("", plain) or plain


def narrows(ours: str, theirs: str) -> bool:
    """Whether one name is the other with words put in: 应用场景, 深度应用示范场景.

    Not where the words put in are a name of their own (“数治”应用场景), nor a flow beside a stock
    or a total beside a part.

    >>> narrows("打造深度应用示范场景", "应用场景"), narrows("“数治”应用场景", "应用场景")
    (True, False)
    """
    if is_flow(ours) != is_flow(theirs) or bool(_WHOLE.search(ours)) != bool(_WHOLE.search(theirs)):
        return False
    if set(map(_bare, _QUOTED.findall(ours))) != set(map(_bare, _QUOTED.findall(theirs))):
        return False
    return any(
        _holds(_one_name(core_name(one)), _one_name(core_name(other)))
        for one in (ours, _opened(ours))
        for other in (theirs, _opened(theirs))
    )


def _opened(name: str) -> str:
    """A name with what stands in its brackets: 高层次人才（团队）."""
    return re.sub(r"[（(\[【〔）)\]】〕]", "", name)


def _holds(ours: str, theirs: str) -> bool:
    """Whether the longer of two cores is the shorter with words put in before its end."""
    short, long = sorted((ours, theirs), key=len)
    if len(short) < SHORTEST or short[-2:] != long[-2:]:
        return False
    at = -1
    return all((at := long.find(char, at + 1)) >= 0 for char in short)


def same_words(ours: str, theirs: str) -> bool:
    """Whether two names say the same in another order or with words that tell nothing apart.

    >>> same_words("国家推荐标准的基层卫生机构", "基层卫生机构达到国家推荐标准")
    True
    >>> same_words("突破关键核心技术", "攻克“卡脖子”技术")
    True
    >>> same_words("国家卫生县城占比", "国家卫生乡镇占比")
    False
    """
    one, other = (_strong(core_name(name)) for name in (ours, theirs))
    return len(one) >= SHORTEST and Counter(one) == Counter(other)


def _one_name(name: str) -> str:
    """A name with its synonyms made one."""
    synonyms = _data()["synonyms"]
    assert isinstance(synonyms, dict)
    for word in _words()["synonyms"]:
        name = name.replace(word, synonyms[word])
    return name


def _strong(name: str) -> str:
    """A name with its synonyms made one and its weak words left out."""
    name = _one_name(name)
    for word in _words()["weak"]:
        name = name.replace(word, "")
    return name


def other_populations(ours: str, theirs: str) -> tuple[str, str] | None:
    """The populations that two names count, if each names one and none of them is the other's.

    >>> other_populations("为劳动者追发工资待遇", "为农民工追回拖欠工资")
    ('劳动者', '农民工')
    >>> other_populations("居民医保参保人数", "城乡居民医保参保人数") is None
    True
    """
    one, other = _populations(ours), _populations(theirs)
    if not one or not other or any(a in b or b in a for a in one for b in other):
        return None
    return "、".join(one), "、".join(other)


def _populations(name: str) -> list[str]:
    """The populations a name holds, those inside a longer one left out."""
    found = [word for word in _words()["populations"] if word in name]
    return [w for w in found if not any(w != other and w in other for other in found)]


def _bare(name: str) -> str:
    return _MARKS.sub("", name)
