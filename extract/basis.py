"""Over what time a figure counts, for which years, and in which unit it is meant."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from policycascade.extract.timing import Calendar, Moment
from policycascade.extract.words import alternation, words
from policycascade.model import Basis, Indicator

_RATES = frozenset({"%", "‰", "百分点"})
_HOUSEHOLDS = re.compile(r"户$|家庭|用户")
_PEOPLE = re.compile(r"人|者|员|民|工|生|师|对象|劳动力|群众|家庭医生|专家|渔民|儿童|干部")
_MONTHLY = re.compile(r"每月|月均|月平均|月人均|/月|月最低|月标准")
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


def is_annual(words_of: str) -> bool:
    """Whether the words say that a figure is one of every year."""
    return bool(_re("annual").search(words_of))


def is_flow(name: str, clause: str, indicator: Indicator, unit: str | None) -> bool | None:
    """Whether the figures of several years add up; ``None`` where no word tells.

    >>> from policycascade.ontology.indicators import find_indicator
    >>> [is_flow(n, n, find_indicator(n), "人") for n in ("培训农民", "参保农民", "农民")]
    [True, False, None]
    """
    if unit in _RATES or (indicator.known and indicator.kind == "level"):
        return False
    if indicator.known and indicator.kind == "total":
        return True
    lists = words("figures")
    if name.startswith(tuple(lists["flow_heads"])):
        return True
    if _re("state").search(clause) or name.endswith(tuple(lists["state_endings"])):
        return False
    return True if _re("flow").search(clause) else None


def target_span(
    *, clause: str, flow: bool, growth: bool, moment: Moment | None, calendar: Calendar | None
) -> Span:
    """Basis and years of a commitment."""
    first, last = (calendar.first, calendar.last) if calendar else (None, None)
    if moment is not None and not (calendar and moment.first == calendar.first):
        last = moment.last
        first = min(first, moment.first) if first else moment.first
    elif moment is not None:
        first, last = moment.first, moment.last
    one_year = first is not None and first == last
    if is_annual(clause):
        return Span(Basis.ANNUAL, first, last)
    if flow or growth:
        cumulative = flow or re.search("累计|五年|[比较]20", clause)
        basis = Basis.CUMULATIVE if cumulative and not one_year else Basis.ANNUAL
        return Span(basis, first, last)
    at_end = moment is not None and moment.point
    if _re("held").search(clause) or (_re("floor").search(clause) and not at_end):
        return Span(Basis.KEEP, first, last)
    return Span(Basis.END, last, last)


def outturn_span(
    *, clause: str, flow: bool, growth: bool, moment: Moment | None, calendar: Calendar | None
) -> Span:
    """Basis and years of what was achieved."""
    first, last = calendar.before if calendar else (None, None)
    spans_years = moment is not None and moment.first < moment.last
    if moment is not None:
        first, last = moment.first, moment.last
        if moment.point and flow and calendar:
            first = min(calendar.before[0], last)
    one_year = first is not None and first == last
    if is_annual(clause) or _re("always").search(clause):
        return Span(Basis.ANNUAL, first, last)
    if flow or growth:
        return Span(Basis.ANNUAL if one_year else Basis.CUMULATIVE, first, last)
    if spans_years and _re("held").search(clause):
        return Span(Basis.ANNUAL, first, last)
    return Span(Basis.END, last, last)


def meant_unit(unit: str | None, name: str, clause: str, indicator: Indicator) -> str | None:
    """The base unit meant: 4万贫困人口 counts 人, 月平均养老金2313元 is 元/月."""
    if unit == "元" and (indicator.unit == "元/月" or _MONTHLY.search(clause)):
        return "元/月"
    if unit is not None:
        return unit
    if indicator.known and indicator.unit not in _RATES:
        return indicator.unit
    if _HOUSEHOLDS.search(name):
        return "户"
    if _OBJECTS.search(name):
        return "张"
    return "人" if _PEOPLE.search(name) else None
