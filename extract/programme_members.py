"""The parts of an initiative that is a list under one name: 一金三制, 五项行动计划."""

from __future__ import annotations

import re
from collections.abc import Sequence

from policycascade.extract.programme_names import Candidate
from policycascade.extract.programme_text import ProgrammeText

#: Longer parts are sentences.
MAX_PART = 14

_BRACKET = re.compile(r"”?[^,。;:、()“”\n]{0,6}\(([^()\n]{4,60})\)")
_TOGETHER = re.compile(r"[二三四五六七八九]位一体")
_ROW = re.compile(r"((?:[^,。;:、()“”\n]{2,8}、)+[^,。;:、()“”\n]{2,8})“?$")


def _in_bracket(text: ProgrammeText, one: Candidate) -> tuple[str, ...]:
    """“一金三制”(工资保证金、实名制、分账制、银行代发制)."""
    end = one.end - text.text[one.start : one.end].endswith("”")
    found = _BRACKET.match(text.text, end)
    parts = tuple(part for part in re.split("[、,]", found[1]) if part) if found else ()
    return parts if len(parts) >= 2 and all(len(part) <= MAX_PART for part in parts) else ()


def _before(text: ProgrammeText, one: Candidate) -> tuple[str, ...]:
    """政策、经办、信息、监督“四位一体”."""
    if not _TOGETHER.search(text.text[one.start : one.end]):
        return ()
    first, _ = text.line_span(one.start)
    row = _ROW.search(text.text[first : one.start])
    return tuple(row[1].split("、")) if row else ()


def _usual(part: str, known: Sequence[str]) -> str:
    """A part by its usual name, where the printed one only says more before it."""
    return next((name for name in known if part.endswith(name)), part)


def members(text: ProgrammeText, one: Candidate) -> tuple[tuple[str, ...], bool]:
    """The parts of a list, and whether the text (not only the vocabulary) spells them out."""
    printed = _in_bracket(text, one) or _before(text, one) or one.members
    known = one.known.members if one.known else ()
    if known and not printed:
        return known, False
    return tuple(_usual(part, known) for part in printed), True
