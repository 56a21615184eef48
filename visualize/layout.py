"""Where things stand: levels as lanes from left to right, a plan's cards as one block of rows.

Positions are computed here and never moved by the browser. Cited documents stand above the plans of
their level. The order of blocks in a lane and of cards in a block is found by barycentre sweeps
(Sugiyama, Tagawa & Toda 1981): each is drawn to the mean height of what it is joined to; the order
with the fewest crossings is kept.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from policycascade.visualize.palette import LANES, LOOKS
from policycascade.visualize.scene import Card, Line

#: Room between lanes for the lines, between the rows of a block, its groups, and between blocks.
LANE_GAP, ROW_GAP, GROUP_GAP, BLOCK_GAP = 124, 6, 12, 30
#: On the five real plans crossings no longer fell after the third sweep.
SWEEPS = 6
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
    columns = _columns(cards)
    names = sorted(columns, key=LANES.index)
    order = [columns[name] for name in names]
    best, fewest = order, crossings(order, lines)
    for sweep in range(SWEEPS):
        order = _sweep(order, neighbours, forwards=sweep % 2 == 0)
        if (found := crossings(order, lines)) < fewest:
            best, fewest = order, found
    return _placed(names, best)


def _columns(cards: Sequence[Card]) -> dict[str, Column]:
    """The blocks of each lane: documents, then plans, each with its cards by kind."""
    homes: dict[str, list[Card]] = defaultdict(list)
    for card in cards:
        homes[card.home].append(card)
    columns: dict[str, Column] = defaultdict(list)
    for block in sorted(homes.values(), key=_block_order):
        groups: dict[tuple[int, bool], list[Card]] = defaultdict(list)
        for card in sorted(block, key=lambda card: (card.order, card.id)):
            joined = card.status in ("linked", "undecided") or bool(card.members)
            groups[_KIND_ORDER.index(card.kind), not joined].append(card)
        columns[block[0].lane].append([groups[key] for key in sorted(groups)])
    return columns


def _block_order(block: Sequence[Card]) -> tuple[bool, str, str]:
    head = min(block, key=lambda card: (_KIND_ORDER.index(card.kind), card.order, card.id))
    return head.kind != "document", head.label, head.id


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
    plans = [block[0][0].kind != "document" for block in blocks]
    return [blocks[n] for n in sorted(range(len(blocks)), key=lambda n: (plans[n], means[n], n))]


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


def _placed(names: Sequence[str], order: Sequence[Column]) -> Layout:
    width = max(look.width for look in LOOKS.values())
    places: dict[str, tuple[float, float]] = {}
    lanes = []
    bottom = 0.0
    for number, (name, column) in enumerate(zip(names, order, strict=True)):
        left = number * (width + LANE_GAP)
        heights = _heights(column)
        places |= {card: (left + width / 2, y) for card, y in heights.items()}
        bottom = max(bottom, *heights.values())
        lanes.append(Lane(name, left - LANE_GAP / 3, left + width + LANE_GAP / 3))
    return Layout(places, tuple(lanes), bottom + LOOKS["plan"].height)
