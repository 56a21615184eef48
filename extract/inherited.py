"""What a figure takes from the one before it: its subject, its verb, its 每千人口."""

from __future__ import annotations

import dataclasses
import re

from policycascade.extract import naming
from policycascade.extract.clauses import clause_start, is_break
from policycascade.extract.reading import Reading, Site
from policycascade.ontology.indicators import clean_name, find_indicator

#: A quote that takes in what its figure is said of is not longer, so that a row of them ends.
LONGEST_QUOTE = 200
#: 新增百亿县区26个，累计达到46个: the second counts all of them.
_BY_NOW = re.compile("(?:累计|总数|总量)(?:已?达|增至)|^(?:已?达到?|增至)$")
#: 亿元以上项目82个，其中10亿元以上6个: projects of that size.
_SIZE = re.compile(r"[\d.]+[十百千万亿]*元")
_SIZED = re.compile(r"[\d.]*[十百千万亿]+元以上")
_NEW_BEHIND = re.compile("(?<=..)(?:新增|净增)$")
_NEW = re.compile("^(?:新增|净增|新建|新认定|新培育|新登记|新发现)(?=..)")


def in_context(text: str, reading: Reading, previous: Reading | None) -> Reading:
    """What a reading takes from the one before: its verb, its 每千人口, the subject of parts."""
    own = clean_name(reading.printed)
    if previous is None:
        return dataclasses.replace(reading, subject=own, verb=naming.shared_verb(own))
    between = text[previous.end : reading.start]
    listed = between.strip() in ("、", "和", "及")
    part = "其中" in between + reading.printed or (previous.part and listed)
    subject = previous.subject if reading.method == "inherited" else own
    verb = naming.shared_verb(own) or (previous.verb if listed else "")
    if part and not listed:
        verb = verb or previous.verb
    if _SIZE.fullmatch(own) and _SIZED.search(previous.subject):
        name = _SIZED.sub(f"{own}以上", previous.subject)
        found = find_indicator(name, reading.quantity.unit)
        reading = dataclasses.replace(reading, indicator=found, printed=name)
    new = verb.startswith(("新", "净")) and not own.startswith(verb)
    if (listed or part) and (new or not reading.indicator.known):
        prefixed = naming.with_shared_prefix(previous.printed, own)
        for name in filter(None, (prefixed, verb and verb + own)):
            found = find_indicator(name, reading.quantity.unit)
            if found.known or name == prefixed:
                reading = dataclasses.replace(reading, indicator=found, printed=name)
                break
    return dataclasses.replace(reading, subject=subject or own, part=part, verb=verb)


def inherited(reading: Reading, own: str, site: Site, previous: Reading | None) -> Reading | None:
    """Case 5: a bare name, said of the figure before or of the subject of the clause before."""
    text, unit = site.text, reading.quantity.unit
    if previous is not None and not re.search("[；;]", text[previous.end : reading.start]):
        subject, start = previous.subject, previous.start
        if _BY_NOW.search(site.left):
            subject = _NEW_BEHIND.sub("", _NEW.sub("", subject))
            reading = dataclasses.replace(reading, words=f"达到{reading.words}")
        if unit == "百分点" and previous.quantity.unit == "%":
            return None  # 达到95%、提高3个百分点 says the same twice
        if unit == "倍" and not own:
            return None
        if unit not in ("%", "百分点", "倍"):
            subject = _nearer(text[previous.end : reading.start], own, unit) or naming.base_of(
                subject
            )
    else:
        stop = reading.start
        while stop > site.low and (is_break(text, stop - 1) or text[stop - 1] in "、 "):
            stop -= 1
        start = clause_start(text, stop, site.low)
        subject = naming.subject_of(text[start:stop])
        if not subject:  # 公布保护单位，数量不少于150处
            subject = naming.object_of(text[start:stop], own)
            reading = dataclasses.replace(reading, words=text[start : site.stop])
    if len(subject) < 2:
        alone = find_indicator(own, unit) if own else None
        if alone is None or not (alone.known or own.endswith("投资")):
            return None  # 完成投资500亿元 says enough by itself
        return dataclasses.replace(reading, indicator=alone, printed=own)
    name = naming.said_of(subject, own)
    indicator, _ = naming.name_indicator(name, unit)
    start = start if reading.end - start <= LONGEST_QUOTE else reading.start
    return dataclasses.replace(
        reading, start=start, indicator=indicator, printed=name, method="inherited"
    )


def fund_before(text: str, low: int, at: int, own: str) -> str:
    """Which fund a size is of: 设立种业基金，基金总规模10亿元 is that of the 种业基金.

    >>> text = "支持育种，设立种业基金，基金总规模"
    >>> fund_before(text, 0, 12, "基金总规模")
    '种业基金总规模'
    """
    if not own.startswith("基金"):
        return ""
    clause = re.split("[，,；;]", text[low:at].rstrip("，, "))[-1]
    fund = naming.object_of(clause, "规模")
    return fund + own.removeprefix("基金") if fund.endswith("基金") else ""


def _nearer(between: str, own: str, unit: str | None) -> str:
    """Find the subject of a clause without a figure, if with the bare name it is known.

    失业保险参保10万人,工伤保险实现统筹,参保20万人: the second 参保 is said of 工伤保险.
    """
    for clause in reversed(re.split("[，,]", between)):
        subject = naming.subject_of(clause)
        if len(subject) >= 2 and find_indicator(naming.said_of(subject, own), unit).known:
            return subject
    return ""
