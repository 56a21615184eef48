from invented import invented

from policycascade.graph.network import build_graph
from policycascade.visualize.bundles import chapters, condensed, plans
from policycascade.visualize.scene import read_scene

GRAPH = build_graph(invented()[0])


def test_every_element_is_in_one_bundle() -> None:
    scene = read_scene(GRAPH, "zh")
    cards, lines = chapters(scene, "zh")
    inside = [card for card in scene.cards if card.bundle]
    assert sum(card.members for card in cards) == len(inside)
    assert {card.bundle for card in inside} == {card.id for card in cards if card.members}
    ends = [(line.upper, line.lower) for line in lines]
    assert len(ends) == len(set(ends))
    known = {card.id for card in cards}
    assert all({line.upper, line.lower} <= known for line in lines)


def test_bundles_are_named_by_kind_and_chapter() -> None:
    cards, _ = chapters(read_scene(GRAPH, "zh"), "zh")
    labels = {card.label for card in cards if card.members}
    assert {"目标", "项目", "四 (一) 扩大就业容量", "第三章 促进充分就业"} <= labels


def test_every_plan_stands_for_all_that_is_in_it() -> None:
    scene = read_scene(GRAPH, "zh")
    cards, lines = plans(scene, "zh")
    assert {card.kind for card in cards} == {"plan", "document"}
    inside = [card for card in scene.cards if card.block]
    assert sum(card.members for card in cards) == len(inside)
    known = {card.id for card in cards}
    assert all({line.upper, line.lower} <= known for line in lines)


def test_a_condensed_scene_loses_no_link_and_no_element() -> None:
    scene = read_scene(GRAPH, "zh")
    found = condensed(scene, "zh")
    assert sum(line.count for line in found.lines) == len(scene.lines)
    assert sum(card.members or 1 for card in found.cards) == len(scene.cards)
    assert not any(card.bundle for card in found.cards)
