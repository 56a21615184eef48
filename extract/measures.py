"""Which numbers of a plan are measures: not dates, thresholds, names, or so many policies."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable

from policycascade.extract.clauses import Names, clause_end, clause_start
from policycascade.extract.quantities import Quantity
from policycascade.extract.timing import Tense
from policycascade.extract.words import alternation, words
from policycascade.model import Op

#: “召开会议2次”: how often something is done is no target below this many times.
FEW_TIMES = 12
#: 至少1人就业, 至少配备2名: up to this many are a rule for each case, no target.
A_FEW = 3
#: So many policies, lists or tasks are no longer a manner of speaking.
MANY = 300
#: 平均受教育年限 is a measure in years; four digits are a date.
LONGEST_YEARS = 150
_COUNTED_LOOSELY = frozenset(["个", "项", "条", "件", "类", "种", "门", "批"])
#: 设置28个主要指标, 办好10件实事: how many goals there are is none.
_INDICATORS = re.compile(r"[^，。]{0,6}(?:指标|预期性|约束性|实事)")
_MADE = re.compile("^(?:出台|制定|编制|修订|发布|推出)")
_RARE = frozenset(["批", "期", "档", "类", "对"])
_PERSONS_OF = re.compile(r"^的?(?:企业|单位|学校|机构|村|园区|公司|项目|小区|社区)")
_PER_HOLDER = re.compile(
    r"(?<!平均)每(?:所|个|名|村|家|镇|乡|县|街道|社区|校|班|户|人|周|天|月|季度|学期|区|市|组|座|项|次|两年|三年)"
)
#: 补助标准提高到每人3600元 is a measure, 每人补助3600元 a rate of support.
_STANDARD = re.compile(
    "标准.{0,2}(?:提高|提标|增加|达|不低于|不少于)|(?:债券|贷款|资金|发放|投放|总)额度"
)
_HOLDERS = re.compile("(?:的)?(?:行政)?(?:村|乡镇|镇|县|户|农户|家庭|商户|景区|医院|人口|居民)")
_SHARE_OF = re.compile(r"(?:占比|率|比例|比重)(?:达到?|为|超过?|提高到|提升至)*$")
#: 5家以上|收入规模|超50亿元|的领军企业
_SIZE_NAME = re.compile(r"[^，,；;、。：:的\d]{2,10}")
_ORDINAL = re.compile(
    r"(?:第[一二三四五六七八九十\d]+|首)个(?:经济总量|总量|规模)?(?:突破)?(?:过|超)?$"
)
_WHITHER = re.compile("赴$")
_SCORES = re.compile("得分|评分|分值|成绩|满意|指数|排名")


@functools.cache
def _re(name: str) -> re.Pattern[str]:
    return re.compile(alternation(words("figures")[name]))


@functools.cache
def _uncounted_re() -> re.Pattern[str]:
    return re.compile(rf"^[^，。]{{0,6}}?{alternation(words('figures')['uncounted'])}")


@functools.cache
def _uncounted_end_re() -> re.Pattern[str]:
    return re.compile(rf"{alternation(words('figures')['uncounted'])}(?:共|达|达到|等)?\s*$")


def find_measures(
    text: str,
    quantities: Iterable[Quantity],
    names: Names,
    tense_of: Callable[[Quantity], Tense | None],
) -> list[Quantity]:
    """Keep the figures of a sentence that measure something by themselves."""
    found = [q for q in quantities if is_measure(text, q, names, tense_of(q))]
    found = [q for q, p in zip(found, [None, *found], strict=False) if not sizes(text, q, p)]
    following = [*found[1:], None]
    return [q for q, f in zip(found, following, strict=False) if not selects(text, q, f)]


def is_measure(text: str, quantity: Quantity, names: Names, tense: Tense | None) -> bool:
    """Whether a figure measures something; ``tense`` is that of the place it stands at."""
    if quantity.state:
        return True
    if names.cover(quantity.start, quantity.end):
        return False
    if text[quantity.bound - 1 : quantity.bound] in ("每", "第", "前") or (
        quantity.unit is None and text[quantity.bound - 1 : quantity.bound] == "以"
    ):
        return False
    left = text[clause_start(text, quantity.bound, max(0, quantity.bound - 60)) : quantity.bound]
    end = clause_end(text, quantity.end, min(len(text), quantity.end + 40))
    right = text[quantity.end : end].lstrip()
    if _PER_HOLDER.search(left) and quantity.unit in words("quantities")["count_units"]:
        return False  # 每所学校配备1名教师 is a standard
    if quantity.value <= A_FEW and text[quantity.bound : quantity.start].startswith("至少"):
        return False  # 至少1人就业 is a rule for each case
    if _ORDINAL.search(left):
        return False  # 全国第三个过10万亿元的省份
    if "提前" in left and right.startswith("目标"):
        return False  # 提前一年实现引资1万亿元目标 tells a goal
    if _is_time(quantity, left) or _is_loose_count(quantity, left, right, tense):
        return False
    if quantity.unit == "人" and _PERSONS_OF.match(right):
        return False  # 500人以上企业
    supports = tense is not Tense.PAST and _re("support").search(left)
    return not (_is_money(quantity) and supports and not _STANDARD.search(left))


def _is_money(quantity: Quantity) -> bool:
    return quantity.unit is not None and quantity.unit.startswith(("元", "美元"))


def _is_time(quantity: Quantity, left: str) -> bool:
    if quantity.unit in words("quantities")["time_units"]:
        return (quantity.unit == "年" and quantity.value > LONGEST_YEARS) or not _re(
            "time_names"
        ).search(left)
    return quantity.unit == "分" and not _SCORES.search(left)


def _is_loose_count(quantity: Quantity, left: str, right: str, tense: Tense | None) -> bool:
    """出台政策16条, 十项重点任务, 每年开展1次: numbers of what nobody measures."""
    unit, value = quantity.unit, quantity.value
    if unit == "次":
        return value <= FEW_TIMES and not (quantity.op is Op.GE and "每年" in left)
    if unit in _RARE:
        return value < FEW_TIMES
    if unit == "条":
        lines = _re("lines")
        made = lines.search(right[:8]) or lines.search(left[-8:]) or _re("line_verbs").search(left)
        return not made and value < 1000
    if unit in _COUNTED_LOOSELY and value < 1000:
        if quantity.op in (Op.GE, Op.GT) and not right and _MADE.match(left):
            return False  # 出台配套政策10项以上 is a commitment
        noun = right or left
        if tense is not Tense.PAST and _INDICATORS.match(right):
            return True
        if right and _re("concrete").search(right):
            return False  # 5个重点实验室
        if not right and left.rstrip().endswith(tuple(words("figures")["concrete"])):
            return False  # 推广解决方案200个
        if value >= MANY:
            return False  # 发布场景清单400个
        return bool(_uncounted_re().match(noun) if right else _uncounted_end_re().search(noun))
    return False


def sizes(text: str, quantity: Quantity, previous: Quantity | None) -> bool:
    """Whether a figure says how big the things just counted are: 3个|过三千亿元|城市."""
    counts = words("quantities")["count_units"]
    if previous is None or previous.unit not in counts or quantity.unit in counts:
        return False  # 12.3万户35.6万人 are two figures
    between = text[previous.end : quantity.bound]
    sized = quantity.op is not None and text[quantity.end : quantity.end + 1] == "的"
    return between in ("", "过", "年") or (sized and bool(_SIZE_NAME.fullmatch(between)))


def selects(text: str, quantity: Quantity, following: Quantity | None) -> bool:
    """Whether a figure is a size that picks out things counted next: 产值超10亿元企业5家."""
    if following is None or quantity.state:
        return False
    end = clause_end(text, quantity.end, following.bound + 1)
    between = text[quantity.end : following.bound].lstrip()
    if quantity.unit in words("quantities")["count_units"]:  # 12条产业链项目占比达84%
        whole = clause_end(text, quantity.end, following.bound + 1, enumeration=False)
        if whole < following.bound or between.startswith("、"):
            return False
        if _WHITHER.search(text, max(0, quantity.bound - 2), quantity.bound):
            return True  # 赴20个国家办展览56个
        return following.unit == "%" and quantity.unit != "人" and bool(_SHARE_OF.search(between))
    if end < following.bound:
        return False
    bound = quantity.op is not None and quantity.op.value != "="
    counted = following.unit in words("quantities")["count_units"]
    share = following.unit == "%" and re.search("占比|比例|比重|覆盖|率", between)
    chosen = between.startswith(tuple(words("figures")["size_nouns"]))
    chosen = chosen or not between  # 10亿元以上|6个
    return bool(bound and (chosen or _HOLDERS.match(between)) and (counted or share))
