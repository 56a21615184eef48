"""Tables from their rules: the lines across and down a page cut it into cells.

Every stretch between neighbouring rules is a small box; boxes without a rule between them are one
cell, so merged cells need no rule of their own, and a table open at its sides is closed there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from policycascade.loaders.printed import Rule

#: Rules nearer than this (points) are one; double lines and the edges of one thin box are.
SNAP = 3.0
#: A box has a wall where a rule covers this share of its side.
COVERED = 0.6
#: More rules than this on one page are a drawing or a map.
MAX_RULES = 2_000
#: More boxes than this on one page are a chart's grid; the largest of tables has some 500.
MAX_BOXES = 5_000
#: A rule shorter than this (points) is a mark, not the wall of a cell.
MIN_LENGTH = 6.0


class Box(NamedTuple):
    """A cell: where it stands on the page and which grid places it covers."""

    x0: float
    top: float
    x1: float
    bottom: float
    row: int
    col: int
    rowspan: int
    colspan: int

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.x0 <= x < self.x1 and self.top <= y < self.bottom


@dataclass(frozen=True, slots=True)
class RuledTable:
    """Cells that hang together; ``xs`` and ``ys`` are where its rules run."""

    boxes: tuple[Box, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in the table."""
        return self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]


def find_ruled(rules: Sequence[Rule]) -> list[RuledTable]:
    """Find the tables that rules draw, from the top down.

    >>> frame = [Rule(0, 0, 90, 0), Rule(0, 20, 90, 20), Rule(0, 0, 0, 20), Rule(90, 0, 90, 20)]
    >>> [len(table.boxes) for table in find_ruled([*frame, Rule(30, 0, 30, 20)])]
    [2]
    """
    long = [rule for rule in rules if max(rule.x1 - rule.x0, rule.bottom - rule.top) >= MIN_LENGTH]
    if not 3 <= len(long) <= MAX_RULES:
        return []
    across = _merge([rule for rule in long if rule.across], flat=True)
    down = _merge([rule for rule in long if not rule.across], flat=False)
    tables = [_table(*group) for group in _groups(across, down)]
    return sorted(filter(None, tables), key=lambda table: (table.ys[0], table.xs[0]))


def _merge(rules: Iterable[Rule], *, flat: bool) -> list[Rule]:
    """Put rules in one line together, and join those that touch."""
    lanes: list[list[tuple[float, float, float]]] = []
    spans = [
        (rule.top, rule.x0, rule.x1) if flat else (rule.x0, rule.top, rule.bottom) for rule in rules
    ]
    for span in sorted(spans):
        if lanes and span[0] - lanes[-1][-1][0] <= SNAP:
            lanes[-1].append(span)
        else:
            lanes.append([span])
    merged: list[Rule] = []
    for lane in lanes:
        at = sum(place for place, _, _ in lane) / len(lane)
        begin, end = lane[0][1], lane[0][1]
        for _, first, last in sorted(lane, key=lambda span: span[1:]):
            if first > end + SNAP:
                merged.append(_rule(at, begin, end, flat=flat))
                begin = first
            end = max(end, last)
        merged.append(_rule(at, begin, end, flat=flat))
    return merged


def _rule(at: float, begin: float, end: float, *, flat: bool) -> Rule:
    return Rule(begin, at, end, at) if flat else Rule(at, begin, at, end)


def _groups(
    across: Sequence[Rule], down: Sequence[Rule]
) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Rules that meet, or meet the same rules, belong to one table."""
    of: dict[Rule, int] = {rule: number for number, rule in enumerate([*across, *down])}
    members = {number: [rule] for rule, number in of.items()}
    for one, two in product(across, down):
        if of[one] != of[two] and _meet(one, two):
            keep, drop = sorted((of[one], of[two]))
            for rule in members[drop]:
                of[rule] = keep
            members[keep] += members.pop(drop)
    for group in members.values():
        flat = [rule for rule in group if rule.across]
        if len(flat) > 1 and len(flat) < len(group):
            yield flat, [rule for rule in group if not rule.across]


def _meet(across: Rule, down: Rule) -> bool:
    return (
        across.x0 - SNAP <= down.x0 <= across.x1 + SNAP
        and down.top - SNAP <= across.top <= down.bottom + SNAP
    )


def _table(across: Sequence[Rule], down: Sequence[Rule]) -> RuledTable | None:
    """Cut the area of the rules into cells."""
    left = min(min(rule.x0 for rule in across), min(rule.x0 for rule in down))
    right = max(max(rule.x1 for rule in across), max(rule.x0 for rule in down))
    xs = _places([left, right, *(rule.x0 for rule in down)])
    ys = _places([rule.top for rule in across])
    rows, cols = len(ys) - 1, len(xs) - 1
    if not 0 < rows * cols <= MAX_BOXES:
        return None
    owner = {place: place for place in product(range(rows), range(cols))}

    def find(place: tuple[int, int]) -> tuple[int, int]:
        while owner[place] != place:
            owner[place] = owner[owner[place]]
            place = owner[place]
        return place

    for row, col in product(range(rows), range(cols)):
        if col + 1 < cols and not _wall(down, xs[col + 1], ys[row], ys[row + 1], flat=False):
            owner[find((row, col + 1))] = find((row, col))
        if row + 1 < rows and not _wall(across, ys[row + 1], xs[col], xs[col + 1], flat=True):
            owner[find((row + 1, col))] = find((row, col))
    cells = defaultdict[tuple[int, int], list[tuple[int, int]]](list)
    for place in owner:
        cells[find(place)].append(place)
    return RuledTable(tuple(sorted(_boxes(cells.values(), xs, ys))), tuple(xs), tuple(ys))


def _boxes(
    cells: Iterable[Sequence[tuple[int, int]]], xs: Sequence[float], ys: Sequence[float]
) -> Iterable[Box]:
    for places in cells:
        row, col = min(row for row, _ in places), min(col for _, col in places)
        below, beside = max(row for row, _ in places) + 1, max(col for _, col in places) + 1
        yield Box(xs[col], ys[row], xs[beside], ys[below], row, col, below - row, beside - col)


def _places(values: Iterable[float]) -> list[float]:
    """The distinct positions; those within ``SNAP`` are one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > SNAP:
            found.append(value)
    return found


def _wall(rules: Iterable[Rule], at: float, begin: float, end: float, *, flat: bool) -> bool:
    """Whether rules at a position cover the side of a box."""
    covered = 0.0
    for rule in rules:
        place = rule.top if flat else rule.x0
        if abs(place - at) <= SNAP:
            first, last = (rule.x0, rule.x1) if flat else (rule.top, rule.bottom)
            covered += max(0.0, min(last, end) - max(first, begin))
    return covered >= COVERED * (end - begin)
