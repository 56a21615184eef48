"""Names that somebody may have meant."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

#: Names at least so like the one asked for are suggested (0 to 100); one of two characters right
#: scores 50.
NEAR = 50

_MARKS = re.compile(r"[\s“”\"'‘’《》〈〉「」『』]+")


def bare(name: str) -> str:
    """Leave out what people do not type: marks, spaces, width and case.

    >>> bare("“三支一扶” 计划ＡＢ")
    '三支一扶计划ab'
    """
    return _MARKS.sub("", unicodedata.normalize("NFKC", name)).lower()


def nearest(name: str, every: Iterable[str], limit: int = 5) -> list[str]:
    """Give the names most like one, best first.

    >>> nearest("城镇新曾就业", ["城镇新增就业人数", "三支一扶"])
    ['城镇新增就业人数']
    """
    from rapidfuzz import fuzz, process

    found = process.extract(
        name,
        list(dict.fromkeys(every)),
        scorer=fuzz.WRatio,
        processor=bare,
        limit=limit,
        score_cutoff=NEAR,
    )
    return [near for near, _, _ in found]
