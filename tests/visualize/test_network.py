from pathlib import Path

import factories as make
import pytest
from invented import hostile, invented
from pages import HOSTILE, opened, outside_addresses

from policycascade.graph.network import build_graph
from policycascade.graph.trace import trace
from policycascade.visualize import network
from policycascade.visualize.network import draw, draw_trace

PAIR = invented()
GRAPH = build_graph(PAIR[0])


#: With at most so many cards at once the invented pair opens with its elements, its chapters, its
#: plans.
AT_ONCE = {"detail": 10_000, "overview": 20, "plans": 0}


@pytest.fixture(params=list(AT_ONCE))
def start(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The ways in which a page may open: few elements, many, very many."""
    mode = str(request.param)
    monkeypatch.setattr(network, "DETAIL_AT_ONCE", AT_ONCE[mode])
    return mode


def training() -> str:
    nodes = GRAPH.nodes(data=True)
    targets = (n for n, a in nodes if a["kind"] == "target" and a["label"].startswith("职业培训"))
    return next(targets)


def saved(page: str, tmp_path: Path) -> Path:
    path = tmp_path / "view.html"
    path.write_text(page, "utf-8")
    return path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_asks_for_nothing(start: str, lang: str) -> None:
    page = draw(GRAPH, "图谱", lang)
    assert outside_addresses(page) == []
    assert page == draw(GRAPH, "图谱", lang)


def test_what_is_left_out_is_said(start: str) -> None:
    page = draw(GRAPH, "图谱", "en")
    assert "Not drawn: 5 × Indicator" in page
    assert ("20 elements in all" in page) == (start != "detail")
    assert ("21 elements in all" in page) == (start == "plans")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_label_leaves_its_script_tag(text: str) -> None:
    page = draw(build_graph(hostile(text)[0]), text)
    library = network.library()
    assert page.count("<script") - library.count("<script") == 4
    assert page.count("</script") - library.count("</script") == 4


def test_an_empty_base_says_so(tmp_path: Path) -> None:
    assert outside_addresses(draw(build_graph(make.corpus()), "空")) == []


@pytest.mark.browser
def test_search_and_click_show_the_evidence_of_both_ends(start: str, tmp_path: Path) -> None:
    with opened(saved(draw(GRAPH, "图谱"), tmp_path)) as page:
        page.fill("#search", "城镇新增 就业")
        page.press("#search", "Enter")
        panel = page.inner_text("#panel")
        for plan in PAIR[0].plans:
            assert plan.title in panel
        assert "全省城镇新增就业325万人以上" in panel
        assert "全市城镇新增就业25万人以上" in panel
        assert "7.7 %" in panel
        page.click("#reset")
        assert "全市城镇新增就业25万人以上" not in page.inner_text("#panel")


@pytest.mark.browser
def test_a_click_on_a_card_lights_its_path(start: str, tmp_path: Path) -> None:
    with opened(saved(draw(GRAPH, "图谱"), tmp_path)) as page:
        if start != "detail":
            page.click("#mode-detail")
        target = training()
        page.evaluate("id => network.moveTo({position: network.getPosition(id)})", target)
        page.wait_for_timeout(100)
        spot = page.evaluate("id => network.canvasToDOM(network.getPosition(id))", target)
        page.mouse.click(
            *(
                spot[axis] + page.evaluate(box)
                for axis, box in (
                    ("x", "container.getBoundingClientRect().left"),
                    ("y", "container.getBoundingClientRect().top"),
                )
            )
        )
        page.wait_for_timeout(400)
        assert "培训90万人次" in page.inner_text("#panel")
        assert "培训45万人次" in page.inner_text("#panel")
        assert page.evaluate("lit.cards.size") == 2
        assert page.evaluate("lit.lines.size") == 1


@pytest.mark.browser
@pytest.mark.parametrize(
    ("group", "key"),
    [
        ("kind", "target"),
        ("level", "province"),
        ("relation", "share"),
        ("status", "local"),
        ("nature", "unstated"),
    ],
)
def test_filters_keep_positions(start: str, tmp_path: Path, group: str, key: str) -> None:
    with opened(saved(draw(GRAPH, "图谱"), tmp_path)) as page:
        count = "shown.flatMap(line => line.members).length"
        before, drawn = page.evaluate("network.getPositions()"), page.evaluate(count)
        box = f"input[data-group={group}][data-key={key}]"
        page.uncheck(box)
        left = page.evaluate("network.getPositions()")
        assert left == {card: before[card] for card in left}
        if start == "detail":
            assert (len(left) < len(before)) == (group != "relation")
        assert page.evaluate(count) < drawn or group == "status"
        assert f"{group}.{key}" in page.evaluate("decodeURIComponent(location.hash)")
        page.check(box)
        assert page.evaluate("network.getPositions()") == before
        assert page.evaluate(count) == drawn


@pytest.mark.browser
def test_the_overview_lists_what_a_box_stands_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(network, "DETAIL_AT_ONCE", AT_ONCE["overview"])
    with opened(saved(draw(GRAPH, "图谱"), tmp_path)) as page:
        page.evaluate("select([...held.keys()].find(id => id.endsWith('/target/')))")
        page.click("#panel .members button >> nth=0")
        assert page.get_attribute("#mode-overview", "aria-pressed") == "true"
        assert page.inner_text("#panel blockquote")


@pytest.mark.browser
def test_an_address_with_an_id_opens_there(tmp_path: Path) -> None:
    with opened(saved(draw(GRAPH, "图谱"), tmp_path)) as page:
        target = training()
        page.goto(page.url + "#" + target)
        page.reload()
        assert "培训45万人次" in page.inner_text("#panel")


@pytest.mark.browser
def test_hostile_labels_do_not_run(start: str, tmp_path: Path) -> None:
    graph = build_graph(hostile("".join(HOSTILE))[0])
    with opened(saved(draw(graph, "".join(HOSTILE)), tmp_path)) as page:
        page.fill("#search", "促进")
        for _ in range(3):
            page.press("#search", "Enter")
        for node in page.evaluate("data.getIds()"):
            page.evaluate("id => select(id)", node)
        page.mouse.move(400, 400)
        page.wait_for_timeout(400)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.browser
def test_an_empty_base_opens(tmp_path: Path) -> None:
    with opened(saved(draw(build_graph(make.corpus()), "空"), tmp_path)) as page:
        page.click("#fit")
        assert "库中没有可画的内容" in page.inner_text("#panel")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_trace_is_drawn_with_its_plans(lang: str) -> None:
    page = draw_trace(GRAPH, trace(GRAPH, "城镇新增就业人数"), lang)
    assert outside_addresses(page) == []
    for plan in PAIR[0].plans:
        assert plan.id in page
    assert "夜间图书馆" not in page


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("城镇新增就业人数", ("全省城镇新增就业325万人以上", "全市城镇新增就业25万人以上")),
        ("夜间图书馆", ("建成夜间图书馆30个", "没有找到上下相承的关系")),
        ("加强领导", ("加强领导", "帮扶老街巷")),
        ("临江市“十四五”就业促进规划", ("根据《云山省", "编制依据")),
    ],
)
def test_a_trace_opens_with_its_path_lit(name: str, words: tuple[str, ...], tmp_path: Path) -> None:
    with opened(saved(draw_trace(GRAPH, trace(GRAPH, name)), tmp_path)) as page:
        panel = page.inner_text("#panel")
        for word in words:
            assert word in panel
