"""The whole site of some bases: every address leads somewhere, every mark is its record's words."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from pages import opened, outside_addresses

import policycascade as pc
from policycascade.kb import KnowledgeBase
from policycascade.model import Plan

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ONE = """临江市“十四五”就业促进规划

一、发展目标

到2025年,城镇新增就业30万人以上。
"""
BARE = """临江市“十四五”文化发展规划

一、指导思想

坚持正确方向,服务广大群众。
"""


class Page(HTMLParser):
    """Addresses, anchors, and the words of each mark by record and kind."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.anchors: list[str] = []
        self.marked: dict[tuple[str, str], str] = {}
        self._open: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        for name in ("href", "src", "action", "data-page"):
            if name in values and not (name == "data-page" and tag == "aside"):
                self.addresses.append(values[name] or "")
        if values.get("id"):
            self.anchors.append(values["id"] or "")
        if tag == "mark":
            kind = (values.get("class") or "").split()[0]
            self._open.append((values.get("data-of") or "", kind))

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for key in self._open:
            self.marked[key] = self.marked.get(key, "") + data


@cache
def parsed(path: Path) -> Page:
    return Page(path.read_text("utf-8"))


def bare(text: str) -> str:
    return re.sub(r"[\s|]", "", text)


@pytest.fixture(scope="module", params=["five_plans", "four_levels", "one plan", "nothing read"])
def base(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder = tmp_path_factory.mktemp("base")
    source = EXAMPLES / request.param
    if not source.is_dir():
        source = folder / "plan.txt"
        source.write_text(ONE if request.param == "one plan" else BARE, "utf-8")
    kb = pc.build(source, folder / "kb")
    return kb


def test_every_address_leads_somewhere(base: KnowledgeBase) -> None:
    pages = sorted((base.path / "site").rglob("*.html"))
    for path in pages:
        assert len(parsed(path).anchors) == len(set(parsed(path).anchors)), path
        for address in parsed(path).addresses:
            parts = urlsplit(address)
            assert not parts.scheme, (path, address)
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), (path, address)
            if parts.fragment and "views" not in target.parts:
                assert unquote(parts.fragment) in parsed(target).anchors, (path, address)


def test_no_page_asks_another_machine(base: KnowledgeBase) -> None:
    for path in (base.path / "site").rglob("*.html"):
        assert outside_addresses(path.read_text("utf-8")) == [], path
    for path in (base.path / "site" / "assets").glob("*.css"):
        assert "url(" not in path.read_text("utf-8")


def test_every_marked_passage_is_its_record(base: KnowledgeBase) -> None:
    checked = 0
    for plan in base.plans:
        page = parsed(base.path / "site" / "read" / f"{plan.id}.html")
        for kind, record, quote in _records(plan):
            assert record in page.anchors
            assert bare(page.marked[record, kind]) == bare(quote), record
            checked += 1
    assert checked == sum(len(list(_records(plan))) for plan in base.plans)


def _records(plan: Plan) -> list[tuple[str, str, str]]:
    lists = {
        "task": plan.tasks,
        "target": plan.targets,
        "outturn": plan.outturns,
        "programme": plan.programmes,
        "citation": plan.citations,
    }
    return [(kind, one.id, one.evidence.quote) for kind, found in lists.items() for one in found]


def test_the_pair_has_the_anchors_of_both(base: KnowledgeBase) -> None:
    pages = [p for p in (base.path / "site" / "pairs").glob("*.html") if ".en." not in p.name]
    assert len(pages) == len(base.corpus.cascades)
    for path in pages:
        page = parsed(path)
        ids = {
            plan.id
            for plan in base.plans
            if all(record in page.anchors for _, record, _ in _records(plan))
        }
        assert len(ids) >= 2


@pytest.mark.browser
def test_search_leads_to_the_words(base: KnowledgeBase) -> None:
    targets = [(plan, target) for plan in base.plans for target in plan.targets]
    with opened(base.path / "site" / "search.html") as page:
        page.fill("#search-box", "无此一词")
        assert page.inner_text("#count") == "没有找到"
        if not targets:
            return
        plan, target = targets[0]
        page.fill("#search-box", target.indicator)
        page.select_option("#search-kind", "target")
        addresses = page.eval_on_selector_all("#found a", "all => all.map(one => one.href)")
        assert any(one.endswith(f"/read/{plan.id}.html#{target.id}") for one in addresses)
