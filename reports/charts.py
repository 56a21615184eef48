"""Bars and dots: where elements went, and shares on a logarithmic axis."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

from policycascade.model import Relation
from policycascade.reports.figures import percent, plain
from policycascade.reports.svg import (
    COLOURS,
    MUTED,
    WIDTH,
    canvas,
    done,
    draw_legend,
    legend_entries,
    legend_rows,
    line,
    name,
    rect,
    shorten,
    text_width,
    write,
)

#: Room for the names of bars.
_LEAST_LABEL, _MOST_LABEL = 110.0, 290.0
#: So many words fit under an axis.
MOST_TICKS = 9


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


def stacked_bars(bars: Sequence[Bar], title: str) -> str:
    """Draw one bar of full width per row, parted by relation, with the counts on it."""
    right, height, gap = 60, 26, 16
    longest = max((text_width(bar.label) for bar in bars), default=0)
    left = max(_LEAST_LABEL, min(_MOST_LABEL, longest + 16))
    used = {relation: word for bar in bars for relation, word, count in bar.parts if count}
    legend = legend_rows(legend_entries(used))
    top = 24 * len(legend) + 12
    root = canvas(top + len(bars) * (height + gap), title)
    draw_legend(root, legend)
    for row, bar in enumerate(bars):
        y = top + row * (height + gap)
        total = sum(count for _, _, count in bar.parts)
        write(root, (left - 10, y + 18), shorten(bar.label, left - 14), text_anchor="end")
        x = float(left)
        for relation, word, count in bar.parts:
            width = (WIDTH - left - right) * count / total if total else 0
            if not width:
                continue
            fill, ink = COLOURS[relation]
            part = rect(root, (x, y, width - 1, height), fill)
            name(part, f"{word} {count}")
            if width > text_width(str(count)) + 6:
                write(root, (x + width / 2, y + 18), str(count), text_anchor="middle", fill=ink)
            x += width
        write(root, (WIDTH - right + 8, y + 18), str(total), fill=MUTED)
    return done(root)


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
    root = canvas(bottom + 26, title)
    for tick in _ticks(low, high):
        line(root, (place(tick), 0), (place(tick), bottom))
        label = f"{plain(tick * 100)}%"
        write(root, (place(tick), bottom + 18), label, text_anchor="middle", fill=MUTED)
    for row, dot in enumerate(dots):
        y = row * row_height + 18
        link = ET.SubElement(root, "a", {"href": f"#{dot.anchor}"})
        label = shorten(dot.label, left - 14)
        write(link, (left - 14, y + 5), label, text_anchor="end", fill="#1f5fa8")
        _dot(root, (place(dot.share), y), dot)
        write(root, (place(dot.share) + 11, y + 5), percent(dot.share), font_weight="600")
    y = len(dots) * row_height + 18
    if past:
        write(root, (left - 14, y + 5), shorten(past_label, left - 14), text_anchor="end")
    for dot in past:
        _dot(root, (place(dot.share), y), dot)
    return done(root)


def _ticks(low: float, high: float) -> list[Decimal]:
    """Round shares along the axis, no more than have room for their words."""
    for heads in ((1, 2, 5), (1,)):
        steps = [Decimal(step).scaleb(power) for power in range(-9, 6) for step in heads]
        seen = [step for step in steps if low <= math.log10(step) <= high]
        if len(seen) <= MOST_TICKS:
            break
    return seen


def _dot(root: ET.Element, at: tuple[float, float], dot: Dot) -> None:
    colour = COLOURS[Relation.STRICTER if dot.flagged else Relation.SAME][0]
    fill = colour if dot.anchor else "#ffffff"
    attributes = {"cx": f"{at[0]:.1f}", "cy": f"{at[1]:.1f}", "r": "6", "fill": fill}
    circle = ET.SubElement(root, "circle", attributes | {"stroke": colour, "stroke-width": "2"})
    name(circle, f"{dot.label} {percent(dot.share)}")
