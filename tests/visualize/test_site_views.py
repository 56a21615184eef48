"""Which pictures a site has, and what surrounds them."""

from invented import invented
from three_levels import three_levels

from policycascade.graph.network import build_graph
from policycascade.model import make_id
from policycascade.visualize import views
from policycascade.visualize.element_pages import read_entries

CORPUS, CASCADE = invented()
GRAPH, ENTRIES = build_graph(CORPUS), read_entries(CORPUS)


def test_every_plan_and_pair_has_a_picture() -> None:
    found = {view.name: view for view in views.views_of_plans(CORPUS, GRAPH, "zh")}
    pair = make_id("pair", CASCADE.upper, CASCADE.lower)
    assert set(found) == {pair, *(plan.id for plan in CORPUS.plans)}
    for view in found.values():
        assert view.part
        assert view.part <= set(GRAPH)


def test_levels_with_several_plans_have_one() -> None:
    corpus = three_levels()
    names = [view.name for view in views.views_of_base(corpus, build_graph(corpus), "zh")]
    assert names == ["all", "level-prefecture"]


def test_linked_elements_have_one_with_their_path_told() -> None:
    found = {view.name: view for view in views.views_of_elements(ENTRIES, GRAPH, "zh")}
    upper = CORPUS.plans[0]
    assert found[make_id("indicator", "城镇新增就业人数")].lit == upper.targets[0].id
    programme = found[make_id("programme", "三支一扶")]
    assert GRAPH.nodes[programme.lit]["plan"] == upper.id
    assert make_id("indicator", "没有的指标") not in found


def test_those_most_linked_come_first() -> None:
    ways = views.most_linked(ENTRIES, "zh", 2)
    assert len(ways) == 2
    assert all(address.startswith("views/indicator-") for _, address in ways)


def test_a_card_leads_to_its_pages() -> None:
    around = views.around_views(CORPUS, ENTRIES, "en")
    plan = CORPUS.plans[0]
    page = views.render_view(
        GRAPH, next(iter(views.views_of_base(CORPUS, GRAPH, "en"))), "en", around
    )
    for address in (f"../read/{plan.id}.en.html", f"../plans/{plan.id}.en.html"):
        assert address in page
    assert "vis.Network" not in page
