"""Who is responsible: （市教育局牵头，市财政局配合）, 责任单位：市教育局、市财政局."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from policycascade.extract.words import alternation, words
from policycascade.model import Document, Organ, Span

#: The longest list of organs worth reading as one; a longer bracket is a remark.
MAX_LIST = 300

#: The longest name of an organ.
MAX_NAME = 30

#: Between names, but not inside 各县（市、区）人民政府.
_SEPARATOR = re.compile(r"[、，,；;。\s]+(?![^（(]{0,12}[）)])|(?<=[局厅委办部院会])[和与及]")
_CLAUSE = re.compile(r"[；;。]|(?<=牵头)[，,、]|(?<=负责)[，,]|(?<=配合)[，,]|(?<=参与)[，,]")


@functools.cache
def _bracket() -> re.Pattern[str]:
    verbs = words("organs")["verbs"]
    inner = rf"[^（）()\n]{{2,{MAX_LIST}}}"
    return re.compile(
        rf"[（(【]({inner}(?:[（(][^（）()\n]{{1,20}}[）)]{inner})*?"
        rf"{alternation([*verbs['lead'], *verbs['support']])})。?[）)】]"
    )


@functools.cache
def _labelled() -> re.Pattern[str]:
    labels = words("organs")["labels"]
    lead, support = alternation(labels["lead"]), alternation(labels["support"])
    return re.compile(
        rf"(?:(?P<lead>{lead})|(?P<support>{support}))\s*[:：]\s*"
        rf"(?P<names>(?:[^：:；;。\n（）()【】\[\]]|[（(][^（）()\n]{{1,12}}[）)]){{2,{MAX_LIST}}}?)"
        rf"(?=[；;。\n）)】\]]|$|[，,\s]*(?:{lead}|{support})\s*[:：])"
    )


@functools.cache
def _ending() -> re.Pattern[str]:
    verbs = words("organs")["verbs"]
    return re.compile(
        rf"(?:(?P<support>{alternation(verbs['support'])})|(?P<lead>{alternation(verbs['lead'])}))$"
    )


@functools.cache
def _around() -> re.Pattern[str]:
    around = alternation(words("organs")["around"])
    return re.compile(rf"^{around}+|{around}+$")


@functools.cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"[\u4e00-\u9fff（）()、]+{alternation(words('organs')['ends'])}[）)]?")


def _names(document: Document, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The names of a list, each with where it stands."""
    text = document.text
    at = start
    pieces = [(m.start(), m.end()) for m in _SEPARATOR.finditer(text, start, end)]
    for stop, after in [*pieces, (end, end)]:
        first, last = at, stop
        at = after
        while True:
            piece = text[first:last]
            match = _around().search(piece)
            if not match or not piece:
                break
            if match.start() == 0:
                first += match.end()
            else:
                last = first + match.start()
        if first < last <= first + MAX_NAME and _name().fullmatch(text, first, last):
            yield text[first:last], first, last


def _clauses(document: Document, start: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The clauses of a bracket and their roles; beside a 牵头, 负责 is a part in it."""
    text = document.text[start:end]
    led = "牵头" in text
    at = 0
    for stop in [*_CLAUSE.finditer(text), None]:
        last = stop.start() if stop else len(text)
        clause = text[at:last]
        ending = _ending().search(clause)
        if ending:
            support = ending["support"] or (led and "牵头" not in clause)
            role = "support" if support else "lead"
            yield role, start + at, start + at + ending.start()
        at = stop.end() if stop else last


def find_organs(document: Document, span: Span, section: tuple[str, ...]) -> tuple[Organ, ...]:
    """Find the organs named as responsible within ``span``, each once, in document order."""
    lists: list[tuple[str, int, int]] = []
    for match in _labelled().finditer(document.text, span.start, span.end):
        lists.append(("lead" if match["lead"] else "support", *match.span("names")))
    for match in _bracket().finditer(document.text, span.start, span.end):
        if not _labelled().search(match[0]):
            lists.extend(_clauses(document, *match.span(1)))
    found: dict[str, Organ] = {}
    for role, start, end in sorted(lists, key=lambda row: row[1]):
        for name, first, last in _names(document, start, end):
            evidence = document.evidence(first, last, section)
            found.setdefault(name, Organ(name=name, role=role, evidence=evidence))
    return tuple(found.values())
