"""Where a change starts from: 由1390元提至1700元; A、B从2万元、1万元增加到3万元、2万元."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from policycascade.extract.lists import run_of
from policycascade.extract.quantities import Quantity
from policycascade.extract.words import alternation, words

_FROM = re.compile(r"(?:由|从|自|在)?\s*(?:20\d\d年(?:底|末)?的?)?(?:每人)?(?:每月|每年)?\s*$")


def without_from(left: str) -> str:
    """The words before a point of departure without what makes it one.

    >>> without_from("最低工资标准由"), without_from("人均收入从2016年的")
    ('最低工资标准', '人均收入')
    """
    return _FROM.sub("", left)


@functools.cache
def _became_re() -> re.Pattern[str]:
    return re.compile(
        rf"^(?:的|左右|以上)?[，,]?\s*(?:到?20\d\d年(?:底|末)?的?)?\s*(?:力争|逐步|稳步)?"
        rf"{alternation(words('figures')['became'])}(?:20\d\d年(?:底|末)?的?)?\s*$"
    )


def departure(text: str, figures: Sequence[Quantity], at: int) -> Quantity | None:
    """The figure at ``at``, if the next one is what it became."""
    if at + 1 >= len(figures):
        return None
    here, following = figures[at], figures[at + 1]
    between = text[here.end : following.bound]
    if len(between) > 24 or not _became_re().match(between):
        return None
    return here if here.unit in (None, following.unit) else None


def departures(text: str, figures: Sequence[Quantity], at: int) -> Sequence[Quantity]:
    """A、B从|2万元、1万元|增加到3万元、2万元: the figures that those of a list start from."""
    run = run_of(text, figures, at)
    behind = at + len(run)
    if len(run) < 2 or len(figures) - behind < len(run):
        return ()
    between = text[run[-1].end : figures[behind].bound]
    return run if _became_re().match(between) else ()
