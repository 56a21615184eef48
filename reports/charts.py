"""Charts as SVG text, drawn in Python: they print, and they need nothing from outside."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

from policycascade.model import Relation
from policycascade.reports.figures import percent

WIDTH = 860
FONT = 13

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
#: Light to dark, for counts; the text turns white from ``_DARK_FROM`` on.
_HEAT = ("#f4f6f9", "#d3e2f3", "#a9c8e8", "#6ba0d3", "#2f6fb2", "#164a85")
_DARK_FROM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One stacked bar: its name and, per relation, how many elements."""

    label: str
    parts: Sequence[tuple[Relation, str, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One indicator's share; without an anchor it is a figure of the past, drawn hollow."""

    label: str
    share: Decimal
    anchor: str = ""
    flagged: bool = False


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


def _svg(height: float, title: str) -> ET.Element:
    root = ET.Element(
        "svg",
        {
            "viewBox": f"0 0 {WIDTH} {height:g}",
            "role": "img",
            "aria-label": title,
            "xmlns": "http://www.w3.org/2000/svg",
        },
    )
    ET.SubElement(root, "title").text = title
    return root


def _rect(parent: ET.Element, box: tuple[float, float, float, float], fill: str) -> ET.Element:
    x, y, width, height = (f"{value:.1f}" for value in box)
    return ET.SubElement(
        parent, "rect", {"x": x, "y": y, "width": width, "height": height, "fill": fill}
    )


def _text(parent: ET.Element, at: tuple[float, float], text: str, **style: str) -> ET.Element:
    attributes = {"x": f"{at[0]:.1f}", "y": f"{at[1]:.1f}", "fill": INK, "font-size": str(FONT)}
    attributes |= {key.replace("_", "-"): value for key, value in style.items()}
    element = ET.SubElement(parent, "text", attributes)
    element.text = text
    return element


def _line(parent: ET.Element, start: tuple[float, float], end: tuple[float, float]) -> None:
    keys = ("x1", "y1", "x2", "y2")
    values = (f"{value:.1f}" for value in (*start, *end))
    ET.SubElement(parent, "line", dict(zip(keys, values, strict=True)) | {"stroke": GRID})


def _done(root: ET.Element) -> str:
    return ET.tostring(root, encoding="unicode")


def stacked_bars(bars: Sequence[Bar], title: str) -> str:
    """Draw one bar of full width per row, parted by relation, with the counts on it."""
    left, right, height, gap = 150, 60, 26, 16
    legend = _legend_entries(bars)
    legend_rows = _legend_rows(legend)
    top = 24 * len(legend_rows) + 12
    root = _svg(top + len(bars) * (height + gap), title)
    _draw_legend(root, legend_rows)
    for row, bar in enumerate(bars):
        y = top + row * (height + gap)
        total = sum(count for _, _, count in bar.parts)
        _text(root, (left - 10, y + 18), shorten(bar.label, left - 14), text_anchor="end")
        x = float(left)
        for relation, word, count in bar.parts:
            width = (WIDTH - left - right) * count / total if total else 0
            if not width:
                continue
            fill, ink = COLOURS[relation]
            part = _rect(root, (x, y, width - 1, height), fill)
            ET.SubElement(part, "title").text = f"{word} {count}"
            if width > text_width(str(count)) + 6:
                _text(root, (x + width / 2, y + 18), str(count), text_anchor="middle", fill=ink)
            x += width
        _text(root, (WIDTH - right + 8, y + 18), str(total), fill=MUTED)
    return _done(root)


def _legend_entries(bars: Sequence[Bar]) -> list[tuple[str, str]]:
    """Words and colours in use; relations of one colour (一致, 承接) share an entry."""
    used = {relation: word for bar in bars for relation, word, count in bar.parts if count}
    words: dict[str, list[str]] = {}
    for relation, (fill, _) in COLOURS.items():
        if relation in used:
            words.setdefault(fill, []).append(used[relation])
    return [(" / ".join(dict.fromkeys(names)), fill) for fill, names in words.items()]


def _legend_rows(entries: Sequence[tuple[str, str]]) -> list[list[tuple[float, str, str]]]:
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


def _draw_legend(root: ET.Element, rows: Sequence[Sequence[tuple[float, str, str]]]) -> None:
    for number, row in enumerate(rows):
        for x, word, fill in row:
            _rect(root, (x, number * 24 + 2, 16, 16), fill)
            _text(root, (x + 22, number * 24 + 15), word)


def share_dots(dots: Sequence[Dot], past: Sequence[Dot], past_label: str, title: str) -> str:
    """Draw each share as a dot on a logarithmic axis, and those of the past together below."""
    left, right, row_height = 250, 70, 30
    values = [dot.share for dot in (*dots, *past)]
    low = math.floor(math.log10(min(values)) * 2) / 2 - 0.1
    high = max(0.0, math.log10(max(values))) + 0.05
    width = WIDTH - left - right

    def place(value: Decimal) -> float:
        return left + width * (math.log10(value) - low) / (high - low)

    bottom = (len(dots) + bool(past)) * row_height + 8
    root = _svg(bottom + 26, title)
    for tick in _ticks(low, high):
        _line(root, (place(tick), 0), (place(tick), bottom))
        label = percent(tick, 0 if tick >= Decimal("0.01") else 1)
        _text(root, (place(tick), bottom + 18), label, text_anchor="middle", fill=MUTED)
    for row, dot in enumerate(dots):
        y = row * row_height + 18
        link = ET.SubElement(root, "a", {"href": f"#{dot.anchor}"})
        label = shorten(dot.label, left - 14)
        _text(link, (left - 14, y + 5), label, text_anchor="end", fill="#1f5fa8")
        _dot(root, (place(dot.share), y), dot)
        _text(root, (place(dot.share) + 11, y + 5), percent(dot.share), font_weight="600")
    y = len(dots) * row_height + 18
    if past:
        _text(root, (left - 14, y + 5), shorten(past_label, left - 14), text_anchor="end")
    for dot in past:
        _dot(root, (place(dot.share), y), dot)
    return _done(root)


def _ticks(low: float, high: float) -> list[Decimal]:
    steps = [Decimal(step).scaleb(power) for power in range(-6, 3) for step in (1, 2, 5)]
    return [step for step in steps if low <= math.log10(step) <= high]


def _dot(root: ET.Element, at: tuple[float, float], dot: Dot) -> None:
    colour = COLOURS[Relation.STRICTER if dot.flagged else Relation.SAME][0]
    fill = colour if dot.anchor else "#ffffff"
    attributes = {"cx": f"{at[0]:.1f}", "cy": f"{at[1]:.1f}", "r": "6", "fill": fill}
    circle = ET.SubElement(root, "circle", attributes | {"stroke": colour, "stroke-width": "2"})
    ET.SubElement(circle, "title").text = f"{dot.label} {percent(dot.share)}"


def count_matrix(
    rows: Sequence[str], columns: Sequence[str], counts: Sequence[Sequence[int]], title: str
) -> str:
    """Draw counts as a heat map, upper chapters down the side, lower ones along the top."""
    left, head, row_height = 250, 84, 34
    cell = (WIDTH - left) / max(1, len(columns))
    root = _svg(head + len(rows) * row_height, title)
    for number, label in enumerate(columns):
        lines = wrap(label, cell - 8, 5, 12)
        for line_number, line in enumerate(lines):
            y = head - 10 - 15 * (len(lines) - 1 - line_number)
            x = left + cell * (number + 0.5)
            _text(root, (x, y), line, text_anchor="middle", font_size="12", fill=MUTED)
    most = max((max(row, default=0) for row in counts), default=0)
    for row, label in enumerate(rows):
        y = head + row * row_height
        lines = wrap(label, left - 16, 2, 12)
        for line_number, line in enumerate(lines):
            offset = 21 if len(lines) == 1 else 14 + 15 * line_number
            _text(root, (left - 10, y + offset), line, text_anchor="end", font_size="12")
        for column, count in enumerate(counts[row]):
            shade = 0 if not count else 1 + round((len(_HEAT) - 2) * (count - 1) / max(1, most - 1))
            box = (left + cell * column, y, cell - 2, row_height - 2)
            part = _rect(root, box, _HEAT[shade])
            ET.SubElement(part, "title").text = f"{label} → {columns[column]}: {count}"
            if count:
                x = left + cell * (column + 0.5)
                ink = "#ffffff" if shade >= _DARK_FROM else INK
                _text(root, (x, y + 21), str(count), text_anchor="middle", fill=ink)
    return _done(root)
