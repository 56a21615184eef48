from invented import invented

from policycascade.graph.network import build_graph
from policycascade.visualize.bundles import bundled
from policycascade.visualize.scene import read_scene

GRAPH = build_graph(invented()[0])


def test_every_element_is_in_one_bundle() -> None:
    scene = read_scene(GRAPH, "zh")
    cards, lines = bundled(scene, "zh")
    inside = [card for card in scene.cards if card.bundle]
    assert sum(card.members for card in cards) == len(inside)
    assert {card.bundle for card in inside} == {card.id for card in cards if card.members}
    ends = [(line.upper, line.lower) for line in lines]
    assert len(ends) == len(set(ends))
    known = {card.id for card in cards}
    assert all({line.upper, line.lower} <= known for line in lines)


def test_bundles_are_named_by_kind_and_chapter() -> None:
    cards, _ = bundled(read_scene(GRAPH, "zh"), "zh")
    labels = {card.label for card in cards if card.members}
    assert {"目标", "项目", "四 (一) 扩大就业容量", "第三章 促进充分就业"} <= labels
