import dataclasses
import re
from pathlib import Path

import factories as make
import pytest
from invented import hostile, invented
from pages import HOSTILE, opened, outside_addresses, saved
from printed import printed

from policycascade.model import Cascade, Corpus, Section, Span
from policycascade.visualize.plan_page import plan_page
from policycascade.visualize.reader import pair_page, reader_page

CORPUS, CASCADE = invented()
TEXTS = {plan.id: printed(plan) for plan in CORPUS.plans}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_record_has_its_anchor(lang: str) -> None:
    page = pair_page(CORPUS, CASCADE, TEXTS, lang)
    assert outside_addresses(page) == []
    anchors = re.findall(r' id="([^"]+)"', page)
    for plan in CORPUS.plans:
        for record in (*plan.targets, *plan.programmes, *plan.tasks, *plan.citations):
            assert anchors.count(record.id) == 1
    alone = reader_page(CORPUS, CORPUS.plans[1], TEXTS[CORPUS.plans[1].id], lang)
    assert 'id="doubt-1"' in alone
    assert 'id="doubt-1.2"' in alone


def test_linked_passages_lead_to_each_other() -> None:
    page = pair_page(CORPUS, CASCADE, TEXTS)
    share = CASCADE.links[0]
    assert share.upper
    assert share.lower
    for one, other in ((share.upper, share.lower), (share.lower, share.upper)):
        after = page.partition(f' id="{one.record}"')[2]
        assert after.index(f'class="go" href="#{other.record}"') < after.index("</a>")


def test_what_became_of_a_fact_is_in_its_mark() -> None:
    page = pair_page(CORPUS, CASCADE, TEXTS)
    upper, lower = CORPUS.plans
    assert f'<mark id="{upper.targets[3].id}" class="target dropped"' in page
    assert f'<mark id="{lower.targets[3].id}" class="target local"' in page
    assert f'<mark id="{upper.targets[0].id}" class="target linked"' in page


def spoilt(text: str) -> tuple[Corpus, Cascade]:
    """The hostile pair with a hostile heading too."""
    corpus, cascade = hostile(text)
    section = Section(number=text, path=(text,), title=text, depth=1, span=Span(0, 9))
    plans = tuple(dataclasses.replace(plan, sections=(section,)) for plan in corpus.plans)
    return dataclasses.replace(corpus, plans=plans), cascade


@pytest.mark.browser
def test_hostile_words_do_not_run(tmp_path: Path) -> None:
    corpus, cascade = spoilt("".join(HOSTILE))
    texts = {plan.id: printed(plan) for plan in corpus.plans}
    plan = corpus.plans[0]
    for page in (
        pair_page(corpus, cascade, texts),
        reader_page(corpus, plan, texts[plan.id]),
        plan_page(corpus, plan),
    ):
        with opened(saved(tmp_path / "pairs" / "page.html", page)) as tab:
            assert tab.evaluate("document.documentElement.scrollWidth") <= 1280
            for mark in tab.locator(".text mark[id]").all()[:3]:
                mark.evaluate("mark => mark.click()")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_make_no_markup(text: str) -> None:
    corpus, cascade = spoilt(text)
    clean = pair_page(*spoilt("就业"), {p.id: printed(p) for p in spoilt("就业")[0].plans})
    page = pair_page(corpus, cascade, {plan.id: printed(plan) for plan in corpus.plans})
    assert set(re.findall(r"<[!/]?\w+", page)) <= set(re.findall(r"<[!/]?\w+", clean)) | {
        "<!DOCTYPE"
    }


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_a_click_brings_the_other_end_into_view(tmp_path: Path, width: int) -> None:
    page = pair_page(CORPUS, CASCADE, TEXTS)
    link = CASCADE.links[0]
    assert link.upper
    assert link.lower
    with opened(saved(tmp_path / "pairs" / "page.html", page), width) as tab:
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        tab.locator(f"#{link.upper.record}").evaluate("mark => mark.click()")
        for record in (link.upper.record, link.lower.record):
            assert "lit" in (tab.get_attribute(f"#{record}", "class") or "").split()
        card = tab.inner_text("#card")
        assert link.upper.evidence.quote in card
        assert link.lower.evidence.quote in card
        box, pane = (
            tab.locator(f"#{name}").bounding_box() for name in (link.lower.record, "lower")
        )
        assert box
        assert pane
        assert pane["y"] <= box["y"] <= pane["y"] + pane["height"]
        assert tab.evaluate("location.hash") == f"#{link.upper.record}"
        tab.keyboard.press("Escape")
        assert not tab.is_visible("#card")


@pytest.mark.browser
def test_the_other_side_follows(tmp_path: Path) -> None:
    page = pair_page(CORPUS, CASCADE, TEXTS)
    link = CASCADE.links[1]  # alone on its line
    assert link.upper
    assert link.lower
    height = (
        "id => { const mark = document.getElementById(id); return mark.getBoundingClientRect().top"
        " - mark.closest('.text').getBoundingClientRect().top }"
    )
    with opened(saved(tmp_path / "pairs" / "page.html", page)) as tab:
        assert tab.is_checked("#together")
        tab.hover("#upper .text")
        tab.evaluate(
            "id => { const pane = document.querySelector('#upper .text'), mark ="
            " document.getElementById(id); pane.scrollTop += mark.getBoundingClientRect().top"
            " - pane.getBoundingClientRect().top - 5 }",
            link.upper.record,
        )
        tab.wait_for_timeout(200)
        ends = [tab.evaluate(height, end.record) for end in (link.upper, link.lower)]
        assert abs(ends[0] - ends[1]) < 3


@pytest.mark.browser
def test_a_stale_address_is_told(tmp_path: Path) -> None:
    page = pair_page(CORPUS, CASCADE, TEXTS)
    with opened(saved(tmp_path / "pairs" / "page.html", page)) as tab:
        tab.evaluate("location.hash = 'target-000000000000'")
        tab.wait_for_selector("#card:not([hidden])")
        assert "已不在库中" in tab.inner_text("#card")


@pytest.mark.browser
def test_kinds_can_be_hidden(tmp_path: Path) -> None:
    page = pair_page(CORPUS, CASCADE, TEXTS)
    shade = "getComputedStyle(document.querySelector('.text mark.target')).backgroundColor"
    with opened(saved(tmp_path / "pairs" / "page.html", page)) as tab:
        assert tab.evaluate(shade) != "rgba(0, 0, 0, 0)"
        tab.uncheck("#show-target")
        assert tab.evaluate(shade) == "rgba(0, 0, 0, 0)"


def test_a_plan_of_which_nothing_was_read_can_be_read() -> None:
    plan = make.plan(front={})
    corpus = make.corpus(plan)
    assert plan.title in reader_page(corpus, plan, printed(plan))
    assert "没有。" in plan_page(corpus, plan)


@pytest.mark.browser
def test_the_two_passages_stand_side_by_side_and_joined(tmp_path: Path) -> None:
    page = pair_page(CORPUS, CASCADE, TEXTS)
    link = CASCADE.links[0]
    assert link.upper
    assert link.lower
    with opened(saved(tmp_path / "pairs" / "page.html", page)) as tab:
        tab.goto(f"{tab.url}#{link.upper.record}")
        tab.wait_for_selector(".threads path.lit", state="attached")
        boxes = [tab.locator(f"#{end.record}").bounding_box() for end in (link.upper, link.lower)]
        upper, lower = boxes
        assert upper
        assert lower
        assert upper["x"] + upper["width"] < lower["x"]
        for box in (upper, lower):
            assert 0 <= box["y"] <= 720
        assert tab.inner_text("#card ins")
        assert tab.inner_text("#card del")
