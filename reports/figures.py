"""Figures as a reader wants to see them: 325万人, 7.7%, ≥ 95%."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from policycascade.model import Baseline, Basis, Figure, Op
from policycascade.ontology.units import in_english
from policycascade.reports.words import say

#: Steps at which a figure is shown in a larger unit, largest first.
_SCALES = {
    "zh": ((Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万")),
    "en": ((Decimal(10) ** 9, " billion"), (Decimal(10) ** 6, " million")),
}
_OPS = {Op.EQ: "", Op.GE: "≥ ", Op.GT: "> ", Op.LE: "≤ ", Op.LT: "< ", Op.ABOUT: "≈ "}

#: Units that follow their number without a blank.
_CLOSE = ("%", "‰")
#: What a figure is printed with, in the text's own or in Arabic numerals.
_NUMERAL = re.compile(r"[\d一二两三四五六七八九十百千万亿半]")


def plain(value: Decimal) -> str:
    """All digits of a number, no exponent, no trailing zeros.

    >>> plain(Decimal("28.580")), plain(Decimal("1E+3")), plain(Decimal(0))
    ('28.58', '1000', '0')
    """
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(value: Decimal, unit: str | None, lang: str) -> str:
    """A value with its unit, in the larger units its language reads.

    >>> amount(Decimal(3250000), "人", "zh"), amount(Decimal("100000000000"), "元", "zh")
    ('325万人', '1000亿元')
    >>> amount(Decimal("5.5"), "%", "zh"), amount(Decimal(90), "个", "zh")
    ('5.5%', '90个')
    >>> amount(Decimal(3250000), "人", "en"), amount(Decimal(43000), "人", "en")
    ('3.25 million people', '43,000 people')
    """
    label = in_english(unit) if lang == "en" else unit or ""
    for size, name in _SCALES[lang]:
        if abs(value) >= size:
            gap = " " if lang == "en" and label else ""
            return f"{plain(value / size)}{name}{gap}{label}"
    digits = plain(value)
    if lang == "en" and abs(value) >= 1000:
        digits = f"{value:,f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:,f}"
    gap = " " if lang == "en" and label not in ("", *_CLOSE) else ""
    return f"{digits}{gap}{label}"


def goal(figure: Figure, lang: str) -> str:
    """What a target or outturn says, as one short phrase.

    A figure without a value keeps its own words (与全省一致), so that nothing is invented; one that
    is printed without a numeral (动态清零) has them before what they mean.
    """
    reading = _reading(figure, lang)
    if reading and figure.value_raw and not _NUMERAL.search(figure.value_raw):
        form = "“{}” ({})" if lang == "en" else "{}（{}）"
        return form.format(figure.value_raw, reading)
    if reading:
        return reading
    if figure.value_raw:
        return f"“{figure.value_raw}”" if lang == "en" else figure.value_raw
    if figure.relative_to:
        return say("relative", lang, text=figure.relative_to)
    return say("no_value", lang)


def told(figure: Figure, lang: str) -> str:
    """The same where nothing else says how it counts: a yearly figure says so itself."""
    yearly = figure.basis is Basis.ANNUAL and figure.value is not None and figure.unit not in _CLOSE
    shown = goal(figure, lang)
    return say("yearly", lang, goal=shown) if yearly else shown


def _reading(figure: Figure, lang: str) -> str:
    """The figure in numerals; nothing where it has none."""
    if figure.value is not None and figure.value_to is not None:
        dash = "–" if lang == "en" else "—"
        ends = (amount(figure.value, None, lang), amount(figure.value_to, figure.unit, lang))
        return dash.join(ends)
    if figure.value is not None:
        return _OPS[figure.op] + amount(figure.value, figure.unit, lang)
    return ""


def start(baseline: Baseline | None, lang: str) -> str:
    """The figure a target starts from, or nothing."""
    if baseline is None:
        return ""
    shown = (
        baseline.value_raw
        if baseline.value is None
        else amount(baseline.value, baseline.unit, lang)
    )
    if baseline.year is None:
        return say("baseline_no_year", lang, value=shown)
    return say("baseline", lang, value=shown, year=baseline.year)


def years(figure: Figure) -> str:
    """The years a figure speaks of: ``2021–2025``, ``2025`` or nothing."""
    ends = [str(year) for year in (figure.year_from, figure.year_to) if year is not None]
    return "–".join(dict.fromkeys(ends))


def percent(value: Decimal, digits: int = 1) -> str:
    """A ratio in per cent.

    >>> percent(Decimal("0.0769")), percent(Decimal("0.4")), percent(Decimal(1), 0)
    ('7.7%', '40.0%', '100%')
    """
    return f"{rounded(value * 100, digits)}%"


def rounded(value: Decimal, digits: int) -> str:
    """A number rounded half up, with exactly so many digits.

    >>> rounded(Decimal("0.25"), 1)
    '0.3'
    """
    return f"{value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"
