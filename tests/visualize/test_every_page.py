"""Every kind of page: of hostile plans, of bases with one plan, with none, with 20,000 elements."""

import dataclasses
import time
from pathlib import Path

import factories as make
import networkx as nx
import pytest
from invented import hostile, invented
from pages import HOSTILE, opened, outside_addresses, tab
from whole_site import write_site

from policycascade.model import Corpus, Section, Span
from policycascade.visualize.network import draw

SIZES = [(1280, 720), (390, 844)]


def spoilt() -> Corpus:
    """The hostile pair, with hostile headings."""
    text = "".join(HOSTILE)
    corpus, _ = hostile(text)
    section = Section(number=text, path=(text,), title=text, depth=1, span=Span(0, 9))
    plans = tuple(dataclasses.replace(plan, sections=(section,)) for plan in corpus.plans)
    return dataclasses.replace(corpus, plans=plans)


BASES = {
    "hostile": spoilt(),
    "two plans": invented()[0],
    "one plan, nothing read": make.corpus(make.plan(front={})),
    "no plan": make.corpus(),
}


@pytest.mark.parametrize("name", BASES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_asks_another_machine(tmp_path: Path, name: str, lang: str) -> None:
    for path in write_site(tmp_path / "site", BASES[name], lang):
        assert outside_addresses(path.read_text("utf-8")) == [], path


@pytest.mark.browser
@pytest.mark.parametrize("name", BASES)
def test_every_page_opens_and_fits_its_window(tmp_path: Path, name: str) -> None:
    pages = write_site(tmp_path / "site", BASES[name])
    with tab() as browser:
        for path in pages:
            page = browser.visit(path)
            for width, height in SIZES:
                page.set_viewport_size({"width": width, "height": height})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def large(elements: int) -> "nx.MultiDiGraph[str]":
    """A graph of so many elements in plans of 100, every second one linked."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for number in range(elements):
        plan, place = divmod(number, 100)
        level = "province" if plan < elements // 200 else "county"
        home = f"plan-{plan}"
        if not place:
            graph.add_node(home, kind="plan", label=f"第{plan}份规划", level=level)
        else:
            graph.add_node(
                f"task-{number}",
                kind="task",
                label=f"任务{number}",
                level=level,
                plan=home,
                path=["一", str(place)],
                title=f"任务{number}",
                start=number,
            )
        if place % 2 and level == "county":
            upper = f"task-{number - elements // 2}"
            said = {"kind": "derives_from", "relation": "carried", "confidence": 0.9}
            graph.add_edge(f"task-{number}", upper, key=f"link-{number}", **said)
    return graph


@pytest.mark.browser
def test_twenty_thousand_elements_open_and_can_be_opened_up(tmp_path: Path) -> None:
    path = tmp_path / "view.html"
    path.write_text(draw(large(20_000), "图谱"), "utf-8")
    start = time.perf_counter()
    with opened(path) as page:
        page.wait_for_function("shown.length > 0")
        assert time.perf_counter() - start < 20
        assert page.evaluate("Object.keys(places).length") == 200
        page.evaluate("toggle(Object.keys(places)[0])")
        assert page.evaluate("Object.keys(places).length") > 200
        page.evaluate("setMode('overview')")
        assert page.evaluate("shown.reduce((sum, line) => sum + line.count, 0)") == 5000
