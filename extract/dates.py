"""Dates as documents print them: 2021年12月15日, 2021-09-27, 2021.12.30, 二〇二一年九月二十七日."""

from __future__ import annotations

import re
from datetime import date

from policycascade.extract.numerals import HALF_WIDTH, parse_numeral

_YEAR = r"(?:19|20)\s?\d\s?\d|[二一][〇○零Ｏ0九][〇○零一二三四五六七八九]{2}"
_SMALL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"

#: A whole date; month and day are never left out.
DATE = re.compile(
    rf"(?P<y>{_YEAR})\s*年\s*(?P<m>{_SMALL})\s*月\s*(?P<d>{_SMALL})\s*日"
    r"|(?P<y2>(?:19|20)\d\d)[-./](?P<m2>\d{1,2})[-./](?P<d2>\d{1,2})(?!\d)"
)


def _number(printed: str) -> int | None:
    digits = "".join(printed.split()).translate(HALF_WIDTH).replace("Ｏ", "〇")
    value = parse_numeral(digits)
    return None if value is None else int(value)


def parse_date(match: re.Match[str]) -> date | None:
    """Read what ``DATE`` matched; ``None`` where there is no such day.

    >>> parse_date(DATE.search("二〇二一年九月二十七日"))
    datetime.date(2021, 9, 27)
    >>> parse_date(DATE.search("2021-02-30")) is None
    True
    """
    printed = (match["y"] or match["y2"], match["m"] or match["m2"], match["d"] or match["d2"])
    year, month, day = map(_number, printed)
    if not (year and month and day):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
