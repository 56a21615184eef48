"""Every page made of the examples: no outside address, and no quote that is not in its plan."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pages import opened, outside_addresses

import policycascade as pc
from policycascade.kb import KnowledgeBase

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


class Quotes(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self._open = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "q":
            self._open = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "q"

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1] += data


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@cache
def _sources(example: str) -> str:
    return "".join(bare(path.read_text("utf-8")) for path in (EXAMPLES / example).glob("*.md"))


@pytest.fixture(scope="module", params=["five_plans", "four_levels"])
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    return pc.build(EXAMPLES / request.param, tmp_path_factory.mktemp("kb") / request.param)


def test_every_page_stands_alone_and_quotes_its_plans(base: KnowledgeBase) -> None:
    sources = _sources(base.path.name)
    pages = sorted((base.path / "site").rglob("*.html"))
    reports = [page for page in pages if "reports" in page.parts]
    assert len(reports) == 2 * (1 + len(base.corpus.cascades))  # the whole base, and each pair
    for page in pages:
        text = page.read_text("utf-8")
        assert outside_addresses(text) == [], page.name
        for quote in Quotes(text).found:
            assert bare(quote) in sources, f"{page.name}: {quote}"
    assert sum(len(Quotes(page.read_text("utf-8")).found) for page in reports) > 50


@pytest.mark.browser
def test_the_pages_open(base: KnowledgeBase) -> None:
    site = base.path / "site"
    for page in (site / "index.html", site / "index.en.html", site / "views" / "all.html"):
        with opened(page) as tab:
            assert tab.evaluate("document.documentElement.scrollWidth") <= 1280
    for page in sorted((site / "reports").glob("*.html")):
        with opened(page) as tab:
            assert tab.evaluate("document.documentElement.scrollWidth") <= 1280
