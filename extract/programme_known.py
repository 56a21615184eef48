"""Initiatives that the vocabulary knows, where what stands around lets its words count."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policycascade.extract.programme_names import Candidate, Rule, pattern
from policycascade.extract.programme_text import ProgrammeText
from policycascade.model import BlockKind
from policycascade.ontology.folding import strip_marks
from policycascade.ontology.programmes import Cue, Hit, Sense, find_words

#: How many characters back a verb may stand that governs a word of the vocabulary.
VERB_REACH = 8


@functools.cache
def _governed() -> re.Pattern[str]:
    return re.compile(rf"{pattern('verbs')}[^,。;:、()“”《》|\n]{{0,4}}$")


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


def _in_number(text: str, start: int, end: int) -> bool:
    """Whether the stretch cuts a number in two."""
    return (text[start].isdigit() and text[start - 1 : start].isdigit()) or (
        text[end - 1].isdigit() and text[end : end + 1].isdigit()
    )


def _candidate(text: ProgrammeText, hit: Hit, start: int, end: int) -> Candidate | None:
    senses = [sense for sense in hit.senses if _counts(text, start, end, sense)]
    if not senses or _in_number(text.text, start, end):
        return None
    known = senses[0].programme
    if text.text[start - 1 : start] in tuple("“《") and text.text[end : end + 1] in tuple("”》"):
        start, end = start - 1, end + 1
    return Candidate(
        start=start,
        end=end,
        name=known.canonical,
        kind=known.kind,
        rule=Rule.VOCABULARY,
        known=known,
    )


def find_known(text: ProgrammeText) -> Iterator[Candidate]:
    """Find the initiatives of the vocabulary in a text."""
    bare = strip_marks(text.folded)
    for hit in find_words(bare.text):
        start, end = bare.span(hit.start, hit.end)
        if text.block_kind(start) is BlockKind.ASIDE:
            continue
        if found := _candidate(text, hit, start, end):
            yield found
