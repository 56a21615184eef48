"""Where things stand: levels as lanes from left to right, a plan's cards as one block of rows.

Positions are computed here and never moved by the browser. Within a lane, a document that another
one of the same lane derives from stands in a column to its left. The order of blocks in a column
and of cards in a block is found by barycentre sweeps (Sugiyama, Tagawa & Toda 1981): each is drawn
to the mean height of what it is joined to; the order with the fewest crossings is kept.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from policycascade.visualize.palette import LANES, LOOKS
from policycascade.visualize.scene import Card, Line

#: Room between columns for the lines, between the rows of a block, and between blocks.
COLUMN_GAP, ROW_GAP, GROUP_GAP, BLOCK_GAP = 124, 6, 12, 30
#: On the five real plans crossings no longer fell after the third sweep.
SWEEPS = 6
#: Chains of documents within one level are no longer than this in practice; it also ends cycles.
MAX_COLUMNS = 4
_KIND_ORDER = tuple(LOOKS)


@dataclass(frozen=True, slots=True)
class Lane:
    """A level's lane: from ``left`` to ``right``."""

    name: str
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Layout:
    """The centre of each card, the lanes, and how far down the picture reaches."""

    places: Mapping[str, tuple[float, float]]
    lanes: tuple[Lane, ...]
    bottom: float


Column = list[list[list[Card]]]  # blocks of groups of cards, top to bottom


def arrange(cards: Sequence[Card], lines: Sequence[Line]) -> Layout:
    """Place the cards; the same cards and lines always give the same places."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for line in lines:
        neighbours[line.upper].append(line.lower)
        neighbours[line.lower].append(line.upper)
    columns = _columns(cards, lines)
    keys = sorted(columns, key=lambda key: (LANES.index(key[0]), key[1]))
    order = [columns[key] for key in keys]
    best, fewest = order, crossings(order, lines)
    for sweep in range(SWEEPS):
        order = _sweep(order, neighbours, forwards=sweep % 2 == 0)
        if (found := crossings(order, lines)) < fewest:
            best, fewest = order, found
    return _placed(keys, best)


def _columns(cards: Sequence[Card], lines: Sequence[Line]) -> dict[tuple[str, int], Column]:
    lane = {card.id: card.lane for card in cards if card.home == card.id}
    depth = _depths(lane, lines)
    columns: dict[tuple[str, int], Column] = defaultdict(list)
    homes: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        homes[card.home].append(card)
    for home in sorted(homes, key=lambda h: (h not in lane, homes[h][0].label, h)):
        block = homes[home]
        where = lane.get(home, block[0].lane)
        groups: dict[tuple[int, bool], list[Card]] = defaultdict(list)
        for card in sorted(block, key=lambda card: (card.order, card.id)):
            joined = card.status in ("linked", "undecided") or bool(card.members)
            groups[_KIND_ORDER.index(card.kind), not joined].append(card)
        columns[where, depth.get(home, 0)].append([groups[key] for key in sorted(groups)])
    return columns


def _depths(lane: Mapping[str, str], lines: Sequence[Line]) -> dict[str, int]:
    """How many documents of the same lane stand above each, at most ``MAX_COLUMNS - 1``."""
    depth: dict[str, int] = dict.fromkeys(lane, 0)
    inner = [
        line
        for line in lines
        if line.upper in lane and line.lower in lane and lane[line.upper] == lane[line.lower]
    ]
    for _ in range(MAX_COLUMNS - 1):
        for line in inner:
            depth[line.lower] = min(max(depth[line.lower], depth[line.upper] + 1), MAX_COLUMNS - 1)
    return depth


def _heights(column: Column) -> dict[str, float]:
    """The height of each card of a column, from its top down; single cards stand close."""
    y = 0.0
    found: dict[str, float] = {}
    single = True
    for block in column:
        alone = sum(map(len, block)) == 1
        y += 0 if (single and alone) or not found else BLOCK_GAP
        single = alone
        for number, group in enumerate(block):
            y += GROUP_GAP if number else 0
            for card in group:
                height = LOOKS[card.kind].height
                found[card.id] = y + height / 2
                y += height + ROW_GAP
    return found


def _sweep(
    order: Sequence[Column], neighbours: Mapping[str, Sequence[str]], *, forwards: bool
) -> list[Column]:
    found = list(order)
    heights: dict[str, float] = {}
    for column in found:
        heights |= _heights(column)
    numbers = range(len(found)) if forwards else reversed(range(len(found)))
    for number in numbers:
        own = {card.id for block in found[number] for group in block for card in group}
        pull = {}
        for card in own:
            near = [heights[n] for n in neighbours.get(card, ()) if n not in own]
            pull[card] = fmean(near) if near else heights[card]
        found[number] = _pulled(found[number], pull)
        heights |= _heights(found[number])
    return found


def _pulled(column: Column, pull: Mapping[str, float]) -> Column:
    """A column with its cards, and then its blocks, in the order of their pull."""
    blocks = [[sorted(g, key=lambda c: (pull[c.id], c.order, c.id)) for g in b] for b in column]
    means = [fmean(pull[card.id] for group in block for card in group) for block in blocks]
    return [blocks[n] for n in sorted(range(len(blocks)), key=lambda n: (means[n], n))]


def crossings(order: Sequence[Column], lines: Sequence[Line]) -> int:
    """How many pairs of lines between the same two columns cross."""
    place: dict[str, tuple[int, float]] = {}
    for number, column in enumerate(order):
        place |= {card: (number, y) for card, y in _heights(column).items()}
    between: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for line in lines:
        if line.upper in place and line.lower in place:
            (one, y_one), (two, y_two) = sorted((place[line.upper], place[line.lower]))
            if one != two:
                between[one, two].append((y_one, y_two))
    return sum(_inversions([right for _, right in sorted(ends)]) for ends in between.values())


def _inversions(values: Sequence[float]) -> int:
    seen: list[float] = []
    count = 0
    for value in values:
        count += len(seen) - bisect_left(seen, value + 0.5)
        insort(seen, value)
    return count


def _placed(keys: Sequence[tuple[str, int]], order: Sequence[Column]) -> Layout:
    places: dict[str, tuple[float, float]] = {}
    lanes: dict[str, Lane] = {}
    x = bottom = 0.0
    width = max(look.width for look in LOOKS.values())
    for (lane, _), column in zip(keys, order, strict=True):
        heights = _heights(column)
        places |= {card: (x + width / 2, y) for card, y in heights.items()}
        bottom = max(bottom, max(heights.values(), default=0.0))
        left = lanes[lane].left if lane in lanes else x - COLUMN_GAP / 3
        lanes[lane] = Lane(lane, left, x + width + COLUMN_GAP / 3)
        x += width + COLUMN_GAP
    return Layout(places, tuple(lanes.values()), bottom + LOOKS["plan"].height)
