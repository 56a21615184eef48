"""How long a time that the text names holds: for its sentence, its paragraph, or not at all."""

from __future__ import annotations

import dataclasses
import re

from policycascade.extract.timing import Calendar, Moment, find_moments

#: Characters before a year that opens a paragraph: 刚刚过去的2025年.
LEAD_IN = 8
#: What a time may stand behind and still be that of what follows.
OPENERS = "在于以自从是市省县区州国即年和及与个计"
#: 东北电网“十四五”期间投资最大的项目: which one it is, not when the rest was.
_WHICH = re.compile(r"[^，,。；;：:]{1,10}的")


def lasts(moment: Moment, calendar: Calendar | None) -> bool:
    """Whether a time named in one sentence holds for the next: a period, or the plan's end."""
    return moment.first < moment.last or (
        moment.point and (calendar is None or moment.last >= calendar.last)
    )


def _inside(moment: Moment, text: str) -> bool:
    """Whether it stands inside a clause, behind no word that opens a time: 完工|2024年|9个项目."""
    before = text[max(0, moment.at - 1) : moment.at]
    return "\u4e00" <= before <= "\u9fff" and before not in OPENERS


def tells_which(moment: Moment, text: str) -> bool:
    """Whether a period only tells which thing is spoken of."""
    return _inside(moment, text) and bool(_WHICH.match(text, moment.end))


def dates_a_thing(moment: Moment, text: str) -> bool:
    """Whether a year only dates a thing: 完工2024年9个续建项目."""
    one = moment.first == moment.last and not moment.point
    return one and _inside(moment, text) and text[moment.end : moment.end + 1].isdigit()


def leads(moment: Moment, text: str) -> bool:
    """刚刚过去的2025年，…: the year that opens a paragraph of a report holds for all of it."""
    return moment.at <= LEAD_IN and text[moment.end : moment.end + 1] in ("，", ",")


def names_one_end(text: str, calendar: Calendar | None) -> bool:
    """Whether of single years ahead a text names the plan's last only, not one after another."""
    if calendar is None or calendar.years == 1:
        return False
    moments = find_moments(text, calendar)
    return {m.last for m in moments if m.first == m.last >= calendar.first} == {calendar.last}


def at_the_end(moment: Moment, calendar: Calendar | None) -> Moment:
    """2025年，… among goals is the end of the plan, where the text names no other year."""
    if calendar is None or (moment.first, moment.last) != (calendar.last,) * 2:
        return moment
    return dataclasses.replace(moment, point=True)


def shifted(moment: Moment, by: int) -> Moment:
    """The same time, ``by`` characters further on in the text."""
    return Moment(
        at=moment.at + by,
        end=moment.end + by,
        first=moment.first,
        last=moment.last,
        point=moment.point,
    )
