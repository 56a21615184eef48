"""Markdown: headings, list items and emphasis as the format means them; the rest is plain text."""

from __future__ import annotations

import dataclasses
import html
import re
from collections.abc import Iterable, Iterator, Sequence

from policycascade.loaders.running import Draft, Line, Piece, Tape, make_line
from policycascade.loaders.text import arrange, chrome_and_tables, split_lines
from policycascade.model import BlockKind

_FENCE = re.compile(r"(?:```|~~~).*")
_COMMENT = re.compile(r"<!--(?!.*-->.*\S)")
_QUOTE = re.compile(r"(?:>\s?)+")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)(?:\s+#+)?$")
_ITEM = re.compile(r"[-*+]\s+(?:\[[ xX]\]\s+)?")
_RULE = re.compile(r"(?:[-*_]\s*){3,}")
_UNDERLINE = re.compile(r"={2,}|-{2,}")
_PROPERTY = re.compile(r"([^\s:：][^:：]{0,60})[:：]\s*(.*)")
#: What the format prints otherwise than it is written; the groups are what is printed.
_INLINE = re.compile(
    r"""
      <!--.*?--> | <br\s*/?> | \*\* | __ | `+
    | !?\[(?P<label>[^\[\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)
    | \\(?P<escaped>[!-/:-@\[-`{-~])
    | (?P<entity>&(?:\#\d{1,7}|\#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def read_markdown(text: str) -> Draft:
    """Read Markdown."""
    lines = list(split_lines(text))
    front, metadata = _front_matter(lines)
    body = [_inline(line) for line in _blocks(lines[len(front) :], text)]
    draft = arrange([*front[1:-1], *chrome_and_tables(body)], text)
    return Draft(draft.items, metadata, draft.notes)


def _front_matter(lines: Sequence[Line]) -> tuple[list[Line], dict[str, str]]:
    """The properties between two lines of dashes at the very beginning, as asides."""
    if not lines or lines[0].text != "---":
        return [], {}
    found: dict[str, str] = {}
    front = [lines[0]]
    for line in lines[1:]:
        front.append(line.aside())
        given = _PROPERTY.fullmatch(line.text)
        if line.text == "---":
            return front, found
        if given is None and not line.text.startswith(("-", "#")):
            break
        if given:
            found[given.group(1)] = given.group(2).strip("\"'")
    return [], {}


def _blocks(lines: Iterable[Line], text: str) -> Iterator[Line]:
    """Headings, items and quotes without their marks; rules and fences are not printed."""
    until: re.Pattern[str] | None = None  # what ends a code block or a comment
    before: Line | None = None
    for line in lines:
        if until or _FENCE.fullmatch(line.text) or _COMMENT.match(line.text):
            if before:
                yield before
            before = line if until is _FENCE and not _FENCE.fullmatch(line.text) else None
            until = _still_open(line.text, until)
            continue
        line = _without(line, _QUOTE)
        if before and _UNDERLINE.fullmatch(line.text) and _adjacent(before, line, text):
            level = 1 if line.text[0] == "=" else 2
            before = dataclasses.replace(before, kind=BlockKind.HEADING, level=level)
        elif not _RULE.fullmatch(line.text):
            if before:
                yield before
            before = _block(line)
    if before:
        yield before


def _still_open(text: str, until: re.Pattern[str] | None) -> re.Pattern[str] | None:
    """What must still come after a line that stands in, or begins, a code block or a comment."""
    if until is _FENCE:
        return None if _FENCE.fullmatch(text) else _FENCE
    if until is None and _FENCE.fullmatch(text):
        return _FENCE
    return None if "-->" in text else _COMMENT


def _block(line: Line) -> Line:
    heading = _HEADING.match(line.text)
    if heading:
        pieces = Tape(line.pieces).cut(*heading.span(2))
        return make_line(pieces, kind=BlockKind.HEADING, level=len(heading.group(1)))
    if _ITEM.match(line.text):
        return dataclasses.replace(_without(line, _ITEM), opens=True)
    return line


def _without(line: Line, mark: re.Pattern[str]) -> Line:
    found = mark.match(line.text)
    if not found:
        return line
    pieces = Tape(line.pieces).cut(found.end(), len(line.text))
    return make_line(pieces, opens=line.opens, indented=line.indented)


def _adjacent(above: Line, below: Line, text: str) -> bool:
    """Whether no blank line stands between two lines."""
    start = above.pieces[-1].start
    end = below.pieces[0].start
    if start is None or end is None:
        return False
    return len(text[start + above.pieces[-1].length : end].splitlines()) <= 1


def _inline(line: Line) -> Line:
    """The line as it is printed: emphasis, links, escapes and entities resolved."""
    if not _INLINE.search(line.text):
        return line
    tape, at = Tape(line.pieces), 0
    pieces: list[Piece] = []
    for mark in _INLINE.finditer(line.text):
        pieces += tape.cut(at, mark.start())
        at = mark.end()
        if mark["entity"]:
            source = tape.cut(*mark.span())[0]
            pieces.append(Piece(html.unescape(mark["entity"]), source.start, source.length))
        elif mark.lastgroup:
            pieces += tape.cut(*mark.span(mark.lastgroup))
        elif mark.group().startswith("<br"):
            pieces.append(Piece(" ", None, 0))
    pieces += tape.cut(at, len(line.text))
    text = "".join(piece.text for piece in pieces)
    return dataclasses.replace(line, pieces=tuple(pieces), text=text)
