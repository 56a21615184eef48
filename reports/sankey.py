"""Streams from the chapters of an upper plan to those of a lower one (Sankey diagram)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET

from policycascade.reports.svg import MUTED, WIDTH, canvas, done, name, rect, wrap, write

#: Room for the words at both sides, the width of a bar, the height of a line, space between bars.
_SIDE, _BAR, _LINE, _GAP = 250, 10, 15, 8
#: Height of one element of a stream, at most; fewer where there are many.
_UNIT, _TALLEST = 9.0, 560.0
_SMALL = 12
_INK, _PALE = "#164a85", "#8a93a0"
#: Streams alternate so that neighbours can be told apart.
_STREAMS = ("#1f5fa8", "#2b7a78", "#9a3412", "#6d4c8d", "#7a6a1f")


def sankey(
    flows: Mapping[tuple[str, str], int],
    left: Sequence[str],
    right: Sequence[str],
    pale: Sequence[str],
    title: str,
) -> str:
    """Draw the flows; names in ``pale`` (断点, 本地) are drawn grey."""
    unit = min(_UNIT, _TALLEST / max(1, sum(flows.values())))
    sums_left = {one: sum(n for (a, _), n in flows.items() if a == one) for one in left}
    sums_right = {one: sum(n for (_, b), n in flows.items() if b == one) for one in right}
    at_left, height_left = _stack(left, sums_left, unit)
    at_right, height_right = _stack(right, sums_right, unit)
    root = canvas(max(height_left, height_right), title)
    x_left, x_right = float(_SIDE), float(WIDTH - _SIDE)
    offset_left, offset_right = dict(at_left), dict(at_right)
    for number, one in enumerate(left):
        for other in right:
            count = flows.get((one, other), 0)
            if not count:
                continue
            thick = count * unit
            grey = one in pale or other in pale
            colour = _PALE if grey else _STREAMS[number % len(_STREAMS)]
            start = (x_left + _BAR, offset_left[one])
            stream = _stream(root, start, (x_right - _BAR, offset_right[other]), thick, colour)
            name(stream, f"{one} → {other}: {count}")
            offset_left[one] += thick
            offset_right[other] += thick
    for one in left:
        _node(root, (x_left, at_left[one], sums_left[one] * unit), one, sums_left[one], pale)
    for other in right:
        box = (x_right - _BAR, at_right[other], sums_right[other] * unit)
        _node(root, box, other, sums_right[other], pale, right=True)
    return done(root)


def _stack(
    names: Sequence[str], sums: Mapping[str, int], unit: float
) -> tuple[dict[str, float], float]:
    """The top of each bar, each with room for its words; and the height of all."""
    tops, y = {}, float(_GAP)
    for one in names:
        bar = sums[one] * unit
        slot = max(bar, _LINE * len(_words(one, sums[one])))
        tops[one] = y + (slot - bar) / 2
        y += slot + _GAP
    return tops, y


def _words(label: str, count: int) -> list[str]:
    lines = wrap(label, _SIDE - 44, 2, _SMALL)
    return [*lines[:-1], f"{lines[-1]} · {count}"] if lines else [str(count)]


def _node(
    root: ET.Element,
    box: tuple[float, float, float],
    label: str,
    count: int,
    pale: Sequence[str],
    *,
    right: bool = False,
) -> None:
    x, y, height = box
    rect(root, (x, y, _BAR, max(height, 1)), _PALE if label in pale else _INK)
    lines = _words(label, count)
    middle = y + height / 2 + 4 - _LINE * (len(lines) - 1) / 2
    at = x + _BAR + 8 if right else x - 8
    anchor = "start" if right else "end"
    for number, words in enumerate(lines):
        style = {"text_anchor": anchor, "font_size": str(_SMALL)}
        if label in pale:
            style["fill"] = MUTED
        write(root, (at, middle + _LINE * number), words, **style)


def _stream(
    root: ET.Element,
    start: tuple[float, float],
    end: tuple[float, float],
    thick: float,
    colour: str,
) -> ET.Element:
    (x1, y1), (x2, y2) = start, end
    middle = (x1 + x2) / 2
    way = (
        f"M{x1:.1f} {y1:.1f}C{middle:.1f} {y1:.1f} {middle:.1f} {y2:.1f} {x2:.1f} {y2:.1f}"
        f"V{y2 + thick:.1f}"
        f"C{middle:.1f} {y2 + thick:.1f} {middle:.1f} {y1 + thick:.1f} {x1:.1f} {y1 + thick:.1f}Z"
    )
    return ET.SubElement(root, "path", {"d": way, "fill": colour, "fill-opacity": "0.45"})
