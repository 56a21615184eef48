"""Named initiatives of a plan: those the vocabulary knows, and those the grammar finds.

Each mention is a record; ``canonical`` is one name for all the ways a plan writes it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policycascade.extract.outline import section_path
from policycascade.extract.programme_known import find_known
from policycascade.extract.programme_members import members
from policycascade.extract.programme_names import (
    Candidate,
    Rule,
    canonical,
    coined_owner,
    pattern,
    printed_owner,
)
from policycascade.extract.programme_nouns import find_boxed, find_by_noun, find_headed
from policycascade.extract.programme_quoted import find_quoted
from policycascade.extract.programme_settling import completes, settle
from policycascade.extract.programme_shapes import find_by_shape
from policycascade.extract.programme_text import ProgrammeText
from policycascade.model import (
    BlockKind,
    Document,
    Level,
    Programme,
    Section,
    make_id,
)
from policycascade.ontology.folding import bare_name
from policycascade.ontology.programmes import known_programme

#: Of the names that each rule gave on the three annotated plans, how many the annotators took,
#: of how many. The word lists were made with those plans in view, so this flatters.
MEASURED = {
    Rule.VOCABULARY: (106, 106),
    Rule.QUOTED_NAME: (17, 17),
    Rule.QUOTED_HEAD: (22, 22),
    Rule.QUOTED_NOUN: (9, 9),
    Rule.QUOTED_COINED: (11, 11),
    Rule.QUOTED_BARE: (1, 1),
    Rule.QUOTED_LIST: (4, 4),
    Rule.LED: (40, 40),
    Rule.UNLED: (18, 18),
    Rule.SHARED: (2, 2),
    Rule.COUNTED: (1, 1),
    Rule.TITLED: (2, 2),
    Rule.DESIGNATED: (3, 3),
    Rule.NUMBERED: (4, 4),
    Rule.ELECTED: (3, 3),
    Rule.PILOT: (1, 1),
    Rule.SEAT: (0, 0),
    Rule.BOXED: (0, 0),
    Rule.HEADED: (0, 0),
    Rule.SERVICE: (1, 1),
    Rule.CHIEF: (0, 0),
    Rule.CENSUS: (0, 0),
    Rule.GATHERING: (0, 0),
    Rule.ARTISANS: (0, 0),
}
#: … and what to believe of the next name, by the rule of succession.
CONFIDENCE = {rule: round((hits + 1) / (names + 2), 2) for rule, (hits, names) in MEASURED.items()}

#: A name this long or longer that ends exactly one other name of the plan is short for it.
MIN_SHORT_FORM = 5
MAX_LEFT_OUT = 8

#: How many characters before a mention may say whose it is.
OWNER_REACH = 6

#: Rules that also read titles, which in lines of their own before the first section are the plan's.
_OWN_TITLE = (Rule.LED, Rule.UNLED, Rule.TITLED, Rule.SHARED)
_SENTENCE = re.compile("[,。;]")
_ZONE = re.compile("(?:先导区|试验区|示范区|先行区|实验区)$")


def _by_grammar(text: ProgrammeText) -> Iterator[Candidate]:
    """Find what the grammar finds; running text and headings by every rule, tables by quotes."""
    for start, line in text.lines():
        kind = text.block_kind(start)
        if kind is BlockKind.ASIDE:
            continue
        rules = [find_quoted(line, text.counties)]
        if kind is not BlockKind.TABLE:
            rules += [find_by_noun(line), find_by_shape(line)]
        if item := text.box_items.get(start):
            rules.append(find_boxed(line, item))
        if heading := text.headings.get(start):
            rules.append(find_headed(line, heading))
        for one in (one for rule in rules for one in rule):
            yield replace(one, start=one.start + start, end=one.end + start)


def _without_own_title(text: ProgrammeText, found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Leave out what the plan calls itself: names of its title, and of other lines of the front."""
    title, own = canonical(text.title), set[str]()
    for one in sorted(found, key=lambda one: one.start):
        name = canonical(one.name)
        if one.rule is Rule.DESIGNATED and text.title and name in canonical(text.title):
            continue  # the zone that the plan itself sets up
        front = one.start < text.body
        if front and one.rule in _OWN_TITLE and not _SENTENCE.search(text.line(one.start)):
            own.add(name)
        elif not ((front and title.endswith(name)) or any(line.endswith(name) for line in own)):
            yield one


def _own_zone(text: ProgrammeText, one: Candidate) -> bool:
    """Whether a national title's name is only that of the zone the plan sets up for its region.

    辽宁省人工智能创新应用先导区建设方案 is no 国家人工智能创新应用先导区.
    """
    words = bare_name(text.text[one.start : one.end])
    if not one.name.startswith("国家") or words.startswith("国家"):
        return False
    short = one.name.removeprefix("国家")
    return (
        short in text.title and f"国家{short}" not in text.title and _ZONE.search(short) is not None
    )


def _candidates(text: ProgrammeText) -> list[Candidate]:
    """Everything that either source finds, overlaps settled line by line."""
    known: dict[int, list[Candidate]] = defaultdict(list)
    found: dict[int, list[Candidate]] = defaultdict(list)
    for one in find_known(text):
        if _own_zone(text, one):
            continue
        known[text.line_span(one.start)[0]].append(one)
    for one in _without_own_title(text, _by_grammar(text)):
        found[text.line_span(one.start)[0]].append(one)
    for line, ones in found.items():
        found[line] = [one for one in ones if not completes(text.text, one, known[line])]
    lines = sorted(known.keys() | found.keys())
    return [one for line in lines for one in settle(known[line], found[line])]


def _name(one: Candidate) -> str:
    """The canonical name of one candidate by itself."""
    if one.known is not None:
        return one.known.canonical
    name = canonical(one.name)
    known = known_programme(name)
    return known.canonical if known else name


def _short_forms(names: Iterable[str]) -> dict[str, str]:
    """Names that are short for the one longer name of the plan that they end, and the reverse.

    >>> _short_forms(["人社信息化建设工程", "信息化建设工程"])
    {'信息化建设工程': '人社信息化建设工程'}
    >>> _short_forms(["窗口提质行动", "巩固窗口提质行动"])
    {'巩固窗口提质行动': '窗口提质行动'}
    >>> _short_forms(["创新强校", "创新强校工程"])
    {'创新强校工程': '创新强校'}
    """
    every = sorted(set(names))
    heads = re.compile(f"{pattern('suffixes')}$")
    short = {n: n[: h.start()] for n in every if (h := heads.search(n)) and n[: h.start()] in every}
    every = [name for name in every if name not in short]
    verbs = re.compile(f"{pattern('leading_verbs')}+")
    short |= {n: n[v.end() :] for n in every if (v := verbs.match(n)) and n[v.end() :] in every}
    every = [name for name in every if name not in short]
    for name in every:
        if len(name) < MIN_SHORT_FORM or known_programme(name):
            continue
        longer = [o for o in every if o != name and (o.endswith(name) or _lost_one(name, o))]
        if len(longer) == 1 and len(longer[0]) - len(name) <= MAX_LEFT_OUT:
            short[name] = longer[0]
    return short


def _lost_one(name: str, longer: str) -> bool:
    """Whether ``name`` is ``longer`` with one character lost inside it (人才强战略)."""
    if len(longer) != len(name) + 1:
        return False
    pairs = enumerate(zip(name, longer, strict=False))
    same = next((at for at, (a, b) in pairs if a != b), -1)
    return same > 0 and name[same:] == longer[same + 1 :]


def _origin(text: ProgrammeText, one: Candidate) -> Level | None:
    """The level that owns it: as printed, else as known, else as its coined name tells."""
    before = text.text[max(0, one.start - OWNER_REACH) : one.start]
    if printed := printed_owner(before, one.name):
        return printed
    return one.known.origin if one.known else coined_owner(one.name)


class _Chapters:
    """Which chapters look back at what was achieved."""

    def __init__(self, sections: Sequence[Section]) -> None:
        back, ahead = re.compile(pattern("past_headings")), re.compile(pattern("forward_headings"))
        self._starts = [section.span.start for section in sections]
        self._past: list[bool] = []
        open_: list[tuple[Section, bool]] = []
        for section in sections:
            while open_ and section.span.start >= open_[-1][0].span.end:
                open_.pop()
            past = bool(open_) and open_[-1][1]
            looks = bool(back.search(section.title)), bool(ahead.search(section.title))
            if looks[0] != looks[1]:
                past = looks[0]
            open_.append((section, past))
            self._past.append(past)

    def look_back(self, offset: int) -> bool:
        """Whether the innermost heading above ``offset`` belongs to such a chapter."""
        number = bisect_right(self._starts, offset) - 1
        return number >= 0 and self._past[number]


def _record(document: Document, text: ProgrammeText, one: Candidate, name: str) -> Programme:
    """A record of one mention; its id and what depends on other mentions are still to be set."""
    start, end = text.folded.span(one.start, one.end)
    parts, printed = members(text, one)
    evidence = document.evidence(start, end)
    return Programme(
        id="",
        evidence=evidence,
        confidence=CONFIDENCE[one.rule],
        method=one.rule.value if printed else f"{one.rule.value}-members",
        mention=evidence.quote,
        canonical=name,
        kind=one.kind,
        origin=_origin(text, one),
        members=parts,
    )


def find_programmes(document: Document, sections: Sequence[Section]) -> list[Programme]:
    """Find every mention of a named initiative, in document order."""
    text, chapters = ProgrammeText(document, sections), _Chapters(sections)
    marks = re.compile(pattern("past_marks"))
    found = _candidates(text)
    names = [_name(one) for one in found]
    short = _short_forms(names)
    records = []
    ahead: set[str] = set()
    for one, name in zip(found, names, strict=True):
        record = _record(document, text, one, short.get(name, name))
        records.append(record)
        back = chapters.look_back(record.evidence.span.start)
        if not back and not marks.search(text.sentence(one.start)):
            ahead.add(record.canonical)
    seen: Counter[tuple[str, ...]] = Counter()
    done = []
    for record in records:
        path = section_path(sections, record.evidence.span.start)
        key = (record.canonical, *path)
        seen[key] += 1
        done.append(
            replace(
                record,
                id=make_id("programme", *key, seen[key]),
                evidence=replace(record.evidence, section=path),
                past=record.canonical not in ahead,
            )
        )
    return done
