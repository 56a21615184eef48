"""How soon a picture can be used, beside plain pyvis with physics.

    python -m benchmarks.views                 # 2, 16 and 161 plans
    python -m benchmarks.views --limit 300     # seconds after which plain pyvis is stopped

Bases are those of ``benchmarks/store.py``. Prints Markdown rows; ``benchmarks/README.md`` holds the
last ones. Needs Playwright's Python package and a Chromium of the system.
"""

from __future__ import annotations

import argparse
import dataclasses
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as Late
from pyvis.network import Network

from benchmarks.store import make_corpus
from policycascade.graph.network import build_graph
from policycascade.visualize import network
from policycascade.visualize.scene import read_scene

if TYPE_CHECKING:
    from policycascade.model import Corpus

    Graph = nx.MultiDiGraph[str]

#: Cities and counties of the bases: about 200, 2,000 and 20,000 elements that are drawn.
BASES = ((1, 0), (4, 11), (20, 140))
#: Tasks of a chapter, about as in the real plans.
CHAPTER = 7
#: Physics is ready when vis-network shows the picture it hid while it laid it out.
SETTLED = "typeof network !== 'undefined' && network.physics && network.physics.ready"
#: Ours is there when it has lines and two frames were drawn.
DRAWN = "typeof shown !== 'undefined' && Object.keys(places).length > 0"
FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
#: The mean time of a redraw while the window moves, in milliseconds.
PAN = """async () => {
  const start = performance.now();
  for (let step = 0; step < 5; step++) {
    const { x, y } = network.getViewPosition();
    network.moveTo({ position: { x, y: y + 30 } });
    await new Promise(requestAnimationFrame);
    network.redraw();
  }
  return (performance.now() - start) / 5;
}"""


def in_chapters(corpus: Corpus) -> Corpus:
    """The corpus with its tasks in chapters, as those of real plans stand."""
    plans = tuple(
        dataclasses.replace(
            plan,
            tasks=tuple(
                dataclasses.replace(task, path=(f"第{number // CHAPTER}章", str(number % CHAPTER)))
                for number, task in enumerate(plan.tasks)
            ),
        )
        for plan in corpus.plans
    )
    return dataclasses.replace(corpus, plans=plans)


def plain(graph: Graph) -> str:
    """Give pyvis's own page of the same cards and lines, with its default physics."""
    scene = read_scene(graph, "zh")
    page = Network(directed=True, cdn_resources="in_line")
    for card in scene.cards:
        page.add_node(card.id, label=card.label, group=card.kind, title=card.label)
    page.edges.extend(
        {"from": line.upper, "to": line.lower, "title": line.relation} for line in scene.lines
    )
    return str(page.generate_html())


def timed(work: Callable[[], str]) -> tuple[float, str]:
    """Seconds of processor time, and what was made."""
    begin = time.process_time()
    page = work()
    return time.process_time() - begin, page


@contextmanager
def opened(browser: Browser, page: str, folder: Path) -> Iterator[tuple[Page, float]]:
    """A tab with the page, and when it was asked for."""
    path = folder / "page.html"
    path.write_text(page, "utf-8")
    tab = browser.new_page(viewport={"width": 1280, "height": 720})
    tab.set_default_timeout(0)
    begin = time.perf_counter()
    tab.goto(path.as_uri(), wait_until="commit")
    yield tab, begin
    tab.close()


def until(tab: Page, condition: str, begin: float, limit: float) -> float | None:
    """Seconds until a condition holds, or nothing if it is not within the limit."""
    try:
        tab.wait_for_function(condition, timeout=limit * 1000, polling=20)
    except Late:
        return None
    tab.evaluate(FRAMES)
    return time.perf_counter() - begin


def picture_row(browser: Browser, folder: Path, cities: int, counties: int, limit: float) -> str:
    """One size: ours, all of its elements at once, and plain pyvis."""
    graph = build_graph(in_chapters(make_corpus(cities, counties)))
    scene = read_scene(graph, "zh")
    making, page = timed(lambda: network.draw(graph, "图谱"))
    with opened(browser, page, folder) as (tab, begin):
        ours = until(tab, DRAWN, begin, limit)
        start = tab.evaluate("state.mode")
    network.DETAIL_AT_MOST, most = 10**9, network.DETAIL_AT_MOST
    full_making, full = timed(lambda: network.draw(graph, "图谱"))
    network.DETAIL_AT_MOST = most
    with opened(browser, full, folder) as (tab, begin):
        full_open = until(tab, DRAWN, begin, limit)
        begin = time.perf_counter()
        tab.evaluate("setMode('detail')")
        detail = until(tab, DRAWN, begin, limit)
        pan = tab.evaluate(PAN)
    plain_making, theirs = timed(lambda: plain(graph))
    with opened(browser, theirs, folder) as (tab, begin):
        settled = until(tab, SETTLED, begin, limit)
    assert ours
    assert full_open
    assert detail
    times = f"{settled:.1f}" if settled else f"> {limit:.0f}"
    ratio = f"{settled / ours:.0f}" if settled else f"> {limit / ours:.0f}"
    return (
        f"| {len(scene.cards):,} | {len(scene.lines):,} | {making:.1f} | {len(page) / 1e6:.1f} | "
        f"{start} | {ours:.2f} | {full_making:.1f} | {len(full) / 1e6:.1f} | {full_open:.2f} | "
        f"{detail:.2f} | {pan:.0f} | {plain_making:.1f} | {times} | {ratio} |"
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--limit", type=float, default=180)
    given = options.parse_args()
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        executable = shutil.which("chromium") or shutil.which("chromium-browser")
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for cities, counties in BASES:
            print(picture_row(browser, Path(folder), cities, counties, given.limit), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
