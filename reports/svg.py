"""Drawing SVG as text: colours, widths of words, and the few shapes that charts are made of."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from policycascade.model import Relation

WIDTH = 860
FONT = 13
_FAMILY = (
    "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Source Han Sans SC, WenQuanYi Micro Hei, "
    "system-ui, sans-serif"
)
#: What XML cannot hold, escaped or not.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

#: Fill and text colour per relation; text on fill has a contrast of at least 4.5 to 1 (tested).
COLOURS: dict[Relation, tuple[str, str]] = {
    Relation.SAME: ("#1f5fa8", "#ffffff"),
    Relation.SHARE: ("#9cc3ea", "#0b2540"),
    Relation.STRICTER: ("#9a3412", "#ffffff"),
    Relation.LOOSER: ("#f2b872", "#3b2505"),
    Relation.NOT_COMPARABLE: ("#6d4c8d", "#ffffff"),
    Relation.CARRIED: ("#1f5fa8", "#ffffff"),
    Relation.MERGED: ("#2b7a78", "#ffffff"),
    Relation.SPLIT: ("#5aa9a3", "#0b2b2a"),
    Relation.NARROWED: ("#f2b872", "#3b2505"),
    Relation.RENAMED: ("#2b7a78", "#ffffff"),
    Relation.SPECIFIED: ("#9cc3ea", "#0b2540"),
    Relation.UNDECIDED: ("#b9bec7", "#1d2430"),
    Relation.DROPPED: ("#e3e6ea", "#3a4350"),
    Relation.LOCAL: ("#e3e6ea", "#3a4350"),
}
INK, MUTED, GRID = "#1d2430", "#5a6472", "#d9dde3"


def text_width(text: str, size: float = FONT) -> float:
    """About how wide a text is drawn: a Chinese character is as wide as it is high.

    >>> text_width("就业ab", 10)
    31.5
    """
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return size * (wide + 0.575 * (len(text) - wide))


def shorten(text: str, width: float, size: float = FONT) -> str:
    """Cut a text to a width, with an ellipsis that says so.

    >>> shorten("新增高技能人才人数", 60, 10)
    '新增高技能…'
    """
    if text_width(text, size) <= width:
        return text
    while text and text_width(text, size) + size > width:
        text = text[:-1]
    return text + "…"


def wrap(text: str, width: float, lines: int, size: float = FONT) -> list[str]:
    """Break a text into at most so many lines; the last is cut where it must be.

    >>> wrap("实现更加充分更高质量就业", 60, 2, 10)
    ['实现更加充分', '更高质量就业']
    """
    found: list[str] = []
    rest = text
    while rest and len(found) < lines - 1:
        cut = next((n for n in range(len(rest), 0, -1) if text_width(rest[:n], size) <= width), 1)
        found.append(rest[:cut])
        rest = rest[cut:]
    return [*found, shorten(rest, width, size)] if rest else found


def legal(text: str) -> str:
    """Put U+FFFD in place of each character that XML cannot hold."""
    return _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", text)


def canvas(height: float, title: str) -> ET.Element:
    """An empty picture of the common width, with its title for those who cannot see it."""
    root = ET.Element(
        "svg",
        {
            "viewBox": f"0 0 {WIDTH} {height:g}",
            "role": "img",
            "aria-label": legal(title),
            "font-family": _FAMILY,
            "xmlns": "http://www.w3.org/2000/svg",
        },
    )
    name(root, title)
    return root


def name(element: ET.Element, text: str) -> None:
    """Say what a shape is, for a pointer that rests on it."""
    ET.SubElement(element, "title").text = legal(text)


def rect(parent: ET.Element, box: tuple[float, float, float, float], fill: str) -> ET.Element:
    """A filled rectangle: x, y, width, height."""
    keys = ("x", "y", "width", "height")
    values = (f"{value:.1f}" for value in box)
    return ET.SubElement(parent, "rect", dict(zip(keys, values, strict=True)) | {"fill": fill})


def write(parent: ET.Element, at: tuple[float, float], text: str, **style: str) -> ET.Element:
    """A word; ``text_anchor``, ``fill``, ``font_size`` and the like as keywords."""
    attributes = {"x": f"{at[0]:.1f}", "y": f"{at[1]:.1f}", "fill": INK, "font-size": str(FONT)}
    attributes |= {key.replace("_", "-"): value for key, value in style.items()}
    element = ET.SubElement(parent, "text", attributes)
    element.text = legal(text)
    return element


def line(
    parent: ET.Element, start: tuple[float, float], end: tuple[float, float], colour: str = GRID
) -> None:
    """A straight line."""
    keys = ("x1", "y1", "x2", "y2")
    values = (f"{value:.1f}" for value in (*start, *end))
    ET.SubElement(parent, "line", dict(zip(keys, values, strict=True)) | {"stroke": colour})


def done(root: ET.Element) -> str:
    """The picture as text."""
    return ET.tostring(root, encoding="unicode")


def legend_entries(used: dict[Relation, str]) -> list[tuple[str, str]]:
    """Words and colours in use; relations of one colour (一致, 承接) share an entry."""
    words: dict[str, list[str]] = {}
    for relation, (fill, _) in COLOURS.items():
        if relation in used:
            words.setdefault(fill, []).append(used[relation])
    return [(" / ".join(dict.fromkeys(names)), fill) for fill, names in words.items()]


def legend_rows(entries: Sequence[tuple[str, str]]) -> list[list[tuple[float, str, str]]]:
    """Lay a legend out in rows of the picture's width: x, word, colour."""
    rows: list[list[tuple[float, str, str]]] = [[]]
    x = 0.0
    for word, fill in entries:
        width = 16 + 6 + text_width(word) + 20
        if x + width > WIDTH and rows[-1]:
            rows.append([])
            x = 0.0
        rows[-1].append((x, word, fill))
        x += width
    return rows


def draw_legend(root: ET.Element, rows: Sequence[Sequence[tuple[float, str, str]]]) -> None:
    """Draw a legend at the top."""
    for number, row in enumerate(rows):
        for x, word, fill in row:
            rect(root, (x, number * 24 + 2, 16, 16), fill)
            write(root, (x + 22, number * 24 + 15), word)
