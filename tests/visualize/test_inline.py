"""What a notebook shows: a page in a frame, a trace with the quotes of both ends."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from invented import hostile, invented
from pages import HOSTILE, opened, outside_addresses

from policycascade.graph.network import build_graph
from policycascade.graph.trace import TRACED, trace
from policycascade.visualize.inline import Page, shown
from policycascade.visualize.network import draw
from policycascade.visualize.text import render_trace

GRAPH = build_graph(invented()[0])
PAGE = Page(draw(GRAPH, "图谱"))


class Text(HTMLParser):
    def __init__(self, part: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text = ""
        self.feed(part)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    "name", ["城镇新增就业人数", "参保率", "基金规模", "夜间图书馆", "新增就业", "加强领导"]
)
def test_a_trace_says_inline_what_it_says_as_text(name: str, lang: str) -> None:
    found = trace(GRAPH, name)
    made = shown(found, lang)
    assert str(made) == render_trace(found, lang)
    said = bare(Text(made._repr_html_()).text)
    for line in render_trace(found, lang).splitlines():
        for part in re.split(r" → |  · | · |上级 (?=「)|下级 (?=「)|(?:Upper|Lower) (?=「)", line):
            assert bare(part) in said, line


def test_a_trace_stays_what_it_was() -> None:
    found = trace(GRAPH, "城镇新增就业人数")
    made = shown(found)
    assert (made.name, made.steps, made.by_plan) == (found.name, found.steps, found.by_plan)


def test_hostile_labels_stay_text() -> None:
    attack = "".join(HOSTILE)
    graph = build_graph(hostile(attack)[0])
    for kind in TRACED:
        label = next(said["label"] for _, said in graph.nodes(data=True) if said["kind"] == kind)
        part = shown(trace(graph, label))._repr_html_()
        assert attack[:20] in Text(part).text
        assert Text(part).tags.isdisjoint({"script", "img"})


def test_a_page_is_saved_as_it_is_and_framed_with_nothing_from_outside(tmp_path: Path) -> None:
    path = PAGE.save(tmp_path / "图" / "图谱.html")
    assert path.read_text("utf-8") == PAGE.html
    frame = PAGE._repr_html_()
    assert outside_addresses(frame) == []
    assert frame.count("<iframe") == 1
    assert len(repr(PAGE)) < 80


@pytest.mark.browser
def test_a_framed_page_answers(tmp_path: Path) -> None:
    cell = tmp_path / "cell.html"
    cell.write_text(f"<meta charset='utf-8'>{PAGE._repr_html_()}", "utf-8")
    with opened(cell) as page:
        frame = page.frame_locator("iframe")
        frame.locator("#search").fill("城镇新增 就业")
        frame.locator("#search").press("Enter")
        assert "全市城镇新增就业25万人以上" in frame.locator("#panel").inner_text()
        frame.locator("#reset").click()
        assert "全市城镇新增就业25万人以上" not in frame.locator("#panel").inner_text()


@pytest.mark.browser
def test_a_frame_of_hostile_labels_does_not_run(tmp_path: Path) -> None:
    framed = Page(draw(build_graph(hostile("".join(HOSTILE))[0]), "".join(HOSTILE)))
    cell = tmp_path / "cell.html"
    cell.write_text(f"<meta charset='utf-8'>{framed._repr_html_()}", "utf-8")
    with opened(cell) as page:
        assert page.frames[1].evaluate("window.attacked") is None
