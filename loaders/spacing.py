"""White space inside a line: runs become one space, and spaces that line ends left are taken out.

Chinese is written without spaces, but a space may part two things (财政局 民政局), so one
goes only where the page itself shows that a line end put it there.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable

from policycascade.loaders.numbering import OPENING
from policycascade.loaders.running import Line, Piece, Tape, put_in
from policycascade.model import BlockKind

#: Characters without a shape: zero-width marks, direction marks, soft hyphen, control characters.
INVISIBLE = (
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
)
BLANK = re.compile(rf"[\s{INVISIBLE}]+")
_ONLY_INVISIBLE = re.compile(rf"[{INVISIBLE}]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff〇]")
_WIDE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff01-\uff65“”‘’—…·]")
_STOP = re.compile("[，,。；;]")
#: A line this long with a sentence mark is prose, where a space between Han is a line end.
PROSE = 20
#: How many characters on each side must stand unspaced elsewhere to prove a space a line end, and
#: how many such spaces of one file are looked up (each look-up reads the whole file).
PROOF, LOOKUPS = 3, 200


def compact(text: str) -> str:
    """``text`` without white space and invisible characters."""
    return BLANK.sub("", text)


def is_prose(text: str) -> bool:
    """Whether a line is running prose rather than a title or a label."""
    return len(text) >= PROSE and _STOP.search(text) is not None


class Spacing:
    """Tidies the lines of one file; ``source`` is its whole text, where proof is looked for."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.lookups = 0

    def tidy(self, line: Line) -> Line:
        """Write every run of white space as one space, or leave it out.

        Left out are invisible characters, line ends of the source between Chinese characters, and
        the spaces inside 《…》, between single letter-spaced characters (发 展 规 划), inside prose
        but for its brackets, and where the words around it stand unspaced elsewhere in the file.
        """
        text, tape = line.text, Tape(line.pieces)
        if not BLANK.search(text):
            return line
        kept: list[Piece] = []
        drop = self._dropper(line)
        at = 0
        for blank in BLANK.finditer(text):
            kept += tape.cut(at, blank.start())
            before = at
            at = blank.end()
            if at < len(text) and blank.start() and not drop(blank, before):
                plain = tape.cut(blank.start(), at) if blank.group() == " " else ()
                parted = line.kind is BlockKind.ASIDE and "\t" in blank.group()
                kept += plain if plain and plain[0].same else (put_in("\t" if parted else " "),)
        kept += tape.cut(at, len(text))
        text = "".join(piece.text for piece in kept)
        return dataclasses.replace(line, pieces=tuple(kept), text=text)

    def _dropper(self, line: Line) -> Callable[[re.Match[str], int], bool]:
        text = line.text
        prose = line.kind is BlockKind.PARAGRAPH and is_prose(text)
        titles = brackets = 0

        def drop(blank: re.Match[str], before: int) -> bool:
            """Whether the white space goes; ``before`` is where the word before it begins."""
            nonlocal titles, brackets
            word = text[before : blank.start()]
            titles = max(0, titles + word.count("《") - word.count("》"))
            opened = sum(map(word.count, "（(")) - sum(map(word.count, "）)"))
            brackets = max(0, brackets + opened)
            if _ONLY_INVISIBLE.fullmatch(blank.group()):
                return True
            left, right = text[blank.start() - 1], text[blank.end()]
            if not (_WIDE.match(left) and _WIDE.match(right)):
                return False
            if titles:
                return True
            if _is_single(text, before, blank) and _HAN.match(left) and _HAN.match(right):
                return True
            if before == 0 and OPENING.fullmatch(word):
                return False
            if prose:
                return not brackets or "\n" in blank.group()
            return line.kind is BlockKind.PARAGRAPH and self._is_proven(text, blank)

        return drop

    def _is_proven(self, text: str, blank: re.Match[str]) -> bool:
        left = compact(text[max(0, blank.start() - 3 * PROOF) : blank.start()])[-PROOF:]
        right = compact(text[blank.end() : blank.end() + 3 * PROOF])[:PROOF]
        joined = left + right
        if len(joined) < 2 * PROOF or not all(map(_HAN.match, joined)) or self.lookups >= LOOKUPS:
            return False
        self.lookups += 1
        return joined in self.source


def _is_single(text: str, before: int, blank: re.Match[str]) -> bool:
    """Whether the words on both sides are one character each (文 号：)."""
    after = text[blank.end() + 1 : blank.end() + 2]
    return blank.start() - before == 1 and (after in {"", ":", "："} or bool(BLANK.match(after)))
