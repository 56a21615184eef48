"""One way of writing for names that plans print in many, and the way back to the printed text.

Plans write “双随机、一公开”, 双随机一公开 and 双随机 一公开; with full-width letters or without.
Folding takes out what does not tell names apart and remembers where each character stood.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Full-width letters, digits and marks, one to one; straight quotation marks stay as they are.
_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_QUOTES = str.maketrans("「」『』〝〞﹁﹂﹃﹄", "“”‘’“”“”‘’")
_DASHES = str.maketrans("—–－―─~～", "-------")
_TABLE = {**_WIDTH, **_QUOTES, **_DASHES}

#: What a bare name leaves out besides white space.
_MARKS = frozenset("“”‘’\"'《》〈〉、·•・")
_BARE = {
    **_TABLE,
    **{ord(mark): None for mark in (*_MARKS, *"＂＇「」『』〝〞﹁﹂﹃﹄")},
}


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded, with the place of each of its characters in the text it came from.

    Attributes:
        offsets: one number per character of ``text``, and the old length at its end.
    """

    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where the characters ``start`` to ``end`` (exclusive) stood before folding."""
        if start == end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


def fold(text: str) -> Folded:
    """Make letters half-width and quotation marks alike, and drop white space except line ends.

    >>> fold("新世纪 １２１ 人才工程").text
    '新世纪121人才工程'
    """
    kept = [(at, char) for at, char in enumerate(text) if char == "\n" or not char.isspace()]
    folded = _pair_quotes("".join(char for _, char in kept).translate(_TABLE))
    return Folded(folded, (*(at for at, _ in kept), len(text)))


def _pair_quotes(text: str) -> str:
    """Turn straight quotation marks into opening and closing ones, line by line."""
    if '"' not in text:
        return text
    lines = []
    for line in text.split("\n"):
        parts = line.split('"')
        marks = ("“" if place % 2 == 0 else "”" for place in range(len(parts) - 1))
        lines.append("".join(part + mark for part, mark in zip(parts, [*marks, ""], strict=True)))
    return "\n".join(lines)


def strip_marks(folded: Folded) -> Folded:
    """Drop quotation marks, title marks and enumeration commas as well.

    >>> strip_marks(fold("“双随机、一公开”监管")).text
    '双随机一公开监管'
    """
    kept = [at for at, char in enumerate(folded.text) if char not in _MARKS]
    return Folded("".join(folded.text[at] for at in kept), (*kept, len(folded.text)))


def bare_name(text: str) -> str:
    """A name without what does not tell names apart.

    >>> bare_name("“互联网＋人社” 服务")
    '互联网+人社服务'
    """
    return "".join(text.translate(_BARE).split())
