"""Numerals as plans print them, Chinese and Arabic ⇄ ``Decimal``.

The grammar is that of written Chinese numbers: sections of four digits under 万 and 亿, 零 where a
place is skipped. It is composed below from named parts, smallest first; ``parse_numeral`` reads
exactly what the composed pattern matches, ``spell`` writes it back.
"""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {"零": 0, "〇": 0, "○": 0, "两": 2, "廿": 2, "卅": 3} | {
    digit: value for value, digit in enumerate("一二三四五六七八九", start=1)
}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
_NAMES = "零一二三四五六七八九"

#: Full-width forms that numbers are printed in, one character for one.
HALF_WIDTH = str.maketrans(
    "０１２３４５６７８９．％／＋－＞＜＝［］〔〕【】≧≦﹥﹤﹪",
    "0123456789.%/+-><=[][][]≥≤><%",
)

_PLAIN_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def plain_digits(text: str) -> str:
    """Full-width digits as half-width ones, character for character; nothing else changes.

    >>> plain_digits("湘政办发〔２０２１〕６０号")
    '湘政办发〔2021〕60号'
    """
    return text.translate(_PLAIN_DIGITS)


# ---------------------------------------------------------------- the grammar of Chinese integers

_D = "[一二三四五六七八九]"
_L = "[一二两三四五六七八九]"  # 两 stands before 百 千 万 亿
_TENS = f"(?:{_D}?十{_D}?|[廿卅]{_D}?)"  # 十五, 五十, 廿三
_INNER_TENS = f"{_D}十{_D}?"  # 一百[一十五]
_HUNDREDS = f"{_L}百(?:零{_D}|{_INNER_TENS})?"  # 三百二十五, 一百零五
_THOUSANDS = f"{_L}千(?:零(?:{_INNER_TENS}|{_D})|{_HUNDREDS})?"  # 二千零三十, 两千五百
_SECTION = f"(?:{_THOUSANDS}|{_HUNDREDS}|{_TENS}|{_D})"
_AFTER_ZERO = f"(?:{_HUNDREDS}|{_INNER_TENS}|{_D})"
_BELOW_MYRIAD = f"(?:零{_AFTER_ZERO}|{_THOUSANDS})"  # 三万[零五十], 三万[五千]
_MYRIAD = f"(?:{_SECTION}|两)万{_BELOW_MYRIAD}?"  # 三百二十五万
_BELOW_YI = (
    f"(?:零{_AFTER_ZERO}万{_BELOW_MYRIAD}?|{_THOUSANDS}万{_BELOW_MYRIAD}?"
    f"|零(?:{_THOUSANDS}|{_AFTER_ZERO}))"
)
_YI = f"(?:{_MYRIAD}|{_SECTION}|两)亿{_BELOW_YI}?"  # 三亿五千万, 一万二千亿
CHINESE_INTEGER = f"(?:{_YI}|{_MYRIAD}|{_SECTION}|[零〇])"
_DIGIT_STRING = "[〇○零一二三四五六七八九]{2,}"  # 二〇二五
CHINESE_NUMBER = f"(?:{CHINESE_INTEGER}(?:点[〇零一二三四五六七八九]+)?)"

#: 3000; 12,345.6; thousands separators are commas between groups of three.
ARABIC_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
#: 万亿, 千万 and the like after an Arabic number.
SCALE = "(?:[十百千]?万亿|[十百千]?[万亿]|[百千](?![分瓦米克伏兆]))"

_INTEGER_RE = re.compile(CHINESE_INTEGER)
_DIGIT_STRING_RE = re.compile(_DIGIT_STRING)
_ARABIC_RE = re.compile(f"({ARABIC_NUMBER})[余多]?({SCALE})?")
_PARTS_RE = re.compile(r"(.+?)分之(.+)")
_SLASH_RE = re.compile(r"(\d+)/(\d+)")


def _integer(text: str) -> int:
    """Add up a Chinese integer that the grammar has accepted."""
    total = section = digit = 0
    for char in text:
        if char in _MYRIADS:
            section += digit
            if char == "亿":  # 三万亿: all so far counts in 亿
                total = (total + section) * _MYRIADS[char]
            else:
                total += section * _MYRIADS[char]
            section = digit = 0
        elif char in "廿卅":
            section += _DIGITS[char] * 10
        elif char in _PLACES:
            section += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + section + digit


def _digits(text: str) -> str:
    return "".join(str(_DIGITS[char]) for char in text)


def scale_factor(scale: str) -> Decimal:
    """What 万, 千万, 万亿 … multiply by.

    >>> scale_factor("万亿")
    Decimal('1000000000000')
    """
    factor = 1
    for char in scale:
        factor *= _PLACES.get(char) or _MYRIADS[char]
    return Decimal(factor)


def tidy(number: Decimal) -> Decimal:
    """Drop the zeros behind the point, without an exponent.

    >>> tidy(Decimal("285800.00")), tidy(Decimal("1E+3"))
    (Decimal('285800'), Decimal('1000'))
    """
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()


def parse_numeral(text: str) -> Decimal | None:
    """Read a whole numeral, or ``None`` where the text is none.

    >>> [str(parse_numeral(t)) for t in ("三百二十五万", "二〇二五", "廿三", "1,234.5", "3.5万亿")]
    ['3250000', '2025', '23', '1234.5', '3500000000000']
    >>> parse_numeral("百分之五十"), parse_numeral("三分之一") == Decimal(1) / 3
    (Decimal('0.5'), True)
    >>> parse_numeral("百分之百")
    Decimal('1')
    """
    text = text.translate(HALF_WIDTH).strip()
    if match := _ARABIC_RE.fullmatch(text):
        number = Decimal(match[1].replace(",", ""))
        return tidy(number * scale_factor(match[2])) if match[2] else number
    if match := _SLASH_RE.fullmatch(text):
        return Decimal(match[1]) / Decimal(match[2]) if int(match[2]) else None
    if match := _PARTS_RE.fullmatch(text):  # 百分之五十, 千分之三, 三分之一
        whole = {"百": Decimal(100), "千": Decimal(1000)}.get(match[1]) or parse_numeral(match[1])
        part = Decimal(100) if match[2] == "百" else parse_numeral(match[2])
        return part / whole if whole and part is not None else None
    if text.startswith("负"):
        number_below = parse_numeral(text[1:])
        return None if number_below is None else -number_below
    return _chinese(text)


def _chinese(text: str) -> Decimal | None:
    head, point, tail = text.partition("点")
    if point and not (tail and all(char in _DIGITS for char in tail)):
        return None
    if _INTEGER_RE.fullmatch(head):
        whole = str(_integer(head))
    elif _DIGIT_STRING_RE.fullmatch(head):
        whole = _digits(head)
    else:
        return None
    return Decimal(f"{whole}.{_digits(tail)}" if point else whole)


def _spell_section(number: int) -> str:
    """Spell 1 to 9999 with 零 for skipped places, 一十 for ten."""
    words, skipped = "", False
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, place)
        if digit:
            words += ("零" if skipped and words else "") + _NAMES[digit] + name
            skipped = False
        else:
            skipped = True
    return words


def spell(number: int | Decimal) -> str:
    """Write a number in Chinese, so that ``parse_numeral(spell(n)) == n`` below 10¹⁶.

    >>> spell(3250000), spell(105), spell(15), spell(Decimal("1.5"))
    ('三百二十五万', '一百零五', '十五', '一点五')
    """
    if number < 0:
        return "负" + spell(-number)
    whole = int(number)
    if number != whole:
        fraction = f"{number:f}".partition(".")[2]
        return spell(whole) + "点" + "".join(_NAMES[int(digit)] for digit in fraction)
    words = _spell_integer(whole)
    return words[1:] if words.startswith("一十") else words


def _spell_integer(whole: int) -> str:
    for name, size in (("亿", 10**8), ("万", 10**4)):
        if whole >= size:
            head, rest = divmod(whole, size)
            high = _spell_integer(head)
            low = _spell_integer(rest) if rest else ""
            return high + name + ("零" if rest and rest < size // 10 else "") + low
    return _spell_section(whole) if whole else "零"
