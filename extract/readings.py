"""A sentence → its figures, each with the words it is said of.

Cases, in the order they are tried:

1. 由1390元提至1700元: the first figure is where the second starts from;
2. A、B和C分别达到1、2、3: a list of names and a list of figures;
3. 打造24名协调员: the name stands behind the figure;
4. 城镇新增就业325万人以上: the name stands before it;
5. …，增长6%: the name is that of the figure before, or the subject of the clause before.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from policycascade.extract import naming, wholes
from policycascade.extract.clauses import clause_end, clause_start
from policycascade.extract.counted import head_of, people
from policycascade.extract.departures import departure, departures, without_from
from policycascade.extract.inherited import fund_before, in_context, inherited
from policycascade.extract.lists import LONGEST_LIST, read_changes, read_list
from policycascade.extract.quantities import Quantity, bounds
from policycascade.extract.reading import Reading, Site
from policycascade.extract.words import words
from policycascade.model import Indicator
from policycascade.ontology.indicators import clean_name, find_indicator

_LISTED = frozenset("、和及与以并")
#: Characters between 、 and what 主业突出、竞争力强的 is said of.
LONGEST_PRAISE = 60
#: 是2016年的1.5倍, 比2015年提高10.2: a comparison with another year, no measure of its own.
_COMPARISON = re.compile(
    r"^(?:完成)?年?度?(?:计划|目标任务|目标)的?$|^(?:是|为|达|比|较|相当于)*20\d\d年的?$|^提高了?[\d.]+、"
)
#: 培育5家主业突出、竞争力强的骨干企业: what is counted stands behind what is said of it.
_PRAISED = re.compile(
    r"[^，,。；;：:、的\d（(“《]{2,12}(?:、[^，,。；;：:、的\d（(“《]{2,12})+的"
    r"(?P<noun>[^，,。；;：:、的\d]{2,16})(?=[，,。；;、]|$)"
)
#: 12条重点产业链占比: how many there are is no part of the name.
_COUNT_AHEAD = re.compile(r"^\d+(?:条|个|家|项|所|处|座)(?=[^，,\d]{3})")
_DIGITS = re.compile(r"\d+")
#: What a figure with a noun of its own says nothing of: names before 等, the name before 和,
#: another figure with its noun (24个领域|207个事项).
_ANOTHER = re.compile(
    r"(?:等|和|20\d\d年|(?<![惠普涉波])及|(?<![参赋给授])与)\s*$|\d(?:个|项|条|家|所|处|座|类|种)[^\d，,、的]{1,6}$"
)
#: … and how far back they are looked for.
ANOTHER_REACH = 12
_WHERE_ONLY = re.compile("^(?:[全我本][省市县区州旗镇乡国]|全自治区)$")
_EACH_OF = re.compile(r"^每[十百千万\d]")
#: 新开工项目100%纳入预警系统 goes on behind its figure; 覆盖率达到95%的目标 does not.
_ATTAINED = re.compile(r"[达到为在至于]\s*$")


def read_figures(text: str, start: int, end: int, figures: Sequence[Quantity]) -> list[Reading]:
    """Read the measures ``figures`` of the sentence ``text[start:end]``, in order."""
    readings: list[Reading] = []
    at = 0
    while at < len(figures):
        origin = departure(text, figures, at)
        at += origin is not None
        group = [] if origin else _group(text, start, figures, at, readings)
        if group:
            readings += group
            last = max(reading.quantity.start for reading in group)
            at = next((n for n, q in enumerate(figures) if q.start > last), len(figures))
            continue
        previous = readings[-1] if readings else None
        reading = _one(text, (start, end), figures, at, origin, previous)
        if reading is not None:
            readings.append(in_context(text, reading, previous))
        at += 1
    return readings


def _group(
    text: str, start: int, figures: Sequence[Quantity], at: int, before: Sequence[Reading]
) -> list[Reading]:
    """Case 2: the figures of a list of names."""
    first = figures[at]
    left = clause_start(text, first.bound, max(start, figures[at - 1].end if at else start))
    readings = []
    own = text[left : first.bound]
    known = [(r.printed, r.quantity) for r in before[-LONGEST_LIST:]]
    origins = departures(text, figures, at)
    if origins:
        own = without_from(own).removesuffix("分别") + "分别"
    named = read_list(own, text, figures, at + len(origins))
    named = named or read_changes(own, text, figures, at, known)
    starts = origins if len(origins) == len(named) else [None] * len(named)
    for (name, quantity), origin in zip(named, starts, strict=True):
        indicator, own = naming.name_indicator(name, quantity.unit)
        readings.append(
            Reading(
                start=left,
                end=quantity.end,
                quantity=quantity,
                indicator=indicator,
                printed=name,
                words=text[left : quantity.end],
                method="list",
                start_value=origin,
                subject=own,
            )
        )
    return readings


# ---------------------------------------------------------------- 3 to 5 one figure


def _one(
    text: str,
    sentence: tuple[int, int],
    figures: Sequence[Quantity],
    at: int,
    origin: Quantity | None,
    previous: Reading | None,
) -> Reading | None:
    quantity = figures[at]
    bound = origin.bound if origin else quantity.bound
    place = at - 1 - bool(origin)
    before = figures[place] if place >= 0 else None
    start = clause_start(text, bound, _low(text, sentence[0], before, previous))
    start += len(text[start:bound]) - len(naming.trim(text[start:bound]))
    high = figures[at + 1].bound if at + 1 < len(figures) else sentence[1]
    stop = clause_end(text, quantity.end, high)
    left = without_from(text[start:bound]) if origin else text[start:bound]
    noun = _noun(text, quantity, stop, shared=stop == high < sentence[1])
    site = Site(text, sentence[0], left, noun, stop)
    reading = Reading(
        start=start,
        end=quantity.end,
        quantity=quantity,
        indicator=Indicator(canonical=""),
        printed=left,
        words=text[start:stop],
        method="clause",
        start_value=origin,
    )
    return _named_by_place(reading, site, previous)


def _named_by_place(reading: Reading, site: Site, previous: Reading | None) -> Reading | None:
    """Whether the name stands before the figure or behind it."""
    quantity, left, noun = reading.quantity, site.left, site.noun
    own = clean_name(left)
    if quantity.state and noun and not own:  # 动态消除零就业家庭
        return _named(reading, noun, noun, "state", site.stop)
    if (
        noun and _ANOTHER.search(left[-ANOTHER_REACH:]) and quantity.unit != "%"
    ):  # 引进甲、乙等|9家企业
        return _noun_behind(reading, dataclasses.replace(site, left=naming.leading_verb(left)))
    if noun and (head := _counted_names(quantity, left)):
        return _noun_behind(reading, dataclasses.replace(site, left=head))
    if noun and _counts(quantity, _WHERE_ONLY.sub("", left), noun):  # 全县|243个行政村
        return _noun_behind(reading, site)
    empty = not own or own in words("figures")["generic"] or naming.is_stage(own)
    if noun and empty and quantity.unit != "%":
        return _noun_behind(reading, site)
    if noun and quantity.unit == "%" and (noun.startswith("的") or not left):
        return _noun_behind(reading, dataclasses.replace(site, left="", noun=noun.lstrip("的")))
    return _noun_before(reading, site, previous)


def _low(text: str, start: int, before: Quantity | None, previous: Reading | None) -> int:
    """Where the words of a figure may begin: behind the figure before and the noun it counts."""
    low = max(start, before.end if before else start)
    counted = previous.end if previous and previous.method == "noun" else low
    return counted if counted > low and text[counted : counted + 1] in _LISTED else low


def _noun(text: str, quantity: Quantity, stop: int, *, shared: bool) -> str:
    """The noun behind a figure; where another figure follows it too, only the people at its head.

    80个摊位窗口的现代化、信息化的市场 has 80 摊位窗口; 446万贫困人员参保率100% has 446万 贫困人员.
    """
    noun = naming.noun_behind(text[quantity.end : stop])
    if noun and text[stop : stop + 1] == "、" and (praised := _PRAISED.match(text, quantity.end)):
        return praised["noun"]
    counted = _DIGITS.match(text, stop + 1)  # 3家国内领先的企业、5家…
    if (
        "的" in noun[1:]
        and text[stop : stop + 1] == "、"
        and not counted
        and not _DIGITS.search(noun)
    ):
        noun = noun[: noun.index("的", 1)]
    return head_of(people(noun)) if shared else noun


def _counted_names(quantity: Quantity, left: str) -> str:
    """The verb before names that are counted: 新增甲、乙、丙3个|千亿县."""
    names = left.split("、")
    if len(names) < 2 or len(names) != quantity.value or not naming.begins_with_verb(left):
        return ""
    verb = naming.leading_verb(left)
    return verb if len(names[0]) > len(verb) else ""


def _counts(quantity: Quantity, left: str, noun: str) -> bool:
    """Whether the figure counts the noun behind it rather than measuring what stands before."""
    if quantity.unit is not None and quantity.unit not in words("quantities")["count_units"]:
        return False
    own = clean_name(left)
    if noun.startswith("的"):
        return not own
    if len(own) < 2 or naming.ends_with_verb(left) or left.rstrip().endswith("的"):
        return True
    return quantity.unit is None


def _noun_behind(reading: Reading, site: Site) -> Reading:
    """Case 3; the verb before the figure stays where it says more than that there are so many."""
    place = site.text.find(site.noun, reading.quantity.end, site.stop + LONGEST_PRAISE)
    end = place + len(site.noun) if place >= 0 else site.stop
    own = clean_name(site.left)
    if not own and site.text[site.stop : site.stop + 1] == "、":
        reading = dataclasses.replace(reading, words=reading.words + _shared_predicate(site))
    lists = words("figures")
    verb = own if own in lists["flow"] and own not in lists["generic"] else ""
    if own in lists["flow"] and find_indicator(own + site.noun, reading.quantity.unit).known:
        verb = own  # 建设5G基站 are new ones
    if _EACH_OF.match(own):  # 每25万人拥有1家博物馆
        verb = own
    return _named(reading, verb + site.noun, site.left.strip() + site.noun, "noun", end)


def _shared_predicate(site: Site) -> str:
    """What is said of all that is counted: 5个贫困县、10个贫困村|全部摘帽."""
    high = min(len(site.text), site.stop + LONGEST_PRAISE)
    end = clause_end(site.text, site.stop, high, enumeration=False)
    return _DIGITS.split(site.text[site.stop : end])[-1]


def _named(reading: Reading, name: str, printed: str, method: str, end: int) -> Reading:
    indicator = naming.name_counted(name, reading.quantity.unit)
    return dataclasses.replace(
        reading, indicator=indicator, printed=printed, method=method, end=end
    )


def _noun_before(reading: Reading, site: Site, previous: Reading | None) -> Reading | None:
    """Cases 4 and 5: the name stands before the figure, perhaps a clause earlier."""
    left, unit = site.left, reading.quantity.unit
    if tied := wholes.tied_to(left):
        indicator, own = naming.name_indicator(tied[0], None)
        return dataclasses.replace(
            reading, indicator=indicator, printed=own, method="tied", tied=tied[1]
        )
    if bound := wholes.bound_to(left):
        indicator, own = naming.name_indicator(bound["name"], unit)
        op = bounds("before")[bound["bound"]]
        return dataclasses.replace(
            reading,
            indicator=indicator,
            printed=own,
            method="tied",
            tied=bound["whole"],
            quantity=dataclasses.replace(reading.quantity, op=op),
        )
    if unit == "%" and site.noun and not _ATTAINED.search(left) and site.noun[0] != "的":
        end = site.text.find(site.noun, reading.end) + len(site.noun)
        left, reading = left + site.noun, dataclasses.replace(reading, end=end)
    left = wholes.compared(left)
    if unit == "%":
        left = _COUNT_AHEAD.sub("", left)
        left = left + "比" if len(left) > 2 and left.endswith("占") else left  # 民间投资占55%
    left = fund_before(site.text, site.low, reading.start, left.strip()) or left
    indicator, own = naming.name_indicator(left, unit)
    if _COMPARISON.match(own) or (unit == "倍" and left.rstrip().endswith("的")):
        return None
    if naming.is_bare(own) and site.noun.startswith("的"):  # 总规模100亿元的产业基金
        own = naming.said_of(site.noun[1:], own)
        indicator = naming.name_counted(own, unit)
    elif naming.is_bare(own):
        return inherited(reading, own, site, previous)
    elif "占" in left and not indicator.known:
        share = wholes.of_whole(previous.subject if previous else "", left)
        indicator, own = naming.name_indicator(share, unit) if share else (indicator, own)
    elif unit == "%" == (previous and previous.quantity.unit) and not indicator.known:
        rate = wholes.same_rate(previous.printed, own) if previous else None
        indicator, own = naming.name_indicator(rate, unit) if rate else (indicator, own)
    return dataclasses.replace(reading, indicator=indicator, printed=own)
