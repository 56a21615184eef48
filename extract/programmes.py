"""Named initiatives of a plan: those the vocabulary knows, and those the grammar finds.

Each mention is a record; ``canonical`` is one name for all the ways a plan writes it.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policycascade.extract.outline import section_path
from policycascade.extract.programme_known import find_known
from policycascade.extract.programme_names import (
    Candidate,
    Rule,
    canonical,
    coined_owner,
    pattern,
    printed_owner,
)
from policycascade.extract.programme_nouns import find_by_noun
from policycascade.extract.programme_quoted import find_quoted
from policycascade.extract.programme_shapes import find_by_shape
from policycascade.extract.programme_text import ProgrammeText
from policycascade.model import BlockKind, Document, Level, Programme, Section, make_id
from policycascade.ontology.folding import bare_name
from policycascade.ontology.programmes import known_programme

#: Share of each rule's names that the annotators of the three gold plans also took.
CONFIDENCE = dict.fromkeys(Rule, 0.7)

#: A name this long or longer that ends exactly one other name of the plan is short for it.
MIN_SHORT_FORM = 5
MAX_LEFT_OUT = 8

#: Rules that also read titles and headings, which before the first section are the plan's own.
_OWN_TITLE = (Rule.LED, Rule.UNLED, Rule.TITLED, Rule.SHARED)

_MEMBERS = re.compile(r"”?[^,。;:、()“”\n]{0,6}\(([^()\n]{4,60})\)")
_TOGETHER = re.compile(r"([二三四五六七八九])位一体")
_BEFORE = re.compile(r"((?:[^,。;:、()“”\n]{2,8}、)+[^,。;:、()“”\n]{2,8})“?$")


def _candidates(text: ProgrammeText) -> list[Candidate]:
    """Everything that either source finds, overlaps settled."""
    known = list(find_known(text))
    found: list[Candidate] = []
    for start, line in text.lines():
        kind = text.block_kind(start)
        if kind is BlockKind.ASIDE:
            continue
        rules = [find_quoted(line)]
        if kind is not BlockKind.TABLE:
            rules += [find_by_noun(line), find_by_shape(line)]
        for one in (one for rule in rules for one in rule):
            found.append(replace(one, start=one.start + start, end=one.end + start))
    return _settle(known, _without_own_title(text, found))


def _without_own_title(text: ProgrammeText, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Leave out what the plan calls itself: names first met in its titles and notices."""
    own: set[str] = set()
    for one in sorted(found, key=lambda one: one.start):
        name = canonical(one.name)
        if one.rule in _OWN_TITLE and one.start < text.body:
            own.add(name)
        elif name not in own:
            yield one


def _overlap(one: Candidate, other: Candidate) -> bool:
    return one.start < other.end and other.start < one.end


@functools.cache
def _trimmings() -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern('trimmings')}|第.{{1,3}}届|\d+)*")


def _is_known(name: Candidate, known: Candidate) -> bool:
    """Whether a name of the grammar says no more than the known one inside it."""
    inner, outer = bare_name(known.name), canonical(name.name)
    if known.known is None or not (name.start <= known.start and known.end <= name.end):
        return False
    if name.rule in (Rule.QUOTED_HEAD, Rule.QUOTED_NOUN) and known.start == name.start:
        return True
    words = (word for word in (*known.known.names, *known.known.near) if word in outer)
    inner = max(words, key=len, default=inner)
    return all(_trimmings().fullmatch(part) for part in outer.split(inner))


def _settle(known: Sequence[Candidate], found: Iterable[Candidate]) -> list[Candidate]:
    """One candidate per place: known names that a longer name only trims, else the longer name."""
    settled: list[Candidate] = []
    left = sorted(known, key=lambda one: one.start)
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if any(_overlap(one, other) for other in settled):
            continue
        inside = [other for other in left if _overlap(one, other)]
        same = [other for other in inside if _is_known(one, other)]
        longer = all(one.start <= o.start and o.end <= one.end for o in inside)
        if same:
            first = same[0]
            left.remove(first)
            settled.append(
                replace(
                    first,
                    start=min(one.start, first.start),
                    end=max(one.end, first.end),
                    name=one.name,
                    members=one.members,
                )
            )
        elif longer and not any(o.start == one.start and o.end == one.end for o in inside):
            left = [other for other in left if other not in inside]
            settled.append(one)
    return sorted([*settled, *left], key=lambda one: (one.start, one.end))


def _name(one: Candidate) -> str:
    """The canonical name of one candidate by itself."""
    if one.known is not None:
        return one.known.canonical
    name = canonical(one.name)
    known = known_programme(name)
    return known.canonical if known else name


def _short_forms(names: Iterable[str]) -> dict[str, str]:
    """Names that are short for the one longer name of the plan that they end.

    >>> _short_forms(["人社信息化建设工程", "信息化建设工程"])
    {'信息化建设工程': '人社信息化建设工程'}
    """
    every = sorted(set(names))
    short = {}
    for name in every:
        if len(name) < MIN_SHORT_FORM or known_programme(name):
            continue
        longer = [o for o in every if o != name and (o.endswith(name) or _lost_one(name, o))]
        if len(longer) == 1 and len(longer[0]) - len(name) <= MAX_LEFT_OUT:
            short[name] = longer[0]
    return short


def _lost_one(name: str, longer: str) -> bool:
    """Whether ``name`` is ``longer`` with one character lost (人才强战略)."""
    if len(longer) != len(name) + 1:
        return False
    same = next((at for at, (a, b) in enumerate(zip(name, longer, strict=False)) if a != b), -1)
    return same > 0 and name[same:] == longer[same + 1 :]


def _members(text: ProgrammeText, one: Candidate) -> tuple[tuple[str, ...], bool]:
    """The parts of a list under one name, and whether the text spells them out."""
    printed = one.members
    if bracket := _MEMBERS.match(text.text, one.end - (text.text[one.end - 1] == "”")):
        parts = tuple(part for part in re.split("[、,]", bracket[1]) if part)
        if len(parts) >= 2 and all(len(part) <= 14 for part in parts):
            printed = parts
    if _TOGETHER.search(text.text[one.start : one.end]):
        first, _ = text.line_span(one.start)
        if (row := _BEFORE.search(text.text[first : one.start + 1])) is not None:
            printed = tuple(row[1].split("、"))
    if one.known is None or not one.known.members:
        return printed, True
    if not printed:
        return one.known.members, False
    return tuple(_member(part, one.known.members) for part in printed), True


def _member(part: str, known: Sequence[str]) -> str:
    """A part by its usual name, where the printed one only says more before it."""
    return next((name for name in known if part.endswith(name)), part)


def _origin(text: ProgrammeText, one: Candidate) -> Level | None:
    """The level that owns it: as printed, else as known, else as its coined name tells."""
    before = text.text[max(0, one.start - 6) : one.start]
    if printed := printed_owner(before, one.name):
        return printed
    return one.known.origin if one.known else coined_owner(one.name)


@functools.cache
def _looks_back() -> re.Pattern[str]:
    return re.compile(pattern("past_headings"))


@functools.cache
def _looks_ahead() -> re.Pattern[str]:
    return re.compile(pattern("forward_headings"))


def _is_past(text: ProgrammeText, sections: Sequence[Section], one: Candidate, at: int) -> bool:
    """Whether a mention stands in a chapter or a sentence that looks back."""
    for section in reversed([s for s in sections if s.span.start <= at < s.span.end]):
        ahead = _looks_ahead().search(section.title)
        back = _looks_back().search(section.title)
        if back and not ahead:
            return True
        if ahead and not back:
            break
    return bool(re.search(pattern("past_marks"), text.sentence(one.start)))


def find_programmes(document: Document, sections: Sequence[Section]) -> list[Programme]:
    """Find every mention of a named initiative, in document order."""
    text = ProgrammeText(document, sections)
    found = _candidates(text)
    names = [_name(one) for one in found]
    short = _short_forms(names)
    names = [short.get(name, name) for name in names]
    spans = [text.folded.span(one.start, one.end) for one in found]
    past = [_is_past(text, sections, one, span[0]) for one, span in zip(found, spans, strict=True)]
    ahead = {name for name, back in zip(names, past, strict=True) if not back}
    seen: Counter[tuple[str, tuple[str, ...]]] = Counter()
    records = []
    for one, name, (start, end) in zip(found, names, spans, strict=True):
        path = section_path(sections, start)
        seen[name, path] += 1
        members, printed = _members(text, one)
        evidence = document.evidence(start, end, path)
        records.append(
            Programme(
                id=make_id("programme", name, *path, seen[name, path]),
                evidence=evidence,
                confidence=CONFIDENCE[one.rule],
                method=one.rule.value + ("" if printed else "-members"),
                mention=evidence.quote,
                canonical=name,
                kind=one.kind,
                origin=_origin(text, one),
                members=members,
                past=name not in ahead,
            )
        )
    return records
