"""Figures as plans print them: number, scale, unit and bound → ``Quantity``.

Which words are units and bounds stands in
``lexicon/quantities.yaml``; here they are composed into one pattern.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from policycascade.extract.numerals import (
    ARABIC_NUMBER,
    CHINESE_INTEGER,
    HALF_WIDTH,
    SCALE,
    parse_numeral,
    scale_factor,
    tidy,
)
from policycascade.extract.words import alternation, words
from policycascade.model import Op, Wording

#: 增加到五家; but 建设三家 is as often a manner of speaking as a number.
_BECOMES = re.compile(r"(?:增|提|扩|达|发展|调整|上升)(?:高|加|升|大|展)?[到至](?:了)?$")
#: 突破|50项关键核心技术 is a doing, no bound.
_BROKEN_THROUGH = re.compile(r"\d+[余多]?[项个][^，,。；;、\d]{0,10}技术")
_PLACE_RE = re.compile("[十百千万亿]")

#: How far before a number a bound is looked for; the longest is 6 characters (不低于或等于).
_REACH = 8
DASH = r"\s?(?:[—–\-~～〜至到]{1,2})\s?"
#: 由60%至65% is a change, 60%至65% a range.
_CHANGES = re.compile(r"(?:由|从|自)(?:目前的?|现在的?)?\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One figure with its bound.

    Attributes:
        start, end: number, scale, unit and the bound behind it, as offsets of the text read.
        bound: where the bound before it begins (else ``start``).
        unit: base unit, or ``None`` where only a number (and 万, 亿) is printed.
        op: ``None`` where nothing binds it.
        state: a state in words (动态清零), not a number.
        upper: the upper end of a range; ``value`` is the lower one.
    """

    start: int
    end: int
    bound: int
    value: Decimal
    unit: str | None
    op: Op | None = None
    state: bool = False
    upper: Decimal | None = None


@functools.cache
def unit_forms() -> dict[str, tuple[str, Decimal]]:
    """Every printed unit, with its base unit and what multiplies into it."""
    return {
        form: (unit["base"], Decimal(unit.get("factor", 1)))
        for unit in words("quantities")["units"]
        for form in unit["forms"]
    }


@functools.cache
def _unit_pattern() -> str:
    """All units, longest first, each with what must not follow it."""
    guards = {
        form: f"(?![{unit['not_before']}])" if "not_before" in unit else ""
        for unit in words("quantities")["units"]
        for form in unit["forms"]
    }
    forms = sorted(guards, key=lambda form: (-len(form), form))
    latin = {form: "(?![A-Za-z0-9])" for form in forms if form[-1].isascii() and form[-1].isalpha()}
    return "|".join(re.escape(form) + guards[form] + latin.get(form, "") for form in forms)


@functools.cache
def bounds(side: str) -> dict[str, Op]:
    """The words that bind a figure, ``before`` it or ``after`` it."""
    return {word: Op(entry["op"]) for entry in words("quantities")[side] for word in entry["words"]}


@functools.cache
def _before_re() -> re.Pattern[str]:
    return re.compile(f"({alternation(bounds('before'))})\\s*$")


@functools.cache
def _quantity_re() -> re.Pattern[str]:
    """The one pattern, composed; what each part must match stands behind it."""
    unit = _unit_pattern()
    arabic = (
        rf"(?<![A-Za-z0-9.第〔+])(?P<number>{ARABIC_NUMBER})\s?(?P<vague>[余多])?"  # 1000余
        rf"(?P<scale>{SCALE})?(?P<vague2>[余多])?"  # 325万, 1.7万余
        rf"(?:(?:\s?(?:{unit}))?(?P<to>{DASH})"
        rf"(?P<upper>{ARABIC_NUMBER})(?P<upper_scale>{SCALE})?)?"  # 3—5
        rf"(?:\s?(?P<unit>{unit})(?:[（(][个名家项][）)])?"  # 50名（个）
        rf"(?P<per>/(?:日|天|年|小时|人|户|公里|万元))?)?"
    )
    point = "(?:点[零一二三四五六七八九]+)?"
    share = (
        rf"(?P<share>(?:百|千|{CHINESE_INTEGER})分之(?:百|{CHINESE_INTEGER}){point})"  # 百分之五十
    )
    fraction = (
        r"(?<![\d/])(?P<fraction>\d{1,2}/\d{1,2})(?:(?=以上|的|左右)|(?<=[达到过占至约]\d/\d))"
    )
    chinese = (
        rf"(?<![第一二三四五六七八九十百千万亿“])(?P<chinese>{CHINESE_INTEGER})"
        rf"(?:(?P<chinese_to>{DASH})(?P<chinese_upper>{CHINESE_INTEGER}))?"  # 十到十五家
        rf"(?P<vague3>[余多])?(?P<unit2>{unit})"  # 三百二十五万人
    )
    round_unit = "(?P<unit3>元|吨|人次|人(?=[，、。；以]))"
    round_sum = rf"(?P<round>[十百千]?[万亿]{{1,2}}|[百千]){round_unit}"  # 突破万亿元
    doubling = "翻(?P<doubling>[一两二三]?)番"
    state = f"(?P<state>{alternation(words('quantities')['zero'])})"
    after = alternation(bounds("after"))
    return re.compile(
        rf"(?>{fraction}|{arabic}|{share}|{chinese}|{round_sum}|{doubling}|{state})"
        rf"(?P<after>{after})?(?!级|年级|周年|届)"
    )


@functools.cache
def _start_re() -> re.Pattern[str]:
    """Where a quantity may begin: trying the whole pattern only there is five times as fast."""
    states = "".join(sorted({word[0] for word in words("quantities")["zero"]}))
    return re.compile(rf"[0-9]+(?:\.[0-9]+)?|[一二两三四五六七八九十百千万亿廿卅翻{states}]")


def half_width(text: str) -> str:
    """Full-width digits and signs as half-width ones, character for character."""
    return text.translate(HALF_WIDTH)


def find_quantities(text: str) -> Iterator[Quantity]:
    """Read the figures of a stretch of text, left to right.

    >>> for q in find_quantities("新增就业325万人以上，失业率控制在5.5%以内"):
    ...     print(q.value, q.unit, q.op)
    3250000 人 >=
    5.5 % <=
    """
    text = half_width(text)
    for match in _matches(text):
        figure = _figure(match)
        if figure is None:
            continue
        before = _bound_before(text, match.start())
        if match["round"] and not (before or text[: match.start()].endswith(("达到", "达", "过"))):
            continue  # 突破万亿元 is a figure, 万亿元级 or 百人会 is not
        after = bounds("after").get(match["after"] or "")
        yield Quantity(
            start=match.start(),
            end=match.end(),
            bound=before.start() if before else match.start(),
            value=figure.value,
            unit=figure.unit,
            op=_bind(before[1] if before else None, after, figure.op),
            state=match["state"] is not None,
            upper=figure.upper,
        )


def _bound_before(text: str, at: int) -> re.Match[str] | None:
    """The bound in front of a figure; 约 in 签约 and 突破 before techniques are none."""
    before = _before_re().search(text, max(0, at - _REACH), at)
    if before is None or text[max(0, before.start() - 1) :].startswith(_no_bounds()):
        return None
    return None if before[1] == "突破" and _BROKEN_THROUGH.match(text, at) else before


@functools.cache
def _no_bounds() -> tuple[str, ...]:
    return tuple(words("quantities")["no_bounds"])


def _matches(text: str) -> Iterator[re.Match[str]]:
    pattern, start, at = _quantity_re(), _start_re(), 0
    while candidate := start.search(text, at):
        match = pattern.match(text, candidate.start())
        if match and (match["to"] or match["chinese_to"]):
            changes = _CHANGES.search(text, max(0, match.start() - _REACH), match.start())
            to = match.start("to") if match["to"] else match.start("chinese_to")
            match = pattern.match(text, candidate.start(), to) if changes else match
        if match:
            yield match
        at = match.end() if match else candidate.end()


def _bind(before: str | None, after: Op | None, own: Op | None) -> Op | None:
    """Settle the bound: what stands before wins, unless it is weak and the other is not."""
    if before is not None and not (
        before in words("quantities")["weak_before"] and (after or own) is not None
    ):
        return bounds("before")[before]
    return after or own


class _Figure(NamedTuple):
    """Value, unit and the figure's own bound (余, 多, a range)."""

    value: Decimal
    unit: str | None
    op: Op | None = None
    upper: Decimal | None = None


def _figure(match: re.Match[str]) -> _Figure | None:
    """Read what a match says."""
    if match["number"]:
        return _arabic(match)
    if match["share"]:
        value = parse_numeral(match["share"])
        per_mille = match["share"].startswith("千分")
        scaled = None if value is None else _hundredths(value * (1000 if per_mille else 100))
        return None if scaled is None else _Figure(scaled, "‰" if per_mille else "%")
    if match["fraction"]:
        value = parse_numeral(match["fraction"])
        return None if value is None else _Figure(_hundredths(value * 100), "%")
    if match["chinese"]:
        return _chinese(match)
    if match["round"]:
        return _Figure(scale_factor(match["round"]), unit_forms()[match["unit3"]][0])
    if match["doubling"] is not None:
        times = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3}[match["doubling"]]
        return _Figure(Decimal(2**times), "倍")
    return _Figure(Decimal(0), None, Op.EQ)


def _hundredths(value: Decimal) -> Decimal:
    """三分之二 as 66.67 %: two places, as plans print rates."""
    return tidy(value.quantize(Decimal("0.01")))


def _chinese(match: re.Match[str]) -> _Figure | None:
    value = parse_numeral(match["chinese"])
    upper = parse_numeral(match["chinese_upper"]) if match["chinese_upper"] else None
    long = len(match["chinese"]) > 1 and _PLACE_RE.search(match["chinese"])
    before = match.string[max(0, match.start() - 4) : match.start()]
    if value is None or not (long or upper or _BECOMES.search(before)):
        return None
    base, factor = unit_forms()[match["unit2"]]
    scale = match["chinese_upper"][-1] if upper else ""
    if scale in ("万", "亿") and value < 10**4:
        value *= scale_factor(scale)  # 十至二十万人
    op = Op.GT if match["vague3"] else Op.GE if upper else None
    return _Figure(tidy(value * factor), base, op, _above(value * factor, upper, factor))


def _above(lower: Decimal, upper: Decimal | None, factor: Decimal) -> Decimal | None:
    """The upper end of a range, if it is above the lower one."""
    scaled = None if upper is None else upper * factor
    return tidy(scaled) if scaled is not None and scaled > lower else None


def _arabic(match: re.Match[str]) -> _Figure | None:
    unit, scale = match["unit"], match["scale"] or match["upper_scale"]
    if unit is None and not (scale and scale[-1] in "万亿"):
        return None
    if unit is not None and unit.startswith("/") and scale:
        return None
    base, factor = unit_forms()[unit] if unit else (None, Decimal(1))
    if base and match["per"]:
        base += match["per"]
    if scale:
        factor *= scale_factor(scale)
    value = Decimal(match["number"].replace(",", "")) * factor
    upper = Decimal(match["upper"].replace(",", "")) if match["upper"] else None
    if match["upper_scale"] and match["scale"]:
        factor = factor / scale_factor(match["scale"]) * scale_factor(match["upper_scale"])
    vague = match["vague"] or match["vague2"]
    op = Op.GT if vague else Op.GE if match["upper"] else None
    return _Figure(tidy(value), base, op, _above(value, upper, factor))


def read_wording(clause: str, bound: str) -> Wording | None:
    """How firmly a figure is worded: 力争 and 左右 are soft, 确保 and 以上 hard; soft wins.

    Args:
        clause: the words it stands in.
        bound: the figure with its bound, as printed.

    >>> read_wording("力争达到95%以上", "95%以上"), read_wording("不低于98%", "不低于98%")
    (<Wording.SOFT: 'soft'>, <Wording.HARD: 'hard'>)
    """
    lists = words("quantities")["wording"]
    for wording in (Wording.SOFT, Wording.HARD):
        said = any(word in clause for word in lists[wording.value])
        if said or any(word in bound for word in lists[f"{wording.value}_bounds"]):
            return wording
    return None
