"""Over what time a figure counts, for which years, and in which unit it is meant."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from policycascade.extract.quantities import half_width
from policycascade.extract.timing import Calendar, Moment
from policycascade.extract.words import alternation, words
from policycascade.model import Basis, Indicator
from policycascade.ontology.indicators import clean_name

_PER = re.compile("人均|亩均|户均|地均")
_TIMES = frozenset(
    {"场", "起", "宗", "笔", "人次", "户次", "例次", "场次", "家次", "架次", "航次", "班次", "车次"}
)
_RATES = frozenset({"%", "‰", "百分点"})
_HOUSEHOLDS = re.compile(r"户$|家庭|用户")
_PEOPLE = re.compile(
    r"旅客|乘客|人|者|员|民|工|生|师|对象|劳动力|群众|家庭医生|专家|渔民|儿童|干部|幼儿|婴儿|妇女|游客|观众|青年|青少年"
)
_MONTHLY = re.compile(r"每月|月均|月平均|月人均|/月|月最低|月标准")
_A_YEAR_EACH = re.compile("每人每年|每年每人|年人均(?:补助|补贴)")
_SINCE_YEAR = re.compile(r"[比较](?:20\d\d|[二〇○零一三四五六七八九]{4})年")
_BUILT = re.compile("建成|建有")
_OVER_YEARS = re.compile("累计建|[五5三3]年共|[五5三3]年内|期间")
_AREA_DONE = re.compile("(?:完成|新增|盘活)[^，,；;。]*面积")
_BROKEN = re.compile(
    r"突破(?:\d+[余多]?[项个].{0,10}技术|[^，,；;\d]{0,20}(?:技术|工艺|难题|瓶颈)\d)"
)
#: 发明专利年授权量, 年数据交易额: a sum of every year by its name; 青年, 近三年 name none.
_YEARS_SUM = re.compile(
    r"(?<![0-9一二三四五六七八九十两几全今当去明该同多青少中老壮成学])年"
    r"[\u4e00-\u9fff]{0,10}(?:量|额|产值|收入|人次)$"
)
#: 累计清理2793件 adds up; 累计有8万人享受, 累计达8家 say how many there are by now.
_ADDED_UP = re.compile("累计(?![有达至为是已超突近])")
#: 办理时限压缩60%, 比重提高2个百分点: a change over the period, not a state.
_CHANGED = re.compile(
    r"(?:提高|提升|增加|下降|降低|压缩|压减|减少|缩短|缩小|上升|收窄|缩减|微降|微增)(?:幅度)?了?"
    r"(?:超过?|不低于|不少于|不超过|约|近|至少|突破)?\s*\d"
)
#: 产值超亿元的创新企业: the size of what is counted is no state of the count.
_SIZE_OF = re.compile(r"(?:产值|收入|营收|投资|税收|利润)[^，,、]{0,6}?[\d百千万亿]+元(?:以上)?的?")
_GREW_TO = re.compile("逐[年步](?:增|扩|提)[^，,]{0,2}[至到]")
#: 年度投资 is of every year; 入选年度“十大发现”, 年度计划 are not.
_OF_A_YEAR = re.compile("年度(?![“《计目任十全国最])")
#: 连续6年稳定在1300亿斤以上: so every year.
_YEARS_RUNNING = re.compile(r"连续[\d两三四五六七八九十]+年")
#: 新（改、扩）建
_IN_BRACKETS = re.compile(r"(?<=新|改|扩)[（(]([改扩迁修、]{1,5})[）)](?=建)")
#: 累计建成投用: by now, also in the report of one year.
_BUILT_BY_NOW = re.compile("累计(?:已)?建")
#: Energy is of a year by its nature.
_YEARLY_UNITS = frozenset({"千瓦时"})
_OBJECTS = re.compile(r"[卡证券票]$")


@dataclass(frozen=True, slots=True)
class Span:
    """Basis and the years it counts for."""

    basis: Basis
    first: int | None
    last: int | None


@functools.cache
def _re(name: str) -> re.Pattern[str]:
    return re.compile(alternation(words("figures")[name]))


@functools.cache
def _of_each_year() -> re.Pattern[str]:
    verbs = alternation(words("figures")["annual_verbs"])
    sums = alternation(words("figures")["annual_sums"])
    return re.compile(
        rf"(?<![0-9一二三四五六七八九十两几全今当去明该同多])年(?:{verbs}|{sums}(?=达|突破|稳定|力争|提|增|不|保))"
    )


#: 每千名老年人配备社会工作者1.2人 is how many there are.
_PER_HEAD = re.compile("每[百千万]+(?:名|人|张|户)")


@functools.cache
def _summed_up() -> re.Pattern[str]:
    """累计发放社保卡: handed out over the years, not how many there are."""
    return re.compile(rf"累计{alternation(words('figures')['flow'])}")


def is_annual(words_of: str) -> bool:
    """Whether the words say that a figure is one of every year."""
    words_of = _A_YEAR_EACH.sub("", words_of)
    return bool(_re("annual").search(words_of) or _of_each_year().search(words_of))


def is_flow(name: str, clause: str, indicator: Indicator, unit: str | None) -> bool | None:
    """Whether the figures of several years add up; ``None`` where no word tells.

    >>> from policycascade.ontology.indicators import find_indicator
    >>> [is_flow(n, n, find_indicator(n), "人") for n in ("培训农民", "参保农民", "农民")]
    [True, False, None]
    """
    clause = _IN_BRACKETS.sub(lambda match: match[1].replace("、", ""), clause)
    if "累计" in clause and is_yearly(indicator, name):
        return True
    if _summed_up().search(clause) or _AREA_DONE.search(clause) or _BROKEN.search(clause):
        return True
    if _GREW_TO.search(clause):
        return False
    times = unit in _TIMES and "参保" not in name
    if name.endswith("净增") or (times and not is_yearly(indicator, name)):
        return True
    if unit in _RATES or unit == "倍" or (indicator.known and indicator.kind == "level"):
        return False
    if indicator.known and indicator.kind == "total":
        return True
    lists = words("figures")
    if clean_name(name).startswith(tuple(lists["flow_heads"])):
        return True
    if _BUILT.search(clause) and _OVER_YEARS.search(clause):
        return True  # 五年内累计建成300个; but 到2025年建成300个 is how many there are
    if says_state(name, clause, unit) or _PER_HEAD.match(name):
        return False
    doing = _re("flow").search(_re("not_flow").sub("", clause))
    return True if doing or _ADDED_UP.search(clause) else None


def _ends_as_state(name: str, unit: str | None) -> bool:
    """最低工资标准 is a level; 17项标准 are things."""
    counted = name.endswith("标准") and unit in words("quantities")["count_units"]
    return not counted and name.endswith(tuple(words("figures")["state_endings"]))


def says_state(name: str, clause: str, unit: str | None) -> bool:
    """Whether the words themselves, not the vocabulary, say that a figure is a state."""
    if unit in words("quantities")["count_units"]:
        clause = _SIZE_OF.sub("", clause)
    return bool(_re("state").search(clause)) or _ends_as_state(name, unit)


def is_yearly(indicator: Indicator, name: str) -> bool:
    """Whether it is a sum of one year by its nature: 地区生产总值, 粮食产量; no 人均收入."""
    both = (indicator.canonical, name)
    endings = tuple(words("figures")["yearly"])
    return any(n.endswith(endings) for n in both) and not any(_PER.search(n) for n in both)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """What sort of figure it is, as far as its time goes.

    Attributes:
        clause: the words it stands in.
        flow: figures of several years add up.
        growth: a rate of change.
        rate: a percentage or the like.
        yearly: a sum of one year by its nature.
        unwanted: less is better, so that a bound holds throughout.
        of_years: its name says that it is of every year.
        kept: its clause without its name says that it is held.
        changed: by how much it rises or falls, not what it comes to.
        named: its own sentence says of which years it is.
        became: the sentence says what it was before (由1390元提至1700元).
    """

    clause: str
    flow: bool
    growth: bool
    rate: bool
    yearly: bool
    unwanted: bool
    of_years: bool = False
    kept: bool = False
    changed: bool = False
    named: bool = True
    became: bool = False

    @classmethod
    def of(cls, indicator: Indicator, name: str, clause: str, flow: bool, unit: str | None) -> Sort:
        """Gather what indicator, name and clause tell."""
        return cls(
            clause=clause,
            flow=flow,
            growth=indicator.kind == "growth",
            rate=unit in _RATES,
            yearly=is_yearly(indicator, name) or unit in _YEARLY_UNITS,
            unwanted=indicator.direction < 0,
            of_years=bool(_YEARS_SUM.search(clean_name(name))),
            kept=bool(_re("held").search(clause.replace(clean_name(name), ""))),
            changed=bool(_CHANGED.search(half_width(clause))),
        )


def target_span(sort: Sort, moment: Moment | None, calendar: Calendar | None) -> Span:
    """Basis and years of a commitment."""
    first, last = (calendar.first, calendar.last) if calendar else (None, None)
    at_end = moment is not None and moment.point
    if moment is not None:
        last = moment.last
        first = min(first or last, last) if at_end else moment.first
    one_year = first is not None and first == last
    of_a_year = not sort.rate and (sort.of_years or _OF_A_YEAR.search(sort.clause))
    if is_annual(sort.clause) or of_a_year:
        return Span(Basis.ANNUAL, first, last)
    if sort.flow or sort.growth or sort.changed:
        summed = (
            sort.flow
            or sort.changed
            or re.search("累计|五年", sort.clause)
            or _SINCE_YEAR.search(sort.clause)
        )
        return Span(Basis.CUMULATIVE if summed and not one_year else Basis.ANNUAL, first, last)
    bounded = sort.rate and (sort.unwanted or _re("floor").search(sort.clause))
    if sort.kept or (bounded and not at_end):
        return Span(Basis.KEEP, first, last)
    yearly = one_year and sort.yearly and not sort.rate
    return Span(Basis.ANNUAL if yearly else Basis.END, last, last)


def outturn_span(sort: Sort, moment: Moment | None, calendar: Calendar | None) -> Span:
    """Basis and years of what was achieved."""
    first, last = calendar.before if calendar else (None, None)
    over_years = moment is not None and moment.first < moment.last
    if moment is not None:
        first, last = moment.first, moment.last
    if moment is not None and calendar and moment.first == calendar.before[1]:
        averaged = _re("averaged").search(sort.clause)
        if averaged or (moment.point and sort.flow):
            first = calendar.before[0]
    one_year = first is not None and first == last
    of_a_year = not sort.rate and bool(_OF_A_YEAR.search(sort.clause))
    always = _re("always").search(sort.clause) or _YEARS_RUNNING.search(sort.clause)
    if of_a_year or is_annual(sort.clause) or always:
        return Span(Basis.ANNUAL, first, last)
    if sort.growth and calendar and _SINCE_YEAR.search(sort.clause):
        return Span(Basis.CUMULATIVE, *calendar.before)
    if sort.flow or sort.growth or sort.changed:
        summed = sort.flow and (
            _summed_up().search(sort.clause) or _BUILT_BY_NOW.search(sort.clause)
        )
        return Span(Basis.ANNUAL if one_year and not summed else Basis.CUMULATIVE, first, last)
    if over_years and sort.named and _re("held").search(sort.clause):
        return Span(Basis.ANNUAL, first, last)
    yearly = one_year and sort.yearly and not sort.rate and not sort.became
    return Span(Basis.ANNUAL if yearly else Basis.END, last, last)


def meant_unit(unit: str | None, name: str, clause: str, indicator: Indicator) -> str | None:
    """The base unit meant: 4万贫困人口 counts 人, 月平均养老金2313元 is 元/月."""
    if unit == "元" and (indicator.unit == "元/月" or _MONTHLY.search(clause)):
        return "元/月"
    if unit == "元" and _A_YEAR_EACH.search(clause):
        return "元/年"
    if unit is not None:
        return unit
    if indicator.known and indicator.unit not in _RATES:
        return indicator.unit
    if _HOUSEHOLDS.search(name):
        return "户"
    if _OBJECTS.search(name):
        return "张"
    return "人" if _PEOPLE.search(name) else None
