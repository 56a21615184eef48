"""The number a heading begins with: 第五章, 四、, (三), 3., ①, 一是, 行动一, 专栏3, 01 and more."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from policycascade.extract.numerals import spell

#: 一 … 九十九 → 1 … 99.
ORDINALS = {spell(number): number for number in range(1, 100)}


class Style(StrEnum):
    """How a number is printed, outermost first as plans usually nest them."""

    ANNEX = "annex"
    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    HANZI = "hanzi"
    BRACKETED = "bracketed"
    LABELLED = "labelled"
    DIGIT = "digit"
    SPACED = "spaced"
    DECIMAL = "decimal"
    SUBDECIMAL = "subdecimal"
    PARENTHESISED = "parenthesised"
    HALF = "half"
    CIRCLED = "circled"
    NTH = "nth"
    IS = "is"
    BOX = "box"
    ITEM = "item"

    @property
    def rank(self) -> int:
        """0 for the style that usually stands outermost."""
        return list(Style).index(self)


_HANZI = "[一二三四五六七八九十]{1,3}"
#: What makes “1.5” at a line's start a quantity and no number of a heading.
_UNITS = "万亿个百千元倍人年版"
_OPEN, _CLOSE = "[（(〔﹙]", "[）)〕﹚]"

#: One pattern per style, tried in this order; group 1 is the number as printed, group 2 its
#: ordinal. What follows the match is the heading's title.
PATTERNS: dict[Style, re.Pattern[str]] = {
    style: re.compile(pattern)
    for style, pattern in {
        Style.BOX: rf"(专\s*栏\s*({_HANZI}|\d{{1,2}}))(?:\s*[:：]\s*|\s+|(?=\D)|$)"
        rf"|(专\s*栏)(?:\s*[:：]\s*|\s+|$)",
        Style.ANNEX: rf"(附\s*(?:件|录|表)\s*({_HANZI}|\d{{1,2}})?)\s*(?:[:：]\s*|$|(?=\s))"
        r"|(附\s*[:：]|[《》\u4e00-\u9fff]{0,16}(?:名词解释|名词注释|术语解释|用语说明))\s*[:：]?",
        Style.PART: rf"(第\s*({_HANZI}|\d{{1,2}})\s*(?:篇|编|部分))[\s:：、]*",
        Style.CHAPTER: rf"(第\s*({_HANZI}|\d{{1,2}})\s*章)[\s:：、]*",
        Style.SECTION: rf"(第\s*({_HANZI}|\d{{1,2}})\s*节)[\s:：、]*",
        Style.NTH: rf"(第({_HANZI}))[,，、]\s*",
        Style.IS: rf"(({_HANZI})是(?:要)?)[,，]?\s*",
        Style.HANZI: rf"(({_HANZI}))\s*[、.．](?!\s*{_HANZI}[、.．])\s*",
        Style.BRACKETED: rf"({_OPEN}\s*({_HANZI})\s*{_CLOSE})[、.．]?\s*",
        Style.LABELLED: rf"((?:任务|行动|工程|专项|举措|项目)\s*({_HANZI}|\d{{1,2}}))[:：、.\s]\s*",
        Style.SUBDECIMAL: r"(\d{1,2}[.．]\d{1,2}[.．](\d{1,2}))[.．、]?(?![\d.．%％])\s*",
        Style.DECIMAL: rf"(\d{{1,2}}[.．](\d{{1,2}}))(?:\s+|、(?!\d)|(?=[一-鿿])(?![{_UNITS}]))",
        Style.DIGIT: r"((\d{1,2}))\s*[.．、](?!\s*\d)\s*",
        Style.PARENTHESISED: rf"({_OPEN}\s*(\d{{1,2}})\s*{_CLOSE})[、.．]?\s*",
        Style.HALF: rf"((\d{{1,2}}){_CLOSE})[、.．]?\s*",
        Style.CIRCLED: r"(([①-⑳]))[、.．]?\s*",
        Style.ITEM: r"((\d{2}))(?:\s+|(?=[^\d\s年月日.．、,，%％]))",
        Style.SPACED: r"((\d{1,2}))[ \u3000]+(?=[一-鿿])",
    }.items()
}


@dataclass(frozen=True, slots=True)
class Mark:
    """The number at the head of a line.

    Attributes:
        number: as printed, white space left out; 一 for 一是, 3 for “3.”.
        ordinal: its place in the count; ``None`` for a box or annex without a number.
        end: where the title begins, counted from the line's start.
    """

    style: Style
    number: str
    ordinal: int | None
    end: int


def _ordinal(printed: str | None) -> int | None:
    if not printed:
        return None
    if "①" <= printed <= "⑳":
        return ord(printed) - ord("①") + 1
    if printed.isdecimal():
        return int(printed)
    return ORDINALS.get(printed)


def renumber(number: str, ordinal: int) -> str:
    """Write the number of a sibling: another ordinal in the same print.

    >>> renumber("（三）", 2), renumber("第十一章", 10), renumber("③", 2), renumber("7", 6)
    ('（二）', '第十章', '②', '6')
    """
    if "①" <= number <= "⑳":
        return chr(ord("①") + ordinal - 1)
    if any(char.isdigit() for char in number):
        return re.sub(r"\d+(?=\D*$)", str(ordinal), number)
    return re.sub(_HANZI, spell(ordinal), number, count=1)


def read_marks(line: str) -> list[Mark]:
    """Read the numbers ``line`` may begin with, the likeliest reading first.

    Mark-up that a converter left (``**``, ``#``) may stand around the number.

    >>> [(mark.style.value, mark.number, mark.ordinal) for mark in read_marks("（三）主要目标")]
    [('bracketed', '（三）', 3)]
    >>> read_marks("1.5万人次"), read_marks("2021年")
    ([], [])
    """
    lead = len(line) - len(line.lstrip(" \t\u3000\xa0#*>"))
    marks = []
    for style, pattern in PATTERNS.items():
        match = pattern.match(line, lead)
        if match is None:
            continue
        ordinal = _ordinal(match[2])
        if ordinal is None and style not in (Style.BOX, Style.ANNEX):
            continue
        printed = (
            match[2] if style in (Style.IS, Style.NTH) else match[1] or match[0].rstrip("： :")
        )
        number = "".join(printed.split()).rstrip(":：")
        marks.append(Mark(style, number, ordinal, match.end()))
    return marks
