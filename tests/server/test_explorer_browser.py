"""The explorer as people use it: headless Chromium, no request beyond the server, no error."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browsing import browsed, people
from served import DOORS, Served, copied

from policycascade import open_kb
from policycascade.examples import five_plans
from policycascade.server.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def spill(page: Page) -> int:
    """By how many pixels a page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def test_search_trace_and_the_words_of_both_ends(explorer: str, real: Path) -> None:
    (step,) = open_kb(real).trace("城镇新增就业").steps
    with browsed(explorer) as page:
        page.goto(f"{explorer}/explore")
        page.keyboard.type("城镇新增就业")  # the box has the focus
        page.locator("#hits a").first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        ends = page.locator("#ends .step").first
        for evidence in step.evidence:
            ends.get_by_text(evidence.quote).wait_for()
            assert ends.get_by_text(evidence.quote).is_visible()
        assert page.url.startswith(f"{explorer}/explore?node=indicator-")
        drawing = page.frame_locator("#drawing")
        drawing.locator("#mynetwork canvas").wait_for()
        assert page.get_by_text("湖南省").first.is_visible()
        assert page.get_by_text("株洲市").first.is_visible()


def test_a_click_in_the_drawing_traces_from_there(explorer: str, real: Path) -> None:
    (step,) = open_kb(real).trace("城镇新增就业").steps
    with browsed(explorer) as page:
        page.goto(f"{explorer}/explore?node={step.upper.id}")
        frame = page.locator("#drawing").element_handle().content_frame()
        assert frame is not None
        frame.wait_for_function("typeof network !== 'undefined' && lit")
        x, y = frame.evaluate(
            "(id) => { const [x, y] = places[id];"
            " const at = network.canvasToDOM({ x, y }); const box ="
            " container.getBoundingClientRect(); return [box.left + at.x, box.top + at.y]; }",
            step.lower.id,
        )
        page.locator("#drawing").click(position={"x": x, "y": y})
        page.wait_for_url(re.compile(re.escape(step.lower.id)))
        page.locator("#ends strong", has_text=step.lower.label).first.wait_for()
        page.go_back()
        page.wait_for_url(re.compile(re.escape(step.upper.id)))


def test_a_saved_question_is_answered_sorted_and_drawn(explorer: str) -> None:
    with browsed(explorer) as page:
        page.goto(f"{explorer}/query")
        page.select_option("#saved", "断点")
        assert "pc:droppedIn" in page.input_value("#query")
        page.select_option('[name="param-kind"]', label="目标")
        assert '"target"' in page.input_value("#query")
        page.click("#run")
        page.locator("#rows td").first.wait_for()
        heads = page.locator("#rows th button")
        assert heads.nth(1).inner_text() == "名称"
        names = page.locator("#rows td:nth-child(2)")
        heads.nth(1).click()
        up = names.all_inner_texts()
        heads.nth(1).click()
        assert names.all_inner_texts() == up[::-1] or len(set(up)) < len(up)
        page.select_option("#saved", "picture-element")
        page.click("#run")
        page.locator("#draw:not([disabled])").click()
        page.frame_locator("#picture").locator("#mynetwork canvas").wait_for()
        with page.expect_download() as download:
            page.click('button[value="ttl"]')
        assert download.value.suggested_filename.endswith(".ttl")
        address = page.url
        page.goto("about:blank")
        page.goto(address)
        assert "CONSTRUCT" in page.input_value("#query")


def test_an_empty_answer_says_what_it_means(explorer: str) -> None:
    with browsed(explorer) as page:
        page.goto(f"{explorer}/query?saved=加码")
        page.click("#run")
        page.get_by_text("没有符合条件的一对目标").wait_for()


def test_what_is_stopped_really_stops(real: Path) -> None:
    with Served(real, Settings(timeout=100, workers=1), DOORS) as address, browsed(address) as page:
        page.goto(f"{address}/query")
        page.fill("#query", ENDLESS)
        page.click("#run")
        page.get_by_text("正在查询").wait_for()
        page.wait_for_timeout(1200)
        page.click("#stop")
        page.get_by_text("已停止").wait_for()
        page.fill("#query", "ASK { ?plan a pc:Plan }")  # the only process is free again
        page.click("#run")
        page.locator("#rows td", has_text="true").wait_for()


def test_a_mistake_is_told_with_its_place_and_terms_are_completed(explorer: str) -> None:
    with browsed(explorer) as page:
        page.goto(f"{explorer}/query")
        page.fill("#query", "SELECT * WHERE {\n  ?s pc:cascadesTo }")
        page.keyboard.press("Control+Enter")
        page.get_by_text("第 2 行").wait_for()
        assert page.evaluate("document.activeElement.id") == "query"
        page.fill("#query", "SELECT * WHERE { ?s ")
        page.focus("#query")
        page.keyboard.press("End")
        page.keyboard.type("pc:cascad")
        page.locator("#complete li", has_text="pc:cascadesTo").wait_for()
        page.keyboard.press("Enter")
        assert page.input_value("#query").endswith("pc:cascadesTo")
        page.click("#prefixes")
        assert page.input_value("#query").startswith("PREFIX pc: <https://")


def test_a_plan_is_uploaded_seen_and_added(real: Path, tmp_path: Path) -> None:
    base = copied(real, tmp_path)
    letter = tmp_path / "信.md"
    letter.write_text("今天天气很好，大家去公园散步。", "utf-8")
    with Served(base, Settings(), DOORS) as address, browsed(address) as page:
        page.goto(f"{address}/upload")
        page.set_input_files("#files", [letter, five_plans() / "jiangxia.md"])
        page.get_by_text("没有收下“信.md”：").wait_for()
        upload = page.locator(".upload")
        upload.wait_for()
        assert "江夏区" in upload.inner_text()
        assert upload.locator("tbody tr").count() > 3
        upload.locator('[data-do="add"]').click()
        page.get_by_text("正在重建知识库").wait_for()
        page.get_by_text("已在库中").wait_for(timeout=300_000)
        page.get_by_role("link", name="看它的全部事实").click()
        page.wait_for_url(re.compile("/plans/plan-"))


def test_a_link_is_rejected_by_keyboard_and_gone_once_applied(real: Path, tmp_path: Path) -> None:
    base = copied(real, tmp_path)
    with Served(base, Settings(), DOORS) as address, browsed(address) as page:
        page.goto(f"{address}/review?kind=target_link")
        page.fill("#reviewer", "甲")
        page.locator("#reviewer").blur()
        item = page.locator("#rows > li", has=page.get_by_text("城镇新增就业合计325万人以上"))
        texts = page.locator("#rows > li").all_inner_texts()
        place = next(n for n, text in enumerate(texts) if "城镇新增就业合计325万人以上" in text)
        for _ in range(place + 1):
            page.keyboard.press("j")
        page.keyboard.press("r")
        item.get_by_text("驳回", exact=False).nth(1).wait_for()
        page.get_by_text("1 条裁定已记下").wait_for()
        page.click("#apply")
        page.get_by_text("正在重建知识库").wait_for()
        page.wait_for_event("load", timeout=300_000)
        assert not page.locator("#pending").is_visible()
        page.goto(f"{address}/explore?q=城镇新增就业")
        page.locator("#hits a").first.click()
        page.get_by_text("没有找到上下级的联系").wait_for()


def test_two_reviewers_see_each_other(real: Path, tmp_path: Path) -> None:
    base = copied(real, tmp_path)
    with Served(base, Settings(), DOORS) as address, people(address, 2) as (one, two):
        for page, name in ((one, "甲"), (two, "乙")):
            page.goto(f"{address}/review?kind=task_link")
            page.fill("#reviewer", name)
            page.locator("#reviewer").blur()
        first, second = one.locator("#rows > li").nth(1), two.locator("#rows > li").nth(1)
        first.locator('[data-do="reject"]').click()
        first.get_by_text("甲 ").wait_for()
        second.locator('[data-do="accept"]').click()
        second.get_by_text("另有人先作了裁定").wait_for()
        second.get_by_text("仍记下我的").click()
        second.get_by_text("乙 ").wait_for()
        first.get_by_text("乙 ").wait_for()  # seen without a reload
    assert sorted(review.reviewer for review in open_kb(base).reviews) == ["乙", "甲"]


@pytest.mark.parametrize("path", ["/explore", "/query?saved=断点", "/upload", "/review"])
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_fit_their_window(explorer: str, path: str, lang: str, width: int) -> None:
    mark = "&" if "?" in path else "?"
    options = {"viewport": {"width": width, "height": 720}, "color_scheme": "dark"}
    with browsed(explorer, **options) as page:
        page.goto(f"{explorer}{path}{mark}lang={lang}")
        page.wait_for_load_state("networkidle")
        assert spill(page) <= 0
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert max(map(int, re.findall(r"\d+", background)[:3])) < 64
