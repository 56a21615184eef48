"""Where documents are named: 《…》 with what stands around it, and titles without marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from policycascade.extract.headings import clean_title
from policycascade.extract.numerals import plain_digits
from policycascade.extract.signature import DOC_NUMBER
from policycascade.extract.words import alternation, words
from policycascade.model import BlockKind, Document, Span
from policycascade.ontology.regions import find_region

#: The longest title of the annotated plans has 36 characters; more than three times that is none.
MAX_TITLE = 120

#: So much before 《 and after 》 tells the role; so much of a sentence says what it is about.
NEAR, NEAR_AFTER, FAR = 60, 10, 400

_CLAUSE = re.compile(r"[，,：:。；;！\n]")
_TITLE = re.compile("(?:^[^《》]*》)|《[^《》]*》")
_NUMBER_NEXT = re.compile(r"\s*[（(]?\s*")
_CHAIN = re.compile(r"(?:\s*[（(][^（）()]*[）)])?\s*(?:等)?\s*(?:[、,，]|以及|及其|[和及与])?\s*")
_ALIAS = re.compile(r"\s*[（(][^（）()]*?(?:以下|下)简?称[为“\"”]*\s*《?([^《》“”\"）)]{2,20})》?")
_NTH_FIVE = re.compile(r"[“\"]?十?[一二三四五六七八九]五[”\"]?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A document's title in the text.

    Attributes:
        head: its clause before it, without the titles of the same list.
        tail: what follows the list it stands in.
        marked: it stands between 《 and 》.
    """

    title: str
    span: Span
    head: str
    tail: str
    sentence: str
    doc_number: str | None = None
    marked: bool = True


def _brackets(text: str) -> Iterator[tuple[int, int]]:
    """Where 《…》 stand, inner ones left inside; a 《 that is never closed is none."""
    opened: list[int] = []
    closed: list[tuple[int, int]] = []
    for match in re.finditer("[《》\n]|$", text):
        if match[0] == "《":
            opened.append(match.start())
            continue
        if match[0] == "》" and opened:
            start = opened.pop()
            closed = [(s, e) for s, e in closed if s < start]
            if 3 < match.end() - start <= MAX_TITLE:
                closed.append((start, match.end()))
        if not opened or match[0] != "》":
            yield from closed
            opened, closed = [], []


def _head(text: str, start: int) -> str:
    """The clause before ``start``; the words of other titles in it say nothing of this one."""
    return _CLAUSE.split(_TITLE.sub("", text[max(0, start - NEAR) : start]))[-1]


def _sentence(text: str, start: int, end: int) -> str:
    before = text[max(0, start - FAR) : start]
    first = max(before.rfind(stop) for stop in "。；;！\n") + 1
    after = re.match(r"[^。；;！\n]*", text[end : end + FAR])
    return before[first:] + text[start:end] + (after[0] if after else "")


def _chains(text: str) -> Iterator[list[tuple[int, int]]]:
    """The lists that titles stand in: 《甲》、《乙》和《丙》 is one."""
    chain: list[tuple[int, int]] = []
    for start, end in _brackets(text):
        if chain and not _CHAIN.fullmatch(text, chain[-1][1], start):
            yield chain
            chain = []
        chain.append((start, end))
    if chain:
        yield chain


def find_marked(document: Document, own: str) -> Iterator[Mention]:
    """Find every 《…》 outside the asides.

    A short title that the text explains (“以下简称《规划》”) stands for the long one; where it is
    not explained, a bare 《规划》 stands for the plan itself, if ``own``, its title, ends so.
    """
    aliases = {word: own for word in words("citations")["plan_words"] if own.endswith(word)}
    for block in document.blocks:
        if block.kind is BlockKind.ASIDE:
            continue
        text, base = plain_digits(document.quote(block.span)), block.span.start
        for chain in _chains(text):
            opening, closing = chain[0][0], chain[-1][1]
            head = _head(text, opening)
            for start, end in chain:
                title = clean_title(text[start + 1 : end - 1])
                if (alias := _ALIAS.match(text, end)) is not None:
                    aliases[alias[1]] = title
                number = DOC_NUMBER.match(text, _end_of(_NUMBER_NEXT, text, end))
                yield Mention(
                    title=aliases.get(title, title),
                    span=Span(base + start, base + end),
                    head=head,
                    tail=text[closing : closing + NEAR_AFTER],
                    sentence=_sentence(text, start, end),
                    doc_number="".join(number[0].split()) if number else None,
                )


def _end_of(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _bare_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Titles without marks: in the sentence on the drafting; and where they are carried out."""
    kinds = alternation(words("citations")["bare_kinds"])
    body = r"[^，,。；;、《》\n]"
    drafted = rf"(?:根据|依据|按照|遵照|结合|》[和、及与]|[和、及])({body}{{4,50}}?{kinds})"
    drafted += r"(?=精神|要求|部署|[和及与、，,《]|的)"
    carried = (
        rf"(?:实施|落实|贯彻|执行)({body}{{6,50}}?{kinds}[（(]20\d\d[^（）()]{{1,10}}[）)]"
        rf"|(?:关于|促进|推进|推动|加强|支持|深化){body}{{4,40}}的(?:实施)?(?:意见|决定))"
    )
    return re.compile(drafted), re.compile(carried)


def find_bare(document: Document, drafting: re.Pattern[str], front: int) -> Iterator[Mention]:
    """Find documents named without 《》 where the wording is certain.

    Before the first heading (at ``front``) those are titles that begin with a region or a five-year
    plan in the sentence on the drafting; elsewhere, titles that end in years or in 的意见.
    """
    drafted, carried = _bare_patterns()
    for block in document.blocks:
        if block.kind is not BlockKind.PARAGRAPH:
            continue
        text, base = plain_digits(document.quote(block.span)), block.span.start
        for match in carried.finditer(text):
            yield _bare(text, base, match)
        if base >= front:
            continue
        for match in drafted.finditer(text):
            title = match[1]
            dated = find_region(title) is not None or _NTH_FIVE.match(title)
            if dated and drafting.search(_sentence(text, *match.span(1))):
                yield _bare(text, base, match)


def _bare(text: str, base: int, match: re.Match[str]) -> Mention:
    start, end = match.span(1)
    return Mention(
        title=clean_title(match[1]),
        span=Span(base + start, base + end),
        head=_head(text, start),
        tail=text[end : end + NEAR_AFTER],
        sentence=_sentence(text, start, end),
        marked=False,
    )
