"""Targets without a number of their own: 与全省一致, 市下达指标之内, 不低于全国平均水平."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policycascade.extract import basis, naming
from policycascade.extract.clauses import clause_end, clause_start, split_sentences
from policycascade.extract.drafts import Draft
from policycascade.extract.quantities import read_wording
from policycascade.extract.timing import Calendar, Moment, SectionIndex, Tense, find_moments
from policycascade.model import Indicator, Op
from policycascade.ontology.indicators import clean_name, find_indicator

#: A rule that an indicator follows another is less often a target than a number is.
CONFIDENCE = 0.7

_WHOSE = "(?:同期)?(?:全国|全省|全市|全区|当地|国家|省|市|上年|所在|上级|本地)"
_RELATIVE_RE = re.compile(
    r"[和同](?P<same_growth>经济(?:发展|增长)|(?:国内|地区)?生产总值(?:增长)?|GDP(?:增长)?)(?:基本|保持|大体)*同步"
    r"|与(?P<same>[^，,。；;、与]{2,16}?)(?:基本|保持|大体|总体)*(?:一致|同步|持平|相当)(?!推进|考虑|部署|规划)"
    r"|(?P<held>(?:控制|保持|稳定)?在)?(?P<limit>[^，,。；;、在]{0,6}(?:下达|核定)[^，,。；;]{0,8}?)"
    r"(?:范围)?(?:之内|以内|(?<=标)内|(?<=围)内)"
    rf"|(?P<bound>不低于|不高于|高于|低于|略高于|超过|不超过|优于|好于|达到)"
    rf"(?P<level>经济增长(?:速度)?|(?:GDP|(?:国内|地区)?生产总值)(?:增长|增速)|{_WHOSE}[^，,。；;、]{{0,14}}?(?:平均(?:水平|值|线)?|收入水平|水平|增速|增幅))"
    r"(?=[，,。；;、的]|$)"
    r"|(?:完成|达到|实现)(?P<quota>(?:国家|省|市|区|县|上级)[^，,。；;]{0,4}?(?:下达|定|规定|要求)"
    r"[^，,。；;]{0,4}?(?:任务|指标|目标|要求))"
)
_OPS = {
    "不低于": Op.GE,
    "高于": Op.GT,
    "略高于": Op.GT,
    "超过": Op.GT,
    "优于": Op.GT,
    "好于": Op.GT,
    "不高于": Op.LE,
    "不超过": Op.LE,
    "低于": Op.LT,
    "达到": Op.GE,
}
_MEASURED = re.compile(
    r"(?:率|收入|收入水平|增速|增长|人数|比重|占比|总量|规模|强度|浓度|价格|排放|支出|投入|工资|产量|标准|水平|待遇|养老金|报酬|数)$"
)


#: What every relation has; most blocks have none of it.
_LIKELY = re.compile(
    "经济增长|一致|同步|持平|相当|下达|核定|平均|水平|增速|增幅|[家省市区县级]定|规定|要求"
)
#: What incomes keep step with is how fast the economy grows.
_GROWS = re.compile("增|生产总值|GDP|经济发展")
_ITEMS = re.compile("、|和|及|与")
_MONEY_ENDINGS = ("收入", "收入水平", "工资", "工资水平", "养老金", "报酬")
_RATE_ENDINGS = ("率", "增长", "增速", "比重", "占比")


@dataclass(frozen=True, slots=True)
class Relation:
    """What an indicator is tied to, and how."""

    start: int
    end: int
    to: str
    op: Op


def read_relations(text: str) -> Iterator[Relation]:
    """Find the ties in a stretch of text.

    >>> [(r.to, str(r.op)) for r in read_relations("失业率与全省一致，人数控制在市下达指标之内")]
    [('全省', '='), ('市下达指标', '<=')]
    """
    for match in _RELATIVE_RE.finditer(text):
        to = (
            match["same"]
            or match["same_growth"]
            or match["limit"]
            or match["level"]
            or match["quota"]
        )
        op = Op.EQ
        if match["limit"]:
            op = Op.LE
        elif match["bound"]:
            op = _OPS[match["bound"]]
        elif match["quota"]:
            op = Op.GE
        yield Relation(match.start(), match.end(), to, op)


def find_relative(
    text: str, offset: int, index: SectionIndex, calendar: Calendar | None
) -> Iterator[Draft]:
    """Read the relative targets of a block that stands at ``offset`` of the document."""
    if not _LIKELY.search(text) or index.at(offset)[1] is not Tense.FUTURE:
        return
    relations = list(read_relations(text))
    for start, end in split_sentences(text):
        for relation in relations:
            if start <= relation.start < end:
                yield from _read(text, start, relation, offset, index, calendar)


def _read(
    text: str,
    low: int,
    relation: Relation,
    offset: int,
    index: SectionIndex,
    calendar: Calendar | None,
) -> Iterator[Draft]:
    """Read what a relation is said of: one indicator, or each of a list of known ones."""
    start = clause_start(text, relation.start, low)
    left = text[start : relation.start]
    if re.search(r"\d", clean_name(left)):
        return
    moments = find_moments(text[low : relation.start], calendar)
    moment = moments[-1] if moments else index.here(offset + start).moment
    if moment and calendar and moment.tense(calendar) is Tense.PAST:
        return
    items = [item for item in _ITEMS.split(left) if item.strip()]
    if len(items) < 2 or not all(find_indicator(item).known for item in items):
        items = [left]
    for item in items:
        indicator, own = naming.name_indicator(item, None)
        if naming.is_bare(own) or not (indicator.known or _MEASURED.search(own)):
            continue
        if _GROWS.search(relation.to) and indicator.kind != "growth":
            grown = find_indicator(own + "增长")
            own = own if indicator.known else own + "增长"
            indicator = grown if grown.known or not indicator.known else indicator
        place = _Place(offset + start, offset + relation.end, index.at(offset + start)[0])
        clause = text[start : clause_end(text, relation.end, len(text))]
        raw = text[relation.start : relation.end]
        yield _draft(relation, indicator, own, place, clause, raw, moment, calendar)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    end: int
    section: tuple[str, ...]


def _draft(
    relation: Relation,
    indicator: Indicator,
    own: str,
    place: _Place,
    clause: str,
    raw: str,
    moment: Moment | None,
    calendar: Calendar | None,
) -> Draft:
    unit = indicator.unit or ("%" if own.endswith(_RATE_ENDINGS) else None)
    unit = unit or ("元" if own.endswith(_MONEY_ENDINGS) else None)
    sort = basis.Sort.of(indicator, own, "保持" + clause, False, unit)
    span = basis.target_span(sort, moment, calendar)
    return Draft(
        tense=Tense.FUTURE,
        start=place.start,
        end=place.end,
        section=place.section,
        indicator=indicator,
        printed=own,
        op=relation.op,
        value=None,
        unit=unit,
        value_raw=raw,
        basis=span.basis,
        year_from=span.first,
        year_to=span.last,
        method="relative",
        confidence=CONFIDENCE,
        relative_to=relation.to,
        wording=read_wording(clause, ""),
    )
