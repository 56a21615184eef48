"""Two figures of one indicator: brought to one unit, basis and time, then compared."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from policycascade.cascade.footing import Terms, names_upper
from policycascade.cascade.phrases import figure_words, percent, quoted
from policycascade.model import (
    Aggregation,
    Basis,
    Figure,
    Indicator,
    Op,
    Relation,
    Target,
    Words,
)
from policycascade.ontology.units import unit_name

#: Units that count the same things; which counter goes with a thing is a matter of style.
COUNTED = "个"
UNIT_FAMILY = {"名": "人", "位": "人", "百分点": "%", "个百分点": "%"} | dict.fromkeys(
    ("项", "家", "处", "座", "所"), COUNTED
)
#: Units of rates: a part's figure is never a share of the whole's.
RATES = frozenset({"%", "‰", "倍", "岁", "年", "天", "小时", "分"})
#: In the names of figures by the head, by the unit.
_PER = re.compile("每(?!年)|均")
_NO_MORE = (Op.LE, Op.LT)
_NO_LESS = (Op.GE, Op.GT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What two figures are to each other."""

    relation: Relation
    why: Words
    share: Decimal | None = None
    amplification: Decimal | None = None
    flags: tuple[str, ...] = ()


def compare_figures(
    upper: Target, lowers: Iterable[Target], indicator: Indicator, terms: Terms
) -> Verdict:
    """Say what the lower plan made of a figure; ``lowers`` are the places where it prints it."""
    places = tuple(lowers)
    tied = next((t for t in places if t.relative_to and t.value is None), None)
    if tied is not None and names_upper(tied.relative_to or "", terms):
        return _tied(tied, next((t for t in places if t.value is not None), None))
    lower = next((t for t in places if t.value is not None), places[0])
    return (
        _without_figure(upper, lower)
        or _unlike(upper, lower, terms)
        or _compare(upper, lower, indicator, terms)
    )


def _tied(tied: Target, printed: Target | None) -> Verdict:
    """The lower plan says that its figure is the upper level's, and may print one elsewhere."""
    words = tied.value_raw or tied.relative_to or ""
    zh = f"下级写明{quoted(words)}，按此与上级同一数值"
    en = "the lower plan ties its figure to that of the upper level"
    if printed is not None:
        figure = figure_words(printed)
        zh, en = f"{zh}；另一处写作{figure.zh}", f"{en}; elsewhere it prints {figure.en}"
    return Verdict(relation=Relation.SAME, why=Words(zh=zh, en=en))


def _without_figure(upper: Target, lower: Target) -> Verdict | None:
    if upper.value is not None and lower.value is not None:
        return None
    if upper.value is None and lower.value is None and upper.value_raw == lower.value_raw:
        return Verdict(
            relation=Relation.SAME,
            why=Words(
                zh=f"两级同样写作{quoted(upper.value_raw)}，均无数值",
                en=f"both levels say {quoted(upper.value_raw)}, neither gives a figure",
            ),
        )
    who_zh, who_en = {
        (True, True): ("两级都没有数值", "neither level gives a figure"),
        (True, False): ("上级没有数值", "the upper plan gives no figure"),
        (False, True): ("下级没有数值", "the lower plan gives no figure"),
    }[(upper.value is None, lower.value is None)]
    return not_comparable("no_figure", who_zh, who_en)


def not_comparable(flag: str, zh: str, en: str) -> Verdict:
    """The verdict that two figures cannot be compared, and why."""
    return Verdict(relation=Relation.NOT_COMPARABLE, why=Words(zh=zh, en=en), flags=(flag,))


def _unlike(upper: Target, lower: Target, terms: Terms) -> Verdict | None:
    """Why the two cannot be compared, if they cannot."""
    from policycascade.ontology.plain_names import other_populations

    ours, theirs = unit(upper.unit), unit(lower.unit)
    if ours != theirs:
        return not_comparable(
            "unit",
            f"单位不同：上级为“{upper.unit or '无单位'}”，下级为“{lower.unit or '无单位'}”",
            f"units differ: {unit_name(upper.unit)} above, {unit_name(lower.unit)} below",
        )
    whom = other_populations(upper.indicator_raw, lower.indicator_raw)
    if whom is not None:
        return not_comparable(
            "population",
            f"所计对象不同：上级为{whom[0]}，下级为{whom[1]}",
            f"they count different people: {whom[0]} above, {whom[1]} below",
        )
    years = (upper.year_to, lower.year_to)
    if None not in years and years[0] != years[1]:
        return not_comparable(
            "year",
            f"目标年不同：上级为{years[0]}年，下级为{years[1]}年",
            f"target years differ: {years[0]} above, {years[1]} below",
        )
    kinds = (over_time(upper), over_time(lower))
    if kinds[0] == kinds[1] or ours in RATES:
        return None
    if set(kinds) == {Basis.CUMULATIVE, Basis.ANNUAL} and terms.years:
        return None
    return not_comparable(
        "basis",
        f"口径不同：上级为{_BASIS_ZH[kinds[0]]}，下级为{_BASIS_ZH[kinds[1]]}",
        f"the figures count over different times: {kinds[0]} above, {kinds[1]} below",
    )


_BASIS_ZH = {
    Basis.CUMULATIVE: "规划期累计数",
    Basis.ANNUAL: "每年数",
    Basis.END: "期末数",
    Basis.KEEP: "期末数",
}


def unit(printed: str | None) -> str | None:
    """The unit under which like is compared with like.

    >>> unit("名")
    '人'
    """
    return UNIT_FAMILY.get(printed, printed) if printed else printed


def over_time(figure: Figure) -> Basis:
    """Over what time a figure counts; a state held throughout is compared as one at the end."""
    return Basis.END if figure.basis is Basis.KEEP else figure.basis


#: 吨/日: what a plant can do adds up; 元/月 does not.
_CAPACITY = re.compile("(?:吨|立方米|千克|公斤|千瓦时|辆|件|台)/(?:日|天|小时|年)")


def additive(indicator: Indicator, figure: Figure) -> bool:
    """Whether figures of several regions may be summed: by the vocabulary, else by the unit."""
    printed = figure.unit or ""
    if not indicator.known and unit(printed) == COUNTED and not _PER.search(figure.indicator):
        return True  # 县级医院达到三级医院标准 ends like a rate, but hospitals are counted
    if indicator.aggregation is not None:
        return indicator.aggregation is Aggregation.ADDITIVE
    return (
        bool(printed)
        and unit(printed) not in RATES
        and ("/" not in printed or bool(_CAPACITY.fullmatch(printed)))
        and not _PER.search(figure.indicator)
        and "标准" not in figure.indicator
    )


def _compare(upper: Target, lower: Target, indicator: Indicator, terms: Terms) -> Verdict:
    above, below = comparable(upper, lower, terms)
    summed = additive(indicator, upper)
    if terms.part and summed and above:
        share = below / above
        summed_up = (above, below) != (upper.value, lower.value)
        return Verdict(
            relation=Relation.SHARE,
            share=share,
            why=Words(
                zh=f"可加总指标，下级占上级的{percent(share)}"
                + (f"（每年数按{terms.years}年计）" if summed_up else ""),
                en=f"a volume of which the lower region takes {percent(share)}"
                + (f" (yearly figures times {terms.years})" if summed_up else ""),
            ),
        )
    if terms.turned and summed:
        return not_comparable(
            "region",
            "次序颠倒：作为上级的地区在作为下级的地区之内，总量不能反过来分担",
            "turned round: the region taken as the upper one lies inside the other",
        )
    if terms.apart and summed:
        return not_comparable(
            "region",
            "两地互不隶属，总量各计各的",
            "the regions lie apart: each counts its own volume",
        )
    if above == below:
        differs = {upper.op, lower.op} & {Op.ABOUT} and upper.op is not lower.op
        return Verdict(
            relation=Relation.SAME,
            why=_same(upper, lower),
            amplification=Decimal(1) if summed else Decimal(0),
            flags=("about",) if differs else (),
        )
    return _stricter_or_looser(upper, lower, indicator, above, below, summed)


def _same(upper: Target, lower: Target) -> Words:
    """That the figures are the same, with both where they are bound otherwise (以内, 低于)."""
    if upper.op is lower.op:
        return Words(zh="数值相同", en="the figures are the same")
    ours, theirs = figure_words(upper), figure_words(lower)
    return Words(
        zh=f"数值相同，限定不同（{ours.zh}与{theirs.zh}）",
        en=f"the same number, bound otherwise ({ours.en} and {theirs.en})",
    )


def comparable(upper: Target, lower: Target, terms: Terms) -> tuple[Decimal, Decimal]:
    """Both figures on one basis: a yearly one made a sum where the other is a sum."""
    return _value(upper, lower, terms), _value(lower, upper, terms)


def _value(target: Target, other: Target, terms: Terms) -> Decimal:
    """The figure, a yearly one turned into the sum over the period where the other is a sum."""
    assert target.value is not None
    yearly = target.basis is Basis.ANNUAL and other.basis is Basis.CUMULATIVE
    if yearly and terms.years and unit(target.unit) not in RATES:
        return target.value * terms.years
    return target.value


def _stricter_or_looser(
    upper: Target,
    lower: Target,
    indicator: Indicator,
    above: Decimal,
    below: Decimal,
    summed: bool,
) -> Verdict:
    better = direction(indicator, upper, lower)
    if better == 0:
        return not_comparable(
            "direction",
            "数值不同，但该指标高低无优劣之分",
            "the figures differ, but neither more nor less is better for this indicator",
        )
    tighter = (below - above) * better > 0
    ratio = below / above if above else None
    return Verdict(
        relation=Relation.STRICTER if tighter else Relation.LOOSER,
        amplification=ratio if summed else (below - above) * better,
        why=Words(
            zh=f"下级的要求比上级{'严' if tighter else '宽'}",
            en=f"the lower plan asks for {'more' if tighter else 'less'} than the upper one",
        ),
    )


def direction(indicator: Indicator, *targets: Target) -> int:
    """+1 where more is better, −1 where less is: by the vocabulary, else by how it is bound.

    An indicator that the vocabulary does not know and that is bound neither way is taken as one
    to be raised: 达到, 提高到 are how plans word it.
    """
    if indicator.direction or indicator.known:
        return indicator.direction
    if any(target.op in _NO_MORE for target in targets):
        return -1
    return 1
