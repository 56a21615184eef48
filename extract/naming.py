"""What a figure is said of: the name of its indicator, cut from the words around it."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policycascade.extract.wholes import of_whole
from policycascade.extract.words import alternation, words
from policycascade.model import Indicator
from policycascade.ontology.indicators import clean_name, find_indicator

#: Longer names hold a sentence; the longest name of the annotated plans has 34 characters.
MAX_NAME = 36
#: An unknown name longer than this is cut at its last verb.
_LONG_NAME = 16
#: A generic verb stays where fewer characters than these are left: 提供岗位.
_SHORTEST = 3

_LIST_BREAK = re.compile(
    r"^[、，,;；\s]*(?:和(?!谐|平|睦)|及(?!时)|与(?!会)|以及|并(?!网|购)|其中[:：，,]?)?\s*"
)
_TAIL_NOUN = re.compile(r"^(?:的?(?:目标|水平|大关|关口|规模|台阶|目标任务|标准|任务|增速|指标))+")
_GROWTH = re.compile(
    r"(?:比上年|较上年|同比|年均|累计|平均|自然口径|自然|可比)?(?:增长|增速|增幅|下降|降低|提高|上涨|降幅)$"
)
_WHEN_ONLY = re.compile(
    r"^(?:力争|预计|确保)?(?:到|至|截至|截止)?\s*20\d\d年?[底末]?(?:力争|将|突破|达到|达)*$"
)
_GRADE = re.compile(r"^(?:国家级|省级|市级|县级|区级|世界级|省部级)(?:以上|及以上)?")
_PER_HEAD = re.compile(r"每[十百千万]+(?:名)?(?:常住)?人口?(?:拥有)?")
_FOR_WHOM = re.compile(r"^[为向给](?:[^提]{1,16}?)(提供.+)$")
#: 燃气、供水、供热等老旧管网 are 老旧管网.
_EXAMPLES = re.compile(r"(?:[^、，,“”]{1,12}、)+[^、，,“”]{1,12}?等(?=[^级于同].)")
#: 制造业领域建设智能工厂
_FIELD = re.compile("^在?[^、，,]{2,8}领域(?=建设|打造|建成|培育|推广|形成|实施)")
_RATIO = re.compile("(?:平均)?每|人均|户均")
_MAKES = re.compile(
    r"^(?:深化|加强|健全|加大|强化|优化|拓展|深入|推行|出台|坚持|聚焦|围绕|通过|依托|按照|统筹|严格)"
)
_PREDICATE = re.compile(
    r"(?:稳步|持续|大幅|显著|不断|明显|进一步|继续|逐步|逐年|保持|实现|有所|得到|全面|基本|稳定|快速|稳中|更加|"
    r"提高|提升|增长|扩大|增加|优化|完善|加强|加快|超过|突破|居|列|由|从|为|达|是|将|均|都).*$"
)


@functools.cache
def _ends_with_verb() -> re.Pattern[str]:
    lists = words("figures")
    verbs = {*lists["flow"], *lists["generic"], *lists["reaching"], *lists["bettering"]}
    return re.compile(
        rf"{alternation(verbs)}(?:了|过|各类|各级|全市|全省|全区|全县|城镇|农村|城乡|约|近|累计|共|超过|至少|市级|省级)*$"
    )


@functools.cache
def _verb_re() -> re.Pattern[str]:
    flow, generic = words("figures")["flow"], words("figures")["generic"]
    return re.compile(alternation(v for v in {*flow, *generic} if len(v) > 1))


@functools.cache
def _strong_re() -> re.Pattern[str]:
    """Verbs that a name may be cut at; 建设 in 建设项目 is none."""
    return re.compile(
        rf"{alternation(words('figures')['strong'])}(?!项目|工程|用地|单位|领域|水平|的)"
    )


@functools.cache
def _generic_re() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:(?!{alternation(words('figures')['not_generic'])})"
        rf"{alternation(words('figures')['generic'])})+"
    )


@functools.cache
def _bare() -> frozenset[str]:
    return frozenset(words("figures")["bare"])


def ends_with_verb(left: str) -> bool:
    """Whether the words before a figure end in a verb that takes it as object: 打造|24名."""
    return bool(_ends_with_verb().search(left.rstrip()))


def is_bare(name: str) -> bool:
    """Whether a name says nothing without its subject (增长, 占比, 参保)."""
    grade = name in words("figures")["grades"]
    return len(name) < 2 or grade or name in _bare() or name.startswith("占") or is_adverb(name)


def is_adverb(name: str) -> bool:
    """Whether nothing but 其后, 逐年 and the like stands before the figure."""
    return name in words("figures")["adverbs"] or bool(_WHEN_ONLY.match(name))


def begins_with_verb(clause: str) -> bool:
    """Whether a clause has a verb of its own before its figure: 新增上市企业5家，|形成集群2个."""
    own = trim(clause)
    return bool(_verb_re().match(own)) and not own.startswith(tuple(words("figures")["not_flow"]))


def leading_verb(clause: str) -> str:
    """The verb a clause begins with: 新增甲、乙、丙3个."""
    match = _verb_re().match(trim(clause))
    return match[0] if match else ""


def trim(left: str) -> str:
    """The printed words before a figure without what joins them to the clause before."""
    return _LIST_BREAK.sub("", left)


def noun_behind(right: str) -> str:
    """The noun a figure counts, from the words behind it; empty where there is none.

    >>> noun_behind("贫困劳动力实现就业"), noun_behind("左右"), noun_behind("的目标")
    ('贫困劳动力实现就业', '', '')
    """
    right = right.strip()
    if _TAIL_NOUN.fullmatch(right) or not re.match(r"[“\"《（(\[A-Za-z0-9\u4e00-\u9fff]", right):
        return ""
    if re.match(
        r"左右|以上|以下|以内|上下|[和及与并]$|增至|提高到|以来|，|同比|比上年|较上年", right
    ):
        return ""
    noun = re.sub(r"(?:和|及|与|以及|并|的工作目标|的目标|目标|等)$", "", right)
    noun = noun.removeprefix("为").removeprefix("是")
    return noun if len(noun) >= 2 else ""


def candidates(name: str) -> Iterator[str]:
    """Ways to cut a long name at its verbs, the longest first: whole, from a verb, after it.

    After a verb only where it is generic: 建成博物馆 are museums, 培养人才 are not all there are.
    """
    yield name
    if _RATIO.match(name):
        return  # 每千老年人拥有养老床位 is not 养老床位
    for match in _verb_re().finditer(name):
        if match.start() > 0:
            yield name[match.start() :]
        if len(name) - match.end() >= 2 and match[0] in words("figures")["generic"]:
            yield name[match.end() :]
    if "、" in name:
        yield name.rsplit("、", 1)[1]


def name_indicator(printed: str, unit: str | None) -> tuple[Indicator, str]:
    """Find the indicator of printed words, and the part of them that names it.

    >>> name_indicator("通过校企合作培养高技能人才", "人")[0].canonical
    '新增高技能人才人数'
    >>> name_indicator("认定高层次人才", "人")[1]
    '认定高层次人才'
    """
    found = find_indicator(printed, unit)
    whole = clean_name(printed)
    if found.known:
        return found, whole
    for part in candidates(whole):
        found = find_indicator(part, unit)
        if found.known:
            return found, clean_name(part)
    short = _shortened(whole)
    return find_indicator(short, unit), short


def name_counted(noun: str, unit: str | None) -> Indicator:
    """The indicator of a noun that stands behind its figure, taken whole: 打造24名|协调员.

    >>> name_counted("博物馆创建国家一级博物馆", "家").known
    False
    """
    found = find_indicator(noun, unit)
    if found.known:
        return found
    name = clean_name(noun)
    verb = _strong_re().search(name, 2) if len(name) > _LONG_NAME else None
    head = name[: verb.start()] if verb and verb.start() >= _SHORTEST else name
    return find_indicator(_shortened(head), unit)


def _shortened(name: str) -> str:
    """An unknown name from its last verb on, that verb too unless it is a generic one."""
    if match := _FOR_WHOM.match(name):
        name = match[1]
    name = _FIELD.sub("", _EXAMPLES.sub("", name))
    if len(name) > _LONG_NAME:
        if "、" in name and not re.search(r"[和及与]", name.rsplit("、", 1)[1]):
            tail = name.rsplit("、", 1)[1]
            name = tail if _verb_re().match(tail) else name
        starts = [m.start() for m in _strong_re().finditer(name) if len(name) - m.end() >= 4]
        if starts and starts[-1] > 0:
            name = name[starts[-1] :]
    shorter = _generic_re().sub("", name)
    return clean_name(shorter if len(shorter) >= _SHORTEST else name)


def said_of(subject: str, own: str) -> str:
    """A bare name with its subject: 签订劳动合同人数 and 签订率 make 劳动合同签订率.

    >>> said_of("签订劳动合同人数", "签订率"), said_of("地区生产总值", "增长")
    ('劳动合同签订率', '地区生产总值增长')
    """
    if len(own) < 2 or is_adverb(own):
        return subject
    own = re.sub("(?<=总[数量])达到?$", "", own)
    if own.endswith("率") and subject.endswith("率"):
        return own  # one rate is not said of another
    if own in words("figures")["grades"]:
        return own + _GRADE.sub("", subject)
    if share := of_whole(base_of(subject), own):
        return share
    if own in words("figures")["growth"]:
        subject = base_of(subject)
    if own in ("总产", "单产"):
        subject = re.sub("(?:增产|减产)$", "", subject)
    if own in ("总量", "总数"):
        subject = re.sub("^(?:新增|净增|新建)", "", subject)
    fund = subject.endswith("基金")
    for cut in range(0 if fund else len(subject) - 1, 1, -1):  # 粮食播种面积, 产量: 粮食产量
        if find_indicator(subject[:cut] + own).known:
            return subject[:cut] + own
    if own.endswith("率"):
        subject = re.sub(r"(?:总量|总数|人数|数量|规模)$", "", subject).replace(own[:-1], "")
    longest = min(len(own), len(subject))
    overlap = next((n for n in range(longest, 0, -1) if subject.endswith(own[:n])), 0)
    return subject + own[overlap:]


def base_of(subject: str) -> str:
    """What grows: 地区生产总值年均增长 → 地区生产总值."""
    return _GROWTH.sub("", subject)


def with_shared_prefix(before: str, own: str) -> str | None:
    """注册护士数 behind 每千人口执业医师数: per 1,000 people too."""
    match = _PER_HEAD.match(clean_name(before))
    return match[0] + own if match and not _PER_HEAD.match(own) else None


def is_stage(own: str) -> bool:
    """Whether only a stage of a work is named: 建成首期|100P算力.

    >>> is_stage("建成首期"), is_stage("首期投资")
    (True, False)
    """
    return bool(re.fullmatch(r"(?:建成|完成|建设|投运)?(?:首|[一二三])期", own))


def subject_of(clause: str) -> str:
    """The subject of a clause without a figure; empty where it begins with its verb.

    >>> subject_of("工伤保险实现省级统筹"), subject_of("深化完善工伤保险登记制度")
    ('工伤保险', '')
    """
    subject = clean_name(_PREDICATE.sub("", trim(clause)))
    said = re.sub("^全[省市县区州国]", "", trim(clause))
    return (
        ""
        if _verb_re().match(said) or _verb_re().match(subject) or _MAKES.match(subject)
        else subject
    )


_HOW_MUCH = ("数量", "总数", "总量", "总规模", "规模", "总额")


def object_of(clause: str, own: str) -> str:
    """What a clause makes, where ``own`` asks how much of it: 公布保护单位，数量不少于150处.

    >>> object_of("公布省级文物保护单位", "数量"), object_of("公布省级文物保护单位", "增长")
    ('省级文物保护单位', '')
    """
    verb = _verb_re().match(trim(clause)) if own in _HOW_MUCH else None
    return clean_name(trim(clause)[verb.end() :]) if verb else ""


def shared_verb(name: str) -> str:
    """The verb at the head of a list that the names behind it share: 参加养老保险14万人、…."""
    return next((verb for verb in words("figures")["shared"] if name.startswith(verb)), "")
