"""The front of a document: all that is printed before the first heading of its outline."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from policycascade.extract.numerals import plain_digits
from policycascade.extract.words import alternation, words
from policycascade.model import Block, BlockKind, Document, Evidence, Section

#: Front matter without any heading after it is looked for in so many characters.
MAX_FRONT = 4000

#: A signature at the end stands within so many lines.
TAIL_LINES = 12

#: A line that begins so names those a notice goes to, not those who sign it.
_ADDRESSEES = ("各", "本", "有关")

#: What may follow a title in brackets: its years, the state of the text.
_STATES = "试行|草案|全文|实录|摘要|节选|摘登|修订版?"
_YEARS = rf"(?:\s*[（(](?:[^（）()]*\d{{4}}[^（）()]*|[^（）()]*稿|{_STATES})[）)])*"


@dataclass(frozen=True, slots=True)
class Found:
    """A value and the words that prove it."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line, where it starts, and whether it is an aside."""

    start: int
    text: str
    aside: bool = False

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Preface:
    """The front of one document, asides included: sites print dates there.

    Its digits are half-width; the evidence it makes is as printed.

    Attributes:
        tail: the last lines of the document, where some organs sign.
    """

    document: Document
    text: str
    lines: tuple[PrintedLine, ...]
    tail: tuple[PrintedLine, ...]

    def found(self, value: str, start: int, end: int) -> Found:
        """Give ``value`` with the characters ``start`` to ``end`` as evidence."""
        return Found(value, self.document.evidence(start, end))


def read_preface(document: Document, sections: Sequence[Section]) -> Preface:
    """Set the front of ``document`` apart; ``sections`` are its outline."""
    end = sections[0].span.start if sections else MAX_FRONT
    lines = [line for block in document.blocks for line in _lines(document, block)]
    tail = [line for line in lines if line.start >= end and not line.aside][-TAIL_LINES:]
    front = tuple(line for line in lines if line.start < end)
    return Preface(document, plain_digits(document.text[:end]), front, tuple(tail))


def _lines(document: Document, block: Block) -> Iterator[PrintedLine]:
    at = block.span.start
    for line in plain_digits(document.quote(block.span)).split("\n"):
        if line.strip():
            yield PrintedLine(at, line, block.kind is BlockKind.ASIDE)
        at += len(line) + 1


@functools.cache
def plan_kinds() -> str:
    """A pattern of the words a plan's title ends with (规划, 行动计划 …) and its years, if any."""
    return alternation(row["word"] for row in words("front_matter")["plan_kinds"]) + _YEARS


def is_plan_title(title: str) -> bool:
    """Whether a title ends as plans' titles do.

    >>> is_plan_title("全民健身计划（2021—2025年）"), is_plan_title("劳动合同法")
    (True, False)
    """
    return re.fullmatch(rf"[^。！？；]*{plan_kinds()}", title) is not None


@functools.cache
def organ() -> re.Pattern[str]:
    """A pattern of an organ's whole name (株洲市人力资源和社会保障局)."""
    ends = alternation(words("front_matter")["organ_ends"])
    return re.compile(rf"[\u4e00-\u9fff（）()、]{{1,36}}{ends}")


def organ_names(text: str) -> str | None:
    """Name the organs a line consists of, joined by 、; ``None`` where it holds anything else.

    >>> organ_names("株洲市教育局 株洲市财政局"), organ_names("各市州人民政府：")
    ('株洲市教育局、株洲市财政局', None)
    """
    parts = text.split()
    if not parts or text.startswith(_ADDRESSEES):
        return None
    if all(organ().fullmatch(part) for part in parts):
        return "、".join(parts)
    whole = "".join(parts)
    return whole if organ().fullmatch(whole) else None
