"""What recurs under a place's name or a number: censuses, gatherings, a place's artisans."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policycascade.extract.programme_clauses import free_cores
from policycascade.extract.programme_names import (
    Candidate,
    Rule,
    listed,
    pattern,
    place_at_start,
)
from policycascade.model import ProgrammeKind

#: 中国大会 names none, 长春马拉松 does; longer ones are clauses.
MIN_MEETING, MIN_GATHERING, MAX_GATHERING = 4, 2, 18
_ARTISANS = re.compile("(?:青年|杰出|首席)?工匠(?!精神|学院|学校|型|人才|队伍|大军|文化)")
_NAMING = re.compile("^(?:培育|培养|选树|选拔|遴选|命名|认定|新增)+")
_CENSUS = re.compile(r"第[一二三四五六七八九十]+次(?:全国|全省)[^,。;:、()“”《》|\n]{2,12}?普查")


def censuses(line: str) -> Iterator[Candidate]:
    """第五次全国经济普查."""
    for found in _CENSUS.finditer(line):
        yield Candidate(
            start=found.start(),
            end=found.end(),
            name=found[0],
            kind=ProgrammeKind.PROGRAMME,
            rule=Rule.CENSUS,
        )


@functools.cache
def _staged() -> re.Pattern[str]:
    """第五届, 2026, before what tells that a gathering has a name of its own."""
    return re.compile(rf"(?:第.{{1,3}}届|20\d\d年?)*(?=(?P<head>{pattern('gathering_heads')})?)")


def gathered(line: str) -> Iterator[Candidate]:
    """承办世界声学大会: a gathering that bears a place's name or the world's."""
    for core, noun in free_cores(line, re.compile(pattern("gatherings"))):
        staged = _staged().match(core.text)
        name = core.text[staged.end() :] if staged else core.text
        own = bool(staged and staged["head"]) or place_at_start(name) is not None
        met = name.endswith(tuple(listed("meetings"))) or line.startswith("精神", noun.end())
        least = MIN_MEETING if noun[0] in listed("meetings_of_many") else MIN_GATHERING
        won = noun[0] in listed("matches")
        if own and not met and least <= len(name) <= MAX_GATHERING:
            yield Candidate(
                start=core.start,
                end=noun.end(),
                name=name + noun[0],
                kind=ProgrammeKind.COMPETITION if won else ProgrammeKind.CAMPAIGN,
                rule=Rule.GATHERING,
            )


def artisans(line: str) -> Iterator[Candidate]:
    """入选浙江工匠: an honour that bears a place's name alone."""
    for core, noun in free_cores(line, _ARTISANS):
        text = _NAMING.sub("", core.text)
        place = place_at_start(text)
        whole = place is not None and place[0] == text
        if whole or text in listed("province_names"):
            yield Candidate(
                start=noun.start() - len(text),
                end=noun.end(),
                name=text + noun[0],
                kind=ProgrammeKind.BRAND,
                rule=Rule.ARTISANS,
            )
