"""What the figures of a sentence hand on to the next: that they add up, that they are yearly.

新增场馆5个、服务站2个: the second adds up too. 年均新增就业3万人、输转50万人: both are yearly.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass

from policycascade.extract import basis, naming
from policycascade.extract.reading import Reading
from policycascade.extract.words import words
from policycascade.model import Op

#: 从2016年的3万人增加到2020年的|5万人，增幅为66.7%: over the years, not of one.
_FROM_YEAR = re.compile(r"[由从自](?P<from>20\d\d)年[^。；;]*?[到至](?P<to>20\d\d)年")
#: What joins the figures of a list: 5个、3个和2个.
JOINED = ("、", "和", "及")


@dataclass(slots=True)
class Chain:
    """The readings of one sentence, in order, as far as the next depends on them."""

    text: str
    flow: bool = False
    each_year: bool = False
    previous: Reading | None = None

    def take(self, reading: Reading) -> tuple[Reading, str | None, bool]:
        """Give a reading the words it shares, its unit, and whether its years add up."""
        between = self.text[self.previous.end : reading.start] if self.previous else ""
        listed = self.previous is not None and _in_list(between, self.previous, reading)
        listed = listed and not naming.begins_with_verb(reading.words)
        unit = basis.meant_unit(
            reading.quantity.unit, reading.printed, reading.words, reading.indicator
        )
        own = basis.is_flow(reading.printed, reading.words, reading.indicator, unit)
        if self.each_year and own is not False and (between.strip() in JOINED or reading.part):
            reading = dataclasses.replace(reading, words="每年" + reading.words)
        self.each_year = basis.is_annual(reading.words) and unit != "%"
        if self.previous and reading.method == "inherited" and self.previous.start_value:
            since = _FROM_YEAR.search(self.text, self.previous.start, self.previous.quantity.bound)
            if since and int(since["to"]) - int(since["from"]) > 1:
                reading = dataclasses.replace(reading, words=f"比{since['from']}年{reading.words}")
        if listed:
            own = self._in_a_list(reading, unit, own)
        goes_on = listed or reading.part or reading.method == "inherited"
        self.flow = (self.flow and goes_on) if own is None else own
        self.previous = reading
        return reading, unit, self.flow

    def _in_a_list(self, reading: Reading, unit: str | None, own: bool | None) -> bool | None:
        """培育企业85家、专精特新企业20家 add up; 培育企业85家、规上企业突破900家 do not both."""
        bound = reading.quantity.bound < reading.quantity.start
        if own is None and bound and reading.quantity.op is Op.GT:
            return False
        people = unit == "人" and self.previous is not None and _after_mark(self.text, reading)
        if own is False and self.flow and (_is_thing(unit) or people) and not bound:
            return False if basis.says_state(reading.printed, reading.words, unit) else None
        return own


def _after_mark(text: str, reading: Reading) -> bool:
    """Whether 、 stands right before: 引进硕士20人、高级职称人才8人."""
    return text[reading.start - 1 : reading.start] == "、"


def _in_list(between: str, before: Reading, reading: Reading) -> bool:
    """Whether a figure goes on with the list before: 新建基地1个，工作室2个."""
    things = _is_thing(reading.quantity.unit) and _is_thing(before.quantity.unit)
    return between.strip() in JOINED or (things and between.strip() in ("，", ","))


def _is_thing(unit: str | None) -> bool:
    """Whether a unit counts things, not people and households."""
    return unit in words("quantities")["count_units"][4:]
