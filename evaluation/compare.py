"""When two names, figures or places count as the same: the rules of the annotation guidelines."""

from __future__ import annotations

import re
from collections.abc import Iterable

Places = tuple[tuple[int, int], ...]

_WHITE = re.compile(r"[\s\u3000]+")
_QUOTES = str.maketrans("“”‘’＂＇「」『』", '""\'\'"\'""""')
_MARKS = re.compile(r"[\"'《》〈〉（）()\[\]、,，.。:：;；·—\-*]")
_UNITS = {"人次": "人", "百分点": "%", "户次": "户", "名": "人"}


def strip(text: str) -> str:
    """Leave out white space and make all quotation marks alike.

    >>> strip("“三支 一扶”")
    '"三支一扶"'
    """
    return _WHITE.sub("", text).translate(_QUOTES)


def normal(text: str | None) -> str:
    """Leave out white space and punctuation, lower the case."""
    return _MARKS.sub("", strip(text or "")).lower()


def unit(name: str | None) -> str:
    """Give the unit under which figures are compared: 人次 and 名 count as 人."""
    name = (name or "").strip()
    return _UNITS.get(name, name)


def figure(value: float | None) -> float | None:
    """Round as figures are compared."""
    return None if value is None else round(float(value), 6)


def alike(one: str | None, other: str | None, least: float = 0.6) -> bool:
    """Whether two names are the same but for wording: one in the other, or by Dice of bigrams.

    >>> alike("城镇新增就业人数", "城镇新增就业"), alike("参保率", "失业率")
    (True, False)
    """
    a, b = normal(one), normal(other)
    if not a or not b:
        return False
    if a in b or b in a:
        return True
    x, y = _bigrams(a), _bigrams(b)
    return 2 * len(x & y) / (len(x) + len(y)) >= least


def _bigrams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1)} or {text}


def places(text: str, quote: str | None) -> Places:
    """All places of a quote in a stripped text, as (start, end)."""
    bare = strip(quote or "")
    if not bare:
        return ()
    return tuple(
        (m.start(), m.start() + len(bare)) for m in re.finditer(f"(?={re.escape(bare)})", text)
    )


def overlap(one: Iterable[tuple[int, int]], other: Places) -> bool:
    """Whether any place of one shares a character with any of the other."""
    return any(a[0] < b[1] and b[0] < a[1] for a in one for b in other)
