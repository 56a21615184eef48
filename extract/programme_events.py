"""Events that recur under a name of their own: censuses, and gatherings named for a place."""

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

#: 中国大会 names none; longer ones are clauses.
MIN_GATHERING, MAX_GATHERING = 4, 18
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
        if own and not met and MIN_GATHERING <= len(name) <= MAX_GATHERING:
            yield Candidate(
                start=core.start,
                end=noun.end(),
                name=name + noun[0],
                kind=ProgrammeKind.CAMPAIGN,
                rule=Rule.GATHERING,
            )
