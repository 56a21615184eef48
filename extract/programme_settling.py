"""One name per place: where the vocabulary and the grammar both find one, which of them counts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policycascade.extract.programme_names import (
    Candidate,
    Rule,
    canonical,
    pattern,
    place_at_start,
)
from policycascade.model import ProgrammeKind
from policycascade.ontology.folding import bare_name

#: Rules whose names are lists; others that hold two known names are those two.
_OF_SEVERAL = (Rule.COUNTED, Rule.QUOTED_LIST)
_DASHES = re.compile("[—–-]+")


@functools.cache
def _trimmings() -> re.Pattern[str]:
    return re.compile(rf"[省市县区州]?(?:{pattern('trimmings')}|第.{{1,3}}届|\d+)*")


def _is_a_place(text: str) -> bool:
    """Whether a text names places and no more: 济南青岛."""
    while text and (place := place_at_start(text)):
        text = text[len(place[0]) :]
    return not text


def _says_no_more(name: Candidate, known: Candidate) -> bool:
    """Whether a name of the grammar is the known one inside it with trimmings around it."""
    if known.known is None or not (name.start <= known.start and known.end <= name.end):
        return False
    if name.rule is Rule.BOXED:
        return True
    if name.rule in (Rule.QUOTED_HEAD, Rule.QUOTED_NOUN) and known.start == name.start:
        return not known.name.endswith("+")
    outer = canonical(name.name)
    names = (word for word in (*known.known.names, *known.known.near) if word in outer)
    inner = max(names, key=len, default=bare_name(known.name))
    return all(_trimmings().fullmatch(part) or _is_a_place(part) for part in outer.split(inner))


def settle(known: Sequence[Candidate], found: Iterable[Candidate]) -> Iterator[Candidate]:
    """One candidate per place: the known one where a longer name only trims it, else the longer."""
    left, taken = list(known), list[Candidate]()
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if any(one.overlaps(other) for other in taken):
            continue
        inside = [other for other in left if one.overlaps(other)]
        if len({other.name for other in inside}) > 1 and one.rule not in _OF_SEVERAL:
            continue
        same = next((other for other in inside if _says_no_more(one, other)), None)
        if same is not None:
            left.remove(same)
            start, end = min(one.start, same.start), max(one.end, same.end)
            kind = one.kind if one.kind is ProgrammeKind.PLATFORM else same.kind
            merged = replace(same, start=start, end=end, kind=kind)
            taken.append(replace(merged, name=one.name, members=one.members))
        elif all(one.holds(other) for other in inside):
            left = [other for other in left if other not in inside]
            taken.append(one)
    yield from sorted([*taken, *left], key=lambda one: (one.start, one.end))


def completes(text: str, one: Candidate, known: Iterable[Candidate]) -> bool:
    """Whether a name only goes on after a known one: 科技创新2030—“新一代人工智能”重大项目."""
    return any(_DASHES.fullmatch(text, other.end, max(one.start, other.end)) for other in known)
