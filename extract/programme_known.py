"""Initiatives that the vocabulary knows, where what stands around lets its words count."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policycascade.extract.programme_clauses import clause_start, cut
from policycascade.extract.programme_names import Candidate, Rule, pattern
from policycascade.extract.programme_text import ProgrammeText
from policycascade.model import BlockKind
from policycascade.ontology.folding import strip_marks
from policycascade.ontology.programmes import Cue, Hit, Sense, find_words, known_programme

_OPENING, _CLOSING = ("“", "《"), ("”", "》")

#: How many characters back a verb may stand that governs a word of the vocabulary.
VERB_REACH = 8


@functools.cache
def _governed() -> re.Pattern[str]:
    return re.compile(rf"{pattern('led_verbs')}[^,。;:、()“”《》|\n]{{0,4}}$")


@functools.cache
def _named_after() -> re.Pattern[str]:
    return re.compile(pattern("led_nouns"))


def _counts(text: ProgrammeText, start: int, end: int, sense: Sense) -> bool:
    """Whether a word of the vocabulary has this sense where it stands."""
    if sense.cue is Cue.ALWAYS:
        return True
    if sense.cue is Cue.NEAR:
        line = text.line(start)
        return any(word in line for word in sense.near)
    quoted = text.text[start - 1 : start] == "“" and text.text[end : end + 1] == "”"
    if quoted or sense.cue is Cue.QUOTED:
        return quoted
    before = text.text[max(0, start - VERB_REACH) : start]
    return bool(_governed().search(before) or _named_after().match(text.text, end))


def _in_number(text: ProgrammeText, start: int, end: int) -> bool:
    """Whether the stretch cuts a number in two; 05 12333 are two numbers."""

    def goes_on(at: int) -> bool:
        around = text.text[at - 1 : at + 1] if at else ""
        offsets = text.folded.offsets
        return len(around) == 2 and around.isdigit() and offsets[at] - offsets[at - 1] == 1

    return goes_on(start) or goes_on(end)


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the marks right around a stretch, so that none in it stands alone."""
    opened, closed = text[start - 1 : start] in _OPENING, text[end : end + 1] in _CLOSING
    inside = text[start:end]
    lone_end = sum(map(inside.count, _CLOSING)) > sum(map(inside.count, _OPENING))
    lone_start = sum(map(inside.count, _OPENING)) > sum(map(inside.count, _CLOSING))
    return start - (opened and (closed or lone_end)), end + (closed and (opened or lone_start))


def _candidate(text: ProgrammeText, hit: Hit, start: int, end: int) -> Candidate | None:
    senses = [sense for sense in hit.senses if _counts(text, start, end, sense)]
    if not senses or _in_number(text, start, end):
        return None
    known = senses[0].programme
    start, end = _with_marks(text.text, start, end)
    return Candidate(
        start=start,
        end=end,
        name=known.canonical,
        kind=known.kind,
        rule=Rule.VOCABULARY,
        known=known,
    )


def _shared(text: ProgrammeText, last: Candidate) -> Iterator[Candidate]:
    """Items before a known name that share its end: 碧水 in 碧水、净土保卫战."""
    first, end = text.line_span(last.start)
    line = text.text[first:end]
    at = last.start - first
    while line[at - 1 : at] == "、":
        item = cut(line, clause_start(line, at - 1), at - 1)
        endings = (last.name[cut_at:] for cut_at in range(1, len(last.name) - 1))
        known = next(
            (k for e in endings if item.text and (k := known_programme(item.text + e))), None
        )
        if known is None:
            return
        yield Candidate(
            start=first + item.start,
            end=first + at - 1,
            name=known.canonical,
            kind=known.kind,
            rule=Rule.VOCABULARY,
            known=known,
        )
        at = item.start


def find_known(text: ProgrammeText) -> Iterator[Candidate]:
    """Find the initiatives of the vocabulary in a text."""
    bare = strip_marks(text.folded)
    for hit in find_words(bare.text):
        start, end = bare.span(hit.start, hit.end)
        if text.block_kind(start) is BlockKind.ASIDE:
            continue
        if found := _candidate(text, hit, start, end):
            yield found
            yield from _shared(text, found)
