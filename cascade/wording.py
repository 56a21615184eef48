"""Words as the comparison sees them: bare characters with a way back, terms, names."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from policycascade.model import BlockKind, Document, Span

_WORD = re.compile(r"\w")
_TERM = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, slots=True)
class Bare:
    """Letters, digits and characters of a text without spaces and marks, and where each stood."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Where the bare characters ``start`` to ``end`` stand in the text they come from."""
        return Span(self.places[start], self.places[end - 1] + 1)


def bare(text: str, start: int = 0, end: int | None = None) -> Bare:
    """Strip spaces and punctuation between ``start`` and ``end``.

    >>> bare("“一卡通” 建设").text
    '一卡通建设'
    """
    stop = len(text) if end is None else end
    places = tuple(i for i in range(start, stop) if _WORD.match(text[i]))
    return Bare("".join(text[i] for i in places), places)


def bare_document(document: Document) -> Bare:
    """The bare characters of a document's own text: blocks that are chrome or contents left out."""
    aside = [block.span for block in document.blocks if block.kind is BlockKind.ASIDE]
    whole = bare(document.text)
    if not aside:
        return whole
    hidden = {i for span in aside for i in range(span.start, span.end)}
    kept = [n for n, place in enumerate(whole.places) if place not in hidden]
    return Bare("".join(whole.text[n] for n in kept), tuple(whole.places[n] for n in kept))


def terms(text: str) -> list[str]:
    """The words of a text that can carry meaning: two characters and more.

    >>> "就业" in terms("促进 就业。")
    True
    """
    from policycascade.ontology.segment import segment

    joined = re.sub(r"\s+", "", text)
    return [word for word in segment(joined) if _TERM.fullmatch(word)]


def with_parts(words: Iterable[str]) -> frozenset[str]:
    """Words and the two words in those that are put together of two: 人才培养 is of 人才, too.

    >>> sorted(with_parts(["人才培养", "三支一扶"]))
    ['三支一扶', '人才', '人才培养', '培养']
    """
    return frozenset(part for word in words for part in (word, *_parts(word)))


@functools.lru_cache(maxsize=65536)
def _parts(word: str) -> tuple[str, ...]:
    from policycascade.ontology.segment import is_word

    halves = (word[:2], word[2:])
    return halves if len(word) == 4 and all(map(is_word, halves)) else ()


def unsure(text: str) -> frozenset[str]:
    """The terms of a text that may be none: guessed, or cut where a dictionary cuts otherwise.

    They count like others, for both texts are cut alike, but a reader should not be shown them.

    >>> sorted(unsure("健全人事考试制度"))
    ['健全人']
    """
    from policycascade.ontology.segment import is_word, segment

    words = segment(re.sub(r"\s+", "", text))
    guessed = {word for word in words if _TERM.fullmatch(word) and not is_word(word)}
    return frozenset(guessed) | {
        word
        for word, after in pairwise(words)
        if len(word) > 2 and len(after) == 1 and is_word(word[:-1]) and is_word(word[-1] + after)
    }


def alike(ours: str, theirs: str) -> float:
    """How alike two short names are: Dice over pairs of characters, 0 to 1.

    >>> round(alike("就业地图", "就业数字地图"), 2)
    0.5
    >>> alike("工", "工")
    1.0
    """
    a, b = _bare_name(ours), _bare_name(theirs)
    if a == b:
        return 1.0 if a else 0.0
    x, y = _pairs(a), _pairs(b)
    both = sum(min(count, y[pair]) for pair, count in x.items() if pair in y)
    each = max(0, len(a) - 1) + max(0, len(b) - 1)
    return 2 * both / each if each else 0.0


@functools.lru_cache(maxsize=4096)
def _bare_name(name: str) -> str:
    return bare(name).text.lower()


@functools.lru_cache(maxsize=4096)
def _pairs(name: str) -> Mapping[str, int]:
    return Counter(a + b for a, b in pairwise(name))


def in_order(parts: Iterable[str], name: str) -> bool:
    """Whether the parts, or the characters of a short name, stand in a longer one in this order.

    >>> in_order("人社规划", "人力资源和社会保障规划")
    True
    """
    at = 0
    for part in parts:
        at = name.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def pieces(name: str) -> frozenset[str]:
    """The pairs of characters of a bare name.

    >>> sorted(pieces("就业地图"))
    ['业地', '地图', '就业']
    """
    return frozenset(a + b for a, b in pairwise(name.lower())) or frozenset(name)
