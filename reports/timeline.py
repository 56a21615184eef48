"""When plans were issued, and how long after the plans above them (时滞)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET

from policycascade.reports.svg import (
    INK,
    MUTED,
    WIDTH,
    canvas,
    done,
    line,
    name,
    rect,
    shorten,
    write,
)

_LEFT, _RIGHT, _ROW, _FOOT = 210, 190, 32, 26
_EARLY, _LATE = "#9a3412", "#1f5fa8"


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """A plan's day, and the plan above it in the picture (its row), with the words for the lag."""

    label: str
    day: date
    above: int | None = None
    lag: str = ""


def timeline(issues: Sequence[Issue], title: str) -> str:
    """Draw one row per plan on a common axis of days; a plan older than its upper one in red."""
    days = [issue.day.toordinal() for issue in issues]
    first, last = min(days), max(days)
    span = max(1, last - first)
    bottom = len(issues) * _ROW + 6
    root = canvas(bottom + _FOOT, title)
    width = WIDTH - _LEFT - _RIGHT - 24

    def place(day: int) -> float:
        return _LEFT + 12 + width * (day - first) / span

    _axis(root, first, last, bottom)
    spots = [(place(day), row * _ROW + 18.0) for row, day in enumerate(days)]
    for row, issue in enumerate(issues):
        x, y = spots[row]
        line(root, (_LEFT, y), (WIDTH - _RIGHT, y))
        colour = INK
        if issue.above is not None:
            colour = _LATE if days[row] >= days[issue.above] else _EARLY
            above = spots[issue.above]
            line(root, (above[0], above[1]), (above[0], y), colour)
            line(root, (above[0], y), (x, y), colour)
        write(root, (_LEFT - 12, y + 5), shorten(issue.label, _LEFT - 20), text_anchor="end")
        dot = {"cx": f"{x:.1f}", "cy": f"{y:.1f}", "r": "6", "fill": colour}
        name(ET.SubElement(root, "circle", dot), f"{issue.label} {issue.day.isoformat()}")
        words = " ".join(part for part in (issue.day.isoformat(), issue.lag) if part)
        at = (WIDTH - _RIGHT + 12, y + 5)
        write(root, at, shorten(words, _RIGHT - 12, 12), font_size="12", fill=colour)
    return done(root)


def _axis(root: ET.Element, first: int, last: int, bottom: float) -> None:
    """The first and the last day under a line; they stand at its two ends."""
    rect(root, (_LEFT, bottom, WIDTH - _LEFT - _RIGHT, 1), MUTED)
    for day, x, anchor in ((first, _LEFT, "start"), (last, WIDTH - _RIGHT, "end")):
        if anchor == "end" and first == last:
            continue
        text = date.fromordinal(day).isoformat()
        write(root, (x, bottom + 18), text, text_anchor=anchor, font_size="12", fill=MUTED)
