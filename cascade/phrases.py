"""Figures in words, for the sentences that reports print."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from policycascade.model import Basis, Figure, Op, Words
from policycascade.ontology.units import in_english

_RATES = ("%", "‰")
_BOUND_ZH = {
    Op.EQ: "{}",
    Op.GE: "{}以上",
    Op.GT: "超过{}",
    Op.LE: "{}以内",
    Op.LT: "低于{}",
    Op.ABOUT: "{}左右",
}
_BOUND_EN = {
    Op.EQ: "{}",
    Op.GE: "at least {}",
    Op.GT: "more than {}",
    Op.LE: "at most {}",
    Op.LT: "less than {}",
    Op.ABOUT: "about {}",
}


def figure_words(figure: Figure) -> Words:
    """A figure with its bound, as a sentence would say it.

    Where the plan gives no figure (“全覆盖”, “动态清零”), its own words stand for it.
    """
    printed = figure.value_raw or figure.relative_to or figure.indicator_raw
    if figure.value is None or (figure.value == 0 and "0" not in printed):
        return Words(zh=quoted(printed), en=quoted(printed))
    unit = figure.unit or ""
    yearly = figure.basis is Basis.ANNUAL and unit not in _RATES
    if figure.value_to is not None:
        zh = f"{amount_zh(figure.value, '')}—{amount_zh(figure.value_to, unit)}"
        en = f"{amount_en(figure.value, '')} to {amount_en(figure.value_to, unit)}"
    else:
        zh = _BOUND_ZH[figure.op].format(amount_zh(figure.value, unit))
        en = _BOUND_EN[figure.op].format(amount_en(figure.value, unit))
    return Words(zh=("每年" if yearly else "") + zh, en=en + (" a year" if yearly else ""))


def quoted(name: str) -> str:
    """A name in Chinese quotation marks, those inside it turned into single ones.

    >>> quoted("“一卡通”平台"), quoted("“一卡通”")
    ('“‘一卡通’平台”', '“一卡通”')
    """
    if name.startswith("“") and name.endswith("”") and name.count("“") == 1:
        return name
    return f"“{name.replace('“', '‘').replace('”', '’')}”"


def amount_zh(value: Decimal, unit: str) -> str:
    """A number with its unit in 万 and 亿.

    >>> amount_zh(Decimal(3250000), "人"), amount_zh(Decimal("5.5"), "%")
    ('325万人', '5.5%')
    """
    for scale, word in ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")):
        if abs(value) >= scale:
            return f"{plain(value / scale)}{word}{unit}"
    return f"{plain(value)}{unit}"


def amount_en(value: Decimal, unit: str) -> str:
    """A number with its unit in English.

    >>> amount_en(Decimal(3250000), "人"), amount_en(Decimal("5.5"), "%")
    ('3,250,000 people', '5.5%')
    """
    number = f"{Decimal(plain(value)):,}"
    if unit in ("%", "‰"):
        return f"{number}{unit}"
    return f"{number} {in_english(unit)}".strip()


def plain(value: Decimal) -> str:
    """A number without exponent or trailing zeros.

    >>> plain(Decimal("4.20")), plain(Decimal("1E+3"))
    ('4.2', '1000')
    """
    text = format(value.normalize(), "f")
    return text


def percent(share: Decimal, places: int = 1) -> str:
    """A share as a percentage.

    >>> percent(Decimal("0.0769"))
    '7.7%'
    """
    return f"{share * 100:.{places}f}%"


def day(when: date) -> Words:
    """A date as a sentence prints it.

    >>> day(date(2021, 7, 1)).zh
    '2021年7月1日'
    """
    return Words(zh=f"{when.year}年{when.month}月{when.day}日", en=when.isoformat())
