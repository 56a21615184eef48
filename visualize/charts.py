"""Small pictures of one indicator in one plan, as inline SVG; the figures stand beside them too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from policycascade.model import Figure, Outturn
from policycascade.visualize.frame import number_words

WIDTH, HEIGHT, SIDE, TOP, BOTTOM = 240, 116, 26, 24, 22
#: A label this near to one that is drawn already would cover it; the table has the figure.
APART = 13


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A figure of a year; ``role`` is ``outturn``, ``baseline`` or ``target``."""

    year: int
    value: Decimal
    role: str


Way = tuple[Point, Point]


def points_of(figures: Iterable[Figure]) -> tuple[list[Point], list[Way]]:
    """Every dated value, each once, and the ways from a baseline to its target."""
    points: set[Point] = set()
    ways: set[Way] = set()
    for figure in figures:
        if figure.value is None or figure.year_to is None:
            continue
        role = "outturn" if isinstance(figure, Outturn) else "target"
        end = Point(figure.year_to, figure.value, role)
        points.add(end)
        start = figure.baseline
        if start and start.value is not None and start.year and start.unit == figure.unit:
            begin = Point(start.year, start.value, "baseline")
            points.add(begin)
            ways.add((begin, end))
    return sorted(points), sorted(ways)


def short(value: Decimal, lang: str) -> str:
    """A number as a label: in 万 and 亿, or in k, M and bn.

    >>> short(Decimal(3250000), "zh"), short(Decimal(3250000), "en"), short(Decimal("5.5"), "zh")
    ('325万', '3.25M', '5.5')
    """
    scales = {"zh": ((8, "亿"), (4, "万")), "en": ((9, "bn"), (6, "M"), (3, "k"))}[lang]
    for power, unit in scales:
        if abs(value) >= 10**power:
            return number_words(value.scaleb(-power)) + unit
    return number_words(value)


def slope(
    points: Sequence[Point],
    ways: Sequence[Way],
    years: tuple[int, int],
    values: tuple[Decimal, Decimal],
    lang: str,
) -> Markup:
    """Draw points and ways over ``years`` and between two values; reads as text too."""
    first, last = years

    def x(point: Point) -> float:
        part = (point.year - first) / (last - first) if last > first else 0.5
        return round(SIDE + part * (WIDTH - 2 * SIDE), 1)

    def y(point: Point) -> float:
        low, high = values
        part = float((point.value - low) / (high - low)) if high > low else 0.5
        return round(HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM), 1)

    axis = HEIGHT - BOTTOM + 4
    parts = [
        Markup('<line class="axis" x1="8" x2="{}" y1="{}" y2="{}"/>').format(WIDTH - 8, axis, axis)
    ]
    parts += [
        Markup('<path class="way" d="M{} {}L{} {}"/>').format(x(a), y(a), x(b), y(b))
        for a, b in ways
    ]
    parts += [
        Markup('<circle class="{}" cx="{}" cy="{}" r="4"/>').format(p.role, x(p), y(p))
        for p in points
    ]
    parts += [_text(x(p), y(p) - 8, short(p.value, lang)) for p in _apart(points, x, y)]
    parts += [
        _text(x(Point(year, Decimal(0), "")), HEIGHT - 4, str(year))
        for year in sorted({p.year for p in points})
    ]
    told = "; ".join(f"{p.year}: {number_words(p.value)}" for p in points)
    return Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>').format(
        WIDTH, HEIGHT, told, Markup("").join(parts)
    )


def _apart(
    points: Sequence[Point], x: Callable[[Point], float], y: Callable[[Point], float]
) -> list[Point]:
    """The points whose labels do not cover each other, targets first."""
    drawn: list[Point] = []
    for point in sorted(points, key=lambda p: (p.role != "target", p)):
        if all(abs(x(point) - x(o)) >= 4 * APART or abs(y(point) - y(o)) >= APART for o in drawn):
            drawn.append(point)
    return drawn


def _text(x: float, y: float, words: str) -> Markup:
    return Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
        x, round(y, 1), words
    )
