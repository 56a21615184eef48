import factories as make
import pytest
from invented import invented

from policycascade.graph.network import build_graph
from policycascade.visualize.scene import Card, Scene, read_scene

PAIR = invented()
GRAPH = build_graph(PAIR[0])


@pytest.fixture(scope="module")
def scene() -> Scene:
    return read_scene(GRAPH, "zh")


def card(scene: Scene, label: str) -> Card:
    (found,) = [card for card in scene.cards if card.label.startswith(label)]
    return found


@pytest.mark.parametrize(
    ("label", "kind", "lane", "status"),
    [
        ("云山省“十四五”", "plan", "province", "linked"),
        ("临江市总体纲要", "document", "unknown", "linked"),
        ("基金规模", "target", "province", "dropped"),
        ("夜间图书馆", "target", "prefecture", "local"),
        ("江城夜校", "programme", "prefecture", "local"),
        ("健全社会保障", "task", "province", "linked"),
        ("帮扶老街巷", "task", "prefecture", "undecided"),
    ],
)
def test_a_card_knows_what_became_of_it(
    scene: Scene, label: str, kind: str, lane: str, status: str
) -> None:
    found = card(scene, label)
    assert (found.kind, found.lane, found.status) == (kind, lane, status)


def test_every_line_runs_from_the_upper_to_the_lower_end_with_both_quotes(
    scene: Scene,
) -> None:
    cards = {card.id: card for card in scene.cards}
    for line in scene.lines:
        assert line.upper in cards
        assert line.lower in cards
    linked = [line for line in scene.lines if cards[line.upper].kind == "target"]
    assert len(linked) == 3
    upper, lower = PAIR[0].plans
    for line in linked:
        assert (cards[line.upper].home, cards[line.lower].home) == (upper.id, lower.id)
        assert line.details["quotes"]["upper"]
        assert line.details["quotes"]["lower"]


def test_a_citation_that_derives_something_is_drawn_once(scene: Scene) -> None:
    ends = [(line.upper, line.lower) for line in scene.lines]
    assert len(ends) == len(set(ends))


def test_what_is_not_drawn_is_counted(
    scene: Scene,
) -> None:
    assert len(scene.cards) + sum(scene.left_out.values()) == len(GRAPH)
    assert scene.left_out["indicator"] == 5


def test_only_some_nodes_can_be_asked_for(scene: Scene) -> None:
    some = frozenset(card.id for card in scene.cards if card.kind == "plan")
    found = read_scene(GRAPH, "zh", some)
    assert {card.id for card in found.cards} == some
    assert all({line.upper, line.lower} <= some for line in found.lines)


def test_the_tasks_of_the_main_part_are_bundled_by_their_second_number(scene: Scene) -> None:
    assert card(scene, "支持灵活就业").bundle.endswith("/task/四 (一) 扩大就业容量")
    assert card(scene, "加强领导").bundle.endswith("/task/五 加强领导")


def test_an_empty_graph_is_an_empty_scene() -> None:
    found = read_scene(build_graph(make.corpus()), "zh")
    assert found == Scene(cards=(), lines=(), left_out={})
