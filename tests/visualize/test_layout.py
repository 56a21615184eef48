import dataclasses
import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policycascade.visualize.layout import arrange, crossings
from policycascade.visualize.palette import LANES, LOOKS
from policycascade.visualize.scene import Card, Line


def card(name: str, lane: str, home: str = "", kind: str = "target", order: int = 0) -> Card:
    return Card(
        id=name,
        kind="plan" if not home else kind,
        label=name,
        lane=lane,
        home=home or name,
        status="linked",
        order=order,
    )


def line(upper: str, lower: str) -> Line:
    return Line(id=f"{upper}-{lower}", upper=upper, lower=lower, relation="same", confidence=1)


UPPER = [card("省", "province"), *(card(f"省{n}", "province", "省", order=n) for n in range(6))]
LOWER = [card("市", "prefecture"), *(card(f"市{n}", "prefecture", "市", order=n) for n in range(6))]


def test_levels_are_lanes_from_left_to_right() -> None:
    layout = arrange([*LOWER, *UPPER, card("县", "county")], [])
    assert [lane.name for lane in layout.lanes] == ["province", "prefecture", "county"]
    assert layout.places["省"][0] < layout.places["市"][0] < layout.places["县"][0]
    for one, two in zip(layout.lanes, layout.lanes[1:], strict=False):
        assert one.right <= two.left


def test_crossing_lines_are_untangled() -> None:
    lines = [line(f"省{n}", f"市{5 - n}") for n in range(6)]
    layout = arrange([*UPPER, *LOWER], lines)
    pairs = sorted((layout.places[one.upper][1], layout.places[one.lower][1]) for one in lines)
    assert [lower for _, lower in pairs] == sorted(lower for _, lower in pairs)


def test_documents_stand_above_the_plans_of_their_level() -> None:
    plan = card("市规划", "prefecture")
    document = dataclasses.replace(card("市纲要", "prefecture"), kind="document")
    layout = arrange([plan, document], [line("市纲要", "市规划")])
    assert layout.places["市纲要"][0] == layout.places["市规划"][0]
    assert layout.places["市纲要"][1] < layout.places["市规划"][1]


@pytest.mark.parametrize(
    ("ends", "count"),
    [([("省0", "市0"), ("省1", "市1")], 0), ([("省0", "市1"), ("省1", "市0")], 1)],
)
def test_crossings(ends: list[tuple[str, str]], count: int) -> None:
    order = [[[UPPER]], [[LOWER]]]
    assert crossings(order, [line(*pair) for pair in ends]) == count


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), unique=True), st.randoms())
def test_no_two_cards_overlap_and_order_of_input_does_not_matter(
    ends: list[tuple[int, int]], chance: random.Random
) -> None:
    lines = [line(f"省{one}", f"市{two}") for one, two in ends]
    cards = [*UPPER, *LOWER]
    layout = arrange(cards, lines)
    by_column: dict[float, list[tuple[float, Card]]] = {}
    for one in cards:
        x, y = layout.places[one.id]
        by_column.setdefault(x, []).append((y, one))
    for column in by_column.values():
        column.sort(key=lambda item: item[0])
        for (y, one), (below, two) in itertools.pairwise(column):
            assert below - y >= (LOOKS[one.kind].height + LOOKS[two.kind].height) / 2
    shuffled = list(cards)
    chance.shuffle(shuffled)
    assert arrange(shuffled, lines) == layout


def test_nothing_has_an_empty_layout() -> None:
    assert arrange([], []).places == {}


def test_an_unknown_level_has_a_lane() -> None:
    assert arrange([card("某文件", "unknown")], []).lanes[0].name in LANES
