"""What a figure is a share of, bound to or compared with: 占…的30%, 不低于…的10%, 比上年增长."""

from __future__ import annotations

import re

from policycascade.ontology.indicators import clean_name

_SHARE = re.compile(r"^(?P<of>.*?)占(?!比|用|有|地面积)(?P<whole>.+?)的?(?:比重|比例|占比)?$")
_STANDARD = re.compile(
    r"^(?P<name>.+?)(?:提高到|提高至|达到|不低于|调整为|调整到|为|按|不少于)"
    r"(?P<standard>[^，]*?(?:标准|平均工资|平均水平|平均))的$"
)
_BOUND_TO = re.compile(
    r"^(?P<name>.{2,}?)(?P<bound>不低于|不少于|不高于|不超过|高于|超过)(?P<whole>[^，,]{2,20})的$"
)
_RATES = ("率", "占比", "比例", "比重")
#: What a whole has: 增加值占地区生产总值的比重 behind 体育产业总规模 is 体育产业增加值.
_OF_WHAT = ("增加值", "产值", "营业收入", "投资")
_COMPARED = re.compile(
    r"^(?:分别|同时)?[比较](?:上年|去年|同期|上年同期|五年前|上一?年度|20\d\d年|[二〇○零一三四五六七八九]{4}年"
    r"|[“\"]?十[一二三四五]五[”\"]?)(?:同期|末期|期末|末|底)?(?:分别)?"
    r"|^(?:剔除|扣除)[^，,]{2,14}?因素(?:影响)?后?(?:，|,)?(?:按?同口径|按?可比口径)?|^按?(?:同口径|可比口径)"
)


def of_whole(subject: str, printed: str) -> str | None:
    """占技能劳动者总数 said of 高技能人才总量: 高技能人才占技能劳动者总数比重."""
    match = _SHARE.match(clean_name(printed))
    if match is None:
        return None
    of = match["of"] or re.sub(r"(?:总量|总数|人数|数量|规模|数)$", "", subject)
    if match["of"] in _OF_WHAT:
        of = re.sub(r"(?:总产值|增加值|产值|总规模|规模|总量)$", "", subject) + of
    whole = match["whole"].removesuffix("的")
    return f"{of}占{whole}比重" if of else None


def tied_to(printed: str) -> tuple[str, str] | None:
    """失业保险金标准提高到最低工资标准的 → what is measured, and what it is a share of."""
    match = _STANDARD.match(printed)
    return (match["name"], match["standard"]) if match else None


def bound_to(printed: str) -> re.Match[str] | None:
    """职业本科招生规模不低于高职招生规模的|10%: what is measured, the bound, the whole."""
    return _BOUND_TO.match(printed)


def same_rate(before: str, own: str) -> str | None:
    """国保单位良好率达到92%，省保单位达到85%: the rate is that of the name before.

    >>> same_rate("国家级保护单位状况良好率", "省级保护单位")
    '省级保护单位状况良好率'
    """
    if not before.endswith(_RATES) or own.endswith(_RATES):
        return None
    for cut in range(len(own) - 1):
        place = before.find(own[cut:])
        rest = before[place + len(own) - cut :]
        if place >= 0 and len(rest) > 1:
            return own + rest
    return None


_LAST_COMPARED = re.compile(
    r"(?<=..)[比较](?:上年|去年|20\d\d年|[“\"]?十[一二三四五]五[”\"]?)(?:同期|时期|末期|期末|底|末)?$"
)


def compared(name: str) -> str:
    """What is left of 比2015年增长 without what it is compared with: 增长."""
    return _LAST_COMPARED.sub("", _COMPARED.sub("", name))
