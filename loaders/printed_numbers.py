"""What a sheet shows for a value: 0.955 in the format ``0.0%`` is printed as 95.5%."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

#: Digits, decimals and percent sign of a number format; its colours, padding and other halves
#: are left out.
_FORMAT = re.compile(r"[#,]*0?(?:\.(?P<decimals>0+))?(?P<percent>%)?")
_LEFT_OUT = re.compile(r'\[[^\]]*\]|"[^"]*"|[_*\\].|;.*|\s')
#: Excel keeps so many digits of a number.
DIGITS = 15


def print_value(value: object, form: str = "General") -> str:
    """Write a value as its cell shows it.

    >>> [print_value(0.955, "0.0%"), print_value(28.580000000000002), print_value(32, "0.00")]
    ['95.5%', '28.58', '32.00']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, form)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date) and "年" in form:
        return f"{value.year}年{value.month}月{value.day}日"
    return str(value).strip()


def _number(value: float, form: str) -> str:
    if not abs(value) < 10**DIGITS:
        return str(value)
    number = Decimal(f"{value:.{DIGITS}g}")
    found = _FORMAT.fullmatch(_LEFT_OUT.sub("", form))
    if found and (found["decimals"] or found["percent"] or "0" in form):
        number = number * 100 if found["percent"] else number
        places = Decimal(1).scaleb(-len(found["decimals"] or ""))
        return f"{number.quantize(places, ROUND_HALF_UP):f}{found['percent'] or ''}"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
