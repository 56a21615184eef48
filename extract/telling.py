"""How the figures and names of doubts are told."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from policycascade.extract.numerals import tidy
from policycascade.model import Basis, Figure, Op, Plan, Words
from policycascade.ontology.units import in_english

RATES = ("%", "‰")


def shown(value: Decimal | None, unit: str | None) -> Words:
    """A figure as a reader would write it.

    >>> shown(Decimal(3250000), "人")
    Words(zh='325万人', en='3,250,000 people')
    >>> shown(Decimal("5.5"), "%").en
    '5.5%'
    """
    if value is None:
        return Words(zh="—", en="—")
    space = "" if unit in RATES else " "
    en = f"{tidy(value):,f}{space}{in_english(unit)}".rstrip()
    for size, name in ((10**8, "亿"), (10**4, "万")):
        if abs(value) >= size:
            return Words(zh=f"{tidy(value / size):f}{name}{unit or ''}", en=en)
    return Words(zh=f"{tidy(value):f}{unit or ''}", en=en)


#: How a bound is said before and behind a figure.
_BOUNDS = {
    Op.EQ: ("", ""),
    Op.GE: ("", "以上"),
    Op.GT: ("超过", ""),
    Op.LE: ("", "以内"),
    Op.LT: ("低于", ""),
    Op.ABOUT: ("", "左右"),
}

_BOUNDS_EN = {
    Op.EQ: "",
    Op.GE: "at least ",
    Op.GT: "more than ",
    Op.LE: "at most ",
    Op.LT: "less than ",
    Op.ABOUT: "about ",
}


def told(figure: Figure) -> Words:
    """A target or outturn with its bound, or the words that tie it to another figure."""
    if figure.relative_to:
        return Words(zh=f"“{figure.value_raw}”", en=f"“{figure.value_raw}”")
    before, behind = _BOUNDS[figure.op]
    plain = shown(figure.value, figure.unit)
    zh, en = f"{before}{plain.zh}{behind}", f"{_BOUNDS_EN[figure.op]}{plain.en}"
    lasting = figure.year_from != figure.year_to
    if figure.basis is Basis.ANNUAL and lasting and figure.unit not in RATES:
        zh, en = f"每年{zh}", f"{en} a year"
    return Words(zh=zh, en=en)


def printed_as(plan: Plan, figure: Figure, other: Figure) -> Words:
    """The names that a past figure and a target are printed under, where none is that of the other.

    Empty where one printing of the one begins with one of the other (新增就业, 新增就业人数): what
    stands before a name may narrow it (独立建会企业, 建会企业).
    """
    ours, theirs = (
        _prints(group, one) for group, one in ((plan.outturns, figure), (plan.targets, other))
    )
    if any(a.startswith(b) or b.startswith(a) for a in ours for b in theirs):
        return Words(zh="", en="")
    if other.indicator in theirs:
        return Words(zh=f"（该处印作“{ours[0]}”）", en=f" (printed there as {ours[0]})")
    return Words(
        zh=f"（目标印作“{theirs[0]}”，该处印作“{ours[0]}”）",
        en=f" (the target is printed as {theirs[0]}, the other as {ours[0]})",
    )


def _prints(group: Iterable[Figure], one: Figure) -> list[str]:
    """The names a figure is printed under: its own, then those of the same one elsewhere."""
    same = (f for f in group if (f.indicator, f.value) == (one.indicator, one.value))
    return list(dict.fromkeys((one.indicator_raw, *(f.indicator_raw for f in same))))
