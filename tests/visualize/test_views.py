"""What a person does with a picture: opens and closes, walks, narrows, saves, shares."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import factories as make
import pytest
from invented import hostile, invented
from pages import HOSTILE, opened
from three_levels import three_levels

from policycascade.graph.network import build_graph
from policycascade.visualize import network, parts
from policycascade.visualize.network import draw, draw_part
from policycascade.visualize.scene import read_scene

CORPUS, CASCADE = invented()
GRAPH = build_graph(CORPUS)
SVG = "{http://www.w3.org/2000/svg}"

pytestmark = pytest.mark.browser


def saved(page: str, tmp_path: Path) -> Path:
    path = tmp_path / "view.html"
    path.write_text(page, "utf-8")
    return path


@pytest.fixture
def chapters(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages open with chapters."""
    monkeypatch.setattr(network, "DETAIL_AT_ONCE", 20)


def test_opening_a_chapter_moves_only_what_is_below_it(chapters: None, tmp_path: Path) -> None:
    with opened(saved(draw(GRAPH, "图谱"), tmp_path)) as page:
        before = page.evaluate("({...places})")
        chapter = page.evaluate("Object.keys(places).find(id => id.endsWith('/target/'))")
        page.evaluate("id => select(id)", chapter)
        page.click("#panel .wide")
        after = page.evaluate("({...places})")
        inside = page.evaluate("id => held.get(id)", chapter)
        assert set(after) == {*before, *inside}
        for card, (x, y) in before.items():
            below = x == before[chapter][0] and y > before[chapter][1]
            assert (after[card] != [x, y]) == below
        page.focus("#mynetwork")
        page.keyboard.press("Enter")
        assert page.evaluate("({...places})") == before


def test_links_run_to_what_is_open(chapters: None, tmp_path: Path) -> None:
    with opened(saved(draw(GRAPH, "图谱"), tmp_path)) as page:
        total = page.evaluate("shown.reduce((sum, line) => sum + line.count, 0)")
        for chapter in page.evaluate("[...held.keys()]"):
            page.evaluate("id => toggle(id)", chapter)
        assert page.evaluate("shown.every(line => line.upper in places && line.lower in places)")
        assert page.evaluate("shown.reduce((sum, line) => sum + line.count, 0)") == total


def test_an_address_restores_the_view(chapters: None, tmp_path: Path) -> None:
    state = (
        "JSON.stringify([state.mode, [...state.open], sets.map(set => [...state.off[set]]),"
        " state.least, lit && lit.from, network.getScale().toFixed(3)])"
    )
    with opened(saved(draw(GRAPH, "图谱"), tmp_path)) as page:
        page.evaluate("toggle([...held.keys()][0])")
        page.uncheck("input[data-group=kind][data-key=programme]")
        page.uncheck("input[data-group=relation][data-key=merged]")
        page.evaluate("least.value = 0.3; least.oninput()")
        page.focus("#mynetwork")
        page.keyboard.press("+")
        before, address = page.evaluate(state), page.evaluate("location.href")
        assert json.loads(before)[3] == 0.3
        page.goto("about:blank")
        page.goto(address)
        assert page.evaluate(state) == before
        assert not page.is_checked("input[data-group=kind][data-key=programme]")


def test_an_address_of_what_is_gone_is_told(tmp_path: Path) -> None:
    with opened(saved(draw(GRAPH, "图谱"), tmp_path)) as page:
        page.evaluate("location.hash = '#target-000000000000'")
        page.wait_for_selector("#panel .notice")
        assert "已不在库中" in page.inner_text("#panel")


def test_the_keyboard_walks_along_the_cascade(tmp_path: Path) -> None:
    upper, lower = CORPUS.plans
    with opened(saved(draw(GRAPH, "图谱"), tmp_path)) as page:
        page.focus("#mynetwork")
        page.evaluate("id => select(id)", upper.targets[0].id)
        page.keyboard.press("ArrowRight")
        assert page.evaluate("lit.from") == lower.targets[0].id
        page.keyboard.press("ArrowDown")
        assert page.evaluate("places[lit.from][1]") > page.evaluate(
            "id => places[id][1]", lower.targets[0].id
        )
        page.keyboard.press("Escape")
        assert page.evaluate("lit") is None


def test_weak_links_can_be_left_out(tmp_path: Path) -> None:
    with opened(saved(draw(GRAPH, "图谱"), tmp_path)) as page:
        before = page.evaluate("shown.length")
        page.evaluate("least.value = 1; least.oninput()")
        left = page.evaluate("shown.map(line => line.members[0].confidence)")
        assert len(left) < before
        assert all(confidence >= 1 for confidence in left)


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_the_picture_can_be_saved(tmp_path: Path, kind: str) -> None:
    with opened(saved(draw(GRAPH, "传导 图谱"), tmp_path)) as page:
        with page.expect_download() as waiting:
            page.click(f"#save-{kind}")
        assert waiting.value.suggested_filename == f"传导_图谱.{kind}"
        picture = Path(waiting.value.path()).read_bytes()
    if kind == "png":
        assert picture.startswith(b"\x89PNG")
        return
    root = ET.fromstring(picture)
    said = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    for words in ("传导 图谱", "城镇新增就业人数", "断点", "省", "分担"):
        assert words in said


def test_a_saved_picture_bears_any_label(tmp_path: Path) -> None:
    graph = build_graph(hostile("".join(HOSTILE) + "\x01")[0])
    with opened(saved(draw(graph, "".join(HOSTILE)), tmp_path)) as page:
        root = ET.fromstring(page.evaluate("svgText()"))
        assert {one.tag for one in root.iter()} <= {
            f"{SVG}{tag}" for tag in ("svg", "path", "rect", "text")
        }
        assert page.evaluate("pngCanvas().width") > 0


def views() -> Iterator[tuple[str, frozenset[str]]]:
    upper, lower = CORPUS.plans
    yield "plan", parts.plan_part(GRAPH, lower.id)
    yield "pair", parts.pair_part(GRAPH, upper.id, lower.id)
    yield "way", parts.way_part(GRAPH, [upper.targets[0].id])
    yield "level", parts.level_part(GRAPH, "prefecture")
    yield "nothing", frozenset()
    yield "one node", frozenset([upper.id])


@pytest.mark.parametrize(("kind", "part"), list(views()), ids=[kind for kind, _ in views()])
@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_every_part_opens(
    tmp_path: Path, kind: str, part: frozenset[str], width: int, height: int
) -> None:
    path = saved(draw_part(GRAPH, part, kind), tmp_path)
    with opened(path, width, height) as page:
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("Object.keys(places).length") == len(
            [node for node in part if GRAPH.nodes[node]["kind"] in network_kinds()]
        )
        for node in page.evaluate("Object.keys(places)"):
            page.evaluate("id => select(id)", node)


def network_kinds() -> set[str]:
    return {"plan", "document", "target", "programme", "task"}


def test_a_page_of_very_many_elements_holds_chapters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "DETAIL_AT_MOST", 5)
    page_text = draw(GRAPH, "图谱")
    assert "全省城镇新增就业325万人以上" not in page_text
    with opened(saved(page_text, tmp_path)) as page:
        assert "只画到章节" in page.inner_text("#panel")
        assert page.evaluate("shown.reduce((sum, line) => sum + line.count, 0)") == len(
            read_scene(GRAPH, "zh").lines
        )
        page.fill("#search", "目标")
        page.press("#search", "Enter")
        assert "代表" in page.inner_text("#panel")


def test_dark_surroundings_are_followed(tmp_path: Path) -> None:
    with opened(saved(draw(GRAPH, "图谱"), tmp_path)) as page:
        assert page.evaluate("ink.paper") == "#ffffff"
        page.emulate_media(color_scheme="dark")
        page.wait_for_function("ink.paper !== '#ffffff'")
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert re.findall(r"\d+", ground) != ["255", "255", "255"]


def test_plans_of_one_level_are_peers() -> None:
    corpus = three_levels()
    graph = build_graph(corpus)
    peers = {plan.id for plan in corpus.plans if plan.level == "county"}
    part = parts.level_part(graph, "county")
    assert peers <= part
    counties = {n: graph.nodes[n] for n in part if graph.nodes[n].get("level") == "county"}
    assert {said.get("plan", node) for node, said in counties.items()} == peers


def test_peers_show_what_several_of_them_name() -> None:
    one = make.plan(targets=(make.target("参保率", 95, "%", quote="参保率达到95%"),))
    quotes = ("全市参保率达到97%", "夜校30个")
    two = make.plan(
        "青石市“十四五”就业促进规划",
        targets=(
            make.target("参保率", 97, "%", quote=quotes[0]),
            make.target("夜校", 30, "个", quote=quotes[1]),
        ),
    )
    part = parts.level_part(build_graph(make.corpus(one, two)), "province")
    assert part == {one.id, two.id, one.targets[0].id, two.targets[0].id}


def test_an_empty_base_has_no_part() -> None:
    graph = build_graph(make.corpus())
    assert parts.level_part(graph, "county") == frozenset()


@pytest.mark.parametrize(("lang", "words"), [("zh", "教育"), ("en", "Education")])
def test_one_topic_can_be_looked_at(tmp_path: Path, lang: str, words: str) -> None:
    plan = make.plan(
        field="人社",
        tasks=(make.task("办好学校教育", ("四",)), make.task("稳定就业", ("五",))),
    )
    graph = build_graph(make.corpus(plan))
    with opened(saved(draw(graph, "图谱", lang), tmp_path)) as page:
        before = page.evaluate("network.getPositions()")
        page.select_option("#topic", label=words)
        left = page.evaluate("network.getPositions()")
        assert set(left) == {plan.id, plan.tasks[0].id}
        assert all(left[card] == before[card] for card in left)


def test_very_many_cards_are_drawn_and_found_without_nodes(tmp_path: Path) -> None:
    page_text = draw(GRAPH, "图谱").replace("const OWN = 3000", "const OWN = 3")
    target = CORPUS.plans[1].targets[0].id
    with opened(saved(page_text, tmp_path)) as page:
        assert page.evaluate("data.length") == 0
        spot = page.evaluate(
            "id => network.canvasToDOM({ x: places[id][0], y: places[id][1] })", target
        )
        box = page.locator("#mynetwork").bounding_box()
        assert box
        page.mouse.move(box["x"] + spot["x"], box["y"] + spot["y"])
        assert "城镇新增就业人数" in (page.get_attribute("#mynetwork", "title") or "")
        page.mouse.click(box["x"] + spot["x"], box["y"] + spot["y"])
        page.wait_for_selector("#panel .step")
        assert "全省城镇新增就业325万人以上" in page.inner_text("#panel")
        page.uncheck("input[data-group=kind][data-key=target]")
        assert page.evaluate("id => passes(id)", target) is False
